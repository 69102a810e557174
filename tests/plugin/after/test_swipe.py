"""The swipe on a real canvas: what is on which side, and that nothing is left behind."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from sardino.plugin.after.swipe import SwipeTool, two_layers
from tests.plugin.fixtures.rasters import open_raster, write_raster


def wait_until(condition) -> None:
    for _ in range(300):
        QApplication.processEvents()
        if condition():
            return
        QTest.qWait(20)
    raise AssertionError("it never happened")


@pytest.fixture
def layers(tmp_path, qgis_new_project):
    found = []
    for name, grey in (("dark", 10), ("bright", 240)):
        bands = np.full((3, 60, 60), grey, np.uint8)
        found.append(open_raster(write_raster(tmp_path / f"{name}.tif", bands), name))
    return found


@pytest.fixture
def canvas(qgis_app, layers):
    # Its own window: that of the tests is never shown.
    canvas = QgsMapCanvas()
    canvas.resize(300, 200)
    canvas.show()
    QApplication.processEvents()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setLayers(layers)
    canvas.setExtent(layers[0].extent())
    yield canvas
    canvas.close()
    canvas.deleteLater()


@pytest.fixture
def tool(canvas):
    tool = SwipeTool(canvas)
    yield tool
    tool.stop()


def move(view, place) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), none, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def grey(image) -> int:
    return image.pixelColor(image.width() // 2, image.height() // 2).red()


def test_both_sides_are_drawn(tool, canvas, layers):
    tool.start(*layers)
    wait_until(lambda: tool.picture_of(1) is not None)
    assert (grey(tool.picture_of(0)), grey(tool.picture_of(1))) == (10, 240)
    shown = canvas.grab().toImage()
    assert abs(shown.pixelColor(60, 100).red() - 10) < 3
    assert abs(shown.pixelColor(240, 100).red() - 240) < 3


def test_the_line_follows_the_pointer(tool, canvas, layers):
    tool.start(*layers)
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
    move(view, QPoint(60, 100))
    assert tool.place == pytest.approx(0.2, abs=0.02)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    move(view, QPoint(250, 100))
    assert tool.place == pytest.approx(0.2, abs=0.02)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert tool.place == pytest.approx(0.25, abs=0.02)


def test_the_map_is_as_before_afterwards(tool, canvas, layers):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    items = len(canvas.scene().items())
    tool.start(*layers)
    assert len(canvas.scene().items()) == items + 1
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is pan
    assert len(canvas.scene().items()) == items
    assert not tool.is_on()
    canvas.unsetMapTool(pan)


def test_it_ends_when_a_layer_goes(tool, canvas, layers):
    tool.start(*layers)
    QgsProject.instance().removeMapLayer(layers[1].id())
    assert not tool.is_on()
    assert canvas.mapTool() is not tool


def test_it_ends_with_the_project(tool, canvas, layers):
    tool.start(*layers)
    QgsProject.instance().clear()
    assert not tool.is_on()


def test_another_view_is_drawn_again(tool, canvas, layers):
    tool.start(*layers)
    wait_until(lambda: tool.picture_of(1) is not None)
    canvas.zoomByFactor(2)
    assert tool.picture_of(1) is None
    canvas.refresh()
    wait_until(lambda: tool.picture_of(1) is not None)


def test_the_two_layers_to_compare(layers):
    assert [item.name() for item in two_layers(layers[::-1])] == ["bright", "dark"]
    assert {item.name() for item in two_layers([])} == {"dark", "bright"}
    QgsProject.instance().removeMapLayer(layers[1].id())
    assert len(two_layers([])) == 1
