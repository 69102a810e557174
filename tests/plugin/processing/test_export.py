"""Layers that only QGIS can read, copied for the worker."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from sardino.plugin.errors import ExportFailed, JobCancelled, LayerNotUsable
from sardino.plugin.processing.export import export, raster_source, readable_elsewhere, worth_exporting
from tests.plugin.fixtures.rasters import NORTH, WEST, open_raster, radar, read, write_raster

UTM = QgsCoordinateReferenceSystem("EPSG:32611")


@pytest.fixture
def memory_layer(qgis_new_project):
    values = radar()
    write_raster("/vsimem/export.tif", values, nodata=-99)
    yield open_raster("/vsimem/export.tif", "in memory"), values
    QgsProject.instance().clear()
    gdal.Unlink("/vsimem/export.tif")


def copy(layer, path, bounds=None, feedback=None, report=lambda _: None) -> np.ndarray:
    source = raster_source(layer)
    export(source, path, bounds, QgsCoordinateTransformContext(), feedback or QgsFeedback(), report)
    return read(path)


def needs_copy(layer) -> bool:
    return raster_source(layer).only_here is not None


def test_a_file_is_handed_over_as_it_is(tmp_path):
    path = write_raster(tmp_path / "scene.tif", radar())
    source = raster_source(QgsRasterLayer(path, "scene"))
    assert source.only_here is None
    assert source.uri == path


def test_a_zipped_file_and_a_subdataset_are_handed_over(tmp_path):
    write_raster(tmp_path / "scene.tif", radar())
    import zipfile

    with zipfile.ZipFile(tmp_path / "scene.zip", "w") as archive:
        archive.write(tmp_path / "scene.tif", "scene.tif")
    assert not needs_copy(QgsRasterLayer(f"/vsizip/{tmp_path}/scene.zip/scene.tif", "zipped"))
    gdal.Translate(
        str(tmp_path / "scene.gpkg"),
        str(tmp_path / "scene.tif"),
        options="-of GPKG -ot Byte -b 1 -co RASTER_TABLE=a",
    )
    assert not needs_copy(QgsRasterLayer(f"GPKG:{tmp_path}/scene.gpkg:a", "table"))


def test_a_layer_in_memory_is_copied_exactly(memory_layer, tmp_path):
    layer, values = memory_layer
    assert needs_copy(layer)
    np.testing.assert_array_equal(copy(layer, tmp_path / "copy.tif"), values)
    dataset = gdal.Open(str(tmp_path / "copy.tif"))
    assert dataset.GetGeoTransform() == (WEST, 10, 0, NORTH, 0, -10)
    assert dataset.GetRasterBand(1).GetNoDataValue() == -99
    assert QgsRasterLayer(str(tmp_path / "copy.tif")).crs() == UTM


def test_an_extent_is_copied_on_the_layer_s_own_pixels(memory_layer, tmp_path):
    layer, values = memory_layer
    bounds = QgsRectangle(WEST + 203, NORTH - 400, WEST + 500, NORTH - 96)
    part = copy(layer, tmp_path / "copy.tif", bounds)
    np.testing.assert_array_equal(part, values[:, 9:40, 20:50])


def test_a_crs_set_in_qgis_goes_into_the_copy(tmp_path):
    layer = QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar(), epsg=None), "no crs")
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert not needs_copy(layer)
    layer.setCrs(UTM)
    assert needs_copy(layer)
    copy(layer, tmp_path / "copy.tif")
    assert QgsRasterLayer(str(tmp_path / "copy.tif")).crs() == UTM


def test_a_map_server_is_asked_for_the_model_s_resolution(tmp_path):
    tiles = tmp_path / "tiles"
    gdal.UseExceptions()
    url = f"type=xyz&zmin=0&zmax=0&url=file://{tiles}/{{z}}/{{x}}/{{y}}.png"
    (tiles / "0" / "0").mkdir(parents=True)
    picture = np.full((3, 256, 256), 120, np.uint8)
    write_raster("/vsimem/tile.tif", picture)
    gdal.Translate(str(tiles / "0" / "0" / "0.png"), "/vsimem/tile.tif", format="PNG")
    gdal.DontUseExceptions()
    layer = QgsRasterLayer(url, "tiles", "wms")
    assert layer.isValid()
    # 60 degrees north: two Mercator metres are one on the ground.
    box = QgsRectangle(0, 8_399_000, 4_000, 8_401_000)
    copied = copy(layer, tmp_path / "copy.tif", box)
    assert copied.shape[0] >= 3
    assert copied.shape[1:] == (pytest.approx(100, abs=2), pytest.approx(200, abs=3))
    assert copied[0].max() == 120


def test_a_map_server_needs_an_extent_and_has_an_end(tmp_path):
    url = f"type=xyz&zmin=0&zmax=0&url=file://{tmp_path}/{{z}}/{{x}}/{{y}}.png"
    layer = QgsRasterLayer(url, "tiles", "wms")
    with pytest.raises(LayerNotUsable, match="without a pixel grid") as caught:
        copy(layer, tmp_path / "copy.tif")
    assert "extent" in caught.value.remedy
    with pytest.raises(LayerNotUsable, match="too much"):
        copy(layer, tmp_path / "copy.tif", QgsRectangle(0, 0, 1e7, 1e7))


def test_an_extent_elsewhere_is_refused(memory_layer, tmp_path):
    with pytest.raises(LayerNotUsable, match="does not overlap"):
        copy(memory_layer[0], tmp_path / "copy.tif", QgsRectangle(0, 0, 10, 10))


def test_copying_reports_and_can_be_cancelled(memory_layer, tmp_path):
    layer, _ = memory_layer
    write_raster("/vsimem/large.tif", radar(2200, 2200))
    seen = []
    copy(QgsRasterLayer("/vsimem/large.tif", "large"), tmp_path / "copy.tif", report=seen.append)
    gdal.Unlink("/vsimem/large.tif")
    assert len(seen) > 2
    assert seen == sorted(seen)
    assert seen[-1] <= 1
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(JobCancelled):
        copy(layer, tmp_path / "other.tif", feedback=feedback)


def test_a_copy_that_cannot_be_written_is_an_error(memory_layer, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ExportFailed, match="in memory"):
        copy(memory_layer[0], tmp_path / "file" / "copy.tif")


def test_a_broken_layer_is_refused(tmp_path):
    with pytest.raises(LayerNotUsable, match="not available"):
        raster_source(QgsRasterLayer(str(tmp_path / "missing.tif"), "missing"))


def test_only_formats_that_the_worker_may_lack_are_worth_a_second_try(tmp_path):
    tiff = raster_source(QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar()), "tiff"))
    assert not worth_exporting(tiff)
    path = write_raster(tmp_path / "scene.rst", radar()[:1], driver="RST")
    assert worth_exporting(raster_source(QgsRasterLayer(path, "Idrisi")))


@pytest.mark.parametrize(
    "uri",
    [
        "/vsicurl/https://example.invalid/scene.tif",
        "/vsicurl_streaming/http://example.invalid/scene.tif",
        "/vsizip//vsis3/bucket/scene.zip/scene.tif",
        "/vsigs/bucket/scene.tif",
        "WMS:http://example.invalid/wms",
    ],
)
def test_what_lies_on_a_network_is_copied_by_qgis(uri):
    """The worker refuses it: it opens no connection."""
    assert not readable_elsewhere("gdal", uri, UTM, UTM)
