"""The first three principal components of a view as colours: what the network tells apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.explore.opened import opened
from model.explore.vectors import drawn
from model.explore.view import encoded, sampled
from model.features.store import FeatureStore
from model.protocol.exploring import ColoursViewRequest, ViewAnswer

Floats = NDArray[np.float32]

BANDS = 3
PERCENTILES = (2.0, 98.0)
"""Percentiles of the scene's tokens that become the darkest and the brightest value."""


def colours_view(request: ColoursViewRequest) -> ViewAnswer:
    """Red, green, blue and alpha of a view; a colour means the same in every view of a scene.

    Raises:
        FeaturesNotReadable: The file of features is missing or damaged.
        InvalidRequest: View or coordinate system are not valid.
    """
    source = opened(request.features)
    seen = sampled(source.store, request.view, BANDS + 1)
    image = np.zeros((BANDS + 1, *seen.size), np.uint8)
    if seen.known.any():
        low, high = source.once("stretch", _stretch)
        parts = seen.tokens[:, :, : len(low)]
        found = seen.from_tokens(np.moveaxis((parts - low) / (high - low), 2, 0))
        image[: len(low)] = np.rint(np.clip(found, 0, 1) * 255)
        image[BANDS] = 255
        image *= seen.known
    return ViewAnswer(seen.view.width, seen.view.height, BANDS + 1, encoded(image))


def _stretch(store: FeatureStore) -> tuple[Floats, Floats]:
    """What becomes 0 and 255 in each colour, from a sample of the scene."""
    values = drawn(store, 0).tokens[:, :BANDS]
    low, high = np.percentile(values, PERCENTILES, axis=0).astype(np.float32)
    return low, np.maximum(high, low + np.float32(1e-6))
