"""The tile grid: positions, overlaps and bands of tiles.

Everything here is in working pixels (10 m), counted from the grid's corner.

A network gives slightly different results for the same ground in another tile, or with shifted tokens. So a
scene has one grid (:meth:`TileGrid.anchored`). An extent uses the tiles of this grid that the extent touches,
so its result equals the result of the whole scene to the pixel. Tokens begin at multiples of the patch size
from the origin of the map, so that files cut from one product share tokens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.sar.windows import Window

TILE = 256
OVERLAP = 32
MAX_BAND_COLS = 4096
"""Columns processed at once: limits memory in wide scenes."""


@dataclass(frozen=True)
class TileBand:
    """A vertical band of neighbouring tile columns.

    Attributes:
        first: Index of its first tile column.
        last: Index after its last tile column.
        start: First pixel column that its tiles touch.
        stop: Column after the last column that its tiles touch; may lie beyond the window.
        final: First column that a later band touches, ``stop`` in the last band; columns before ``final`` are
            complete.
    """

    first: int
    last: int
    start: int
    stop: int
    final: int


@dataclass(frozen=True)
class TileGrid:
    """Equal square tiles over a window, spread evenly, all on one token grid.

    Tiles start at multiples of the patch size, so that tokens of neighbouring tiles coincide; the last tile
    may reach beyond the window by less than a patch, or by more if the window is smaller than a tile.

    Attributes:
        rows: Height of the window.
        cols: Width of the window.
        tile: Side of a tile; a multiple of ``patch``.
        overlap: Least overlap of neighbours.
        patch: Pixels per token side.
        max_band_cols: Greatest width of a band, at least one tile.
        top: Row of the grid's corner in the scene; may lie above the scene by less than a patch.
        left: Column of the grid's corner in the scene.
        row_starts: First row of every tile row; spread evenly unless given.
        col_starts: First column of every tile column.
        shared: Least number of pixels that neighbours share; from the starts unless given.
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
        # The class is frozen; these fields follow from the other fields and are set once.
        rows, cols = (_Line(size, self.tile, self.overlap, self.patch) for size in (self.rows, self.cols))
        object.__setattr__(self, "row_starts", self.row_starts or rows.starts(0, self.rows))
        object.__setattr__(self, "col_starts", self.col_starts or cols.starts(0, self.cols))
        object.__setattr__(self, "shared", self.shared or _least_shared(rows, cols))

    @classmethod
    def anchored(
        cls,
        shape: tuple[int, int],
        anchor: tuple[int, int],
        tile: int,
        overlap: int,
        patch: int,
        window: Window | None = None,
    ) -> TileGrid:
        """The grid of a scene, or its tiles that touch a window.

        Args:
            shape: Rows and columns of the scene.
            anchor: Row and column of the scene's corner, counted from the origin of the map.
            tile: Side of a tile.
            overlap: Least overlap of neighbours.
            patch: Pixels per token side.
            window: In the scene; the whole scene if None.
        """
        window = window or Window.whole(shape)
        lines, corners, starts = [], [], []
        for size, place, first, length in zip(shape, anchor, window[:2], window.shape):
            ahead = place % patch
            line, plain = (_Line(each, tile, overlap, patch) for each in (size + ahead, size))
            # The few pixels before the scene are not worth a row of tiles. And a chip that fits into one tile
            # gets the same result at any position.
            if line.count > plain.count or plain.count == 1:
                line, ahead = plain, 0
            here = line.starts(first + ahead, length)
            lines.append(line)
            corners.append(here[0] - ahead)
            starts.append(tuple(start - here[0] for start in here))
        return cls(
            window.bottom - corners[0],
            window.right - corners[1],
            tile,
            overlap,
            patch,
            top=corners[0],
            left=corners[1],
            row_starts=starts[0],
            col_starts=starts[1],
            shared=_least_shared(*lines),
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

    def bands(self) -> list[TileBand]:
        """Bands from left to right; together the bands hold every tile column once."""
        starts = self.col_starts
        bands = []
        first = 0
        while first < len(starts):
            last = first + 1
            while last < len(starts) and starts[last] + self.tile - starts[first] <= self.max_band_cols:
                last += 1
            stop = starts[last - 1] + self.tile
            final = starts[last] if last < len(starts) else stop
            bands.append(TileBand(first, last, starts[first], stop, final))
            first = last
        return bands

    def ramp(self) -> NDArray[np.float32]:
        """Blending weights [tile, tile] of a tile: 1 inside, a raised cosine towards its edges."""
        return ramp(self.tile, self.shared)

    def token_ramp(self) -> NDArray[np.float32]:
        """Blending weights of a tile's tokens, [tokens, tokens]."""
        return ramp(self.tokens, self.shared // self.patch)


@dataclass(frozen=True)
class _Line:
    """Starts of tiles along one axis of a scene of any length."""

    size: int
    tile: int
    overlap: int
    patch: int

    @property
    def count(self) -> int:
        """Number of tiles."""
        return math.ceil((self._padded - self.tile) / (self.tile - self.overlap)) + 1

    @property
    def widest_step(self) -> int:
        """Largest step from a tile to the next; 0 for a single tile."""
        return self.patch * math.ceil(self._span / (self.count - 1)) if self.count > 1 else 0

    def starts(self, first: int, length: int) -> tuple[int, ...]:
        """First pixels of the tiles that touch a part of the axis."""
        steps = self.count - 1
        # Jump to the first tile that touches the part, without a loop over all tiles before.
        number = max(0, (first - self.tile) * steps // max(self._span * self.patch, 1) - 1)
        found = []
        while number <= steps and (start := self._start(number)) < first + length:
            if start + self.tile > first:
                found.append(start)
            number += 1
        return tuple(found)

    @property
    def _padded(self) -> int:
        return max(self.tile, math.ceil(self.size / self.patch) * self.patch)

    @property
    def _span(self) -> int:
        """Tokens from the first tile's start to the last tile's start."""
        return (self._padded - self.tile) // self.patch

    def _start(self, number: int) -> int:
        return self.patch * (self._span * number // max(self.count - 1, 1))


def _least_shared(rows: _Line, cols: _Line) -> int:
    """Pixels that neighbours share: tiles are spread evenly, often with more overlap than asked for."""
    step = max(rows.widest_step, cols.widest_step)
    return min(rows.tile - step, rows.tile // 2) if step else rows.overlap


def ramp(side: int, overlap: int) -> NDArray[np.float32]:
    """Blending weights [side, side]: 1 inside, a raised cosine over ``overlap`` towards the edges."""
    line = np.ones(side)
    edge = np.sin(np.pi / 2 * (np.arange(overlap) + 0.5) / max(overlap, 1)) ** 2
    line[:overlap] = edge
    # minimum: the ramps of a tile narrower than two overlaps meet.
    line[side - overlap :] = np.minimum(line[side - overlap :], edge[::-1])
    return np.outer(line, line).astype(np.float32)
