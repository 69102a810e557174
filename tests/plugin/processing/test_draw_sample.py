"""``sardino:drawsample`` in real QGIS: strata, seeds, sizes, the form."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsVectorLayer

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


def product(path, values, band, ours=True):
    """A raster as Sardino writes it: the name of its band says what it is."""
    dataset = gdal.Open(write_raster(path, values[None], nodata=255, names=(band,)), gdal.GA_Update)
    if ours:
        dataset.SetMetadataItem("SARDINO_VERSION", "1")
    dataset = None
    return open_raster(path, band)


def strata_of(sample):
    return {(item["stratum"], item["stratum_px"]) for item in sample.getFeatures()}


def test_familiarity_makes_two_strata_of_a_class_and_not_a_hundred(run_named, land_cover, tmp_path):
    land = land_cover(np.full((100, 100), 10, np.uint8))
    percent = np.tile(np.arange(100, dtype=np.uint8), (100, 1))
    percent[:, 99] = 255
    second = product(tmp_path / "f.tif", percent, "Familiarity (%)")
    sample = drawn(run_named, land, tmp_path, STRATA=second)
    assert strata_of(sample) == {("10/1", 500), ("10/2", 9400)}
    said = " ".join(run_named.feedback.infos)
    assert "Tree cover, unfamiliar" in said and "Tree cover, familiar" in said
    for item in sample.getFeatures():
        column = int((item.geometry().asPoint().x() - WEST) / PIXEL)
        assert item["stratum"] == ("10/1" if percent[0, column] < 5 else "10/2")
    # The user's own limits come first.
    sample = drawn(run_named, land, tmp_path, "b.gpkg", STRATA=second, STRATA_LIMITS="80; 50")
    assert strata_of(sample) == {("10/1", 5000), ("10/2", 3000), ("10/3", 1900)}
    assert "Tree cover, 50 to 80" in " ".join(run_named.feedback.infos)


def test_change_makes_two_strata_of_a_class(run_named, land_cover, tmp_path):
    change = np.ones((50, 50), np.uint8)
    change[:10] = np.arange(2, 12)[:, None]
    second = product(tmp_path / "c.tif", change, "Change")
    sample = drawn(run_named, land_cover(np.full((50, 50), 10, np.uint8)), tmp_path, STRATA=second)
    assert strata_of(sample) == {("10/1", 2000), ("10/2", 500)}


def test_a_measurement_as_second_layer_needs_limits(run_named, land_cover, tmp_path):
    land = land_cover(np.full((100, 100), 10, np.uint8))
    percent = np.tile(np.arange(100, dtype=np.uint8), (100, 1))
    second = product(tmp_path / "p.tif", percent, "Familiarity (%)", ours=False)
    with pytest.raises(QgsProcessingException, match="Give limits"):
        drawn(run_named, land, tmp_path, STRATA=second)
    with pytest.raises(QgsProcessingException, match="are no limits"):
        drawn(run_named, land, tmp_path, STRATA=second, STRATA_LIMITS="half")
    assert not (tmp_path / "sample.gpkg").exists()
    height = open_raster(write_raster(tmp_path / "h.tif", (percent / 10)[None].astype(np.float32)), "height")
    sample = drawn(run_named, land, tmp_path, STRATA=height, STRATA_LIMITS="2.5")
    assert strata_of(sample) == {("10/1", 2500), ("10/2", 7500)}


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


def test_a_sample_that_nothing_loads_keeps_its_form_and_its_blindness(run_named, land_cover, tmp_path):
    """As in a batch or from a terminal: whoever opens the file later interprets it in the panel."""
    path = str(tmp_path / "later.gpkg")
    run_named("drawsample", {"INPUT": land_cover(), "SIZE": 40, "OUTPUT": path})
    sample = QgsVectorLayer(path, "later", "ogr")
    assert [item.name for item in facts_of(sample).classes] == [name for name, _ in NAMES.values()]
    assert sample.editorWidgetSetup(sample.fields().lookupField("class")).type() == "ValueMap"
    assert not map_class_is_shown(sample)


def test_a_map_without_any_class_has_no_sample(run_named, land_cover, tmp_path):
    with pytest.raises(QgsProcessingException, match="holds no pixel with a class"):
        drawn(run_named, land_cover(np.zeros((20, 20), np.uint8)), tmp_path)
    assert not (tmp_path / "sample.gpkg").exists()
