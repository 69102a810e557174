"""The soak: a simulated user does random actions in a real QGIS, from a seed; failures are shrunk."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import debian_root, soak_plan
from tools.shell import ROOT, heading, run, say, stop
from tools.soak_plan import Action

OUTPUT = ROOT / "soak-output"
COUNT = 200
SHRINK_MINUTES = 30.0
_START_SECONDS = 120.0
_SECONDS_PER_ACTION = 10.0
"""Far more than an action needs: a longer action hangs."""


@dataclass(frozen=True)
class Outcome:
    """The result of a list of actions.

    Attributes:
        failure: What kind of failure: "crash", "hang", "broken" (a check failed), "orphans",
            "scratch", "script" (the soak's own mistake); empty if none.
        details: The failure in words.
        index: Index of the failed action; -1 if none failed, or if all were done.
        session: All known facts.
    """

    failure: str
    details: str
    index: int
    session: dict[str, Any]


def main(words: Sequence[str]) -> None:
    """The command ``build.py soak``.

    Raises:
        shell.Stop: An action failed.
    """
    parser = argparse.ArgumentParser(prog="build.py soak")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="one soak for each")
    parser.add_argument("--count", type=int, default=COUNT, help="actions in each")
    parser.add_argument("--actions", type=Path, help="a list from an earlier failure, instead of seeds")
    parser.add_argument("--qgis", choices=sorted(debian_root.SUITES), help="another release, in a root")
    parser.add_argument("--no-shrink", action="store_true", help="stop at a failure as it is")
    known = parser.parse_args(words)
    lists = {str(seed): soak_plan.plan(seed, known.count) for seed in known.seeds}
    if known.actions is not None:
        lists = {known.actions.stem: soak_plan.read(known.actions)}
    failed = []
    for name, actions in lists.items():
        heading(f"Soak {name}: {len(actions)} actions in QGIS {known.qgis or 'of this computer'}")
        outcome = perform(actions, known.qgis)
        say(in_words(outcome))
        kept = keep(f"soak-{name}-{known.qgis or 'here'}", actions, outcome)
        say(f"The actions are in {kept}, what came of each beside it.")
        if outcome.failure:
            failed.append(name)
            if not known.no_shrink:
                fails = lambda part: perform(part, known.qgis)  # noqa: E731
                smaller = shrink(actions, outcome, fails, SHRINK_MINUTES)
                soak_plan.write(smaller, kept)
                say(f"Shrunk to {len(smaller)}: " + ", ".join(action.do for action in smaller))
            again = f" --qgis {known.qgis}" if known.qgis else ""
            say(f"Again: python3 build.py soak --actions {kept}{again}")
    if failed:
        stop(f"Soaks that failed: {', '.join(failed)}.")


def perform(actions: Sequence[Action], release: str | None = None) -> Outcome:
    """Does the actions in a new QGIS.

    Args:
        actions: What to do.
        release: One of ``debian_root.SUITES``; this computer's QGIS if None.
    """
    folder = Path(tempfile.mkdtemp(prefix="sardino-soak-"))
    try:
        soak_plan.write(actions, folder / "actions.json")
        seconds = _START_SECONDS + _SECONDS_PER_ACTION * len(actions)
        words = ["-m", "tools.soak_session", folder / "actions.json", folder, str(seconds)]
        if release is None:
            run([sys.executable, *words], check=False)
        else:
            debian_root.run_inside(release, words, folder)
        written = folder / "session.json"
        if not written.exists():
            return Outcome("script", "The session ended without a word.", -1, {})
        session = json.loads(written.read_text(encoding="utf-8"))
        return Outcome(session["failure"], session["details"], session["index"], session)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def in_words(outcome: Outcome) -> str:
    """The outcome for the terminal."""
    report = outcome.session.get("report", {})
    done, idle = (sum(report.get(name, {}).values()) for name in ("done", "idle"))
    seconds = outcome.session.get("seconds", 0)
    lines = [f"{done} actions in {seconds} s; {idle} had nothing to be done with"]
    lines.append(f"longest pauses of the window (s): {report.get('pauses', [])[:3]}")
    if report.get("modals"):
        lines.append(f"windows that QGIS opened and that were closed: {report['modals']}")
    lines.append(f"results: {report.get('results')}, models: {outcome.session.get('models')}")
    lines.append(f"workers: {len(report.get('workers', []))}, orphans: {outcome.session.get('orphans')}")
    if outcome.failure:
        lines.append(f"FAILED ({outcome.failure}) at action {outcome.index}:\n{outcome.details}")
    return "\n".join(lines)


def keep(name: str, actions: Sequence[Action], outcome: Outcome) -> Path:
    """Writes a list and its outcome to a folder that outlives this run."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / f"{name}.json"
    soak_plan.write(actions, path)
    facts = {name: value for name, value in outcome.session.items() if name != "log"}
    text = f"{outcome.session.get('log', '')}\n{outcome.details}\n{json.dumps(facts, indent=1)}\n"
    path.with_suffix(".txt").write_text(text, encoding="utf-8")
    return path


def shrink(
    actions: Sequence[Action], outcome: Outcome, fails: Callable[[list[Action]], Outcome], minutes: float
) -> list[Action]:
    """A shorter list that fails in the same way: leaves out parts as long as it does (delta debugging).

    Args:
        actions: The list that failed.
        outcome: How the list failed.
        fails: Performs a list.
        minutes: After this time the shortest list so far is good enough.
    """
    deadline = time.monotonic() + 60 * minutes
    kept = list(actions[: outcome.index + 1]) if outcome.index >= 0 else list(actions)
    parts = 2
    while len(kept) > 1 and parts <= len(kept) and time.monotonic() < deadline:
        size = -(-len(kept) // parts)
        for start in range(0, len(kept), size):
            rest = kept[:start] + kept[start + size :]
            again = fails(rest) if rest else Outcome("", "", -1, {})
            if again.failure == outcome.failure:
                kept = rest[: again.index + 1] if again.index >= 0 else rest
                parts = max(parts - 1, 2)
                say(f"  {len(kept)} actions still fail")
                break
            if time.monotonic() > deadline:
                break
        else:
            if size == 1:
                break
            parts = min(2 * parts, len(kept))
    return kept
