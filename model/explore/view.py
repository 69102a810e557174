"""A view of stored features: the cells that a view touches, their values at its pixels, the image to send.

Stored rows and columns that a view does not touch are not read. Where a view has fewer pixels than stored
cells, rows and columns are left out, so that no view costs more than its own pixels.
"""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import InvalidRequest
from model.errors.words import marked
from model.features.store import PIXEL_STEP, FeatureStore
from model.protocol.envelope import MAX_LINE_BYTES
from model.protocol.exploring import MapView
from model.sar.interpolate import interpolate

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

MOST_VALUES = 2_900_000
"""Values of an image: even noise, which zlib cannot shrink, then fits into one line as Base64."""
MOST_SIDE = 20_000
"""Pixels of a view's side."""
NODATA, HIGHEST = 255, 254
_FLAT = 1e-3
"""Cells by which a straight row or column may vary; rows and columns are then interpolated one by one."""


def encoded(image: NDArray[np.uint8]) -> str:
    """An image [bands, height, width] as text of a :class:`model.protocol.exploring.ViewAnswer`.

    Raises:
        InvalidRequest: The text does not fit into a line of the protocol.
    """
    text = base64.b64encode(zlib.compress(image.tobytes(), 1)).decode("ascii")
    if len(text) > MAX_LINE_BYTES - 10_000:
        raise InvalidRequest(
            marked("The view is too large for one answer."), remedy=marked("Ask for fewer pixels.")
        )
    return text


def fitting(view: MapView, bands: int) -> MapView:
    """The view, with fewer pixels if an image of so many bands would not fit into an answer.

    Raises:
        InvalidRequest: Size or extent are not valid.
    """
    extent = [float(value) for value in view.extent]
    if len(extent) != 4 or not all(math.isfinite(value) for value in extent):
        raise InvalidRequest(marked("An extent has four numbers: west, south, east, north."))
    if extent[0] >= extent[2] or extent[1] >= extent[3]:
        raise InvalidRequest(marked("West must be less than east, and south less than north."))
    if not (1 <= view.width <= MOST_SIDE and 1 <= view.height <= MOST_SIDE):
        raise InvalidRequest(marked("The size of the view is not valid."))
    factor = math.sqrt(view.width * view.height * bands / MOST_VALUES)
    if factor <= 1:
        return replace(view, extent=extent)
    # A very narrow view keeps one pixel across; the other side then takes what is left.
    width = max(1, int(view.width / factor))
    height = max(1, min(int(view.height / factor), MOST_VALUES // (bands * width)))
    width = min(width, MOST_VALUES // (bands * height))
    return replace(view, extent=extent, width=width, height=height)


@dataclass(frozen=True)
class Lattice:
    """Stored rows and columns that a view touches, and where the view's pixels lie among them.

    Attributes:
        rows: Stored rows, from ``first`` in steps.
        cols: Stored columns.
        down: [height, width] place of each pixel among ``rows``; 0 is the centre of the first.
        across: The same for the columns.
    """

    rows: slice
    cols: slice
    down: Floats
    across: Floats

    @classmethod
    def of(cls, rows: Doubles, cols: Doubles, cell: int, shape: tuple[int, int]) -> Lattice:
        """The lattice of a grid for places of a view.

        Args:
            rows: [height, width] in working pixels; NaN outside the scene.
            cols: The same.
            cell: Working pixels per cell of the grid.
            shape: Rows and columns of the grid.
        """
        part_down, down = _axis(rows / cell - 0.5, shape[0])
        part_across, across = _axis(cols / cell - 0.5, shape[1])
        return cls(part_down, part_across, down, across)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return _count(self.rows), _count(self.cols)

    @cached_property
    def _straight(self) -> bool:
        return bool(np.ptp(self.down, axis=1).max() < _FLAT and np.ptp(self.across, axis=0).max() < _FLAT)

    @property
    def _lines(self) -> tuple[Doubles, Doubles]:
        """Places of the rows and columns of a straight view."""
        return self.down[:, 0].astype(np.float64), self.across[0].astype(np.float64)

    @cached_property
    def _corners(self) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Index of the upper left cell of each pixel, and the shares of the next row and column."""
        top, left = (
            np.clip(np.floor(place).astype(np.intp), 0, max(count - 2, 0))
            for place, count in zip((self.down, self.across), self.shape, strict=True)
        )
        return top * self.shape[1] + left, self.down - top, self.across - left

    def nearest(self, values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Values [rows, cols] of the cell nearest to each pixel [height, width]."""
        found: NDArray[np.bool_] = values[np.rint(self.down).astype(int), np.rint(self.across).astype(int)]
        return found

    def smooth(self, values: Floats) -> Floats:
        """Values [bands, rows, cols], interpolated at each pixel [bands, height, width]."""
        if self._straight:
            return np.asarray(interpolate(values, self._lines[0], self._lines[1]))
        start, lower, right = self._corners
        down = self.shape[1] if self.shape[0] > 1 else 0
        across = 1 if self.shape[1] > 1 else 0
        found = np.empty((len(values), *self.down.shape), np.float32)
        for band, plane in enumerate(values.reshape(len(values), -1)):
            upper = plane[start] * (1 - right) + plane[start + across] * right
            under = plane[start + down] * (1 - right) + plane[start + down + across] * right
            found[band] = upper * (1 - lower) + under * lower
        return found


@dataclass(frozen=True)
class Sampled:
    """A view of a store.

    Attributes:
        store: The store.
        view: The view, with the size of the image.
        inside: [height, width] bool, whether a pixel lies in the scene.
        of_tokens: Where the view's pixels lie among tokens; None if the view lies outside the scene.
        of_pixels: The same for the head's pixel features.
    """

    store: FeatureStore
    view: MapView
    inside: NDArray[np.bool_]
    of_tokens: Lattice | None
    of_pixels: Lattice | None

    @property
    def size(self) -> tuple[int, int]:
        """Height and width."""
        return self.view.height, self.view.width

    @cached_property
    def known_tokens(self) -> NDArray[np.bool_]:
        """Which tokens [rows, cols] of the lattice have a valid pixel."""
        assert self.of_tokens is not None
        return _read(self.store.known, self.of_tokens)

    @property
    def tokens(self) -> Floats:
        """Components of the lattice's tokens [rows, cols, K], read from the file."""
        assert self.of_tokens is not None
        return _read(self.store.tokens, self.of_tokens)

    @property
    def pixels(self) -> Floats:
        """Components of the lattice's pixel features [rows, cols, P], read from the file."""
        assert self.of_pixels is not None
        return _read(self.store.pixels, self.of_pixels)

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Which pixels [height, width] of the view lie in the scene, on ground with data."""
        if self.of_tokens is None:
            return self.inside
        return self.inside & self.of_tokens.nearest(self.known_tokens)

    def from_tokens(self, values: Floats) -> Floats:
        """Values of tokens [bands, rows, cols] at the view's pixels; unknown tokens do not count."""
        assert self.of_tokens is not None
        known = self.known_tokens
        if known.all():
            return self.of_tokens.smooth(values)
        share = self.of_tokens.smooth(known[None].astype(np.float32))
        found = self.of_tokens.smooth(values * known) / np.maximum(share, np.float32(1e-6))
        return np.asarray(found, np.float32)

    def from_pixels(self, values: Floats) -> Floats:
        """Values of the lattice's pixel features [bands, rows, cols] at the view's pixels."""
        assert self.of_pixels is not None
        return self.of_pixels.smooth(values)

    def vectors(self) -> Floats:
        """Features of all pixels of the view [height, width, K + P], tokens first; 0 where not known."""
        count = self.store.components + len(self.store.small("pixel_scale"))
        found = np.zeros((*self.size, count), np.float32)
        if self.of_tokens is not None:
            parts = (
                self.from_tokens(np.moveaxis(self.tokens, 2, 0)),
                self.from_pixels(np.moveaxis(self.pixels, 2, 0)),
            )
            found[:] = np.moveaxis(np.concatenate(parts), 0, 2)
            found[~self.known] = 0
        return found


def sampled(store: FeatureStore, view: MapView, bands: int = 1) -> Sampled:
    """A view of a store, for an image of so many bands.

    Args:
        store: The store.
        view: What to draw; gets fewer pixels if the image would be too large.
        bands: Bands of the image.

    Raises:
        InvalidRequest: The view or its coordinate system is not valid.
    """
    view = fitting(view, bands)
    rows, cols = store.placing.view(view)
    inside = np.isfinite(rows) & np.isfinite(cols)
    if not inside.any():
        return Sampled(store, view, inside, None, None)
    patch = store.placing.patch
    fine = (store.shape[0] * patch // PIXEL_STEP, store.shape[1] * patch // PIXEL_STEP)
    of_tokens = Lattice.of(rows, cols, patch, store.shape)
    return Sampled(store, view, inside, of_tokens, Lattice.of(rows, cols, PIXEL_STEP, fine))


def _read(read: Callable[[slice, slice], NDArray[Any]], lattice: Lattice) -> NDArray[Any]:
    """The lattice's part of a stored grid; rows that are left out are not read."""
    rows, cols = lattice.rows, lattice.cols
    if rows.step == 1:
        return read(rows, cols)
    return np.concatenate(
        [read(slice(row, row + 1), cols) for row in range(rows.start, rows.stop, rows.step)]
    )


def _axis(places: Doubles, count: int) -> tuple[slice, Floats]:
    """The cells of an axis that a view touches, and the view's places among them.

    A cell per pixel is enough: where a step between pixels is several cells, cells are left out.
    """
    low, high = (float(edge) for edge in (np.nanmin(places), np.nanmax(places)))
    first, last = (min(max(int(edge), 0), count - 1) for edge in (math.floor(low), math.ceil(high)))
    step = max(1, round((last - first) / max(places.shape)))
    cells = slice(first, last + 1, step)
    inner = np.clip((np.nan_to_num(places, nan=low) - first) / step, 0, _count(cells) - 1)
    return cells, inner.astype(np.float32)


def _count(part: slice) -> int:
    """How many cells a slice has."""
    return len(range(part.start, part.stop, part.step))
