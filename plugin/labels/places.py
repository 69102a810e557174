"""The point layer of places to label next: numbered by rank, easy to see on any image."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ..results.stylers import LayerStyler

PLACES_PROPERTY = "sardino/places"
_MARK = "#ff00c8"
"""Magenta: not a colour of our land cover, and visible on grey radar images and on any map."""

MAP_TIP = (
    '<b>[% "rank" %]. [% "reason" %]</b><br>'
    "[% coalesce(\"class_name\", '') %] [% coalesce(round(\"confidence\") || ' %', '') %]"
)


class PlacesStyler(LayerStyler):
    """Styles the point layer when QGIS loads it."""

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Styles the layer and puts it on top: a map above would hide the points."""
        if isinstance(layer, QgsVectorLayer):
            style_places(layer)
        root = project.layerTreeRoot()
        if project.mapLayer(layer.id()) is not None and root.findLayer(layer.id()) is None:
            root.insertLayer(0, layer)


def style_places(layer: QgsVectorLayer) -> None:
    """Gives the point layer markers, ranks as labels, and a map tip with the reason."""
    symbol = QgsMarkerSymbol.createSimple(
        {
            "name": "circle",
            "color": "0,0,0,0",
            "outline_color": _MARK,
            "outline_width": "0.8",
            "size": "5",
        }
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    text = QgsTextFormat()
    font = text.font()
    font.setBold(True)
    text.setFont(font)
    text.setSize(11)
    text.setColor(QColor(_MARK))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor("white"))
    text.setBuffer(halo)
    labels = QgsPalLayerSettings()
    labels.fieldName = "rank"
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    layer.setMapTipTemplate(MAP_TIP)
    layer.setCustomProperty(PLACES_PROPERTY, True)
    layer.triggerRepaint()
