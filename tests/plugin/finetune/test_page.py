"""The page "Fine-tune" in a real QGIS application, with a trainer that only pretends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

from sardino.plugin.finetune.class_table import POLYGONS
from sardino.plugin.finetune.page import FinetunePage
from sardino.plugin.labels.classes import LabelClass
from sardino.plugin.labels.layers import make_label_layer
from tests.plugin.fixtures.finetune import add_polygons, box, choose, five_of_each, polygon_layer

pytest_plugins = ["tests.plugin.fixtures.finetune"]


def train(page: FinetunePage, qtbot: Any) -> None:
    assert page.blocked_by() == ""
    page.train.button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)


def test_begins_with_the_classes_of_the_base_model(page: FinetunePage) -> None:
    assert [item.name for item in page.labels.classes()] == ["Tree cover", "Water"]
    assert "label layer" in page.blocked_by()


def test_counts_as_polygons_are_drawn(page: FinetunePage, labels: QgsVectorLayer, qtbot: Any) -> None:
    choose(page, labels, qtbot)
    table = page.labels.table.table
    assert [table.item(row, POLYGONS).text() for row in range(2)] == ["5", "5"]
    labels.startEditing()
    add_polygons(labels, [(box(60, 60, 2, 2), 90)])
    qtbot.waitUntil(lambda: "90" in page.labels.counts.by_value)
    qtbot.waitUntil(lambda: [item.code for item in page.labels.classes()] == [10, 80, 90])
    assert "4 pixels" in page.labels.table.warnings["Class 90"]
    assert page.labels.save_button.isVisibleTo(page)
    assert page.labels.save_edits()
    assert not page.labels.save_button.isVisibleTo(page)
    assert labels.isEditable()
    labels.rollBack()


def test_says_what_is_missing(page: FinetunePage, scene: QgsRasterLayer, qtbot: Any) -> None:
    empty = polygon_layer("integer", [])
    page.labels.choose(empty)
    assert "Draw polygons first" in page.blocked_by()
    add_polygons(empty, [(box(3, 3), 10)])
    page.labels.counter.soon()
    qtbot.waitUntil(lambda: "second class" in page.blocked_by())
    assert not page.train.button.isEnabled()
    assert "second class" in page.train.status.text()


def test_trains_and_shows_what_came_of_it(page: FinetunePage, labels: QgsVectorLayer, qtbot: Any) -> None:
    choose(page, labels, qtbot)
    assert page.options.name.text() == "scene-1"
    train(page, qtbot)
    assert page.train.note.text() == "'scene-1' is trained."
    assert page.train.curve.points.latest("miou") == pytest.approx(0.88)
    assert page.train.curve.points.series[0].loss[0][1] == pytest.approx(1.5)
    assert "mIoU 0.86" in page.results.line.text()
    assert "estimate" in page.results.line.text()
    assert page.results.scores_button.isVisibleTo(page)
    qtbot.waitUntil(lambda: page.options.name.text() == "scene-2")


def test_good_enough_keeps_the_best_so_far(
    page: FinetunePage, labels: QgsVectorLayer, trainer: Any, qtbot: Any
) -> None:
    trainer("train_long")
    choose(page, labels, qtbot)
    page.train.button.click()
    qtbot.waitUntil(page.train.finish_button.isEnabled, timeout=20_000)
    page.train.finish_button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)
    assert "ended early" in page.train.note.text()
    assert page.result is not None


def test_cancel_keeps_nothing(page: FinetunePage, labels: QgsVectorLayer, trainer: Any, qtbot: Any) -> None:
    trainer("train_long")
    choose(page, labels, qtbot)
    page.train.button.click()
    qtbot.waitUntil(lambda: bool(page.train.curve.points.series), timeout=20_000)
    page.train.cancel_button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)
    assert "Cancelled" in page.train.note.text()
    assert page.result is None


def test_labels_may_go_while_the_training_runs(
    page: FinetunePage, labels: QgsVectorLayer, trainer: Any, qtbot: Any
) -> None:
    trainer("train_long")
    labels.startEditing()
    add_polygons(labels, [(box(60, 60), 10)])
    choose(page, labels, qtbot)
    page.train.button.click()
    qtbot.waitUntil(page.train.finish_button.isEnabled, timeout=20_000)
    labels.setName("renamed")
    add_polygons(labels, [(box(70, 70), 10)])
    labels.rollBack()
    QgsProject.instance().removeMapLayer(labels.id())
    page.train.finish_button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)
    assert page.result is not None
    assert "label layer" in page.blocked_by()


def test_the_scene_may_go_while_the_training_runs(
    page: FinetunePage, scene: QgsRasterLayer, labels: QgsVectorLayer, trainer: Any, qtbot: Any
) -> None:
    trainer("train_long")
    choose(page, labels, qtbot)
    page.train.button.click()
    qtbot.waitUntil(page.train.finish_button.isEnabled, timeout=20_000)
    QgsProject.instance().removeMapLayer(scene.id())
    page.options.segment_after.setChecked(True)
    page.train.finish_button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)
    assert page.result is not None
    assert "raster layer" in page.blocked_by()


def test_a_killed_worker_s_model_can_be_recovered(
    page: FinetunePage, labels: QgsVectorLayer, trainer: Any, qtbot: Any
) -> None:
    trainer("train_killed")
    choose(page, labels, qtbot)
    page.train.button.click()
    qtbot.waitUntil(lambda: not page.running(), timeout=20_000)
    assert page.train.note.level == "error"
    assert page.recover_button.isVisibleTo(page)
    page.options.name.setText("the next one")
    page.recover_button.click()
    qtbot.waitUntil(lambda: page.train.note.text() == "'scene-1' is recovered.", timeout=20_000)
    assert "scene-1" in page.options.taken_names()
    assert not page.recover_button.isVisibleTo(page)


def test_asks_before_a_model_is_replaced(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any, monkeypatch: Any
) -> None:
    choose(page, labels, qtbot)
    train(page, qtbot)
    qtbot.waitUntil(lambda: "scene-1" in page.options.taken_names())
    page.options.name.setText("scene-1")
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *args: asked.append(args) or QMessageBox.StandardButton.No
    )
    page.train.button.click()
    assert asked
    assert not page.running()
    page.options.name.setText("starter")
    page.train.button.click()
    assert not page.running()
    assert "stays" in page.train.note.text()
    assert len(asked) == 1


def test_words_become_classes(page: FinetunePage, scene: QgsRasterLayer, qtbot: Any) -> None:
    words = polygon_layer("string", five_of_each("water", "oak"))
    choose(page, words, qtbot)
    found = [(item.value, item.code, item.name) for item in page.labels.classes()]
    assert found == [("oak", 1, "oak"), ("water", 80, "Water")]
    page.labels.table.classes  # noqa: B018
    train(page, qtbot)
    assert [item.code for item in page.result.model.classes] == [1, 80]


def test_other_polygons_and_scenes_are_learned_from_too(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    from sardino.plugin.finetune.sources_panel import Source

    more = polygon_layer("integer", [(box(60, 60), 30)], "more")
    choose(page, labels, qtbot)
    page.sources.add(Source(more.id(), "lc"))
    qtbot.waitUntil(lambda: "30" in page.labels.counts.by_value)
    parameters = page._training_parameters()
    assert parameters["LABELS"] == [labels.id(), more.id()]
    assert parameters["FIELD"] == "lc"
    QgsProject.instance().removeMapLayer(more.id())
    assert page.sources.sources == []


def test_the_exact_count_takes_the_place_of_the_quick_one(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    choose(page, labels, qtbot)
    page.labels.check_button.click()
    qtbot.waitUntil(lambda: "outside the scene" in page.labels.problems.text(), timeout=20_000)
    assert page.labels.table.warnings == {"Water": "One polygon cannot be checked."}


def test_a_count_of_other_labels_is_not_shown(page: FinetunePage, labels: QgsVectorLayer, qtbot: Any) -> None:
    other = polygon_layer("integer", five_of_each(), "other")
    choose(page, labels, qtbot)
    page.labels.check_button.click()
    assert page.side_jobs.busy()
    page.labels.choose(other)
    qtbot.waitUntil(lambda: not page.side_jobs.busy(), timeout=20_000)
    assert page.labels.problems.text() == ""
    assert "Water" not in page.labels.table.warnings


def test_values_of_other_labels_become_no_classes(
    page: FinetunePage, labels: QgsVectorLayer, tmp_path: Path, qtbot: Any
) -> None:
    own = make_label_layer(tmp_path / "own.gpkg", labels.crs(), [LabelClass("7", 7, "Reed", "#112233")])
    QgsProject.instance().addMapLayer(own)
    page.labels.choose(labels)
    page.labels.choose(own)  # while the values of the other are being read
    QTest.qWait(600)
    assert [item.name for item in page.labels.classes()] == ["Reed"]


def test_a_cancelled_count_leaves_no_word_that_it_is_on(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    choose(page, labels, qtbot)
    page.labels.check_button.click()
    assert page.labels.problems.text()
    page.abort()
    qtbot.waitUntil(lambda: not page.side_jobs.busy(), timeout=20_000)
    assert page.labels.problems.text() == ""


def test_where_to_label_next(page: FinetunePage, labels: QgsVectorLayer, qtbot: Any) -> None:
    choose(page, labels, qtbot)
    page.results.places.setValue(4)
    page.results.suggest_button.click()
    qtbot.waitUntil(lambda: "4 places" in page.train.note.text(), timeout=20_000)
    (places,) = QgsProject.instance().mapLayersByName("Where to label next")
    assert places.featureCount() == 4
    assert places.labelsEnabled()
    assert QgsProject.instance().layerTreeRoot().children()[0].name() == "Where to label next"


def test_is_usable_in_a_narrow_dock(
    page: FinetunePage, dock: Any, labels: QgsVectorLayer, qtbot: Any
) -> None:
    choose(page, labels, qtbot)
    train(page, qtbot)
    dock.resize(300, 900)
    contents = page._scroll.widget()
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert contents.width() <= 300
    assert contents.minimumSizeHint().width() <= 300
