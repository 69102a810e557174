"""Where the layers of the page are kept, and how they enter the project."""

from __future__ import annotations

import itertools
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils, QgsProject

from ..panels.layer_choice import live_layer
from ..processing.export import file_stem
from ..results.keeping import place_beside
from ..results.layers import PRODUCT_PROPERTY, SCENE_PROPERTY
from .session import Looked


def new_file(looked: Looked, what: str, ending: str) -> str:
    """A free file beside the scene; a temporary one if that folder is no good place."""
    layer = live_layer(looked.layer_id)
    return free_file(layer.source() if layer is not None else looked.scene.path, what, ending)


def free_file(source: str, what: str, ending: str) -> str:
    """A free file beside another one; a temporary one if that folder is no good place."""
    place = place_beside(source, QgsProject.instance().absolutePath(), probe=True)
    folder = Path(place.folder or QgsProcessingUtils.tempFolder())
    stem = file_stem(Path(source.split("|")[0]).stem)
    for number in itertools.count(1):
        path = folder / (f"{stem}_{what}{ending}" if number == 1 else f"{stem}_{what}_{number}{ending}")
        if not path.exists():
            return str(path)
    raise AssertionError


def add_layer(layer: QgsMapLayer, looked: Looked, product: str) -> None:
    """Adds a layer on top of the tree, marked as a product of its scene."""
    add_product(layer, looked.layer_id, product)


def add_product(layer: QgsMapLayer, scene: str, product: str) -> None:
    """Adds a layer on top of the tree, marked as a product of the scene with this id."""
    layer.setCustomProperty(PRODUCT_PROPERTY, product)
    layer.setCustomProperty(SCENE_PROPERTY, scene)
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
