"""Position embeddings for another number of tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def resized(grid: NDArray[np.float32], old: int, new: int) -> NDArray[np.float32]:
    """A position embedding [old * old, D] for another grid [new * new, D]: torch's bicubic with antialias."""
    if old == new:
        return grid
    line = _cubic(old, new)
    square = grid.reshape(old, old, -1).astype(np.float64)
    found = np.einsum("ri,cj,ijd->rcd", line, line, square).reshape(new * new, -1)
    return np.asarray(found, np.float32)


def _cubic(old: int, new: int) -> NDArray[np.float64]:
    """Weights [new, old] of a cubic resampling along an axis; wider than four points where it shrinks."""
    ratio = old / new
    widen = max(ratio, 1.0)
    found = np.zeros((new, old))
    for row in range(new):
        centre = (row + 0.5) * ratio
        first, last = max(0, int(centre - 2 * widen + 0.5)), min(old, int(centre + 2 * widen + 0.5))
        at = np.abs((np.arange(first, last) - centre + 0.5) / widen)
        near = (1.5 * at - 2.5) * at**2 + 1
        far = ((-0.5 * at + 2.5) * at - 4) * at + 2
        values = np.where(at < 1, near, np.where(at < 2, far, 0.0))
        found[row, first:last] = values / values.sum()
    return found
