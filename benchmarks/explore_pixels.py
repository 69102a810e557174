"""Part ``pixels`` of ``bench explore``: how well the kept directions of the head's features keep the classes.

The classification is applied to what a file gives back of the features. Two choices of directions with the
same number are compared: those of the classification's weights, which need no data, and the principal
components of the scene's own features.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.from_kept import reduced
from benchmarks.scenes import SAMPLES, model_file
from benchmarks.table import Row
from model.checkpoint.weights import ModelFile, read_model
from model.inference.projection import COMPONENTS, STEP, pixel_basis
from model.inference.warm import WarmEngine
from model.protocol.values import SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window

Values = NDArray[np.float32]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares nothing: the common options are enough."""


def rows(args: argparse.Namespace) -> list[Row]:
    """The rows of this part, for the bundled samples."""
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as folder:
        path = model_file(args.model, Path(folder))
        model = read_model(path)
        weight = np.asarray(model.weights["head.classify.weight"], np.float32)[:, :, 0, 0]
        parts = [_features(str(scene), str(path), args.engine) for scene in SAMPLES]
    found = []
    for name, choice in (
        ("the classification's weights", lambda _: pixel_basis(weight)),
        ("the scene's own principal components", _principal),
        ("all features, means alone", lambda _: np.eye(weight.shape[1], dtype=np.float32)),
    ):
        same = np.mean([_same(values, choice(values), model, weight) for values in parts])
        count = weight.shape[1] if "all" in name else COMPONENTS
        found.append(Row(f"pixels with the same class, {count} directions: {name}", f"{same:.1%}"))
    return found


def _features(scene: str, model: str, kind: str) -> Values:
    """The head's features [B, F, tile, tile] of a scene's first tiles."""
    engine = WarmEngine().load(model, "cpu", "auto", kind)
    side = engine.tile
    with open_scene(SceneSpec(scene)) as opened:
        windows = [opened.read(Window(row, col, side, side)) for row in (0, side) for col in (0, side)]
        x = [
            normalise(part, opened.present, opened.statistics, opened.calibrated, engine.normalisation)
            for part in windows
        ]
    return np.concatenate([engine.inference.features(tile[None], None) for tile in x])


def _principal(values: Values) -> Values:
    """The first principal components [P, F] of features."""
    flat = values.transpose(0, 2, 3, 1).reshape(-1, values.shape[1])
    _, vectors = np.linalg.eigh(np.cov(flat.T))
    return np.ascontiguousarray(vectors[:, ::-1][:, :COMPONENTS].T, np.float32)


def _same(values: Values, basis: Values, model: ModelFile, weight: Values) -> float:
    """Share of the cells that get the class that most of their pixels have, from what a file gives back."""
    bias = np.asarray(model.weights["head.classify.bias"], np.float32)
    middle = values.mean(axis=(0, 2, 3), keepdims=True)
    back = reduced(values - middle, basis) + middle
    logits = [np.einsum("cf,bfhw->bchw", weight, part) + bias[:, None, None] for part in (values, back)]
    cells = (
        logits[0].reshape(*logits[0].shape[:2], -1, STEP, logits[0].shape[3] // STEP, STEP).mean(axis=(3, 5))
    )
    return float((cells.argmax(1) == logits[1][:, :, ::STEP, ::STEP].argmax(1)).mean())
