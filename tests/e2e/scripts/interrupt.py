"""Inside QGIS: starts a long run, cancels it by a click, starts again; closes QGIS in mid-run or waits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface

from tests.e2e.scripts.common import load_layer, open_dock, tree, worker_pid
from tools.qgis_steps import Step, Steps, answer_box, close_qgis

LEFT = Qt.MouseButton.LeftButton
CLICKER = QTimer()


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    yield iface.mainWindow().isVisible
    yield 1.0
    load_layer(Path(os.environ["SARDINO_SCENE"]))
    dock = open_dock()
    yield lambda: dock.layer_panel.detected.level == "success"
    dock.output_panel.folder.setFilePath(os.environ["SARDINO_OUT"])
    QTest.mouseClick(dock.run_panel.button, LEFT)
    yield lambda: dock.run_panel.bar.value() > 0
    QTest.mouseClick(dock.run_panel.cancel_button, LEFT)
    yield lambda: not dock.running()
    report["after_cancel"] = {
        "note": dock.run_panel.note.text(),
        "files": sorted(os.listdir(os.environ["SARDINO_OUT"])),
        "tree": tree(),
        "button": dock.run_panel.button.isVisible(),
    }
    QTest.mouseClick(dock.run_panel.button, LEFT)
    yield lambda: dock.run_panel.bar.value() > 0
    report["worker"] = worker_pid()
    report["running_at_close"] = dock.running()
    steps.save()
    steps.stay_open()
    QgsProject.instance().setDirty(False)
    if "SARDINO_CLOSE" in os.environ:
        CLICKER.timeout.connect(lambda: close_or_answer(dock))
        CLICKER.start(100)
        close_qgis()


def close_or_answer(dock: Any) -> None:
    """QGIS asks whether to cancel the running task, then stays open: a user closes it again."""
    if QApplication.activeModalWidget() is not None:
        answer_box(QMessageBox.StandardButton.Yes)
    elif not dock.running():
        close_qgis()


Steps(script).start()
