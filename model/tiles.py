"""The tile grid: where tiles lie, how they overlap, how they are grouped into bands.

Everything here is in working pixels (10 m), counted from the grid's corner.

A network says somewhat other things of the same ground in another tile, and with tokens that lie a
few pixels elsewhere. So a scene has one grid (:meth:`TileGrid.anchored`): an extent takes the tiles of
it that it touches, and gets to the pixel what the whole scene would; and tokens begin at multiples of
the patch size from the origin of the map, so that files cut from one product share them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

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
        top: Row of the grid's corner in the scene; may lie above it by less than a patch.
        left: Column of the grid's corner in the scene.
        row_starts: First row of every tile row; spread evenly unless given.
        col_starts: First column of every tile column.
        shared: Pixels that neighbours share at least; from the starts unless given.
    """

    rows: int
    cols: int
    tile: int = TILE
    overlap: int = OVERLAP
    patch: int = 8
    max_band_cols: int = MAX_BAND_COLS
    top: int = 0
    left: int = 0
    row_starts: tuple[int, ...] = ()
    col_starts: tuple[int, ...] = ()
    shared: int = 0

    def __post_init__(self) -> None:
        if self.tile % self.patch or self.overlap % self.patch or not 0 <= self.overlap < self.tile:
            raise ValueError("tile and overlap must be multiples of the patch, the overlap the smaller")
        if min(self.rows, self.cols) < 1:
            raise ValueError("empty window")
        # The class is frozen; these follow from the others and are made once.
        starts = (self.row_starts or self._spread(self.rows), self.col_starts or self._spread(self.cols))
        object.__setattr__(self, "row_starts", starts[0])
        object.__setattr__(self, "col_starts", starts[1])
        object.__setattr__(self, "shared", self.shared or self._least_shared())

    @classmethod
    def anchored(
        cls, shape: tuple[int, int], anchor: tuple[int, int], tile: int, overlap: int, patch: int
    ) -> TileGrid:
        """The grid of a scene.

        Args:
            shape: Rows and columns of the scene.
            anchor: Row and column of its corner, counted from the origin of the map.
            tile: Side of a tile.
            overlap: Least overlap of neighbours.
            patch: Pixels per token side.
        """
        plain = cls(*shape, tile, overlap, patch)
        above, before = (
            # Where the few pixels before the scene would cost a row of tiles, they are not worth it.
            ahead if len(plain._spread(size + ahead)) == len(plain._spread(size)) else 0
            for size, ahead in zip(shape, (place % patch for place in anchor))
        )
        return cls(shape[0] + above, shape[1] + before, tile, overlap, patch, top=-above, left=-before)

    def part(self, row: int, col: int, height: int, width: int) -> TileGrid:
        """The tiles that touch a window of the scene."""
        rows, cols = (
            [start for start in starts if start + self.tile > first and start < last]
            for starts, first, last in (
                (self.row_starts, row - self.top, row - self.top + height),
                (self.col_starts, col - self.left, col - self.left + width),
            )
        )
        return replace(
            self,
            rows=row - self.top + height - rows[0],
            cols=col - self.left + width - cols[0],
            top=self.top + rows[0],
            left=self.left + cols[0],
            row_starts=tuple(start - rows[0] for start in rows),
            col_starts=tuple(start - cols[0] for start in cols),
        )

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
        return _ramp(self.tile, self.shared)

    def token_ramp(self) -> NDArray[np.float32]:
        """The same for tokens, [tokens, tokens]."""
        return _ramp(self.tokens, self.shared // self.patch)

    def _least_shared(self) -> int:
        """Tiles are spread evenly, often with more in common than asked for."""
        both = (self.row_starts, self.col_starts)
        steps = [b - a for starts in both for a, b in zip(starts, starts[1:], strict=False)]
        return min(self.tile - max(steps), self.tile // 2) if steps else self.overlap

    def _spread(self, size: int) -> tuple[int, ...]:
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
