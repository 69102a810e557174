"""Makes the pictures of the page "Results" from a real QGIS window: called by ``screenshots.py``.

The sample is filled in with the map's own classes, some of them changed by chance: nobody interpreted it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WRONG = 0.12


def results(dock: Any, images: Path, take: Callable[[Any, Path], str], taken: list[str]) -> Iterator[Any]:
    """Cleans up the latest map, makes polygons, draws and fills a sample, assesses; takes the pictures."""
    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.utils import iface

    from sardino.plugin.after.groups import AccuracyGroup, CleanGroup, PolygonsGroup, SampleGroup
    from sardino.plugin.after.interpret import InterpretGroup
    from sardino.plugin.labels.samples import MAP_CODE, facts_of

    page, window = dock.pages.results, iface.mainWindow()
    dock.pages.setCurrentWidget(page)
    clean, polygons = page.groups[CleanGroup], page.groups[PolygonsGroup]
    sample, interpret, accuracy = (page.groups[kind] for kind in (SampleGroup, InterpretGroup, AccuracyGroup))
    scene = page.desk.map()
    for group, before in ((clean, None), (polygons, None), (sample, scene)):
        if before is not None:
            page.desk._map.choose(before)
        group.setCollapsed(False)
        yield 0.5
        group.start()
        yield lambda group=group: not group.running()
        if group.job.note.level != "success":
            raise RuntimeError(group.job.note.text())
        if group is clean:
            cleaned = QgsProject.instance().mapLayersByName(f"{scene.name()} (cleaned)")[0]
            page.desk._map.choose(cleaned)
        if group is polygons:
            iface.setActiveLayer(QgsProject.instance().mapLayersByName(f"{cleaned.name()} (polygons)")[0])
            iface.zoomToActiveLayer()
            iface.mapCanvas().zoomByFactor(0.35)
            yield 1.5
            yield lambda: not iface.mapCanvas().isDrawing()
            iface.messageBar().clearWidgets()
            taken.append(take(window, images / "results_polygons.png"))
        group.setCollapsed(True)
    layer = interpret.sample()
    generator = random.Random(1)
    layer.startEditing()
    codes = [item.code for item in facts_of(layer).classes]
    points = sorted(layer.getFeatures(), key=lambda item: item["id"])
    for feature in points[:-5]:
        code = generator.choice(codes) if generator.random() < WRONG else feature[MAP_CODE]
        layer.changeAttributeValue(feature.id(), layer.fields().lookupField("class"), code)
    layer.commitChanges()
    # The image without any map, as an interpreter should see it.
    for node in QgsProject.instance().layerTreeRoot().children():
        found = getattr(node, "layer", lambda: None)()
        is_image = isinstance(found, QgsRasterLayer) and not found.customProperty("sardino/product")
        node.setItemVisibilityChecked(is_image or found == layer)
        node.setExpanded(False)
    interpret.setCollapsed(False)
    interpret.around.setValue(40)
    interpret.go_to_open()
    yield 2.0
    yield lambda: not iface.mapCanvas().isDrawing()
    iface.messageBar().clearWidgets()
    taken.append(take(window, images / "results_sample.png"))
    interpret.setCollapsed(True)
    accuracy.setCollapsed(False)
    accuracy.start()
    yield lambda: not accuracy.running()
    yield 1.0
    if accuracy.job.note.level != "success":
        raise RuntimeError(accuracy.job.note.text())
    taken.append(take(dock, images / "results_accuracy.png"))
