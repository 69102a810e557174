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
from model.patch_stem import default_channels
from model.pretrain.crops import find_rasters, load_scenes
from model.pretrain.files import PUBLISHED_FILE, heads_of, publish
from model.pretrain.neighbours import labelled_places
from model.pretrain.run import PretrainConfig, pretrain
from model.pretrain.start import starting_weights

_OVERRIDES = (
    "steps",
    "batch",
    "accumulate",
    "prototypes",
    "centring",
    "learning_rate",
    "ibot",
    "koleo",
    "seed",
)


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
    parser.add_argument(
        "--patch-stem",
        nargs="*",
        type=int,
        metavar="CHANNELS",
        help="channels of the convolutions that make the tokens (default: 32 64 128, as many as halve "
        "down to a patch); none: a linear patch embedding",
    )
    parser.add_argument("--registers", type=int, default=0, help="register tokens (default 0)")
    parser.add_argument("--keep-every", type=int, default=0, help="steps between kept copies of the teacher")
    parser.add_argument(
        "--init",
        metavar="FROM",
        help="weights to start from: a model or run of ours, a file of ViT weights, or timm:NAME",
    )
    parser.add_argument("--labels", type=Path, help="polygons on which features get a k-NN score")
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
        "--plain-views",
        action="store_true",
        help="an ablation: views differ in place and scale, not in speckle, gain, contrast and polarisation",
    )
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
    paths = find_rasters(args.folders)
    scenes = load_scenes(paths, Normalisation(), exclude=args.exclude)
    registers = {"reg_tokens": args.registers} if args.registers else {}
    network = NetworkConfig(
        backbone=args.backbone,
        backbone_options=registers,
        patch_size=args.patch_size,
        patch_stem=default_channels(args.patch_size) if args.patch_stem is None else tuple(args.patch_stem),
    )
    options = {name: getattr(args, name) for name in _OVERRIDES}
    views = dataclasses.replace(PretrainConfig().views, global_size=args.crop, local_size=args.crop // 2)
    views = views.plain() if args.plain_views else views
    config = dataclasses.replace(
        PretrainConfig(), network=network, views=views, within=args.within, **options
    )
    size = NetworkConfig().image_size  # the k-NN score is comparable between crops of any size
    state = pretrain(
        config,
        scenes,
        args.out,
        device,
        workers=args.workers,
        keep_every=args.keep_every,
        start=starting_weights(args.init, network) if args.init else None,
        heads=heads_of(args.init) if args.init else None,
        places=labelled_places(paths, scenes, args.labels, size) if args.labels else None,
    )
    print(f"wrote {state}")
    if args.publish and os.environ.get("RANK", "0") == "0":
        publish(state, args.publish)
        print(f"wrote {args.publish / PUBLISHED_FILE}")
    if dist.is_initialized():
        dist.destroy_process_group()
    return 0
