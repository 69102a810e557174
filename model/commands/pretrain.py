"""``python -m model pretrain FOLDER... --out RUN``."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist

from model.checkpoint.files import PUBLISHED_FILE, publish
from model.data.scenes import find_rasters, load_scenes
from model.errors.errors import InvalidRequest
from model.inference.compute import choose_device
from model.network.config import NetworkConfig
from model.network.patch_stem import default_channels
from model.pretrain.branch import checked_backbone
from model.pretrain.config import PretrainConfig, check_config
from model.pretrain.dino import CENTRINGS
from model.pretrain.run import pretrain
from model.pretrain.start import starting_point
from model.sar.normalise import Normalisation
from model.training.neighbours import labelled_places

_SETTINGS = {
    "steps": "optimiser steps; a run that goes on may have more than before",
    "batch": "places per step over all processes, each seen in two global and some local crops",
    "accumulate": "parts that a batch is split into to save memory: batch norm and Sinkhorn see one each",
    "prototypes": "outputs of the head: few for few scenes, or they stay unused",
    "centring": "how the teacher is kept from one answer for all: Sinkhorn-Knopp, or the mean as published",
    "learning_rate": "its peak, for this batch; it falls along a cosine",
    "warmup": "steps in which the learning rate rises to its peak",
    "weight_decay": "of the weights at the start and at the end of the run",
    "momentum": "of the teacher at the start: how much of itself it keeps at each step",
    "momentum_end": "of the teacher at the end",
    "teacher_temperature": "at the start and from a third of the run on: the lower, the sharper its answers",
    "drop_path": "stochastic depth of the student",
    "freeze_last": "steps in which the prototypes stay as they are",
    "clip": "largest norm of the gradient",
    "ibot": "weight of the loss on hidden patches (iBOT); 0: plain DINO",
    "hidden": "share of patches to hide in every other global crop, least and most",
    "gram": "weight of keeping how alike patches are to each other in the weights of --init; 0: none",
    "koleo": "weight of the regulariser that spreads the CLS tokens (KoLeo); 0: none",
    "seed": "of everything random: the same one gives the same run",
}
"""Fields of the recipe that are options of the same name, with their help."""
_VIEWS = {
    "global_area": "share of a window's area that a global crop covers, least and most",
    "local_area": "the same for local crops",
}
"""Fields of the views that are options, with their help."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the ``pretrain`` command."""
    defaults, network = PretrainConfig(), NetworkConfig()
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders of SAR rasters, or files"
    )
    parser.add_argument(
        "--out", required=True, type=Path, help="folder of the run; an unfinished run resumes"
    )
    parser.add_argument(
        "--exclude", nargs="*", default=[], metavar="STEM", help="scenes to keep out: files without suffix"
    )
    parser.add_argument(
        "--backbone",
        default=network.backbone,
        help="a timm VisionTransformer with a CLS token (default %(default)s)",
    )
    parser.add_argument(
        "--patch-size", type=int, default=network.patch_size, help="side of a token in pixels (default 8)"
    )
    parser.add_argument(
        "--patch-stem",
        nargs="*",
        type=int,
        metavar="CHANNELS",
        help="channels of the convolutions that make the tokens (default: 32 64 128, as many as halve "
        "down to a patch); none: a linear patch embedding",
    )
    parser.add_argument("--registers", type=int, default=0, help="register tokens (default 0)")
    parser.add_argument(
        "--keep-every", type=int, default=0, help="steps between kept copies of the teacher (default 0: none)"
    )
    parser.add_argument(
        "--save-every", type=int, default=50, help="steps between two saved states (default %(default)s)"
    )
    parser.add_argument(
        "--init",
        metavar="FROM",
        help="weights to start from: a model or run of ours, a file of ViT weights, or timm:NAME",
    )
    _add_labels(parser)
    parser.add_argument(
        "--publish", type=Path, metavar="FOLDER", help="where to write the teacher's weights for others"
    )
    parser.add_argument(
        "--within",
        action=argparse.BooleanOptionalAction,
        default=defaults.within,
        help="patch loss (--ibot) on tokens less their mean in the crop",
    )
    parser.add_argument(
        "--crop",
        type=int,
        default=defaults.views.global_size,
        help="side of a global crop in pixels, twice that of a local one (default %(default)s)",
    )
    parser.add_argument(
        "--local-crops", type=int, default=defaults.views.locals, help="local crops per place (default 4)"
    )
    parser.add_argument(
        "--plain-views",
        action="store_true",
        help="an ablation: views differ in place and scale, not in speckle, gain, contrast and polarisation",
    )
    parser.add_argument(
        "--dates",
        nargs=2,
        default=(),
        metavar=("ENDING", "ENDING"),
        help="endings of the names of two scenes of one place on two dates, as _before _after: their crops "
        "are taught to be alike",
    )
    parser.add_argument(
        "--absolute",
        action="store_true",
        help="calibrated scenes keep their level and spread, for `train --absolute`",
    )
    parser.add_argument(
        "--device", default="auto", choices=("auto", "cpu", "cuda", "mps"), help="where to train"
    )
    parser.add_argument("--workers", type=int, default=1, help="loader processes (default 1)")
    _add_settings(parser, defaults, _SETTINGS)
    _add_settings(parser, defaults.views, _VIEWS)


def _add_labels(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--labels", type=Path, help="polygons on which features get a k-NN score")
    parser.add_argument(
        "--field", default="class_code", help="field of the class code in --labels (default class_code)"
    )
    parser.add_argument(
        "--scene-field",
        help="field with the STEM of the scene that a polygon is for (default: 'scene' if there is such a "
        "field, else every polygon counts on every scene)",
    )
    parser.add_argument(
        "--score-every", type=int, default=100, help="steps between two of these scores (default %(default)s)"
    )


def _add_settings(parser: argparse.ArgumentParser, defaults: Any, helps: dict[str, str]) -> None:
    """Adds an option for each field, with type and default; two numbers for a pair."""
    for name, text in helps.items():
        value = getattr(defaults, name)
        pair = isinstance(value, tuple)
        shown = " ".join(map(str, value)) if pair else value
        parser.add_argument(
            "--" + name.replace("_", "-"),
            type=type(value[0]) if pair else type(value),
            nargs=2 if pair else None,
            metavar=("FROM", "TO") if pair else None,
            choices=CENTRINGS if name == "centring" else None,
            default=value,
            help=f"{text} (default {shown})",
        )


def run(args: argparse.Namespace) -> int:
    """Runs pre-training; under ``torchrun`` one process per device, gradients averaged (DDP)."""
    config = _config(args)
    device = _device(args.device)
    first = os.environ.get("RANK", "0") == "0"
    report: Callable[[str], None] = print if first else _silent
    check_config(config, dist.get_world_size() if dist.is_initialized() else 1)
    checked_backbone(config.network)  # before reading scenes, which takes longer
    paths = find_rasters(args.folders)
    start, places = None, None
    if args.init:
        start = starting_point(args.init, config.network, seed=config.seed, report=report)
    level = Normalisation.absolute() if config.absolute else Normalisation()
    scenes = load_scenes(paths, level, exclude=args.exclude, report=report)
    if args.labels:
        patch = config.network.patch_size
        # About the same number of pixels for any crop size, so that scores of several runs are comparable.
        size = max(1, NetworkConfig().image_size // patch) * patch
        places = labelled_places(scenes, args.labels, size, field=args.field, scene_field=args.scene_field)
    state = pretrain(
        config,
        scenes,
        args.out,
        device,
        workers=args.workers,
        save_every=args.save_every,
        keep_every=args.keep_every,
        start=start,
        places=places,
        score_every=args.score_every,
        report=report,
    )
    report(f"wrote {state}")
    if args.publish and first:
        publish(state, args.publish)
        report(f"wrote {args.publish / PUBLISHED_FILE}")
    leave_group()
    return 0


def leave_group() -> None:
    """Leaves the other processes, all together.

    DDP can hold the group in reference cycles; a remaining group at Python's exit can abort the process.
    """
    if dist.is_initialized():
        dist.barrier()
        gc.collect()
        dist.destroy_process_group()


def _silent(_: str) -> None:
    """Log of every process except the first: prints nothing."""


def _device(wanted: str) -> torch.device:
    """The device of this process; under ``torchrun``, also joins the other processes.

    Raises:
        InvalidRequest: There are more processes than GPUs.
    """
    local = os.environ.get("LOCAL_RANK")
    if local is not None and wanted in ("auto", "cuda") and torch.cuda.is_available():
        if int(local) >= torch.cuda.device_count():
            raise InvalidRequest(
                f"There are {torch.cuda.device_count()} GPUs, fewer than processes.",
                remedy="Give torchrun --nproc-per-node as many as there are GPUs, or --device cpu.",
            )
        # Before anything uses CUDA: otherwise every process would also take memory of the first GPU.
        torch.cuda.set_device(int(local))
    device = choose_device(wanted)
    if device.type == "cuda" and local is not None:
        device = torch.device("cuda", int(local))
    if "RANK" in os.environ:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return device


def _config(args: argparse.Namespace) -> PretrainConfig:
    """The recipe from the options."""
    network = NetworkConfig(
        backbone=args.backbone,
        backbone_options={"reg_tokens": args.registers} if args.registers else {},
        patch_size=args.patch_size,
        patch_stem=default_channels(args.patch_size) if args.patch_stem is None else tuple(args.patch_stem),
    )
    views = dataclasses.replace(
        PretrainConfig().views,
        global_size=args.crop,
        local_size=args.crop // 2,
        locals=args.local_crops,
        **{name: _value(args, name) for name in _VIEWS},
    )
    return dataclasses.replace(
        PretrainConfig(),
        network=network,
        views=views.plain() if args.plain_views else views,
        within=args.within,
        dates=tuple(args.dates),
        absolute=args.absolute,
        **{name: _value(args, name) for name in _SETTINGS},
    )


def _value(args: argparse.Namespace, name: str) -> Any:
    value = getattr(args, name)
    return tuple(value) if isinstance(value, list) else value
