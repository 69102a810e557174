"""The mouse over QGIS's canvas, at places of a scene: shares of its width and height from the upper left."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

Place = tuple[float, float]
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.MouseButton.NoButton


def pixel(canvas: Any, scene: QgsRasterLayer, place: Place) -> QPoint:
    """A place in pixels of the canvas."""
    box = scene.extent()
    there = QgsPointXY(box.xMinimum() + place[0] * box.width(), box.yMaximum() - place[1] * box.height())
    seen = canvas.mapSettings().destinationCrs()
    there = QgsCoordinateTransform(scene.crs(), seen, QgsProject.instance()).transform(there)
    found = canvas.getCoordinateTransform().transform(there)
    return QPoint(round(found.x()), round(found.y()))


def hover(canvas: Any, scene: QgsRasterLayer, place: Place) -> None:
    """Moves the mouse without a button."""
    _move(canvas, pixel(canvas, scene, place), _NONE)


def click(canvas: Any, scene: QgsRasterLayer, place: Place, *, shift: bool = False) -> None:
    """Moves the mouse to a place and clicks."""
    hover(canvas, scene, place)
    QTest.mouseClick(canvas.viewport(), _LEFT, _keys(shift), pixel(canvas, scene, place))


def double_click(canvas: Any, scene: QgsRasterLayer, place: Place) -> None:
    """Clicks twice."""
    click(canvas, scene, place)
    QTest.mouseDClick(canvas.viewport(), _LEFT, _keys(False), pixel(canvas, scene, place))


def drag(canvas: Any, scene: QgsRasterLayer, *places: Place, shift: bool = False) -> None:
    """Drags the mouse along places: an area, or a brush stroke."""
    points = [pixel(canvas, scene, place) for place in places]
    QTest.mousePress(canvas.viewport(), _LEFT, _keys(shift), points[0])
    for point in points[1:]:
        _move(canvas, point, _LEFT)
    QTest.mouseRelease(canvas.viewport(), _LEFT, _keys(shift), points[-1])


def _keys(shift: bool) -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier


def _move(canvas: Any, point: QPoint, button: Qt.MouseButton) -> None:
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), _NONE, button, _keys(False))
    QApplication.sendEvent(canvas.viewport(), event)
