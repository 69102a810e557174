"""``python -m model segments SCENE --out FILE.tif``."""

from __future__ import annotations

import argparse

from model.commands import explored
from model.protocol.exploring import SegmentsRequest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``segments``."""
    explored.add_arguments(parser)
    parser.add_argument(
        "--count",
        type=int,
        default=0,
        metavar="N",
        help="number of segments (default: one that fits the scene)",
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the first centres")


def run(args: argparse.Namespace) -> int:
    """Divides the scene and prints segments and areas."""
    request = SegmentsRequest(
        out=explored.out_of(args),
        count=args.count,
        seed=args.seed,
        features=args.features or "",
        scene=explored.spec_of(args),
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
    )
    from model.explore.segments import segments

    return explored.run(
        args, request, lambda report, wished: segments(request, progress=report, cancelled=wished)
    )
