"""The tile grid: where tiles lie, how they overlap, how they are grouped into bands.

Everything here is in working pixels (10 m) counted from the corner of the window to segment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TILE = 256
OVERLAP = 32
MAX_BAND_COLS = 4096
"""Columns in flight at once: what bounds memory in wide scenes."""


@dataclass(frozen=True)
class Band:
    """A vertical band of neighbouring tile columns.

    Attributes:
        first: Index of its first tile column.
        last: Index after its last tile column.
        start: First pixel column that its tiles touch.
        stop: Column after the last that its tiles touch; may lie beyond the window.
        final: Column after the last that no later band touches: those before it are complete.
    """

    first: int
    last: int
    start: int
    stop: int
    final: int


@dataclass(frozen=True)
class TileGrid:
    """Equal square tiles over a window, spread evenly, all on one token grid.

    Tiles start at multiples of the patch size, so that tokens of neighbouring tiles coincide; the
    last may reach beyond the window by less than a patch, or by more where the window is smaller
    than a tile.

    Attributes:
        rows: Height of the window.
        cols: Width of the window.
        tile: Side of a tile; a multiple of ``patch``.
        overlap: Least overlap of neighbours.
        patch: Pixels per token side.
        max_band_cols: Greatest width of a band, but at least one tile.
    """

    rows: int
    cols: int
    tile: int = TILE
    overlap: int = OVERLAP
    patch: int = 8
    max_band_cols: int = MAX_BAND_COLS

    def __post_init__(self) -> None:
        if self.tile % self.patch or self.overlap % self.patch or not 0 <= self.overlap < self.tile:
            raise ValueError("tile and overlap must be multiples of the patch, the overlap the smaller")
        if min(self.rows, self.cols) < 1:
            raise ValueError("empty window")

    @property
    def row_starts(self) -> tuple[int, ...]:
        """First row of every tile row."""
        return self._starts(self.rows)

    @property
    def col_starts(self) -> tuple[int, ...]:
        """First column of every tile column."""
        return self._starts(self.cols)

    @property
    def tokens(self) -> int:
        """Tokens along the side of a tile."""
        return self.tile // self.patch

    @property
    def token_shape(self) -> tuple[int, int]:
        """Rows and columns of the token grid under all tiles."""
        rows, cols = self.row_starts[-1] + self.tile, self.col_starts[-1] + self.tile
        return rows // self.patch, cols // self.patch

    def __len__(self) -> int:
        return len(self.row_starts) * len(self.col_starts)

    def bands(self) -> list[Band]:
        """Bands from left to right; together they hold every tile column once."""
        starts = self.col_starts
        bands = []
        first = 0
        while first < len(starts):
            last = first + 1
            while last < len(starts) and starts[last] + self.tile - starts[first] <= self.max_band_cols:
                last += 1
            stop = starts[last - 1] + self.tile
            final = starts[last] if last < len(starts) else stop
            bands.append(Band(first, last, starts[first], stop, final))
            first = last
        return bands

    def ramp(self) -> NDArray[np.float32]:
        """Blending weights [tile, tile] of a tile: 1 inside, a raised cosine towards its edges."""
        return _ramp(self.tile, self._shared)

    def token_ramp(self) -> NDArray[np.float32]:
        """The same for tokens, [tokens, tokens]."""
        return _ramp(self.tokens, self._shared // self.patch)

    @property
    def _shared(self) -> int:
        """Pixels that neighbours share at least: tiles are spread evenly, often with more than asked for."""
        both = (self.row_starts, self.col_starts)
        steps = [b - a for starts in both for a, b in zip(starts, starts[1:], strict=False)]
        return min(self.tile - max(steps), self.tile // 2) if steps else self.overlap

    def _starts(self, size: int) -> tuple[int, ...]:
        padded = max(self.tile, math.ceil(size / self.patch) * self.patch)
        steps = math.ceil((padded - self.tile) / (self.tile - self.overlap))
        span = (padded - self.tile) // self.patch
        return tuple(self.patch * (span * k // max(steps, 1)) for k in range(steps + 1))


def _ramp(side: int, overlap: int) -> NDArray[np.float32]:
    line = np.ones(side)
    edge = np.sin(np.pi / 2 * (np.arange(overlap) + 0.5) / max(overlap, 1)) ** 2
    line[:overlap] = edge
    # minimum: the two edges of a tile narrower than two overlaps meet.
    line[side - overlap :] = np.minimum(line[side - overlap :], edge[::-1])
    return np.outer(line, line).astype(np.float32)
