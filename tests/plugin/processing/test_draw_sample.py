"""``sardino:drawsample`` in real QGIS: strata, seeds, sizes, the form."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsVectorLayer

from sardino.plugin.labels.samples import facts_of, map_class_is_shown, numbers_of, set_class, show_map_class
from tests.plugin.fixtures.finished_maps import NAMES, drawn
from tests.plugin.fixtures.maps import patchy
from tests.plugin.fixtures.rasters import NORTH, PIXEL, WEST, open_raster, write_raster

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


def test_a_sample_is_in_its_strata_and_blind(run_named, land_cover, tmp_path):
    values = patchy()
    sample = drawn(run_named, land_cover(values), tmp_path)
    assert sample.featureCount() == 60
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        column, row = (point.x() - WEST) / PIXEL, (NORTH - point.y()) / PIXEL
        assert (column % 1, row % 1) == (0.5, 0.5)
        code = values[int(row), int(column)]
        assert feature["map_code"] == code and feature["stratum"] == str(code)
        assert feature["stratum_px"] == (values == code).sum()
    assert not map_class_is_shown(sample)
    columns = {item.name: item.hidden for item in sample.attributeTableConfig().columns()}
    assert columns["map_code"] and columns["stratum"] and not columns["class"]
    choices = sample.editorWidgetSetup(sample.fields().lookupField("class"))
    assert choices.type() == "ValueMap"
    assert [next(iter(item)) for item in choices.config()["map"]] == [name for name, _ in NAMES.values()]
    # Numbers say nothing about strata.
    order = [feature["map_code"] for feature in sorted(sample.getFeatures(), key=lambda item: item["id"])]
    assert order != sorted(order)
    show_map_class(sample, True)
    assert map_class_is_shown(sample)


def test_the_same_seed_gives_the_same_points_whatever_the_memory(
    run_named, land_cover, tmp_path, monkeypatch
):
    layer = land_cover()

    def places(sample):
        return [(item["id"], item.geometry().asWkt()) for item in sample.getFeatures()]

    first = places(drawn(run_named, layer, tmp_path, "a.gpkg"))
    monkeypatch.setattr("sardino.plugin.rasters.source.STRIP_PIXELS", 1500)
    assert places(drawn(run_named, layer, tmp_path, "b.gpkg")) == first
    assert places(drawn(run_named, layer, tmp_path, "c.gpkg", SEED=2)) != first


def test_strata_by_a_second_layer_of_another_grid(run_named, land_cover, tmp_path):
    values = np.full((50, 50), 10, np.uint8)
    change = np.ones((1, 25, 25), np.uint8)
    change[0, :5] = 2
    path = write_raster(tmp_path / "change.tif", change)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetGeoTransform((WEST, 20, 0, NORTH, 0, -20))
    dataset = None
    sample = drawn(run_named, land_cover(values), tmp_path, STRATA=open_raster(path, "change"))
    strata = {(item["stratum"], item["stratum_px"]) for item in sample.getFeatures()}
    assert strata == {("10/1", 2000), ("10/2", 500)}


def test_the_wanted_error_decides_the_number(run_named, land_cover, tmp_path):
    def count(error):
        return drawn(
            run_named,
            land_cover(),
            tmp_path,
            f"{error}.gpkg",
            SIZE=None,
            WANTED_ERROR=error,
            ALLOCATION="proportional",
        ).featureCount()

    # 0.85 expected everywhere: p q / e², with the correction for 40,000 pixels.
    assert count(2.0) == pytest.approx(0.1275 / 0.0004, abs=4)
    assert count(4.0) == pytest.approx(0.1275 / 0.0016, abs=2)


def test_a_class_is_saved_at_once(run_named, land_cover, tmp_path):
    sample = drawn(run_named, land_cover(), tmp_path)
    number, feature_id, done = numbers_of(sample)[0]
    assert (number, done) == (1, False)
    assert set_class(sample, feature_id, 80)
    again = QgsVectorLayer(str(tmp_path / "sample.gpkg"), "again", "ogr")
    assert numbers_of(again)[0][2]
    assert not sample.isEditable()
    assert facts_of(sample).classes[0].code == 10
