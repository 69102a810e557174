"""``python -m model suggest --scene SCENE [--model NAME] --out POINTS.gpkg``."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from model.commands import arguments
from model.errors.errors import InvalidRequest
from model.protocol.finetuning import SuggestLabelsRequest
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``suggest``."""
    arguments.add_scenes(parser, several=False)
    arguments.add_labels(parser, required=False)
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument("--count", type=int, default=10, metavar="N", help="places (default: %(default)s)")
    parser.add_argument("--extent", nargs=4, type=float, metavar=("W", "S", "E", "N"), help="look only here")
    parser.add_argument("--extent-crs", metavar="CRS", help="EPSG:n or WKT of --extent")
    parser.add_argument("--out", required=True, metavar="FILE.gpkg", help="points (.gpkg or .geojson)")
    arguments.add_machine(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the points and prints where they are.

    Raises:
        InvalidRequest: There are several scenes.
    """
    specs = arguments.scene_specs(args)
    if len(specs) > 1:
        raise InvalidRequest("Places are suggested for one scene at a time.")
    request = SuggestLabelsRequest(
        scene=specs[0],
        out=args.out,
        model=args.model,
        count=args.count,
        extent=args.extent,
        extent_crs=args.extent_crs,
        labels=arguments.label_specs(args),
        device=args.device,
        precision=args.precision,
    )
    check(request, command_line=True)
    from model.finetune.suggest import suggest_labels

    code, result = arguments.run_job(
        args, lambda report, wished: suggest_labels(request, progress=report, cancelled=wished)
    )
    if result is None:
        return code
    if args.json:
        arguments.print_json(asdict(result))
    else:
        print(f"{result.points} points: {result.path}")
    return code
