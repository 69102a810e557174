"""The plugin's widgets that need Qt alone, shown and used under Qt 6."""

from __future__ import annotations

import ast
import importlib
import threading
from pathlib import Path

import pytest
from PyQt6.QtCore import QT_VERSION_STR, Qt
from PyQt6.QtGui import QIcon
from PyQt6.QtTest import QTest

from sardino.model.protocol.envelope import Hello
from sardino.model.protocol.segmenting import ModelList
from sardino.model.protocol.values import DeviceInfo, ErrorInfo, ModelInfo
from sardino.plugin.dock.summary import Summary
from sardino.plugin.panels.model_panel import ModelPanel
from sardino.plugin.panels.run_panel import RunPanel
from sardino.plugin.results.areas import ClassArea
from sardino.plugin.run.background import ask
from sardino.plugin.ui.widgets import Note
from tests.places import ROOT
from tools import qt6

PLUGIN = ROOT / "plugin"


def needs_only_qt(path: Path) -> bool:
    """Whether a module imports nothing of QGIS but Qt and theme icons, itself or through others."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        module = node.module or ""
        if module == "qgis.core" and {item.name for item in node.names} <= {"QgsApplication"}:
            continue
        if module.startswith(("qgis", "osgeo", "processing")) and not module.startswith("qgis.PyQt"):
            return False
        if node.level and not module.startswith("model"):
            folder = path.parents[node.level - 1].joinpath(*module.split(".") if module else [])
            names = [folder / f"{item.name}.py" for item in node.names] if folder.is_dir() else []
            for other in [folder.with_suffix(".py"), *names]:
                if other.is_file() and PLUGIN in other.parents and not needs_only_qt(other):
                    return False
    return True


PURE = sorted(
    path.relative_to(PLUGIN).with_suffix("").as_posix().replace("/", ".")
    for path in PLUGIN.rglob("*.py")
    if path.name != "__init__.py" and "qgis.PyQt" in path.read_text(encoding="utf-8") and needs_only_qt(path)
)


def test_this_is_qt_6():
    assert QT_VERSION_STR.startswith("6.")


@pytest.mark.parametrize("name", PURE)
def test_modules_that_need_only_qt_can_be_imported(name):
    importlib.import_module(f"sardino.plugin.{name}")


def test_the_widgets_tested_here_are_among_them():
    tested = {"dock.summary", "panels.run_panel", "panels.model_panel", "run.background", "ui.widgets"}
    assert tested <= set(PURE)


@pytest.mark.parametrize(
    "path", sorted(PLUGIN.rglob("*.py")), ids=lambda path: path.relative_to(PLUGIN).as_posix()
)
def test_every_name_taken_from_qt_is_in_qt_6(path):
    assert qt6.faults(path) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("from qgis.PyQt.QtCore import Qt\nQt.AlignLeft", "2: Qt.AlignLeft"),
        ("from qgis.PyQt.QtWidgets import QDialog\nQDialog().exec_()", "2: exec_()"),
        ("from qgis.PyQt.QtCore import QRegExp", "1: QRegExp"),
        ("import PyQt5.QtGui", "1: PyQt5"),
    ],
)
def test_what_qt_6_lacks_is_found(tmp_path, line, words):
    path = tmp_path / "old.py"
    path.write_text(line, encoding="utf-8")
    (fault,) = qt6.faults(path)
    assert words in fault


def test_run_panel_starts_shows_progress_and_cancels(qtbot):
    panel = RunPanel(QIcon())
    qtbot.addWidget(panel)
    panel.show()
    panel.set_blocked("Choose a layer")
    assert not panel.button.isEnabled()
    assert "Choose a layer" in panel.button.toolTip()
    panel.set_blocked("")
    with qtbot.waitSignal(panel.start):
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    panel.begin()
    panel.set_fraction(41.5)
    panel.set_text("Segmenting")
    assert (panel.bar.value(), panel.status.text()) == (415, "Segmenting")
    with qtbot.waitSignal(panel.cancel):
        QTest.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    panel.end("Cancelled.", "info")
    assert panel.button.isVisible()
    assert panel.note.text() == "Cancelled."


def test_summary_shows_areas_in_their_colours(qtbot):
    summary = Summary()
    qtbot.addWidget(summary)
    summary.show_result("Bay", [ClassArea("Water", "#0064c8", 1234.0)], "8 s on CPU")
    assert [summary.table.item(0, column).text() for column in range(3)] == ["Water", "1\u202f234", "100.0"]
    assert summary.table.item(0, 0).icon().pixmap(16, 16).toImage().pixelColor(6, 6).name() == "#0064c8"
    assert not summary.grab().isNull()


def test_model_panel_offers_models_and_devices(qtbot):
    panel = ModelPanel()
    qtbot.addWidget(panel)
    panel.set_devices(Hello("0.1", "3.11", "2", [DeviceInfo("cuda", "GPU", 16_384)], 1))
    broken = ModelInfo("broken", "/b", error=ErrorInfo("model_not_readable", "Cut short.", "Again."))
    panel.set_models(ModelList([ModelInfo("starter", "/s", is_default=True), broken]))
    assert panel.model.itemText(0) == "starter (default)"
    assert not panel.model.model().item(1).isEnabled()
    assert "Cut short." in panel.model.itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert panel.device.itemData(1) == "cuda"


def test_note_wraps_and_closes(qtbot):
    note = Note(closable=True)
    qtbot.addWidget(note)
    note.show_text("Done.", "success")
    assert not note.isHidden()
    note.clear()
    assert note.isHidden()


def test_questions_are_answered_in_the_thread_that_asked(qtbot):
    answers = []
    ask(lambda dropped: threading.current_thread(), lambda thread: answers.append(thread), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0] is not threading.main_thread()
