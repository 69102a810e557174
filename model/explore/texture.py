"""Local mean and deviation of backscatter, from valid pixels alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float32]

SIDES = (5, 15, 31)
"""Sides in pixels of the windows."""
MARGIN = max(SIDES) // 2
"""Pixels that a window reaches beyond its middle."""


def textures(db: Floats, valid: NDArray[np.bool_]) -> Floats:
    """Mean and standard deviation in each window, in dB [2 * sides, rows, cols].

    Args:
        db: [rows, cols] in dB.
        valid: [rows, cols]; other pixels do not count. Nothing beyond the array counts.
    """
    share = valid.astype(np.float32)
    known = np.where(valid, db, np.float32(0))
    # Around the middle, squares are small, and their differences exact.
    middle = np.float32(known.sum(dtype=np.float64) / max(int(valid.sum()), 1))
    known = (known - middle) * share
    planes = []
    for side in SIDES:
        count = np.maximum(_mean(share, side), np.float32(0.5 / side**2))
        mean = _mean(known, side) / count
        square = _mean(known * known, side) / count
        planes += [mean + middle, np.sqrt(np.maximum(square - mean * mean, 0))]
    return np.stack(planes)


def names(polarisation: str) -> list[str]:
    """Names of the planes of :func:`textures`."""
    return [f"{polarisation} {what} {side} x {side} (dB)" for side in SIDES for what in ("mean", "deviation")]


def _mean(values: Floats, side: int) -> Floats:
    found: Floats = ndimage.uniform_filter(values, side, mode="constant")
    return found
