"""``python -m model archive ITEMS --out DIR``: thousands of scenes, here or on a cluster."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from typing import Any

from model.commands.terminal import Interruption, print_error, progress_display
from model.errors.errors import Cancelled, InvalidRequest
from model.errors.failures import explain
from model.protocol.archiving import ArchiveRequest, ArchiveResult
from model.protocol.values import DEFAULT_OUTPUTS, DEVICES, OUTPUTS, PRECISIONS, UNITS
from model.worker.request_checks import check

FAILED, BAD_USAGE = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``archive``."""
    parser.description = (
        "Segments every scene of ITEMS that is not finished in DIR yet. Start the same command again after "
        "an end of any kind: finished scenes are skipped."
    )
    parser.add_argument(
        "items",
        metavar="ITEMS",
        help="a folder, a pattern, a text or CSV list, a STAC Item, ItemCollection or Collection, a STAC "
        "search (https://.../search?collections=...), or stac-geoparquet",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder of the archive")
    _add_scheduling(parser)
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument(
        "--outputs",
        type=_outputs,
        default=list(DEFAULT_OUTPUTS),
        metavar="A,B",
        help=f"any of {','.join(OUTPUTS)} (default: {','.join(DEFAULT_OUTPUTS)})",
    )
    parser.add_argument("--units", choices=UNITS, default="auto", help="for scenes that do not say")
    parser.add_argument("--nodata", type=float, metavar="V", help="a value to take as nodata")
    parser.add_argument("--any", action="store_true", help="go on even if a scene does not look like radar")
    parser.add_argument(
        "--signer", default="", metavar="MODULE:FUNCTION", help="signs addresses just before they are read"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON per scene on stdout")
    parser.set_defaults(usage_error=parser.error)


def _add_scheduling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scheduler",
        default="local",
        metavar="local|processes|tcp://HOST:PORT|slurm",
        help="local: Dask on this computer if it is installed, else plain processes (default)",
    )
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="scenes at the same time")
    parser.add_argument(
        "--threads", type=int, default=0, metavar="N", help="of each worker (default: the cores, shared)"
    )
    parser.add_argument(
        "--memory-mb", type=int, default=0, metavar="N", help="most memory of a scene's process; 0: no limit"
    )
    parser.add_argument("--retries", type=int, default=2, metavar="N", help="after failures that may pass")
    parser.add_argument(
        "--slurm", action="append", default=[], metavar="NAME=VALUE", help="such as queue=gpu; several times"
    )


def run(args: argparse.Namespace) -> int:
    """Segments the archive and prints what came of it."""
    request = ArchiveRequest(
        out_dir=os.path.abspath(args.out),
        items=args.items,
        outputs=args.outputs,
        model=args.model,
        device=args.device,
        precision=args.precision,
        units=args.units,
        nodata=args.nodata,
        allow_any=args.any,
        workers=args.workers,
        retries=args.retries,
    )
    check(request, command_line=True)
    with Interruption().listen() as interruption:
        try:
            # stdout is only for results: a library that prints must not break a line of JSON.
            with progress_display(sys.stderr) as show:
                result = _run(args, request, show, interruption)
        except Exception as unexpected:
            error = explain(unexpected)
            print_error(error)
            if isinstance(error, Cancelled):
                return interruption.exit_code
            return BAD_USAGE if isinstance(error, InvalidRequest) else FAILED
    _print(result, as_json=args.json)
    return FAILED if result.failed else 0


def _run(
    args: argparse.Namespace, request: ArchiveRequest, show: Any, interruption: Interruption
) -> ArchiveResult:
    from dataclasses import replace

    from model.archive.choice import scheduler_maker
    from model.archive.run import run as run_archive
    from model.archive.run import scenes_of, settings_of

    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        settings, model = settings_of(request)
        settings = replace(settings, signer=args.signer, memory_mb=args.memory_mb, threads=args.threads)
        make, words = scheduler_maker(args.scheduler, request.workers, args.slurm)
        print(words, file=sys.stderr)
        show(0.0, "Reading the list")
        scenes = scenes_of(request)

        def ended(scene: Any, outcome: Any) -> None:
            if args.json:
                error = outcome.error.code if outcome.error else None
                line = {"id": scene.id, "error": error, "seconds": round(outcome.seconds, 3)}
                print(json.dumps({**line, "attempts": outcome.attempts}), file=out, flush=True)

        return run_archive(
            scenes, settings, model, make, progress=show, cancelled=interruption.wished, ended=ended
        )


def _print(result: ArchiveResult, *, as_json: bool) -> None:
    if as_json:
        counts = {name: getattr(result, name) for name in ("done", "skipped", "failed", "duplicates")}
        print(json.dumps({**counts, "seconds": round(result.seconds, 3), "collection": result.collection}))
        return
    print(f"{result.done} scenes made, {result.skipped} were finished, {result.failed} failed")
    if result.duplicates:
        print(f"  {result.duplicates} were named more than once and made once")
    if result.failures:
        print(f"  Failures: {result.failures}")
    print(f"  Collection: {result.collection}")
    print(f"  {result.seconds:.1f} s")


def _outputs(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or not set(names) <= set(OUTPUTS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of {', '.join(OUTPUTS)}")
    return list(dict.fromkeys(names))
