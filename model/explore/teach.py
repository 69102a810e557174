"""Classes taught by clicking: a linear head on stored features, fitted after every stroke."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import NothingToLearn
from model.errors.words import marked
from model.explore.examples import Places, places_of
from model.explore.logistic import Logistic
from model.explore.opened import opened
from model.explore.scoring import Space, seen_by
from model.explore.view import HIGHEST, NODATA, encoded
from model.protocol.exploring import TeachViewRequest, ViewAnswer

Floats = NDArray[np.float32]

RIDGE = 0.02
"""Prior of the weights, chosen on training scenes; a fifth of it costs 0.002 of mIoU there."""


@dataclass(frozen=True)
class Taught:
    """Classes by a linear head.

    Attributes:
        head: The head on weighted tokens and pixel features, side by side.
        count: Components of a token.
    """

    head: Logistic
    count: int

    @classmethod
    def of(cls, space: Space, places: Places) -> Taught:
        """The head fitted on places.

        Raises:
            NothingToLearn: All places have one class.
        """
        if len(np.unique(places.codes)) < 2:
            raise NothingToLearn(
                marked("There are places of one class only."),
                remedy=marked("Mark places of a second class."),
            )
        tokens, cells = space.of_places(places)
        values = np.concatenate([tokens, cells], axis=1)
        return cls(Logistic.fitted(values, places.codes, RIDGE), tokens.shape[1])

    def of_tokens(self, tokens: Floats) -> Floats:
        """Part of the logits."""
        return np.moveaxis(tokens @ self.head.weights[: self.count], 2, 0)

    def of_cells(self, cells: Floats) -> Floats:
        """Part of the logits."""
        return np.moveaxis(cells @ self.head.weights[self.count :], 2, 0)

    def joined(self, planes: Floats) -> Floats:
        """Index of the likeliest class, and its probability [2, ...]."""
        logits = planes + self.head.bias.reshape((-1,) + (1,) * (planes.ndim - 1))
        best = logits.argmax(axis=0)
        logits -= logits.max(axis=0)
        # The likeliest class has the logit 0.
        sure = 1 / np.exp(logits).sum(axis=0)
        return np.stack([best.astype(np.float32), sure])


def teach_view(request: TeachViewRequest) -> ViewAnswer:
    """The classes of a view by a head that is fitted on examples, and how sure the head is.

    Raises:
        ExampleNotUsable: The examples cannot be used.
        FeaturesNotReadable: The file of features is missing or damaged.
        InvalidRequest: View, codes or coordinate system are not valid.
        NothingToLearn: All examples have one class.
    """
    source = opened(request.features)
    seen = seen_by(source, request.view, 2)
    places = places_of(source.store, request.examples, request.crs)
    space = Space.of(source)
    taught = Taught.of(space, places)
    known = seen.sampled.known
    image = np.full((2, *known.shape), NODATA, np.uint8)
    if known.any():
        index, sure = space.on_view(seen, taught)
        image[0][known] = taught.head.codes.astype(np.uint8)[index.astype(np.intp)][known]
        image[1][known] = np.rint(sure * HIGHEST).astype(np.uint8)[known]
    numbers = {"examples": float(len(places.codes)), "lost": float(places.lost)}
    height, width = known.shape
    return ViewAnswer(width, height, 2, encoded(image), note=places.note, numbers=numbers)
