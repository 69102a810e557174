"""A scene as seen from another coordinate system: bounds in that system, and the conversion back."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS

from model.errors.errors import ExtentOutsideScene
from model.errors.words import marked
from model.sar.crs import full_turn, parse_crs, reproject
from model.sar.grid_profile import GridProfile
from model.sar.outline import Box

Floats = npt.NDArray[np.float64]

_EDGE_PARTS = 21
"""Points per edge when converting a rectangle to another coordinate system."""
_MARGIN = 0.02
"""Margin as a share of a scene's size: bounds in another system may miss parts between the edge points."""


class Grid(Protocol):
    """A grid of pixels on the ground that can be viewed."""

    @property
    def crs(self) -> CRS | None:
        """The grid's coordinate system."""

    @property
    def profile(self) -> GridProfile:
        """The grid's georeference."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    def to_map(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Map coordinates of pixel coordinates."""

    def to_pixel(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Pixel coordinates (row, column) of map coordinates."""


class View:
    """A scene as seen from another coordinate system.

    Attributes:
        turn: A full turn round the globe in the other system's longitudes; None without longitudes.
        shifts: Offsets of longitudes that give the same place.
        box: Bounds of the scene in the other system, with a small margin.
        straight: Whether straight lines in the other system are also straight in pixels.
    """

    def __init__(self, scene: Grid, crs: str | None) -> None:
        self._scene = scene
        self._crs = parse_crs(crs) if crs is not None and scene.crs is not None else None
        if scene.profile.flaw:
            raise ExtentOutsideScene(
                marked("No place can be found in the layer: its georeference makes no sense."),
                remedy=marked("Segment the whole layer, or repair its georeference."),
                detail=scene.profile.flaw,
            )
        self.turn = full_turn(self._crs if self._crs is not None else scene.crs)
        self.shifts = (0.0,) if self.turn is None else tuple(k * self.turn for k in range(-2, 3))
        rows, cols = scene.shape
        self._own = scene.to_map(*rectangle(0.0, 0.0, float(rows), float(cols)))
        self.box = self._bounds()
        self.straight = not scene.profile.gcps and (self._crs is None or self._crs == scene.crs)

    def to_pixels(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Pixel coordinates (row, column) of points in the other system."""
        return self._scene.to_pixel(*self.inwards(xs, ys))

    def inwards(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Points from the other system to the scene's own coordinates."""
        own = self._scene.crs
        if self._crs is None or own is None:
            return xs, ys
        xs, ys = reproject(self._crs, own, xs, ys)
        turn = full_turn(own)
        if turn is None:
            return xs, ys
        # PROJ gives longitudes from -180 to 180; the scene may count beyond 180, or from 0 to 360.
        low, high = float(self._own[0].min()), float(self._own[0].max())
        outside = (xs < low) | (xs > high)
        return np.where(outside, _around(xs, (low + high) / 2, turn), xs), ys

    def _bounds(self) -> Box:
        xs, ys = self._own
        if self._crs is not None and self._scene.crs is not None:
            xs, ys = reproject(self._scene.crs, self._crs, xs, ys)
            if self.turn is not None:
                centre = xs[len(xs) // 2]
                xs = _around(xs, float(centre) if math.isfinite(centre) else 0.0, self.turn)
        known = np.isfinite(xs) & np.isfinite(ys)
        if not known.any():
            raise ExtentOutsideScene(marked("The extent and the scene have no place in common."))
        xs, ys = xs[known], ys[known]
        low_x, high_x, low_y, high_y = (float(edge) for edge in (xs.min(), xs.max(), ys.min(), ys.max()))
        pad_x, pad_y = _MARGIN * (high_x - low_x), _MARGIN * (high_y - low_y)
        low_x, high_x, low_y, high_y = low_x - pad_x, high_x + pad_x, low_y - pad_y, high_y + pad_y
        for pole in self._poles():
            # All longitudes meet at a pole.
            low_x, high_x = -2 * abs(pole), 2 * abs(pole)
            low_y, high_y = min(low_y, pole), max(high_y, pole)
        return low_x, low_y, high_x, high_y

    def _poles(self) -> list[float]:
        """Latitudes of the poles that lie in the scene."""
        if self.turn is None or self._crs is None or self._scene.crs is None or full_turn(self._scene.crs):
            return []
        found = []
        for pole in (-self.turn / 4, self.turn / 4):
            xs, ys = reproject(self._crs, self._scene.crs, np.zeros(1), np.array([pole]))
            if np.isfinite(xs).all() and np.isfinite(ys).all():
                at = np.concatenate(self._scene.to_pixel(xs, ys))
                if ((at >= 0) & (at <= self._scene.shape)).all():
                    found.append(pole)
        return found


def _around(xs: Floats, centre: float, turn: float) -> Floats:
    """Longitudes, shifted by full turns to lie nearest to a centre."""
    return (xs - centre + turn / 2) % turn - turn / 2 + centre


def rectangle(low_a: float, low_b: float, high_a: float, high_b: float) -> tuple[Floats, Floats]:
    """Points of a grid over a rectangle, edges included, as two flat arrays (a, b)."""
    a, b = np.linspace(low_a, high_a, _EDGE_PARTS), np.linspace(low_b, high_b, _EDGE_PARTS)
    grid_a, grid_b = np.meshgrid(a, b, indexing="ij")
    return grid_a.ravel(), grid_b.ravel()
