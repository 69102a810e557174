"""``python -m model score MODEL FOLDER... --labels FILE...``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median
from typing import Any

from model.checkpoint.library import find_model
from model.data.scenes import find_rasters
from model.evaluate.by_region import Scored, score_model, summary
from model.train.scenes import check_stems, read_all_labels

ALL = "all"
LIMITS = (0.0, 0.7, 0.8, 1.01)
"""Of the mean confidence, as ``plugin/results/trust.py`` has them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``score``."""
    parser.add_argument("model", help="a model's name or .safetensors file")
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders of SAR rasters, or files"
    )
    parser.add_argument("--labels", required=True, nargs="+", type=Path, help="as `train` takes them")
    parser.add_argument("--field", default="class_code", help="field of the class code (default %(default)s)")
    parser.add_argument("--scene-field", help="field with the STEM of a polygon's scene")
    parser.add_argument("--only", nargs="+", metavar="STEM", help="these scenes alone")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument(
        "--scenes",
        action="store_true",
        help="a line per scene too, and how often scenes are right by their confidence",
    )
    parser.add_argument("--json", action="store_true", help="the scores of each group as JSON")


def run(args: argparse.Namespace) -> int:
    """Maps labelled scenes and prints the scores by group: scenes whose names begin the same."""
    labels = read_all_labels(args.labels, field=args.field, scene_field=args.scene_field)
    paths = find_rasters(args.folders)
    if args.only:
        check_stems("--only", args.only, paths)
        paths = [path for path in paths if path.stem in args.only]
    classes, scenes = score_model(find_model(args.model), paths, labels, args.device)
    groups = {name: [item for item in scenes if item.group == name] for name in _groups(scenes)}
    groups[ALL] = scenes
    found = {name: summary(items, classes) for name, items in groups.items()}
    if args.json:
        print(json.dumps(found, indent=1))
        return 0
    if args.scenes:
        for item in scenes:
            print(_line(item.stem, 1, summary([item], classes)))
        for line in _by_confidence(scenes, classes):
            print(line)
    for name, items in groups.items():
        print(_line(name, len(items), found[name]))
    for name in ("iou", "recall"):
        print(name, " ".join(f"{code}: {value:.3f}" for code, value in _by_class(found[ALL], name, classes)))
    return 0


def _by_confidence(scenes: list[Scored], classes: list[int]) -> list[str]:
    """How often scenes of some mean confidence are right: what the words about a result go by."""
    lines = []
    for low, high in zip(LIMITS, LIMITS[1:]):
        inside = [item for item in scenes if low <= item.mean_confidence < high]
        right = sorted(summary([item], classes)["overall_accuracy"] for item in inside)
        if right:
            over, under = (sum(map(test, right)) for test in ((0.9).__le__, (0.5).__gt__))
            lines.append(
                f"confidence from {low:.1f}: {len(right)} scenes, accuracy at least {right[0]:.3f}, "
                f"median {median(right):.3f}, {over} from 0.9, {under} below 0.5"
            )
    return lines


def _groups(scenes: list[Scored]) -> list[str]:
    return sorted({item.group for item in scenes})


def _line(name: str, count: int, found: dict[str, Any]) -> str:
    return (
        f"{name:<28} {count:4d} scenes, mIoU {found['miou']:.3f}, accuracy {found['overall_accuracy']:.3f}, "
        f"ECE {found['ece']:.3f}, confidence {found['mean_confidence']:.2f}, "
        f"built-up elsewhere {found['built_up_elsewhere']:.3f}"
    )


def _by_class(found: dict[str, Any], name: str, classes: list[int]) -> list[tuple[int, float]]:
    if name == "iou":
        return [(int(code), value) for code, value in found["iou"].items() if value is not None]
    rows = [(code, row) for code, row in zip(classes, found["confusion"], strict=True) if sum(row)]
    return [(code, row[classes.index(code)] / sum(row)) for code, row in rows]
