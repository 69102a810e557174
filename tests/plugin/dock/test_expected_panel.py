"""The group "Expected classes" of the dock, with the models of a scripted worker."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from qgis.core import QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import Qt

from sardino.model.protocol.values import ClassInfo, ErrorInfo, ModelInfo, SourceScores
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.dock.expected_panel import ExpectedPanel
from sardino.plugin.settings import load_choices
from tests.plugin.fixtures.dock import DESCRIPTION, Client

pytest_plugins = ["tests.plugin.fixtures.dock"]

CLASSES = [
    ClassInfo(10, "Tree cover", "#006400"),
    ClassInfo(40, "Cropland", "#f096ff"),
    ClassInfo(80, "Permanent water bodies", "#0064c8"),
    ClassInfo(95, "Mangroves", "#00cf75"),
]
SCORES = [
    SourceScores("Alps", 6, ["VV", "VH"], True, 0.56, 0.77),
    SourceScores("Floods", 21, ["VV"], False, 0.4, 0.62),
]


@pytest.fixture
def client(client: Client) -> Client:
    client.models = [
        ModelInfo("starter", "/m/starter", is_default=True, classes=CLASSES, by_source=SCORES),
        ModelInfo("mine", "/m/mine", classes=CLASSES[1:3]),
        ModelInfo(
            "other", "/m/other", classes=[ClassInfo(1, "Ice", "#ffffff"), ClassInfo(2, "Sea", "#0000ff")]
        ),
        ModelInfo("broken", "/m/broken", error=ErrorInfo("model_not_readable", "Cut short.", "Again.")),
    ]
    return client


@pytest.fixture
def panel(dock: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> ExpectedPanel:
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    return dock.expected_panel


def tick(panel: ExpectedPanel, *codes: int) -> None:
    """Ticks these classes alone, as clicks do."""
    for row in range(panel.list.count()):
        item = panel.list.item(row)
        there = item.data(Qt.ItemDataRole.UserRole) in codes
        item.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)


def choose_model(dock: SardinoDock, name: str) -> None:
    box = dock.model_panel.model
    row = box.findData(name)
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_folded_with_every_class_of_the_model_in_its_colour(dock: SardinoDock, panel: ExpectedPanel) -> None:
    assert panel.isCollapsed() and panel.title() == "Expected classes"
    assert not panel.list.isVisible() and not panel.all_link.isVisible()
    panel.setCollapsed(False)
    assert panel.list.isVisible() and panel.help_link.isVisible()
    texts = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert texts[0] == "Tree cover (10)" and len(texts) == 4
    for row, item in enumerate(CLASSES):
        image = panel.list.item(row).icon().pixmap(12, 12).toImage()
        assert image.pixelColor(6, 6).name() == item.color
    assert dock.parameters()["CLASSES"] == ""


def test_a_choice_is_passed_on_shown_in_the_title_and_taken_back(
    dock: SardinoDock, panel: ExpectedPanel
) -> None:
    tick(panel, 10, 80)
    assert dock.parameters()["CLASSES"] == "10,80"
    assert panel.title() == "Expected classes (2 of 4)"
    assert panel.isCollapsed(), "what cannot be said is seen in the title of the folded group"
    assert not panel.all_link.isHidden()
    panel.all_link.linkActivated.emit("#")
    assert dock.parameters()["CLASSES"] == "" and panel.title() == "Expected classes"
    assert panel.all_link.isHidden()


@pytest.mark.parametrize("codes", [(), (10,)])
def test_with_fewer_than_two_there_is_nothing_to_decide(
    dock: SardinoDock, panel: ExpectedPanel, codes: tuple[int, ...]
) -> None:
    tick(panel, *codes)
    assert not dock.run_panel.button.isEnabled()
    assert "Tick at least two expected classes" in dock.run_panel.button.toolTip()
    tick(panel, 10, 95)
    assert dock.run_panel.button.isEnabled()


def test_classes_that_another_model_lacks_are_dropped(dock: SardinoDock, panel: ExpectedPanel) -> None:
    tick(panel, 10, 40, 80)
    choose_model(dock, "mine")
    assert panel.list.count() == 2
    assert dock.parameters()["CLASSES"] == "", "40 and 80 are all that the model has"
    choose_model(dock, "")
    tick(panel, 10, 80)
    choose_model(dock, "other")
    assert dock.parameters()["CLASSES"] == "", "none of them: the choice makes no sense any more"
    assert dock.run_panel.button.isEnabled()


def test_a_model_that_can_no_longer_be_read_has_no_classes(
    dock: SardinoDock, client: Client, panel: ExpectedPanel, qtbot: Any
) -> None:
    client.models = [dataclasses.replace(item, classes=[]) for item in client.models]
    dock.backend_panel.ask()
    qtbot.waitUntil(lambda: panel.list.count() == 0)
    assert "not known yet" in panel.about.text()
    assert dock.parameters()["CLASSES"] == "" and dock.run_panel.button.isEnabled()


def test_a_choice_is_remembered(dock: SardinoDock, panel: ExpectedPanel) -> None:
    tick(panel, 10, 80)
    dock.save()
    assert load_choices().expected == "10,80"
    panel.tick_all()
    dock.take_options()
    assert dock.parameters()["CLASSES"] == "10,80"
    assert panel.title() == "Expected classes (2 of 4)"


@pytest.mark.parametrize("stored", ["10,water", "x", "10;80", "10,10", "-1,5", ",,"])
def test_nonsense_in_the_settings_does_no_harm(dock: SardinoDock, panel: ExpectedPanel, stored: str) -> None:
    QgsSettings().setValue("sardino/choices/expected", stored)
    dock.take_options()
    assert dock.parameters()["CLASSES"] == ""
    assert panel.title() == "Expected classes"


def test_a_remembered_choice_counts_before_the_model_is_known(dock: SardinoDock) -> None:
    QgsSettings().setValue("sardino/choices/expected", "10,80")
    dock.take_options()
    assert dock.parameters()["CLASSES"] == "10,80"
    assert dock.expected_panel.title() == "Expected classes (2)"


def test_a_map_with_another_model_keeps_the_choice_only_if_that_model_has_the_classes(
    dock: SardinoDock, panel: ExpectedPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[dict[str, Any]] = []
    monkeypatch.setattr(dock, "_begin", begun.append)
    tick(panel, 40, 80)
    for model in ("mine", "other", "starter", "not listed yet"):
        assert dock.start_with({"MODEL": model}) == ""
    assert [parameters["CLASSES"] for parameters in begun] == ["40,80", "", "40,80", ""]


def test_what_a_scene_costs_follows_layer_and_model(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.description = dataclasses.replace(DESCRIPTION, cross_pol="", calibrated=False)
    dock.show()
    cost = dock.layer_panel.cost
    qtbot.waitUntil(lambda: "accuracy of 62" in cost.text())
    assert cost.text().startswith("This scene has VV alone, uncalibrated. On 21 such scenes")
    choose_model(dock, "mine")
    assert cost.text() == "", "a model of one's own has no such scores"
    choose_model(dock, "")
    assert "62" in cost.text()
    client.description = DESCRIPTION
    dock.advanced_panel.reading_changed.emit()
    qtbot.waitUntil(lambda: cost.text() == "")
