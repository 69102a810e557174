"""The algorithms about models, with a trainer that only pretends; and the scores that they write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsRasterLayer, QgsVectorLayer

from sardino.plugin.labels.scores import class_rows, headline, to_csv, to_html
from tests.plugin.fixtures.fake_scores import SCORES
from tests.plugin.fixtures.finetune import box, five_of_each, polygon_layer
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.finetune"]


@pytest.fixture
def finetune(process: Any, trainer: Any, scene: QgsRasterLayer) -> Any:
    """Runs ``sardino:finetunemodel`` on the test scene."""

    def run(labels: QgsVectorLayer, feedback: Any = None, **parameters: Any) -> dict[str, Any]:
        values = {"SCENES": [scene.id()], "LABELS": [labels.id()], "FIELD": "lc", **parameters}
        return process("finetunemodel", feedback, **values)

    return run


def test_trains_and_writes_a_report(finetune: Any, labels: QgsVectorLayer, tmp_path: Path) -> None:
    feedback = Listener()
    results = finetune(labels, feedback, NAME="mine", REPORT=str(tmp_path / "report.html"))
    assert results["MODEL"] == "mine"
    assert results["MIOU"] == pytest.approx(0.861)
    assert json.loads(results["SCORES"])["metrics"]["polygons"] == 10
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>mine</h1>" in page
    assert "Tree cover" in page
    assert "2 polygons lie outside the scene." in feedback.warnings
    assert feedback.percents == sorted(feedback.percents)


def test_the_model_s_name_follows_the_file_or_the_scene(
    finetune: Any, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    assert finetune(labels, OUTPUT=str(tmp_path / "town.safetensors"))["MODEL"] == "town"
    assert finetune(labels)["MODEL"] == "scene-tuned"


def test_without_classes_every_value_is_one(finetune: Any, scene: QgsRasterLayer) -> None:
    words = polygon_layer("string", five_of_each("Water", "oak"))
    model = json.loads(finetune(words)["SCORES"])["model"]
    assert [(item["code"], item["name"]) for item in model["classes"]] == [(80, "Water"), (1, "oak")]


def test_values_in_no_class_are_said(finetune: Any, labels: QgsVectorLayer) -> None:
    feedback = Listener()
    classes = [{"code": 10, "name": "Trees"}, {"code": 20, "name": "Shrubs"}]
    finetune(labels, feedback, CLASSES=json.dumps(classes))
    assert any("with the value '80' are in no class" in text for text in feedback.warnings)


@pytest.mark.parametrize(
    ("polygons", "words"),
    [
        ([], "no polygon with a class"),
        ([(box(0, 0), None)], "no polygon with a class"),
        ([(box(0, 0), 10), (box(20, 0), 10)], "one other class"),
    ],
    ids=["no polygons", "only NULL", "one class"],
)
def test_nothing_to_learn(finetune: Any, scene: QgsRasterLayer, polygons: Any, words: str) -> None:
    with pytest.raises(QgsProcessingException, match=words):
        finetune(polygon_layer("integer", polygons))


def test_a_field_that_is_not_there(finetune: Any, labels: QgsVectorLayer) -> None:
    with pytest.raises(QgsProcessingException, match="no field 'other'; it has: lc"):
        finetune(labels, FIELD="other")


def test_classes_that_are_no_json(finetune: Any, labels: QgsVectorLayer) -> None:
    with pytest.raises(QgsProcessingException, match="Write them like this"):
        finetune(labels, CLASSES="Water, Trees")


def test_cancelled_in_mid_run(finetune: Any, trainer: Any, labels: QgsVectorLayer) -> None:
    trainer("train_long")
    feedback = Listener(lambda percent, text: percent > 20)
    assert finetune(labels, feedback) == {}


def test_a_dead_worker_is_said(finetune: Any, trainer: Any, labels: QgsVectorLayer) -> None:
    trainer("train_killed")
    with pytest.raises(QgsProcessingException, match="Start again"):
        finetune(labels)


def test_second_layers_have_to_pair(finetune: Any, scene: QgsRasterLayer, labels: QgsVectorLayer) -> None:
    with pytest.raises(QgsProcessingException, match="one second layer per scene"):
        finetune(labels, CROSS_POL=[scene.id(), scene.id()])


def test_evaluates_a_model(
    process: Any, trainer: Any, scene: QgsRasterLayer, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    results = process(
        "evaluatemodel", SCENES=[scene.id()], LABELS=[labels.id()], FIELD="lc", TABLE=str(tmp_path / "t.csv")
    )
    assert results["ACCURACY"] == pytest.approx(0.925)
    assert "Tree cover,0.92,0.86" in (tmp_path / "t.csv").read_text(encoding="utf-8")


def test_inspects_labels(process: Any, trainer: Any, scene: QgsRasterLayer, labels: QgsVectorLayer) -> None:
    results = process("inspectlabels", SCENES=[scene.id()], LABELS=[labels.id()], FIELD="lc")
    assert json.loads(results["LABEL_REPORT"])["outside"] == 2


def test_suggests_places_in_any_format(
    process: Any, trainer: Any, scene: QgsRasterLayer, labels: QgsVectorLayer, tmp_path: Path
) -> None:
    for output in ("memory:", str(tmp_path / "places.geojson"), str(tmp_path / "places.gpkg")):
        results = process("suggestlabels", INPUT=scene.id(), LABELS=[labels.id()], COUNT=3, OUTPUT=output)
        layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], process.context)
        assert [feature["rank"] for feature in layer.getFeatures()] == [1, 2, 3]


# Scores


def test_scores_in_words_and_tables() -> None:
    assert headline(SCORES) == "mIoU 0.86, accuracy 92 %, kappa 0.85 (estimate from 10 polygons)"
    assert class_rows(SCORES)[0] == ("Tree cover", "0.92", "0.86", "0.95", "0.90", "100")
    rows = to_csv(SCORES, "mine").splitlines()
    assert rows[0] == "Model,mine"
    assert rows[-2:] == ["Tree cover,90,10", "Water,5,95"]


def test_a_class_name_is_neither_markup_nor_formula() -> None:
    import dataclasses

    from sardino.model.protocol.values import ClassInfo

    named = dataclasses.replace(
        SCORES, classes=[ClassInfo(1, "<b>x</b>", "#000000"), ClassInfo(2, "=1+1", "#ffffff")]
    )
    assert "<b>x</b>" not in to_html(named, "m")
    assert "'=1+1" in to_csv(named, "m")


def test_a_class_that_does_not_occur_has_a_dash() -> None:
    import dataclasses

    empty = dataclasses.replace(SCORES, confusion=[[90, 0], [0, 0]], f1=[1.0, None], iou=[1.0, None])
    assert class_rows(empty)[1][1:] == ("–", "–", "–", "–", "0")
    assert "–" in to_html(empty, "m")
