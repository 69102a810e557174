"""Whatever cannot be used now says why beside it: a tooltip of a grey control is easily missed."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from sardino.model.protocol.envelope import Progress
from sardino.model.protocol.finetuning import FinetuneResult, LabelReport
from sardino.model.protocol.values import ModelInfo
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.finetune.page import FinetunePage
from sardino.plugin.options import OptionsPage
from sardino.plugin.settings import Options, save_options
from tests.plugin.fixtures.dock import DESCRIPTION, Client, detected
from tests.plugin.fixtures.fake_scores import SCORES
from tests.plugin.fixtures.rasters import radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.dock"]


@pytest.fixture
def page(dock: SardinoDock, qtbot: Any) -> FinetunePage:
    dock.show()
    dock.pages.setCurrentWidget(dock.pages.finetune)
    qtbot.waitUntil(lambda: dock.hello is not None)
    return dock.pages.finetune


def said(widget: QWidget) -> str:
    """All the words that are seen in a widget."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


def label_layer() -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32611&field=class:integer", "labels", "memory")
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_the_button_to_segment(dock: SardinoDock, tmp_path: Path) -> None:
    dock.show()
    panel = dock.run_panel
    assert not panel.button.isEnabled()
    assert "Choose a raster layer first." in said(panel)
    path = write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH"))
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "scene"))
    assert panel.button.isEnabled()
    assert panel.status.isHidden()
    dock.output_panel.choose([], "", "beside")
    assert "Tick at least one" in said(panel)
    panel.begin()
    panel.set_blocked("")
    panel.set_text("Segmenting")
    assert panel.status.text() == "Segmenting", "what is missing does not get in the way of a run"
    panel.end("Done.", "info")
    assert panel.status.isHidden()


def test_labels(page: FinetunePage, layer: QgsRasterLayer) -> None:
    assert not page.labels.draw_button.isEnabled()
    assert not page.labels.check_button.isEnabled()
    assert "choose a label layer" in said(page.labels)
    page.labels.choose(label_layer())
    assert page.labels.draw_button.isEnabled()
    assert page.labels.check_button.isEnabled()
    assert "choose a label layer" not in said(page.labels)
    page.labels.set_busy("Another count or search is on.")
    assert not page.labels.check_button.isEnabled()
    assert "Another count" in said(page.labels)


def test_classes(page: FinetunePage, layer: QgsRasterLayer) -> None:
    table = page.labels.table
    table.add()
    table.table.setCurrentCell(-1, -1)
    assert not table.remove_button.isEnabled()
    assert "Choose a class" in said(table)
    table.choose(0)
    assert "Choose a class" not in said(table)
    assert "first" in table.up_button.toolTip() and "last" in table.down_button.toolTip()


def test_what_comes_after_a_training(page: FinetunePage, layer: QgsRasterLayer) -> None:
    results = page.results
    page._show_result(FinetuneResult(ModelInfo("mine", "/m"), SCORES, LabelReport([]), 41.0, "CPU", 1.0))
    assert not results.compare_button.isEnabled()
    assert "no second map yet" in said(results)
    results.set_comparable(True)
    assert "no second map yet" not in said(results)
    results.set_busy("Another count or search is on.")
    assert not results.segment_button.isEnabled() and not results.suggest_button.isEnabled()
    assert "Another count" in said(results)
    results.set_busy("")
    assert "Another count" not in said(results)


def test_a_training_that_has_nothing_to_keep_yet(page: FinetunePage) -> None:
    train = page.train
    train.begin()
    assert not train.finish_button.isEnabled()
    assert "first model" in said(train)
    train.hear(Progress("1", 0.5, "Training", 3.0, "training", {"step": 1.0, "steps": 9.0, "loss": 1.0}))
    assert train.finish_button.isEnabled()
    assert "first model" not in said(train)
    train.end("Done.", "success")


def test_nothing_grey_on_the_pages_is_without_a_word(
    dock: SardinoDock, client: Client, page: FinetunePage, layer: QgsRasterLayer, qtbot: Any
) -> None:
    """A net for what is added later: words in the panel that the control is in."""
    dock.pages.setCurrentIndex(0)
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    # The arrows of a list end at its ends.
    exempt = {page.labels.table.up_button, page.labels.table.down_button}
    for index in range(dock.pages.count()):
        dock.pages.setCurrentIndex(index)
        for control in dock.pages.currentWidget().findChildren(QWidget):
            if not isinstance(control, (QAbstractButton, QComboBox, QLineEdit)) or control in exempt:
                continue
            if control.isVisible() and not control.isEnabled():
                assert reasons_near(control), control.accessibleName() or getattr(control, "text", str)()


def reasons_near(control: QWidget) -> list[str]:
    """Sentences in the panel around a control."""
    panel = control.parentWidget()
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and "." in label.text()]


def test_models_that_cannot_be_read_say_so_in_the_list(page: FinetunePage, dock: SardinoDock) -> None:
    model = dock.model_panel.model
    assert model.itemText(2) == "broken (cannot be read)"


def test_options(qgis_app: Any, client: Client, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    save_options(Options(outputs=["landcover"]))
    made = OptionsPage(lambda: client, lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(made)
    try:
        assert not made.outputs["landcover"].isEnabled()
        assert not made._why.isHidden() and "At least one" in made._why.text()
        made.outputs["attention"].setChecked(True)
        assert made._why.isHidden()
        assert not made.model.isEnabled()
        assert "backend" in made.model.currentText()
        answer = client.hello(), type("Models", (), {"models": client.models})()
        made._answered(answer)
        assert made.model.isEnabled()
        assert [made.model.itemText(row) for row in range(made.model.count())] == ["other", "starter"]
        row = made.device.findData("mps")
        assert "not found here" in made.device.itemText(row)
        made._answered(answer)
        assert made.device.itemText(row).count("not found here") == 1
    finally:
        save_options(Options())


def test_the_second_layer_folds_away_unless_it_is_needed(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    second = dock.layer_panel.second_layer
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    assert second.isCollapsed(), "both polarisations are there"
    client.description = dataclasses.replace(DESCRIPTION, summary="VH only", co_pol="", co_band=0)
    dock._describe()
    qtbot.waitUntil(lambda: detected(dock) == "VH only")
    assert not second.isCollapsed()
    path = write_raster(tmp_path / "vv.tif", radar()[:1])
    other = QgsRasterLayer(path, "vv")
    QgsProject.instance().addMapLayer(other)
    dock.layer_panel.choose(layer)
    second.box.setLayer(other)
    client.description = dataclasses.replace(DESCRIPTION, summary="both now")
    dock._describe()
    qtbot.waitUntil(lambda: detected(dock) == "both now")
    assert not second.isCollapsed(), "what the user has chosen stays in view"
    second.box.setCurrentIndex(0)
    second.box.activated.emit(0)
    client.description = dataclasses.replace(DESCRIPTION, summary="both of one")
    qtbot.waitUntil(lambda: detected(dock) == "both of one")
    assert second.isCollapsed()
    second.setCollapsed(False)
    client.description = dataclasses.replace(DESCRIPTION, summary="looked again")
    dock._describe()
    qtbot.waitUntil(lambda: detected(dock) == "looked again")
    assert not second.isCollapsed(), "whoever opens it finds it open"
