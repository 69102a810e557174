"""Windows of scenes in memory, which may reach beyond them."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.data.scenes import LoadedScene

Scalar = TypeVar("Scalar", bound=np.generic)

MIN_VALID = 0.9
"""Share of valid pixels that a crop needs: a crop of nodata teaches the border, not the ground."""
"""Share of a window that has to be valid for crops to be cut from it."""


def window(
    scene: LoadedScene, row: int, col: int, size: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """A window of a scene; it may reach outside.

    Args:
        scene: In memory.
        row: First row, possibly negative.
        col: First column, possibly negative.
        size: Side of the window.

    Returns:
        Decibels [2, size, size] and validity [size, size]. Nodata is the mean of what is valid, so that
        interpolation, contrast and noise floor of valid pixels do not hear of it; 0 outside the scene.
    """
    db = np.stack([padded(channel, row, col, size, 0) for channel in scene.db]).astype(np.float32)
    valid = padded(scene.valid, row, col, size, False)
    nodata = ~padded(scene.valid, row, col, size, True)
    if nodata.any() and valid.any():
        for channel in db:
            channel[nodata] = channel[valid].mean()
    return db, valid


def padded(array: NDArray[Scalar], row: int, col: int, size: int, fill: float) -> NDArray[Scalar]:
    """A window [size, size] of a 2-D array, ``fill`` outside it; row and column may be negative."""
    out = np.full((size, size), fill, dtype=array.dtype)
    top, left = max(row, 0), max(col, 0)
    bottom, right = min(row + size, array.shape[0]), min(col + size, array.shape[1])
    if top < bottom and left < right:
        out[top - row : bottom - row, left - col : right - col] = array[top:bottom, left:right]
    return out
