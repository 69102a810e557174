"""Joins attention maps of overlapping tiles into one map without seams.

All tiles get the same question and the same reference level (:class:`model.network.network.Question`), so
their attention has the same unit. But the rest of a tile changes its tokens: the same ground gets slightly
different values and contrast in another tile. So the logarithms of each tile and head get a gain and an
offset. Both are solved from the shared tokens of neighbouring tiles, as in panorama stitching (gains: Brown &
Lowe 2007, "Automatic Panoramic Image Stitching using Invariant Features", section 6). Remaining differences
are blended with ramps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
import scipy.sparse.linalg
from numpy.typing import NDArray

from model.inference.tiles import TileGrid

GAIN_PRIOR = 0.1
OFFSET_PRIOR = 0.01
"""Pull of every gain towards 1 and offset towards 0, relative to 1 per overlap. It keeps the unit, also of
isolated groups of tiles, and stops errors from adding up over long chains. With a stronger pull (0.1) the
grid of tiles is visible in the sea."""

LEAST_GAIN, MOST_GAIN = 0.5, 2.0
"""Limits of gains: a tile with hardly any contrast in its overlaps does not determine its gain."""

BLOCK = 4
"""Side in tokens of the blocks whose means are compared: single tokens are mostly noise."""

ROBUST_STEPS = 5
ROBUST_SCALE = 0.3
"""Blocks with logarithms that differ by more count less: Cauchy weights."""

_SMALLEST = 1e-6
_LARGEST = 6e4
"""float16 can represent both."""


@dataclass(frozen=True)
class _Shared:
    """Blocks that two tiles share: tile indices [n], weight [n], mean logarithm in both tiles [n, heads]."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    weight: NDArray[np.float64]
    first_mean: NDArray[np.float64]
    second_mean: NDArray[np.float64]


class AttentionMosaic:
    """Collects attention maps tile by tile on disk, then gives the blended map in strips.

    In the maps 0 means no valid pixel.

    Args:
        grid: The tile grid.
        heads: Attention heads.
        path: A file for the maps; created new. The caller removes its folder.

    Attributes:
        heads: Attention heads.
    """

    def __init__(self, grid: TileGrid, heads: int, path: Path) -> None:
        self._grid = grid
        self.heads = heads
        self._tile_shape = (heads, grid.tokens, grid.tokens)
        self._tile_bytes = 2 * int(np.prod(self._tile_shape))
        self._levels: NDArray[np.float64] | None = None
        self._file = open(path, "w+b", buffering=0)
        self._file.truncate(len(grid) * self._tile_bytes)  # a tile that is never added is 0

    def add(self, index: int, attention: NDArray[np.float32]) -> None:
        """Keeps the map of a tile.

        Args:
            index: Tile row x tile columns + tile column.
            attention: [heads, tokens, tokens] in one unit for all tiles, 0 at tokens without a valid pixel.
        """
        kept = np.where(attention > 0, np.clip(attention, _SMALLEST, _LARGEST), 0).astype(np.float16)
        self._levels = None
        self._file.seek(index * self._tile_bytes)
        self._file.write(kept.data)

    def solve(self) -> NDArray[np.float64]:
        """Gains and offsets [tiles, heads, 2] of the logarithms that bring overlaps into agreement."""
        if self._levels is None:
            self._levels = self._solved()
        return self._levels

    def _solved(self) -> NDArray[np.float64]:
        shared = self._shared()
        levels = np.zeros((len(self._grid), self.heads, 2))
        levels[..., 0] = 1.0
        if len(shared.first):
            for head in range(self.heads):
                levels[:, head] = _solve(shared, head, len(self._grid))
        return levels

    def strips(self, levels: NDArray[np.float64]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The blended map from top to bottom.

        Args:
            levels: Gains and offsets [tiles, heads, 2] from :meth:`solve`.

        Yields:
            First token row and [heads, token rows, token cols]; NaN where no tile has a token.
        """
        grid, side = self._grid, self._grid.tokens
        ramp = grid.token_ramp()
        starts = [start // grid.patch for start in grid.row_starts]
        lefts = [left // grid.patch for left in grid.col_starts]
        sums = np.zeros((self.heads + 1, side, grid.token_shape[1]), np.float32)
        for row, start in enumerate(starts):
            attention = self._row(row)
            weights = ramp * (attention[:, 0] > 0)
            first = row * len(lefts)
            weighted = _levelled(attention, levels[first : first + len(lefts)]) * weights[:, None]
            for col, left in enumerate(lefts):
                cols = slice(left, left + side)
                sums[:-1, :, cols] += weighted[col]
                sums[-1, :, cols] += weights[col]
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

    def _row(self, row: int) -> NDArray[np.float32]:
        """The maps of a row of tiles [tile columns, heads, tokens, tokens]; 0 where no tile was added."""
        count = len(self._grid.col_starts)
        self._file.seek(row * count * self._tile_bytes)
        found = np.frombuffer(self._file.read(count * self._tile_bytes), np.float16)
        return found.reshape(count, *self._tile_shape).astype(np.float32)

    def _shared(self) -> _Shared:
        """Compares every tile with its right and its lower neighbour, two rows of tiles in memory."""
        grid = self._grid
        patch, count = grid.patch, len(grid.col_starts)
        steps = np.diff(grid.col_starts) // patch
        found: list[_Shared] = []
        above: NDArray[np.float32] | None = None
        for row, start in enumerate(grid.row_starts):
            here = self._row(row)
            indices = row * count + np.arange(count)
            for step in np.unique(steps):
                left = np.flatnonzero(steps == step)
                pair = here[left][..., step:], here[left + 1][..., :-step]
                found.append(_compared(indices[left], indices[left + 1], *pair))
            if above is not None:
                step = (start - grid.row_starts[row - 1]) // patch
                found.append(_compared(indices - count, indices, above[:, :, step:], here[:, :, :-step]))
            above = here
        if not found:
            none, empty = np.zeros(0, np.int64), np.zeros((0, self.heads))
            return _Shared(none, none, np.zeros(0), empty, empty)
        return _Shared(*(np.concatenate(parts) for parts in zip(*map(astuple, found), strict=True)))


def _levelled(attention: NDArray[np.float32], level: NDArray[np.float64]) -> NDArray[np.float32]:
    """Attention [tiles, heads, tokens, tokens] with gain and offset [tiles, heads, 2] on its logarithm.

    0 stays 0.
    """
    gain, offset = (level[..., kind].astype(np.float32)[..., None, None] for kind in (0, 1))
    known = attention > 0
    logs = np.log(np.where(known, attention, np.float32(1)))
    levelled: NDArray[np.float32] = np.exp(logs * gain + offset) * known
    return levelled


def _compared(
    first: NDArray[np.int64], second: NDArray[np.int64], a: NDArray[np.float32], b: NDArray[np.float32]
) -> _Shared:
    """Mean logarithms of the blocks that are mostly valid in both tiles of some pairs.

    Args:
        first: Indices of the first tiles, [n].
        second: Indices of the second tiles.
        a: Shared tokens [n, heads, rows, cols] in the first tiles.
        b: The same tokens in the second tiles.
    """
    both = (a[:, 0] > 0) & (b[:, 0] > 0)
    rows, cols = (np.arange(0, size, BLOCK) for size in both.shape[1:])

    def summed(values: NDArray[Any]) -> NDArray[np.float64]:
        by_rows = np.add.reduceat(values.astype(np.float64), rows, axis=-2)
        return np.asarray(np.add.reduceat(by_rows, cols, axis=-1), np.float64)

    known = summed(both)
    chosen = known >= 0.5 * summed(np.ones_like(both[0]))
    counts = chosen.sum(axis=(1, 2))
    means = [
        summed(np.log(np.where(both[:, None], part, np.float32(1)))).swapaxes(0, 1)[:, chosen] / known[chosen]
        for part in (a, b)
    ]
    weight = np.repeat(1 / np.maximum(counts, 1), counts)
    return _Shared(np.repeat(first, counts), np.repeat(second, counts), weight, means[0].T, means[1].T)


def _solve(shared: _Shared, head: int, count: int) -> NDArray[np.float64]:
    """Gains and offsets [tiles, 2] of a head by iteratively reweighted least squares.

    For each block, ``gain * mean + offset`` should be equal in both tiles.
    """
    a, b = shared.first_mean[:, head], shared.second_mean[:, head]
    ones = np.ones(len(a))
    rows = np.tile(np.arange(len(a)), 4)
    columns = np.concatenate(
        [2 * shared.first, 2 * shared.first + 1, 2 * shared.second, 2 * shared.second + 1]
    )
    values = np.concatenate([a, ones, -b, -ones])
    equations = scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(a), 2 * count))
    prior = np.tile([GAIN_PRIOR, OFFSET_PRIOR], count)
    wanted = prior * np.tile([1.0, 0.0], count)
    weight = shared.weight
    levels = wanted
    for _ in range(ROBUST_STEPS):
        normal = equations.T.multiply(weight).tocsr() @ equations + scipy.sparse.diags(prior)
        levels = scipy.sparse.linalg.spsolve(normal.tocsc(), wanted)
        weight = shared.weight / (1 + ((equations @ levels) / ROBUST_SCALE) ** 2)
    # Blocks agree best without any contrast, so the gains shrink; this step restores them.
    solved = np.asarray(levels / levels[::2].mean(), np.float64).reshape(count, 2)
    solved[:, 0] = np.clip(solved[:, 0], LEAST_GAIN, MOST_GAIN)
    return solved
