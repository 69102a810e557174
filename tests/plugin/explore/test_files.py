"""Files of the page "Explore": polygons above a threshold, the attention of a place, pictures of answers."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from sardino.model.protocol.exploring import ViewAnswer
from sardino.plugin.errors import BackendProtocolError, JobCancelled, LayerNotUsable
from sardino.plugin.explore.attention_file import AttentionNotWritten, extent_of, write_attention
from sardino.plugin.explore.pixels import Pixels, class_table, coloured, indexed
from sardino.plugin.explore.similar_polygons import PolygonsNotWritten, write_polygons
from tests.plugin.fixtures.explore import pictured
from tests.plugin.fixtures.rasters import read, write_raster

UTM = QgsCoordinateReferenceSystem("EPSG:32611")


def percents(tmp_path):
    """Two fields of 20 and 6 pixels, 90 and 60 %, and one of 55 % that is nodata."""
    values = np.zeros((1, 20, 30), np.float32)
    values[0, 2:7, 3:7] = 90
    values[0, 10:12, 20:23] = 60
    values[0, 15:18, 3:6] = np.nan
    return str(write_raster(tmp_path / "percent.tif", values))


def test_polygons_have_area_and_mean(qgis_app, tmp_path):
    out = str(tmp_path / "p.gpkg")
    count, hectares = write_polygons(percents(tmp_path), out, 50, UTM, lambda _: None)
    assert count == 2
    assert hectares == pytest.approx(0.26, rel=0.01)
    layer = QgsVectorLayer(out, "p", "ogr")
    found = sorted((round(item["similarity"]), round(item["area_ha"], 2)) for item in layer.getFeatures())
    assert found == [(60, 0.06), (90, 0.20)]
    assert layer.crs() == UTM
    assert write_polygons(percents(tmp_path), out, 61, UTM, lambda _: None)[0] == 1


def test_no_place_above_the_threshold(qgis_app, tmp_path):
    with pytest.raises(LayerNotUsable, match="95 %"):
        write_polygons(percents(tmp_path), str(tmp_path / "p.gpkg"), 95, UTM, lambda _: None)
    assert not list(tmp_path.glob("*.gpkg"))
    assert not list(tmp_path.glob(".*"))


def test_cancelled_polygons_leave_nothing(qgis_app, tmp_path):
    def cancel(_):
        raise JobCancelled()

    with pytest.raises(JobCancelled):
        write_polygons(percents(tmp_path), str(tmp_path / "p.gpkg"), 50, UTM, cancel)
    assert not list(tmp_path.glob(".*"))


def test_folders_that_are_gone_are_said_so(qgis_app, tmp_path):
    with pytest.raises(PolygonsNotWritten):
        write_polygons(percents(tmp_path), str(tmp_path / "gone" / "p.gpkg"), 50, UTM, lambda _: None)
    pixels = Pixels.of(pictured(2, 1, bytes([0, 254])))
    with pytest.raises(AttentionNotWritten):
        write_attention(str(tmp_path / "gone" / "a.tif"), pixels, (0, 0, 1, 1), "")


def test_the_attention_is_written_in_percent(qgis_app, tmp_path):
    pixels = Pixels.of(pictured(2, 2, bytes([0, 127, 254, 255]), bytes([254, 255, 0, 254])))
    out = str(tmp_path / "a.tif")
    write_attention(out, pixels, (500_000, 4_000_000, 500_160, 4_000_160), UTM.toWkt())
    assert read(out).tolist() == [[[0, 50], [100, 255]], [[100, 255], [0, 100]]]
    dataset = gdal.Open(out)
    assert dataset.GetGeoTransform() == (500_000, 80, 0, 4_000_160, 0, -80)
    assert dataset.GetRasterBand(1).GetNoDataValue() == 255
    del dataset


def test_the_bounds_of_a_tile():
    corners = [(1, 5), (4, 5), (4, 2), (1, 2)]
    numbers = {f"tile_{axis}{n}": place["xy".index(axis)] for n, place in enumerate(corners) for axis in "xy"}
    assert extent_of(numbers) == (1, 2, 4, 5)


def test_pictures_of_answers(qgis_app):
    codes = Pixels.of(pictured(3, 1, bytes([10, 80, 255])))
    image = indexed(codes, class_table({10: "#00ff00", 80: "#0000ff"}))
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#00ff00", "#0000ff"]
    assert image.pixelColor(2, 0).alpha() == 0
    bands = Pixels.of(pictured(2, 1, bytes([200, 9]), bytes([100, 9]), bytes([50, 9]), bytes([255, 0])))
    assert coloured(bands).pixelColor(0, 0).getRgb() == (200, 100, 50, 255)
    assert coloured(bands).pixelColor(1, 0).alpha() == 0


@pytest.mark.parametrize(
    "answer",
    [
        ViewAnswer(2, 2, 1, "no base64!"),
        ViewAnswer(2, 2, 1, "AAAA"),
        pictured(3, 3, bytes(8)),
        ViewAnswer(0, 0, 0, pictured(1, 1, b"").pixels),
    ],
)
def test_answers_that_make_no_sense(answer):
    with pytest.raises(BackendProtocolError):
        Pixels.of(answer)
