"""Inside QGIS: segments a sample scene with the real button, reloads the plugin, leaves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, reloadPlugin

from tests.e2e.scripts.common import load_sample, open_dock, shown, state, tree, worker_pid
from tools.qgis_steps import Step, Steps

LEFT = Qt.MouseButton.LeftButton


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    window = iface.mainWindow()
    yield window.isVisible
    yield 1.0
    report["at_start"] = {**state(), "torch": "torch" in sys.modules, "worker": _worker_if_any()}
    layer = load_sample("los_angeles_vh.tif")
    dock = open_dock()
    yield lambda: dock.hello is not None
    yield lambda: dock.layer_panel.detected.level == "success"
    report["detected"] = dock.layer_panel.detected.text()
    dock.output_panel.folder.setFilePath(os.environ["SARDINO_OUT"])
    yield dock.run_panel.button.isEnabled
    QTest.mouseClick(dock.run_panel.button, LEFT)
    report["ran"] = dock.running()
    yield lambda: dock.running() and dock.run_panel.bar.value() > 0
    report["while_running"] = dock.run_panel.status.text()
    yield lambda: not dock.running()
    yield 1.0
    report["note"] = [dock.run_panel.note.level, dock.run_panel.note.text()]
    report["tree"] = tree()
    report["areas"] = [dock.summary.table.item(row, 0).text() for row in range(dock.summary.table.rowCount())]
    report["layer_still_chosen"] = dock.layer_panel.layer() == layer
    report["trust"] = dock.summary.trust.text()
    report["shown"] = [shown()]
    for _ in range(2):
        QTest.mouseClick(dock.summary.switch_button, LEFT)
        report["shown"].append(shown())
    window.grab().save(str(Path(os.environ["SARDINO_OUT"]) / "window.png"))
    report["worker"] = worker_pid()
    for _ in range(2):
        reloadPlugin("sardino")
        yield 0.5
    report["after_reload"] = state()
    report["layers_after_reload"] = len(QgsProject.instance().mapLayers())
    report["worker_after_reload"] = _worker_if_any()


def _worker_if_any() -> int | None:
    """The worker's process id, without making a client."""
    module = sys.modules.get("sardino.plugin.backend")
    client = module._client if module is not None else None
    return client.pid if client is not None else None


Steps(script).start()
