"""The long run: new inputs for as long as you like, and a folder of those that went wrong.

Started by ``python3 build.py fuzz``, as ``python -m tests.fuzz.campaign`` in the root.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.bases import make_bases
from tests.fuzz.bench import Bench, Outcome
from tests.fuzz.cases import load_case
from tests.fuzz.hunt import KINDS, Finding, Tally, hunt
from tests.fuzz.known_faults import all_cases

ROUND = 100
"""Examples of one kind before the next kind has its turn."""
SLOWEST = 5
"""How many of the known inputs are named with their time."""
WORST = ("death", "hang", "internal", "memory", "network", "answers", "files")


def main(words: list[str] | None = None) -> int:
    """Runs the campaign, or plays one kept case again; 0 if nothing went wrong."""
    parser = argparse.ArgumentParser(prog="build.py fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0, help="how long (default: %(default)g)")
    parser.add_argument("--seed", type=int, help="repeats a run's inputs (default: another each time)")
    parser.add_argument("--only", choices=KINDS, help="one kind of input")
    parser.add_argument(
        "--out", type=Path, default=Path("fuzz-failures"), help="where failing inputs are kept"
    )
    parser.add_argument("--replay", type=Path, metavar="FOLDER", help="play a kept input again instead")
    parser.add_argument(
        "--known", action="store_true", help="play all that went wrong once, and time it, instead"
    )
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="sardino-fuzz-") as scratch:
        bench = Bench(Path(scratch), make_bases(Path(scratch) / "base"))
        try:
            if args.replay:
                return _replay(bench, args.replay)
            if args.known:
                return _known(bench)
            seed = random.SystemRandom().getrandbits(32) if args.seed is None else args.seed
            return _campaign(bench, args.minutes, seed, [args.only] if args.only else list(KINDS), args.out)
        finally:
            bench.close()


def _campaign(bench: Bench, minutes: float, seed: int, kinds: list[str], out: Path) -> int:
    print(f"Seed {seed}, {minutes:g} minutes: {', '.join(kinds)}", flush=True)
    start = time.monotonic()
    end = start + 60 * minutes
    tally, found, rng = Tally(), 0, random.Random(seed)
    for kind in itertools.cycle(kinds):
        if time.monotonic() > end:
            break
        finding = hunt(kind, bench, tally, examples=ROUND, seed=rng.getrandbits(32), end=end)
        if finding is not None:
            found += 1
            _keep(out / f"{found:03d}-{kind}-{_slug(finding.fault.signature)}", finding)
        done = ", ".join(f"{name} {tally.examples[name]}" for name in kinds)
        print(
            f"{(time.monotonic() - start) / 60:6.1f} min: {done}; {len(tally.faults)} different faults",
            flush=True,
        )
    return _close(tally, seed, out)


def _close(tally: Tally, seed: int, out: Path) -> int:
    """The closing lines; the exit code."""
    for signature, number in sorted(tally.faults.items()):
        print(f"{number:6d} x {signature}")
    total: Counter[str] = Counter()
    for signature, number in tally.faults.items():
        total[signature.split()[0]] += number
    names = {
        "death": "deaths",
        "hang": "hangs over 10 s",
        "memory": "over 2 GB",
        "network": "heard on the network",
    }
    counts = ", ".join(f"{total[what]} {names.get(what, what)}" for what in WORST)
    print(f"{sum(tally.examples.values())} examples, seed {seed}: {counts}")
    if tally.faults:
        print(f"Inputs that went wrong: {out}/ (again: python3 build.py fuzz --replay FOLDER)")
    return 1 if tally.faults else 0


def _keep(folder: Path, finding: Finding) -> None:
    finding.case.save(folder)
    again = f"Again: python3 build.py fuzz --replay {folder}"
    text = f"{finding.fault.signature}\n\n{again}\n\n{finding.fault.detail}\n"
    (folder / "README.txt").write_text(text, encoding="utf-8", errors="replace")
    print(f"        {finding.fault.signature}\n        kept in {folder}", flush=True)


def _known(bench: Bench) -> int:
    """Plays every input that went wrong once; a sound answer has to come within the bench's ten seconds."""
    seconds: dict[str, float] = {}
    wrong = 0
    for name, make in all_cases().items():
        case = make(bench.base)
        start = time.monotonic()
        faults = bench.play(case).faults
        seconds[name] = time.monotonic() - start
        wrong += bool(faults)
        for fault in faults:
            print(f"{name}: {fault.signature}\n{fault.detail}", flush=True)
    for name in sorted(seconds, key=seconds.__getitem__, reverse=True)[:SLOWEST]:
        print(f"{seconds[name]:6.2f} s {name}")
    print(f"{len(seconds)} known inputs, {wrong} with faults; the slowest {max(seconds.values()):.2f} s")
    return 1 if wrong else 0


def _slug(signature: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", signature)[:80].strip("-")


def _replay(bench: Bench, folder: Path) -> int:
    outcome: Outcome = bench.play(load_case(folder))
    for job_id, answer in outcome.answers.items():
        print(f"{job_id}: {str(answer)[:1000]}")
    for fault in outcome.faults:
        print(f"{fault.signature}\n{fault.detail}")
    print("nothing wrong" if not outcome.faults else f"{len(outcome.faults)} faults")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
