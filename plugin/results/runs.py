"""The layers of earlier runs: how to find and how to remove them."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject

from .layers import PRODUCT_PROPERTY, RUN_PROPERTY


def run_key(layers: list[QgsMapLayer]) -> str:
    """The key of the run that made these layers; empty if unknown."""
    return next((str(layer.customProperty(RUN_PROPERTY, "")) for layer in layers), "")


def products(project: QgsProject) -> list[QgsMapLayer]:
    """All layers of the project that Sardino made."""
    return [layer for layer in project.mapLayers().values() if layer.customProperty(PRODUCT_PROPERTY)]


def layers_of_run(project: QgsProject, key: str) -> list[QgsMapLayer]:
    """The layers of a run that are still in the project."""
    return [
        layer for layer in project.mapLayers().values() if key and layer.customProperty(RUN_PROPERTY) == key
    ]


def is_shown(project: QgsProject, key: str, product: str) -> bool:
    """Whether a run's layer of this product is ticked, and all groups around it too."""
    nodes = [project.layerTreeRoot().findLayer(layer.id()) for layer in _of_product(project, key, product)]
    return any(node is not None and node.isVisible() for node in nodes)


def show_product(project: QgsProject, key: str, product: str) -> None:
    """Shows a run's layer of one product and hides its other layers, which would cover it."""
    root = project.layerTreeRoot()
    for layer in layers_of_run(project, key):
        node = root.findLayer(layer.id())
        if node is None:
            continue
        wanted = layer.customProperty(PRODUCT_PROPERTY) == product
        if wanted:
            node.setItemVisibilityCheckedParentRecursive(True)
        else:
            node.setItemVisibilityChecked(False)
        node.setExpanded(wanted)


def _of_product(project: QgsProject, key: str, product: str) -> list[QgsMapLayer]:
    return [
        layer for layer in layers_of_run(project, key) if layer.customProperty(PRODUCT_PROPERTY) == product
    ]


def remove_run(project: QgsProject, key: str) -> None:
    """Removes a run's layers from the project, and the run's group if it is then empty."""
    project.removeMapLayers([layer.id() for layer in layers_of_run(project, key)])
    for group in project.layerTreeRoot().findGroups(True):
        if group.customProperty(RUN_PROPERTY) == key and not group.children():
            group.parent().removeChildNode(group)
            return
