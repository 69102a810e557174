"""Experiment 4: does more pre-training give better attention and tokens?

Copies of the teacher from ``pretrain --keep-every`` are examined in the same way as the finished teacher, on
fewer training scenes and without a cache.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from model.checkpoint import backbones
from model.checkpoint.backbones import Backbone, random_backbone
from model.data.scenes import LoadedScene
from model.evaluate.attention_maps import head_scores
from model.evaluate.classifiers import knn, linear
from model.evaluate.context import Context
from model.evaluate.data import Dataset
from model.evaluate.maps import Maps, scene_maps
from model.evaluate.probes import token_probe, tokens_of
from model.evaluate.rows import Key, Row

TRAINING_SCENES = 20
"""About every other training scene: enough for the trend."""

EMERGENCE = "Step"


def run_emergence(context: Context) -> None:
    """Attention and probes at every kept step of the pre-training run."""
    if context.pretrained_run is None or context.pretrained is None:
        return
    folder = context.pretrained_run if context.pretrained_run.is_dir() else context.pretrained_run.parent
    for step, path in kept_steps(folder):
        backbone = backbones.pretrained(path) if path else random_backbone(context.network)
        look(context, "emergence", f"{EMERGENCE} {step:06d}", backbone)


def kept_steps(run: Path) -> list[tuple[int, Path | None]]:
    """Steps of a run with copies of the teacher; step 0 is the network before training."""
    found: list[tuple[int, Path | None]] = [(0, None)]
    for path in sorted(run.glob("teacher_*.pt")):
        number = re.fullmatch(r"teacher_(\d+)", path.stem)
        if number:
            found.append((int(number.group(1)), path))
    return found


def look(context: Context, experiment: str, method: str, backbone: Backbone) -> Row:
    """Attention scores, linear probe and k-NN of a backbone, in one row."""
    key = Key(experiment, method, backbone.digest, seed=context.seeds[0])
    return context.rows.once(key, partial(_look, context, key, backbone))


def _look(context: Context, key: Key, backbone: Backbone) -> Row:
    data = thinned(context.data, TRAINING_SCENES)
    maps = lru_cache(maxsize=None)(partial(_named, context, backbone, data))
    patch = backbone.config.patch_size

    def of_scene(scene: LoadedScene) -> Maps:
        return maps(scene.name)

    row = head_scores(data, backbone, of_scene)
    for name, make in (("linear", linear), ("knn", knn)):
        row[name] = token_probe(data, key, make, tokens_of(of_scene), patch)["scenes"]
    return row


def _named(context: Context, backbone: Backbone, data: Dataset, name: str) -> Maps:
    return scene_maps(backbone, data.scenes[name].scene, context.device)


def thinned(data: Dataset, count: int) -> Dataset:
    """The dataset with at most ``count`` training scenes, evenly spread over their names."""
    training = data.names("train")
    step = max(1, -(-len(training) // count))
    left_out = set(training) - set(training[::step])
    scenes = {name: item for name, item in data.scenes.items() if name not in left_out}
    return replace(data, scenes=scenes)
