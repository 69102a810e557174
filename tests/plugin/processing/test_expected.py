"""``CLASSES`` and ``PRIOR`` of ``sardino:segmentlayer``, with the real worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsLayerNotesUtils,
    QgsProcessingContext,
    QgsProcessingException,
    QgsRasterLayer,
)

from sardino.model.protocol.values import ClassInfo, ModelInfo
from sardino.plugin import translation
from sardino.plugin.errors import PluginError
from sardino.plugin.processing.expected import as_code, classes_of, read_classes, read_shares
from sardino.plugin.results.layers import load_results
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener
from tools import translations

pytest_plugins = ["tests.plugin.fixtures.running"]


@pytest.fixture
def scene(tmp_path: Path, qgis_new_project: None) -> QgsRasterLayer:
    return open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "Bay")


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The plugin with German names of two classes."""
    if translations.releaser() is None:  # as in the throw-away roots of newer releases
        pytest.skip("there is no lrelease to make a translation with")
    texts = {"Cropland": "Ackerland", "Built-up": "Bebaute Fläche"}
    translations.write_ts(tmp_path / "sardino_de.ts", "de", texts)
    translations.compile_all(tmp_path)
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    assert translation.install("de")
    yield
    translation.remove()


def test_only_expected_classes_are_said_and_all_of_the_result_says_so(
    run: Any, scene: QgsRasterLayer
) -> None:
    feedback = Listener()
    results = run(scene, feedback, CLASSES="10, built-UP", PRIOR="50=1, 10=3")
    assert set(np.unique(read(results["LANDCOVER"]))) <= {0, 10, 50}
    assert {row["code"] for row in json.loads(results["AREAS"])} <= {10, 50}
    report = json.loads(results["REPORT"])
    assert [item["code"] for item in report["excluded"]] == [80]
    assert report["priors"] == {"10": 0.75, "50": 0.25}
    words = "Never said, since not expected: Permanent water bodies. Expected shares: Tree cover 75\u00a0%"
    assert any(words in text for text in feedback.infos)
    tags = gdal.Open(results["LANDCOVER"]).GetMetadata()
    assert tags["SARDINO_EXPECTED_CLASSES"] == "10 Tree cover, 50 Built-up"
    assert tags["SARDINO_PRIOR_SHARES"] == "10=0.75, 50=0.25"
    layers = {layer.name(): layer for layer in load_results(run.context, feedback)}
    landcover = layers["Land cover"]
    assert "not expected: Permanent water bodies" in QgsLayerNotesUtils.layerNotes(landcover)
    assert "not expected: Permanent water bodies" in landcover.metadata().abstract()
    assert {item.value for item in landcover.renderer().classes()} <= {10, 50}


def test_empty_means_every_class(run: Any, scene: QgsRasterLayer) -> None:
    results = run(scene, CLASSES="", PRIOR="", OUTPUTS=["landcover"])
    assert json.loads(results["REPORT"])["excluded"] == []
    assert "SARDINO_EXPECTED_CLASSES" not in gdal.Open(results["LANDCOVER"]).GetMetadata()


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"CLASSES": "10,,80"}, "'10,,80' is no list of classes"),
        ({"PRIOR": "10=0.5,80=0"}, "'80=0' is no share of a class"),
        ({"PRIOR": "10=0.5,80"}, "'80' is no share of a class"),
        ({"PRIOR": "10=inf"}, "'10=inf' is no share of a class"),
        ({"PRIOR": "10=1,10=2"}, "each class once"),
    ],
)
def test_what_cannot_be_read_is_refused_beforehand(
    algorithm: Any, scene: QgsRasterLayer, parameters: dict[str, str], words: str
) -> None:
    values = {"INPUT": scene, "OUTPUT_FOLDER": "out", **parameters}
    fits, reason = algorithm.checkParameterValues(values, QgsProcessingContext())
    assert not fits
    assert words in reason


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"CLASSES": "10,Mangroves"}, "no class 'Mangroves'. Its classes are: 10 Tree cover, 50 Built-up"),
        ({"CLASSES": "10"}, "Expect at least two of these: 10 Tree cover"),
        ({"CLASSES": "10,50", "PRIOR": "10=1"}, "no prior share: 50 Built-up"),
    ],
)
def test_what_the_model_lacks_is_refused_by_the_worker(
    run: Any, scene: QgsRasterLayer, tmp_path: Path, parameters: dict[str, str], words: str
) -> None:
    with pytest.raises(QgsProcessingException) as caught:
        run(scene, **parameters)
    assert words in str(caught.value)
    assert not list((tmp_path / "out").glob("*"))


def test_the_log_says_what_the_input_costs_only_with_scores_of_the_model(
    run: Any, tmp_path: Path, qgis_new_project: None
) -> None:
    single = open_raster(write_raster(tmp_path / "one.tif", radar()[:1], names=("VV",)), "One")
    feedback = Listener()
    run(single, feedback, OUTPUTS=["landcover"])
    assert not any("This scene has" in text for text in feedback.warnings)  # tiny has no scores by source
    feedback = Listener()
    run(single, feedback, OUTPUTS=["landcover"], MODEL="sardino-s1-world")
    assert any(text.startswith("This scene has VV alone, calibrated. ") for text in feedback.warnings)


def test_names_in_the_user_s_language_find_their_class(german: None) -> None:
    models = [
        ModelInfo("a", "/m/a.safetensors", classes=[ClassInfo(40, "Cropland", "#f096ff")], is_default=True),
        ModelInfo("b", "/m/b.safetensors", classes=[ClassInfo(7, "Forêt", "#006400")]),
    ]
    assert classes_of(models, "") == classes_of(models, "a") == models[0].classes
    assert classes_of(models, "/m/b.safetensors")[0].code == 7
    assert classes_of(models, "unknown") == []
    assert as_code("ACKERLAND", models[0].classes) == "40"
    assert as_code("Cropland", models[0].classes) == "Cropland", "the worker knows it"
    assert as_code("FORÊT", models[1].classes) == "7"
    assert as_code("Wüste", models[0].classes) == "Wüste"


def test_a_german_name_reaches_the_worker_as_a_code(run: Any, scene: QgsRasterLayer, german: None) -> None:
    names = {"CLASSES": "10, bebaute Fläche, 80", "PRIOR": "Bebaute Fläche=2,10=1,80=1"}
    results = run(scene, OUTPUTS=["landcover"], MODEL="sardino-s1-world", **names)
    report = json.loads(results["REPORT"])
    assert [item["code"] for item in report["classes"]] == [10, 50, 80]
    assert report["priors"] == {"10": 0.25, "50": 0.5, "80": 0.25}


def test_texts_become_words_and_shares() -> None:
    assert read_classes("") == read_classes("  ") == [] and read_shares(" ") == {}
    assert read_classes(" 10, Bare / sparse vegetation ,10") == ["10", "Bare / sparse vegetation"]
    assert read_shares("a=b=0.5, 80 = 2e-1") == {"a=b": 0.5, "80": 0.2}
    with pytest.raises(PluginError):
        read_shares("10=-1")
