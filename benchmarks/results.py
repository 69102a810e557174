"""``python3 build.py bench results``: what is made from finished maps, in QGIS's own Python.

    memory     peak memory of clean-up and polygons, a large map over a small one of the same kind
    tiles      area of all polygons over the area of the map's pixels
    coverage   how often 95 % intervals cover the truth, in 1,000 drawn samples of a known map

Exits with 1 if a bar is missed. ``--large 8192`` for a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import environments  # noqa: E402 - the root comes first

SMALL = 4096
MEMORY_BAR = 1.2
TILE_BAR = 1e-6
COVERAGE_BAR = (0.93, 0.97)


def main() -> int:
    """Prints a table; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default=",".join(PARTS), help="names of the parts, separated by commas")
    parser.add_argument("--large", type=int, default=16_384, help="side of the large map")
    parser.add_argument("--samples", type=int, default=1000)
    args = parser.parse_args()
    rows: list[tuple[str, str, str, bool | None]] = []
    for name in args.only.split(","):
        rows += PARTS[name](args)
    print("| what | measured | bar | met |\n| --- | --- | --- | --- |")
    for what, measured, bar, met in rows:
        print(f"| {what} | {measured} | {bar} | {'' if met is None else 'yes' if met else '**no**'} |")
    return 1 if any(met is False for *_, met in rows) else 0


def _memory(args: argparse.Namespace) -> list[tuple[str, str, str, bool | None]]:
    small, large = (_child("maps", side) for side in (SMALL, args.large))
    rows: list[tuple[str, str, str, bool | None]] = []
    for side, found in ((SMALL, small), (args.large, large)):
        what = f"peak memory of clean-up and polygons, {side}²"
        text = (
            f"{found['peak_mb']:.0f} MB (QGIS alone {found['before_mb']:.0f}); clean-up "
            f"{found['clean_s']:.0f} s, polygons {found['polygons_s']:.0f} s, {found['polygons']:,} of them"
        )
        rows.append((what, text, "", None))
    ratio = large["peak_mb"] / small["peak_mb"]
    what = f"peak memory, {args.large}² over {SMALL}²"
    rows.append((what, f"{ratio:.3f}", f"<= {MEMORY_BAR}", ratio <= MEMORY_BAR))
    rows += _tile_rows(f"{args.large}²", large)
    return rows


def _tiles(args: argparse.Namespace) -> list[tuple[str, str, str, bool | None]]:
    return _tile_rows("2048²", _child("maps", 2048))


def _tile_rows(side: str, found: dict[str, Any]) -> list[tuple[str, str, str, bool | None]]:
    rows: list[tuple[str, str, str, bool | None]] = []
    for words, value in (("in map units", found["plane"]), ("on the ellipsoid", found["ellipsoid"])):
        what = f"area of polygons over area of pixels, {side}, {words}"
        rows.append((what, f"1 {value - 1:+.1e}", "1 ± 1e-6", abs(value - 1) <= TILE_BAR))
    return rows


def _coverage(args: argparse.Namespace) -> list[tuple[str, str, str, bool | None]]:
    rows: list[tuple[str, str, str, bool | None]] = []
    for design, figures in _child("coverage", args.samples).items():
        for figure, found in figures.items():
            low, mean, high = found["wilson"]
            low_bar, high_bar = COVERAGE_BAR
            text = f"{mean:.1%} ({low:.1%} to {high:.1%}); symmetric {found['symmetric'][1]:.1%}"
            met = low_bar <= mean <= high_bar
            rows.append((f"coverage, {design}, {figure}", text, f"{low_bar:.0%} to {high_bar:.0%}", met))
    return rows


def _child(work: str, number: int) -> dict[str, Any]:
    """Runs a part in QGIS's Python, in a process of its own."""
    from tools.shell import clean_environment

    python = environments.ensure_qgis_tests()
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as folder:
        done = subprocess.run(
            [str(python), "-m", "benchmarks.results_in_qgis", work, str(number), folder],
            cwd=ROOT,
            env=clean_environment(
                QT_QPA_PLATFORM="offscreen", OMP_NUM_THREADS="1", HOME=folder, TMPDIR=folder
            ),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(f"{work} failed in QGIS's Python")
    print(f"{work} {number} done", file=sys.stderr, flush=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


PARTS = {"memory": _memory, "tiles": _tiles, "coverage": _coverage}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
