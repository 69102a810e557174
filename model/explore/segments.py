"""Segments without labels: k-means of a scene's features, as a raster of numbers on the scene's grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.errors.errors import InvalidRequest, NoValidPixels
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.explore.clusters import k_means, proposed
from model.explore.grid import SceneGrid
from model.explore.opening import explored
from model.explore.palette import colour
from model.explore.vectors import Weights, drawn, scores
from model.explore.writing import Product, product
from model.inference.warm import WarmEngine
from model.products.certainty import count_bytes
from model.products.overviews import mode_of_four
from model.products.raw import Style
from model.protocol.exploring import ExploreAnswer, SegmentsRequest
from model.protocol.values import ClassInfo
from model.sar.windows import Window

Floats = NDArray[np.float32]

MOST_SEGMENTS = 254
"""Numbers of segments are bytes; 0 is nodata, and 255 is left to programs that take it for nodata."""
VALUES = 8_000_000
"""Scores computed at once."""
FITTED, CLASSED = 0.25, 0.9
"""Fractions of the work on features at hand: after the fit, and after every pixel has a segment."""


@dataclass(frozen=True)
class Segmentation:
    """How pixels become segments.

    Attributes:
        weights: Factors of the components.
        centres: [k, K + P], the largest segment first.
        criterion: Mean simplified silhouette (0 to 1) if the number of segments was proposed.
    """

    weights: Weights
    centres: Floats
    criterion: float | None = None

    @classmethod
    def of(
        cls, grid: SceneGrid, count: int, seed: int, poll: Callable[[], None] = lambda: None
    ) -> Segmentation:
        """Fits the segments of a scene.

        Args:
            grid: The scene.
            count: Number of segments; 0: proposed.
            seed: Seed of the sample and of the first centres.
            poll: Called again and again; may raise to end the work.
        """
        sample = drawn(grid.store, seed)
        poll()
        weights = Weights.of(sample)
        vectors = weights.joined(sample)
        criterion = None
        if count == 0:
            count, criterion = proposed(vectors, seed, poll)
        found = k_means(vectors, count, seed, poll)
        sizes = np.bincount(found.nearest, minlength=len(found.centres))
        return cls(weights, found.centres[np.argsort(-sizes, kind="stable")], criterion)

    def numbers(self, grid: SceneGrid, window: Window) -> NDArray[np.uint8]:
        """The segment of each pixel of a window, from 1; 0 where a pixel is not valid."""
        found = scores(grid, window, self.weights, self.centres).argmax(axis=0).astype(np.uint8) + np.uint8(1)
        return np.where(grid.valid(window), found, np.uint8(NODATA_CODE))


def segments(
    request: SegmentsRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ExploreAnswer:
    """Writes the segments of a scene.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between blocks.
        warm: Keeps the model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: The number of segments is out of range, or there is neither a scene nor features.
        NoValidPixels: No pixel of the scene has features.
        SardinoError: As :func:`model.explore.opening.explored` and
            :func:`model.explore.writing.product` raise them.
    """
    if not 0 <= request.count <= MOST_SEGMENTS:
        raise InvalidRequest(
            f"{request.count} is no number of segments.",
            remedy=f"Use 1 to {MOST_SEGMENTS}, or 0 for a number that fits the scene.",
        )
    job = Progress(progress, cancelled)
    with explored(request, job, cancelled, warm) as (grid, done):
        steps = [done + (1 - done) * part for part in (0, FITTED, CLASSED, 1)]
        job.begin(marked("Looking for segments"), steps[0], steps[1])
        found = Segmentation.of(grid, request.count, request.seed, job.tick)
        with product(request.out, grid, 1, "uint8") as made:
            job.begin(marked("Drawing the segments"), steps[1], steps[2])
            pixels, areas = _drawn(made, found, job)
            job.begin(marked("Writing"), steps[2], steps[3])
            classes = [
                ClassInfo(number, f"Segment {number}", colour(number))
                for number in range(1, len(found.centres) + 1)
                if pixels[number]
            ]
            style = Style(NODATA_CODE, ("Segments",), mode_of_four, tuple(classes))
            parameters = {"count": request.count, "seed": request.seed, "segments": len(classes)}
            made.publish(style, parameters, job, keep=warm is not None)
    job.end(marked("Done"))
    return _answer(request, made, found, classes, areas)


def _drawn(
    made: Product, found: Segmentation, job: Progress
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Fills the raster; returns pixels and ground in m² of each number, both [256]."""
    pixels, areas = np.zeros(256, np.int64), np.zeros(256)
    windows = made.grid.windows(VALUES // len(found.centres))
    for number, window in enumerate(windows):
        job.at(number / len(windows))
        values = found.numbers(made.grid, window)
        made.raster.write(window.row, window.col, values)
        here = count_bytes(values, made.grid.pixel_area_m2(window))
        pixels += here[0]
        areas += here[1]
    if not pixels[1:].any():
        raise NoValidPixels(marked("No pixel of the scene has features."))
    return pixels, areas


def _answer(
    request: SegmentsRequest,
    made: Product,
    found: Segmentation,
    classes: list[ClassInfo],
    areas: NDArray[np.float64],
) -> ExploreAnswer:
    numbers = {"segments": float(len(classes))}
    if found.criterion is not None:
        numbers["criterion"] = found.criterion
    notes = []
    if len(classes) < request.count:
        notes.append(f"The scene has only {len(classes)} segments that differ.")
    codes = [item.code for item in classes]
    if np.isfinite(areas[codes]).all():
        hectares = {str(code): float(areas[code] / 1e4) for code in codes}
    else:
        hectares = {}
        notes.append(marked("Without a georeference the areas of the segments are not known."))
    return ExploreAnswer(
        path=str(made.out),
        features=str(made.grid.store.path),
        classes=classes,
        areas_ha=hectares,
        numbers=numbers,
        bands=["Segments"],
        note=" ".join(notes),
    )
