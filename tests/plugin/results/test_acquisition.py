"""When a scene was taken: from its layer's settings, its metadata, GDAL, or a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import Qgis, QgsDateTimeRange, QgsLayerMetadata, QgsRasterLayer
from qgis.PyQt.QtCore import QDateTime, Qt

from sardino.plugin.results.acquisition import (
    acquisition,
    in_name,
    in_text,
    other_track,
    out_of_order,
    shown,
    track,
)
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
        (
            "S1A_IW_20230114T135012_DVP_RTC10_G_gpuned_7A1D_VV",  # HyP3
            "2023-01-14T13:50:12Z",
            "2023-01-14T13:50:12Z",
        ),
        (
            "Subset_S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_046781_059BBC_D9B5_Orb_Cal_TC",  # SNAP
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


def test_metadata_of_a_layer_come_before_the_file(layer):
    # Also fails if the extent of metadata is read that are gone: the suites fill freed memory.
    moment = QDateTime.fromString("2016-02-03T04:05:06Z", Qt.DateFormat.ISODate)
    extent, metadata = QgsLayerMetadata.Extent(), layer.metadata()
    extent.setTemporalExtents([QgsDateTimeRange(moment, moment)])
    metadata.setExtent(extent)
    layer.setMetadata(metadata)
    assert words(acquisition(layer))[0] == "2016-02-03T04:05:06Z"


def test_the_layer_s_own_settings_come_first(layer):
    moment = QDateTime.fromString("2017-01-02T03:04:05Z", Qt.DateFormat.ISODate)
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(QgsDateTimeRange(moment, moment))
    properties.setIsActive(True)
    assert words(acquisition(layer)) == ("2017-01-02T03:04:05Z", "2017-01-02T03:04:05Z")


S1 = "S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_{orbit}_059BBC_D9B5"


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("07-NOV-2020 13:50:12.123456", "2020-11-07T13:50:12Z"),
        ("2020-11-07T13:50:12.5Z", "2020-11-07T13:50:12Z"),
        ("s1a-iw-grd-vh-20201107t135012-20201107t135037-035133-041a05-002", "2020-11-07T13:50:12Z"),
        ("S1A_IW_20201107T135012_DVP_RTC10_G_gpuned_1A2B_VV", "2020-11-07T13:50:12Z"),
    ],
)
def test_a_tag_s_text_tells_the_time(qgis_app, text, begin):
    assert words(in_text(text))[0] == begin


def test_tags_and_sidecars(tmp_path, qgis_new_project):
    path = write_raster(tmp_path / "plain.tif", radar())
    assert acquisition(open_raster(path, "plain")).isInfinite()
    item = {"properties": {"start_datetime": "2021-05-06T07:08:09Z", "end_datetime": "2021-05-06T07:08:34Z"}}
    (tmp_path / "plain.json").write_text(json.dumps(item))
    assert words(acquisition(open_raster(path, "plain"))) == ("2021-05-06T07:08:09Z", "2021-05-06T07:08:34Z")
    for broken in ("{", "[]", '{"properties": 3}'):
        (tmp_path / "plain.json").write_text(broken)
        assert acquisition(open_raster(path, "plain")).isInfinite()
    folder = tmp_path / "scene.data"
    folder.mkdir()
    image = write_raster(folder / "Sigma0_VV.tif", radar()[:1])
    (tmp_path / "scene.dim").write_text(
        "<x><PRODUCT_SCENE_RASTER_START_TIME>07-NOV-2020 13:50:12.1</PRODUCT_SCENE_RASTER_START_TIME></x>"
    )
    assert words(acquisition(open_raster(image, "Sigma0")))[0] == "2020-11-07T13:50:12Z"
    dates = write_raster(tmp_path / "mean.tif", radar())
    dataset = gdal.Open(dates, gdal.GA_Update)
    dataset.SetMetadataItem("SARDINO_DATES", "a_20200101.tif; b_20200301.tif")
    del dataset
    assert words(acquisition(open_raster(dates, "mean"))) == ("2020-01-01T00:00:00Z", "2020-03-01T23:59:59Z")


def test_a_file_inside_a_product_takes_its_time(tmp_path, qgis_new_project):
    folder = tmp_path / f"{S1.format(orbit='046781')}.SAFE" / "measurement"
    folder.mkdir(parents=True)
    layer = open_raster(write_raster(folder / "vv.tif", radar()[:1]), "vv")
    assert shown(acquisition(layer)) == "2023-01-14 13:50 UTC"


def test_the_track_of_sentinel_1():
    assert track(S1.format(orbit="046781")) == (46781 - 73) % 175 + 1
    assert track("s1b-iw-grd-vh-20201107t135012-20201107t135037-024133-02de05-002") == (24133 - 27) % 175 + 1
    assert track("scene_20230114") is None


def test_layers_of_other_tracks_are_said(tmp_path, qgis_new_project):
    layers = [
        open_raster(write_raster(tmp_path / f"{S1.format(orbit=orbit)}.tif", radar()), orbit)
        for orbit in ("046781", "046956", "046957")
    ]
    assert other_track(layers[0], layers[1]) == ""
    assert "different tracks" in other_track(layers[0], layers[2])


def test_dates_the_wrong_way_round_are_said(tmp_path, qgis_new_project):
    first, second, undated = [
        open_raster(write_raster(tmp_path / f"{name}.tif", radar()), name)
        for name in ("a_20200101", "b_20210101", "c")
    ]
    assert "2021-01-01) was taken after the later layer (2020-01-01" in out_of_order(second, first)
    assert out_of_order(first, second) == out_of_order(first, first) == out_of_order(second, undated) == ""
