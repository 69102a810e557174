"""Held-out scenes and their stored features, for the experiments on segments and on the stack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.checkpoint import load_checkpoint
from model.checkpoint.library import find_model
from model.data.scenes import LoadedScene, scene_spec
from model.evaluate.by_region import group_of
from model.evaluate.context import Context
from model.evaluate.data import Dataset, load_dataset, read_splits
from model.evaluate.world import KINDS, LABELS, SPLITS
from model.features.job import features
from model.inference.warm import WarmEngine
from model.protocol.exploring import FeaturesRequest
from model.protocol.values import SceneSpec

WARM = WarmEngine()
"""The model, and the process that compresses, for all scenes."""
LEAST = 2
"""Classes that a scene must have: with one, there is nothing to tell apart."""


@dataclass(frozen=True)
class Place:
    """A labelled scene.

    Attributes:
        scene: The scene in memory, on the working grid.
        spec: How to open its file.
        labels: [rows, cols] of the working grid, index into ``classes``.
        polygons: [rows, cols], number of the polygon, -1 without.
        classes: Class codes.
    """

    scene: LoadedScene
    spec: SceneSpec
    labels: NDArray[np.uint8]
    polygons: NDArray[np.int32]
    classes: list[int]

    @property
    def name(self) -> str:
        """Name of the scene."""
        return self.scene.name

    def on(self, raster: NDArray[np.generic]) -> NDArray[np.generic]:
        """Values of a raster [..., rows, cols] of the scene's pixels at the centres of the working pixels."""
        rows, cols = (
            np.minimum(((np.arange(size) + 0.5) * pixels / size).astype(np.int64), pixels - 1)
            for size, pixels in zip(self.labels.shape, raster.shape[-2:], strict=True)
        )
        return raster[..., rows[:, None], cols]


def held_out(context: Context) -> dict[str, list[Place]]:
    """The test scenes with several classes by source or region; the small ones of the world first."""
    found: dict[str, list[Place]] = {}
    for data in _datasets(context):
        for place in _places(data):
            found.setdefault(group_of(place.name), []).append(place)
    return found


def _datasets(context: Context) -> Iterator[Dataset]:
    if context.world is not None:
        for kind in KINDS:
            yield load_dataset(context.world / kind, context.world / LABELS, read_splits(SPLITS))
    yield context.data


def _places(data: Dataset) -> Iterator[Place]:
    for name in data.names("test"):
        item = data.scenes[name]
        found = np.unique(item.labels[data.polygon_ids[name] >= 0])
        if len(found) >= LEAST and item.scene.path is not None:
            yield Place(
                item.scene, scene_spec(item.scene.path), item.labels, data.polygon_ids[name], data.classes
            )


def model_digest(context: Context) -> str:
    """First digits of the hash of the model whose features are read."""
    return _digest(context.model or find_model(""))


@lru_cache
def _digest(path: Path) -> str:
    return load_checkpoint(path).sha256[:10]


def features_of(context: Context, place: Place) -> str:
    """The file with the features of a scene, kept in the evaluation's folder."""
    out = context.out / "features" / f"{model_digest(context)}_{place.name}.features"
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        request = FeaturesRequest(
            place.spec,
            model=str(context.model or ""),
            device=context.device.type,
            engine="torch",
            precision="fp32",
            out=str(out),
        )
        features(request, progress=lambda *_, **__: None, cancelled=lambda: False, warm=WARM)
    return str(out)


def scratch(context: Context, name: str) -> Path:
    """A file of the evaluation's folder for a raster that is looked at once."""
    out = context.out / "explored" / name
    out.parent.mkdir(parents=True, exist_ok=True)
    return out
