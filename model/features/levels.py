"""Brings the tokens of neighbouring tiles to one level.

A token depends on all of its tile: the same sea is another vector in a tile with a coast than in the next
tile. In colours, segments and similar places the tiles would show. Tokens that two tiles share should agree,
as attention does (:mod:`model.inference.mosaic`), and as photographs in a panorama do (Brown & Lowe 2007,
section 6). So each tile gets an offset, and a second one in proportion to the first component: water and land
of a tile are moved by different amounts. All follow from least squares over the shared tokens, drawn towards
no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse
import scipy.sparse.linalg
from numpy.typing import NDArray

from model.features.mosaic import Cells, TileFile

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

PRIORS = (0.02, 0.05)
"""Pull of offsets and of slopes towards zero, relative to 1 per overlap: errors must not add up."""
_UNKNOWNS = 2


@dataclass(frozen=True)
class Levels:
    """What is added to the components of each tile.

    Attributes:
        offset: [tiles, K].
        slope: [tiles, K] per unit of the first component.
    """

    offset: Floats
    slope: Floats

    def applied(self, tile: int, values: Floats) -> Floats:
        """Components [..., K] of a tile, levelled."""
        moved: Floats = values + self.offset[tile] + values[..., :1] * self.slope[tile]
        return moved


def levels_of(file: TileFile, cells: Cells, reduce: Callable[[Floats], Floats], spread: float) -> Levels:
    """Levels of all tiles.

    Args:
        file: The tokens of all tiles.
        cells: Where the tiles lie.
        reduce: From tokens [..., D] to components [..., K].
        spread: Standard deviation of the first component.
    """
    count = len(cells.row_starts) * len(cells.col_starts)
    size = _UNKNOWNS * count
    entries: list[tuple[NDArray[np.intp], NDArray[np.intp], Doubles]] = []
    right: Doubles | None = None
    for first, second, a, b in _shared(file, cells):
        low, high = (np.asarray(reduce(part.astype(np.float32)), np.float64) for part in (a, b))
        # The mean of both: noise of one side alone would flatten the slope.
        middle = (low[:, 0] + high[:, 0]) / (2 * spread)
        known = np.stack([np.ones(len(middle)), middle], axis=1)
        weights, wanted = known.T @ known / len(known), known.T @ (high - low) / len(known)
        right = np.zeros((size, wanted.shape[1])) if right is None else right
        for one, other, sign in (
            (first, first, 1),
            (second, second, 1),
            (first, second, -1),
            (second, first, -1),
        ):
            rows, cols = np.meshgrid(_places(one), _places(other), indexing="ij")
            entries.append((rows.ravel(), cols.ravel(), sign * weights.ravel()))
        right[_places(first)] += wanted
        right[_places(second)] -= wanted
    planes = len(reduce(np.zeros(file.planes, np.float32)))
    if right is None:
        return Levels(*np.zeros((2, count, planes), np.float32))
    rows, cols, values = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    normal = scipy.sparse.coo_matrix((values, (rows, cols)), shape=(size, size)).tocsc()
    solve = scipy.sparse.linalg.factorized(normal + scipy.sparse.diags(np.tile(PRIORS, count)).tocsc())
    found = np.stack([solve(np.ascontiguousarray(column)) for column in right.T], axis=1)
    offset, slope = found.reshape(count, _UNKNOWNS, -1).transpose(1, 0, 2).astype(np.float32)
    return Levels(offset, slope / np.float32(spread))


def _places(tile: int) -> NDArray[np.intp]:
    """Places of a tile's unknowns."""
    return _UNKNOWNS * tile + np.arange(_UNKNOWNS)


Shared = tuple[int, int, NDArray[np.float16], NDArray[np.float16]]
"""Two tiles, and the tokens [n, D] that both know, as each of them has them."""


def _shared(file: TileFile, cells: Cells) -> Iterator[Shared]:
    """Every tile with its right and its lower neighbour; four tiles at most in memory."""
    across = len(cells.col_starts)
    for row, top in enumerate(cells.row_starts):
        for col, left in enumerate(cells.col_starts):
            here = row * across + col
            if (tile := file.tile(here)) is None:
                continue
            if col + 1 < across:
                yield from _pair(file, tile, here, here + 1, (0, cells.col_starts[col + 1] - left))
            if row + 1 < len(cells.row_starts):
                yield from _pair(file, tile, here, here + across, (cells.row_starts[row + 1] - top, 0))


def _pair(
    file: TileFile,
    tile: tuple[NDArray[np.float16], NDArray[np.bool_]],
    first: int,
    second: int,
    step: tuple[int, int],
) -> Iterator[Shared]:
    """What a tile shares with another tile some cells further down and right; nothing if there is none."""
    other = file.tile(second)
    if other is None:
        return
    (a, known_a), (b, known_b) = tile, other
    down, right = step
    rows, cols = a.shape[0] - down, a.shape[1] - right
    both = known_a[down:, right:] & known_b[:rows, :cols]
    if both.any():
        yield first, second, a[down:, right:][both], b[:rows, :cols][both]
