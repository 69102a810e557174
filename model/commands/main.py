"""The command line: ``python -m model ...``, the same jobs as in QGIS, but without QGIS.

Only the standard library is imported here, so that ``--help`` and bad usage answer at once.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import re
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.commands.arguments import add_engine, add_expected, add_outputs
from model.commands.terminal import Interruption, print_error, progress_display
from model.errors.errors import Cancelled, InvalidRequest, SardinoError
from model.errors.failures import explain
from model.protocol.reading import LARGEST_INTEGER
from model.protocol.segmenting import DescribeRequest, SceneResult, SegmentRequest, SegmentResult
from model.protocol.values import (
    ATTENTION_GRIDS,
    DEVICES,
    LOW_CONFIDENCE,
    PRECISIONS,
    UNITS,
    ErrorInfo,
    SceneSpec,
)
from model.sar.geojson import polygon_of_file
from model.version import version
from model.worker.request_checks import check

FAILED = 1
BAD_USAGE = 2

_LATER = {
    "archive": ("model.commands.archive", "segment thousands of scenes, here or on a cluster"),
    "finetune": ("model.commands.finetune", "fine-tune a model on labelled polygons"),
    "evaluate-model": ("model.commands.evaluate_model", "compare a model with labelled polygons"),
    "suggest": ("model.commands.suggest", "say where labels would help most"),
    "features": ("model.commands.features", "keep what the network sees in scenes, for other commands"),
    "change": ("model.commands.change", "say what changed between two scenes of one place"),
    "combine": ("model.commands.combine", "average several dates of one place"),
    "segments": ("model.commands.segments", "divide a scene into segments without labels"),
    "colours": ("model.commands.colours", "show what the network sees of a scene as colours"),
    "stack": ("model.commands.stack", "write a raster with features as bands for other programs"),
    "similar": ("model.commands.similar", "say where a scene is like places that you name"),
    "familiarity": (
        "model.commands.familiarity",
        "say how much of a scene is unlike what a model was trained on",
    ),
    "familiarity-reference": (
        "model.commands.familiarity_reference",
        "write what a model was trained on into its file, in compact form",
    ),
    "recover": ("model.commands.recover", "keep the best so far of a fine-tuning that was killed"),
    "export": ("model.commands.export", "write what another engine is compared with, and OpenVINO's files"),
    "doctor": ("model.commands.doctor", "say whether this environment works, as a report that can be copied"),
    "pretrain": ("model.commands.pretrain", "pre-train a backbone on unlabelled scenes (DINO)"),
    "train": ("model.commands.train", "train a segmentation model on labelled polygons"),
    "score": ("model.commands.score", "score a model on labelled scenes, by region"),
    "evaluate": ("model.commands.evaluate", "run the experiments and write docs/results.md"),
}
"""Subcommands with options in separate modules, which import torch."""


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # argparse reads "-118.3" as a number but "-1e3", "-118." and "-inf" as options.
        self._negative_number_matcher = re.compile(r"-(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$|-inf$")
        self.register("type", int, _whole_number)


def _whole_number(text: str) -> int:
    """A number of 64 bits for any option: no library accepts a longer number."""
    value = int(text)
    if abs(value) > LARGEST_INTEGER:
        raise ValueError
    return value


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns the exit code."""
    argv = sys.argv[1:] if argv is None else argv
    parser = build_parser(argv)
    args = parser.parse_args(argv)
    try:
        code: int = args.run(args)
        return code
    except KeyboardInterrupt:
        return 130
    except Exception as unexpected:
        error = explain(unexpected)
        print_error(error)
        return BAD_USAGE if isinstance(error, InvalidRequest) else FAILED


def build_parser(argv: list[str]) -> argparse.ArgumentParser:
    """The parser; the options of slow subcommands are added only when ``argv`` asks for one."""
    parser = _Parser(prog="python -m model", description="Land cover, confidence and attention from SAR.")
    parser.add_argument("--version", action="version", version=f"Sardino {version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_segment(commands.add_parser("segment", help="segment scenes and write the products"))
    _add_describe(commands.add_parser("describe", help="say what a scene looks like"))
    models = commands.add_parser("models", help="list the models that can be used")
    models.add_argument("--json", action="store_true", help="one line of JSON per model on stdout")
    models.set_defaults(run=_models)
    _add_serve(commands.add_parser("serve", help="work for the QGIS plugin over stdin and stdout"))
    for name, (module, summary) in _LATER.items():
        command = commands.add_parser(name, help=summary)
        if argv[:1] == [name]:
            part = importlib.import_module(module)
            part.add_arguments(command)
            command.set_defaults(run=part.run)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    from model.worker import serve

    serve.add_arguments(parser)
    parser.set_defaults(run=serve.run)


def _add_segment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenes", nargs="+", metavar="SCENE", help="a raster file with SAR backscatter")
    _add_reading(parser)
    parser.add_argument(
        "--date",
        action="append",
        default=[],
        metavar="FILE",
        help="another date of the SCENE, or a folder of dates: all are averaged; may be given several times",
    )
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    add_engine(parser)
    parser.add_argument(
        "--extent",
        nargs=4,
        type=float,
        metavar=("W", "S", "E", "N"),
        help="segment only this rectangle, in --extent-crs or else in the scene's coordinates",
    )
    parser.add_argument("--extent-crs", metavar="CRS", help="EPSG:n or WKT of --extent and --polygon")
    parser.add_argument(
        "--polygon",
        type=Path,
        metavar="FILE.geojson",
        help="segment only inside these polygons, in --extent-crs or else in the file's coordinates",
    )
    add_outputs(parser)
    add_expected(parser)
    parser.add_argument(
        "--attention",
        choices=ATTENTION_GRIDS,
        default="tokens",
        help="pixels of the attention layer: one per token of the network (default), or the scene's (full)",
    )
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--json", action="store_true", help="one line of JSON per scene on stdout")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the products")
    parser.set_defaults(run=_segment, usage_error=parser.error)


def _add_describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenes", nargs=1, metavar="SCENE", help="a raster file with SAR backscatter")
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help="one line of JSON on stdout")
    parser.set_defaults(run=_describe, usage_error=parser.error, any=False)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Adds options for reading a scene; missing options are detected."""
    parser.add_argument("--cross-pol", metavar="FILE", help="the VH or HV band, if it is in its own file")
    parser.add_argument("--co-band", type=int, metavar="N", help="band of VV or HH, from 1; 0: none")
    parser.add_argument("--cross-band", type=int, metavar="N", help="band of VH or HV, from 1; 0: none")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")


def _specs(args: argparse.Namespace) -> list[SceneSpec]:
    """The scenes of the arguments; ends the program on bad usage."""
    if args.cross_pol and len(args.scenes) > 1:
        args.usage_error("--cross-pol goes with a single SCENE")
    stem, count = Counter(Path(scene).stem for scene in args.scenes).most_common(1)[0]
    if count > 1:
        args.usage_error(f"two scenes are named {stem}: their products would overwrite each other")
    return [
        SceneSpec(
            path=scene,
            cross_pol_path=args.cross_pol,
            co_band=args.co_band,
            cross_band=args.cross_band,
            units=args.units,
            nodata=args.nodata,
            allow_any=args.any,
        )
        for scene in args.scenes
    ]


def _request(args: argparse.Namespace) -> SegmentRequest:
    polygon, crs = None, args.extent_crs
    if args.polygon:
        try:
            polygon, file_crs = polygon_of_file(args.polygon)
        except InvalidRequest as error:
            args.usage_error(str(error))
        if args.extent and not crs:
            args.usage_error("with both --extent and --polygon, say in which --extent-crs they are")
        crs = crs or file_crs
    request = SegmentRequest(
        scenes=_specs(args),
        out_dir=os.path.abspath(args.out) if args.out else "",
        outputs=args.outputs,
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
        careful=args.careful,
        extent=args.extent,
        polygon=polygon,
        extent_crs=crs,
        classes=args.classes,
        priors=args.prior,
        attention=args.attention,
    )
    check(request, command_line=True)
    return request


def _segment(args: argparse.Namespace) -> int:
    if args.date and len(args.scenes) > 1:
        args.usage_error("--date goes with a single SCENE")
    request = _request(args)
    with Interruption().listen() as interruption:
        try:
            result = _run_segment(request, interruption, args.date)
        except Exception as unexpected:
            error = explain(unexpected)
            print_error(error)
            if args.json:  # one line per scene in any case
                for scene in request.scenes:
                    _print_json(_scene_line(SceneResult(path=scene.path, error=error.info())))
            if isinstance(error, Cancelled):
                return interruption.exit_code
            return BAD_USAGE if isinstance(error, InvalidRequest) else FAILED
    for item in result.scenes:
        _report(item, as_json=args.json)
    return FAILED if any(item.error for item in result.scenes) else 0


def _run_segment(
    request: SegmentRequest, interruption: Interruption, dates: list[str] | None = None
) -> SegmentResult:
    # stdout is only for results: a library that prints must not break a line of JSON.
    with contextlib.redirect_stdout(sys.stderr), progress_display(sys.stderr) as show:
        show(0.0, "Loading")
        from model.products.segment import segment

        if interruption.wished():
            raise Cancelled
        if dates:
            from model.commands.combine import combined

            spec, made = combined(request.scenes[0], dates, request.out_dir, show, interruption.wished)
            request.scenes = [spec]
            result = segment(request, progress=show, cancelled=interruption.wished)
            result.scenes[0].products["dates"] = made.path
            return result
        return segment(request, progress=show, cancelled=interruption.wished)


def _report(item: SceneResult, *, as_json: bool) -> None:
    if item.error is not None:
        print_error(_raised(item.error), item.path)
    if as_json:
        _print_json(_scene_line(item))
    elif item.error is None:
        _print_scene(item)


def _raised(info: ErrorInfo) -> SardinoError:
    error = SardinoError(info.message, remedy=info.remedy, detail=info.detail)
    error.code = info.code
    return error


def _print_scene(item: SceneResult) -> None:
    print(item.path)
    if item.description is not None:
        print(f"  {item.description.summary}")
        for warning in item.description.warnings:
            print(f"  Note: {warning}")
    if item.excluded:
        print(f"  Left out, as not expected: {', '.join(entry.name for entry in item.excluded)}")
    names = {str(entry.code): entry.name for entry in item.classes}
    if item.priors:
        print(
            f"  Expected shares: {', '.join(f'{names[c]} {share:.1%}' for c, share in item.priors.items())}"
        )
    total = sum(item.areas_ha.values())
    for code, area in item.areas_ha.items():
        print(f"  {code:>3}  {names.get(code, ''):<28}{area:>14,.1f} ha {area / total:>7.1%}")
    if item.mean_confidence is not None and item.low_confidence_share is not None:
        low = f"below {LOW_CONFIDENCE} % on {item.low_confidence_share:.1%} of the area"
        print(f"  Mean confidence {item.mean_confidence:.0f} % (not an accuracy), {low}")
    if item.unfamiliar_share is not None:
        print(f"  Unlike anything the model was trained on: {item.unfamiliar_share:.1%} of the area")
    for name, path in item.products.items():
        print(f"  {name}: {path}")
    rate = f"{item.megapixels_per_second:.2f} megapixels/s"
    print(f"  {item.seconds:.1f} s on {item.device} ({item.engine}, {item.precision}), {rate}")
    if item.engine_note:
        print(f"  Note: {item.engine_note}")


def _scene_line(item: SceneResult) -> dict[str, Any]:
    return {
        "scene": item.path,
        "products": item.products,
        "areas_ha": item.areas_ha,
        "excluded_classes": [entry.code for entry in item.excluded],
        "prior_shares": item.priors,
        "mean_confidence": item.mean_confidence,
        "low_confidence_share": item.low_confidence_share,
        "unfamiliar_share": item.unfamiliar_share,
        "seconds": item.seconds,
        "device": item.device,
        "precision": item.precision,
        "engine": item.engine,
        "engine_note": item.engine_note,
        "megapixels_per_second": item.megapixels_per_second,
        "description": item.description.summary if item.description else None,
        "error": asdict(item.error) if item.error else None,
    }


def _print_json(values: dict[str, Any]) -> None:
    print(json.dumps(values, allow_nan=False), flush=True)


def _describe(args: argparse.Namespace) -> int:
    spec = _specs(args)[0]
    check(DescribeRequest(spec), command_line=True)
    with contextlib.redirect_stdout(sys.stderr):
        from model.sar.scene import describe

        description = describe(spec)
    if args.json:
        _print_json({"scene": spec.path, **asdict(description)})
        return 0
    print(description.summary)
    print(f"  {description.width} x {description.height} pixels, {description.valid_fraction:.1%} valid")
    for warning in description.warnings:
        print(f"  Note: {warning}")
    return 0


def _models(args: argparse.Namespace) -> int:
    from model.checkpoint.library import list_models

    for item in list_models():
        if args.json:
            _print_json(asdict(item))
        elif item.error is not None:
            print(f"  {item.name}: {item.error.message}")
        else:
            print(
                f"{'*' if item.is_default else ' '} {item.name}: {item.summary}. {item.licence}. {item.path}"
            )
    return 0
