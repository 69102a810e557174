"""``python -m model train FOLDER... --labels FILE --out MODEL.safetensors``."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path
from typing import Any

import torch

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.legend import worldcover
from model.checkpoint.offsets import DUAL_SCALE
from model.data.scenes import find_rasters
from model.inference.compute import choose_device
from model.sar.normalise import Normalisation
from model.train.attention import KeptAttention
from model.train.checks import (
    check_agreement,
    check_card_of,
    check_options,
    check_seldom,
    check_texture,
    read_texts,
)
from model.train.consistency import Predecessor, predecessor
from model.train.crops import CropConfig
from model.train.loop import TrainConfig, evaluate, train
from model.train.remembering import Remembered, remembered
from model.train.scenes import gather, read_all_labels
from model.train.start import checked_other, kept_attention, network_to_train
from model.train.texture import TextureConfig, with_texture
from model.training.average import mean_weights
from model.training.calibration import apply_temperature
from model.version import version


def _share(text: str) -> float:
    """A number from 0 to 1, for argparse."""
    value = float(text)
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value


_OVERRIDES: dict[str, tuple[Any, str]] = {
    "steps": (int, "optimiser steps"),
    "batch": (int, "labelled crops per step"),
    "pairs": (int, "places of a batch that are shown in two overlapping crops, which must agree"),
    "overlap_weight": (float, "weight of the disagreement of such pairs in the loss"),
    "learning_rate": (float, "peak learning rate, of the head; the backbone's is lower"),
    "smoothing": (_share, "label smoothing: share of each label that is spread over all classes"),
    "robust": (
        _share,
        "q of the generalised cross-entropy, for labels with many errors: 0 is the cross-entropy, "
        "0.7 the value of the paper; the higher, the less a pixel counts that the network doubts",
    ),
    "consistency_batch": (
        int,
        "crops of dual-polarisation scenes per step on which VV, and VV with VH, must give what VH "
        "alone gives; 0 switches that off",
    ),
    "consistency_weight": (float, "weight of that in the loss, reached after a third of the steps"),
    "attention_weight": (float, "weight in the loss of keeping the attention of --attention-of"),
    "hide_tokens": (_share, "share of the crops that the head sees without the transformer's tokens"),
    "remember_weight": (float, "weight in the loss of keeping the answers of --remember"),
    "seldom": (
        int,
        "with --flagged: code of a class that is said too often in calibrated scenes; 0: none",
    ),
    "seldom_weight": (float, "how much a pixel costs that wrongly gets the class of --seldom"),
    "average": (_share, "momentum of the average of the weights, which is the model"),
    "seed": (int, "of everything random: the fresh network, crops, dropped blocks"),
}
"""Options that are fields of :class:`TrainConfig`: type and help."""

_CROP_OVERRIDES: dict[str, tuple[Any, str]] = {
    "laid_over": (_share, "share of the crops over which labelled ground of another place is laid"),
    "balance": (
        float,
        "exponent on how often a class occurs: 1 draws as the labels are, 0 every class equally often",
    ),
    "balance_scenes": (float, "the same of the scenes of a class, by their labelled pixels of it"),
    "gain_db": (float, "standard deviation of a gain offset in dB, of calibrated scenes"),
    "unknown_gain_db": (float, "the same of scenes of unknown calibration"),
    "own_gain_db": (
        float,
        "standard deviation of a further gain offset in dB of each polarisation by itself",
    ),
    "as_rtc": (
        _share,
        "share of the crops of calibrated scenes raised to the level of RTC products",
    ),
    "speckle": (_share, "share of the crops of calibrated scenes that get speckle of other looks"),
    "despeckle": (_share, "share of the crops of calibrated scenes whose speckle is averaged away"),
    "made_up_co_pol": (_share, "share of the crops of cross-pol scenes that get a made-up co-pol"),
    "drop_polarisation": (
        _share,
        "share of the crops of labelled dual-polarisation scenes that are shown with one polarisation alone",
    ),
    "dual_share": (_share, "share of the crops from scenes with both polarisations; 0: as of other kinds"),
}
"""Options that are fields of :class:`CropConfig`: type and help."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the ``train`` command."""
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders of SAR rasters, or files"
    )
    parser.add_argument(
        "--labels",
        required=True,
        nargs="+",
        type=Path,
        help="one or more files of polygons with class codes, or a raster of class codes (0 and nodata: "
        "unlabelled), or a folder of such rasters, each called as its scene (STEM.tif)",
    )
    parser.add_argument(
        "--field", default="class_code", help="polygons: field of the class code (default %(default)s)"
    )
    parser.add_argument(
        "--scene-field",
        help="polygons: field with the STEM of the scene that a polygon is for (default: 'scene' if there is "
        "such a field, else every polygon counts on every scene)",
    )
    parser.add_argument(
        "--pretrained",
        type=Path,
        metavar="RUN",
        help="a pre-training run whose backbone to begin with: its folder, state.pt or teacher.safetensors",
    )
    parser.add_argument(
        "--start-from",
        type=Path,
        help="a model file whose weights to begin with; with --pretrained its head alone",
    )
    parser.add_argument(
        "--attention-of",
        type=Path,
        metavar="RUN",
        help="a pre-training run of the same network whose attention the model is to keep: folder or file",
    )
    parser.add_argument(
        "--agree-with",
        type=Path,
        metavar="FILE",
        help="a model file of the same classes: on scenes with both polarisations the model is to give, in "
        "every polarisation, the answers of that one from VH alone (default: those of its own average)",
    )
    parser.add_argument(
        "--remember",
        type=Path,
        metavar="FILE",
        help="with --flagged: a model file whose answers are kept on cross-pol scenes of unknown calibration",
    )
    parser.add_argument(
        "--average-with",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="models whose weights are averaged with the trained ones at the end (model soups)",
    )
    parser.add_argument("--out", required=True, type=Path, help="the model file (.safetensors)")
    parser.add_argument("--name", help="the model's name (default: that of the file)")
    parser.add_argument("--card", type=Path, help="JSON with texts for the model card")
    parser.add_argument(
        "--hold-out",
        nargs="*",
        default=[],
        metavar="STEM",
        help="scenes for the scores and the calibration of confidence alone, never trained on",
    )
    parser.add_argument(
        "--exclude", nargs="*", default=[], metavar="STEM", help="scenes to keep out altogether"
    )
    parser.add_argument(
        "--absolute",
        action="store_true",
        help="where the calibration is known keep the level and the spread of the backscatter as they are",
    )
    parser.add_argument(
        "--flagged",
        action="store_true",
        help="with --absolute: a third plane of the input tells the network whether the calibration is known",
    )
    parser.add_argument(
        "--state", type=Path, help="file from which a stopped run goes on, with the same options"
    )
    parser.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda", "mps"),
        help="where to train (default %(default)s)",
    )
    parser.add_argument(
        "--crop-size",
        type=int,
        default=CropConfig().size,
        help="side of a crop in pixels (default %(default)s)",
    )
    parser.add_argument(
        "--texture",
        action="store_true",
        help="then join the network with a classifier of local means and deviations, for calibrated scenes "
        "with both polarisations",
    )
    parser.add_argument(
        "--texture-steps",
        type=int,
        default=TextureConfig().steps,
        help="optimiser steps of that classifier (default %(default)s)",
    )
    parser.add_argument("--workers", type=int, default=1, help="loader processes (default %(default)s)")
    for defaults, overrides in ((TrainConfig(), _OVERRIDES), (CropConfig(), _CROP_OVERRIDES)):
        for name, (kind, meaning) in overrides.items():
            parser.add_argument(
                "--" + name.replace("_", "-"),
                type=kind,
                default=getattr(defaults, name),
                help=f"{meaning} (default %(default)s)",
            )


def run(args: argparse.Namespace) -> int:
    """Trains a model, scores the model on the held-out scenes and writes the file with its card.

    Raises:
        SardinoError: Something does not fit; nearly all mistakes are found before training.
    """
    check_options(args)
    texts = read_texts(args.card)
    device = choose_device(args.device)
    labels = read_all_labels(args.labels, field=args.field, scene_field=args.scene_field)
    normalisation = Normalisation.absolute(flagged=args.flagged) if args.absolute else Normalisation()
    paths = find_rasters(args.folders)
    scenes = gather(paths, labels, normalisation, hold_out=args.hold_out, exclude=args.exclude)
    print(
        f"{len(scenes.labelled)} labelled scenes, {len(scenes.held_out)} held out, "
        f"{len(scenes.dual)} dual-polarisation scenes"
    )
    check_seldom(args.seldom, scenes.classes)
    torch.manual_seed(args.seed)  # the seed also sets the first weights of a new network
    network = network_to_train(scenes.classes, args.pretrained, args.start_from, normalisation.planes)
    config = _config(args)
    check_texture(args.texture, network)
    kept = kept_attention(args.attention_of, network, args.crop_size, device)
    agreed = predecessor(args.agree_with, scenes.classes, device)
    known = remembered(args.remember, scenes.classes, device)
    if agreed is not None:
        check_agreement(scenes.dual, config)
    others = [checked_other(path, network) for path in args.average_with]
    card = _card(args, scenes.classes, normalisation, config, kept, agreed, known)
    card["training"]["averaged_with_sha256"] = ", ".join(other.sha256 for other in others) or None
    check_card_of(args.out, {**card, **texts}, network, args.crop_size)
    network = train(
        network,
        scenes.labelled,
        scenes.dual,
        config,
        device,
        workers=args.workers,
        state=args.state,
        kept=kept,
        predecessor=agreed,
        remembered=known,
    )
    mean_weights(network, [model.network.float().to(device) for model in others])
    if args.texture:
        texture = TextureConfig(steps=args.texture_steps, seed=args.seed)
        network = with_texture(network, scenes.labelled, texture).to(device)
        card["training"]["texture"] = dataclasses.asdict(texture)
    if scenes.held_out:
        scale = 1.0 if network.refine is None else texts.get(DUAL_SCALE, 1.0)
        metrics = evaluate(network, scenes.held_out, device, scale)
        metrics["held_out_scenes"] = sorted(item.scene.name for item in scenes.held_out)
        metrics["excluded_scenes"] = sorted(args.exclude)
        apply_temperature(network, metrics["temperature"])
        print(json.dumps(metrics, indent=1))
        card["metrics"] = metrics
    save_checkpoint(args.out, network.cpu().eval(), {**card, **texts})
    print(f"wrote {args.out}")
    return 0


def _config(args: argparse.Namespace) -> TrainConfig:
    """The recipe with the options of the command line."""
    crops = dataclasses.replace(
        CropConfig(), size=args.crop_size, **{name: getattr(args, name) for name in _CROP_OVERRIDES}
    )
    return dataclasses.replace(
        TrainConfig(), crops=crops, **{name: getattr(args, name) for name in _OVERRIDES}
    )


def _card(
    args: argparse.Namespace,
    classes: list[int],
    normalisation: Normalisation,
    config: TrainConfig,
    kept: KeptAttention | None,
    agreed: Predecessor | None,
    known: Remembered | None,
) -> dict[str, Any]:
    """The model card without scores and texts; ``save_checkpoint`` adds the architecture and the hash."""
    training = {"torch": torch.__version__, **dataclasses.asdict(config)}
    training["attention_sha256"] = kept.digest if kept else None
    training["agreement_sha256"] = agreed.digest if agreed else None
    training["remembered_sha256"] = known.digest if known else None
    return {
        "name": args.name or args.out.stem,
        "version": version(),
        "normalisation": normalisation.as_card(),
        "classes": [dataclasses.asdict(worldcover(code)) for code in classes],
        "training": training,
        "metrics": {},
        "training_data": "",
        "known_failures": [],
        "licence": "",
    }
