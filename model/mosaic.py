"""Attention maps of overlapping tiles made into one map without seams.

The softmax of each tile is its own: the same ground gets other values in another tile. So each
tile and head gets a gain, solved from what neighbouring tiles say about the tokens they share, as
exposure is levelled in panorama stitching (Brown & Lowe 2007, "Automatic Panoramic Image Stitching
using Invariant Features", section 6), here on logarithms. What is left is blended with ramps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse
import scipy.sparse.linalg
from numpy.typing import NDArray

from model.tiles import TileGrid

PRIOR_WEIGHT = 0.001
"""Pull of every log gain towards 0, against about 1 per overlap: fixes the level of each island of
tiles and keeps errors from adding up over long chains of tiles."""

ROBUST_STEPS = 5
ROBUST_SCALE = 1.0
"""Log units: overlaps that disagree by more with the solution count less (Cauchy weights)."""

_SMALLEST = 1e-6
_LARGEST = 6e4
"""float16 holds both."""


@dataclass(frozen=True)
class _Pairs:
    """Overlaps of neighbouring tiles: indices [n], weights [n] and log ratios [n, heads]."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    weight: NDArray[np.float64]
    log_ratio: NDArray[np.float64]


class AttentionMosaic:
    """Collects attention maps tile by tile on disk, then gives the blended map in strips.

    Maps are relative: 1 is the average attention of a tile, 0 stands for no valid pixel.

    Args:
        grid: The tile grid.
        heads: Attention heads.
        path: A file to hold the maps, made new; its folder is the caller's to remove.

    Attributes:
        heads: Attention heads.
    """

    def __init__(self, grid: TileGrid, heads: int, path: Path) -> None:
        self._grid = grid
        self.heads = heads
        self._tile_shape = (heads, grid.tokens, grid.tokens)
        self._tile_bytes = 2 * int(np.prod(self._tile_shape))
        self._present = np.zeros(len(grid), bool)
        self._file = open(path, "w+b", buffering=0)

    def add(self, index: int, attention: NDArray[np.float32]) -> None:
        """Keeps the map of a tile.

        Args:
            index: Tile row x tile columns + tile column.
            attention: [heads, tokens, tokens] softmax weights, 0 at tokens without a valid pixel.
        """
        known = attention > 0
        count = max(int(known.any(axis=0).sum()), 1)
        relative = np.where(known, np.clip(attention * count, _SMALLEST, _LARGEST), 0).astype(np.float16)
        self._file.seek(index * self._tile_bytes)
        self._file.write(relative.data)
        self._present[index] = True

    def solve(self) -> NDArray[np.float64]:
        """Log gains [tiles, heads] that bring the tiles' overlaps into agreement."""
        pairs = self._pairs()
        count = len(self._grid)
        gains = np.zeros((count, self.heads))
        if len(pairs.first):
            for head in range(self.heads):
                gains[:, head] = _solve(pairs, pairs.log_ratio[:, head], count)
        return gains

    def strips(self, gains: NDArray[np.float64]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The blended map from top to bottom.

        Args:
            gains: Log gains [tiles, heads].

        Yields:
            First token row and [heads, token rows, token cols]; NaN where no tile has a token.
        """
        grid, side = self._grid, self._grid.tokens
        ramp = grid.token_ramp()
        starts = [start // grid.patch for start in grid.row_starts]
        sums = np.zeros((self.heads + 1, side, grid.token_shape[1]), np.float32)
        for row, start in enumerate(starts):
            for col, left in enumerate(grid.col_starts):
                index = row * len(grid.col_starts) + col
                if self._present[index]:
                    cols = slice(left // grid.patch, left // grid.patch + side)
                    relative = self._read(index)
                    weight = ramp * (relative[0] > 0)
                    scale = np.exp(gains[index]).astype(np.float32)[:, None, None]
                    sums[:-1, :, cols] += relative * scale * weight
                    sums[-1, :, cols] += weight
            stop = starts[row + 1] if row + 1 < len(starts) else start + side
            complete = sums[:, : stop - start]
            with np.errstate(invalid="ignore", divide="ignore"):
                yield start, complete[:-1] / complete[-1]
            kept = side - (stop - start)
            sums[:, :kept] = sums[:, stop - start :].copy()
            sums[:, kept:] = 0

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _read(self, index: int) -> NDArray[np.float32]:
        self._file.seek(index * self._tile_bytes)
        found = np.frombuffer(self._file.read(self._tile_bytes), np.float16)
        return found.reshape(self._tile_shape).astype(np.float32)

    def _pairs(self) -> _Pairs:
        """Compares every tile with its right and its lower neighbour, two rows of tiles in memory."""
        grid = self._grid
        patch, cols = grid.patch, len(grid.col_starts)
        found: list[tuple[int, int, float, NDArray[np.float64]]] = []
        above: dict[int, NDArray[np.float32]] = {}
        for row, start in enumerate(grid.row_starts):
            indices = [row * cols + col for col in range(cols)]
            here = {index: self._read(index) for index in indices if self._present[index]}
            for col, index in enumerate(indices):
                if index not in here:
                    continue
                if index + 1 in here and col + 1 < cols:
                    step = (grid.col_starts[col + 1] - grid.col_starts[col]) // patch
                    left, right = here[index][:, :, step:], here[index + 1][:, :, :-step]
                    found += _compare(index, left, index + 1, right)
                if index - cols in above:
                    step = (start - grid.row_starts[row - 1]) // patch
                    upper, lower = above[index - cols][:, step:], here[index][:, :-step]
                    found += _compare(index - cols, upper, index, lower)
            above = here
        return _Pairs(
            np.array([item[0] for item in found], np.int64),
            np.array([item[1] for item in found], np.int64),
            np.array([item[2] for item in found]),
            np.array([item[3] for item in found]).reshape(-1, self.heads),
        )


def _compare(
    first: int, a: NDArray[np.float32], second: int, b: NDArray[np.float32]
) -> list[tuple[int, int, float, NDArray[np.float64]]]:
    """Log ratio b / a over the tokens that both know; nothing if there are none."""
    both = (a[0] > 0) & (b[0] > 0)
    count = int(both.sum())
    if not count:
        return []
    # Ratio of sums: bright tokens decide, as they do on the map; faint ones are mostly noise.
    sums = [part[:, both].sum(axis=1, dtype=np.float64) for part in (a, b)]
    return [(first, second, count / both.size, np.log(sums[1] / sums[0]))]


def _solve(pairs: _Pairs, log_ratio: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Iteratively reweighted least squares of gain[first] - gain[second] = log_ratio."""
    edges = np.arange(len(log_ratio))
    ones = np.ones(len(log_ratio))
    differences = scipy.sparse.csr_matrix(
        (np.concatenate([ones, -ones]), (np.tile(edges, 2), np.concatenate([pairs.first, pairs.second]))),
        shape=(len(edges), count),
    )
    prior = PRIOR_WEIGHT * scipy.sparse.identity(count, format="csc")
    weight = pairs.weight
    gains = np.zeros(count)
    for _ in range(ROBUST_STEPS):
        weighted = differences.T.multiply(weight)
        gains = scipy.sparse.linalg.spsolve((weighted @ differences + prior).tocsc(), weighted @ log_ratio)
        residual = differences @ gains - log_ratio
        weight = pairs.weight / (1 + (residual / ROBUST_SCALE) ** 2)
    return np.asarray(gains, np.float64).reshape(count)
