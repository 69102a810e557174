"""Polygons as an analyst would draw them on the sample scene of Los Angeles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer, QgsVectorLayer, QgsVectorLayerUtils

# Class name: columns and rows of the polygons' centres.
PLACES = {
    "Permanent water bodies": [(60, 870), (140, 930), (230, 980), (180, 800), (330, 960), (420, 1000)],
    "Built-up": [
        (200, 110),
        (710, 300),
        (500, 330),
        (340, 560),
        (700, 560),
        (560, 120),
        (640, 930),
        (250, 640),
    ],
    "Bare / sparse vegetation": [(610, 385), (435, 475), (20, 395), (75, 40), (82, 215), (25, 290)],
}
SIDE = 14


def draw_all(page: Any, layer: QgsVectorLayer, scene: QgsRasterLayer) -> int:
    """Draws all polygons through the edit buffer; each is of the class that is current in the table."""
    names = [item.name for item in page.labels.classes()]
    drawn = 0
    for name, places in PLACES.items():
        page.labels.table.choose(names.index(name))
        drawn += _draw(layer, scene, places)
    return drawn


def _draw(layer: QgsVectorLayer, scene: QgsRasterLayer, places: Sequence[tuple[int, int]]) -> int:
    extent = scene.extent()
    width, height = scene.rasterUnitsPerPixelX(), scene.rasterUnitsPerPixelY()
    for column, row in places:
        # Not quite a square: nobody draws one by hand.
        corners = [(-SIDE, -SIDE), (SIDE, -SIDE + 3), (SIDE - 2, SIDE), (-4, SIDE + 2), (-SIDE + 1, SIDE - 3)]
        ring = [
            QgsPointXY(extent.xMinimum() + (column + x) * width, extent.yMaximum() - (row + y) * height)
            for x, y in corners
        ]
        # createFeature takes the class field's default, as QGIS's own drawing tool does.
        feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromPolygonXY([ring]))
        if not layer.addFeature(feature):
            raise RuntimeError("the polygon was not added")
    return len(places)
