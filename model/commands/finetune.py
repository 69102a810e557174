"""``python -m model finetune --scene SCENE --labels FILE --field FIELD --out MODEL.safetensors``."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from model.commands import arguments
from model.protocol.finetuning import MODES, FinetuneRequest, FinetuneResult
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``finetune``."""
    arguments.add_scenes(parser, several=True)
    arguments.add_labels(parser, required=True)
    parser.add_argument("--mode", choices=MODES, default="fast", help="fast: the head; full: all of it")
    parser.add_argument("--base", default="", metavar="NAME", help="model to start from (name or file)")
    parser.add_argument("--name", metavar="NAME", help="the new model's name (default: that of --out)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of everything random")
    parser.add_argument("--overwrite", action="store_true", help="replace --out if it exists")
    parser.add_argument("--out", required=True, metavar="FILE.safetensors", help="the model to write")
    arguments.add_machine(parser)


def run(args: argparse.Namespace) -> int:
    """Fine-tunes and prints the scores."""
    request = FinetuneRequest(
        scenes=arguments.scene_specs(args),
        labels=arguments.label_specs(args),
        name=args.name or Path(args.out).stem,
        classes=arguments.class_infos(args),
        base=args.base,
        mode=args.mode,
        device=args.device,
        precision=args.precision,
        out=args.out,
        seed=args.seed,
        overwrite=args.overwrite,
    )
    check(request, command_line=True)
    from model.finetune.run import finetune

    code, result = arguments.run_job(
        args, lambda report, wished: finetune(request, progress=report, cancelled=wished)
    )
    if result is None:
        return code
    if args.json:
        arguments.print_json(asdict(result))
    else:
        _print(result)
    return code


def _print(result: FinetuneResult) -> None:
    print(result.model.path)
    for item in result.labels.classes:
        warning = f"  {item.warning}" if item.warning else ""
        print(
            f"  {item.code:>3}  {item.name:<28}{item.polygons:>6} polygons{item.pixels:>10} pixels{warning}"
        )
    for problem in result.labels.problems:
        print(f"  Note: {problem}")
    arguments.print_scores(result.metrics)
    print(f"  {result.seconds:.1f} s on {result.device}, of which features {result.feature_seconds:.1f} s")
