"""The first three principal components of a scene's tokens as red, green and blue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import NoValidPixels
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.explore.grid import SceneGrid
from model.explore.opening import explored
from model.explore.vectors import drawn
from model.explore.writing import product
from model.features.store import FeatureStore
from model.inference.warm import WarmEngine
from model.products.overviews import mean_of_four
from model.products.raw import Style
from model.protocol.exploring import ColoursRequest, ExploreAnswer
from model.sar.windows import Window

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

BANDS = ("Red: component 1", "Green: component 2", "Blue: component 3")
PERCENTILES = (2.0, 98.0)
"""Values of a component that get the darkest and the brightest colour."""
PIXELS = 1_000_000
"""Pixels computed at once."""
NODATA = 0
_DARKEST = 1
STYLE = Style(NODATA, BANDS, mean_of_four, colours=("Red", "Green", "Blue"))


@dataclass(frozen=True)
class Stretch:
    """The values of the first three components that get the darkest and the brightest colour, [3] each."""

    low: Floats
    high: Floats

    @classmethod
    def of(cls, store: FeatureStore) -> Stretch:
        """Percentiles of a sample; a component that the features lack stays dark."""
        found = np.percentile(drawn(store, 0).tokens[:, :3], PERCENTILES, axis=0).astype(np.float32)
        lacking = ((0, 0), (0, 3 - found.shape[1]))
        low, high = np.pad(found, lacking)
        return cls(low, np.maximum(high, low + np.float32(1e-6)))

    def colours(self, components: Floats) -> Bytes:
        """Components [n >= 1, h, w] as bytes [3, h, w] from 1 to 255."""
        values = np.zeros((3, *components.shape[1:]), np.float32)
        values[: len(components)] = components[:3]
        share = (values - self.low[:, None, None]) / (self.high - self.low)[:, None, None]
        found: Bytes = (np.rint(np.clip(share, 0, 1) * (255 - _DARKEST)) + _DARKEST).astype(np.uint8)
        return found


def colours(
    request: ColoursRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ExploreAnswer:
    """Writes the colours of a scene.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between blocks.
        warm: Keeps the model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: There is neither a scene nor features.
        NoValidPixels: No pixel of the scene has features.
        SardinoError: As :func:`model.explore.opening.explored` and
            :func:`model.explore.writing.product` raise them.
    """
    job = Progress(progress, cancelled)
    with explored(request, job, cancelled, warm) as (grid, done):
        stretch = Stretch.of(grid.store)
        with product(request.out, grid, len(BANDS), "uint8") as made:
            job.begin(marked("Computing the colours"), done, done + (1 - done) * 0.8)
            windows = grid.windows(PIXELS)
            known = False
            for number, window in enumerate(windows):
                job.at(number / len(windows))
                values = _coloured(grid, window, stretch)
                known = known or bool(values.any())
                made.raster.write(window.row, window.col, values)
            if not known:
                raise NoValidPixels(marked("No pixel of the scene has features."))
            job.begin(marked("Writing"), done + (1 - done) * 0.8, 1.0)
            made.publish(STYLE, {}, job, keep=warm is not None)
    job.end(marked("Done"))
    return ExploreAnswer(path=str(made.out), features=str(grid.store.path), bands=list(BANDS))


def _coloured(grid: SceneGrid, window: Window, stretch: Stretch) -> Bytes:
    """The colours of a window [3, height, width]; 0 where a pixel is not valid."""
    components = grid.spread_tokens(window, lambda rows, cols: grid.store.tokens(rows, cols)[:, :, :3])
    return stretch.colours(components) * grid.valid(window).astype(np.uint8)
