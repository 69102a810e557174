"""Blends the logits of overlapping tiles, row of tiles by row of tiles, band by band.

Accumulators hold one row of tiles of one band. Columns that a band shares with the next band go through a
small file. So no tile is computed twice, and memory does not grow with the scene.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.inference.arrays import Array, Place, at_least, copied, fetched, placed, zeros
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
        self._band = band
        self._place = place
        self._starts = grid.row_starts
        self._rows = grid.rows
        self._tile = grid.tile
        self._before = before
        self._after = after
        self._ramp = placed(grid.ramp(), place)
        self.start = band.start - (before is not None)
        self.final = band.final
        self._sums = zeros((classes + 1, grid.tile, band.stop - self.start), place)
        self._row = 0
        self._fill(0, grid.tile)

    def add(self, col: int, logits: Array) -> None:
        """Adds a tile of the current row of tiles.

        Args:
            col: The tile's first column.
            logits: [classes, tile, tile].
        """
        left = col - self.start
        cols = slice(left, left + self._tile)
        self._sums[:-1, :, cols] += logits * self._ramp
        self._sums[-1, :, cols] += self._ramp

    def finish_row(self, index: int) -> tuple[int, Array, Array]:
        """Ends a row of tiles: pixel rows that no later row of tiles touches are complete.

        Returns:
            The first complete row, blended logits [classes, rows, cols], and whether any tile covers a pixel,
            [rows, cols] bool; columns ``start`` to ``final``.
        """
        last = index + 1 == len(self._starts)
        stop = self._rows if last else self._starts[index + 1]
        row, count = self._row, stop - self._row
        complete = self._sums[:, :count]
        if self._after is not None:
            self._after.write(row, fetched(complete[:, :, self.final - 1 - self.start :]))
        width = self.final - self.start
        weights = complete[-1, :, :width]
        covered = weights > 0
        logits = complete[:-1, :, :width] / at_least(weights, 1e-12)
        if not last:
            self._advance(count, stop)
        return row, logits, covered

    def _advance(self, count: int, row: int) -> None:
        kept = self._tile - count
        self._sums[:, :kept] = copied(self._sums[:, count:])
        self._sums[:, kept:] = 0
        self._row = row
        self._fill(kept, self._tile)

    def _fill(self, first: int, last: int) -> None:
        """Starts rows with the columns from the previous band."""
        rows = min(last, self._rows - self._row) - first
        if self._before is not None and rows > 0:
            values = self._before.read(self._row + first, rows)
            target = self._sums[:, first : first + rows, : self._before.cols]
            target += placed(values, self._place)
