"""``python -m model familiarity SCENE``: how much of a scene is unlike what a model was trained on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from model.commands import arguments
from model.protocol.exploring import FamiliarityRequest
from model.protocol.values import UNITS, SceneSpec
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``familiarity``."""
    parser.add_argument("scene", metavar="SCENE", help="a raster with SAR backscatter")
    parser.add_argument("--cross-pol", metavar="FILE", help="the VH or HV band, if it is in its own file")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument(
        "--out",
        default="",
        metavar="FILE.tif",
        help="raster of familiarity to write, 0 to 100; without, a sample of the scene is looked at",
    )
    arguments.add_machine(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the share of the scene that is unfamiliar."""
    request = FamiliarityRequest(
        scene=SceneSpec(args.scene, args.cross_pol, units=args.units, nodata=args.nodata, allow_any=args.any),
        out=args.out,
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
    )
    check(request, command_line=True)
    from model.explore.familiarity import familiarity

    code, answer = arguments.run_job(
        args, lambda report, wished: familiarity(request, progress=report, cancelled=wished)
    )
    if answer is None:
        return code
    if args.json:
        arguments.print_json(asdict(answer))
    else:
        print(f"{args.scene}: {answer.numbers['unfamiliar']:.0%} is unlike anything the model was trained on")
        if answer.path:
            print(f"  familiarity: {answer.path}")
    return code
