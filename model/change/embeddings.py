"""Change of the network's embeddings between two dates, with a threshold for a known rate of false alarms.

Embeddings of a date are the head's features per pixel: the DINO tokens of four depths, joined with the
backscatter. Means over cells of a token's size average speckle. Each date is standardised by its own median
and spread, so that what is true of the whole image (calibration, processing, number of looks) is no change.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.inference.arrays import fetched
from model.inference.engine import Engine
from model.inference.tiles import TileGrid
from model.sar.interpolate import interpolate
from model.sar.normalise import normalise
from model.sar.scene import Scene
from model.sar.windows import Window

THRESHOLD = 2.08
"""Distance above which ground counts as changed. ``build.py bench change --calibrate`` finds this number: the
distance that 1 % of the ground without change exceeds."""
FALSE_ALARMS = 0.01
"""Share of unchanged ground above the threshold, in the pairs that it was calibrated on."""
SAMPLE_TILES = 16
"""Tiles that a date's median and spread are taken from."""
_CLIP = 6.0
"""In spreads: a single ship is not more change than this."""

Features = NDArray[np.float32]
Level = tuple[Features, Features]
"""Median and spread of each feature."""


def threshold_of(engine: Engine) -> float:
    """The threshold for a model. Distances are in spreads of the features: one number serves all models."""
    return THRESHOLD


class EmbeddingDistance:
    """Distances of the embeddings of two scenes on one grid.

    Args:
        engine: The network.
        grid: Tiles of the first scene.
        before: The earlier scene.
        after: The later scene, on the same grid.
    """

    def __init__(self, engine: Engine, grid: TileGrid, before: Scene, after: Scene) -> None:
        self._engine, self._grid = engine, grid
        self._scenes = (before, after)
        self._sum = np.zeros(grid.token_shape, np.float32)
        self._weight = np.zeros(grid.token_shape, np.float32)

    def run(self, tell: Callable[[float], None]) -> None:
        """Compares all tiles.

        Args:
            tell: Takes the share that is done; may raise to end the work.
        """
        grid = self._grid
        places = [(row, col) for row in grid.row_starts for col in grid.col_starts]
        levels = self._levels(places, lambda done: tell(0.1 * done))
        if levels is None:
            return
        ramp = np.maximum(grid.token_ramp(), np.float32(1e-3))
        for number, (row, col) in enumerate(places):
            tell(0.1 + 0.9 * number / len(places))
            pair = [self._cells(scene, row, col) for scene in self._scenes]
            known = pair[0][1] & pair[1][1]
            if not known.any():
                continue
            distance = distances(pair[0][0], pair[1][0], levels)
            top, left = row // grid.patch, col // grid.patch
            part = (slice(top, top + grid.tokens), slice(left, left + grid.tokens))
            weight = ramp * known
            self._sum[part] += weight * distance
            self._weight[part] += weight

    def at(self, rows: NDArray[np.float64], cols: NDArray[np.float64]) -> NDArray[np.float32]:
        """Distances at every crossing of rows and columns in cells; NaN where unknown."""
        first = int(rows[0])
        part = slice(first, int(rows[-1]) + 2)
        weights = self._weight[None, part]
        known = (weights > 0).astype(np.float32)
        means = self._sum[None, part] / np.maximum(weights, np.float32(1e-6))
        share = fetched(interpolate(known, rows - first, cols))[0]
        found = fetched(interpolate(means, rows - first, cols))[0] / np.maximum(share, np.float32(1e-6))
        return np.where(share > 0, found, np.float32(np.nan))

    def cells(self) -> NDArray[np.float32]:
        """Distances [N] of all cells with a distance."""
        known = self._weight > 0
        found: NDArray[np.float32] = self._sum[known] / self._weight[known]
        return found

    def _levels(
        self, places: list[tuple[int, int]], tell: Callable[[float], None]
    ) -> tuple[Level, Level] | None:
        """Median and spread of the features of both dates; None without a common valid cell."""
        step = max(1, len(places) // SAMPLE_TILES)
        kept: tuple[list[Features], list[Features]] = ([], [])
        for number, (row, col) in enumerate(places[::step]):
            tell(number * step / len(places))
            pair = [self._cells(scene, row, col) for scene in self._scenes]
            known = pair[0][1] & pair[1][1]
            if known.any():
                for parts, (cells, _) in zip(kept, pair):
                    parts.append(cells[:, known])
        if not kept[0]:
            return None
        joined = [np.concatenate(parts, 1) for parts in kept]
        return level_of(joined[0]), level_of(joined[1])

    def _cells(self, scene: Scene, row: int, col: int) -> tuple[Features, NDArray[np.bool_]]:
        """Features [F, tokens, tokens] of a tile, and which cells are mostly valid."""
        grid, engine = self._grid, self._engine
        window = Window(grid.top + row, grid.left + col, grid.tile, grid.tile)
        part = scene.read(window)
        cell = (grid.tokens, grid.patch, grid.tokens, grid.patch)
        known = part.valid.reshape(cell).mean(axis=(1, 3)) > 0.5
        if not known.any():
            return np.zeros((1, grid.tokens, grid.tokens), np.float32), known
        x = normalise(part, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
        return cells_of(engine, x, part.valid), known


def cells_of(engine: Engine, x: NDArray[np.float32], valid: NDArray[np.bool_]) -> Features:
    """Mean features [F, tokens, tokens] float32 over cells of a token's size.

    Args:
        engine: The network.
        x: [planes, side, side] normalised backscatter; the side is a multiple of the patch.
        valid: [side, side].
    """
    mask = None if valid.all() else valid[None]
    found = engine.inference.features(np.ascontiguousarray(x[None]), mask)[0]
    patch = engine.loaded.patch_size
    tokens = found.shape[-1] // patch
    pooled: Features = found.reshape(len(found), tokens, patch, tokens, patch).mean(axis=(2, 4))
    return pooled


def level_of(values: Features) -> Level:
    """Median and spread of features [F, N]."""
    median = np.median(values, axis=1).astype(np.float32)
    spread = np.float32(1.4826) * np.median(np.abs(values - median[:, None]), axis=1).astype(np.float32)
    return median, np.maximum(spread, np.float32(1e-3))


def distances(before: Features, after: Features, levels: tuple[Level, Level]) -> Features:
    """Root mean square difference [rows, cols] of standardised features [F, rows, cols], in spreads."""
    parts = [
        np.clip((values - median[:, None, None]) / spread[:, None, None], -_CLIP, _CLIP)
        for values, (median, spread) in zip((before, after), levels)
    ]
    found: Features = np.sqrt(np.square(parts[1] - parts[0]).mean(axis=0))
    return found
