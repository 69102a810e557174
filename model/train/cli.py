"""``python -m model train FOLDER... --labels FILE --out MODEL.safetensors``."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path
from typing import Any

import torch
from torch import nn

from model.checkpoint import load_checkpoint, save_checkpoint
from model.compute import choose_device
from model.errors import InvalidRequest, SardinoError
from model.legend import worldcover
from model.messages import SceneSpec
from model.network import NetworkConfig, SarSegmenter, build_backbone
from model.normalise import Normalisation
from model.patch_stem import default_channels
from model.pretrain.crops import LoadedScene, find_rasters, load_scene
from model.pretrain.files import CONFIG_FILE, load_teacher_backbone, weights_of
from model.scene import open_scene
from model.train.attention import KeptAttention
from model.train.calibration import apply_temperature
from model.train.crops import CropConfig, LabelledScene
from model.train.labels import UNLABELLED, Polygons, rasterise, read_polygons
from model.train.loop import TrainConfig, evaluate, train
from model.version import version

_OVERRIDES = (
    "steps",
    "batch",
    "pairs",
    "overlap_weight",
    "learning_rate",
    "consistency_batch",
    "consistency_weight",
    "attention_weight",
    "seed",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the ``train`` command."""
    defaults = TrainConfig()
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders of SAR rasters, or files"
    )
    parser.add_argument("--labels", required=True, type=Path, help="polygons with class codes")
    parser.add_argument("--field", default="class_code", help="field of the class code")
    parser.add_argument(
        "--scene-field", default="scene", help="field that names the scene of a polygon, if any"
    )
    parser.add_argument("--pretrained", type=Path, help="state.pt of a pre-training run")
    parser.add_argument(
        "--start-from",
        type=Path,
        help="a model file whose weights to begin with; with --pretrained its head alone",
    )
    parser.add_argument(
        "--attention-of",
        type=Path,
        metavar="RUN",
        help="folder of a pre-training run (the same network) whose attention the model is to keep",
    )
    parser.add_argument("--out", required=True, type=Path, help="the model file (.safetensors)")
    parser.add_argument("--name", default="sardino-s1-starter", help="the model's name")
    parser.add_argument("--card", type=Path, help="JSON with texts for the model card")
    parser.add_argument(
        "--hold-out", nargs="*", default=[], metavar="STEM", help="scenes for the scores alone"
    )
    parser.add_argument(
        "--exclude", nargs="*", default=[], metavar="STEM", help="scenes to keep out altogether"
    )
    parser.add_argument("--state", type=Path, help="file from which a stopped run goes on")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--crop-size", type=int, default=CropConfig().size, help="side of a crop in pixels")
    parser.add_argument(
        "--laid-over",
        type=float,
        default=CropConfig().laid_over,
        help="probability that labelled ground of another place is laid over a crop",
    )
    parser.add_argument("--workers", type=int, default=1, help="loader processes")
    for name in _OVERRIDES:
        value = getattr(defaults, name)
        parser.add_argument(
            "--" + name.replace("_", "-"), type=type(value), default=value, help=f"default {value}"
        )


def run(args: argparse.Namespace) -> int:
    """Trains a model, scores it on the held-out scenes and writes it with its card."""
    device = choose_device(args.device)
    polygons = read_polygons(args.labels, field=args.field, scene_field=args.scene_field)
    classes = sorted({int(code) for code in polygons.codes})
    normalisation = Normalisation()
    labelled, held_out, dual = _load(args, polygons, classes, normalisation)
    if not labelled:
        raise InvalidRequest(
            "No polygon lies on any of the scenes.", remedy="Check --labels and --scene-field."
        )
    print(f"{len(labelled)} labelled scenes, {len(held_out)} held out, {len(dual)} dual-polarisation scenes")
    network = _network(args, classes)
    options = {name: getattr(args, name) for name in _OVERRIDES}
    crops = dataclasses.replace(CropConfig(), size=args.crop_size, laid_over=args.laid_over)
    config = dataclasses.replace(TrainConfig(), crops=crops, **options)
    kept = _kept_attention(args, network, device)
    network = train(
        network, labelled, dual, config, device, workers=args.workers, state=args.state, kept=kept
    )
    metrics = evaluate(network, held_out, device) if held_out else {}
    if metrics:
        metrics["held_out_scenes"] = sorted(item.scene.name for item in held_out)
        metrics["excluded_scenes"] = sorted(args.exclude)
        apply_temperature(network, metrics["temperature"])
        print(json.dumps(metrics, indent=1))
    save_checkpoint(
        args.out, network.cpu().eval(), _card(args, classes, normalisation, config, metrics, kept)
    )
    print(f"wrote {args.out}")
    return 0


def _network(args: argparse.Namespace, classes: list[int]) -> SarSegmenter:
    """The network to train: fresh, with a pre-trained backbone, or as a finished model left it."""
    network = SarSegmenter(_network_config(args.pretrained, classes), drop_path=0.05)
    if args.start_from:
        start = load_checkpoint(args.start_from).network.float()
        if start.classes != classes:
            raise InvalidRequest(
                f"{args.start_from.name} knows other classes ({start.classes}) than the labels ({classes})."
            )
        if not args.pretrained:
            return start
        network.head.load_state_dict(start.head.state_dict())
        nn.init.zeros_(network.head.project.weight)  # it knows the tokens of another backbone
    if args.pretrained:
        network.backbone.load_state_dict(load_teacher_backbone(args.pretrained))
    return network


def _kept_attention(
    args: argparse.Namespace, network: SarSegmenter, device: torch.device
) -> KeptAttention | None:
    if args.attention_of is None:
        return None
    backbone = build_backbone(network.config)
    try:
        backbone.load_state_dict(load_teacher_backbone(weights_of(args.attention_of)))
    except (OSError, RuntimeError) as error:
        raise InvalidRequest(
            f"{args.attention_of} is no pre-training run of the same network.", detail=str(error)
        ) from error
    return KeptAttention(backbone.eval().requires_grad_(False), args.crop_size, device)


def _network_config(pretrained: Path | None, classes: list[int]) -> NetworkConfig:
    """The backbone of the pre-training run, or a fresh one, with the classes of the labels."""
    config = NetworkConfig()
    config = dataclasses.replace(config, patch_stem=default_channels(config.patch_size))
    if pretrained is not None:
        saved = json.loads((pretrained.parent / CONFIG_FILE).read_text())["network"]
        names = ("backbone", "backbone_options", "patch_size", "patch_stem", "image_size")
        run = NetworkConfig.from_dict(saved)
        config = dataclasses.replace(config, **{name: getattr(run, name) for name in names})
    return dataclasses.replace(config, classes=tuple(classes))


def _load(
    args: argparse.Namespace, polygons: Polygons, classes: list[int], normalisation: Normalisation
) -> tuple[list[LabelledScene], list[LabelledScene], list[LoadedScene]]:
    """Labelled scenes for training, those held out, and dual-polarisation scenes without labels."""
    labelled: list[LabelledScene] = []
    held_out: list[LabelledScene] = []
    dual: list[LoadedScene] = []
    for path in find_rasters(args.folders):
        if path.stem in args.exclude:
            continue
        try:
            scene = load_scene(path, normalisation)
            with open_scene(SceneSpec(str(path))) as opened:
                labels = rasterise(polygons, opened, path.stem, classes)
        except SardinoError as error:
            print(f"left out {path.name}: {error}")
            continue
        labels[~scene.valid] = UNLABELLED
        if (labels != UNLABELLED).any():
            (held_out if path.stem in args.hold_out else labelled).append(LabelledScene(scene, labels))
        elif all(scene.present):
            dual.append(scene)
    return labelled, held_out, dual


def _card(
    args: argparse.Namespace,
    classes: list[int],
    normalisation: Normalisation,
    config: TrainConfig,
    metrics: dict[str, Any],
    kept: KeptAttention | None,
) -> dict[str, Any]:
    """The model card; ``save_checkpoint`` adds the architecture and the hash."""
    texts = json.loads(args.card.read_text()) if args.card else {}
    training = {"torch": torch.__version__, **dataclasses.asdict(config)}
    training["attention_sha256"] = kept.digest if kept else None
    return {
        "name": args.name,
        "version": version(),
        "normalisation": {"mean": list(normalisation.mean), "std": list(normalisation.std)},
        "classes": [dataclasses.asdict(worldcover(code)) for code in classes],
        "training": training,
        "metrics": metrics,
        "training_data": "",
        "known_failures": [],
        "licence": "",
        **texts,
    }
