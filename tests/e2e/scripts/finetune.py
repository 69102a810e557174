"""Inside QGIS: a new label layer, polygons through the edit buffer, Fine-tune, a new map, the next places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog
from qgis.utils import iface

from tests.e2e.scripts.common import load_sample, open_dock, tree, worker_pid
from tests.e2e.scripts.labelling import draw_all
from tools.qgis_steps import Step, Steps

LEFT = Qt.MouseButton.LeftButton
OUT = Path(os.environ["SARDINO_OUT"])


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    yield iface.mainWindow().isVisible
    yield 1.0
    iface.mainWindow().resize(1400, 950)
    scene = load_sample("los_angeles_vh.tif")
    dock = open_dock()
    page = dock.pages.finetune
    dock.pages.setCurrentWidget(page)
    yield lambda: dock.hello is not None
    yield lambda: bool(page.labels.classes())
    report["scene"] = page.scene().name()

    # The system's own file dialog cannot be driven from here; everything after it is real.
    QFileDialog.getSaveFileName = staticmethod(lambda *a, **k: (str(OUT / "labels.gpkg"), ""))
    QTest.mouseClick(page.labels.new_button, LEFT)
    layer = page.labels.layer()
    report["editing"] = layer.isEditable() and iface.activeLayer() == layer
    report["tool"] = iface.actionAddFeature().isChecked()
    report["snapping"] = QgsProject.instance().snappingConfig().enabled()
    report["drawn"] = draw_all(page, layer, scene)
    yield lambda: sum(count.polygons for count in page.labels.counts.by_value.values()) == report["drawn"]
    report["unsaved"] = page.labels.save_button.isVisible()
    yield page.train.button.isEnabled
    steps.watch_pauses()
    QTest.mouseClick(page.train.button, LEFT)
    yield lambda: page.running() and bool(page.train.curve.points.series)
    report["while_running"] = page.train.status.text()
    with steps.looking_away():
        iface.mainWindow().grab().save(str(OUT / "training.png"))
    yield lambda: not page.running()
    report["longest_pause_ms"], report["pauses"] = steps.longest_pause_ms, steps.pauses
    report["note"] = [page.train.note.level, page.train.note.text()]
    if page.result is None:
        return
    report["model"] = page.result.model.name
    report["miou"] = page.result.metrics.miou
    report["seconds"] = page.result.seconds
    yield page.maps.comparable
    report["groups"] = [group["group"] for group in tree()]
    report["still_unsaved"] = layer.isEditable() and layer.isModified()
    QTest.mouseClick(page.results.compare_button, LEFT)
    report["before_is_shown"] = not page.maps.after_is_shown
    QTest.mouseClick(page.results.compare_button, LEFT)
    report["after_is_shown"] = page.maps.after_is_shown
    QTest.mouseClick(page.results.suggest_button, LEFT)
    yield lambda: bool(QgsProject.instance().mapLayersByName("Where to label next"))
    (places,) = QgsProject.instance().mapLayersByName("Where to label next")
    report["places"] = places.featureCount()
    yield 1.0
    iface.mainWindow().grab().save(str(OUT / "finetuned.png"))
    report["worker"] = worker_pid()
    layer.rollBack()


Steps(script).start()
