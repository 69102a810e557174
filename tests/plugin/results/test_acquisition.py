"""When a scene was taken: from its layer's settings, its metadata, GDAL, or a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import Qgis, QgsDateTimeRange, QgsRasterLayer
from qgis.PyQt.QtCore import QDateTime, Qt

from sardino.plugin.results.acquisition import acquisition, in_name
from tests.plugin.fixtures.rasters import open_raster, radar, write_raster


def words(found: QgsDateTimeRange) -> tuple[str, str]:
    return found.begin().toString(Qt.DateFormat.ISODate), found.end().toString(Qt.DateFormat.ISODate)


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        (
            "S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_046781_059BBC_D9B5",
            "2023-01-14T13:50:12Z",
            "2023-01-14T13:50:37Z",
        ),
        ("S1B_20190201T050607_vh", "2019-02-01T05:06:07Z", "2019-02-01T05:06:07Z"),
        ("flood 2021-07-15", "2021-07-15T00:00:00Z", "2021-07-15T23:59:59Z"),
        ("mosaic_20200229", "2020-02-29T00:00:00Z", "2020-02-29T23:59:59Z"),
    ],
)
def test_a_name_tells_the_time(qgis_app, name, begin, end):
    assert words(in_name(name)) == (begin, end)


@pytest.mark.parametrize(
    "name", ["los_angeles_vh", "tile_20211399", "orbit 046781", "20230114135012", "1920x1080", "2023-02-30"]
)
def test_what_is_no_time_is_not_taken_for_one(qgis_app, name):
    assert in_name(name).isInfinite()


@pytest.fixture
def layer(tmp_path: Path, qgis_new_project) -> QgsRasterLayer:
    return open_raster(write_raster(tmp_path / "scene_20200101.tif", radar()), "Bay 2019-05-05")


def test_the_file_s_name_comes_before_the_layer_s(layer):
    assert words(acquisition(layer))[0] == "2020-01-01T00:00:00Z"


def test_gdal_s_metadata_come_before_names(tmp_path, qgis_new_project):
    path = write_raster(tmp_path / "scene_20200101.tif", radar())
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetMetadataItem("ACQUISITIONDATETIME", "2018-03-04 05:06:07", "IMAGERY")
    dataset.FlushCache()
    del dataset
    assert words(acquisition(open_raster(path, "Bay")))[0] == "2018-03-04T05:06:07Z"


def test_the_layer_s_own_settings_come_first(layer):
    moment = QDateTime.fromString("2017-01-02T03:04:05Z", Qt.DateFormat.ISODate)
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(QgsDateTimeRange(moment, moment))
    properties.setIsActive(True)
    assert words(acquisition(layer)) == ("2017-01-02T03:04:05Z", "2017-01-02T03:04:05Z")
