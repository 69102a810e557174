"""The map tool of the page: clicks, areas and brush strokes."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence

_SLIP_PIXELS = 4
"""A shorter drag counts as a click."""
_STEP_PIXELS = 3
"""Shorter steps of a drag add no corner."""


class PlacesTool(QgsMapTool):
    """Marks places: a click is a point, a drag is an area or a brush stroke.

    Ctrl while dragging draws the other of the two. Shift means "not this", or another class. Ctrl+Z takes the
    last place back. Esc gives up a drag; without one it ends the tool.

    Signals:
        marked: A place: its ``QgsGeometry`` (point, polygon or line) in the canvas's system, and whether
            Shift was held.
        doubled: The user has clicked twice; ``marked`` came before.
        hovered: The mouse is over this ``QgsPointXY`` in the canvas's system.
        undone: The user wants the last place back.
        began: The tool has become active.
        ended: The tool is not active any longer.
    """

    marked = pyqtSignal(object, bool)
    doubled = pyqtSignal()
    hovered = pyqtSignal(object)
    undone = pyqtSignal()
    began = pyqtSignal()
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, name: str, *, strokes: bool = False, drags: bool = True) -> None:
        """Makes the tool.

        Args:
            canvas: The canvas.
            name: Name for QGIS.
            strokes: Whether a drag is a brush stroke, and an area with Ctrl; else the other way round.
            drags: Whether there are areas and strokes at all.
        """
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.strokes = strokes
        self.color = QColor("#ff8c00")
        self._canvas, self._name, self._drags = canvas, name, drags
        self._before: QgsMapTool | None = None
        self._band: QgsRubberBand | None = None
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._path: list[QgsPointXY] = []
        self._as_stroke = False

    def toolName(self) -> str:
        """Name for QGIS."""
        return self._name

    def start(self) -> None:
        """Makes this the canvas's tool."""
        if self._canvas.mapTool() is not self:
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(self)

    def stop(self) -> None:
        """Gives the canvas back to the tool that was active before."""
        before, self._before = self._before, None
        if self._canvas.mapTool() is self:
            self._canvas.unsetMapTool(self)
            if before is not None:
                self._canvas.setMapTool(before)

    def discard(self) -> None:
        """Leaves the canvas for good: the canvas owns the tool, which would keep all who listen to it."""
        self.stop()
        self.deleteLater()

    @property
    def on(self) -> bool:
        """Whether this is the canvas's tool."""
        return self._canvas.mapTool() is self

    def activate(self) -> None:
        """Called by the canvas."""
        super().activate()
        self._canvas.installEventFilter(self)
        self.began.emit()

    def deactivate(self) -> None:
        """Called by the canvas when another tool takes over."""
        self._canvas.removeEventFilter(self)
        self._reset()
        super().deactivate()
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claims Ctrl+Z, which QGIS would otherwise take for its own undo."""
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
            event.accept()
            return True
        return False

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.pos()
            self._path = [event.mapPoint()]
            self._as_stroke = self.strokes != _held(event, Qt.KeyboardModifier.ControlModifier)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Continues a drag, or says where the mouse is."""
        if self._pressed is None:
            self.hovered.emit(event.mapPoint())
            return
        if not self._drags or (event.pos() - self._last).manhattanLength() < _STEP_PIXELS:
            return
        self._last = event.pos()
        self._path.append(event.mapPoint())
        self._show()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Ends a click or a drag."""
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        slip = (event.pos() - self._pressed).manhattanLength() < _SLIP_PIXELS and len(self._path) < 3
        path, stroke = [*self._path, event.mapPoint()], self._as_stroke
        self._reset()
        place = QgsGeometry.fromPointXY(path[0]) if slip or not self._drags else _drawn(path, stroke)
        if not place.isEmpty():
            self.marked.emit(place, _held(event, Qt.KeyboardModifier.ShiftModifier))

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Tells of a double click; the first of its clicks was told of already."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.doubled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up or ends; Ctrl+Z takes the last place back."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self._pressed is not None:
                self._reset()
            else:
                self.stop()
        else:
            return
        # An accepted key would not stop here: QGIS would get it too.
        event.ignore()

    def _show(self) -> None:
        """Shows what is being drawn."""
        if self._band is None:
            kind = (
                QgsWkbTypes.GeometryType.LineGeometry
                if self._as_stroke
                else QgsWkbTypes.GeometryType.PolygonGeometry
            )
            self._band = QgsRubberBand(self._canvas, kind)
            fill = QColor(self.color)
            fill.setAlpha(60)
            self._band.setStrokeColor(self.color)
            self._band.setFillColor(fill)
            self._band.setWidth(4 if self._as_stroke else 2)
        self._band.addPoint(self._path[-1])

    def _reset(self) -> None:
        """Drops an unfinished drawing."""
        self._pressed = None
        self._path = []
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None


def _held(event: QgsMapMouseEvent, key: Qt.KeyboardModifier) -> bool:
    return bool(event.modifiers() & key)


def _drawn(path: list[QgsPointXY], stroke: bool) -> QgsGeometry:
    """A stroke, or the area inside a path; a path without an area is a stroke, too."""
    if not stroke and len(path) > 3:
        area = QgsGeometry.fromPolygonXY([[*path, path[0]]])
        # Crossing edges make a bow tie: the user sees its two halves, so keep both.
        area = area if area.isGeosValid() else area.makeValid()
        if not area.isEmpty() and area.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
            return area
    return QgsGeometry.fromPolylineXY(path)
