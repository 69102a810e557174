"""Inside QGIS: segments a layer with the dock open, begins a new project, adds a raster, segments again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

sys.path.insert(0, os.environ["SARDINO_SCRIPTS"])

from common import load_sample, open_dock, worker_pid
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

from tools.qgis_steps import Step, Steps

LEFT = Qt.MouseButton.LeftButton


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    yield iface.mainWindow().isVisible
    yield 1.0
    load_sample("kansas_vv_vh.tif")
    dock = open_dock()
    yield lambda: dock.layer_panel.detected.level == "success"
    QTest.mouseClick(dock.run_panel.button, LEFT)
    yield lambda: not dock.running()
    yield 1.0
    report["note"] = dock.run_panel.note.text()
    iface.newProject(False)
    yield 0.5
    report["after_new"] = {"note": dock.run_panel.note.text(), "rows": dock.summary.table.rowCount()}
    steps.save()
    load_sample("los_angeles_vh.tif")
    yield 1.0
    report["survived"] = True
    report["worker"] = worker_pid()


Steps(script).start()
