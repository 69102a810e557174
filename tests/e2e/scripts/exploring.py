"""Inside QGIS: each tool of the page "Explore" by the mouse on the canvas; saves the project."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QLineEdit
from qgis.utils import iface

from tests.e2e.scripts.common import load_layer, open_dock, worker_pid
from tests.e2e.scripts.mouse import click, double_click, drag, hover
from tools.qgis_steps import Step, Steps

OUT = Path(os.environ["SARDINO_OUT"])
LEFT = Qt.MouseButton.LeftButton
LAKE, OTHER_LAKE, SEA = (0.59, 0.39), (0.42, 0.465), (0.15, 0.9)
CITY, HILLS = ((0.20, 0.34), (0.22, 0.37), (0.24, 0.36)), (0.88, 0.72)
ROUND_THE_LAKE = ((0.575, 0.37), (0.605, 0.37), (0.605, 0.41), (0.575, 0.41))


def script(steps: Steps) -> Iterator[Step]:
    import sardino

    window = iface.mainWindow()
    yield window.isVisible
    window.resize(1400, 900)
    for other in window.findChildren(QDockWidget):
        if other.objectName() not in ("Layers", "SardinoDock"):
            other.hide()
    sample = Path(sardino.__file__).resolve().parent / "resources" / "sample" / "los_angeles_vh.tif"
    scene = load_layer(Path(shutil.copy(sample, OUT)))
    dock = open_dock()
    yield lambda: dock.layer_panel.detected.level == "success"
    page = dock.pages.explore
    dock.pages.setCurrentWidget(page)
    yield 0.5
    QTest.mouseClick(page.scene.job.button, LEFT)
    yield lambda: not page.session.work.busy()
    steps.report["looked"] = page.scene.job.note.text()
    for tool in (_similar, _attention, _colours, _segments, _teach):
        yield from tool(steps.report, dock, scene)
    project = OUT / "project.qgz"
    QgsProject.instance().write(str(project))
    steps.report["worker"] = worker_pid()


def _similar(report: dict[str, Any], dock: Any, scene: Any) -> Iterator[Step]:
    from sardino.plugin.explore.similar_group import SimilarGroup

    group, canvas = dock.pages.explore.groups[SimilarGroup], iface.mapCanvas()
    yield from _unfold(group)
    QTest.mouseClick(group.main.button, LEFT)
    click(canvas, scene, OTHER_LAKE)
    yield lambda: group.picture.image is not None
    drag(canvas, scene, *ROUND_THE_LAKE, ROUND_THE_LAKE[0])
    os.kill(worker_pid(), signal.SIGKILL)
    before = group.picture.image
    click(canvas, scene, HILLS, shift=True)
    yield lambda: group.picture.image is not before and not group.picture.waiting
    report["similar"] = {"codes": group.marks.codes()}
    group.threshold.slider.setFocus()
    before = group.picture.image
    QTest.keyClick(group.threshold.slider, Qt.Key.Key_PageUp)
    report["similar"]["redrawn"] = group.picture.image is not before
    yield from _pictures("similar", dock)
    QTest.mouseClick(group.polygons.button, LEFT)
    yield lambda: not group.polygons.running()
    report["similar"]["polygons"] = group.polygons.note.text()
    layer = next(item for item in QgsProject.instance().mapLayers().values() if item.type() == 0)
    report["similar"]["fields"] = [field.name() for field in layer.fields()]
    report["similar"]["mean"] = min(feature["similarity"] for feature in layer.getFeatures())
    yield from _fold(group)


def _attention(report: dict[str, Any], dock: Any, scene: Any) -> Iterator[Step]:
    from sardino.plugin.explore.attention_group import AttentionGroup

    group, canvas = dock.pages.explore.groups[AttentionGroup], iface.mapCanvas()
    yield from _unfold(group)
    QTest.mouseClick(group.main.button, LEFT)
    hover(canvas, scene, LAKE)
    yield lambda: group.picture.image is not None
    before = group.picture.image
    hover(canvas, scene, (0.55, 0.45))
    yield lambda: group.picture.image is not before
    click(canvas, scene, (0.55, 0.45), shift=True)
    yield lambda: group.keep.note.text()
    report["attention"] = {"heads": group.head.count() - 1, "kept": group.keep.note.text()}
    report["attention"]["held"] = group.note.text()
    yield from _pictures("attention", dock)
    yield from _fold(group)


def _colours(report: dict[str, Any], dock: Any, scene: Any) -> Iterator[Step]:
    from sardino.plugin.explore.colours_group import ColoursGroup

    group = dock.pages.explore.groups[ColoursGroup]
    yield from _unfold(group)
    QTest.mouseClick(group.main.button, LEFT)
    yield lambda: group.picture.image is not None
    QTest.mouseClick(group.keep.button, LEFT)
    yield lambda: not group.keep.running()
    report["colours"] = group.keep.note.text()
    yield from _pictures("colours", dock)
    yield from _fold(group)


def _segments(report: dict[str, Any], dock: Any, scene: Any) -> Iterator[Step]:
    from sardino.plugin.explore.segments_group import SegmentsGroup

    group, canvas = dock.pages.explore.groups[SegmentsGroup], iface.mapCanvas()
    yield from _unfold(group)
    group.count.setValue(6)
    QTest.mouseClick(group.make.button, LEFT)
    yield lambda: not group.make.running()
    panel = group.panel
    report["segments"] = {"made": group.make.note.text()}
    QTest.mouseClick(panel.pick_button, LEFT)
    for place, name in ((SEA, "Permanent water bodies"), (CITY[0], "Bright city")):
        double_click(canvas, scene, place)
        yield 0.2
        editor = panel.table.findChild(QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, name)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        yield 0.2
    click(canvas, scene, HILLS)
    click(canvas, scene, LAKE, shift=True)
    report["segments"]["picked"] = len(panel.table.chosen())
    report["segments"]["names"] = sorted(item.name for item in panel.segments if item.name)
    yield from _pictures("segments", dock)
    for job in (group.keep_map, group.keep_labels):
        QTest.mouseClick(job.button, LEFT)
        yield lambda job=job: not job.running()
        report["segments"].setdefault("kept", []).append(job.note.text())
    yield from _pictures("segments_kept", dock)
    yield from _fold(group)


def _teach(report: dict[str, Any], dock: Any, scene: Any) -> Iterator[Step]:
    from sardino.plugin.explore.teach_group import TeachGroup

    group, canvas = dock.pages.explore.groups[TeachGroup], iface.mapCanvas()
    root = QgsProject.instance().layerTreeRoot()
    for node in root.findLayers():
        node.setItemVisibilityChecked(node.layerId() == scene.id())
    yield from _unfold(group)
    QTest.mouseClick(group.main.button, LEFT)
    names = [item.name for item in group.classes.classes]
    group.classes.choose(names.index("Permanent water bodies"))
    click(canvas, scene, LAKE)
    click(canvas, scene, SEA)
    group.classes.choose(names.index("Built-up"))
    drag(canvas, scene, *CITY)
    yield lambda: group.picture.image is not None
    group.classes.choose(names.index("Tree cover"))
    click(canvas, scene, HILLS)
    click(canvas, scene, CITY[0])
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    yield 0.1
    yield lambda: not group.picture.waiting and "Sure" in group.note.text()
    report["teach"] = {"codes": group.marks.codes(), "said": group.note.text()}
    yield from _pictures("teach", dock)
    for job in (group.keep_map, group.keep_labels):
        QTest.mouseClick(job.button, LEFT)
        yield lambda job=job: not job.running()
        report["teach"].setdefault("kept", []).append(job.note.text())
    yield from _pictures("teach_kept", dock)
    yield from _fold(group)


def _unfold(group: Any) -> Iterator[Step]:
    group.setCollapsed(False)
    yield 0.4


def _fold(group: Any) -> Iterator[Step]:
    group.stop()
    group.setCollapsed(True)
    yield 0.2


def _pictures(name: str, dock: Any) -> Iterator[Step]:
    """The window with a panel of two widths."""
    window = iface.mainWindow()
    for width in (300, 420):
        window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        yield 0.8
        yield lambda: not iface.mapCanvas().isDrawing()
        window.grab().save(str(OUT / f"{name}_{width}.png"))


Steps(script).start()
