"""``sardino:segmentarchive`` in real QGIS with the real worker and its processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProject

from tests.plugin.fixtures.rasters import open_raster, radar, write_raster
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.running"]


@pytest.fixture
def folder(tmp_path, qgis_new_project) -> Path:
    place = tmp_path / "scenes"
    place.mkdir()
    for name in ("a", "b"):
        write_raster(place / f"{name}.tif", radar(), names=("VV", "VH"))
    return place


@pytest.fixture
def archive(provider, tiny_model, tmp_path):
    """Runs the algorithm; returns its results and what it said."""

    def run(parameters, feedback=None):
        feedback = feedback or Listener()
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentarchive")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        given = {
            "OUTPUTS": ["landcover"],
            "WORKERS": 1,
            "MODEL": tiny_model,
            "OUTPUT_FOLDER": str(tmp_path / "out"),
            **parameters,
        }
        results, ok = algorithm.run(given, context, feedback, {}, False)
        assert ok
        return results, feedback, context

    return run


def test_a_folder_is_segmented_and_then_skipped(archive, folder, tmp_path):
    (folder / "broken.tif").write_bytes(b"no raster")
    results, feedback, context = archive({"FOLDER": str(folder), "ADD": True})
    assert (results["DONE"], results["SKIPPED"], results["FAILED"]) == (2, 0, 1)
    assert "broken" in Path(results["FAILURES"]).read_text()
    assert any("failures.csv" in text for text in feedback.warnings)
    collection = json.loads(Path(results["COLLECTION"]).read_text())
    assert [link["href"] for link in collection["links"] if link["rel"] == "item"] == [
        "./a/a.json",
        "./b/b.json",
    ]
    assert any("scenes" in text for text in feedback.texts)
    assert feedback.percents == sorted(feedback.percents)
    loaded = context.layersToLoadOnCompletion()
    assert sorted(Path(path).name for path in loaded) == ["a_landcover.tif", "b_landcover.tif"]
    assert (tmp_path / "out" / "a" / "a_landcover.qml").exists()

    again, _, context = archive({"FOLDER": str(folder)})
    assert (again["DONE"], again["SKIPPED"], again["FAILED"]) == (0, 2, 1)
    assert not context.layersToLoadOnCompletion()


def test_a_list_and_layers_are_the_same_scenes(archive, folder):
    (folder / "list.txt").write_text("a.tif\nb.tif\nb.tif\n")
    results, feedback, _ = archive({"LIST": str(folder / "list.txt")})
    assert (results["DONE"], results["SKIPPED"]) == (2, 0)
    assert any("1" in text and "once" in text for text in feedback.infos)
    layers = [open_raster(str(folder / f"{name}.tif"), name) for name in ("a", "b")]
    results, _, _ = archive({"LAYERS": layers})
    assert (results["DONE"], results["SKIPPED"]) == (0, 2)


def test_a_cancelled_run_goes_on_later(archive, folder, tmp_path):
    write_raster(folder / "b.tif", radar(6000, 6000), names=("VV", "VH"))  # not done before the cancel
    feedback = Listener(lambda percent, text: "1 of 2 scenes" in text)
    results, feedback, _ = archive({"FOLDER": str(folder)}, feedback)
    assert results == {}
    assert any("kept" in text for text in feedback.infos)
    (finished,) = [path.name for path in (tmp_path / "out").iterdir() if path.name in ("a", "b")]
    names = sorted(path.name for path in (tmp_path / "out" / finished).iterdir())
    assert f"{finished}.json" in names and not any(name.startswith(".") for name in names)
    results, _, _ = archive({"FOLDER": str(folder)})
    assert (results["DONE"], results["SKIPPED"]) == (1, 1)


def test_expected_classes_engine_and_care_reach_the_maps(archive, folder, tmp_path):
    given = {"CLASSES": "10, 80", "PRIOR": "10=3, 80=1", "CAREFUL": True, "ENGINE": "torch"}
    results, _, _ = archive({"LAYERS": [open_raster(str(folder / "a.tif"), "a")], **given})
    assert results["DONE"] == 1
    tags = gdal.Open(str(tmp_path / "out" / "a" / "a_landcover.tif")).GetMetadata()
    assert tags["SARDINO_PRIOR_SHARES"] == "10=0.75, 80=0.25"
    assert tags["SARDINO_EXCLUDED_CLASSES"]
    parameters = json.loads(tags["SARDINO_PARAMETERS"])
    assert parameters["careful"] is True and parameters["engine"] == "torch"


def test_shares_that_are_none_are_refused_before_anything_starts(provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentarchive")
    given = {"OUTPUT_FOLDER": "out", "FOLDER": "x", "PRIOR": "10=many"}
    fits, reason = algorithm.checkParameterValues(given, QgsProcessingContext())
    assert not fits and "10=many" in reason


@pytest.mark.parametrize("given", [{}, {"FOLDER": "x", "LIST": "y"}])
def test_one_way_of_naming_scenes_is_asked_for(provider, given):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentarchive")
    fits, reason = algorithm.checkParameterValues({"OUTPUT_FOLDER": "out", **given}, QgsProcessingContext())
    assert not fits and "one of the three" in reason


def test_a_folder_without_scenes_says_what_to_do(archive, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(QgsProcessingException, match="holds no scene"):
        archive({"FOLDER": str(tmp_path / "empty")})
