"""The maps of two models: a click switches between them."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject, QgsRasterLayer

from ..results.layers import PRODUCT_PROPERTY, RUN_PROPERTY, SCENE_PROPERTY, free_group_name

LANDCOVER = "landcover"


def landcover_of(layers: list[QgsMapLayer]) -> QgsRasterLayer | None:
    """The land cover among the layers of a run."""
    return next((layer for layer in layers if layer.customProperty(PRODUCT_PROPERTY) == LANDCOVER), None)


def earlier_map(project: QgsProject, scene: str, runs: set[str]) -> QgsRasterLayer | None:
    """The topmost land cover of a scene that is not from one of these runs.

    Args:
        project: Where to look.
        scene: Id of the radar layer.
        runs: Keys of runs with fine-tuned models.
    """
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        if layer is None or layer.customProperty(PRODUCT_PROPERTY) != LANDCOVER:
            continue
        if layer.customProperty(SCENE_PROPERTY) == scene and layer.customProperty(RUN_PROPERTY) not in runs:
            return layer
    return None


def show_one(project: QgsProject, shown: str, hidden: str) -> None:
    """Shows one of two layers, with the groups around the layer, and hides the other layer.

    Args:
        project: The project.
        shown: Id of the layer to show.
        hidden: Id of the layer to hide.
    """
    root = project.layerTreeRoot()
    for layer_id, visible in ((shown, True), (hidden, False)):
        node = root.findLayer(layer_id)
        if node is not None:
            if visible:
                node.setItemVisibilityCheckedParentRecursive(True)
            else:
                node.setItemVisibilityChecked(False)


def name_group(layers: list[QgsMapLayer], name: str) -> None:
    """Names the group of a run by its model, so that two maps of one scene can be told apart."""
    project = QgsProject.instance()
    for layer in layers:
        node = project.layerTreeRoot().findLayer(layer.id())
        parent = node.parent() if node is not None else None
        if isinstance(parent, QgsLayerTreeGroup) and parent.customProperty(RUN_PROPERTY):
            parent.setName(free_group_name(project.layerTreeRoot(), name))
            return
