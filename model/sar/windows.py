"""Windows of rasters, and the choice of a few windows to examine a scene of any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

SAMPLE_PIXELS = 2_000_000
"""A scene up to this size is examined whole; of a larger scene about as many pixels."""
SEARCH_PIXELS = 100_000_000
"""Most pixels read in the search for valid pixels: a second or two from a disk."""
_GRID = 6
_WINDOW_PIXELS = 65_536
_MOST_WINDOW_PIXELS = 4_000_000
_STRIP_COLS = 200_000
"""Rows longer than this are not read whole."""


class Window(NamedTuple):
    """A rectangle of pixels; may reach beyond its raster.

    Attributes:
        row: First row.
        col: First column.
        height: Number of rows.
        width: Number of columns.
    """

    row: int
    col: int
    height: int
    width: int

    @classmethod
    def whole(cls, shape: tuple[int, int]) -> Window:
        """All of a raster of some rows and columns."""
        return cls(0, 0, *shape)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.height, self.width

    @property
    def bottom(self) -> int:
        """Row after the last row."""
        return self.row + self.height

    @property
    def right(self) -> int:
        """Column after the last column."""
        return self.col + self.width

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns in an array of the raster; the window must lie within the raster."""
        return slice(self.row, self.bottom), slice(self.col, self.right)

    def slices_in(self, other: Window) -> tuple[slice, slice]:
        """Rows and columns in an array of another window; this window must lie within the other."""
        return self.moved(-other.row, -other.col).slices

    def moved(self, rows: int, cols: int) -> Window:
        """A window of the same shape, moved by ``rows`` and ``cols``."""
        return Window(self.row + rows, self.col + cols, self.height, self.width)

    def common(self, other: Window) -> Window | None:
        """The common part with another window; None if there is none."""
        row, col = max(self.row, other.row), max(self.col, other.col)
        height, width = min(self.bottom, other.bottom) - row, min(self.right, other.right) - col
        return Window(row, col, height, width) if height > 0 and width > 0 else None

    def within(self, shape: tuple[int, int]) -> Window | None:
        """The part within a raster of this shape (rows, columns); None if there is none."""
        return self.common(Window.whole(shape))


def sample_windows(shape: tuple[int, int], block: tuple[int, int]) -> list[Window]:
    """Windows spread evenly over a scene, aligned with its blocks so that little is decoded in vain."""
    rows, cols = shape
    if rows * cols <= SAMPLE_PIXELS:
        return [Window.whole(shape)]
    if block[1] >= cols and 512 < cols <= _STRIP_COLS:
        # Strips: whole rows are decoded anyway, so take few bands of rows and all their columns.
        height = min(max(block[0], 16), 64, rows)
        count = int(np.clip(SAMPLE_PIXELS // (height * cols), 4, 48))
        return [Window(row, 0, height, cols) for row in _starts(rows, height, count, block[0])]
    height, width = min(block[0], 256, rows), min(block[1], 256, cols)
    height, width = max(height, min(64, rows)), max(width, min(64, cols))
    return [
        Window(row, col, height, width)
        for row in _starts(rows, height, _GRID, block[0])
        for col in _starts(cols, width, _GRID, block[1])
    ]


def search_windows(shape: tuple[int, int], block: tuple[int, int]) -> Iterator[Window]:
    """Windows for the search for valid pixels: a whole scene, or a net over all of a large scene."""
    rows, cols = shape
    block_rows, block_cols = min(block[0], rows), min(block[1], cols)
    width = min(block_cols, _MOST_WINDOW_PIXELS)
    height = max(1, min(block_rows, _MOST_WINDOW_PIXELS // width))
    # Several small blocks are read at once.
    height = min(rows, height * max(1, _WINDOW_PIXELS // (height * width)))
    width = min(cols, width * max(1, _WINDOW_PIXELS // (height * width)))
    decoded = max(height * width, block_rows * block_cols)
    count = max(4, SEARCH_PIXELS // decoded)
    all_rows, all_cols = -(-rows // height), -(-cols // width)
    if is_searched_whole(shape) or all_rows * all_cols <= count:
        down, across = all_rows, all_cols
    else:
        down = min(all_rows, max(1, round((count * rows / cols) ** 0.5)))
        across = min(all_cols, max(1, count // down))
        down = min(all_rows, max(1, count // across))
    for row in (all_rows * (2 * k + 1) // (2 * down) for k in range(down)):
        for col in (all_cols * (2 * k + 1) // (2 * across) for k in range(across)):
            top, left = row * height, col * width
            yield Window(top, left, min(height, rows - top), min(width, cols - left))


def is_searched_whole(shape: tuple[int, int]) -> bool:
    """Whether the search for valid pixels covers every pixel of a scene."""
    return shape[0] * shape[1] <= SEARCH_PIXELS


def _starts(size: int, length: int, count: int, block: int) -> list[int]:
    """Starts of at most ``count`` intervals over an axis, moved to block borders."""
    centres = (np.arange(count) + 0.5) * size / count
    return sorted(
        {int(np.clip((centre - length / 2) // block * block, 0, size - length)) for centre in centres}
    )
