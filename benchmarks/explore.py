"""``python3 build.py bench explore``: what the page Explore costs and what it is worth.

Each part is a module with ``add_arguments(parser)`` and ``rows(args)``, in the table below.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable

from benchmarks.table import Row
from model.inference.threads import cpu_name

PARTS = {
    "cost": "benchmarks.explore_cost",
    "pixels": "benchmarks.explore_pixels",
    "clicks": "benchmarks.explore_clicks",
}
"""Name of a part to its module."""


def main() -> int:
    """Prints a table; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="bench explore", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=sorted(PARTS), nargs="+", default=sorted(PARTS), help="these parts")
    parser.add_argument(
        "--side", type=int, default=4096, help="of the scene in pixels (default: %(default)s)"
    )
    parser.add_argument("--repeats", type=int, default=5, help="(default: %(default)s)")
    parser.add_argument("--model", default="", help="a model's name or file")
    parser.add_argument("--engine", default="auto", help="what computes the network")
    parser.add_argument("--precision", default="auto", help="in which precision")
    modules = {name: importlib.import_module(module) for name, module in PARTS.items()}
    for module in modules.values():
        module.add_arguments(parser)
    args = parser.parse_args()
    found: list[Row] = []
    for name in args.only:
        rows: Callable[[argparse.Namespace], list[Row]] = modules[name].rows
        found += rows(args)
    print(f"\n{args.side} x {args.side}, two bands, float32; {cpu_name()}\n")
    print("| what | measured | bar | met |\n| --- | --- | --- | --- |")
    for row in found:
        met = "" if row.passed is None else ("yes" if row.passed else "**no**")
        print(f"| {row.what} | {row.measured} | {row.bar} | {met} |")
    return int(any(row.passed is False for row in found))


if __name__ == "__main__":
    sys.exit(main())
