"""``sardino:segmentlayer`` in real QGIS with the real worker."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from sardino.model.protocol.envelope import Progress
from sardino.plugin.processing.export import file_stem
from sardino.plugin.processing.progress import ProgressReporter, time_left
from tests.plugin.fixtures.rasters import NORTH, WEST, open_raster, picture, radar, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]

NAMES = {
    "INPUT", "CROSS_POL", "CO_BAND", "CROSS_BAND", "UNITS", "NODATA", "EXTENT", "POLYGONS", "MODEL",
    "CLASSES", "PRIOR", "DEVICE", "PRECISION", "CAREFUL", "OUTPUTS", "ATTENTION_GRID", "ALLOW_ANY",
    "OUTPUT_FOLDER", "KEEP_EARLIER", "DATES", "DATES_GROUP",
}  # fmt: skip
ADVANCED = {
    "CO_BAND", "CROSS_BAND", "NODATA", "PRIOR", "PRECISION", "CAREFUL", "ATTENTION_GRID", "ALLOW_ANY",
    "KEEP_EARLIER", "DATES", "DATES_GROUP",
}  # fmt: skip


@pytest.fixture
def scene(tmp_path, qgis_new_project) -> QgsRasterLayer:
    """A radar layer of 96 by 128 pixels."""
    return open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "Bay")


def test_it_is_found_and_explains_itself(algorithm):
    assert algorithm.id() == "sardino:segmentlayer"
    assert algorithm.group() == "Segmentation"
    assert not algorithm.icon().isNull()
    assert algorithm.icon().availableSizes() or algorithm.icon().pixmap(16).width() == 16
    for word in ("Land cover", "Confidence", "Attention", "Limits"):
        assert word in algorithm.shortHelpString()
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert set(definitions) == NAMES
    assert all(len(item.help()) > 20 for item in definitions.values())
    advanced = {
        name
        for name, item in definitions.items()
        if item.flags() & QgsProcessingParameterDefinition.FlagAdvanced
    }
    assert advanced == ADVANCED
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        "LANDCOVER", "CONFIDENCE", "ATTENTION", "FAMILIARITY", "AREAS", "REPORT", "OUTPUT_FOLDER",
        "MEAN_CONFIDENCE", "LOW_CONFIDENCE_SHARE", "UNFAMILIAR_SHARE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "choose the radar layer"),
        ({"INPUT": "scene.tif", "OUTPUTS": []}, "at least one"),
        ({"INPUT": "scene.tif", "OUTPUT_FOLDER": __file__}, "is a file"),
        ({"INPUT": "missing.tif", "OUTPUT_FOLDER": "out"}, "missing.tif not found"),
    ],
)
def test_what_cannot_work_is_refused_beforehand(algorithm, parameters, words):
    fits, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not fits
    assert words in reason


def test_a_word_that_is_no_choice_is_refused_beforehand(algorithm, scene):
    values = {"INPUT": scene, "OUTPUT_FOLDER": "out"}
    assert algorithm.checkParameterValues(values, QgsProcessingContext())[0]
    fits, reason = algorithm.checkParameterValues({**values, "UNITS": "furlongs"}, QgsProcessingContext())
    assert not fits
    assert "UNITS" in reason or "Pixel values" in reason


def test_a_layer_becomes_three_products_on_its_own_grid(run, scene, tmp_path):
    feedback = Listener()
    results = run(scene, feedback)
    folder = tmp_path / "out"
    assert results["OUTPUT_FOLDER"] == str(folder)
    for key, product, count in (
        ("LANDCOVER", "landcover", 1),
        ("CONFIDENCE", "confidence", 1),
        ("ATTENTION", "attention", 3),
    ):
        assert results[key] == str(folder / f"scene_{product}.tif")
        dataset = gdal.Open(results[key])
        cell = 8 if product == "attention" else 1
        size = (dataset.RasterYSize * cell, dataset.RasterXSize * cell)
        assert (dataset.RasterCount, *size) == (count, 96, 128)
        assert dataset.GetGeoTransform() == (WEST, 10 * cell, 0, NORTH, 0, -10 * cell)
    codes = set(np.unique(read(results["LANDCOVER"])))
    assert codes <= {10, 50, 80}
    areas = json.loads(results["AREAS"])
    assert {row["code"] for row in areas} == codes
    # 96 by 128 pixels of 100 square metres, but for the scale of UTM.
    assert sum(row["hectares"] for row in areas) == pytest.approx(122.88, rel=0.002)
    report = json.loads(results["REPORT"])
    assert report["device"].startswith("CPU")
    assert report["model"] == "tiny"
    confidence = read(results["CONFIDENCE"])
    assert results["MEAN_CONFIDENCE"] == pytest.approx(confidence.mean(), abs=0.5)
    assert results["LOW_CONFIDENCE_SHARE"] == pytest.approx((confidence < 50).mean(), abs=0.01)
    assert any("Mean confidence" in text and "not an accuracy" in text for text in feedback.warnings)
    assert any("VV and VH" in info for info in feedback.infos)
    assert feedback.percents == sorted(feedback.percents)
    assert feedback.percents[-1] == 100
    assert not [name for name in files_in(folder) if name.startswith(".")]


def test_attention_has_the_pixels_of_the_layer_if_asked_for(run, scene):
    results = run(scene, Listener(), OUTPUTS=["attention"], ATTENTION_GRID="full")
    dataset = gdal.Open(results["ATTENTION"])
    assert (dataset.RasterYSize, dataset.RasterXSize) == (96, 128)
    assert dataset.GetGeoTransform() == (WEST, 10, 0, NORTH, 0, -10)


def test_the_layers_are_loaded_styled_and_grouped(run, scene):
    from sardino.plugin.results.layers import load_results

    run(scene)
    layers = load_results(run.context, Listener())
    assert [layer.name() for layer in layers] == ["Land cover", "Confidence", "Attention"]
    assert {item.label for item in layers[0].renderer().classes()} <= {
        "Tree cover",
        "Built-up",
        "Permanent water bodies",
    }
    assert layers[2].renderer().classificationMax() > layers[2].renderer().classificationMin()
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name().startswith("Bay – ")


def test_earlier_files_are_replaced_or_kept_as_one_says(run, scene, tmp_path):
    folder = tmp_path / "out"
    first = run(scene, OUTPUTS=["landcover"])["LANDCOVER"]
    before = Path(first).read_bytes()
    kept = run(scene, OUTPUTS=["landcover", "confidence"], KEEP_EARLIER=True, UNITS="db")
    assert kept["LANDCOVER"] == str(folder / "scene_2_landcover.tif")
    assert kept["CONFIDENCE"] == str(folder / "scene_2_confidence.tif"), "products of a run share a number"
    assert (folder / "scene_2_landcover.qml").is_file()
    assert Path(first).read_bytes() == before
    # A number is taken by any product: here the land cover alone would be free.
    Path(kept["LANDCOVER"]).unlink()
    assert run(scene, OUTPUTS=["landcover"], KEEP_EARLIER=True)["LANDCOVER"].endswith("scene_3_landcover.tif")
    assert run(scene, OUTPUTS=["landcover"])["LANDCOVER"] == first


def test_only_what_is_asked_for_is_made(run, scene, tmp_path):
    results = run(scene, OUTPUTS=["confidence"])
    assert "LANDCOVER" not in results
    assert files_in(tmp_path / "out") == ["scene_confidence.qml", "scene_confidence.tif"]


def test_a_temporary_folder_is_the_default(run, scene):
    results = run(scene, OUTPUT_FOLDER="TEMPORARY_OUTPUT", OUTPUTS=["landcover"])
    assert results["LANDCOVER"].startswith(results["OUTPUT_FOLDER"])
    assert gdal.Open(results["LANDCOVER"]) is not None


def test_a_relative_folder_is_one_in_the_users_folder(run, scene, tmp_path, monkeypatch, repository):
    """The worker's own folder is the plugin's: products went there."""
    monkeypatch.chdir(tmp_path)
    results = run(scene, OUTPUT_FOLDER="out/maps", OUTPUTS=["landcover"])
    assert results["OUTPUT_FOLDER"] == str(tmp_path / "out" / "maps")
    assert results["LANDCOVER"] == str(tmp_path / "out" / "maps" / "scene_landcover.tif")
    assert not (repository / "out").exists()


def test_a_layer_with_a_relative_source_is_found(run, tmp_path, monkeypatch):
    write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH"))
    monkeypatch.chdir(tmp_path)
    layer = QgsRasterLayer("scene.tif", "Bay")
    assert gdal.Open(run(layer, OUTPUTS=["landcover"])["LANDCOVER"]) is not None


def test_a_model_file_may_be_relative(run, scene, tiny_model, monkeypatch):
    monkeypatch.chdir(Path(tiny_model).parent)
    assert run(scene, MODEL=Path(tiny_model).name, OUTPUTS=["landcover"])["LANDCOVER"]


def test_a_nodata_value_that_is_no_number_is_nodata_anyway(run, scene):
    assert run(scene, NODATA=float("nan"), OUTPUTS=["landcover"])["LANDCOVER"]


def test_a_folder_that_cannot_be_one_is_an_error_in_words(run, scene):
    with pytest.raises(QgsProcessingException, match="too long"):
        run(scene, OUTPUT_FOLDER="/tmp/" + "x" * 300)


def test_two_files_are_one_scene(run, tmp_path):
    values = radar()
    vv = QgsRasterLayer(write_raster(tmp_path / "a_vv.tif", values[:1]), "vv")
    vh = QgsRasterLayer(write_raster(tmp_path / "a_vh.tif", values[1:]), "vh")
    report = json.loads(run(vv, CROSS_POL=vh, OUTPUTS=["landcover"])["REPORT"])
    assert (report["description"]["co_pol"], report["description"]["cross_pol"]) == ("VV", "VH")


def test_bands_and_units_are_passed_on(run, scene):
    report = json.loads(run(scene, CO_BAND=0, CROSS_BAND=1, UNITS="db", OUTPUTS=["landcover"])["REPORT"])
    description = report["description"]
    assert (description["co_band"], description["cross_band"], description["units"]) == (0, 1, "db")


def test_a_nodata_value_is_passed_on(run, tmp_path):
    values = radar()
    values[:, :, 64:] = -50
    layer = QgsRasterLayer(write_raster(tmp_path / "scene.tif", values), "half")
    landcover = read(run(layer, NODATA=-50, OUTPUTS=["landcover"])["LANDCOVER"])[0]
    assert (landcover[:, 64:] == 0).all()
    assert (landcover[:, :64] > 0).all()


def test_an_extent_in_another_crs_limits_the_products(run, scene):
    from qgis.core import QgsCoordinateTransform

    utm, degrees = (QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (32611, 4326))
    box = QgsRectangle(WEST + 200, NORTH - 600, WEST + 700, NORTH - 200)
    box = QgsCoordinateTransform(utm, degrees, QgsProject.instance()).transformBoundingBox(box)
    extent = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:4326]"
    layer = QgsRasterLayer(run(scene, EXTENT=extent, OUTPUTS=["landcover"])["LANDCOVER"])
    found = layer.extent()
    assert (found.xMinimum(), found.yMaximum()) == (
        pytest.approx(WEST + 200, abs=20),
        pytest.approx(NORTH - 200, abs=20),
    )
    assert (found.width(), found.height()) == (pytest.approx(500, abs=40), pytest.approx(400, abs=40))


@pytest.fixture
def polygons(qgis_new_project) -> QgsVectorLayer:
    """Two polygons in the scene of 20 by 20 pixels each."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32611", "fields", "memory")
    features = []
    for left in (100, 600):
        feature = QgsFeature()
        box = QgsRectangle(WEST + left, NORTH - 400, WEST + left + 200, NORTH - 200)
        feature.setGeometry(QgsGeometry.fromRect(box))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_only_inside_polygons(run, scene, polygons):
    landcover = read(run(scene, POLYGONS=polygons, OUTPUTS=["landcover"])["LANDCOVER"])
    assert np.count_nonzero(landcover) == 800


def test_only_inside_selected_polygons(run, scene, polygons):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    polygons.selectByIds([2])
    source = QgsProcessingFeatureSourceDefinition(polygons.id(), True)
    landcover = read(run(scene, POLYGONS=source, OUTPUTS=["landcover"])["LANDCOVER"])
    assert np.count_nonzero(landcover) == 400


def test_polygons_may_go_before_the_run_s_thread_asks_for_them(
    algorithm, tiny_model, scene, polygons, tmp_path
):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    polygons.selectByIds([2])
    context, feedback = QgsProcessingContext(), Listener()
    context.setProject(QgsProject.instance())
    parameters = {
        "INPUT": scene,
        "POLYGONS": QgsProcessingFeatureSourceDefinition(polygons.id(), True),
        "MODEL": tiny_model,
        "OUTPUTS": ["landcover"],
        "OUTPUT_FOLDER": str(tmp_path / "out"),
        "DEVICE": "cpu",
    }
    assert algorithm.prepare(parameters, context, feedback)
    QgsProject.instance().removeMapLayer(polygons.id())
    landcover = read(algorithm.runPrepared(parameters, context, feedback)["LANDCOVER"])
    assert np.count_nonzero(landcover) == 400, "and not all of the layer instead"


def test_polygons_that_are_not_there_are_an_error(algorithm, scene, tmp_path):
    context, feedback = QgsProcessingContext(), Listener()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": scene, "POLYGONS": "gone", "OUTPUT_FOLDER": str(tmp_path)}
    assert not algorithm.prepare(parameters, context, feedback)


def test_a_layer_in_memory_is_copied_first(run, tmp_path):
    write_raster("/vsimem/only_here.tif", radar(), names=("VV", "VH"))
    feedback = Listener()
    results = run(QgsRasterLayer("/vsimem/only_here.tif", "My bay, 2020"), feedback)
    gdal.Unlink("/vsimem/only_here.tif")
    assert results["LANDCOVER"] == str(tmp_path / "out" / "My_bay_2020_landcover.tif")
    assert gdal.Open(results["LANDCOVER"]).GetGeoTransform() == (WEST, 10, 0, NORTH, 0, -10)
    assert any("Copying 'My bay, 2020'" in text for text in feedback.texts)
    assert feedback.percents == sorted(feedback.percents)


def test_of_two_files_one_may_be_in_memory(run, tmp_path):
    values = radar()
    file = open_raster(write_raster(tmp_path / "a_vv.tif", values[:1]), "vv")
    memory = open_raster(write_raster("/vsimem/a_vh.tif", values[1:]), "vh")
    extent = QgsRectangle(WEST + 200, NORTH - 600, WEST + 700, NORTH - 200)
    results = run(file, CROSS_POL=memory, EXTENT=extent, OUTPUTS=["landcover"])
    assert json.loads(results["REPORT"])["description"]["cross_pol"] == "VH"
    assert gdal.Open(results["LANDCOVER"]).RasterXSize == 50


def test_a_crs_set_in_qgis_counts(run, tmp_path):
    layer = QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar(), epsg=None), "bare")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    results = run(layer, OUTPUTS=["landcover"])
    assert QgsRasterLayer(results["LANDCOVER"]).crs().authid() == "EPSG:32611"
    assert json.loads(results["AREAS"])


def test_a_picture_is_segmented_if_the_user_insists(run, tmp_path):
    layer = QgsRasterLayer(write_raster(tmp_path / "picture.tif", picture()), "picture")
    assert run(layer, ALLOW_ANY=True, OUTPUTS=["landcover"])["LANDCOVER"]


def test_a_task_in_the_background_gives_the_same(algorithm, tiny_model, scene, tmp_path, qtbot):
    from qgis.core import QgsProcessingAlgRunnerTask

    context, feedback = QgsProcessingContext(), Listener()
    parameters = {
        "INPUT": scene,
        "MODEL": tiny_model,
        "OUTPUT_FOLDER": str(tmp_path / "out"),
        "DEVICE": "cpu",
    }
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    with qtbot.waitSignal(task.executed, timeout=120_000) as signal:
        QgsApplication.taskManager().addTask(task)
    assert signal.args[0]
    assert gdal.Open(signal.args[1]["LANDCOVER"]) is not None


def test_progress_says_a_thing_once_and_never_goes_back(qgis_app):
    feedback = Listener()
    reporter = ProgressReporter(feedback)
    reporter.begin("Copying", 0.0, 0.2)
    reporter.fraction(1.0)
    reporter.begin("Starting", 0.2, 1.0)
    for fraction, left in ((0.0, None), (0.5, 61.0), (0.5, 62.0), (2.0, 1.0)):
        reporter.worker(Progress("1", fraction, "Segmenting", left))
    assert feedback.percents == pytest.approx([20, 60, 100])
    assert feedback.texts == [
        "Copying", "Starting", "Segmenting", "Segmenting – 1 min left", "Segmenting – a few seconds left",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3, "a few seconds left"),
        (33, "35 s left"),
        (59, "1 min left"),
        (80, "1.5 min left"),
        (1830, "30 min left"),
        (9000, "2.5 h left"),
    ],
)
def test_time_left_in_words(qgis_app, seconds, text):
    assert time_left(seconds) == text


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("S1A/2020: VV", "S1A_2020_VV"),
        ("..", "layer"),
        ("Ærø", "Ærø"),
        ("a" * 200, "a" * 80),
        ("北" * 80, "北" * 50),
    ],
)
def test_a_layer_s_name_as_a_file_name(name, stem):
    assert file_stem(name) == stem
