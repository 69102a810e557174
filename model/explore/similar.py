"""Similar places: how like the ground is to places that the user clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import ExampleNotUsable
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.explore.examples import Places, places_of
from model.explore.logistic import Logistic
from model.explore.opened import Opened, opened
from model.explore.opening import explored
from model.explore.scoring import Scorer, Seen, Space, seen_by
from model.explore.view import HIGHEST, NODATA, encoded
from model.explore.writing import product
from model.inference.warm import WarmEngine
from model.products.overviews import mean_of_four
from model.products.raw import Style
from model.protocol.exploring import ExploreAnswer, SimilarRequest, SimilarViewRequest, ViewAnswer

Floats = NDArray[np.float32]

RIDGE = 0.02
"""Prior of the logistic head for yes and no."""
PERCENT_NODATA = 255
PIXELS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Prototype:
    """Cosine to the mean of the examples, from 0 (opposite) over 0.5 (unrelated) to 1 (the same).

    Attributes:
        tokens: [K] part of the unit vector.
        cells: [P] part of the unit vector.
    """

    tokens: Floats
    cells: Floats

    @classmethod
    def of(cls, tokens: Floats, cells: Floats) -> Prototype:
        """The prototype of examples [n, K] and [n, P]; each example counts the same, however strong."""
        both = np.concatenate([tokens, cells], axis=1)
        both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
        mean = both.mean(axis=0)
        mean /= max(float(np.linalg.norm(mean)), 1e-6)
        return cls(mean[: tokens.shape[1]], mean[tokens.shape[1] :])

    def of_tokens(self, tokens: Floats) -> Floats:
        """Projection and squared length."""
        return _projected(tokens, self.tokens)

    def of_cells(self, cells: Floats) -> Floats:
        """Projection and squared length."""
        return _projected(cells, self.cells)

    def joined(self, planes: Floats) -> Floats:
        """Similarity [1, ...]."""
        cosine = planes[0] / np.sqrt(np.maximum(planes[1], np.float32(1e-9)))
        found: Floats = np.clip(np.float32(0.5) + np.float32(0.5) * cosine, 0, 1)[None]
        return found


def _projected(values: Floats, onto: Floats) -> Floats:
    return np.stack([values @ onto, np.einsum("rck,rck->rc", values, values)])


@dataclass(frozen=True)
class YesNo:
    """Probability of "like this" by a logistic head.

    Attributes:
        tokens: [K] weights.
        cells: [P] weights.
        bias: The logit of a place without features.
    """

    tokens: Floats
    cells: Floats
    bias: float

    @classmethod
    def of(cls, tokens: Floats, cells: Floats, codes: NDArray[np.int64]) -> YesNo:
        """The head fitted on examples [n, K] and [n, P]; code 0 is no."""
        head = Logistic.fitted(np.concatenate([tokens, cells], axis=1), (codes > 0).astype(np.int64), RIDGE)
        weights = head.weights[:, 1] - head.weights[:, 0]
        count = tokens.shape[1]
        return cls(weights[:count], weights[count:], float(head.bias[1] - head.bias[0]))

    def of_tokens(self, tokens: Floats) -> Floats:
        """Part of the logit."""
        found: Floats = (tokens @ self.tokens)[None]
        return found

    def of_cells(self, cells: Floats) -> Floats:
        """Part of the logit."""
        found: Floats = (cells @ self.cells)[None]
        return found

    def joined(self, planes: Floats) -> Floats:
        """Probability [1, ...]."""
        found: Floats = 1 / (1 + np.exp(-np.clip(planes + np.float32(self.bias), -30, 30)))
        return found


def scorer_of(space: Space, places: Places) -> Scorer:
    """What examples ask for: a prototype if all say yes, a logistic head if some say no.

    Raises:
        ExampleNotUsable: No place says yes.
    """
    if not (places.codes > 0).any():
        raise ExampleNotUsable(
            marked("No place says what is looked for."), remedy=marked("Click on a place like it.")
        )
    tokens, cells = space.of_places(places)
    if (places.codes > 0).all():
        return Prototype.of(tokens, cells)
    return YesNo.of(tokens, cells, places.codes)


def similar_view(request: SimilarViewRequest) -> ViewAnswer:
    """How similar the ground of a view is to examples.

    Raises:
        ExampleNotUsable: The examples cannot be used.
        FeaturesNotReadable: The file of features is missing or damaged.
        InvalidRequest: View or coordinate system are not valid.
    """
    source = opened(request.features)
    seen = seen_by(source, request.view, 1)
    places = places_of(source.store, request.examples, request.crs)
    image = _image(Space.of(source), places, seen)
    numbers = {"examples": float(len(places.codes)), "lost": float(places.lost)}
    height, width = image.shape
    return ViewAnswer(width, height, 1, encoded(image[None]), note=places.note, numbers=numbers)


def _image(space: Space, places: Places, seen: Seen) -> NDArray[np.uint8]:
    scorer, known = scorer_of(space, places), seen.sampled.known
    if not known.any():
        return np.full(known.shape, NODATA, np.uint8)
    steps = np.rint(space.on_view(seen, scorer)[0] * HIGHEST).astype(np.uint8)
    return np.where(known, steps, np.uint8(NODATA))


def similar(
    request: SimilarRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ExploreAnswer:
    """Writes the similarity of a whole scene in percent, on the scene's grid.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between parts of the scene.
        warm: Keeps the model, if features have to be made.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        ExampleNotUsable: The examples cannot be used.
        SardinoError: As :func:`model.explore.opening.explored` and :func:`model.explore.writing.product` do.
    """
    job = Progress(progress, cancelled)
    with explored(request, job, cancelled, warm) as (grid, done):
        places = places_of(grid.store, request.examples, request.crs)
        space = Space.of(Opened(grid.store))
        scorer = scorer_of(space, places)
        job.begin(marked("Comparing"), done, 0.9)
        with product(request.out, grid, 1, "uint8") as made:
            windows = grid.windows(PIXELS_AT_ONCE)
            for number, window in enumerate(windows):
                percent = np.rint(space.on_window(grid, window, scorer) * 100).astype(np.uint8)
                percent[0][~grid.valid(window)] = PERCENT_NODATA
                made.raster.write(window.row, window.col, percent)
                job.at((number + 1) / len(windows))
            job.begin(marked("Writing the raster"), 0.9, 1.0)
            style = Style(PERCENT_NODATA, ("Similarity (%)",), mean_of_four)
            made.publish(style, {"examples": len(request.examples)}, job)
        path = grid.store.path
    job.end(marked("Done"))
    numbers = {"examples": float(len(places.codes)), "lost": float(places.lost)}
    return ExploreAnswer(
        str(Path(request.out).absolute()),
        features=str(path),
        numbers=numbers,
        bands=["Similarity (%)"],
        note=places.note,
    )
