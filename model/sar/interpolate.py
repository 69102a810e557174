"""Linear interpolation of working-grid and token-grid planes to input pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Axis:
    """Where input pixels of one axis lie among coarser or finer cells.

    Cell centres are at half-integers of the cell axis, as pixel centres are.

    Attributes:
        offset: Input pixels before the first of the window.
        scale: Cells per input pixel.
        origin: Cells before the first cell.
        cells: Number of cells; beyond the first and last centre, values stay constant.
    """

    offset: int
    scale: float
    origin: float
    cells: int

    def positions(self, first: int, count: int) -> NDArray[np.float64]:
        """Cell positions of ``count`` pixels from ``first``; k is the centre of cell k."""
        centres = (np.arange(first, first + count) + self.offset + 0.5) * self.scale - self.origin - 0.5
        return np.clip(centres, 0, self.cells - 1)

    def ready(self, first: int, cells: int, size: int) -> int:
        """Number of pixels in ``first`` .. ``size - 1`` that need only the first ``cells`` cells."""
        if cells >= self.cells:
            return size - first
        below = self.positions(first, size - first) <= cells - 1
        return int(below.sum())


def interpolate_axis(values: Any, positions: NDArray[np.float64], dim: int) -> Any:
    """Linear interpolation of ``values`` along ``dim`` at positions in 0..n-1: a numpy array or a tensor."""
    low = np.minimum(np.floor(positions), values.shape[dim] - 1)
    high = np.minimum(low + 1, values.shape[dim] - 1)
    shape = [1] * values.ndim
    shape[dim] = -1
    share = (positions - low).astype(np.float32).reshape(shape)
    first, second = low.astype(np.int64), high.astype(np.int64)
    if isinstance(values, np.ndarray):
        at_low = values.take(first, dim)
        step = values.take(second, dim)
        step -= at_low
        step *= share
        at_low += step
        return at_low
    import torch

    part, begin, end = (torch.from_numpy(item).to(values.device) for item in (share, first, second))
    return values.index_select(dim, begin).lerp_(values.index_select(dim, end), part)


def interpolate(values: Any, rows: NDArray[np.float64], cols: NDArray[np.float64]) -> Any:
    """Bilinear interpolation of [planes, h, w] at every crossing of ``rows`` and ``cols``."""
    # The axis with less growth comes first: the second step then runs over whole contiguous rows.
    if len(rows) > values.shape[-2]:
        return interpolate_axis(interpolate_axis(values, cols, 2), rows, 1)
    return interpolate_axis(interpolate_axis(values, rows, 1), cols, 2)
