"""The ground of a fine-tuning becomes familiar to the new model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.reference import read_reference
from model.checkpoint.weights import ModelFile
from model.features.familiarity import known_tokens
from model.features.reference import with_ground
from model.finetune.features import labelled_tiles
from model.finetune.ground import Labelled
from model.inference.engine import Engine
from model.sar.normalise import normalise
from model.sar.scene import Scene
from model.sar.windows import Window

MOST_TILES = 12
"""Labelled tiles that are looked at: one forward pass each."""


def reference_with(
    engine: Engine,
    base: ModelFile,
    scenes: Sequence[Scene],
    polygons: Sequence[Labelled],
    poll: Callable[[], object],
) -> str:
    """The base model's reference with the tokens of the labelled tiles, as a text for the new model's file.

    Only for a model with the base's backbone: the tokens of another would be other numbers.

    Args:
        engine: The base model.
        base: The base model's file.
        scenes: The scenes of the fine-tuning.
        polygons: The labelled ground.
        poll: Called before every tile; may raise to end the work.

    Returns:
        Empty if the base model does not know its training data.

    Raises:
        ModelNotReadable: The base's reference is damaged.
    """
    reference = read_reference(base.path, base.reference)
    if reference is None:
        return ""
    rng = np.random.default_rng(0)
    tiles = [
        (scene, tile.window)
        for number, scene in enumerate(scenes)
        for tile in labelled_tiles(scene, number, polygons, engine, 1, rng)
    ]
    step = max(1, -(-len(tiles) // MOST_TILES))
    found = []
    for scene, window in tiles[::step]:
        poll()
        found.append(_tokens(engine, scene, window))
    return with_ground(reference, np.concatenate(found)).as_text() if found else reference.as_text()


def _tokens(engine: Engine, scene: Scene, window: Window) -> NDArray[np.float32]:
    """Tokens [N, D] of a tile where it has valid pixels."""
    part = scene.read(window)
    patch = engine.loaded.patch_size
    known = known_tokens(part.valid, patch, window.height // patch)
    x = normalise(part, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
    _, tokens = engine.inference.explore(x[None], None if part.valid.all() else part.valid[None])
    found: NDArray[np.float32] = tokens[0][known.ravel()]
    return found
