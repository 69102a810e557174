"""Scenes at the date line, extents and polygons in either way of counting longitudes."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.warp import transform as warp_points

from model.errors.errors import ExtentOutsideScene, InvalidRequest
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.windows import Window

WGS84 = CRS.from_epsg(4326)
SHAPE = (100, 200)
PIXEL = 1e-3


def degrees(west: float, crs: str = "EPSG:4326") -> Georeference:
    """A scene of 0.2 degrees from a longitude on, from 17 degrees south on."""
    return Georeference(GridProfile(CRS.from_user_input(crs), from_origin(west, -17, PIXEL, PIXEL)), SHAPE)


def across() -> Georeference:
    """A UTM scene with the date line in its middle."""
    x, y = warp_points(WGS84, CRS.from_epsg(32760), [180.0], [-17.0])
    return Georeference(GridProfile(CRS.from_epsg(32760), from_origin(x[0] - 10_000, y[0], 100, 100)), SHAPE)


def box(west: float, east: float, south: float = -17.08, north: float = -17.02) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.mark.parametrize("crs", [None, "EPSG:4326", "EPSG:4269"])
@pytest.mark.parametrize("west", [180.0, -180.0, -10.0, 350.0, 179.95, -190.0, 170.0])
@pytest.mark.parametrize("turns", [-1, 0, 1])
def test_the_same_place_a_turn_away(west, turns, crs):
    place, low = degrees(west), west + 0.05 + 360 * turns
    found = place.window_of_extent([low, -17.08, low + 0.1, -17.02], crs)
    assert found == pytest.approx((20, 50, 60, 100), abs=1)  # NAD 83 lies a metre beside WGS 84
    assert place.window_of_polygon(box(low, low + 0.1), crs) == pytest.approx((20, 50, 60, 100), abs=1)
    mask = place.polygon_mask(box(low, low + 0.1), crs, Window.whole(SHAPE))
    assert mask[21:79, 51:149].all() and mask.sum() == pytest.approx(6000, abs=200)


def test_a_world_wide_extent_is_the_whole_scene():
    for west in (180.0, 179.9, -180.1, 350.0, -10.0):
        for extent in ([-180, -90, 180, 90], [0, -90, 360, 90]):
            assert degrees(west).window_of_extent(extent, "EPSG:4326") == (0, 0, *SHAPE)
            assert degrees(west).window_of_extent(extent, None) == (0, 0, *SHAPE)
            assert degrees(west).window_of_polygon(box(extent[0], extent[2], -90, 90), None) == (0, 0, *SHAPE)
    for extent in ([-180, -90, 180, 90], [0, -90, 360, 90]):
        assert across().window_of_extent(extent, "EPSG:4326") == (0, 0, *SHAPE)
        assert (
            across().polygon_mask(box(extent[0], extent[2], -90, 90), "EPSG:4326", Window.whole(SHAPE)).all()
        )


@pytest.mark.parametrize(("west", "east"), [(179.95, 180.05), (-180.05, -179.95), (179.95, -179.95)])
def test_an_extent_across_the_date_line(west, east):
    """GeoJSON has the west greater than the east there (RFC 7946)."""
    row, col, height, width = across().window_of_extent([west, -17.08, east, -17.02], "EPSG:4326")
    assert (col, width) == pytest.approx((47, 106), abs=3)
    assert (row, height) == pytest.approx((22, 67), abs=3)
    found = degrees(179.9).window_of_extent([west, -17.08, east, -17.02], None)
    assert found == pytest.approx((20, 50, 60, 100), abs=1)


def test_polygons_across_the_date_line():
    """In one piece either way round, in a ring that jumps, and cut in two, as RFC 7946 wants it."""
    halves = [box(179.95, 180.0)["coordinates"], box(-180.0, -179.95)["coordinates"]]
    forms = [
        box(179.95, 180.05),
        box(-180.05, -179.95),
        box(179.95, -179.95),
        {"type": "MultiPolygon", "coordinates": halves},
    ]
    for place in (across(), degrees(179.9), degrees(-180.1)):
        masks = [place.polygon_mask(form, "EPSG:4326", Window.whole(SHAPE)) for form in forms]
        for mask in masks[1:]:
            assert (mask != masks[0]).sum() <= 70  # pixels on the cut
        assert masks[0].sum() == pytest.approx(6000, rel=0.2)
        assert 90 < np.nonzero(masks[0])[1].mean() < 110


def test_a_ring_with_a_hole_across_the_date_line():
    outer = box(179.9, -179.9, -17.1, -17.0)["coordinates"][0]
    hole = box(-179.95, -179.93)["coordinates"][0]
    place = degrees(179.9)
    mask = place.polygon_mask({"type": "Polygon", "coordinates": [outer, hole]}, None, Window.whole(SHAPE))
    assert not mask[25:75, 152:168].any() and mask[25:75, :148].all() and mask[25:75, 172:].all()


def test_far_from_the_date_line_a_long_edge_is_one():
    """There a polygon from 170 west to 170 east goes over Greenwich, as it is drawn."""
    assert degrees(0.0).polygon_mask(box(-170, 170), None, Window.whole(SHAPE)).sum() == 60 * 200
    with pytest.raises(ExtentOutsideScene):
        degrees(175.0).window_of_polygon(box(-170, 170), None)


def test_outside_is_still_outside():
    for place in (degrees(180.0), across()):
        for extent in ([0, -17.08, 1, -17.02], [178, -17.08, 179, -17.02], [179.9, 20, 180.1, 21]):
            with pytest.raises(ExtentOutsideScene):
                place.window_of_extent(extent, "EPSG:4326")
            with pytest.raises(ExtentOutsideScene):
                place.window_of_polygon(box(extent[0], extent[2], extent[1], extent[3]), "EPSG:4326")


def test_west_beyond_east_means_nothing_in_metres():
    with pytest.raises(InvalidRequest, match="West must be less"):
        across().window_of_extent([10, 0, 0, 10], "EPSG:32760")
    with pytest.raises(InvalidRequest, match="West must be less"):
        across().window_of_extent([10, 0, 0, 10], None)


def test_control_points_on_both_sides_of_the_date_line():
    points = []
    for row in (0, 50, 100):
        for col in (0, 100, 200):
            longitude = 179.9 + col * PIXEL
            longitude -= 360 if longitude > 180 else 0
            points.append(GroundControlPoint(row, col, longitude, -17 - row * PIXEL, 0.0, f"{row} {col}", ""))
    place = Georeference(GridProfile(None, None, tuple(points), WGS84), SHAPE)
    assert place.ground_resolution() == pytest.approx((110.7, 106.5), rel=0.01)
    found = place.window_of_extent([179.95, -17.08, -179.95, -17.02], "EPSG:4326")
    assert found == pytest.approx((20, 50, 60, 100), abs=1)
