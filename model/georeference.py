"""Where pixels lie on the ground: resolution, areas, extents and polygons in pixel coordinates.

Handles affine grids (north-up or rotated, in metres, feet or degrees, with any map scale), grids
tied down by ground control points (GCPs) only, and pictures without any georeference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from affine import Affine
from rasterio._err import CPLE_BaseError
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.features import rasterize
from rasterio.transform import GCPTransformer
from rasterio.warp import transform as warp_points

from model.errors import ExtentOutsideScene, InvalidRequest

Floats = npt.NDArray[np.float64]

WGS84 = CRS.from_epsg(4326)
_SEMI_MAJOR_M = 6378137.0
_ECCENTRICITY_SQUARED = 0.00669437999014
_AREA_NODES = 257
"""Rows at which pixel areas are computed; between them they are interpolated (error below 1e-5)."""
_EDGE_PARTS = 21
"""Points per edge when a rectangle is carried into another coordinate system."""


@dataclass(frozen=True)
class GridProfile:
    """What a product copies to lie exactly on the input grid, as rasterio wants it.

    Attributes:
        crs: Coordinate system of ``transform``; None if there is none or if GCPs hold the grid.
        transform: Pixel to ``crs``; None for GCP-only grids and pictures without georeference.
        gcps: Ground control points of a GCP-only grid, else empty.
        gcp_crs: Coordinate system of ``gcps``.
    """

    crs: CRS | None
    transform: Affine | None
    gcps: tuple[GroundControlPoint, ...] = ()
    gcp_crs: CRS | None = None

    @classmethod
    def of(cls, dataset: rasterio.DatasetReader) -> GridProfile:
        """The profile of an open dataset."""
        points, gcp_crs = dataset.gcps
        if not dataset.transform.is_identity:
            return cls(dataset.crs, dataset.transform)
        if len(points) >= 3:
            return cls(None, None, tuple(points), gcp_crs)
        return cls(dataset.crs, None)


class Georeference:
    """Maps between pixels, map coordinates and metres on the ground."""

    def __init__(self, profile: GridProfile, shape: tuple[int, int]) -> None:
        self.profile = profile
        self.shape = shape
        self.crs: CRS | None = profile.gcp_crs if profile.gcps else profile.crs
        self._areas: Floats | None = None
        self._polygon: tuple[Any, str | None, list[list[Floats]]] | None = None

    @property
    def located(self) -> bool:
        """Whether map coordinates of pixels are known at all."""
        return bool(self.profile.gcps) or self.profile.transform is not None

    def to_map(self, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
        """Map coordinates (x, y in ``crs``) of pixel coordinates; 0, 0 is the upper left corner.

        A picture without georeference lies in the fourth quadrant with pixels of size 1, which is
        where QGIS shows it.
        """
        if self.profile.gcps:
            # offset="ul" makes rasterio leave the coordinates as they are.
            with GCPTransformer(list(self.profile.gcps), tps=True) as transformer:
                xs, ys = transformer.xy(rows, cols, offset="ul")
            return np.asarray(xs, dtype=np.float64), np.asarray(ys, dtype=np.float64)
        return _through(self._affine, cols, rows)

    def to_pixel(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Pixel coordinates (row, column) of map coordinates, fractions kept."""
        if self.profile.gcps:
            with GCPTransformer(list(self.profile.gcps), tps=True) as transformer:
                rows, cols = transformer.rowcol(xs, ys, op=np.positive)
            return np.asarray(rows, dtype=np.float64), np.asarray(cols, dtype=np.float64)
        found_cols, found_rows = _through(~self._affine, xs, ys)
        return found_rows, found_cols

    @property
    def _affine(self) -> Affine:
        return self.profile.transform or Affine(1, 0, 0, 0, -1, 0)

    def ground_resolution(self) -> tuple[float, float] | None:
        """Size of a pixel on the ground at the centre of the scene, rows then columns, in metres."""
        rows, cols = self.shape
        vectors = self._ground_vectors(np.array([rows / 2]), np.array([cols / 2]))
        if vectors is None:
            return None
        down, across = vectors
        size = (float(np.hypot(*down)[0]), float(np.hypot(*across)[0]))
        usable = all(math.isfinite(value) and value > 0 for value in size)
        return size if usable else None

    def pixel_area_m2(self, row: int, height: int) -> Floats:
        """Ground area of a pixel in m² for each row from ``row``; NaN without georeference.

        It varies with latitude on degree and Mercator grids. Each row's area is the mean over five
        columns, since on GCP grids and in some projections it varies along the row too.
        """
        rows, cols = self.shape
        nodes = np.linspace(0, rows, min(rows + 1, _AREA_NODES))
        if self._areas is None:
            self._areas = self._areas_at(nodes, cols)
        return np.asarray(np.interp(np.arange(row, row + height) + 0.5, nodes, self._areas), dtype=np.float64)

    def _areas_at(self, rows: Floats, cols: int) -> Floats:
        across = (np.arange(5) + 0.5) * cols / 5
        grid_rows, grid_cols = np.meshgrid(rows, across, indexing="ij")
        vectors = self._ground_vectors(grid_rows.ravel(), grid_cols.ravel())
        if vectors is None:
            return np.full(len(rows), np.nan)
        (down_east, down_north), (right_east, right_north) = vectors
        area = np.abs(down_east * right_north - down_north * right_east)
        return np.asarray(area.reshape(grid_rows.shape).mean(axis=1), dtype=np.float64)

    def _ground_vectors(
        self, rows: Floats, cols: Floats
    ) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]] | None:
        """East and north metres of one step down and one step right, at some places."""
        if self.crs is None or not self.located:
            return None
        count = len(rows)
        up, down, left, right = (slice(k * count, (k + 1) * count) for k in range(4))
        all_rows = np.concatenate([rows - 0.5, rows + 0.5, rows, rows])
        all_cols = np.concatenate([cols, cols, cols - 0.5, cols + 0.5])
        xs, ys = self.to_map(all_rows, all_cols)
        try:
            lon, lat = reproject(self.crs, WGS84, xs, ys)
        except InvalidRequest:
            return self._flat_vectors(xs, ys, count)
        if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
            return None
        return (
            _metres(lon[up], lat[up], lon[down], lat[down]),
            _metres(lon[left], lat[left], lon[right], lat[right]),
        )

    def _flat_vectors(
        self, xs: Floats, ys: Floats, count: int
    ) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]] | None:
        """The same for a local coordinate system that no one can relate to the globe."""
        assert self.crs is not None
        try:
            factor = float(self.crs.units_factor[1])
        except (CRSError, ValueError):
            return None
        dx = [xs[k * count : (k + 1) * count] * factor for k in range(4)]
        dy = [ys[k * count : (k + 1) * count] * factor for k in range(4)]
        return (dx[1] - dx[0], dy[1] - dy[0]), (dx[3] - dx[2], dy[3] - dy[2])

    def window_of_extent(
        self, extent: tuple[float, float, float, float] | list[float], crs: str | None
    ) -> tuple[int, int, int, int]:
        """The pixels an extent touches: first row, first column, height, width; clipped.

        Args:
            extent: West, south, east, north in ``crs``.
            crs: ``EPSG:n`` or WKT; the scene's own if None.

        Raises:
            ExtentOutsideScene: Nothing of the scene is inside.
            InvalidRequest: The extent or ``crs`` is none.
        """
        west, south, east, north = _checked_extent(extent)
        rows, cols = self.shape
        # Clipping in the extent's own system first keeps world-wide extents away from places where
        # the scene's projection is not defined.
        xs, ys = self.to_map(*_rectangle(0.0, 0.0, float(rows), float(cols)))
        xs, ys = self._reproject_out(crs, xs, ys)
        known = np.isfinite(xs) & np.isfinite(ys)
        if not known.any():
            raise ExtentOutsideScene("The extent and the scene have no place in common.")
        west, east = max(west, float(xs[known].min())), min(east, float(xs[known].max()))
        south, north = max(south, float(ys[known].min())), min(north, float(ys[known].max()))
        if west >= east or south >= north:
            raise ExtentOutsideScene("The extent lies outside the scene.")
        ys, xs = _rectangle(south, west, north, east)
        pixel_rows, pixel_cols = self.to_pixel(*self._reproject_in(crs, xs, ys))
        known = np.isfinite(pixel_rows) & np.isfinite(pixel_cols)
        if not known.any():
            raise ExtentOutsideScene("The extent cannot be found in the scene's coordinate system.")
        top, bottom = _span(pixel_rows[known], rows)
        left, right = _span(pixel_cols[known], cols)
        if top >= bottom or left >= right:
            raise ExtentOutsideScene("The extent lies outside the scene.")
        return top, left, bottom - top, right - left

    def polygon_mask(
        self, polygon: dict[str, Any], crs: str | None, row: int, col: int, height: int, width: int
    ) -> npt.NDArray[np.bool_]:
        """True for the pixels of a window whose centre is inside a polygon, ``[height, width]``.

        Args:
            polygon: GeoJSON Polygon, MultiPolygon, GeometryCollection, Feature or FeatureCollection.
            crs: ``EPSG:n`` or WKT of the polygon; the scene's own if None.
            row: First row of the window.
            col: First column of the window.
            height: Rows of the window.
            width: Columns of the window.
        """
        mask = np.zeros((height, width), dtype=np.uint8)
        window = (row, col, height, width)
        near = [rings for rings in self._pixel_polygons(polygon, crs) if _touches(rings[0], *window)]
        shapes = [{"type": "Polygon", "coordinates": [ring.tolist() for ring in rings]} for rings in near]
        if shapes and height > 0 and width > 0:
            rasterize(shapes, out=mask, transform=Affine.translation(col, row), default_value=1)
        return np.asarray(mask, dtype=bool)

    def _pixel_polygons(self, polygon: dict[str, Any], crs: str | None) -> list[list[Floats]]:
        """The polygon's rings in pixel coordinates (column, row); kept, since windows ask in turn."""
        kept = self._polygon
        if kept is not None and kept[0] is polygon and kept[1] == crs:
            return kept[2]
        result: list[list[Floats]] = []
        for rings in polygons_of(polygon):
            pixel_rings = []
            for ring in rings:
                dense = _densified(ring)
                rows, cols = self.to_pixel(*self._reproject_in(crs, dense[:, 0], dense[:, 1]))
                known = np.isfinite(rows) & np.isfinite(cols)
                pixel_rings.append(np.stack([cols[known], rows[known]], axis=1))
            if len(pixel_rings[0]) >= 4:
                result.append([ring for ring in pixel_rings if len(ring) >= 4])
        self._polygon = (polygon, crs, result)
        return result

    def _reproject_in(self, crs: str | None, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        if crs is None or self.crs is None:
            return xs, ys
        return reproject(parse_crs(crs), self.crs, xs, ys)

    def _reproject_out(self, crs: str | None, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        if crs is None or self.crs is None:
            return xs, ys
        return reproject(self.crs, parse_crs(crs), xs, ys)

    def distance_px(self, other: Georeference) -> float:
        """How far, at most, the same pixel of another grid of the same size lies from this one's.

        In this grid's pixels; infinite if only one of the two is located or the systems differ.
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


def parse_crs(text: str) -> CRS:
    """The coordinate system of ``EPSG:n`` or WKT.

    Raises:
        InvalidRequest: It is none.
    """
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise InvalidRequest(f"'{text[:80]}' is no coordinate system.") from error


def reproject(source: CRS, target: CRS, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
    """Points from one coordinate system to another; not finite where that is impossible.

    Raises:
        InvalidRequest: There is no way between the two systems.
    """
    if source == target:
        return xs, ys
    try:
        found_xs, found_ys = warp_points(source, target, xs.tolist(), ys.tolist())[:2]
    except (RasterioError, CPLE_BaseError, ValueError) as error:
        raise InvalidRequest("The two coordinate systems cannot be related to each other.") from error
    return np.asarray(found_xs, dtype=np.float64), np.asarray(found_ys, dtype=np.float64)


def polygons_of(geometry: dict[str, Any]) -> list[list[Floats]]:
    """All polygons of a GeoJSON object as lists of rings ``[n, 2]`` (x, y), outer ring first.

    Raises:
        InvalidRequest: It holds no polygon.
    """
    kind = geometry.get("type")
    try:
        if kind == "Feature":
            return polygons_of(geometry["geometry"])
        if kind == "FeatureCollection":
            return [rings for item in geometry["features"] for rings in polygons_of(item)]
        if kind == "GeometryCollection":
            return [rings for item in geometry["geometries"] for rings in polygons_of(item)]
        coordinates = geometry["coordinates"]
        parts = {"Polygon": [coordinates], "MultiPolygon": coordinates}[str(kind)]
        # A third coordinate (height) is allowed in GeoJSON and means nothing here.
        rings = [[np.array([p[:2] for p in ring], dtype=np.float64) for ring in part] for part in parts]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InvalidRequest("The limiting geometry is no GeoJSON polygon.") from error
    if not all(part and all(ring.ndim == 2 and len(ring) >= 4 for ring in part) for part in rings):
        raise InvalidRequest("The limiting geometry is no GeoJSON polygon.")
    return rings


def _through(affine: Affine, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
    """Points through an affine transformation."""
    return affine.a * xs + affine.b * ys + affine.c, affine.d * xs + affine.e * ys + affine.f


def _metres(lon0: Floats, lat0: Floats, lon1: Floats, lat1: Floats) -> tuple[Floats, Floats]:
    """East and north metres between near points on the WGS 84 ellipsoid."""
    lat = np.radians((lat0 + lat1) / 2)
    squeeze = 1.0 - _ECCENTRICITY_SQUARED * np.sin(lat) ** 2
    prime_vertical = _SEMI_MAJOR_M / np.sqrt(squeeze)
    meridional = prime_vertical * (1.0 - _ECCENTRICITY_SQUARED) / squeeze
    # The detour over 180 keeps a step across the antimeridian short.
    step = np.radians((lon1 - lon0 + 180.0) % 360.0 - 180.0)
    return step * prime_vertical * np.cos(lat), np.radians(lat1 - lat0) * meridional


def _checked_extent(extent: tuple[float, ...] | list[float]) -> tuple[float, float, float, float]:
    if len(extent) != 4 or not all(math.isfinite(value) for value in extent):
        raise InvalidRequest("An extent has four numbers: west, south, east, north.")
    west, south, east, north = extent
    if west > east or south > north:
        raise InvalidRequest("West must be less than east, and south less than north.")
    return west, south, east, north


def _rectangle(low_a: float, low_b: float, high_a: float, high_b: float) -> tuple[Floats, Floats]:
    """Points of a grid over a rectangle, edges included, as two flat arrays (a, b)."""
    a, b = np.linspace(low_a, high_a, _EDGE_PARTS), np.linspace(low_b, high_b, _EDGE_PARTS)
    grid_a, grid_b = np.meshgrid(a, b, indexing="ij")
    return grid_a.ravel(), grid_b.ravel()


def _span(positions: Floats, size: int) -> tuple[int, int]:
    """First pixel and the one after the last that positions from min to max touch, clipped."""
    # An extent made from the layer's own pixel borders must not gain a pixel by rounding.
    low, high = math.floor(float(positions.min()) + 1e-4), math.ceil(float(positions.max()) - 1e-4)
    return max(low, 0), min(high, size)


def _touches(ring: Floats, row: int, col: int, height: int, width: int) -> bool:
    (left, top), (right, bottom) = ring.min(axis=0), ring.max(axis=0)
    return bool(left < col + width and right > col and top < row + height and bottom > row)


def _densified(ring: Floats) -> Floats:
    """The ring with 15 more points on each edge: straight edges bend in another projection."""
    if len(ring) > 5000:
        return ring
    share = np.arange(16)[:, None] / 16
    dense = ring[:-1, None, :] + (ring[1:] - ring[:-1])[:, None, :] * share[None]
    return np.concatenate([dense.reshape(-1, 2), ring[-1:]])
