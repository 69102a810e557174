"""``python -m model pretrain FOLDER... --out RUN``."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path

import torch
import torch.distributed as dist

from model.compute import choose_device
from model.network import NetworkConfig
from model.normalise import Normalisation
from model.pretrain.crops import find_rasters, load_scenes
from model.pretrain.run import PretrainConfig, pretrain

_OVERRIDES = ("steps", "batch", "accumulate", "prototypes", "centring", "learning_rate", "seed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the ``pretrain`` command."""
    defaults = PretrainConfig()
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders of SAR rasters, or files"
    )
    parser.add_argument(
        "--out", required=True, type=Path, help="folder of the run; an unfinished run resumes"
    )
    parser.add_argument("--exclude", nargs="*", default=[], metavar="STEM", help="scenes to keep out")
    parser.add_argument("--backbone", default=NetworkConfig().backbone, help="any timm ViT")
    parser.add_argument("--patch-size", type=int, default=NetworkConfig().patch_size)
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--workers", type=int, default=1, help="loader processes")
    for name in _OVERRIDES:
        value = getattr(defaults, name)
        parser.add_argument(
            "--" + name.replace("_", "-"), type=type(value), default=value, help=f"default {value}"
        )


def run(args: argparse.Namespace) -> int:
    """Runs pre-training; under ``torchrun`` one process per device, gradients averaged (DDP)."""
    device = choose_device(args.device)
    if "RANK" in os.environ:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
        if device.type == "cuda":
            device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
    scenes = load_scenes(find_rasters(args.folders), Normalisation(), exclude=args.exclude)
    network = NetworkConfig(backbone=args.backbone, patch_size=args.patch_size)
    options = {name: getattr(args, name) for name in _OVERRIDES}
    config = dataclasses.replace(PretrainConfig(), network=network, **options)
    state = pretrain(config, scenes, args.out, device, workers=args.workers)
    print(f"wrote {state}")
    if dist.is_initialized():
        dist.destroy_process_group()
    return 0
