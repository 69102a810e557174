"""Scores of places from stored features: linear or quadratic in them, so the two grids are read apart.

Tokens lie 8 working pixels apart and say what the ground is. The head's pixel features lie 2 apart and say
where its border is. A scorer turns each of them into a few planes on its own grid. The planes are
interpolated to the pixels, added, and turned into the answer there. So no click computes all features for
each pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.explore.examples import Places
from model.explore.grid import SceneGrid
from model.explore.opened import Opened
from model.explore.vectors import Weights, drawn
from model.explore.view import Sampled, sampled
from model.features.store import PIXEL_STEP, FeatureStore
from model.protocol.exploring import MapView
from model.sar.windows import Window

Floats = NDArray[np.float32]

SMOOTH = 5
"""Side in cells (of two working pixels) of the window that pixel features are averaged over: less speckle."""
TOKEN_POWER, PIXEL_POWER = 0.25, 1.0
"""How far components are whitened: 0 leaves their variances, 1 makes them equal."""
PIXEL_SHARE = 6.25
"""Variance of the pixel features for a variance of 1 of the tokens.

These numbers and :data:`SMOOTH` were chosen on 22 training scenes (``python -m model evaluate --only similar
clicks`` has the held-out ones).
"""


class Scorer(Protocol):
    """Turns features into planes that are added, and the sum into an answer."""

    def of_tokens(self, tokens: Floats) -> Floats:
        """Planes [p, rows, cols] of weighted tokens [rows, cols, K]."""

    def of_cells(self, cells: Floats) -> Floats:
        """Planes [p, rows, cols] of weighted, averaged pixel features [rows, cols, P]."""

    def joined(self, planes: Floats) -> Floats:
        """The answer [bands, ...] of planes [p, ...]."""


@dataclass(frozen=True)
class Seen:
    """What scorers read of a view; empty if the view lies outside the scene.

    Attributes:
        sampled: The view.
        tokens: [rows, cols, K] weighted.
        cells: [rows, cols, P] averaged, weighted pixel features.
    """

    sampled: Sampled
    tokens: Floats
    cells: Floats


@dataclass(frozen=True)
class Space:
    """The features of a store, made comparable.

    Attributes:
        store: The features.
        weights: Factors of the components; they whiten in part.
        middle: [P] mean of the pixel features.
    """

    store: FeatureStore
    weights: Weights
    middle: Floats

    @classmethod
    def of(cls, opened: Opened) -> Space:
        """The space of a store; computed once for an opened file."""
        found: Space = opened.once("space", cls._measured)
        return found

    @classmethod
    def _measured(cls, store: FeatureStore) -> Space:
        sample = drawn(store, 0)
        weights = Weights(
            Weights.of(sample, TOKEN_POWER).tokens, Weights.of(sample, PIXEL_POWER, PIXEL_SHARE).pixels
        )
        return cls(store, weights, sample.pixels.mean(axis=0))

    def of_places(self, places: Places) -> tuple[Floats, Floats]:
        """Weighted tokens [n, K] and averaged pixel features [n, P] of places."""
        tokens = _read(self.store, places, self.store.placing.patch)
        cells = _read(self.store, places, PIXEL_STEP)
        return tokens * self.weights.tokens, (cells - self.middle) * self.weights.pixels

    def on_view(self, seen: Seen, scorer: Scorer) -> Floats:
        """A scorer's answer at the pixels of a view [bands, height, width]; the view touches the scene."""
        planes = seen.sampled.from_tokens(scorer.of_tokens(seen.tokens))
        planes += seen.sampled.from_pixels(scorer.of_cells(seen.cells))
        return scorer.joined(planes)

    def seen(self, view: Sampled) -> Seen:
        """What scorers read of a view."""
        if view.of_pixels is None:
            return Seen(view, np.zeros((0, 0, 0), np.float32), np.zeros((0, 0, 0), np.float32))
        cells = _averaged(view.pixels, view.of_pixels.rows.step, view.of_pixels.cols.step)
        cells = (cells - self.middle) * self.weights.pixels
        return Seen(view, view.tokens * self.weights.tokens, cells)

    def on_window(self, grid: SceneGrid, window: Window, scorer: Scorer) -> Floats:
        """A scorer's answer at the pixels of a window of the scene [bands, height, width]."""

        def of_tokens(rows: slice, cols: slice) -> Floats:
            values = scorer.of_tokens(self.store.tokens(rows, cols) * self.weights.tokens)
            return np.moveaxis(values, 0, 2)

        def of_cells(rows: slice, cols: slice) -> Floats:
            cells = (_around(self.store, rows, cols) - self.middle) * self.weights.pixels
            return np.moveaxis(scorer.of_cells(cells), 0, 2)

        planes = grid.spread_tokens(window, of_tokens)
        planes += grid.spread_cells(window, of_cells)
        return scorer.joined(planes)


def _averaged(cells: Floats, down: int = 1, across: int = 1) -> Floats:
    """Pixel features averaged over the window; where cells are left out, over fewer of them."""
    sides = [max(1, round(SMOOTH / step)) for step in (down, across)]
    found: Floats = ndimage.uniform_filter(cells, (*sides, 1), mode="nearest")
    return found


def _around(store: FeatureStore, rows: slice, cols: slice) -> Floats:
    """Averaged pixel features of some cells; read with the cells around them."""
    margin = SMOOTH // 2
    top, left = max(0, rows.start - margin), max(0, cols.start - margin)
    wide = store.pixels(slice(top, rows.stop + margin), slice(left, cols.stop + margin))
    part = _averaged(wide)[rows.start - top :, cols.start - left :]
    return part[: rows.stop - rows.start, : cols.stop - cols.start]


def _read(store: FeatureStore, places: Places, size: int) -> Floats:
    """Features at places, interpolated between the four cells around each.

    Args:
        store: The features.
        places: Where.
        size: Working pixels per cell: a token's, or :data:`PIXEL_STEP` for pixel features.
    """
    tokens = size != PIXEL_STEP
    step = store.placing.patch // size
    shape = store.shape[0] * step, store.shape[1] * step
    found = []
    for row, col in zip(places.rows / size - 0.5, places.cols / size - 0.5, strict=True):
        at = [min(max(value, 0.0), count - 1.0) for value, count in zip((row, col), shape, strict=True)]
        first = [min(int(value), max(count - 2, 0)) for value, count in zip(at, shape, strict=True)]
        rows, cols = (slice(start, min(start + 2, count)) for start, count in zip(first, shape, strict=True))
        part = store.tokens(rows, cols) if tokens else _around(store, rows, cols)
        shares = np.ones(part.shape[:2], np.float32)
        for axis, (value, start) in enumerate(zip(at, first, strict=True)):
            if part.shape[axis] == 2:
                near = np.array([1 - (value - start), value - start], np.float32)
                shares *= near[:, None] if axis == 0 else near
        if tokens:
            shares *= store.known(rows, cols)
        found.append(np.tensordot(shares, part, 2) / max(float(shares.sum()), 1e-6))
    return np.array(found, np.float32).reshape(len(found), -1)


def seen_by(source: Opened, view: MapView, bands: int) -> Seen:
    """A view of an opened file; the last one is kept, since many clicks come from one view.

    Args:
        source: The file.
        view: What to draw.
        bands: Bands of the image.

    Raises:
        InvalidRequest: The view or its coordinate system is not valid.
    """

    def compute(store: FeatureStore) -> Seen:
        return Space.of(source).seen(sampled(store, view, bands))

    found: Seen = source.latest((*view.extent, view.width, view.height, view.crs, bands), compute)
    return found
