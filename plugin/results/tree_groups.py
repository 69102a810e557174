"""Groups of the layer tree whose layers are the dates of one place."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer

from ..errors import PluginError
from ..translation import marked, tr
from .layers import PRODUCT_PROPERTY


class NoSuchGroup(PluginError):
    """The layer tree has no group of this name, or the group has no radar layer."""

    code = "no_such_group"
    title = marked("The layer group cannot be used")
    remedy = marked("Choose a group of the Layers panel that holds the radar layers of all dates.")


def layers_in_group(project: QgsProject | None, name: str) -> list[QgsRasterLayer]:
    """The radar layers of a group and of the groups in it, in the tree's order.

    Products of Sardino in the group are left out.

    Args:
        project: The project; None outside of one.
        name: The group's name; empty for no group, which has no layers.

    Raises:
        NoSuchGroup: There is no such group, or no raster layer in it.
    """
    if not name:
        return []
    group = project.layerTreeRoot().findGroup(name) if project is not None else None
    if group is None:
        raise NoSuchGroup(tr("There is no layer group '{name}'.").format(name=name))
    layers = [item.layer() for item in group.findLayers()]
    rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer) and layer.isValid()]
    found = [layer for layer in rasters if not layer.customProperty(PRODUCT_PROPERTY)]
    if not found:
        raise NoSuchGroup(tr("The layer group '{name}' holds no radar layer.").format(name=name))
    return found


def groups_of(project: QgsProject, keys: Collection[str], least: int = 2) -> dict[str, list[str]]:
    """Groups that hold some of these layers.

    Args:
        project: The project.
        keys: Ids of layers.
        least: A group with fewer of these layers is left out.

    Returns:
        Name of the group to the ids of these layers in it.
    """
    found: dict[str, list[str]] = {}
    for group in _all(project.layerTreeRoot()):
        held = [key for key in group.findLayerIds() if key in keys]
        if len(held) >= least:
            found.setdefault(group.name(), held)
    return found


def _all(parent: QgsLayerTreeGroup) -> list[QgsLayerTreeGroup]:
    """All groups below a group, from the top."""
    return [deep for group in parent.findGroups() for deep in (group, *_all(group))]
