"""``sardino:change``, ``sardino:combinedates`` and the report in real QGIS with the real worker."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProject

from sardino.plugin.rasters.source import OpenRaster, take_map
from sardino.plugin.rasters.strata import Second
from sardino.plugin.results.layers import load_results
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]

BEFORE = "S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_046785_059BE9_A"
AFTER = "S1A_IW_GRDH_1SDV_20230126T135012_20230126T135037_046960_05A1D2_B"


@pytest.fixture
def process(provider, qgis_new_project, tiny_model):
    """Runs one of our algorithms; the context stays in ``process.context``."""

    def run(name, feedback=None, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
        context = process_context()
        run.context = context
        results, ok = algorithm.run(parameters, context, feedback or Listener(), {}, False)
        assert ok
        return results

    def process_context():
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        return context

    return run


@pytest.fixture
def pair(tmp_path, qgis_new_project):
    """Two dates: the right half becomes dark."""
    first, second = radar(seed=1), radar(seed=2)
    second[:, :, 96:] -= 12
    return [
        open_raster(write_raster(tmp_path / f"{name}.tif", bands, names=("VV", "VH")), name)
        for name, bands in ((BEFORE, first), (AFTER, second))
    ]


def changed(process, pair, tiny_model, tmp_path, **more):
    values = {
        "BEFORE": pair[0], "AFTER": pair[1], "MODEL": tiny_model, "DEVICE": "cpu",
        "OUTPUT_FOLDER": str(tmp_path / "out"),
    }  # fmt: skip
    return process("change", more.pop("feedback", None), **{**values, **more})


def test_change_makes_styled_layers_in_a_group(process, pair, tiny_model, tmp_path):
    results = changed(process, pair, tiny_model, tmp_path, TABLE=str(tmp_path / "out" / "table.csv"))
    matrix = json.loads(results["MATRIX"])
    assert np.sum(matrix["matrix_pixels"]) == 96 * 128
    assert np.sum(matrix["matrix_ha"]) == pytest.approx(96 * 128 / 100, rel=0.01)
    assert Path(results["TABLE"]).read_text().count("\n") == len(matrix["classes"]) + 1
    layers = {layer.name(): layer for layer in load_results(process.context, Listener())}
    assert set(layers) == {
        "Change of class",
        "Probability of change",
        "Change of embeddings",
        "Change of backscatter",
    }
    change = take_map(layers["Change of class"])
    assert Second.of(change, OpenRaster(change)).words(1) == "unchanged"  # a sample by change knows the file
    legend = layers["Change of class"].renderer().classes()
    assert legend[0].label == "No change"
    assert len(legend) == len(matrix["transitions"]) + 1
    time = layers["Change of class"].temporalProperties()
    assert time.isActive()
    assert time.fixedTemporalRange().begin().toString("yyyyMMdd") == "20230114"
    assert time.fixedTemporalRange().end().toString("yyyyMMdd") == "20230126"
    (group,) = QgsProject.instance().layerTreeRoot().findGroups()
    assert group.findLayers()[0].name() == "Change of class"
    ratio = read(results["BACKSCATTER"])[0]
    assert np.nanmean(ratio[:, 110:]) == pytest.approx(-12, abs=1)
    assert abs(np.nanmean(ratio[:, :80])) < 0.5
    assert Path(results["CHANGE"]).with_suffix(".qml").is_file()


def test_a_change_of_other_places_is_refused(process, pair, tiny_model, tmp_path):
    dataset = gdal.Open(str(tmp_path / f"{AFTER}.tif"), gdal.GA_Update)
    dataset.SetGeoTransform((900_000, 10, 0, 4_000_000, 0, -10))
    dataset = None
    moved = open_raster(tmp_path / f"{AFTER}.tif", "moved")
    with pytest.raises(QgsProcessingException, match="do not overlap"):
        changed(process, [pair[0], moved], tiny_model, tmp_path)
    assert files_in(tmp_path / "out") == []


def test_a_cancelled_change_leaves_nothing(process, pair, tiny_model, tmp_path):
    feedback = Listener(lambda percent, text: percent > 30)
    assert changed(process, pair, tiny_model, tmp_path, feedback=feedback) == {}
    assert files_in(tmp_path / "out") == []


def test_dates_the_wrong_way_round_are_told_in_the_log(process, pair, tiny_model, tmp_path):
    feedback = Listener()
    changed(process, pair[::-1], tiny_model, tmp_path, feedback=feedback, OUTPUTS=["backscatter"])
    assert any("exchange them" in text for text in feedback.warnings)


def test_another_track_is_said(process, pair, tiny_model, tmp_path):
    other = write_raster(tmp_path / f"{AFTER.replace('046960', '047000')}.tif", radar(), names=("VV", "VH"))
    feedback = Listener()
    layer = open_raster(other, Path(other).stem)
    changed(process, [pair[0], layer], tiny_model, tmp_path, feedback=feedback, OUTPUTS=["backscatter"])
    assert any("different tracks" in text for text in feedback.warnings)


def test_dates_are_averaged_and_have_their_time(process, pair, tmp_path):
    out = str(tmp_path / "mean.tif")
    assert process("combinedates", INPUTS=pair, OUTPUT=out)["DATES"] == 2
    bands = read(out)
    assert bands.shape == (5, 96, 128)
    power = [
        10 ** (layer_bands / 10) for layer_bands in (read(pair[0].source())[0], read(pair[1].source())[0])
    ]
    np.testing.assert_allclose(bands[0], 10 * np.log10(np.mean(power, axis=0)), atol=1e-3)
    assert (bands[4] == 2).all()


def test_a_layer_group_holds_the_dates(process, pair, tmp_path):
    group = QgsProject.instance().layerTreeRoot().addGroup("Dates")
    for layer in pair:
        group.addLayer(layer)
    out = str(tmp_path / "mean.tif")
    assert process("combinedates", DATES_GROUP="Dates", OUTPUT=out)["DATES"] == 2
    # A layer that is also named by itself is one date.
    assert process("combinedates", INPUTS=pair[:1], DATES_GROUP="Dates", OUTPUT=out)["DATES"] == 2


@pytest.mark.parametrize(("name", "words"), [("Elsewhere", "no layer group"), ("Empty", "no radar layer")])
def test_a_layer_group_without_dates_says_so(provider, pair, tmp_path, name, words):
    QgsProject.instance().layerTreeRoot().addGroup("Empty")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:combinedates")
    context, feedback = QgsProcessingContext(), Listener()
    context.setProject(QgsProject.instance())
    values = {"INPUTS": pair, "DATES_GROUP": name, "OUTPUT": str(tmp_path / "mean.tif")}
    assert not algorithm.prepare(values, context, feedback)
    assert words in feedback.textLog()


def test_one_date_is_refused(process, pair, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:combinedates")
    values = {"INPUTS": [pair[0].id()], "OUTPUT": str(tmp_path / "mean.tif")}
    fits, _ = algorithm.checkParameterValues(values, QgsProcessingContext())
    assert not fits


def test_a_layer_is_segmented_from_several_dates(process, pair, tiny_model, tmp_path):
    results = process(
        "segmentlayer", INPUT=pair[0], DATES=[pair[1]], MODEL=tiny_model, DEVICE="cpu",
        OUTPUTS=["landcover"], OUTPUT_FOLDER=str(tmp_path / "out"),
    )  # fmt: skip
    made = [name for name in files_in(tmp_path / "out") if not name.endswith(".aux.xml")]
    assert made == [f"{BEFORE}_{ending}" for ending in ("dates.tif", "landcover.qml", "landcover.tif")]
    assert read(results["LANDCOVER"]).shape == (1, 96, 128)
