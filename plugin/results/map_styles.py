"""Styles of what is made from a finished map: the cleaned map, and its polygons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsDateTimeRange,
    QgsFillSymbol,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .acquisition import UNKNOWN
from .layers import PRODUCT_PROPERTY
from .provenance import set_time
from .stylers import LayerStyler

STYLE_NAME = 30
"""Longest name of a style in a GeoPackage."""


class Style(Protocol):
    """Name and colour of a class."""

    @property
    def name(self) -> str: ...

    @property
    def color(self) -> str: ...


class OnTop(LayerStyler):
    """Names a layer and puts it on top of the tree."""

    def __init__(self, name: str) -> None:
        """Prepares the styling.

        Args:
            name: The layer's name.
        """
        super().__init__()
        self._name = name

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Names, styles and places the layer."""
        layer.setName(self._name)
        self.dress(layer)
        layer.triggerRepaint()
        layer.emitStyleChanged()
        root = project.layerTreeRoot()
        if project.mapLayer(layer.id()) is not None and root.findLayer(layer.id()) is None:
            root.insertLayer(0, layer)

    def dress(self, layer: QgsMapLayer) -> None:
        """Hook: gives the layer its renderer and more."""

    def keep_in(self, source: str) -> None:
        """Keeps the looks of a vector layer in its file if nothing loads it, as from a terminal; any thread.

        Args:
            source: The layer's file.
        """
        layer = QgsVectorLayer(source, self._name, "ogr")
        if layer.isValid():
            self.dress(layer)
        self._done = True


class MapStyler(OnTop):
    """Styles a map as the map that it was made from."""

    def __init__(self, name: str, classes: Mapping[int, Style], acquired: QgsDateTimeRange = UNKNOWN) -> None:
        """Prepares the styling.

        Args:
            name: The layer's name.
            classes: Code to name and colour; empty if the file's own colours are enough.
            acquired: When the ground was seen; infinite if unknown.
        """
        super().__init__(name)
        self._classes, self._acquired = dict(classes), acquired

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer as a map, so that nothing takes it for a scene."""
        layer.setCustomProperty(PRODUCT_PROPERTY, "landcover")

    def dress(self, layer: QgsMapLayer) -> None:
        """Sets the classes, and the time for the temporal controller."""
        if isinstance(layer, QgsRasterLayer) and not self._acquired.isInfinite():
            set_time(layer, self._acquired)
        if isinstance(layer, QgsRasterLayer) and self._classes:
            rows = [
                QgsPalettedRasterRenderer.Class(code, QColor(item.color), item.name)
                for code, item in self._classes.items()
            ]
            layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, rows))


class PolygonsStyler(OnTop):
    """Styles polygons by class, and keeps the style in their GeoPackage."""

    def __init__(self, name: str, classes: Mapping[int, Style], *, keep: bool) -> None:
        """Prepares the styling.

        Args:
            name: The layer's name.
            classes: Code to name and colour, of the classes that occur.
            keep: Whether to save the style in the file.
        """
        super().__init__(name)
        self._classes, self._keep = dict(classes), keep

    def dress(self, layer: QgsMapLayer) -> None:
        """Sets the classes, a map tip, and the style in the file."""
        if not isinstance(layer, QgsVectorLayer):
            return
        categories = []
        for code, item in self._classes.items():
            symbol = QgsFillSymbol.createSimple(
                {"color": item.color, "outline_color": "35,35,35,110", "outline_width": "0.1"}
            )
            categories.append(QgsRendererCategory(code, symbol, item.name))
        layer.setRenderer(QgsCategorizedSymbolRenderer("code", categories))
        layer.setDisplayExpression("\"name\" || ', ' || round(\"area_ha\", 2) || ' ha'")
        if self._keep:
            # An error does not matter: the file then opens in QGIS's default colours next time.
            layer.saveStyleToDatabase(layer.name()[:STYLE_NAME], "Sardino", True, "")
