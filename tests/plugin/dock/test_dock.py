"""The dock in a real QGIS application: what it offers, what it asks for, what it makes of the answers."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessing,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox

from sardino.model.protocol.values import UNITS, SceneDescription
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.errors import NoBackend
from sardino.plugin.results.areas import ClassArea
from sardino.plugin.results.layers import PRODUCT_PROPERTY, RUN_PROPERTY
from sardino.plugin.run.runner import Outcome
from tests.plugin.fixtures.dock import DESCRIPTION, Client, another_layer, detected, polygon_layer
from tests.plugin.fixtures.rasters import radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.dock"]


def test_asks_nothing_before_it_is_seen_and_everything_in_other_threads(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    assert dock.layer_panel.layer() == layer
    QTest.qWait(400)
    assert client.threads == []
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert threading.main_thread() not in client.threads


def test_offers_models_and_devices_of_the_worker(dock: SardinoDock, client: Client, qtbot: Any) -> None:
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    model, device = dock.model_panel.model, dock.model_panel.device
    assert [model.itemText(row) for row in range(model.count())] == [
        "starter (default)",
        "other",
        "broken (cannot be read)",
    ]
    assert not model.model().item(2).isEnabled()
    assert "Cut short." in model.itemData(2, Qt.ItemDataRole.ToolTipRole)
    assert "CC-BY-4.0" in model.itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert device.currentText() == "NVIDIA T4 (automatic)"
    assert [device.itemData(row) for row in range(device.count())] == ["auto", "cuda", "cpu"]


def test_says_why_there_is_no_worker_and_tries_again(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.failure = NoBackend("Looked for /nowhere/python")
    dock.show()
    qtbot.waitUntil(lambda: dock.backend_panel.try_again.isVisible())
    assert "Set up model backend" in dock.backend_panel.note.text()
    assert not dock.run_panel.button.isEnabled()
    assert "Set up model backend" in dock.run_panel.button.toolTip()
    client.failure = None
    dock.backend_panel.try_again.click()
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert not dock.backend_panel.try_again.isVisible()
    assert dock.run_panel.button.isEnabled()


def test_follows_the_active_layer_until_the_user_chooses(
    dock: SardinoDock, qgis_iface: Any, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    second, third = another_layer(tmp_path, "second"), another_layer(tmp_path, "third")
    dock.layer_panel.follow(second)
    assert dock.layer_panel.layer() == second
    dock.layer_panel.follow(polygon_layer())
    assert dock.layer_panel.layer() == second, "a vector layer is nothing to follow"
    dock.layer_panel.choose(layer)
    dock.layer_panel.follow(third)
    assert dock.layer_panel.layer() == layer, "the user's choice stands"
    dock.layer_panel.choose(third)
    dock.layer_panel.follow(second)
    assert dock.layer_panel.layer() == second, "the active layer was chosen: follows again"


def test_products_are_no_radar_layers(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    product = QgsRasterLayer(write_raster(tmp_path / "map.tif", radar()[:1]), "map")
    product.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    QgsProject.instance().addMapLayer(product)
    box = dock.layer_panel.layer_box
    qtbot.waitUntil(lambda: box.count() == 1)
    dock.layer_panel.follow(product)
    assert dock.layer_panel.layer() == layer


def test_a_new_product_does_not_undo_the_choice_of_bands(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    dock.advanced_panel.co_band.setCurrentIndex(3)
    product = QgsRasterLayer(write_raster(tmp_path / "map.tif", radar()[:1]), "map")
    product.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    QgsProject.instance().addMapLayer(product)
    qtbot.waitUntil(lambda: dock.layer_panel.layer_box.count() == 1)
    assert dock.parameters()["CO_BAND"] == 2


def test_no_second_layer_is_said_in_words(
    qgis_iface: Any, client: Client, layer: QgsRasterLayer, dock: SardinoDock
) -> None:
    second = SardinoDock(qgis_iface, QIcon(), lambda: client)
    try:
        for made in (dock, second):
            assert made.layer_panel.cross_pol() is None
            assert made.layer_panel.cross_pol_box.currentText().startswith("None")
    finally:
        second.remove()


def test_only_the_last_of_many_layers_is_looked_at(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    others = [another_layer(tmp_path, f"other{number}") for number in range(3)]
    dock.show()
    for other in others:
        dock.layer_panel.follow(other)
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    assert [scene.path for scene in client.described] == [others[-1].source()]


def test_every_unit_of_the_worker_can_be_chosen(dock: SardinoDock) -> None:
    units = dock.advanced_panel.units
    assert [units.itemData(row) for row in range(units.count())] == [*UNITS]
    assert units.itemText(units.findData("db_x100")) == "Decibel × 100"


def test_reading_by_hand_is_asked_about_and_handed_on(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    dock.show()
    panel = dock.advanced_panel
    for combo, row in ((panel.units, 1), (panel.co_band, 1), (panel.cross_band, 3)):
        combo.setCurrentIndex(row)
        combo.activated.emit(row)
    panel.nodata.setText("-9999.5")
    panel.nodata.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(client.described))
    scene = client.described[-1]
    assert (scene.units, scene.co_band, scene.cross_band, scene.nodata) == ("db", 0, 2, -9999.5)
    parameters = dock.parameters()
    assert (parameters["UNITS"], parameters["CO_BAND"], parameters["CROSS_BAND"]) == ("db", 0, 2)
    assert parameters["NODATA"] == -9999.5


def test_warns_of_what_is_no_radar(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.description = SceneDescription(
        "Looks like a colour picture",
        "uint8",
        "",
        "",
        0,
        0,
        [10.0, 10.0],
        128,
        96,
        1.0,
        False,
        ["Three bands."],
    )
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == "Looks like a colour picture")
    assert dock.layer_panel.detected.level == "warning"
    assert "Three bands." in dock.layer_panel.warnings.text()
    assert "Also segment what is not radar" in dock.layer_panel.warnings.text()


def test_the_button_tells_what_is_missing(dock: SardinoDock, tmp_path: Path) -> None:
    button = dock.run_panel.button
    assert not button.isEnabled()
    assert "Choose a raster layer first" in button.toolTip()
    another_layer(tmp_path, "scene")
    assert button.isEnabled()
    for box in dock.output_panel.boxes.values():
        box.setChecked(False)
    assert "Tick at least one" in button.toolTip()
    dock.output_panel.boxes["landcover"].setChecked(True)
    dock.extent_panel.choose("drawn")
    assert "Draw the area" in button.toolTip()
    dock.extent_panel.choose("polygons")
    assert "Choose a polygon layer" in button.toolTip()
    assert not button.isEnabled()


def test_parameters_are_accepted_by_the_algorithm(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    from qgis.core import QgsProcessingContext

    from sardino.plugin.processing.segment_layer import SegmentLayerAlgorithm

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = SegmentLayerAlgorithm().create()
    parameters = dock.parameters()
    assert parameters["OUTPUT_FOLDER"] == QgsProcessing.TEMPORARY_OUTPUT
    assert algorithm.checkParameterValues(parameters, context) == (True, "")
    assert set(parameters) <= {item.name() for item in algorithm.parameterDefinitions()}
    dock.output_panel.folder.setFilePath(str(tmp_path))
    assert dock.parameters()["OUTPUT_FOLDER"] == str(tmp_path)


def test_remembers_the_choices(qgis_iface: Any, dock: SardinoDock, client: Client, tmp_path: Path) -> None:
    dock.model_panel.choose("other", "cpu")
    dock.output_panel.choose(["attention"], str(tmp_path))
    dock.advanced_panel.choose("amplitude", "fp32", True)
    dock.extent_panel.choose("canvas")
    dock.save()
    second = SardinoDock(qgis_iface, QIcon(), lambda: client)
    try:
        parameters = second.parameters()
        assert second.extent_panel.choice() == "canvas"
        assert (parameters["MODEL"], parameters["DEVICE"]) == ("other", "cpu")
        assert (parameters["UNITS"], parameters["PRECISION"]) == ("amplitude", "fp32")
        assert (parameters["OUTPUTS"], parameters["ALLOW_ANY"]) == (["attention"], True)
        assert parameters["OUTPUT_FOLDER"] == str(tmp_path)
    finally:
        second.remove()


def test_a_remembered_model_that_is_gone_shows_the_default(
    dock: SardinoDock, client: Client, qtbot: Any
) -> None:
    dock.model_panel.choose("of last year", "mps")
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert dock.model_panel.model.currentText() == "starter (default)"
    assert dock.model_panel.choice() == ("", "auto"), "what is shown is what is used"


def test_an_outcome_is_told_and_its_areas_are_shown(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    dock.show()
    dock.run_panel.begin()
    areas = [ClassArea("Water", "#0064c8", 1234.0), ClassArea("Built-up", "#fa0000", 0.4)]
    dock._ended(Outcome(areas=areas, report={"seconds": 75.2, "device": "NVIDIA T4"}))
    table = dock.summary.table
    assert not dock.summary.isHidden()
    assert [table.item(0, column).text() for column in range(3)] == ["Water", "1\u202f234", "100.0"]
    assert [table.item(1, column).text() for column in range(3)] == ["Built-up", "0.40", "<0.1"]
    assert table.item(0, 0).icon().pixmap(16, 16).toImage().pixelColor(6, 6).name() == "#0064c8"
    assert not dock.run_panel.running()
    dock._ended(Outcome(error="Memory ran out. Use less."))
    assert dock.run_panel.note.text() == "Memory ran out. Use less."
    assert dock.run_panel.note.level == "error"


def test_removing_a_result_asks_and_takes_only_its_layers(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = another_layer(tmp_path, "map")
    product.setCustomProperty(RUN_PROPERTY, "run1")
    root = QgsProject.instance().layerTreeRoot()
    group = root.insertGroup(0, "Run")
    group.setCustomProperty(RUN_PROPERTY, "run1")
    node = root.findLayer(product.id())
    group.addChildNode(node.clone())
    root.removeChildNode(node)
    dock._ended(Outcome(layers=[product]))
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    dock.summary.remove_button.click()
    assert len(QgsProject.instance().mapLayers()) == 2
    dock.summary.remove_button.click()
    assert list(QgsProject.instance().mapLayers().values()) == [layer]
    assert root.findGroup("Run") is None
    assert dock.summary.isHidden()
    assert (tmp_path / "map.tif").exists()
