"""Coordinate systems and georeferences of every kind: used for what they are, or left out with a reason."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.transform import from_origin

from model.errors.errors import ExtentOutsideScene, InvalidRequest
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import SceneSpec
from model.sar.crs import metres_per_unit, on_globe, parse_crs
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.scene import describe, open_scene
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster
from tests.model.fixtures.worker import write_model, write_scene
from tests.places import ROOT

SHAPE = (96, 128)
SITE = 'LOCAL_CS["site grid",UNIT["metre",1]]'
ENGINEERING = (
    'ENGCRS["site grid",EDATUM["site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'
)
GEOCENTRIC, VERTICAL = "EPSG:4978", "EPSG:5703"


def scene(tmp_path, **options):
    return write_raster(tmp_path / "vv.tif", decibels(speckled_power(SHAPE, -10)), names=("VV",), **options)


def virtual(tmp_path, inside):
    """A virtual raster of a good image with a georeference of its own."""
    scene(tmp_path)
    path = tmp_path / "scene.vrt"
    path.write_text(
        f'<VRTDataset rasterXSize="128" rasterYSize="96">{inside}<VRTRasterBand dataType="Float32" band="1">'
        '<Description>VV</Description><SimpleSource><SourceFilename relativeToVRT="1">vv.tif</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    return str(path)


@pytest.mark.parametrize(
    ("wkt", "factor"),
    [
        (SITE, 1.0),
        (ENGINEERING, 1.0),
        ('LOCAL_CS["site grid"]', 1.0),
        ('LOCAL_CS["mine",UNIT["kilometre",1000]]', 1000.0),
        ('LOCAL_CS["mine",UNIT["foot",0.3048]]', 0.3048),
        (
            'COMPD_CS["both",LOCAL_CS["a",UNIT["metre",1]],VERT_CS["b",VERT_DATUM["b",2005],UNIT["metre",1]]]',
            1.0,
        ),
    ],
)
def test_a_local_grid_has_a_resolution_and_areas_from_its_unit(tmp_path, wkt, factor):
    crs = CRS.from_wkt(wkt)
    assert metres_per_unit(crs) == factor and not on_globe(crs)
    place = Georeference(GridProfile(crs, from_origin(500, 900, 10 / factor, 20 / factor)), SHAPE)
    assert place.ground_resolution() == pytest.approx((20.0, 10.0))
    np.testing.assert_allclose(place.pixel_area_m2(0, 5), 200.0)
    description = describe(
        SceneSpec(scene(tmp_path, crs=crs, transform=from_origin(5, 9, 10 / factor, 10 / factor)))
    )
    assert description.summary.endswith("VV, 10.0 m")
    assert description.warnings == []


def test_a_local_grid_is_segmented_and_keeps_its_coordinate_system(tmp_path):
    path = write_scene(tmp_path / "scene.tif")
    with rasterio.open(path, "r+") as file:
        file.crs = CRS.from_wkt(SITE)
    write_model(tmp_path / "tiny.safetensors")
    request = SegmentRequest(
        [SceneSpec(str(path))],
        str(tmp_path / "out"),
        outputs=["landcover"],
        model=str(tmp_path / "tiny.safetensors"),
        extent=[400_200.0, 3_739_500.0, 400_700.0, 3_739_900.0],
        extent_crs=SITE,
    )
    result = segment(request, progress=lambda *_, **__: None, cancelled=lambda: False).scenes[0]
    assert result.error is None
    assert sum(result.areas_ha.values()) == pytest.approx(50 * 40 / 100)
    with rasterio.open(result.products["landcover"]) as product:
        assert product.crs == CRS.from_wkt(SITE)
        assert product.bounds == (400_200.0, 3_739_500.0, 400_700.0, 3_739_900.0)


def test_places_on_the_globe_are_none_in_a_local_grid(tmp_path):
    place = Georeference(GridProfile(CRS.from_wkt(SITE), from_origin(0, 1000, 10, 10)), SHAPE)
    assert place.window_of_extent([100, 800, 200, 900], SITE) == (10, 10, 10, 10)
    assert place.window_of_extent([100, 800, 200, 900], ENGINEERING) == (10, 10, 10, 10)
    for crs in ("EPSG:4326", "EPSG:32631"):
        with pytest.raises(InvalidRequest, match="cannot be related"):
            place.window_of_extent([0, 0, 1, 1], crs)


@pytest.mark.parametrize("crs", [GEOCENTRIC, VERTICAL])
def test_systems_that_are_not_those_of_a_map(tmp_path, crs):
    place = virtual(tmp_path, f"<SRS>{crs}</SRS><GeoTransform>0,10,0,960,0,-10</GeoTransform>")
    with open_scene(SceneSpec(place)) as opened:
        assert opened.ground_resolution is None
        assert np.isnan(opened.pixel_area_m2(0, 3)).all()
        assert any("none of a map" in warning for warning in opened.description.warnings)
        # Its own coordinates are good all the same.
        assert opened.window_of_extent([100, 500, 200, 600], None) == (36, 10, 10, 10)
        with pytest.raises(InvalidRequest, match="cannot be related"):
            opened.window_of_extent([0, 0, 1, 1], "EPSG:4326")


def test_another_planet_has_metres_too():
    mars = CRS.from_wkt(
        'PROJCS["Mars",GEOGCS["Mars",DATUM["Mars",SPHEROID["Mars",3396190,0]],PRIMEM["m",0],UNIT["degree",'
        '0.0174532925199433]],PROJECTION["Equirectangular"],PARAMETER["standard_parallel_1",0],UNIT["metre",1]]'
    )
    resolution = Georeference(GridProfile(mars, from_origin(0, 0, 10, 10)), SHAPE).ground_resolution()
    assert resolution is not None and max(resolution) < 20  # on the Earth's ellipsoid, if PROJ allows that


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ("0,1,1,0,1,1", "without an area"),
        ("0,0,0,0,0,0", "without an area"),
        ("500000,10,0,4800000,0,0", "without an area"),
        ("nan,10,0,0,0,-10", "not finite"),
        ("0,inf,0,0,0,-10", "not finite"),
        ("0,1e300,0,0,0,-1e300", "too large"),
        ("1e18,10,0,1e18,0,-10", "too large"),
        ("1e14,10,0,1e14,0,-10", "smaller than the rounding"),
    ],
)
@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:3857", "EPSG:4326", SITE, GEOCENTRIC])
def test_grids_that_are_none(tmp_path, numbers, reason, crs):
    inside = f"<SRS>{crs.replace('<', '')}</SRS><GeoTransform>{numbers}</GeoTransform>"
    with open_scene(SceneSpec(virtual(tmp_path, inside))) as opened:
        assert any(reason in text for text in opened.description.warnings)
        assert any("left out" in text for text in opened.description.warnings)
        assert opened.profile.transform is None and opened.working_shape == SHAPE
        assert np.isnan(opened.pixel_area_m2(0, 3)).all()
        for asked in (None, "EPSG:4326"):
            with pytest.raises(ExtentOutsideScene, match="georeference"):
                opened.window_of_extent([0, 0, 1, 1], asked)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ([(0, 0, 1, 2), (0, 128, 1, 2), (96, 0, 1, 2), (96, 128, 1, 2)], "on one line"),
        ([(0, 0, 1, 2), (0, 64, 2, 3), (0, 128, 3, 4)], "on one line"),
        ([(0, 0, 1e300, 1e300), (0, 128, 1, 0), (96, 0, 0, 1)], "no places"),
        ([(0, 0, "nan", 0), (0, 128, 1, 0), (96, 0, 0, 1)], "no places"),
        ([(0, 0, 1, 2), (0, 0, 3, 4), (96, 0, 1, 3), (96, 128, 4, 4)], "contradict"),
    ],
)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32631"])
def test_control_points_that_are_none(tmp_path, points, reason, crs):
    listed = "".join(
        f'<GCP Id="{n}" Pixel="{col}" Line="{row}" X="{x}" Y="{y}"/>'
        for n, (row, col, x, y) in enumerate(points)
    )
    description = describe(SceneSpec(virtual(tmp_path, f'<GCPList Projection="{crs}">{listed}</GCPList>')))
    assert any(reason in text for text in description.warnings)
    assert any("left out" in text for text in description.warnings)


def test_many_control_points_are_used_in_reasonable_time():
    points = [
        GroundControlPoint(row, col, 3 + col * 1e-4, 45 - row * 1e-4, 0.0, f"{row} {col}", "")
        for row in range(0, 2000, 20)
        for col in range(0, 2000, 20)
    ]
    place = Georeference(GridProfile(None, None, tuple(points), CRS.from_epsg(4326)), (2000, 2000))
    assert place.ground_resolution() == pytest.approx((11.11, 7.9), rel=0.01)


def test_coordinates_that_do_not_fit_their_system(tmp_path):
    """Metres that are called degrees: a mistake that is often made."""
    path = scene(tmp_path, crs="EPSG:4326", transform=from_origin(500_000, 4_800_000, 10, 10))
    description = describe(SceneSpec(path))
    assert any("coordinates do not fit" in warning for warning in description.warnings)


def test_a_system_that_cannot_be_read(tmp_path):
    path = virtual(tmp_path, '<SRS>PROJCS["broken"</SRS><GeoTransform>0,10,0,0,0,-10</GeoTransform>')
    assert any("coordinate system" in warning for warning in describe(SceneSpec(path)).warnings)


@pytest.mark.parametrize(
    ("crs", "corner"),
    # The scene's centre is the pole; the scale there is 0.97 in one system and 1 in the other.
    [("EPSG:3031", (-640, 480)), ("EPSG:3995", (-640, 480)), ("EPSG:32661", (2e6 - 640, 2e6 + 480))],
)
def test_resolution_and_areas_over_a_pole(crs, corner):
    transform = from_origin(*corner, 10, 10)
    over = Georeference(GridProfile(CRS.from_user_input(crs), transform), SHAPE)
    beside = Georeference(
        GridProfile(CRS.from_user_input(crs), transform @ Affine.translation(300, 0)), SHAPE
    )
    assert over.ground_resolution() == pytest.approx(beside.ground_resolution(), rel=1e-4)
    np.testing.assert_allclose(over.pixel_area_m2(0, 96), beside.pixel_area_m2(0, 96), rtol=1e-4)
    assert over.ground_resolution()[0] == pytest.approx(over.ground_resolution()[1], rel=1e-6)


def test_an_extent_around_a_pole():
    place = Georeference(GridProfile(CRS.from_epsg(3031), from_origin(-5000, 5000, 10, 10)), (1000, 1000))
    row, col, height, width = place.window_of_extent([-180, -90, 180, -89.99], "EPSG:4326")
    # 0.01 degrees of latitude are 1.117 km, in this projection 1.086.
    assert (height, width) == pytest.approx((218, 218), abs=2)
    assert (row, col) == pytest.approx((391, 391), abs=2)


def test_where_a_projection_is_not_defined_areas_of_the_rest_are_known():
    place = Georeference(
        GridProfile(parse_crs("ESRI:54009"), from_origin(-18_100_000, 500_000, 10_000, 10_000)), (100, 100)
    )
    assert np.isfinite(place.pixel_area_m2(0, 100)).all()


def test_a_grid_in_kilometres_says_nothing_of_a_database(tmp_path):
    kilometres = "+proj=utm +zone=31 +units=km +datum=WGS84"
    path = scene(tmp_path, crs=kilometres, transform=from_origin(500, 4500, 0.01, 0.01))
    command = [sys.executable, "-m", "model", "describe", path]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0 and "VV, 10.0 m" in run.stdout
    assert run.stderr == ""


def test_resolution_of_any_pixel_is_that_on_the_ellipsoid():
    """Against geodesic lengths of a degree at 60 degrees north (Karney 2013)."""
    place = Georeference(GridProfile(CRS.from_epsg(4326), from_origin(10, 60.5, 1, 1)), (1, 1))
    rows, cols = place.ground_resolution()
    assert rows == pytest.approx(111_412.3, rel=1e-4)
    assert cols == pytest.approx(55_800.2, rel=1e-4)
    assert math.isfinite(place.pixel_area_m2(0, 1)[0])


def test_two_files_with_flaws_are_one_grid(tmp_path):
    """Neither has a place, as with two pictures without georeference."""
    db = decibels(dual_power(SHAPE))
    for name, band in zip(("vv", "vh"), db, strict=True):
        write_raster(tmp_path / f"{name}.tif", band, crs=SITE, transform=Affine(1, 1, 0, 1, 1, 0))
    spec = SceneSpec(str(tmp_path / "vv.tif"), cross_pol_path=str(tmp_path / "vh.tif"))
    assert describe(spec).cross_pol == "VH"
