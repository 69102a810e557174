"""From the dock to *Segment an archive*: with the selected layers and the dock's choices."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsRasterLayer

from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.processing.provider import SardinoProvider
from sardino.plugin.results.layers import PRODUCT_PROPERTY
from tests.plugin.fixtures.dock import another_layer

pytest_plugins = ["tests.plugin.fixtures.dock"]


class Tree:
    """A layer tree in which layers are selected."""

    def __init__(self, layers: list[Any]) -> None:
        self._layers = layers

    def selectedLayers(self) -> list[Any]:
        return self._layers


def test_selected_layers_and_choices_go_to_the_algorithm(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, monkeypatch: Any, qgis_iface: Any
) -> None:
    second, product = another_layer(tmp_path, "second"), another_layer(tmp_path, "product")
    product.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    tree = Tree([layer, second, product])
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: tree, raising=False)
    dock.output_panel.choose(["landcover"], str(tmp_path / "maps"))
    asked = []
    dialogs = types.SimpleNamespace(execAlgorithmDialog=lambda name, values: asked.append((name, values)))
    monkeypatch.setitem(sys.modules, "processing", dialogs)
    dock.several.button.click()
    ((name, values),) = asked
    assert name == "sardino:segmentarchive"
    assert values["LAYERS"] == [layer.id(), second.id()] and values["ADD"]
    assert values["OUTPUTS"] == ["landcover"]
    assert values["OUTPUT_FOLDER"] == str(tmp_path / "maps" / "sardino_archive")
    # The algorithm takes these values as they are.
    provider = SardinoProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        assert algorithm.checkParameterValues(values, context) == (True, "")
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)


def test_one_selected_layer_leaves_the_choice_open(
    dock: SardinoDock, layer: QgsRasterLayer, monkeypatch: Any, qgis_iface: Any
) -> None:
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: Tree([layer]), raising=False)
    assert "LAYERS" not in dock.several.choices()
