"""Logits of a scene in memory, with the same tiles, passes and blending as for users.

Trainings check their progress with these logits, and experiments score networks that never become models.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from model.data.scenes import LoadedScene
from model.data.windows import padded
from model.inference.arrays import Array, Place, fetched
from model.inference.blend import BandBlender
from model.inference.compute import Inference
from model.inference.engine import tile_sizes
from model.inference.stream import TileStream
from model.inference.tiles import TileGrid
from model.network.network import SarSegmenter
from model.network.precision import has_fast_bf16
from model.sar.normalise import Statistics
from model.sar.scene import Backscatter
from model.sar.windows import Window

_BATCH = 4


def logits_of(
    network: SarSegmenter, scene: LoadedScene, device: torch.device, precision: str | None = None
) -> NDArray[np.float32]:
    """Blended logits of a scene.

    Args:
        network: In evaluation mode, on the device.
        scene: The loaded scene.
        device: Where to compute.
        precision: ``fp32``, ``bf16`` or ``fp16``; None: bf16 where that is fast, else fp32.

    Returns:
        [classes, rows, cols] on the working grid; meaningless where the scene is invalid.
    """
    chosen = precision or ("bf16" if has_fast_bf16(device) else "fp32")
    tile, overlap = tile_sizes(network.patch_size)
    grid = TileGrid.anchored(scene.shape, scene.anchor, tile, overlap, network.patch_size)
    grid = replace(grid, max_band_cols=grid.cols + 2 * tile)  # one band: the whole scene is in memory anyway
    inference = Inference(network, device, chosen, attention=False, batch_size=_BATCH)
    sink = _Sink(scene.shape, grid, len(network.classes), inference.place)
    TileStream(_Whole(_Held(scene)), grid, scene.normalisation, inference, sink, None, _nothing).run()
    return sink.logits


def _nothing(done: int) -> None:
    """Does nothing: nobody waits for single tiles."""


@dataclass(frozen=True)
class _Held:
    """A loaded scene with the interface that a stream reads."""

    loaded: LoadedScene
    # The scene's normalisation already contains its statistics.
    statistics: tuple[Statistics | None, Statistics | None] = (None, None)

    @property
    def calibrated(self) -> bool:
        """As the scene was read: a network may be told."""
        return self.loaded.normalisation.calibrated

    @property
    def present(self) -> tuple[bool, bool]:
        return self.loaded.present

    def read(self, window: Window) -> Backscatter:
        """A window of working pixels; pixels outside the scene are invalid."""
        db = np.stack([padded(channel, window, 0) for channel in self.loaded.db]).astype(np.float32)
        return Backscatter(db, padded(self.loaded.valid, window, False))


@dataclass(frozen=True)
class _Whole:
    """A region that is all of a scene."""

    scene: _Held
    exact: bool = True

    def touches_tile(self, row: int, col: int, side: int) -> bool:
        return True


class _Sink:
    """Keeps blended logits."""

    def __init__(self, shape: tuple[int, int], grid: TileGrid, classes: int, place: Place) -> None:
        (band,) = grid.bands()
        self.logits = np.zeros((classes, *shape), np.float32)
        self._grid = grid
        self._blender = BandBlender(grid, band, classes, place)

    def add(self, band: int, col: int, logits: Array) -> None:
        """Adds a tile of the current row."""
        self._blender.add(col, logits)

    def finish_row(self, band: int, index: int, valid: NDArray[np.bool_] | None) -> None:
        """Keeps the complete rows inside the scene."""
        first, logits, _ = self._blender.finish_row(index)
        _, rows, cols = self.logits.shape
        top, left = first + self._grid.top, self._grid.left
        ahead = (max(-top, 0), max(-left, 0))
        found = fetched(logits[:, ahead[0] : rows - top, ahead[1] : cols - left])
        at = (top + ahead[0], left + ahead[1])
        self.logits[:, at[0] : at[0] + found.shape[1], at[1] : at[1] + found.shape[2]] = found
