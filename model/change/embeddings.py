"""Change of the network's embeddings between two dates, with a threshold for a known rate of false alarms.

Embeddings of a date are the head's features per pixel: the DINO tokens of four depths, joined with the
backscatter. Means over cells of a token's size average speckle. Each date is standardised by its own median
and spread, so that what is true of the whole image (calibration, processing, number of looks) is no change.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.inference import compute
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

Level = tuple[Tensor, Tensor]
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
            distance = distances(pair[0][0], pair[1][0], levels).numpy()
            top, left = row // grid.patch, col // grid.patch
            part = (slice(top, top + grid.tokens), slice(left, left + grid.tokens))
            weight = ramp * known
            self._sum[part] += weight * distance
            self._weight[part] += weight

    def at(self, rows: NDArray[np.float64], cols: NDArray[np.float64]) -> NDArray[np.float32]:
        """Distances at every crossing of rows and columns in cells; NaN where unknown."""
        first = int(rows[0])
        part = slice(first, int(rows[-1]) + 2)
        sums = torch.from_numpy(self._sum[None, part])
        weights = torch.from_numpy(self._weight[None, part])
        known = (weights > 0).float()
        means = sums / weights.clamp_min(1e-6)
        share = interpolate(known, rows - first, cols)
        found = interpolate(means, rows - first, cols) / share.clamp_min(1e-6)
        return torch.where(share > 0, found, torch.nan)[0].numpy()

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
        kept: tuple[list[Tensor], list[Tensor]] = ([], [])
        for number, (row, col) in enumerate(places[::step]):
            tell(number * step / len(places))
            pair = [self._cells(scene, row, col) for scene in self._scenes]
            known = torch.from_numpy(pair[0][1] & pair[1][1])
            if known.any():
                for parts, (cells, _) in zip(kept, pair):
                    parts.append(cells[:, known])
        if not kept[0]:
            return None
        joined = [torch.cat(parts, 1) for parts in kept]
        return level_of(joined[0]), level_of(joined[1])

    def _cells(self, scene: Scene, row: int, col: int) -> tuple[Tensor, NDArray[np.bool_]]:
        """Features [F, tokens, tokens] of a tile, and which cells are mostly valid."""
        grid, engine = self._grid, self._engine
        window = Window(grid.top + row, grid.left + col, grid.tile, grid.tile)
        part = scene.read(window)
        cell = (grid.tokens, grid.patch, grid.tokens, grid.patch)
        known = part.valid.reshape(cell).mean(axis=(1, 3)) > 0.5
        if not known.any():
            return torch.zeros(1, grid.tokens, grid.tokens), known
        x = normalise(part, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
        return cells_of(engine, x, part.valid), known


def cells_of(engine: Engine, x: NDArray[np.float32], valid: NDArray[np.bool_]) -> Tensor:
    """Mean features [F, tokens, tokens] float32 over cells of a token's size.

    Args:
        engine: The network.
        x: [2, side, side] normalised backscatter; the side is a multiple of the patch.
        valid: [side, side].
    """
    inference = engine.inference
    with torch.inference_mode(), compute.autocast(inference.device, inference.precision):
        mask = None if valid.all() else torch.from_numpy(valid)[None].to(inference.device)
        found = inference.network.pixel_features(torch.from_numpy(x)[None].to(inference.device), mask)
        pooled = torch.nn.functional.avg_pool2d(found.float(), inference.network.patch_size)
    return pooled[0].cpu()


def level_of(values: Tensor) -> Level:
    """Median and spread of features [F, N]."""
    median = values.median(dim=1).values
    spread = 1.4826 * (values - median[:, None]).abs().median(dim=1).values
    return median, spread.clamp_min(1e-3)


def distances(before: Tensor, after: Tensor, levels: tuple[Level, Level]) -> Tensor:
    """Root mean square difference [rows, cols] of standardised features [F, rows, cols], in spreads."""
    parts = [
        ((values - median[:, None, None]) / spread[:, None, None]).clamp(-_CLIP, _CLIP)
        for values, (median, spread) in zip((before, after), levels)
    ]
    return (parts[1] - parts[0]).square().mean(dim=0).sqrt()
