"""Windows of scenes in memory; a window may reach beyond its scene."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.data.scenes import LoadedScene
from model.sar.windows import Window

Scalar = TypeVar("Scalar", bound=np.generic)

MIN_VALID = 0.9
"""Share of valid pixels that a crop needs: a crop of nodata teaches the border, not the ground."""
"""Share of a window that has to be valid for crops to be cut from it."""


def window(scene: LoadedScene, place: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """A window of a scene; may reach outside.

    Args:
        scene: The loaded scene.
        place: Rows and columns of the window.

    Returns:
        Decibels [2, height, width] and validity [height, width]. Nodata pixels hold the mean of valid pixels,
        so that they do not affect interpolation, contrast and noise floor of valid pixels; 0 outside the
        scene.
    """
    db = np.stack([padded(channel, place, 0) for channel in scene.db]).astype(np.float32)
    valid = padded(scene.valid, place, False)
    nodata = ~padded(scene.valid, place, True)
    if nodata.any() and valid.any():
        for channel in db:
            channel[nodata] = channel[valid].mean()
    return db, valid


def padded(array: NDArray[Scalar], place: Window, fill: float) -> NDArray[Scalar]:
    """A window [height, width] of a 2-D array, ``fill`` outside the array."""
    out = np.full(place.shape, fill, dtype=array.dtype)
    inside = place.within(array.shape)
    if inside is not None:
        out[inside.slices_in(place)] = array[inside.slices]
    return out
