"""A print layout of a map, with legend, scale bar and origin filled in."""

from __future__ import annotations

from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayerLegendUtils,
    QgsPalettedRasterRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

from ..results.acquisition import acquisition, shown
from ..translation import tr, tr_sentences
from .sources import tags_of

_MAP = (10.0, 25.0, 200.0, 160.0)
"""Left, top, width and height of the map on A4 landscape, in millimetres."""


def add_layout(layer: QgsRasterLayer, project: QgsProject, title: str = "") -> QgsPrintLayout:
    """Adds a print layout of a layer to the project; the user opens, changes and exports it in QGIS.

    Args:
        layer: The layer to show; its legend is the only one.
        project: Gets the layout.
        title: The heading; the layer's name if empty.
    """
    manager = project.layoutManager()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(manager.generateUniqueTitle())
    name = title or layer.name()
    taken = {item.name() for item in manager.printLayouts()}
    free, number = name, 2
    while free in taken:
        free, number = f"{name} {number}", number + 1
    layout.setName(free)
    _label(layout, name, (10, 8, 277, 12), 18)
    map_item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(map_item)
    # An item without a size has no scale, and neither has its scale bar.
    _place(map_item, *_MAP)
    map_item.setCrs(layer.crs())
    map_item.setLayers([layer])
    map_item.setKeepLayerSet(True)
    map_item.setExtent(layer.extent())
    # The extent takes the ratio of the layer: back to the frame.
    _place(map_item, *_MAP)
    map_item.zoomToExtent(layer.extent())
    map_item.setFrameEnabled(True)
    _legend(layout, map_item, layer)
    bar = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(bar)
    bar.setStyle("Single Box")
    bar.setLinkedMap(map_item)
    bar.applyDefaultSize()
    bar.update()
    bar.attemptMove(_point(10, 188))
    _label(layout, _origin(layer), (110, 188, 177, 18), 7)
    manager.addLayout(layout)
    return layout


def _legend(layout: QgsPrintLayout, map_item: QgsLayoutItemMap, layer: QgsRasterLayer) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(map_item)
    legend.setTitle(tr("Legend"))
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.removeAllChildren()
    node = root.addLayer(layer)
    if isinstance(layer.renderer(), QgsPalettedRasterRenderer):
        # The first node is the name of the band.
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(1, len(layer.renderer().classes()) + 1)))
        legend.model().refreshLayerLegend(node)
    layout.addLayoutItem(legend)
    legend.attemptMove(_point(215, 25))


def _origin(layer: QgsRasterLayer) -> str:
    tags = tags_of(layer.source())
    parts = [
        shown(acquisition(layer)),
        tags.get("SARDINO_INPUT", ""),
        tags.get("SARDINO_MODEL", ""),
        f"Sardino {tags['SARDINO_VERSION']}" if "SARDINO_VERSION" in tags else "",
        tr_sentences(tags.get("SARDINO_ATTRIBUTION", "")),
    ]
    return " · ".join(part for part in parts if part)


def _label(layout: QgsPrintLayout, text: str, place: tuple[float, float, float, float], size: float) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    font = QFont()
    font.setPointSizeF(size)
    label.setFont(font)
    _place(label, *place)
    layout.addLayoutItem(label)


def _place(
    item: QgsLayoutItemMap | QgsLayoutItemLabel, left: float, top: float, width: float, height: float
) -> None:
    item.attemptMove(_point(left, top))
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutUnit.LayoutMillimeters))


def _point(left: float, top: float) -> QgsLayoutPoint:
    return QgsLayoutPoint(left, top, QgsUnitTypes.LayoutUnit.LayoutMillimeters)
