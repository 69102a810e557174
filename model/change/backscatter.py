"""Difference of backscatter between two dates: the log ratio, after averaging speckle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.sar.scene import Backscatter, Scene
from model.sar.units import db_to_power
from model.sar.windows import Window

Floats = NDArray[np.float32]

SIDE = 5
"""Side in pixels of the window that averages linear power: 25 pixels of a GRD image have about 100 looks."""


def log_ratio(before: Scene, after: Scene, window: Window, side: int = SIDE) -> Floats:
    """After minus before in dB [2, h, w], co-pol and cross-pol; NaN where invalid or absent.

    Args:
        before: The earlier scene.
        after: The later scene on the same grid.
        window: Of working pixels.
        side: Side of the averaging window; odd.
    """
    margin = side // 2
    wide = Window(
        window.row - margin, window.col - margin, window.height + 2 * margin, window.width + 2 * margin
    )
    means = [smoothed(scene.read(wide), scene.present, side) for scene in (before, after)]
    inner = (slice(None), slice(margin, margin + window.height), slice(margin, margin + window.width))
    found: Floats = (means[1] - means[0])[inner]
    return found


def smoothed(part: Backscatter, present: tuple[bool, bool], side: int) -> Floats:
    """Mean of the linear power of valid pixels around each valid pixel, in dB; else NaN."""
    weight = ndimage.uniform_filter(part.valid.astype(np.float32), side, mode="constant")
    out = np.full(part.db.shape, np.nan, np.float32)
    for channel, there in enumerate(present):
        if there:
            power = np.where(part.valid, db_to_power(part.db[channel]), np.float32(0))
            mean = ndimage.uniform_filter(power, side, mode="constant") / np.maximum(weight, 1e-6)
            out[channel] = np.where(part.valid, 10 * np.log10(np.maximum(mean, 1e-9)), np.nan)
    return out
