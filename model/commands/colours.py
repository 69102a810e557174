"""``python -m model colours SCENE --out FILE.tif``."""

from __future__ import annotations

import argparse

from model.commands import explored
from model.protocol.exploring import ColoursRequest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``colours``."""
    explored.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the first three principal components as red, green and blue."""
    request = ColoursRequest(
        out=explored.out_of(args),
        features=args.features or "",
        scene=explored.spec_of(args),
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
    )
    from model.explore.colours import colours

    return explored.run(
        args, request, lambda report, wished: colours(request, progress=report, cancelled=wished)
    )
