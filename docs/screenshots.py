"""Makes the pictures in ``docs/images`` from a real QGIS window on a virtual screen.

    python3 docs/screenshots.py [explore]

With the word ``explore`` only those of the page "Explore".
Needs QGIS, Xvfb and the backend's environment (``python3 build.py setup``). The same file runs
twice: outside, where it starts QGIS, and inside, where it drives the window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

FOLDER_VARIABLE = "SARDINO_SCREENSHOTS"
ONLY_VARIABLE = "SARDINO_SCREENSHOTS_OF"
SCENE = "los_angeles_vh.tif"
SIZE = (1400, 900)
DOCK_WIDTH = 340


def outside() -> int:
    """Starts QGIS with this file as its script; returns the exit code."""
    root = Path(__file__).resolve().parents[1]
    sys.path.insert(0, str(root))
    from tools import qgis_window

    lacking = qgis_window.missing()
    if lacking:
        print(lacking, file=sys.stderr)
        return 1
    images = root / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="sardino-screenshots-") as scratch,
        qgis_window.virtual_screen() as display,
    ):
        folder = Path(scratch)
        qgis_window.make_profile(folder)
        variables = {FOLDER_VARIABLE: str(images), "SARDINO_MODELS": str(folder / "models")}
        variables[ONLY_VARIABLE] = "".join(sys.argv[1:2])
        process = qgis_window.start(Path(__file__).resolve(), folder, display, variables)
        ended = qgis_window.finish(process, folder)
    if "pictures" not in ended.report:
        print(ended.report.get("error", "QGIS ended early."), ended.output, sep="\n", file=sys.stderr)
        return 1
    for name in ended.report["pictures"]:
        print(images / name)
    return 0


def inside(steps: Any) -> Iterator[Any]:
    """Segments the sample scene in the window and takes the pictures."""
    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtWidgets import QAction, QDockWidget
    from qgis.utils import iface

    import sardino

    images = Path(os.environ[FOLDER_VARIABLE])
    window = iface.mainWindow()
    yield window.isVisible
    window.resize(*SIZE)
    for other in window.findChildren(QDockWidget):
        if other.objectName() not in ("Layers", "SardinoDock"):
            other.hide()
    scene = Path(sardino.__file__).resolve().parent / "resources" / "sample" / SCENE
    layer = QgsRasterLayer(str(scene), scene.stem)
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    iface.setActiveLayer(layer)
    next(action for action in window.findChildren(QAction) if action.objectName() == "SardinoPanel").trigger()
    dock = next(item for item in window.findChildren(QDockWidget) if item.objectName() == "SardinoDock")
    window.resizeDocks([dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)
    yield lambda: dock.hello is not None and dock.layer_panel.detected.level == "success"
    yield 0.5
    from docs.screenshots_explore import explore

    taken: list[str] = []
    if os.environ.get(ONLY_VARIABLE) == "explore":
        yield from explore(dock, layer, images, _take, taken)
        steps.report["pictures"] = taken
        return
    taken.append(_take(dock, images / "dock.png"))
    taken.append((yield from _expected_classes(dock, images / "expected_classes.png")))
    dock.run_panel.button.click()
    yield lambda: not dock.running()
    if dock.run_panel.note.level == "error":
        raise RuntimeError(dock.run_panel.note.text())
    products = {
        item.customProperty("sardino/product"): item.id()
        for item in QgsProject.instance().mapLayers().values()
    }
    root = QgsProject.instance().layerTreeRoot()
    iface.messageBar().clearWidgets()
    for product, name in (
        ("landcover", "qgis.png"),
        ("confidence", "confidence.png"),
        ("attention", "attention.png"),
    ):
        for kind, layer_id in products.items():
            if kind is not None:
                root.findLayer(layer_id).setItemVisibilityChecked(kind == product)
                root.findLayer(layer_id).setExpanded(kind == product)
        iface.setActiveLayer(QgsProject.instance().mapLayer(products[product]))
        iface.zoomToActiveLayer()
        yield 0.3
        yield lambda: not iface.mapCanvas().isDrawing()
        yield 0.7
        iface.messageBar().clearWidgets()
        taken.append(_take(window, images / name))
    yield from _finetuning(dock, layer, images, taken)
    from docs.screenshots_results import results

    yield from results(dock, images, _take, taken)
    yield from explore(dock, layer, images, _take, taken)
    steps.report["pictures"] = taken


def _expected_classes(dock: Any, path: Path) -> Generator[Any, None, str]:
    """Unfolds the expected classes and unticks mangroves and wetland, for one picture."""
    from qgis.PyQt.QtCore import Qt

    panel = dock.expected_panel
    panel.setCollapsed(False)
    for row in range(panel.list.count()):
        if panel.list.item(row).data(Qt.ItemDataRole.UserRole) in (90, 95):
            panel.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    yield 0.5
    name = _take(panel, path)
    panel.tick_all()
    panel.setCollapsed(True)
    yield 0.2
    return name


def _finetuning(dock: Any, scene: Any, images: Path, taken: list[str]) -> Iterator[Any]:
    """Draws labels on the sample scene, fine-tunes, and takes the pictures of it."""
    from qgis.core import QgsProject
    from qgis.utils import iface

    from sardino.plugin.finetune.new_labels import add_label_layer
    from sardino.plugin.finetune.scores_dialog import ScoresDialog
    from sardino.plugin.labels.layers import start_digitising
    from tests.e2e.scripts.labelling import draw_all

    window, page = iface.mainWindow(), dock.pages.finetune
    for group in QgsProject.instance().layerTreeRoot().findGroups():
        group.setItemVisibilityChecked(False)
        group.setExpanded(False)
    dock.pages.setCurrentWidget(page)
    labels = add_label_layer(
        Path(os.environ["SARDINO_MODELS"]).parent / "los_angeles_labels.gpkg",
        scene.crs(),
        page.labels.classes(),
    )
    try:
        page.labels.choose(labels)
        start_digitising(labels, iface)
        count = draw_all(page, labels, scene)
        yield lambda: sum(item.polygons for item in page.labels.counts.by_value.values()) == count
        iface.setActiveLayer(scene)
        iface.zoomToActiveLayer()
        yield 1.0
        yield lambda: not iface.mapCanvas().isDrawing()
        iface.messageBar().clearWidgets()
        taken.append(_take(window, images / "finetune_labels.png"))
        page.train.button.click()
        yield lambda: not page.running()
        if page.result is None:
            raise RuntimeError(page.train.note.text())
        yield page.maps.comparable
        page.suggest()
        yield lambda: bool(QgsProject.instance().mapLayersByName("Where to label next"))
        yield 2.0
        yield lambda: not iface.mapCanvas().isDrawing()
        iface.messageBar().clearWidgets()
        taken.append(_take(window, images / "finetune.png"))
        dialog = ScoresDialog(page.result.metrics, page.result.model.name, window)
        dialog.show()
        dialog.tabs.setCurrentIndex(1)
        yield 0.5
        taken.append(_take(dialog, images / "finetune_scores.png"))
        dialog.close()
    finally:
        labels.rollBack()
        QgsProject.instance().removeMapLayer(labels.id())
        (Path(os.environ["SARDINO_MODELS"]).parent / "los_angeles_labels.gpkg").unlink(missing_ok=True)


def _take(widget: Any, path: Path) -> str:
    """Saves a picture of a widget."""
    if not widget.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    return path.name


if FOLDER_VARIABLE in os.environ:
    from tools.qgis_steps import Steps

    Steps(inside).start()
elif __name__ == "__main__":
    sys.exit(outside())
