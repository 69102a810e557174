"""``python -m model familiarity-reference SCENES --labels FILES --model FILE``: what a model knows.

Writes the reference of familiarity into the model's file. Weights, their digest and the card stay as they
are.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.features.reference import Ground


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``familiarity-reference``; places are named as for ``train``."""
    parser.add_argument("scenes", nargs="+", type=Path, metavar="SCENES", help="folders or files of scenes")
    parser.add_argument("--model", required=True, type=Path, metavar="FILE.safetensors")
    parser.add_argument(
        "--labels",
        required=True,
        nargs="+",
        type=Path,
        metavar="FILE",
        help="training labels: only their scenes",
    )
    parser.add_argument("--hold-out", nargs="*", default=[], metavar="NAME", help="scenes not trained on")
    parser.add_argument("--exclude", nargs="*", default=[], metavar="NAME", help="scenes to skip")
    parser.add_argument(
        "--most", type=int, default=100, metavar="N", help="places at most (default: %(default)s)"
    )
    parser.add_argument("--precision", default="auto", choices=("auto", "fp32", "bf16"))
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    """Writes the reference and prints what it says of the training places."""
    from model.checkpoint.weights import read_model
    from model.checkpoint.writing import save_weights
    from model.features.reference import look_at_all, make_reference
    from model.inference.engine import load_engine

    paths = places(args)
    engine = load_engine(str(args.model), "cpu", args.precision)
    ground = look_at_all(engine, paths, print)
    reference = make_reference(ground, args.seed)
    text = reference.as_text()
    model = read_model(args.model)
    save_weights(args.model, model.weights, model.config, model.heads, model.card, reference=text)
    print(f"{args.model}: {len({item.place for item in ground})} places, {len(text) / 1000:.0f} kB")
    _print_levels(ground, reference.levels)
    return 0


def places(args: argparse.Namespace) -> list[Path]:
    """The training places: labelled, neither held out nor excluded; an even share of each source.

    Raises:
        InvalidRequest: A name matches no scene, or no labelled scene is left.
    """
    from model.data.scenes import find_rasters, stems_of
    from model.errors.errors import InvalidRequest
    from model.train.scenes import check_stems, read_all_labels

    paths = find_rasters(args.scenes)
    check_stems("--hold-out", args.hold_out, paths)
    check_stems("--exclude", args.exclude, paths)
    labels = read_all_labels(args.labels, field="class_code", scene_field=None)
    left_out = {*args.hold_out, *args.exclude}
    kept = [
        path for path in paths if not left_out & set(stems_of(path)) and labels.named & set(stems_of(path))
    ]
    if not kept:
        raise InvalidRequest("No labelled scene is left.", remedy="Check --labels, --hold-out and --exclude.")
    return thinned(kept, args.most)


def thinned(paths: list[Path], most: int) -> list[Path]:
    """At most about ``most`` paths: sources with many places give up some, evenly along their names."""
    sources: dict[str, list[Path]] = {}
    for path in sorted(paths):
        sources.setdefault(path.stem.split("_")[0], []).append(path)
    found: list[Path] = []
    room = most
    for number, members in enumerate(sorted(sources.values(), key=len)):
        share = max(1, min(len(members), room // (len(sources) - number)))
        found += [members[i * len(members) // share] for i in range(share)]
        room -= share
    return sorted(found)


def _print_levels(ground: list[Ground], levels: object) -> None:
    import numpy as np

    from model.checkpoint.reference import KINDS

    table = np.asarray(levels)
    for kind, row in enumerate(table):
        name = f"{KINDS[kind % len(KINDS)]}, {'' if kind < len(KINDS) else 'un'}calibrated"
        count = len({item.place for item in ground if item.kind == kind})
        if count:
            half, most = row[len(row) // 2], row[round(0.95 * (len(row) - 1))]
            print(f"  {name}: {count} places; half of the ground within {half:.2f}, 95 % within {most:.2f}")
