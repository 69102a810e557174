"""Blends the logits of overlapping tiles, row of tiles by row of tiles, band by band.

Accumulators hold one row of tiles of one band. Columns that a band shares with the next band go through a
small file. So no tile is computed twice, and memory does not grow with the scene.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.inference.arrays import Array, Place, add_product, at_least, copied, fetched, placed, zeros
from model.inference.tiles import TileBand, TileGrid


class Carry:
    """Columns of accumulators on disk, passed from a band to the next.

    Args:
        path: The file; created new.
        planes: Accumulator planes: one per class and one for the weights.
        cols: Columns kept.
    """

    def __init__(self, path: Path, planes: int, cols: int) -> None:
        self.cols = cols
        self._planes = planes
        self._file = open(path, "w+b", buffering=0)

    def write(self, row: int, values: NDArray[np.float32]) -> None:
        """Writes [planes, rows, cols] from ``row`` on; call in order of rows."""
        self._file.seek(row * self._planes * self.cols * 4)
        self._file.write(np.ascontiguousarray(values.transpose(1, 0, 2)).data)

    def read(self, row: int, rows: int) -> NDArray[np.float32]:
        """[planes, rows, cols] as written; rows never written are 0."""
        shape = (rows, self._planes, self.cols)
        self._file.seek(row * self._planes * self.cols * 4)
        found = np.frombuffer(self._file.read(4 * int(np.prod(shape))), np.float32)
        values = np.zeros(shape, np.float32)
        values.ravel()[: len(found)] = found
        return values.transpose(1, 0, 2)

    def close(self) -> None:
        """Closes the file; the caller removes its folder."""
        self._file.close()


class BandBlender:
    """Accumulates the tiles of one band.

    The band's columns are all columns that its tiles touch. From the second band on, one column before is
    added: resampling at the joint needs a neighbour.

    Most pixels lie in a single tile: their logits are copied. Only where tiles overlap, logits are weighted
    with ramps, added and divided by the sum of the weights.

    Args:
        grid: The tile grid.
        band: The band.
        classes: Planes of logits.
        place: Where the accumulators and the logits are: a torch device, or None for numpy.
        before: The previous band's carry.
        after: Receives columns for the next band.
    """

    def __init__(
        self,
        grid: TileGrid,
        band: TileBand,
        classes: int,
        place: Place,
        before: Carry | None = None,
        after: Carry | None = None,
    ) -> None:
        self._place = place
        self._starts = grid.row_starts
        self._rows = grid.rows
        self._tile = grid.tile
        self._before = before
        self._after = after
        self._ramp = placed(grid.ramp(), place)
        self.start = band.start - (before is not None)
        self.final = band.final
        width = band.stop - self.start
        self._alone_rows = [_alone(grid.row_starts, k, grid.tile) for k in range(len(grid.row_starts))]
        chosen = range(band.first, band.last)
        self._alone_cols = {grid.col_starts[k]: _alone(grid.col_starts, k, grid.tile) for k in chosen}
        starts = {col: col - self.start for col in self._alone_cols}
        alone = [(starts[col] + first, starts[col] + last) for col, (first, last) in self._alone_cols.items()]
        self._blended = _others(alone, width)
        self._sums = zeros((classes + 1, grid.tile, width), place)
        self._row = self._index = 0
        self._missing = set(self._alone_cols)
        self._complete = 0
        self._fill(0, grid.tile)

    def add(self, col: int, logits: Array) -> None:
        """Adds a tile of the current row of tiles.

        Args:
            col: The tile's first column.
            logits: [classes, tile, tile].
        """
        self._advance()
        self._missing.discard(col)
        (top, bottom), (left, right) = self._alone_rows[self._index], self._alone_cols[col]
        side = self._tile
        for rows, cols in (
            (slice(0, top), slice(0, side)),
            (slice(bottom, side), slice(0, side)),
            (slice(top, bottom), slice(0, left)),
            (slice(top, bottom), slice(right, side)),
        ):
            if rows.stop > rows.start and cols.stop > cols.start:
                sums = self._sums[:, rows, self._from(col, cols)]
                add_product(sums[:-1], logits[:, rows, cols], self._ramp[rows, cols])
                sums[-1] += self._ramp[rows, cols]
        rows, cols = slice(top, bottom), slice(left, right)
        alone = self._sums[:, rows, self._from(col, cols)]
        alone[:-1] = logits[:, rows, cols]
        alone[-1] = 1

    def finish_row(self, index: int) -> tuple[int, Array, Array]:
        """Ends a row of tiles: pixel rows that no later row of tiles touches are complete.

        Returns:
            The first complete row, blended logits [classes, rows, cols], and whether any tile covers a pixel,
            [rows, cols] bool; columns ``start`` to ``final``. The logits are valid until the next call.
        """
        self._advance()
        last = index + 1 == len(self._starts)
        stop = self._rows if last else self._starts[index + 1]
        row, count = self._row, stop - self._row
        top, bottom = self._alone_rows[index]
        for col in self._missing:
            cols = slice(*self._alone_cols[col])
            self._sums[:-1, top:bottom, self._from(col, cols)] = 0  # left from the row of tiles before
        complete = self._sums[:, :count]
        if self._after is not None:
            self._after.write(row, fetched(complete[:, :, self.final - 1 - self.start :]))
        width = self.final - self.start
        covered = complete[-1, :, :width] > 0
        for rows in (slice(0, min(top, count)), slice(min(bottom, count), count)):
            _divide(complete[:, rows])
        for cols in self._blended:
            _divide(complete[:, top : min(bottom, count), cols])
        self._complete = 0 if last else count
        return row, complete[:-1, :, :width], covered

    def _from(self, col: int, cols: slice) -> slice:
        """Columns of the accumulators for columns of a tile."""
        return slice(cols.start + col - self.start, cols.stop + col - self.start)

    def _advance(self) -> None:
        """Moves the rows that later rows of tiles touch to the top, if a row of tiles has ended."""
        count, self._complete = self._complete, 0
        if not count:
            return
        kept = self._tile - count
        rest = self._sums[:, count:]
        self._sums[:, :kept] = rest if kept <= count else copied(rest)
        self._sums[-1, kept:] = 0
        for cols in self._blended:
            self._sums[:-1, kept:, cols] = 0
        self._row += count
        self._index += 1
        bottom = self._alone_rows[self._index][1]
        self._sums[:-1, max(kept, bottom) :] = 0
        self._missing = set(self._alone_cols)
        self._fill(kept, self._tile)

    def _fill(self, first: int, last: int) -> None:
        """Starts rows with the columns from the previous band."""
        rows = min(last, self._rows - self._row) - first
        if self._before is not None and rows > 0:
            values = self._before.read(self._row + first, rows)
            target = self._sums[:, first : first + rows, : self._before.cols]
            target += placed(values, self._place)


def _alone(starts: tuple[int, ...], number: int, tile: int) -> tuple[int, int]:
    """First and last pixel of a tile, counted from its start, that no other tile touches."""
    start = starts[number]
    first = max(0, starts[number - 1] + tile - start) if number else 0
    last = min(tile, starts[number + 1] - start) if number + 1 < len(starts) else tile
    return first, max(first, last)


def _others(parts: list[tuple[int, int]], size: int) -> list[slice]:
    """What is left of ``size`` pixels without some parts, given from left to right."""
    edges = [0, *(edge for part in parts for edge in part if part[1] > part[0]), size]
    return [slice(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _divide(sums: Array) -> None:
    """Divides weighted sums [classes, rows, cols] by their weights, the last plane; in place."""
    if 0 not in sums.shape:
        sums[:-1] /= at_least(sums[-1], 1e-12)
