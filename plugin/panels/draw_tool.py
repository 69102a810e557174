"""The map tool with which the user draws the area to segment."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..translation import tr

_OUTLINE = QColor(255, 140, 0)
_FILL = QColor(255, 140, 0, 50)
_SLIP_PIXELS = 4
"""A shorter drag counts as a click."""


def area_band(canvas: QgsMapCanvas) -> QgsRubberBand:
    """A rubber band for an area: orange, visible on dark and bright layers."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(_OUTLINE)
    band.setFillColor(_FILL)
    band.setWidth(2)
    return band


class DrawTool(QgsMapTool):
    """Draws a rectangle by dragging, or a polygon by clicking.

    A right click, a double click or Enter ends a polygon. Backspace removes the last corner.
    Esc gives up.

    Signals:
        drawn: A ``QgsGeometry`` (polygon) in the coordinate system of the canvas.
        given_up: The user pressed Esc.
    """

    drawn = pyqtSignal(QgsGeometry)
    given_up = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.polygon = False
        self._canvas = canvas
        self._band = area_band(canvas)
        self._corners: list[QgsPointXY] = []
        self._pressed: QPoint | None = None

    def toolName(self) -> str:
        """Name for QGIS."""
        return tr("Draw the area to segment")

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Starts a rectangle, adds a corner of a polygon, or ends a polygon."""
        if event.button() == Qt.MouseButton.RightButton:
            if self.polygon:
                self._finish_polygon()
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.polygon:
            self._pressed = event.pos()
            self._corners = [event.mapPoint()]
            return
        self._corners.append(event.mapPoint())
        self._show(self._corners)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Shows the result of a release or a click at this point."""
        if not self._corners:
            return
        if self.polygon:
            self._show([*self._corners, event.mapPoint()])
        else:
            self._band.setToGeometry(self._rectangle(event.mapPoint()))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Ends a rectangle."""
        if self.polygon or self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        slip = (event.pos() - self._pressed).manhattanLength() < _SLIP_PIXELS
        rectangle = self._rectangle(event.mapPoint())
        self._reset()
        if not slip and not rectangle.isEmpty():
            self.drawn.emit(rectangle)

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Ends a polygon; the first press of the double click has already added its corner."""
        if self.polygon:
            self._finish_polygon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Enter ends a polygon, Backspace removes the last corner."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._reset()
            self.given_up.emit()
        elif self.polygon and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish_polygon()
        elif self.polygon and key == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self._show(self._corners)
        else:
            return
        # An accepted key would not stop here: QGIS would get it too, and Backspace deletes features there.
        event.ignore()

    def deactivate(self) -> None:
        """Called by the canvas when another tool takes over."""
        self._reset()
        super().deactivate()

    def remove(self) -> None:
        """Removes the rubber band from the canvas for good."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._canvas.scene().removeItem(self._band)

    def _rectangle(self, corner: QgsPointXY) -> QgsGeometry:
        """The rectangle between the pressed corner and ``corner``."""
        return QgsGeometry.fromRect(QgsRectangle(self._corners[0], corner))

    def _show(self, corners: list[QgsPointXY]) -> None:
        """Shows an unfinished polygon; with two corners, a line."""
        self._band.setToGeometry(QgsGeometry.fromPolygonXY([[*corners, corners[0]]] if corners else []))

    def _finish_polygon(self) -> None:
        """Emits the polygon, if it is valid."""
        polygon = (
            QgsGeometry.fromPolygonXY([[*self._corners, self._corners[0]]])
            if len(self._corners) > 2
            else None
        )
        self._reset()
        if polygon is None:
            return
        # Crossing edges make a bow tie: the user sees its two halves, so keep both.
        valid = polygon if polygon.isGeosValid() else polygon.makeValid()
        if not valid.isEmpty() and valid.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
            self.drawn.emit(valid)

    def _reset(self) -> None:
        """Drops an unfinished drawing."""
        self._corners = []
        self._pressed = None
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
