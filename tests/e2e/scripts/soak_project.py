"""What the user of the soak does with layers, projects, the map and the plugin itself."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.utils import iface, loadPlugin, startPlugin, unloadPlugin

from tests.e2e.scripts.common import panel_action
from tests.e2e.scripts.soak_world import (
    EVERYTHING,
    PRODUCT,
    RUN,
    World,
    active_layer_is_the_user_s,
    client,
    deed,
    ids,
    pick,
)

Numbers = Sequence[float]
MOST_SCENES, MOST_POLYGONS, MOST_LAYERS = 6, 4, 40


@deed("scene")
def add_scene(world: World, numbers: Numbers) -> str | None:
    if len(world.rasters()) >= MOST_SCENES:
        return None
    # As the browser does it: such a layer is QGIS's own, and does not tell Python when it goes.
    path = pick(world.scenes, numbers[0]) or ""
    with active_layer_is_the_user_s(world):
        iface.addRasterLayer(path, f"{Path(path).stem}{pick(['', '', ' again', ' – b'], numbers[1])}", "gdal")
    return path


@deed()
def add_polygons(world: World, numbers: Numbers) -> str | None:
    if len(world.polygons()) >= MOST_POLYGONS:
        return None
    iface.addVectorLayer(world.make_polygons(), f"fields {world.number()}", "ogr")
    return "added"


@deed()
def remove_scene(world: World, numbers: Numbers) -> str | None:
    return _remove(pick(world.rasters(), numbers[0]))


@deed()
def remove_polygons(world: World, numbers: Numbers) -> str | None:
    return _remove(pick(world.polygons(), numbers[0]))


@deed()
def remove_a_product(world: World, numbers: Numbers) -> str | None:
    return _remove(pick(world.products(), numbers[0]))


@deed()
def remove_result_group(world: World, numbers: Numbers) -> str | None:
    """A group, with its layers, as the layer tree's menu removes it."""
    root = QgsProject.instance().layerTreeRoot()
    group = pick([item for item in root.findGroups() if item.customProperty(RUN)], numbers[0])
    if group is None:
        return None
    name = group.name()
    root.removeChildNode(group)
    return name


def _remove(layer: Any) -> str | None:
    if layer is None:
        return None
    name = layer.name()
    QgsProject.instance().removeMapLayer(layer.id())
    return name


@deed("scene")
def activate_layer(world: World, numbers: Numbers) -> str | None:
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    layers = [node.layer() for node in nodes if node.layer() is not None]
    layer = pick([item for item in layers if item != iface.activeLayer()], numbers[0])
    if layer is None:
        return None
    with active_layer_is_the_user_s(world):
        iface.setActiveLayer(layer)
    return layer.name()


@deed()
def rename_layer(world: World, numbers: Numbers) -> str | None:
    layer = pick([*world.rasters(), *world.polygons()], numbers[0])
    if layer is None:
        return None
    layer.setName(f"{pick('bmz', numbers[1])}{layer.name()}"[:40])
    return layer.name()


@deed()
def show_or_hide_layer(world: World, numbers: Numbers) -> str | None:
    node = pick(QgsProject.instance().layerTreeRoot().findLayers(), numbers[0])
    if node is None:
        return None
    node.setItemVisibilityChecked(not node.itemVisibilityChecked())
    return node.name()


@deed(*EVERYTHING)
def new_project(world: World, numbers: Numbers) -> str:
    world.following = True
    iface.newProject(False)
    return "discarding the old one"


@deed()
def save_project(world: World, numbers: Numbers) -> str | None:
    if not QgsProject.instance().mapLayers():
        return None
    path = str(world.out / f"project_{pick('ab', numbers[0])}.qgs")
    return path if QgsProject.instance().write(path) else None


@deed(*EVERYTHING)
def open_project(world: World, numbers: Numbers) -> str | None:
    path = pick(sorted(world.out.glob("project_*.qgs")), numbers[0])
    if path is None:
        return None
    world.following = True
    iface.addProject(str(path))
    return path.name


# The map


@deed()
def zoom(world: World, numbers: Numbers) -> str | None:
    canvas = iface.mapCanvas()
    layer = pick(world.rasters(), numbers[0])
    if layer is None:
        return None
    box = canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
    if not box.isFinite() or box.isEmpty():
        return None
    box.scale(0.3 + 2 * numbers[1])
    canvas.setExtent(box)
    canvas.refresh()
    return layer.name()


@deed()
def change_map_crs(world: World, numbers: Numbers) -> str:
    name = pick(["EPSG:32611", "EPSG:4326", "EPSG:3857"], numbers[0]) or ""
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem(name))
    return name


# The plugin


@deed(*EVERYTHING)
def open_or_close_dock(world: World, numbers: Numbers) -> str:
    # A dock is made when it is opened first, and chooses what is active then.
    panel_action().trigger()
    return "visible" if world.dock.isVisible() else "hidden"


@deed(*EVERYTHING)
def reload_plugin(world: World, numbers: Numbers) -> Iterator[float]:
    world.following = True
    # What QGIS does to reload, and in between, before Qt deletes what unloading left to be deleted later,
    # a garbage collection: Python may begin one at any time, and with a new plugin half loaded it crashed.
    unloadPlugin("sardino")
    gc.collect()
    loadPlugin("sardino")
    startPlugin("sardino")
    yield 0.2
    if world.dock is None and numbers[0] < 0.8:
        panel_action().trigger()
    return "reloaded"


@deed()
def kill_worker(world: World, numbers: Numbers) -> str | None:
    worker = client()
    if worker is None or worker.pid is None:
        return None
    os.kill(worker.pid, signal.SIGKILL)
    return "killed"


@deed()
def wait(world: World, numbers: Numbers) -> Iterator[float]:
    yield 3 * numbers[0]
    return "waited"


def active_scene() -> str:
    """Id of the active layer if it is a scene; else empty."""
    layer = iface.activeLayer()
    if isinstance(layer, QgsRasterLayer) and not layer.customProperty(PRODUCT):
        return ids([layer])[0]
    return ""
