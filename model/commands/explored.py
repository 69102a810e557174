"""What the commands have in common that read features of a scene and write one raster."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import asdict

from model.commands import arguments
from model.errors.progress import Report
from model.protocol.exploring import ExploreAnswer
from model.protocol.kinds import Params
from model.protocol.values import UNITS, SceneSpec
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the scene, its features, the model and the raster."""
    parser.add_argument("scene", metavar="SCENE", help="a raster file with SAR backscatter")
    parser.add_argument("--cross-pol", metavar="FILE", help="the VH or HV band, if it is in its own file")
    parser.add_argument("--co-band", type=int, metavar="N", help="band of VV or HH, from 1; 0: none")
    parser.add_argument("--cross-band", type=int, metavar="N", help="band of VH or HV, from 1; 0: none")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument("--features", metavar="FILE", help="features of SCENE that were made before")
    parser.add_argument("--out", required=True, metavar="FILE.tif", help="the raster to write")
    arguments.add_machine(parser)


def spec_of(args: argparse.Namespace) -> SceneSpec:
    """The scene of the arguments."""
    return SceneSpec(
        path=args.scene,
        cross_pol_path=args.cross_pol,
        co_band=args.co_band,
        cross_band=args.cross_band,
        units=args.units,
        nodata=args.nodata,
        allow_any=args.any,
    )


def out_of(args: argparse.Namespace) -> str:
    """The absolute path of the raster; empty if it is empty."""
    return os.path.abspath(args.out) if args.out else ""


def run(
    args: argparse.Namespace, request: Params, job: Callable[[Report, Callable[[], bool]], ExploreAnswer]
) -> int:
    """Checks a request, runs its job and prints the answer; returns the exit code."""
    check(request, command_line=True)
    code, answer = arguments.run_job(args, job)
    if answer is None:
        return code
    if args.json:
        arguments.print_json(asdict(answer))
    else:
        _print(answer)
    return code


def _print(answer: ExploreAnswer) -> None:
    if answer.note:
        print(f"  Note: {answer.note}")
    total = sum(answer.areas_ha.values())
    for item in answer.classes:
        area = answer.areas_ha.get(str(item.code))
        size = "" if area is None else f"{area:>14,.1f} ha {area / total:>7.1%}"
        print(f"  {item.code:>3}  {item.name:<28}{size}")
    if not answer.classes:
        for number, name in enumerate(answer.bands, 1):
            print(f"  {number:>3}  {name}")
    print(f"  {answer.path}")
