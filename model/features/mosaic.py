"""Values of overlapping tiles on disk, and the blended map of them in strips.

Tiles wait as float16 until the scene is complete: only then its components are known. Memory holds one row of
tiles of some columns, whatever the size of the scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WIDEST = 8
"""Tile columns in memory at once."""
_LARGEST = 6e4
"""float16 can represent it."""


@dataclass(frozen=True)
class Cells:
    """The cells of a scene's tiles.

    Attributes:
        row_starts: First cell of every tile row.
        col_starts: First cell of every tile column.
        side: Cells along the side of a tile.
        ramp: [side, side] blending weights, above 0.
    """

    row_starts: Sequence[int]
    col_starts: Sequence[int]
    side: int
    ramp: Floats


class TileFile:
    """Values of tiles, each [side, side, planes].

    Args:
        cells: The cells of the tiles.
        planes: Values of a cell.
        path: A file for the values; created new. The caller removes its folder.

    Attributes:
        planes: Values of a cell.
    """

    def __init__(self, cells: Cells, planes: int, path: Path) -> None:
        self._cells = cells
        self.planes = planes
        self._shape = (cells.side, cells.side, planes)
        self._bytes = 2 * int(np.prod(self._shape))
        self._known_bytes = cells.side**2
        self._there = np.zeros(len(cells.row_starts) * len(cells.col_starts), bool)
        self._file = FileIO(path, "w+")

    def add(self, index: int, values: NDArray[Any], known: NDArray[np.bool_]) -> None:
        """Keeps the values of a tile.

        Args:
            index: Tile row x tile columns + tile column.
            values: [side, side, planes].
            known: [side, side] cells that count.

        Raises:
            OSError: The disk is full.
        """
        kept = np.ascontiguousarray(np.clip(values, -_LARGEST, _LARGEST), np.float16)
        self._file.seek(index * (self._bytes + self._known_bytes))
        for part in (kept, np.ascontiguousarray(known)):
            _write(self._file, part)
        self._there[index] = True

    def strips(
        self, cols: slice, change: Callable[[int, Floats], Floats]
    ) -> Iterator[tuple[int, Floats, NDArray[np.bool_]]]:
        """The blended map of some columns from top to bottom.

        Args:
            cols: Columns of cells.
            change: From the index of a tile and its values [side, side, planes] to what is blended,
                [side, side, any].

        Yields:
            First row of cells, values [rows, cols, any], and which cells are known; others are 0.
        """
        starts, side = self._cells.row_starts, self._cells.side
        numbers = [
            number
            for number, left in enumerate(self._cells.col_starts)
            if left < cols.stop and left + side > cols.start
        ]
        sums: Floats | None = None
        for row, start in enumerate(starts):
            for number in numbers:
                found = self._weighted(row * len(self._cells.col_starts) + number, change)
                if found is not None:
                    values, weight = found
                    if sums is None:
                        sums = np.zeros((side, cols.stop - cols.start, values.shape[-1] + 1), np.float32)
                    _add(sums, values, weight, self._cells.col_starts[number] - cols.start)
            stop = starts[row + 1] if row + 1 < len(starts) else start + side
            if sums is None:
                continue
            done = sums[: stop - start]
            weight = done[..., -1]
            blended = done[..., :-1] / np.maximum(weight, np.float32(1e-12))[..., None]
            yield start, blended.astype(np.float32, copy=False), weight > 0
            kept = side - (stop - start)
            sums[:kept] = sums[stop - start :].copy()
            sums[kept:] = 0

    def bands(self, first: int, last: int) -> Iterator[slice]:
        """Columns of cells from ``first`` to ``last`` in parts that a few tile columns cover."""
        width = WIDEST * self._cells.side
        for start in range(first, last, width):
            yield slice(start, min(start + width, last))

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def tile(self, index: int) -> tuple[NDArray[np.float16], NDArray[np.bool_]] | None:
        """Values [side, side, planes] of a tile and its known cells; None if it was never added."""
        if not self._there[index]:
            return None
        self._file.seek(index * (self._bytes + self._known_bytes))
        content = self._file.read(self._bytes + self._known_bytes)
        values = np.frombuffer(content, np.float16, self._bytes // 2).reshape(self._shape)
        return values, np.frombuffer(content, bool, offset=self._bytes).reshape(self._shape[:2])

    def _weighted(self, index: int, change: Callable[[int, Floats], Floats]) -> tuple[Floats, Floats] | None:
        """Values of a tile times their weights, and the weights [side, side]; None without the tile."""
        found = self.tile(index)
        if found is None:
            return None
        weight = self._cells.ramp * found[1]
        return change(index, found[0].astype(np.float32)) * weight[..., None], weight


def _write(file: FileIO, part: NDArray[Any]) -> None:
    """Writes all of an array; a full disk may take a part first and says so only at the next call."""
    left = part.reshape(-1).view(np.uint8).data
    while left:
        left = left[file.write(left) :]


def _add(sums: Floats, values: Floats, weight: Floats, left: int) -> None:
    """Adds a tile that begins at column ``left``, which may lie outside, as may the tile's end."""
    first, last = max(left, 0), min(left + values.shape[1], sums.shape[1])
    part = slice(first - left, last - left)
    sums[:, first:last, :-1] += values[:, part]
    sums[:, first:last, -1] += weight[:, part]
