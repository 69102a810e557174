"""``python -m model evaluate-model --scene SCENE --labels FILE --field FIELD [--model NAME]``."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from model.commands import arguments
from model.protocol.finetuning import EvaluateModelRequest
from model.worker.request_checks import check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``evaluate-model``."""
    arguments.add_scenes(parser, several=True)
    arguments.add_labels(parser, required=True)
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name or .safetensors file")
    arguments.add_machine(parser)


def run(args: argparse.Namespace) -> int:
    """Compares a model with polygons and prints the scores."""
    request = EvaluateModelRequest(
        scenes=arguments.scene_specs(args),
        labels=arguments.label_specs(args),
        classes=arguments.class_infos(args),
        model=args.model,
        device=args.device,
        precision=args.precision,
    )
    check(request, command_line=True)
    from model.finetune.evaluate import evaluate_model

    code, scores = arguments.run_job(
        args, lambda report, wished: evaluate_model(request, progress=report, cancelled=wished)
    )
    if scores is None:
        return code
    if args.json:
        arguments.print_json(asdict(scores))
    else:
        arguments.print_scores(scores)
    return code
