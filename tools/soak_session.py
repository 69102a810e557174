"""One QGIS session that does a list of actions: starts, watches and checks QGIS.

Run as ``python3 -m tools.soak_session ACTIONS FOLDER SECONDS`` in the repository, in this computer's QGIS
or inside a root of another release. The result is in ``FOLDER/session.json``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools import profile, qgis_window
from tools.shell import ROOT

SCRIPTS = ROOT / "tests" / "e2e" / "scripts"
MARK = "SARDINO_SOAK"
"""A variable that QGIS and all its children inherit; marks processes that remain."""

_GRACE_SECONDS = 15.0
_FRAMES = 60
"""Frames of the thread that crashed, innermost first; the cause is nearly always among them."""
_WIDTH = 240
"""Most characters of a frame."""


def run(actions: Path, folder: Path, seconds: float) -> dict[str, Any]:
    """Lets QGIS do the actions.

    Args:
        actions: File of ``tools.soak_plan``.
        folder: For the profile, the products, and all other files of QGIS.
        seconds: After this time QGIS counts as hung.

    Returns:
        ``failure`` (what kind; empty if none), ``details``, ``index`` (of the failed action),
        ``report`` (of the script), ``orphans``, ``scratch``, ``log`` (each action and its result),
        ``models`` (how many were trained).
    """
    out, temporary = folder / "out", folder / "tmp"
    for place in (folder / "qgis", out, temporary):
        place.mkdir(parents=True, exist_ok=True)
    mark = uuid.uuid4().hex
    qgis_window.make_profile(folder / "qgis")
    variables = {
        **profile.STRICT_MEMORY,
        MARK: mark,
        "SARDINO_ACTIONS": str(actions),
        "SARDINO_OUT": str(out),
        "SARDINO_MODELS": str(folder / "models"),
        "TMPDIR": str(temporary),
    }
    python = os.environ.get("SARDINO_BACKEND_PYTHON")
    if python:
        variables["SARDINO_BACKEND_PYTHON"] = python
    with qgis_window.virtual_screen() as display:
        process = qgis_window.start(SCRIPTS / "soak.py", folder / "qgis", display, variables)
        started = time.monotonic()
        ended = qgis_window.finish(process, folder / "qgis", seconds)
        hung = time.monotonic() - started >= seconds
    orphans = _left_alive(mark)
    scratch = [str(path.relative_to(folder)) for path in folder.rglob("*") if _is_scratch(path)]
    log = (out / "soak.log").read_text(encoding="utf-8") if (out / "soak.log").exists() else ""
    session = {
        "failure": "",
        "details": "",
        "index": ended.report.get("failed_at", -1),
        "report": ended.report,
        "orphans": orphans,
        "scratch": scratch,
        "seconds": round(time.monotonic() - started),
        "log": log,
        "models": len(list((folder / "models").glob("*.safetensors"))),
    }
    _judge(session, ended, hung, log)
    if session["failure"] in ("crash", "hang", "script"):
        session["index"] = max(0, len([line for line in log.splitlines() if line[:1].isdigit()]) - 1)
        session["details"] += "\n" + "\n".join(log.splitlines()[-3:])
        session["details"] += (
            "\n" + _current_thread(_text(out / "crash.txt")) + "\n" + _last_words(ended.output)
        )
    return session


def _judge(session: dict[str, Any], ended: qgis_window.Ended, hung: bool, log: str) -> None:
    """Sets the kind of failure, if there was a failure."""
    report = ended.report
    if "error" in report:
        session["failure"], session["details"] = "script", report["error"]
    elif hung:
        session["failure"], session["details"] = "hang", "QGIS had to be ended."
    elif report.get("problems"):
        session["failure"], session["details"] = "broken", "\n".join(report["problems"])
    elif ended.exit_code != 0 or "workers" not in report:
        session["failure"], session["details"] = "crash", f"QGIS ended with {ended.exit_code}."
    elif session["orphans"]:
        session["failure"], session["details"] = "orphans", "\n".join(session["orphans"])
    elif session["scratch"]:
        session["failure"], session["details"] = "scratch", "\n".join(session["scratch"])


def _current_thread(crash: str) -> str:
    """What Python says of the thread that crashed; other threads come before, a list of modules after."""
    here = crash[max(crash.find("Current thread"), 0) :]
    return here.partition("Extension modules:")[0][:3000]


def _last_words(output: str) -> str:
    """What QGIS printed last, and the innermost frames of its crash handler's last thread, the main one.

    The handler prints the thread from the inside to the outside, with all local variables: thousands of
    characters of event loop follow the frames that matter.
    """
    lines = output.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("#0 ")]
    if not starts:
        return output[-3000:]
    first_thread = starts[0]
    frames = [line[:_WIDTH] for line in lines[starts[-1] :] if line.startswith("#")][:_FRAMES]
    return "\n".join([*lines[max(0, first_thread - 30) : first_thread], "...", *frames])


def _left_alive(mark: str) -> list[str]:
    """Ends the processes that QGIS left running after some seconds, and returns them."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while _marked(mark) and time.monotonic() < deadline:
        time.sleep(0.2)
    left = _marked(mark)
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return [f"{pid}: {words}" for pid, words in left.items()]


def _marked(mark: str) -> dict[int, str]:
    """Processes that have the mark, with their command lines."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            marked = f"{MARK}={mark}".encode() in (folder / "environ").read_bytes()
            if marked and qgis_window.alive(int(folder.name)):
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(folder.name)] = words.decode("utf-8", "replace").strip()
    return found


def _is_scratch(path: Path) -> bool:
    """Whether a file or folder should have been deleted by the run that made it."""
    name = path.name
    return (
        name.startswith(".sardino-")
        or name.endswith((".unfinished", ".partial"))
        or (
            # The algorithms' folder for copies, inside QGIS's folder for temporary files.
            path.is_dir() and name.startswith("sardino-") and path.parent.name.startswith("processing")
        )
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def main(words: Sequence[str]) -> int:
    """Runs a session and writes its result."""
    actions, folder, seconds = Path(words[0]), Path(words[1]), float(words[2])
    session = run(actions, folder, seconds)
    (folder / "session.json").write_text(json.dumps(session, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
