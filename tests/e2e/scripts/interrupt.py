"""Inside QGIS: starts a long run, cancels it by a click, starts again and closes QGIS in mid-run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, os.environ["SARDINO_SCRIPTS"])

from common import load_layer, open_dock, tree, worker_pid
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import iface

from tools.qgis_steps import Step, Steps, answer_box

LEFT = Qt.MouseButton.LeftButton


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    yield iface.mainWindow().isVisible
    yield 1.0
    load_layer(Path(os.environ["SARDINO_SCENE"]))
    dock = open_dock()
    yield lambda: dock.layer_panel.detected.level == "success"
    dock.output_panel.folder.setFilePath(os.environ["SARDINO_OUT"])
    QTest.mouseClick(dock.run_panel.segment, LEFT)
    yield lambda: dock.run_panel.bar.value() > 0
    QTest.mouseClick(dock.run_panel.cancel_button, LEFT)
    yield lambda: not dock.running()
    report["after_cancel"] = {
        "note": dock.run_panel.note.text(),
        "files": sorted(os.listdir(os.environ["SARDINO_OUT"])),
        "tree": tree(),
        "button": dock.run_panel.segment.isVisible(),
    }
    QTest.mouseClick(dock.run_panel.segment, LEFT)
    yield lambda: dock.run_panel.bar.value() > 0
    report["worker"] = worker_pid()
    report["running_at_close"] = dock.running()
    steps.save()
    steps.stay_open()
    QgsProject.instance().setDirty(False)
    # QGIS asks whether to end the running task; without an answer it would stay open.
    clicker = QTimer(iface.mainWindow())
    clicker.timeout.connect(lambda: answer_box(QMessageBox.StandardButton.Yes))
    clicker.start(100)
    iface.actionExit().trigger()


Steps(script).start()
