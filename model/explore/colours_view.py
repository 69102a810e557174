"""The first three principal components of a view as colours: what the network tells apart."""

from __future__ import annotations

import numpy as np

from model.explore.colours import BANDS, Stretch
from model.explore.opened import opened
from model.explore.view import encoded, sampled
from model.protocol.exploring import ColoursViewRequest, ViewAnswer


def colours_view(request: ColoursViewRequest) -> ViewAnswer:
    """Red, green, blue and alpha of a view: the colours of :mod:`model.explore.colours`.

    Raises:
        FeaturesNotReadable: The file of features is missing or damaged.
        InvalidRequest: View or coordinate system are not valid.
    """
    source = opened(request.features)
    count = len(BANDS) + 1
    seen = sampled(source.store, request.view, count)
    image = np.zeros((count, *seen.size), np.uint8)
    if seen.known.any():
        components = seen.from_tokens(np.moveaxis(seen.tokens[:, :, : len(BANDS)], 2, 0))
        image[:-1] = source.once("stretch", Stretch.of).colours(components)
        image[-1] = 255
        image *= seen.known
    return ViewAnswer(seen.view.width, seen.view.height, count, encoded(image))
