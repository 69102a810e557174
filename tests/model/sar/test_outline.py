"""Polygons in pixels: cutting changes nothing, and work is bounded whatever the polygon."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.features import rasterize
from rasterio.transform import from_origin

from model.errors.errors import Cancelled, ExtentOutsideScene, InvalidRequest
from model.sar import outline
from model.sar.crs import reproject
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.outline import PixelPolygons, near, polygons_of
from model.sar.windows import Window

SHAPE = (120, 160)
BOX = (-1.0, -1.0, 161.0, 121.0)


def wild(seed: int, count: int = 40, spread: float = 400.0) -> np.ndarray:
    """A ring that crosses itself, most of it far outside of the scene."""
    points = np.random.default_rng(seed).normal((80, 60), spread, (count, 2))
    return np.concatenate([points, points[:1]])


def burnt(polygons) -> np.ndarray:
    shapes = [{"type": "Polygon", "coordinates": [ring.tolist() for ring in rings]} for rings in polygons]
    mask = np.zeros(SHAPE, np.uint8)
    if shapes:
        rasterize(shapes, out=mask, transform=Affine.identity())
    return mask.astype(bool)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_cut_off_changes_no_pixel(seed):
    polygons = [[wild(seed), wild(seed + 100, 8, 60.0)], [wild(seed + 200, 4)]]
    pieces = near(polygons, BOX)
    for rings in pieces:
        for ring in rings:
            assert ring[:, 0].min() >= BOX[0] and ring[:, 0].max() <= BOX[2]
            np.testing.assert_array_equal(ring[0], ring[-1])
    np.testing.assert_array_equal(burnt(pieces), burnt(polygons))


@pytest.mark.parametrize("seed", range(5))
def test_windows_are_parts_of_the_whole(seed, monkeypatch):
    monkeypatch.setattr(outline, "_BLOCK_ROWS", 32)
    monkeypatch.setattr(outline, "_BLOCK_COLS", 48)
    polygons = near([[wild(seed)], [wild(seed + 50, 6, 30.0)]], BOX)
    asked = PixelPolygons(polygons)
    whole = burnt(polygons)
    np.testing.assert_array_equal(asked.mask(Window.whole(SHAPE)), whole)
    for row, col, height, width in ((3, 5, 60, 70), (31, 47, 2, 2), (100, 100, 20, 60), (7, 0, 1, 160)):
        expected = whole[row : row + height, col : col + width]
        np.testing.assert_array_equal(asked.mask(Window(row, col, height, width)), expected)
    outside = asked.mask(Window(-30, -40, 200, 300))
    np.testing.assert_array_equal(outside[30:150, 40:200], whole)
    assert not asked.mask(Window(500, 500, 10, 10)).any() and asked.mask(Window(0, 0, 0, 5)).shape == (0, 5)


def test_edges_are_straight_where_the_polygon_is_drawn():
    """A long edge along a parallel bends in the projection of the scene."""
    utm = CRS.from_epsg(32631)
    place = Georeference(GridProfile(utm, from_origin(100_000, 6_700_000, 1000, 1000)), (400, 800))
    ring = [[-3.5, 58.5], [8.5, 58.5], [8.5, 60.0], [-3.5, 60.0], [-3.5, 58.5]]
    mask = place.polygon_mask({"type": "Polygon", "coordinates": [ring]}, "EPSG:4326", Window(0, 0, 400, 800))
    cols, rows = np.meshgrid(np.arange(800) + 0.5, np.arange(400) + 0.5)
    xs, ys = place.to_map(rows.ravel(), cols.ravel())
    lon, lat = reproject(utm, CRS.from_epsg(4326), xs, ys)
    inside = shapely.contains_xy(shapely.Polygon(ring), lon, lat).reshape(mask.shape)
    assert inside.any() and (mask != inside).sum() <= 20


def test_coordinates_beyond_the_world():
    place = Georeference(GridProfile(CRS.from_epsg(32631), from_origin(500_000, 4_800_000, 10, 10)), SHAPE)
    for size in (1e10, 1e18, 1e300):
        ring = [[-size, -size], [size, -size], [size, size], [-size, size], [-size, -size]]
        around = {"type": "Polygon", "coordinates": [ring]}
        for crs in ("EPSG:3857", "EPSG:4326", "EPSG:32631", None):
            assert place.window_of_polygon(around, crs) == (0, 0, *SHAPE)
            assert place.polygon_mask(around, crs, Window.whole(SHAPE)).all()
            assert place.window_of_extent([-size, -size, size, size], crs) == (0, 0, *SHAPE)
            far = {"type": "Polygon", "coordinates": [[[size, 0], [2 * size, 0], [size, 9], [size, 0]]]}
            with pytest.raises(ExtentOutsideScene):
                place.window_of_polygon(far, crs)
            with pytest.raises(ExtentOutsideScene):
                place.window_of_extent([size, 0, 2 * size, 1], crs)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "FeatureCollection", "features": []},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[float("inf"), 0], [1, 1], [0, 1], [float("inf"), 0]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 0], [1, 1], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[10**400, 0], [1, 1], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0], [1], [0], [0]]]},
        {"type": "Polygon", "coordinates": 5},
        {"type": "Feature", "geometry": None},
        {"type": "FeatureCollection", "features": None},
        {"type": ["Polygon"], "coordinates": []},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {},
    ],
)
def test_geometries_that_hold_no_polygon(geometry):
    with pytest.raises(InvalidRequest):
        polygons_of(geometry)


def test_collections_in_collections():
    polygon = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]]]}
    deep = polygon
    for _ in range(100_000):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    assert len(polygons_of(deep)) == 1
    both = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": deep}, polygon]}
    assert len(polygons_of(both)) == 2


def test_many_vertices_and_many_parts():
    """A minute's work became seconds; and the mask is that of the same polygon with fewer vertices."""
    place = Georeference(
        GridProfile(CRS.from_epsg(32631), from_origin(500_000, 4_800_000, 10, 10)), (500, 500)
    )
    angle = np.linspace(0, 2 * np.pi, 200_001)
    circle = np.stack([502_500 + 2000 * np.cos(angle), 4_797_500 + 2000 * np.sin(angle)], axis=1)
    masks = [
        place.polygon_mask({"type": "Polygon", "coordinates": [ring.tolist()]}, None, Window(0, 0, 500, 500))
        for ring in (circle, circle[::100])
    ]
    assert masks[0].sum() == pytest.approx(np.pi * 200**2, rel=1e-3)
    assert (masks[0] != masks[1]).sum() < 20
    squares = [
        [[[x, y], [x + 50, y], [x + 50, y + 50], [x, y + 50], [x, y]]]
        for x in np.arange(500_000, 505_000, 100).tolist()
        for y in np.arange(4_795_000, 4_800_000, 50).tolist()
    ]
    found = place.polygon_mask({"type": "MultiPolygon", "coordinates": squares}, None, Window(0, 0, 500, 500))
    assert found.mean() == 0.5


def test_work_on_a_polygon_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(outline, "_POLL_EVERY", 10)
    place = Georeference(GridProfile(CRS.from_epsg(32631), from_origin(0, 1000, 10, 10)), (100, 100))
    ring = [[0, 0], [9, 0], [9, 9], [0, 0]]
    parts = {"type": "MultiPolygon", "coordinates": [[ring]] * 100}

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        place.window_of_polygon(parts, None, cancel)
    asked = PixelPolygons([[np.array(ring, float)]], cancel)
    with pytest.raises(Cancelled):
        asked.mask(Window(0, 0, 10, 10))
