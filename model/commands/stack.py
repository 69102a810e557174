"""``python -m model stack SCENE --out FILE.tif``."""

from __future__ import annotations

import argparse

from model.commands import explored
from model.protocol.exploring import StackRequest

PARTS = ("backscatter", "texture", "attention", "components")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``stack``."""
    explored.add_arguments(parser)
    parser.add_argument(
        "--parts",
        type=_parts,
        default=list(PARTS),
        metavar="A,B",
        help=f"any of {','.join(PARTS)} (default: all)",
    )
    parser.add_argument(
        "--components", type=int, default=8, metavar="N", help="number of principal components (default: 8)"
    )


def _parts(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or not set(names) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of {', '.join(PARTS)}")
    return list(dict.fromkeys(names))


def run(args: argparse.Namespace) -> int:
    """Writes the stack and prints the names of its bands."""
    request = StackRequest(
        out=explored.out_of(args),
        scene=explored.spec_of(args),
        parts=args.parts,
        components=args.components,
        features=args.features or "",
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
    )
    from model.explore.stack import stack

    return explored.run(
        args, request, lambda report, wished: stack(request, progress=report, cancelled=wished)
    )
