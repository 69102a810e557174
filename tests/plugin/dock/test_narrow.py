"""Nothing is cut off in a dock of 300 pixels, whatever the language and however long the names."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtGui import QFont, QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from sardino.model.protocol.finetuning import FinetuneResult, LabelReport
from sardino.model.protocol.values import ModelInfo
from sardino.plugin import translation
from sardino.plugin.after.groups import AccuracyGroup
from sardino.plugin.after.interpret import InterpretGroup
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.labels.classes import LabelClass
from sardino.plugin.results.areas import ClassArea
from sardino.plugin.run.runner import Outcome
from sardino.plugin.ui.growing_table import GrowingTable
from tests.plugin.fixtures.dock import DESCRIPTION, Client
from tests.plugin.fixtures.fake_scores import SCORES
from tools import translations

pytest_plugins = ["tests.plugin.fixtures.dock"]

LONG = "S1A_IW_GRDH_1SDV_20201107T015012_20201107T015037_035132_041955_B5E5_Orb_NR_Cal_TC"
_ICON_AND_MARGINS = 16 + 10
CLASSES = ["Tree cover", "Bare / sparse vegetation", "Permanent water bodies", "Herbaceous wetland"]


@pytest.fixture(params=["en", "de", "fr", "es"])
def speaking(request: Any, qgis_app: Any) -> Iterator[str]:
    if request.param != "en" and translations.releaser() is None:
        pytest.skip("no lrelease")
    translations.ensure_compiled()
    translation.install(request.param)
    before = QApplication.font()
    # A little larger than QGIS's usual; what the platform of the tests takes says nothing of users'.
    larger = QFont(before)
    larger.setPixelSize(13)
    QApplication.setFont(larger)
    yield request.param
    QApplication.setFont(before)
    translation.remove()


@pytest.fixture
def narrow(speaking: str, qgis_iface: Any, layer: QgsRasterLayer, client: Client) -> Iterator[SardinoDock]:
    """A dock as narrow as an analyst may make it, with everything shown that may be shown."""
    QgsSettings().remove("sardino")
    dock = SardinoDock(qgis_iface, QIcon(), lambda: client)
    dock.hide()
    dock.setFloating(True)
    dock.show()
    dock.resize(300, 900)
    yield dock
    dock.remove()
    QApplication.sendPostedEvents(None, 52)
    QgsSettings().remove("sardino")


def cut_off(page: QWidget, viewport: QWidget) -> list[str]:
    """What of a page has too little room for its text, or lies beyond its edge."""
    found = []
    for child in page.findChildren(QWidget):
        if not child.isVisible():
            continue
        if child.mapTo(viewport, QPoint(child.width(), 0)).x() > viewport.width():
            found.append(f"beyond the edge: {child!r} {getattr(child, 'text', str)()}")
        if isinstance(child, QAbstractButton) and not isinstance(child, QToolButton) and child.text():
            if room_for_text(child) < text_width(child):
                found.append(f"cut: {child.text()}")
        elif isinstance(child, QLabel) and child.wordWrap() and child.text():
            if child.height() < child.heightForWidth(child.width()):
                found.append(f"too low: {child.text()}")
        elif isinstance(child, GrowingTable):
            found += cut_names(child)
    return found


def text_width(button: QAbstractButton) -> int:
    lines = button.text().replace("&", "").split("\n")
    return max(button.fontMetrics().horizontalAdvance(line) for line in lines)


def room_for_text(button: QAbstractButton) -> int:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = (
        QStyle.SubElement.SE_CheckBoxContents
        if isinstance(button, QCheckBox)
        else QStyle.SubElement.SE_PushButtonContents
    )
    return int(button.style().subElementRect(part, option, button).width())


def cut_names(table: GrowingTable) -> list[str]:
    found = []
    for row in range(table.rowCount()):
        item = table.item(row, 0)
        room = table.visualItemRect(item).width() - _ICON_AND_MARGINS
        longest = max(table.fontMetrics().horizontalAdvance(word) for word in item.text().split())
        if longest > room or table.rowHeight(row) < table.sizeHintForRow(row):
            found.append(f"cut in the table: {item.text()}")
    if table.viewport().height() < table.visualItemRect(table.item(table.rowCount() - 1, 0)).bottom():
        found.append("rows below the table's end")
    return found


def test_the_page_segment(narrow: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: narrow.hello is not None)
    narrow.advanced_panel.setCollapsed(False)
    narrow.layer_panel.second_layer.setCollapsed(False)
    narrow.extent_panel.choose("drawn")
    narrow.output_panel.choose(["landcover"], "", "folder")
    narrow._run_layer_name = LONG
    areas = [ClassArea(translation.tr(name), "#fa0000", 1e6) for name in CLASSES]
    description = {**vars(DESCRIPTION), "cross_pol": "", "units": "dn"}
    narrow._ended(
        Outcome(
            areas=areas,
            report={"mean_confidence": 60.0, "low_confidence_share": 0.4, "description": description},
        )
    )
    narrow.summary.show_switch(translation.tr("Show the land &cover"))
    for link in (narrow.summary.card_link, narrow.summary.folder_link):
        link.show()
    QTest.qWait(400)
    assert narrow.width() == 300
    assert cut_off(narrow._segment_page, narrow._segment_page) == []
    assert cut_off(narrow._scroll.widget(), narrow._scroll.viewport()) == []


def test_the_page_fine_tune(narrow: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: narrow.hello is not None)
    page = narrow.pages.finetune
    narrow.pages.setCurrentWidget(page)
    page.labels.table.set_classes(
        [LabelClass(str(code), code, translation.tr(name), "#fa0000") for code, name in enumerate(CLASSES, 1)]
    )
    page.sources.setCollapsed(False)
    page._show_result(FinetuneResult(ModelInfo(LONG, "/m"), SCORES, LabelReport([]), 41.0, "CPU", 1.0))
    page.results.set_busy(translation.tr("Another count or search is on."))
    QTest.qWait(400)
    assert narrow.width() == 300
    assert cut_off(page, page) == []
    assert cut_off(page._scroll.widget(), page._scroll.viewport()) == []


def test_the_page_results(narrow: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> None:
    page = narrow.pages.results
    narrow.pages.setCurrentWidget(page)
    for group in page.groups.values():
        group.setCollapsed(False)
    page.groups[AccuracyGroup].page_button.show()
    page.groups[InterpretGroup].where.show()
    # The layout settles, which takes a while on a busy machine.
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut_off(page, page) == [], timeout=10_000)
    assert cut_off(page, page) == []
    assert narrow.width() == 300
    assert cut_off(page._scroll.widget(), page._scroll.viewport()) == []


def test_the_page_explore(narrow: SardinoDock, layer: QgsRasterLayer, qtbot: Any) -> None:
    page = narrow.pages.explore
    narrow.pages.setCurrentWidget(page)
    for group in page.groups.values():
        group.setCollapsed(False)
        for job in getattr(group, "keeping", []):
            job.note.show_text(" ".join(CLASSES), "success")
    page.scene.job.note.show_text(" ".join(CLASSES), "warning")
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut_off(page, page) == [], timeout=10_000)
    assert narrow.width() == 300
    assert cut_off(page, page) == []
    assert cut_off(page._scroll.widget(), page._scroll.viewport()) == []
