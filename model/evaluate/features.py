"""Backscatter and texture per pixel: the features of other plugins, and the control here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.data.scenes import LoadedScene

WINDOWS = (5, 15, 31)
"""Sides in pixels of the windows of local mean and deviation."""


def textures(scene: LoadedScene) -> NDArray[np.float32]:
    """Backscatter in dB and its local mean and deviation [rows, cols, 7 per present polarisation]."""
    planes = []
    for channel, there in enumerate(scene.present):
        if there:
            db = scene.db[channel].astype(np.float32)
            planes.append(db)
            for window in WINDOWS:
                mean = ndimage.uniform_filter(db, window)
                square = ndimage.uniform_filter(db * db, window)
                planes += [mean, np.sqrt(np.maximum(square - mean * mean, 0))]
    return np.stack(planes, axis=-1)


def sample(labels: NDArray[np.uint8], classes: int, cap: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Indices into flat ``labels``, at most ``cap`` of each class, drawn without replacement."""
    flat = labels.ravel()
    parts = []
    for index in range(classes):
        here = np.flatnonzero(flat == index)
        parts.append(rng.choice(here, cap, replace=False) if len(here) > cap else here)
    return np.concatenate(parts).astype(np.int64)
