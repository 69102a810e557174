"""``python -m model features SCENE ... --out DIR``."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.commands import arguments
from model.errors.errors import InvalidRequest
from model.protocol.exploring import COMPONENTS, FeaturesAnswer, FeaturesRequest, StackRequest
from model.protocol.values import UNITS, SceneSpec
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``features``."""
    parser.add_argument("scene", nargs="+", metavar="SCENE", help="a raster with SAR backscatter")
    parser.add_argument("--cross-pol", metavar="FILE", help="the VH or HV band of a single scene")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument("--extent", nargs=4, type=float, metavar=("W", "S", "E", "N"), help="look only here")
    parser.add_argument("--extent-crs", metavar="CRS", help="EPSG:n or WKT of --extent")
    parser.add_argument(
        "--components",
        type=int,
        default=COMPONENTS,
        metavar="N",
        help="principal components of the tokens (default: %(default)s)",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for SCENE.features")
    parser.add_argument(
        "--stack", action="store_true", help="also write SCENE_stack.tif, bands for other programs"
    )
    arguments.add_machine(parser)


def run(args: argparse.Namespace) -> int:
    """Writes a file per scene and prints where it is.

    Raises:
        InvalidRequest: Two scenes have one name, or an option is not valid.
    """
    specs = arguments.scene_specs(args)
    stem, count = Counter(Path(spec.path).stem for spec in specs).most_common(1)[0]
    if count > 1:
        raise InvalidRequest(f"Two scenes are named {stem}: one file would overwrite the other.")
    requests = [_request(args, spec) for spec in specs]
    stacks = [_stack_request(request) for request in requests] if args.stack else []
    for each in (*requests, *stacks):
        check(each, command_line=True)
    code, answers = arguments.run_job(args, lambda report, wished: _all(requests, stacks, report, wished))
    for spec, answer in zip(specs, answers or []):
        if args.json:
            arguments.print_json({"scene": spec.path, **asdict(answer)})
        else:
            print(f"{spec.path}\n  {answer.components} components, {answer.heads} heads of {answer.model}")
            print(f"  {answer.size / 1e6:.1f} MB: {answer.path}")
    return code


def _request(args: argparse.Namespace, spec: SceneSpec) -> FeaturesRequest:
    return FeaturesRequest(
        scene=spec,
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
        extent=args.extent,
        extent_crs=args.extent_crs,
        components=args.components,
        out=str(Path(args.out) / f"{Path(spec.path).stem}.features"),
    )


def _stack_request(request: FeaturesRequest) -> StackRequest:
    """The stack of a scene, beside its features and made of them."""
    features = os.path.abspath(request.out)
    return StackRequest(
        out=f"{features.removesuffix('.features')}_stack.tif",
        scene=request.scene,
        features=features,
        model=request.model,
        device=request.device,
        precision=request.precision,
        engine=request.engine,
    )


def _all(
    requests: list[FeaturesRequest], stacks: list[StackRequest], report: Any, wished: Any
) -> list[FeaturesAnswer]:
    """Features, and stacks if there are any, one scene after the other; a share of the progress for each."""
    from model.explore.stack import stack
    from model.features.job import features
    from model.inference.warm import WarmEngine

    warm = WarmEngine()
    answers = []
    for number, request in enumerate(requests):

        def tell(fraction: float, message: str = "", *rest: Any, number: int = number, **more: Any) -> None:
            report((number + fraction) / len(requests), message)

        answers.append(features(request, progress=tell, cancelled=wished, warm=warm))
        if stacks:
            stack(stacks[number], progress=tell, cancelled=wished, warm=warm)
    return answers
