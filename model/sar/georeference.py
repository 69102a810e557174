"""Where pixels lie on the ground: resolution, areas, extents and polygons in pixel coordinates.

Handles affine grids (north-up or rotated, in metres, feet or degrees, with any map scale), grids of a local
system, grids with only ground control points (GCPs), and pictures without georeference.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.crs import CRS

from model.errors.errors import ExtentOutsideScene, InvalidRequest, SceneNotReadable
from model.errors.words import marked
from model.sar.crs import WGS84, in_space, metres_per_unit, on_globe, reproject, within_world
from model.sar.grid_profile import GCP_ERRORS, GridProfile
from model.sar.outline import PixelPolygons, in_pieces, near, polygons_of
from model.sar.view import View, rectangle
from model.sar.windows import Window

Floats = npt.NDArray[np.float64]

_AREA_NODES = 257
"""Pixel areas are computed at this many rows and interpolated between (error below 1e-5)."""
_POINTS_AT_ONCE = 100_000


class Georeference:
    """Maps between pixels, map coordinates and metres on the ground.

    Attributes:
        profile: The input grid.
        shape: Its rows and columns.
        crs: Coordinate system of the map; None if unknown.
    """

    def __init__(self, profile: GridProfile, shape: tuple[int, int]) -> None:
        self.profile = profile
        self.shape = shape
        self.crs: CRS | None = profile.gcp_crs if profile.gcps else profile.crs
        self._areas: Floats | None = None
        self._polygon: tuple[Any, str | None, PixelPolygons] | None = None
        self._views: dict[str | None, View] = {}

    @property
    def located(self) -> bool:
        """Whether map coordinates of pixels are known at all."""
        return bool(self.profile.gcps) or self.profile.transform is not None

    def to_map(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Map coordinates (x, y in ``crs``) of pixel coordinates; 0, 0 is the upper left corner.

        A picture without georeference lies in the fourth quadrant with pixels of size 1, as in QGIS.
        """
        if self.profile.gcps:
            # offset="ul" makes rasterio leave the coordinates as they are.
            return self._by_points(lambda transformer: transformer.xy(rows, cols, offset="ul"))
        return _through(self._affine, cols, rows)

    def to_pixel(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Pixel coordinates (row, column) of map coordinates, fractions kept."""
        if self.profile.gcps:
            return self._by_points(lambda transformer: transformer.rowcol(xs, ys, op=np.positive))
        found_cols, found_rows = _through(~self._affine, xs, ys)
        return found_rows, found_cols

    def _by_points(self, ask: Callable[[Any], Any]) -> tuple[Floats, Floats]:
        try:
            with self.profile.transformer() as transformer:
                first, second = ask(transformer)
        except GCP_ERRORS as error:
            raise SceneNotReadable(
                marked("The ground control points of the scene contradict each other."), detail=str(error)
            ) from error
        return np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)

    @property
    def _affine(self) -> Affine:
        return self.profile.transform or Affine(1, 0, 0, 0, -1, 0)

    def ground_resolution(self) -> tuple[float, float] | None:
        """Size of a pixel on the ground at the centre of the scene, rows then columns, in metres."""
        rows, cols = self.shape
        steps = self._ground_steps(np.array([rows / 2]), np.array([cols / 2]))
        if steps is None:
            return None
        size = (float(np.linalg.norm(steps[0])), float(np.linalg.norm(steps[1])))
        usable = all(math.isfinite(value) and value > 0 for value in size)
        return size if usable else None

    def map_pixel_m(self) -> float | None:
        """Width of a pixel in the map's own metres; None for maps without metres, as in degrees."""
        factor = metres_per_unit(self.crs) if self.crs is not None else None
        if factor is None or self.profile.transform is None:
            return None
        return math.hypot(self.profile.transform.a, self.profile.transform.d) * factor

    def pixel_area_m2(self, row: int, height: int) -> Floats:
        """Ground area of a pixel in m² for each row from ``row``; NaN without georeference.

        The area varies with latitude on degree and Mercator grids. Each row's value is the mean of five
        columns, since on GCP grids and in some projections the area also varies along the row.
        """
        rows, cols = self.shape
        nodes = np.linspace(0, rows, min(rows + 1, _AREA_NODES))
        if self._areas is None:
            self._areas = self._areas_at(nodes, cols)
        return np.asarray(np.interp(np.arange(row, row + height) + 0.5, nodes, self._areas), dtype=np.float64)

    def _areas_at(self, rows: Floats, cols: int) -> Floats:
        across = (np.arange(5) + 0.5) * cols / 5
        grid_rows, grid_cols = np.meshgrid(rows, across, indexing="ij")
        steps = self._ground_steps(grid_rows.ravel(), grid_cols.ravel())
        if steps is None:
            return np.full(len(rows), np.nan)
        areas = np.linalg.norm(np.cross(steps[0], steps[1], axis=0), axis=0).reshape(grid_rows.shape)
        known = np.isfinite(areas)
        found = known.any(axis=1)
        if not found.any():
            return np.full(len(rows), np.nan)
        means = np.where(known, areas, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        # Where a projection is undefined there is no ground, so the area of neighbouring rows does no harm.
        return np.asarray(np.interp(rows, rows[found], means[found]), dtype=np.float64)

    def _ground_steps(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats] | None:
        """One step down and one step right at some places, in metres in space, ``[3, n]`` each."""
        if self.crs is None or not self.located:
            return None
        count = len(rows)
        up, down, left, right = (slice(k * count, (k + 1) * count) for k in range(4))
        all_rows = np.concatenate([rows - 0.5, rows + 0.5, rows, rows])
        all_cols = np.concatenate([cols, cols, cols - 0.5, cols + 0.5])
        places = self._in_metres(*self.to_map(all_rows, all_cols))
        if places is None:
            return None
        return places[:, down] - places[:, up], places[:, right] - places[:, left]

    def _in_metres(self, xs: Floats, ys: Floats) -> Floats | None:
        """Places in metres, on the ellipsoid or, in a local system, on a plane; ``[3, n]``."""
        assert self.crs is not None
        if on_globe(self.crs):
            good = within_world(self.crs, xs, ys)
            xs, ys = np.where(good, xs, np.nan), np.where(good, ys, np.nan)
            try:
                lon, lat = reproject(self.crs, WGS84, xs, ys)
            except InvalidRequest:
                pass  # another planet, or a system that PROJ cannot convert
            else:
                with np.errstate(invalid="ignore"):
                    return in_space(lon, lat)
        factor = metres_per_unit(self.crs)
        return None if factor is None else np.stack([xs * factor, ys * factor, np.zeros_like(xs)])

    def window_of_extent(
        self, extent: tuple[float, float, float, float] | list[float], crs: str | None
    ) -> Window:
        """The pixels of the grid that an extent touches.

        Longitudes may exceed 180: 190 and -170 are the same place. An extent in degrees with west greater
        than east lies across the date line.

        Args:
            extent: West, south, east, north in ``crs``.
            crs: ``EPSG:n`` or WKT; the scene's own if None.

        Raises:
            ExtentOutsideScene: Nothing of the scene is inside.
            InvalidRequest: The extent or ``crs`` is not valid.
        """
        view = self.view(crs)
        west, south, east, north = _checked_extent(extent, view.turn)
        low_x, low_y, high_x, high_y = view.box
        south, north = max(south, low_y), min(north, high_y)
        # Clip in the extent's own system first: a world-wide extent reaches places where the scene's
        # projection is undefined.
        parts = [(max(west + shift, low_x), min(east + shift, high_x)) for shift in view.shifts]
        rectangles = [rectangle(south, left, north, right) for left, right in parts if left < right]
        if south >= north or not rectangles:
            raise ExtentOutsideScene(marked("The extent lies outside the scene."))
        ys, xs = (np.concatenate(axis) for axis in zip(*rectangles, strict=True))
        pixel_rows, pixel_cols = view.to_pixels(xs, ys)
        known = np.isfinite(pixel_rows) & np.isfinite(pixel_cols)
        if not known.any():
            raise ExtentOutsideScene(marked("The extent cannot be found in the scene's coordinate system."))
        return self._window(pixel_rows[known], pixel_cols[known], "The extent")

    def window_of_polygon(
        self, polygon: dict[str, Any], crs: str | None, poll: Callable[[], None] | None = None
    ) -> Window:
        """The pixels that a polygon's bounds touch; see :meth:`window_of_extent`.

        Args:
            polygon: As for :meth:`polygon_mask`.
            crs: As for :meth:`polygon_mask`.
            poll: Called repeatedly during long work; may raise to end the work.

        Raises:
            ExtentOutsideScene: Nothing of the scene is inside.
            InvalidRequest: The polygon or ``crs`` is not valid.
        """
        box = self._pixel_polygons(polygon, crs, poll).box
        if box is None:
            raise ExtentOutsideScene(marked("The polygon lies outside the scene."))
        return self._window(np.array(box[1::2]), np.array(box[0::2]), "The polygon")

    def _window(self, pixel_rows: Floats, pixel_cols: Floats, what: str) -> Window:
        top, bottom = _span(pixel_rows, self.shape[0])
        left, right = _span(pixel_cols, self.shape[1])
        if top >= bottom or left >= right:
            raise ExtentOutsideScene(f"{what} lies outside the scene.")
        return Window(top, left, bottom - top, right - left)

    def polygon_mask(self, polygon: dict[str, Any], crs: str | None, window: Window) -> npt.NDArray[np.bool_]:
        """``[height, width]``: True for pixels of a window with their centre inside a polygon.

        Args:
            polygon: GeoJSON Polygon, MultiPolygon, GeometryCollection, Feature or FeatureCollection.
            crs: ``EPSG:n`` or WKT of the polygon; the scene's own if None.
            window: Of input pixels; may reach beyond the grid.
        """
        return self._pixel_polygons(polygon, crs).mask(window)

    def _pixel_polygons(
        self, polygon: dict[str, Any], crs: str | None, poll: Callable[[], None] | None = None
    ) -> PixelPolygons:
        """The part of a polygon near the scene, in pixels; cached for the windows that follow."""
        kept = self._polygon
        if kept is not None and kept[0] is polygon and kept[1] == crs:
            return kept[2]
        view = self.view(crs)
        polygons = near(polygons_of(polygon), view.box, view.turn, poll)
        result = PixelPolygons(self._in_pixels(polygons, view, poll), poll)
        self._polygon = (polygon, crs, result)
        return result

    def _in_pixels(
        self, polygons: list[list[Floats]], view: View, poll: Callable[[], None] | None
    ) -> list[list[Floats]]:
        rings = [ring for polygon in polygons for ring in polygon]
        if not rings:
            return []
        if not view.straight:
            rings = in_pieces(rings, view.box)
        # All rings at once: a call of PROJ costs more than the few points of a ring.
        pixels = np.concatenate(rings)
        for start in range(0, len(pixels), _POINTS_AT_ONCE):
            if poll is not None:
                poll()
            part = pixels[start : start + _POINTS_AT_ONCE]
            part[:, 1], part[:, 0] = view.to_pixels(part[:, 0], part[:, 1])
        known = np.asarray(np.isfinite(pixels).all(axis=1))
        ends = np.cumsum([len(ring) for ring in rings])
        found = iter(
            [pixels[end - len(ring) : end][known[end - len(ring) : end]] for ring, end in zip(rings, ends)]
        )
        result = []
        for polygon in polygons:
            pixel_rings = [next(found) for _ in polygon]
            if len(pixel_rings[0]) >= 4:
                result.append([ring for ring in pixel_rings if len(ring) >= 4])
        return result

    def view(self, crs: str | None) -> View:
        """This grid as seen from another coordinate system; from its own system if None."""
        if crs not in self._views:
            self._views[crs] = View(self, crs)
        return self._views[crs]

    def distance_px(self, other: Georeference) -> float:
        """Largest distance of the same pixels in this grid and in another grid of the same size.

        In pixels of this grid; infinite if only one of the grids is located or the systems differ.
        """
        if self.located != other.located or (self.crs is None) != (other.crs is None):
            return math.inf
        if not self.located:
            return 0.0
        if self.crs != other.crs:
            return math.inf
        rows, cols = (np.linspace(0, size, 5) for size in self.shape)
        grid_rows, grid_cols = (axis.ravel() for axis in np.meshgrid(rows, cols, indexing="ij"))
        found_rows, found_cols = self.to_pixel(*other.to_map(grid_rows, grid_cols))
        return float(np.max(np.hypot(found_rows - grid_rows, found_cols - grid_cols)))


def _through(affine: Affine, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
    """Points through an affine transformation."""
    return affine.a * xs + affine.b * ys + affine.c, affine.d * xs + affine.e * ys + affine.f


def _checked_extent(
    extent: tuple[float, ...] | list[float], turn: float | None
) -> tuple[float, float, float, float]:
    if len(extent) != 4 or not all(math.isfinite(value) for value in extent):
        raise InvalidRequest(marked("An extent has four numbers: west, south, east, north."))
    west, south, east, north = (float(value) for value in extent)
    if turn is not None and east < west <= east + turn:
        east += turn
    if west > east or south > north:
        raise InvalidRequest(marked("West must be less than east, and south less than north."))
    return west, south, east, north


def _span(positions: Floats, size: int) -> tuple[int, int]:
    """Start and stop of the pixels that positions from min to max touch, clipped."""
    # An extent along the layer's own pixel borders must not gain a pixel by rounding.
    low = math.floor(min(max(float(positions.min()), 0.0), float(size)) + 1e-4)
    high = math.ceil(min(max(float(positions.max()), 0.0), float(size)) - 1e-4)
    return max(low, 0), min(high, size)
