"""``python -m model combine DATE DATE ... --out FILE.tif``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from model.commands import arguments
from model.errors.errors import InvalidRequest
from model.errors.progress import Report
from model.protocol.changing import CombineRequest, CombineResult
from model.protocol.values import UNITS, SceneSpec
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``combine``."""
    parser.add_argument("scenes", nargs="+", metavar="DATE", help="a scene, or a folder of scenes")
    parser.add_argument("--units", choices=UNITS, default="auto", help="how the backscatter is stored")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument("--json", action="store_true", help="one line of JSON on stdout")
    parser.add_argument("--out", required=True, metavar="FILE.tif", help="the mean and deviation")


def run(args: argparse.Namespace) -> int:
    """Writes the mean of the dates and prints where the file is."""
    how = SceneSpec("", units=args.units, nodata=args.nodata, allow_any=args.any)
    request = CombineRequest(specs_of(args.scenes, how), args.out)
    check(request, command_line=True)
    from model.change.combine import combine

    code, result = arguments.run_job(
        args, lambda report, wished: combine(request, progress=report, cancelled=wished)
    )
    if result is None:
        return code
    if args.json:
        arguments.print_json(asdict(result))
    else:
        for note in result.notes:
            print(f"  Note: {note}")
        print(f"{result.dates} dates, {' and '.join(result.polarisations)}: {result.path}")
    return code


def specs_of(paths: list[str], how: SceneSpec) -> list[SceneSpec]:
    """The scenes of files and folders, each with its cross-pol file if that lies beside it.

    Args:
        paths: Files, SAFE products, or folders.
        how: How all of them are read.

    Raises:
        InvalidRequest: A file or folder does not exist, or a folder holds no raster.
    """
    found = []
    for path in paths:
        if Path(path).is_dir():
            from model.data.scenes import find_rasters, scene_spec

            specs = [scene_spec(item) for item in find_rasters([Path(path)])]
            found += [replace(how, path=spec.path, cross_pol_path=spec.cross_pol_path) for spec in specs]
        else:
            found.append(replace(how, path=path))
    return found


def combined(
    scene: SceneSpec, dates: list[str], out_dir: str, report: Report, cancelled: Callable[[], bool]
) -> tuple[SceneSpec, CombineResult]:
    """One scene made of a scene and further dates, written beside the products.

    Args:
        scene: The first date, which gives grid and name.
        dates: Files or folders of the other dates.
        out_dir: Folder of the products.
        report: Takes progress.
        cancelled: Whether to end.
    """
    from model.change.combine import combine

    others = specs_of(dates, replace(scene, cross_pol_path=None, stem=None))
    own = Path(scene.path).resolve()
    others = [spec for spec in others if Path(spec.path).resolve() != own]
    if not others:
        raise InvalidRequest("No further date was given.", remedy="Name files of other dates with --date.")
    stem = scene.stem or Path(scene.path).stem
    request = CombineRequest([scene, *others], str(Path(out_dir) / f"{stem}_dates.tif"))
    result = combine(request, progress=report, cancelled=cancelled)
    return result.spec(stem), result
