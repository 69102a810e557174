from __future__ import annotations

import math

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.warp import transform as warp_points

from model.errors.errors import ExtentOutsideScene, InvalidRequest
from model.sar.crs import reproject
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.outline import polygons_of
from model.sar.windows import Window
from tests.places import DATA, SAMPLE

UTM = CRS.from_epsg(32631)
WGS84 = CRS.from_epsg(4326)


def grid(crs, transform, shape=(100, 200)):
    return Georeference(GridProfile(CRS.from_user_input(crs) if crs else None, transform), shape)


def utm_grid(shape=(100, 200)):
    return grid(UTM, from_origin(500000, 4800000, 10, 10), shape)


def gcp_grid():
    """The UTM grid of ``utm_grid``, tied down by a regular net of GCPs in degrees."""
    points = []
    for row in (0, 25, 50, 75, 100):
        for col in (0, 50, 100, 150, 200):
            lon, lat = warp_points(UTM, WGS84, [500000 + 10 * col], [4800000 - 10 * row])
            points.append(GroundControlPoint(row, col, lon[0], lat[0], 0.0, str(len(points)), ""))
    return Georeference(GridProfile(None, None, tuple(points), WGS84), (100, 200))


@pytest.mark.parametrize(
    ("crs", "transform", "expected"),
    [
        ("EPSG:32631", from_origin(500000, 4800000, 10, 10), (10.0, 10.0)),
        # At the equator a degree of longitude is 111.32 km, one of latitude 110.57 km.
        ("EPSG:4326", from_origin(10, 0.001, 1e-4, 1e-4), (11.057, 11.132)),
        ("EPSG:4326", from_origin(10, 60, 1e-4, 1e-4), (11.141, 5.580)),
        # The scale of Mercator is 1 / cos(latitude), a little less on the ellipsoid.
        ("EPSG:3395", from_origin(-13234943, 4048140, 10, 10), (8.27, 8.27)),
        ("EPSG:3857", from_origin(0, 8399737, 20, 20), (10.009, 10.024)),
        # New York Long Island, US survey feet.
        ("EPSG:2263", from_origin(1000000, 200000, 32.808333, 32.808333), (10.0, 10.0)),
    ],
)
def test_ground_resolution(crs, transform, expected):
    assert grid(crs, transform).ground_resolution() == pytest.approx(expected, rel=3e-3)


def test_ground_resolution_of_rotated_real_image():
    with rasterio.open(DATA / "umbra_xband_0.6m_cut.tif") as dataset:
        place = Georeference(GridProfile.of(dataset), dataset.shape)
    assert place.ground_resolution() == pytest.approx((0.594, 0.594), rel=2e-3)
    assert place.pixel_area_m2(0, 3) == pytest.approx([0.353] * 3, rel=5e-3)


def test_ground_resolution_of_real_gcps():
    with rasterio.open(DATA / "s1_grd_raw_dn_gcps_vv.tif") as dataset:
        place = Georeference(GridProfile.of(dataset), dataset.shape)
    assert place.crs == WGS84
    assert place.ground_resolution() == pytest.approx((201, 201), rel=0.05)


@pytest.mark.parametrize(
    "place", [grid(None, from_origin(0, 0, 10, 10)), grid("EPSG:4326", None), grid(None, None)]
)
def test_without_georeference_nothing_is_known(place):
    assert place.ground_resolution() is None
    assert np.isnan(place.pixel_area_m2(0, 5)).all()


def test_a_local_system_in_metres_is_taken_at_its_word():
    place = grid('LOCAL_CS["site",UNIT["metre",1]]', from_origin(0, 0, 5, 5))
    assert place.ground_resolution() == pytest.approx((5.0, 5.0))


def test_crossing_the_antimeridian_does_not_widen_pixels():
    place = grid("EPSG:4326", from_origin(179.995, 0.005, 1e-4, 1e-4), (100, 100))
    assert place.ground_resolution() == pytest.approx((11.057, 11.132), rel=1e-3)


def zone_area(south, north):
    """Area per radian of longitude between two latitudes on the WGS 84 ellipsoid."""
    e2, b = 0.00669437999014, 6356752.314245
    e = math.sqrt(e2)

    def upto(latitude):
        s = math.sin(math.radians(latitude))
        return s / (1 - e2 * s * s) + math.atanh(e * s) / e

    return b * b / 2 * (upto(north) - upto(south))


def test_area_of_a_degree_scene_agrees_with_the_ellipsoid():
    place = grid("EPSG:4326", from_origin(10, 60, 0.01, 0.01), (1000, 1000))
    total = place.pixel_area_m2(0, 1000).sum() * 1000
    assert total == pytest.approx(zone_area(50, 60) * math.radians(10), rel=1e-5)
    rows = place.pixel_area_m2(0, 1000)
    assert (np.diff(rows) > 0).all()
    np.testing.assert_allclose(place.pixel_area_m2(700, 20), rows[700:720])


def test_gcps_agree_with_the_grid_they_were_taken_from():
    affine, gcps = utm_grid(), gcp_grid()
    assert gcps.ground_resolution() == pytest.approx(affine.ground_resolution(), rel=1e-4)
    np.testing.assert_allclose(gcps.pixel_area_m2(0, 100), affine.pixel_area_m2(0, 100), rtol=1e-3)
    rows, cols = np.array([3.5, 90.0]), np.array([10.0, 199.5])
    back = gcps.to_pixel(*reproject(UTM, WGS84, *affine.to_map(rows, cols)))
    np.testing.assert_allclose(back, (rows, cols), atol=0.02)


def test_extent_on_pixel_borders_gives_exactly_these_pixels():
    assert utm_grid().window_of_extent([500100, 4799700, 500250, 4799900], None) == (10, 10, 20, 15)


def test_extent_is_clipped_and_grown_to_whole_pixels():
    assert utm_grid().window_of_extent([499000, 4799985, 500014, 4900000], None) == (0, 0, 2, 2)


def test_extent_in_degrees_finds_the_same_window_on_affine_and_gcp_grids():
    xs, ys = reproject(UTM, WGS84, np.array([500100.0, 500250.0]), np.array([4799700.0, 4799900.0]))
    extent = [float(xs[0]), float(ys[0]), float(xs[1]), float(ys[1])]
    for place in (utm_grid(), gcp_grid()):
        row, col, height, width = place.window_of_extent(extent, "EPSG:4326")
        assert abs(row - 10) <= 1 and abs(col - 10) <= 1
        assert abs(row + height - 30) <= 1 and abs(col + width - 25) <= 1
    assert gcp_grid().window_of_extent(extent, None) == gcp_grid().window_of_extent(extent, "EPSG:4326")


def test_a_world_wide_extent_is_the_whole_scene():
    for place in (utm_grid(), gcp_grid()):
        window = place.window_of_extent([-2.1e7, -4e7, 2.1e7, 4e7], "EPSG:3857")
        assert window == (0, 0, 100, 200)


def test_extent_of_a_rotated_grid_covers_its_corners():
    place = grid(UTM, Affine.translation(500000, 4800000) @ Affine.rotation(30) @ Affine.scale(10, -10))
    x, y = place.to_map(np.array([50.0]), np.array([100.0]))
    row, col, height, width = place.window_of_extent([x[0] - 50, y[0] - 50, x[0] + 50, y[0] + 50], None)
    assert row <= 50 <= row + height and col <= 100 <= col + width
    assert 12 <= height <= 16 and 12 <= width <= 16


def test_extent_of_a_picture_without_georeference_is_where_qgis_shows_it():
    assert grid(None, None).window_of_extent([10, -30, 25, -10], None) == (10, 10, 20, 15)


@pytest.mark.parametrize("extent", [[600000, 4799000, 600100, 4799900], [0, 0, 10, 10]])
def test_extent_outside(extent):
    with pytest.raises(ExtentOutsideScene):
        utm_grid().window_of_extent(extent, None)


@pytest.mark.parametrize("extent", [[1, 2, 3], [5, 0, 1, 1], [0, 5, 1, 1], [0, 0, math.nan, 1]])
def test_an_extent_that_is_none(extent):
    with pytest.raises(InvalidRequest):
        utm_grid().window_of_extent(extent, None)


def test_an_unknown_coordinate_system():
    with pytest.raises(InvalidRequest, match="coordinate system"):
        utm_grid().window_of_extent([0, 0, 1, 1], "EPSG:0")


def square(x0, y0, x1, y1):
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]


def test_polygon_with_a_hole():
    outer, hole = square(500100, 4799700, 500250, 4799900), square(500150, 4799800, 500200, 4799850)
    polygon = {"type": "Polygon", "coordinates": [outer, hole]}
    mask = utm_grid().polygon_mask(polygon, None, Window(0, 0, 100, 200))
    expected = np.zeros((100, 200), dtype=bool)
    expected[10:30, 10:25] = True
    expected[15:20, 15:20] = False
    assert (mask == expected).all()


def test_polygon_windows_fit_together():
    polygon = {"type": "MultiPolygon", "coordinates": [[square(500101, 4799307, 501303, 4799907)]]}
    place = utm_grid()
    whole = place.polygon_mask(polygon, None, Window(0, 0, 100, 200))
    parts = [
        [place.polygon_mask(polygon, None, Window(r, c, 50, 40)) for c in range(0, 200, 40)] for r in (0, 50)
    ]
    assert (np.block(parts) == whole).all()
    assert not place.polygon_mask(polygon, None, Window(90, 190, 10, 10)).any()
    assert whole.sum() == 60 * 120


def test_polygon_in_degrees_on_affine_and_gcp_grids():
    xs, ys = reproject(UTM, WGS84, *np.array(square(500100.0, 4799700.0, 500250.0, 4799900.0)).T)
    polygon = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [np.stack([xs, ys], 1).tolist()]},
    }
    for place in (utm_grid(), gcp_grid()):
        mask = place.polygon_mask(polygon, "EPSG:4326", Window(0, 0, 100, 200))
        assert mask[11:29, 11:24].all()
        assert abs(int(mask.sum()) - 300) <= 30


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": "nonsense"},
        {"type": "Feature", "geometry": None},
        {"type": "FeatureCollection", "features": 5},
    ],
)
def test_no_polygon(geometry):
    with pytest.raises(InvalidRequest):
        polygons_of(geometry)


def test_distance_between_grids():
    place = utm_grid()
    assert place.distance_px(utm_grid()) == pytest.approx(0.0, abs=1e-6)
    shifted = grid(UTM, from_origin(500010, 4800000, 10, 10))
    assert place.distance_px(shifted) == pytest.approx(1.0)
    assert place.distance_px(grid(CRS.from_epsg(32632), from_origin(500000, 4800000, 10, 10))) == math.inf
    assert place.distance_px(grid(None, None)) == math.inf
    assert grid(None, None).distance_px(grid(None, None)) == 0.0
    assert gcp_grid().distance_px(gcp_grid()) == pytest.approx(0.0, abs=1e-3)


def test_profile_of_the_sample():
    with rasterio.open(SAMPLE / "los_angeles_vh.tif") as dataset:
        profile = GridProfile.of(dataset)
    assert profile.crs == CRS.from_epsg(3395) and profile.transform is not None and not profile.gcps
