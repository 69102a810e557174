"""The extent in the dock: the canvas, drawn areas, polygons of a layer."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from sardino.plugin.dock.dock import SardinoDock
from tests.plugin.fixtures.dock import polygon_layer

pytest_plugins = ["tests.plugin.fixtures.dock"]


def test_extent_of_the_canvas(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    dock.extent_panel.choose("canvas")
    text = dock.parameters()["EXTENT"]
    assert text.endswith(" [EPSG:32611]")
    west, east, south, north = (float(side) for side in text.split(" ")[0].split(","))
    assert west <= 500_000 < 501_000 <= east
    assert south <= 3_999_000 < 4_000_000 <= north


def test_a_rectangle_dragged_on_the_map(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    before = canvas.mapTool()
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_rectangle.click()
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(200, 300))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    text = dock.parameters()["EXTENT"]
    west, east, south, north = (float(side) for side in text.split(" ")[0].split(","))
    scale = canvas.mapUnitsPerPixel()
    assert east - west == pytest.approx(100 * scale, rel=0.05)
    assert north - south == pytest.approx(200 * scale, rel=0.05)
    assert dock.blocked_by() == ""
    assert canvas.mapTool() is before, "the user's tool is back"
    assert not dock.extent_panel.draw_rectangle.isChecked()


def test_a_polygon_clicked_on_the_map(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_polygon.click()
    view = canvas.viewport()
    for place in (QPoint(100, 100), QPoint(300, 100), QPoint(350, 350), QPoint(100, 300)):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(100, 300))
    drawn = dock.parameters()["POLYGONS"]
    assert drawn.crs().authid() == "EPSG:32611"
    (feature,) = drawn.getFeatures()
    scale = canvas.mapUnitsPerPixel()
    assert feature.geometry().area() == pytest.approx(0.5 * 200 * 250 * scale**2, rel=0.05)


def test_escape_gives_drawing_up(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_polygon.click()
    tool = canvas.mapTool()
    assert tool.toolName() == "Draw the area to segment"
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is not tool
    assert not dock.extent_panel.draw_polygon.isChecked()
    assert dock.blocked_by() == "Draw the area on the map first"


def test_polygons_of_a_layer_and_its_selection(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    polygons = polygon_layer()
    dock.extent_panel.choose("polygons")
    dock.extent_panel.polygons.setLayer(polygons)
    source = dock.parameters()["POLYGONS"]
    assert (source.source.staticValue(), source.selectedFeaturesOnly) == (polygons.id(), False)
    polygons.selectByIds([next(polygons.getFeatures()).id()])
    assert dock.parameters()["POLYGONS"].selectedFeaturesOnly is True
