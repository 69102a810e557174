"""``python -m model change BEFORE AFTER --out DIR``."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict

from model.commands import arguments
from model.protocol.changing import CHANGE_OUTPUTS, ChangeRequest, ChangeResult
from model.protocol.values import UNITS, SceneSpec
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``change``."""
    parser.add_argument("before", metavar="BEFORE", help="the earlier scene; the products lie on its grid")
    parser.add_argument("after", metavar="AFTER", help="the later scene")
    parser.add_argument("--before-cross-pol", metavar="FILE", help="the VH or HV band of BEFORE")
    parser.add_argument("--after-cross-pol", metavar="FILE", help="the VH or HV band of AFTER")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument(
        "--target", type=int, default=0, metavar="CODE", help="how likely is a change to this class; 0: any"
    )
    parser.add_argument(
        "--extent", nargs=4, type=float, metavar=("W", "S", "E", "N"), help="compare only here"
    )
    parser.add_argument("--extent-crs", metavar="CRS", help="EPSG:n or WKT of --extent")
    parser.add_argument(
        "--outputs",
        type=_outputs,
        default=list(CHANGE_OUTPUTS),
        metavar="A,B",
        help=f"any of {','.join(CHANGE_OUTPUTS)} (default: all)",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the products")
    arguments.add_machine(parser)


def _outputs(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or not set(names) <= set(CHANGE_OUTPUTS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of {', '.join(CHANGE_OUTPUTS)}")
    return list(dict.fromkeys(names))


def run(args: argparse.Namespace) -> int:
    """Compares the scenes and prints areas and files."""
    request = ChangeRequest(
        before=_spec(args, args.before, args.before_cross_pol),
        after=_spec(args, args.after, args.after_cross_pol),
        out_dir=os.path.abspath(args.out),
        outputs=args.outputs,
        target=args.target,
        model=args.model,
        device=args.device,
        precision=args.precision,
        extent=args.extent,
        extent_crs=args.extent_crs,
    )
    check(request, command_line=True)
    from model.change.run import change

    code, result = arguments.run_job(
        args, lambda report, wished: change(request, progress=report, cancelled=wished)
    )
    if result is None:
        return code
    if args.json:
        arguments.print_json(asdict(result))
    else:
        _print(result)
    return code


def _spec(args: argparse.Namespace, path: str, cross_pol: str | None) -> SceneSpec:
    return SceneSpec(path, cross_pol_path=cross_pol, units=args.units, nodata=args.nodata, allow_any=args.any)


def _print(result: ChangeResult) -> None:
    names = {item.code: item.name for item in result.classes}
    for note in result.notes:
        print(f"  Note: {note}")
    for item in result.transitions:
        size = f"{item.pixels:,} pixels" if item.area_ha is None else f"{item.area_ha:,.1f} ha"
        print(f"  {item.code:>3}  {names[item.before]} to {names[item.after]}: {size}")
    if result.embeddings_changed is not None and result.false_alarms is not None:
        print(
            f"  Embeddings: {result.embeddings_changed:.1%} of the pixels changed "
            f"(of unchanged ground {result.false_alarms:.0%} would be)"
        )
    for name, path in result.products.items():
        print(f"  {name}: {path}")
