"""A network's predictions at labelled places, for scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.offsets import NONE, Adjustment, adjustment
from model.finetune.features import labelled_tiles
from model.finetune.ground import Labelled
from model.inference.arrays import fetched
from model.inference.engine import Engine
from model.inference.runner import Inference
from model.sar.normalise import normalise
from model.sar.scene import Scene


def predict_at(
    inference: Inference,
    engine: Engine,
    scenes: Sequence[Scene],
    polygons: Sequence[Labelled],
    *,
    most: int,
    tick: Callable[[int, int], None],
    card: dict[str, Any] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Polygon index and predicted class index of pixels, at most ``most`` per polygon.

    Args:
        inference: Runs the network.
        engine: Tile and normalisation.
        scenes: Open scenes.
        polygons: Where to look.
        most: Pixels per polygon.
        tick: Called with tiles done and the number of all tiles; may raise to end the work.
        card: The network's card, for what it adds to logits in maps, too; None for a network in training.
    """
    rng = np.random.default_rng(0)
    work = [
        (scene, tile)
        for number, scene in enumerate(scenes)
        for tile in labelled_tiles(scene, number, polygons, engine, most, rng)
    ]
    owners, found = [], []
    for done, (scene, tile) in enumerate(work):
        tick(done, len(work))
        window = scene.read(tile.window)
        x = normalise(window, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
        by = adjustment(card or {}, scene.present, scene.calibrated)
        valid = None if window.valid.all() else window.valid
        index = classes_at(inference, x, valid, engine.loaded.classes, by)
        owners.append(tile.polygon)
        found.append(index[tile.rows, tile.cols])
    tick(len(work), len(work))
    return np.concatenate(owners), np.concatenate(found).astype(np.int64)


def classes_at(
    inference: Inference,
    x: NDArray[np.float32],
    valid: NDArray[np.bool_] | None,
    codes: Sequence[int] = (),
    by: Adjustment = NONE,
) -> NDArray[np.int64]:
    """Class index of each pixel of a tile [C, tile, tile]; ``by``: the card's change, to ``codes``."""
    wanted, inference.attention = inference.attention, False
    try:
        logits, _ = inference.run(x[None], None if valid is None else valid[None])
    finally:
        inference.attention = wanted
    found = fetched(logits)[0]
    if by.offsets:
        found = by.scale * found + np.array(by.added(codes), np.float32)[:, None, None]
    return np.asarray(found.argmax(0), np.int64)


def pixel_weights(owner: NDArray[np.int64], polygons: Sequence[Labelled]) -> NDArray[np.float64]:
    """The number of pixels of its polygon that each examined pixel represents."""
    looked_at = np.bincount(owner, minlength=len(polygons))
    size = np.array([item.pixels for item in polygons], dtype=np.float64)
    return np.asarray((size / np.maximum(looked_at, 1))[owner], dtype=np.float64)
