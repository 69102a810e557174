"""What the dock says and shows of a finished run: how far to trust it, its areas, its layers, its files."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsLayerTree, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel

from sardino.model.protocol.segmenting import SceneResult
from sardino.plugin.dock.area_table import AREA, NAME
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.results.areas import ClassArea
from sardino.plugin.results.layers import PRODUCT_PROPERTY, RUN_PROPERTY
from sardino.plugin.run.runner import Outcome
from tests.plugin.fixtures.dock import DESCRIPTION, Client, another_layer

pytest_plugins = ["tests.plugin.fixtures.dock"]

AREAS = [
    ClassArea(name, "#fa0000", area)
    for name, area in (
        ("Built-up", 4134.25),
        ("Permanent water bodies", 1111.0),
        ("Shrubland", 862.0),
        ("Grassland", 398.0),
        ("Tree cover", 358.0),
        ("Bare / sparse vegetation", 212.0),
        ("Cropland", 0.04),
        ("Herbaceous wetland", 36.6),
    )
]


def outcome(mean: float | None = 64.0, low: float | None = 0.3, **changes: Any) -> Outcome:
    scene = SceneResult(
        "s.tif",
        seconds=17.0,
        device="CPU",
        mean_confidence=mean,
        low_confidence_share=low,
        description=dataclasses.replace(DESCRIPTION, **changes),
    )
    return Outcome(areas=AREAS, report={**dataclasses.asdict(scene), "model": "starter"})


def made(tmp_path: Path, products: tuple[str, ...]) -> list[QgsRasterLayer]:
    """A run's layers in their group, the first one shown."""
    root = QgsProject.instance().layerTreeRoot()
    group = root.insertGroup(0, "Run")
    group.setCustomProperty(RUN_PROPERTY, "run1")
    layers = []
    for product in products:
        layer = another_layer(tmp_path, product)
        layer.setCustomProperty(RUN_PROPERTY, "run1")
        layer.setCustomProperty(PRODUCT_PROPERTY, product)
        node = root.findLayer(layer.id())
        moved = node.clone()
        moved.setItemVisibilityChecked(product == products[0])
        group.addChildNode(moved)
        node.parent().removeChildNode(node)
        layers.append(layer)
    return layers


def shown() -> list[str]:
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    return [
        node.layer().customProperty(PRODUCT_PROPERTY)
        for node in nodes
        if node.isVisible() and node.layer().customProperty(PRODUCT_PROPERTY)
    ]


@pytest.mark.parametrize(
    ("mean", "low", "level", "word"),
    [
        (64.0, 0.3, "warning", "doubtful"),
        (75.0, 0.15, "info", "Check the map"),
        (92.0, 0.01, "success", "is segmented."),
    ],
)
def test_the_message_is_as_cheerful_as_the_map_deserves(
    dock: SardinoDock, layer: QgsRasterLayer, mean: float, low: float, level: str, word: str
) -> None:
    dock._run_layer_name = "Bay"
    dock._ended(outcome(mean, low))
    assert dock.run_panel.note.level == level
    assert word in dock.run_panel.note.text()
    assert dock.summary.trust.level == level
    assert f"Mean confidence {mean:.0f}\u00a0%" in dock.summary.trust.text()
    assert "not an accuracy" in dock.summary.trust.text()


def test_what_lowers_trust_is_said(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    dock._ended(outcome(95.0, 0.0, cross_pol="", cross_band=0, units="dn"))
    assert dock.summary.trust.level == "info"
    assert "(VV)" in dock.summary.trust.text()
    assert "not calibrated" in dock.summary.trust.text()


def test_the_model_s_known_failures_are_one_click_away(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    dock._ended(outcome())
    assert dock.summary.card_link.isHidden(), "this card lists none"
    client.models[1].card = {"known_failures": ["Radar shadow looks like water."]}
    dock.pages.finetune.models.ask()
    qtbot.waitUntil(lambda: dock.pages.finetune.models.has_failures("starter"))
    dock._ended(outcome())
    assert not dock.summary.card_link.isHidden()
    dock.summary.card_link.linkActivated.emit("#")
    dialog = dock.pages.finetune.models.dialog
    qtbot.waitUntil(lambda: dialog.current() is not None and dialog.current().name == "starter")
    assert "Radar shadow looks like water." in dialog.card.toPlainText()
    dialog.close()


def test_the_confidence_is_one_click_away_and_back(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    made_now = outcome()
    made_now.layers = made(tmp_path, ("landcover", "confidence", "attention"))
    dock._ended(made_now)
    button = dock.summary.switch_button
    assert not button.isHidden() and "confidence" in button.text()
    assert shown() == ["landcover"]
    button.click()
    assert shown() == ["confidence"]
    assert "land" in button.text()
    button.click()
    assert shown() == ["landcover"]
    # Who ticks it in the tree gets a button that knows.
    root = QgsProject.instance().layerTreeRoot()
    root.findLayer(made_now.layers[1].id()).setItemVisibilityChecked(True)
    assert "land" in button.text()
    group = next(child for child in root.children() if QgsLayerTree.isGroup(child))
    group.setItemVisibilityChecked(False)
    button.click()
    assert shown() == ["confidence"], "the group is shown too"


def test_without_a_confidence_layer_there_is_nothing_to_switch_to(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    made_now = outcome()
    made_now.layers = made(tmp_path, ("landcover",))
    dock._ended(made_now)
    assert dock.summary.switch_button.isHidden()
    dock._ended(outcome())
    QgsProject.instance().clear()
    assert dock.summary.isHidden()


def test_kept_files_are_one_click_away(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    ended = outcome()
    ended.folder = str(tmp_path)
    dock._run_is_kept = False
    dock._ended(ended)
    assert dock.summary.folder_link.isHidden()
    dock._run_is_kept = True
    dock._ended(ended)
    assert not dock.summary.folder_link.isHidden()
    dock.summary.folder_link.linkActivated.emit("#")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


def test_areas_are_sorted_and_copied_as_numbers(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    dock.show()
    dock._ended(outcome())
    table = dock.summary.table
    areas = [table.item(row, AREA).text() for row in range(table.rowCount())]
    assert areas[0] == "4\u202f134" and areas[-1] == "0.04", "by value, not by what is written"
    table.sortItems(NAME, Qt.SortOrder.AscendingOrder)
    assert table.item(0, NAME).text() == "Bare / sparse vegetation"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = table.as_text().split("\n")
    assert lines[0] == "Class\tArea (ha)\t%"
    assert lines[1] == "Bare / sparse vegetation\t212.00\t2.98"
    assert "Built-up\t4134.25\t58.13" in lines
    assert len(lines) == 9
    table.selectRow(1)
    table.copy()
    assert QApplication.clipboard().text().split("\n")[1:] == ["Built-up\t4134.25\t58.13"]


def test_all_rows_are_in_view_after_a_run(dock: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> None:
    dock.show()
    dock.resize(300, 640)
    QTest.qWait(50)
    dock._run_layer_name = "S1A_IW_GRDH_1SDV_20201107T015012_20201107T015037_035132_041955_B5E5"
    dock._ended(outcome())
    table, viewport = dock.summary.table, dock._scroll.viewport()

    def all_in_view() -> bool:
        top = table.mapTo(viewport, QPoint(0, 0)).y()
        return top >= 0 and top + table.height() <= viewport.height()

    qtbot.waitUntil(all_in_view)
    assert table.visualItemRect(table.item(7, NAME)).bottom() < table.viewport().height()


def test_a_long_name_neither_widens_the_dock_nor_is_lost(
    dock: SardinoDock, layer: QgsRasterLayer, qtbot: Any
) -> None:
    name = "S1A_IW_GRDH_1SDV_20201107T015012_20201107T015037_035132_041955_B5E5_Orb_NR_Cal_TC"
    dock.show()
    dock.resize(300, 640)
    dock._run_layer_name = name
    dock._ended(outcome())
    QTest.qWait(50)
    assert dock._scroll.widget().width() <= dock._scroll.viewport().width()
    assert dock._scroll.horizontalScrollBar().value() == 0
    title = next(label for label in dock.summary.findChildren(QLabel) if label.toolTip() == name)
    assert "…" in title.text() and title.text().startswith("S1A") and title.text().endswith("TC")
    assert "…" in dock.run_panel.note.text()
