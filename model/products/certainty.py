"""How sure the model is over a whole scene: mean confidence, and share of unsure ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.protocol.values import LOW_CONFIDENCE

_LEVELS = 101
"""Levels that are counted: confidence is a whole number of percent."""


class Certainty:
    """Counts pixels and ground by confidence, window by window; memory does not grow with the scene."""

    def __init__(self) -> None:
        self._pixels = np.zeros(_LEVELS, np.int64)
        self._areas = np.zeros(_LEVELS)

    def add(self, percent: NDArray[np.uint8], pixel_areas: NDArray[np.float64]) -> None:
        """Adds a window.

        Args:
            percent: [rows, cols] of 0 to 100; larger numbers mean pixels without a class.
            pixel_areas: [rows], ground area of a pixel in each row in m²; NaN if unknown.
        """
        pixels, areas = count_bytes(percent, pixel_areas)
        self._pixels += pixels[:_LEVELS]
        self._areas += areas[:_LEVELS]

    def mean(self) -> float | None:
        """Mean confidence in percent, 0 to 100; None if there is no pixel."""
        weights = self._weights()
        return float(np.average(np.arange(_LEVELS), weights=weights)) if weights.any() else None

    def low_share(self) -> float | None:
        """Share of the ground below ``LOW_CONFIDENCE`` percent, 0 to 1; None if there is no pixel."""
        weights = self._weights()
        return float(weights[:LOW_CONFIDENCE].sum() / weights.sum()) if weights.any() else None

    def tags(self) -> dict[str, str]:
        """Mean and low share as tags of a product, so that the file alone is enough."""
        known = {"SARDINO_MEAN_CONFIDENCE": self.mean(), "SARDINO_LOW_CONFIDENCE_SHARE": self.low_share()}
        return {name: f"{value:.4g}" for name, value in known.items() if value is not None}

    def _weights(self) -> NDArray[np.float64]:
        """Ground area of each level; number of pixels if the area is unknown."""
        return self._areas if np.isfinite(self._areas).all() else self._pixels.astype(np.float64)


def count_bytes(
    values: NDArray[np.uint8], pixel_areas: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pixels and ground area of each value, both [256].

    Args:
        values: [rows, cols].
        pixel_areas: [rows], ground area of a pixel in each row; NaN if unknown.
    """
    if np.all(pixel_areas == pixel_areas[0]):
        counts = _counts(values)
        return counts, counts * pixel_areas[0]
    # One value for each byte and row, so that one pass counts all rows.
    numbers = values.astype(np.intp)
    numbers += (np.arange(len(values)) * 256)[:, None]
    by_row = np.bincount(numbers.ravel(), minlength=256 * len(values)).reshape(-1, 256)
    return by_row.sum(axis=0), pixel_areas @ by_row


def _counts(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How often each byte occurs, [256]."""
    flat = np.ascontiguousarray(values).ravel()
    even = len(flat) // 2 * 2
    # Two bytes at once: numpy turns every number into an integer of eight bytes first, and half as many are
    # half the work.
    pairs = np.bincount(flat[:even].view(np.uint16), minlength=2**16).reshape(256, 256)
    counts: NDArray[np.int64] = pairs.sum(axis=0) + pairs.sum(axis=1)
    counts[flat[even:]] += 1
    return counts
