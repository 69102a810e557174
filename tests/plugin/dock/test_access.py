"""The dock for every user: narrow windows, the keyboard, screen readers, numbers in words."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsRasterLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QPoint, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)

from sardino.model.protocol.values import SceneDescription
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.results.areas import ClassArea
from sardino.plugin.run.runner import Outcome
from sardino.plugin.ui import help_pages
from sardino.plugin.ui.text import duration, hectares, percent
from tests.plugin.fixtures.dock import DESCRIPTION, Client, detected

pytest_plugins = ["tests.plugin.fixtures.dock"]


def test_fits_300_pixels(dock: SardinoDock, layer: QgsRasterLayer, client: Client, qtbot: Any) -> None:
    client.description = SceneDescription(
        "Looks like " + "very " * 30 + "much", "db", "VV", "VH", 1, 2, [10.0, 10.0], 1, 1, 1.0, True
    )
    dock.show()
    dock.advanced_panel.setCollapsed(False)
    dock.extent_panel.choose("drawn")
    path = "/a_folder_with_a_very_long_name_that_has_no_blank_to_break_at" * 3
    dock._ended(
        Outcome(error=path, areas=[ClassArea("A class with a very long name indeed", "#fa0000", 1e6)])
    )
    dock.resize(300, 700)
    qtbot.waitUntil(lambda: detected(dock).startswith("Looks like"))
    QTest.qWait(50)
    assert dock.width() == 300
    viewport = dock._scroll.viewport()
    assert dock._scroll.widget().width() <= viewport.width()
    for child in dock._scroll.widget().findChildren(QWidget):
        if child.isVisible():
            assert child.mapTo(viewport, QPoint(child.width(), 0)).x() <= viewport.width(), child
    assert dock._scroll.widget().height() <= dock._scroll.widget().heightForWidth(viewport.width()) + 20


def test_the_keyboard_reaches_everything_in_reading_order(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.description = dataclasses.replace(DESCRIPTION, cross_pol="", cross_band=0)
    dock.output_panel.choose(["landcover"], "/somewhere")
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    seen, widget = [], dock.layer_panel.layer_box
    for _ in range(500):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            seen.append(widget)
        widget = widget.nextInFocusChain()
        if widget is dock.layer_panel.layer_box:
            break
    wanted = [
        dock.layer_panel.layer_box,
        dock.layer_panel.cross_pol_box,
        dock.extent_panel.mode,
        dock.model_panel.model,
        dock.model_panel.device,
        *dock.output_panel.boxes.values(),
        dock.output_panel.keep,
        dock.output_panel.folder.lineEdit(),
        dock.run_panel.button,
    ]
    assert [item for item in seen if item in wanted] == wanted


def test_every_control_has_a_name_for_a_screen_reader(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    # The lists that combo boxes open are windows of their own, named after their boxes by Qt.
    parts = [widget for widget in dock.findChildren(QWidget) if widget.window() is dock.window()]
    controls = [widget for widget in parts if is_control(widget)]
    assert dock.run_panel.button in controls
    assert dock.output_panel.folder.lineEdit() in controls
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}" for widget in controls if not name_of(widget)
    ]
    assert nameless == []


def is_control(widget: QWidget) -> bool:
    """Whether a user of the keyboard can stop at a widget; Qt's own parts of widgets aside."""
    parent = widget.parentWidget()
    is_part = isinstance(
        parent, (QComboBox, QAbstractItemView, QAbstractScrollArea, QAbstractSpinBox, QLineEdit)
    )
    can_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QProgressBar)
    # Scroll areas take the keyboard for its arrow keys only; tabs and groups are named by their titles.
    unnamed = (QScrollArea, QgsCollapsibleGroupBox, QTabBar, QTabWidget)
    return can_stop and not is_part and not isinstance(widget, unnamed)


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    buddies = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text.strip(" .…") or (buddies[0].text() if buddies else "")


def test_the_help_button_opens_a_page_of_this_computer(
    dock: SardinoDock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    dock.run_panel.help.click()
    (url,) = opened
    assert url.isLocalFile()
    assert Path(url.toLocalFile()).is_file()
    assert Path(url.toLocalFile()).stem == "first-map"


@pytest.mark.parametrize("name", [name for name in dir(help_pages) if name.isupper() and name[0] != "_"])
def test_every_page_that_the_plugin_opens_is_there(name: str) -> None:
    url = help_pages.page_url(getattr(help_pages, name), "a-section")
    assert Path(url.toLocalFile()).is_file()
    assert url.fragment() == "a-section"


def test_text_for_people() -> None:
    assert [duration(seconds) for seconds in (8.4, 200, 660, 3900)] == [
        "8 s",
        "3 min 20 s",
        "11 min",
        "1 h 05 min",
    ]
    assert [hectares(area) for area in (0.416, 12.34, 1234.4)] == ["0.42", "12.3", "1\u202f234"]
    assert [percent(share) for share in (0.1234, 0.0001, 0.0)] == ["12.3", "<0.1", "0.0"]
