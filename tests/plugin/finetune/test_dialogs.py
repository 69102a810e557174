"""The dialogs of scores and models, and the curve, in a real QGIS application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QTextBrowser

from sardino.model.protocol.values import ClassInfo, ErrorInfo, ModelInfo, SourceScores
from sardino.plugin.backend import shared_client
from sardino.plugin.finetune.curve import CurvePoints, CurveView
from sardino.plugin.finetune.model_card import card_html
from sardino.plugin.finetune.models_dialog import ModelsDialog
from sardino.plugin.finetune.scores_dialog import ScoresDialog
from tests.plugin.fixtures.fake_scores import SCORES

pytest_plugins = ["tests.plugin.fixtures.finetune"]


@pytest.fixture
def models(qgis_app: Any, trainer: Any, qtbot: Any) -> ModelsDialog:
    dialog = ModelsDialog(shared_client)
    qtbot.addWidget(dialog)
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=20_000)
    return dialog


def names(dialog: ModelsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_models_are_imported_renamed_preferred_and_deleted(
    models: ModelsDialog, qtbot: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *a, **k: (str(tmp_path / "town.safetensors"), "")
    )
    models.import_button.click()
    qtbot.waitUntil(lambda: names(models) == ["starter (default)", "town"])
    assert models.current().name == "town"
    assert "Water" in models.card.toPlainText()
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("city", True))
    models.rename_button.click()
    qtbot.waitUntil(lambda: "city" in names(models))
    models.default_button.click()
    qtbot.waitUntil(lambda: "city (default)" in names(models))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "out"), ""))
    models.export_button.click()
    qtbot.waitUntil((tmp_path / "out.safetensors").exists)
    qtbot.waitUntil(models.list.isEnabled)
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *a, **k: answers.pop(0))
    models.delete_button.click()
    assert "city (default)" in names(models)
    models.delete_button.click()
    qtbot.waitUntil(lambda: names(models) == ["starter"])


def test_a_refusal_of_the_worker_is_shown(models: ModelsDialog, qtbot: Any) -> None:
    models.manage("recover", "nothing")
    qtbot.waitUntil(lambda: "Nothing was saved yet" in models.note.text())
    assert models.list.isEnabled()


def test_a_bundled_model_stays(models: ModelsDialog) -> None:
    from sardino.plugin.paths import PLUGIN_ROOT

    models._models = [ModelInfo("b", str(PLUGIN_ROOT / "resources" / "checkpoints" / "b.safetensors"))]
    models._show_current()
    assert not models.delete_button.isEnabled()
    assert not models.rename_button.isEnabled()
    assert models.export_button.isEnabled()
    assert not models._why.isHidden()
    assert "came with Sardino" in models._why.text()


def test_a_chosen_model_is_shown_whatever_was_seen_before(models: ModelsDialog, qtbot: Any) -> None:
    models.manage("import", "/m/second.safetensors", done="Done.")
    qtbot.waitUntil(lambda: "second" in names(models))
    for name in ("starter", "second", "starter"):
        models.refresh(name)
        qtbot.waitUntil(lambda: models._question is None and models.current() is not None)
        assert models.current().name == name


def test_a_card_is_a_page_and_no_markup_of_the_card_s_own() -> None:
    card = {"base": "starter", "metrics": {"miou": 0.51234}, "licence": "<script>", "note": None}
    page = card_html(ModelInfo("mine", "/m/mine.safetensors", card=card))
    assert "Fine-tuned from" in page
    assert "0.5123" in page
    assert "<script>" not in page
    broken = ModelInfo("half", "/m/half", error=ErrorInfo("model_not_readable", "Cut short.", "Again."))
    assert "Cut short. Again." in card_html(broken)


def test_scores_of_a_card_have_their_intervals_and_classes_their_names() -> None:
    metrics = {
        "miou": 0.5994,
        "miou_interval": [0.4507, 0.6445],
        "iou": {"80": 0.8121, "7": 0.5},
        "water_iou": {"VH alone": 0.25},
        "water_iou_interval": {"VH alone": [0.125, 0.5]},
        "kappa": 0.7,
        "kappa_interval": ["low", "<b>"],
    }
    card = {"metrics": metrics, "summary": "Once."}
    classes = [ClassInfo(80, "Water", "#0064c8")]
    page = card_html(ModelInfo("mine", "/m/mine.safetensors", card=card, classes=classes, summary="Once."))
    assert "miou: 0.599 (0.451–0.644)" in page and "miou interval" not in page
    assert "iou: Water: 0.8121; 7: 0.5" in page
    assert "water iou: VH alone: 0.25 (0.125–0.5)" in page
    assert "kappa: 0.7" in page and "<b>low" not in page  # somebody else's card
    assert page.count("Once.") == 1


def test_scores_are_copied_and_exported(qgis_app: Any, qtbot: Any, tmp_path: Path) -> None:
    dialog = ScoresDialog(SCORES, "mine")
    qtbot.addWidget(dialog)
    assert dialog.classes.item(0, 1).text() == "0.92"
    assert dialog.matrix.item(0, 1).text() == "10"
    assert "'Tree cover' were taken for 'Water'" in dialog.matrix.item(0, 1).toolTip()
    dialog.copy()
    assert "Tree cover\t90\t10" in QgsApplication.clipboard().text()
    assert "<table>" in QgsApplication.clipboard().mimeData().html()
    dialog.export(tmp_path / "a.html")
    dialog.export(tmp_path / "a.csv")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("Model,mine")


def test_a_curve_begins_anew_with_each_training() -> None:
    points = CurvePoints()
    for stage, step, loss in (
        ("validation", 0, 2.0),
        ("validation", 9, 1.0),
        ("validation", 0, 2.0),
        ("training", 1, 1.5),
    ):
        points.add(stage, {"step": step, "steps": 10, "loss": loss})
    assert [len(series.loss) for series in points.series] == [2, 1, 1]
    assert points.latest("loss") == 1.5
    assert points.latest("miou") is None


def test_a_long_training_does_not_fill_memory() -> None:
    points = CurvePoints()
    for step in range(20_000):
        points.add("training", {"step": step, "steps": 20_000, "loss": 1.0})
    assert len(points.series[0].loss) <= 2001


def test_the_curve_is_drawn_in_light_and_dark(qgis_app: Any, qtbot: Any) -> None:
    from qgis.PyQt.QtGui import QColor, QPalette

    for background in ("white", "#202020"):
        view = CurveView()
        qtbot.addWidget(view)
        view.resize(300, 150)
        palette = view.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(background))
        view.setPalette(palette)
        for step in range(10):
            view.add("training", {"step": step, "steps": 10, "loss": 2.0 - 0.1 * step, "miou": 0.05 * step})
        image = view.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(300) for y in range(150)}
        loss, miou = view.colours()
        assert {loss.name(), miou.name()} <= colours
        assert view.accessibleDescription() == "loss 1.10, held-out mIoU 0.45"


def test_scores_by_region_are_a_table_above_the_known_failures() -> None:
    scores = [
        SourceScores("Alps <b>", 6, ["VV", "VH"], True, 0.56, 0.774, 0.07, 0.151),
        SourceScores("Chips", 8, ["VV"], True, water_iou=0.08),
    ]
    entries = [vars(item) for item in scores]
    card = {"metrics": {"miou": 0.4, "by_source": entries}, "known_failures": ["Built-up is said of fields."]}
    browser = QTextBrowser()
    browser.setHtml(card_html(ModelInfo("mine", "/m/mine.safetensors", card=card, by_source=scores)))
    text = browser.toPlainText().replace("\u00a0", " ")
    assert "<b>" in text, "a name is no markup"
    table, rest = text.split("Known failures")
    lines = [line.strip() for line in table.splitlines()]
    at = lines.index("Alps <b> (6)")
    assert lines[at - 1] == "VV, VH, calibrated"
    assert lines[at + 1 : at + 5] == ["77 %", "0.56", "0.07", "15 %"]
    assert "IoU of water: 0.08" in lines
    assert "by source" not in rest and "miou: 0.4" in rest
    without = card_html(ModelInfo("mine", "/m/mine.safetensors", card={"metrics": {}}))
    assert "<table" not in without
