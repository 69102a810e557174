"""Options that several commands share, and how the commands around fine-tuning run a job."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.commands.terminal import Interruption, print_error, progress_display
from model.errors.errors import Cancelled, InvalidRequest
from model.errors.failures import explain
from model.errors.progress import Report
from model.protocol.finetuning import LabelSpec, Scores
from model.protocol.reading import parse
from model.protocol.values import (
    DEFAULT_OUTPUTS,
    DEVICES,
    ENGINES,
    OUTPUTS,
    PRECISIONS,
    UNITS,
    ClassInfo,
    SceneSpec,
)

FAILED, BAD_USAGE = 1, 2


def add_scenes(parser: argparse.ArgumentParser, *, several: bool) -> None:
    """Adds --scene and the options of reading scenes."""
    parser.add_argument(
        "--scene",
        required=True,
        action="append",
        metavar="SCENE",
        help="a raster with SAR backscatter" + ("; may be given several times" if several else ""),
    )
    parser.add_argument("--cross-pol", metavar="FILE", help="the VH or HV band of a single scene")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")


def add_labels(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Adds --labels and the options about their content."""
    parser.add_argument(
        "--labels",
        required=required,
        action="append",
        default=None if required else [],
        metavar="FILE",
        help="polygons in any vector format; may be given several times",
    )
    parser.add_argument("--layer", metavar="NAME", help="layer in the label files (default: the first)")
    parser.add_argument("--field", required=required, metavar="FIELD", help="field that holds the class")
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        type=_value,
        metavar="TEXT=CODE",
        help="class code that a value of the field stands for; without, the field's integers are the codes",
    )
    parser.add_argument("--scene-field", metavar="FIELD", help="field that names the scene of a polygon")
    parser.add_argument("--classes", type=Path, metavar="FILE.json", help="list of {code, name, color}")


def add_machine(parser: argparse.ArgumentParser) -> None:
    """Adds --device, --precision and --json."""
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="what computes the network")
    parser.add_argument("--json", action="store_true", help="the result as one line of JSON on stdout")


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Adds --outputs."""
    parser.add_argument(
        "--outputs",
        type=_outputs,
        default=list(DEFAULT_OUTPUTS),
        metavar="A,B",
        help=f"any of {','.join(OUTPUTS)} (default: {','.join(DEFAULT_OUTPUTS)})",
    )


def add_expected(parser: argparse.ArgumentParser) -> None:
    """Adds --classes and --prior."""
    parser.add_argument(
        "--classes",
        type=_words,
        default=[],
        metavar="A,B",
        help="only these classes may be there, by code or name (default: all of the model's)",
    )
    parser.add_argument(
        "--prior",
        type=_shares,
        default={},
        metavar="A=X,B=Y",
        help="share of the ground that each expected class is thought to have, in any unit",
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Adds --engine and --careful."""
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="what computes the network")
    parser.add_argument(
        "--careful",
        action="store_true",
        help="look at every tile in three mirror images, too: a little better, and four times as slow",
    )


def scene_specs(args: argparse.Namespace) -> list[SceneSpec]:
    """The scenes of the arguments.

    Raises:
        InvalidRequest: --cross-pol was given with several scenes.
    """
    if args.cross_pol and len(args.scene) > 1:
        raise InvalidRequest("--cross-pol goes with a single --scene.")
    return [
        SceneSpec(path, args.cross_pol, units=args.units, nodata=args.nodata, allow_any=args.any)
        for path in args.scene
    ]


def label_specs(args: argparse.Namespace) -> list[LabelSpec]:
    """The label files of the arguments.

    Raises:
        InvalidRequest: --labels was given without --field.
    """
    if args.labels and not args.field:
        raise InvalidRequest("--labels needs --field.", remedy="Name the field that holds the class.")
    values = dict(args.value)
    return [LabelSpec(path, args.field, args.layer, values, args.scene_field) for path in args.labels]


def class_infos(args: argparse.Namespace) -> list[ClassInfo]:
    """The classes of --classes.

    Raises:
        InvalidRequest: The file does not define classes.
    """
    if args.classes is None:
        return []
    try:
        entries = parse(args.classes.read_text(encoding="utf-8"))
        return [ClassInfo(int(item["code"]), str(item["name"]), str(item["color"])) for item in entries]
    except (OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise InvalidRequest(
            f"{args.classes} is no list of classes.",
            remedy='Write [{"code": 1, "name": "Rice", "color": "#00aa00"}].',
        ) from error


def run_job(args: argparse.Namespace, job: Callable[[Report, Callable[[], bool]], Any]) -> tuple[int, Any]:
    """Runs a job with a progress bar; returns exit code and result."""
    with Interruption().listen() as interruption:
        try:
            # stdout is only for results: a library that prints must not break a line of JSON.
            with contextlib.redirect_stdout(sys.stderr), progress_display(sys.stderr) as report:
                return 0, job(report, interruption.wished)
        except Exception as unexpected:
            error = explain(unexpected)
            print_error(error)
            if args.json:
                print_json({"error": asdict(error.info())})
            if isinstance(error, Cancelled):
                return interruption.exit_code, None
            return (BAD_USAGE if isinstance(error, InvalidRequest) else FAILED), None


def print_json(values: dict[str, Any]) -> None:
    """Prints one line of JSON on stdout."""
    print(json.dumps(values, allow_nan=False), flush=True)


def print_scores(scores: Scores) -> None:
    """Prints scores as a table."""
    if not scores.polygons:
        print(f"  {scores.note}")
        return
    print(
        f"  mean IoU {scores.miou:.3f}, overall accuracy {scores.overall_accuracy:.3f}, "
        f"kappa {scores.kappa:.3f}"
    )
    print(f"  {'':>3}  {'class':<28}{'F1':>8}{'IoU':>8}")
    for item, f1, iou in zip(scores.classes, scores.f1, scores.iou, strict=True):
        numbers = "".join(f"{value:>8.3f}" if value is not None else f"{'-':>8}" for value in (f1, iou))
        print(f"  {item.code:>3}  {item.name:<28}{numbers}")
    print(f"  {scores.note}")


def _outputs(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or not set(names) <= set(OUTPUTS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of {', '.join(OUTPUTS)}")
    return list(dict.fromkeys(names))


def _words(text: str) -> list[str]:
    words = [word.strip() for word in text.split(",")]
    if not all(words):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of class codes or names")
    return list(dict.fromkeys(words))


def _shares(text: str) -> dict[str, float]:
    shares: dict[str, float] = {}
    for part in text.split(","):
        word, _, share = (piece.strip() for piece in part.rpartition("="))
        try:
            value = float(share)
        except ValueError:
            value = math.nan
        if not word or word in shares or not math.isfinite(value):
            raise argparse.ArgumentTypeError(f"{part.strip()!r} is not CLASS=SHARE, each class once")
        shares[word] = value
    return shares


def _value(text: str) -> tuple[str, int]:
    name, _, code = text.rpartition("=")
    if not name or not code.strip().lstrip("-").isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not TEXT=CODE")
    return name, int(code)
