"""The point layer of places to label next: numbered by rank, easy to see on any image."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

PLACES_PROPERTY = "sardino/places"
_MARK = "#ff00c8"
"""Magenta: in no land cover of ours, and it shows on grey radar, on maps, light and dark."""

MAP_TIP = (
    '<b>[% "rank" %]. [% "reason" %]</b><br>'
    "[% coalesce(\"class_name\", '') %] [% coalesce(round(\"confidence\") || ' %', '') %]"
)


class PlacesStyler(QgsProcessingLayerPostProcessorInterface):
    """Styles the point layer when QGIS loads it. Called in the GUI thread."""

    # Processing keeps no reference to the Python half: without ours it would be gone too early.
    _alive: ClassVar[list[PlacesStyler]] = []

    def __init__(self) -> None:
        super().__init__()
        self._done = False

    @classmethod
    def create(cls) -> PlacesStyler:
        """A styler that lives until it has done its work."""
        styler = cls()
        cls._alive[:] = [kept for kept in cls._alive if not kept._done] + [styler]
        return styler

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Styles the layer."""
        if isinstance(layer, QgsVectorLayer):
            style_places(layer)
        self._done = True


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


def to_the_top(layer: QgsVectorLayer) -> None:
    """Moves a layer out of whatever group is active to the top: a map above it would hide it."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is not None:
        root.insertChildNode(0, node.clone())
        node.parent().removeChildNode(node)
