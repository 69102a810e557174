"""``python -m model recover NAME``: turns the best state of a killed fine-tuning into a model."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from model.checkpoint.library import SUFFIX
from model.commands import arguments
from model.disk.folders import user_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``recover``."""
    parser.add_argument(
        "model", metavar="MODEL", help="the name, or the --out file, that the fine-tuning was given"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON on stdout")


def run(args: argparse.Namespace) -> int:
    """Makes the model and prints where it is."""
    from model.checkpoint.library import info_of
    from model.finetune.manage import recover

    target = Path(args.model)
    if target.suffix != SUFFIX:
        target = user_folder() / f"{args.model}{SUFFIX}"
    code, path = arguments.run_job(args, lambda report, wished: recover(target))
    if path is None:
        return code
    if args.json:
        arguments.print_json(asdict(info_of(path)))
    else:
        print(path)
    return code
