"""The swipe: two layers on the canvas, one on each side of a line that the user drags."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ..translation import tr

_ABOVE_ALL = 1000.0
_HANDLE = 11.0
"""Radius in pixels of the handle on the line."""


def two_layers(selected: list[QgsMapLayer]) -> list[QgsRasterLayer]:
    """The two selected raster layers, else the two topmost visible ones, or fewer.

    Args:
        selected: What is selected in the layer tree.
    """
    chosen = [layer for layer in selected if isinstance(layer, QgsRasterLayer)]
    if len(chosen) == 2:
        return chosen
    root = QgsProject.instance().layerTreeRoot()
    visible = [node.layer() for node in root.findLayers() if node.isVisible()]
    return [layer for layer in visible if isinstance(layer, QgsRasterLayer)][:2]


class _Curtain(QgsMapCanvasItem):
    """Draws the first picture on the left of the line, the second one on the right."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setZValue(_ABOVE_ALL)
        self._canvas = canvas
        self.place = 0.5
        self.names = ("", "")
        self.pictures: tuple[QImage, QImage] | None = None

    def boundingRect(self) -> QRectF:
        """All of the canvas."""
        return QRectF(self._canvas.viewport().rect())

    def updatePosition(self) -> None:
        """Called by the canvas when the map moves: the item stays, since it covers the canvas."""
        self.setPos(0, 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem | None = None, widget: QWidget | None = None
    ) -> None:
        """Draws both sides and the line."""
        area = self.boundingRect()
        x = round(area.width() * self.place)
        if self.pictures is None:
            # While both are drawn, the canvas shows its own map.
            return
        sides = (QRectF(0, 0, x, area.height()), QRectF(x, 0, area.width() - x, area.height()))
        for image, side in zip(self.pictures, sides):
            painter.save()
            painter.setClipRect(side)
            painter.drawImage(area, image)
            painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in (("black", 4.0), ("white", 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, 0), QPointF(x, area.height()))
        painter.setPen(QPen(QColor("black"), 1.5))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(QPointF(x, area.height() / 2), _HANDLE, _HANDLE)
        self._name(painter, self.names[0], QRectF(0, 6, x - 10, 24), Qt.AlignmentFlag.AlignRight)
        self._name(
            painter, self.names[1], QRectF(x + 10, 6, area.width() - x - 10, 24), Qt.AlignmentFlag.AlignLeft
        )

    @staticmethod
    def _name(painter: QPainter, text: str, box: QRectF, side: Qt.AlignmentFlag) -> None:
        """A layer's name on a white ground, on its side of the line."""
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideMiddle, int(max(box.width() - 8, 0))
        )
        if not shown or box.width() < 30:
            return
        width = painter.fontMetrics().horizontalAdvance(shown) + 8
        left = box.right() - width if side == Qt.AlignmentFlag.AlignRight else box.left()
        ground = QRectF(left, box.top(), width, box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 215))
        painter.drawRect(ground)
        painter.setPen(QColor("black"))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), shown)


class SwipeTool(QgsMapTool):
    """Compares two layers; ends with Esc, with another map tool, or when one of the layers goes.

    Both sides are drawn once per view, in the background; dragging only moves the border between the
    pictures, so nothing flickers. The project and the layers' order and visibility stay as they are.

    Signals:
        ended: The comparison is over.
    """

    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._ids: tuple[str, str] = ("", "")
        self._curtain: _Curtain | None = None
        self._jobs: list[QgsMapRendererParallelJob] = []
        self._before: QgsMapTool | None = None
        self._dragging = False

    def toolName(self) -> str:
        """Name for QGIS."""
        return tr("Compare two layers")

    def start(self, left: QgsMapLayer, right: QgsMapLayer) -> None:
        """Begins to compare two layers of the project."""
        self._ids = (left.id(), right.id())
        if self._canvas.mapTool() is not self:
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(self)
        if self._curtain is not None:
            self._curtain.names = (left.name(), right.name())
        self._draw()

    def stop(self) -> None:
        """Ends the comparison and gives the canvas back to the tool that was active before."""
        if self._canvas.mapTool() is self:
            self._canvas.unsetMapTool(self)
            if self._before is not None:
                self._canvas.setMapTool(self._before)
        self._before = None

    def is_on(self) -> bool:
        """Whether a comparison is under way."""
        return self._curtain is not None

    @property
    def place(self) -> float:
        """Where the line is: 0 at the left edge of the canvas, 1 at the right edge."""
        return self._curtain.place if self._curtain is not None else 0.5

    def picture_of(self, side: int) -> QImage | None:
        """The picture of a side (0: left, 1: right); None until it is drawn."""
        if self._curtain is None or self._curtain.pictures is None:
            return None
        return self._curtain.pictures[side]

    def activate(self) -> None:
        """Called by the canvas: puts the curtain up."""
        super().activate()
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._canvas.setCursor(Qt.CursorShape.SplitHCursor)
        self._curtain = _Curtain(self._canvas)
        project = QgsProject.instance()
        project.layersWillBeRemoved.connect(self._layers_go)
        project.cleared.connect(self.stop)
        self._canvas.extentsChanged.connect(self._moved)
        self._canvas.mapCanvasRefreshed.connect(self._refreshed)

    def deactivate(self) -> None:
        """Called by the canvas when another tool takes over: takes everything down."""
        if self._curtain is not None:
            project = QgsProject.instance()
            project.layersWillBeRemoved.disconnect(self._layers_go)
            project.cleared.disconnect(self.stop)
            self._canvas.extentsChanged.disconnect(self._moved)
            self._canvas.mapCanvasRefreshed.disconnect(self._refreshed)
            self._cancel_jobs()
            self._canvas.scene().removeItem(self._curtain)
            self._curtain = None
            self._canvas.update()
            self.ended.emit()
        self._dragging = False
        super().deactivate()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Takes the line to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._take_to(event.pos().x())

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Moves the line with the pointer."""
        if self._dragging:
            self._take_to(event.pos().x())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Leaves the line where it is."""
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the comparison; the arrows move the line."""
        steps = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        elif event.key() in steps and self._curtain is not None:
            self._set_place(self._curtain.place + steps[event.key()])
        else:
            super().keyPressEvent(event)
            return
        # An accepted key would not stop here: QGIS would move the map as well.
        event.ignore()

    def _take_to(self, x: int) -> None:
        self._set_place(x / max(self._canvas.viewport().width(), 1))

    def _set_place(self, place: float) -> None:
        if self._curtain is not None:
            self._curtain.place = min(max(place, 0.0), 1.0)
            self._curtain.update()

    def _layers_go(self, ids: list[str]) -> None:
        if set(ids) & set(self._ids):
            self.stop()

    def _moved(self) -> None:
        """Hides the old pictures as soon as the map moves."""
        if self._curtain is not None:
            self._curtain.pictures = None
            self._curtain.update()

    def _refreshed(self) -> None:
        """Draws again once the canvas shows another view, or another style."""
        if self._curtain is not None:
            self._draw()

    def _draw(self) -> None:
        """Draws both sides in the background."""
        self._cancel_jobs()
        layers = [QgsProject.instance().mapLayer(key) for key in self._ids]
        if any(layer is None for layer in layers):
            self.stop()
            return
        below = [layer for layer in self._canvas.layers() if layer.id() not in self._ids]
        for layer in layers:
            settings = QgsMapSettings(self._canvas.mapSettings())
            settings.setLayers([layer, *below])
            job = QgsMapRendererParallelJob(settings)
            self._jobs.append(job)
            job.finished.connect(self._drawn)
        for job in list(self._jobs):
            job.start()

    def _drawn(self) -> None:
        """Shows the pictures when both are there."""
        if self._curtain is None or len(self._jobs) != 2 or any(job.isActive() for job in self._jobs):
            return
        self._curtain.pictures = (self._jobs[0].renderedImage(), self._jobs[1].renderedImage())
        self._curtain.update()

    def _cancel_jobs(self) -> None:
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            job.finished.disconnect(self._drawn)
            if job.isActive():
                job.cancel()
