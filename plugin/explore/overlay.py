"""A picture over the canvas, at its place on the map."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QImage, QPainter, QPolygonF, QTransform
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ...model.protocol.exploring import MapView
from ..processing.area import crs_text

_BELOW_MARKS = -5.0
"""Above QGIS's map (-10), below rubber bands and what else is drawn on the canvas."""
MOST_PIXELS = 1_000_000
"""A larger canvas gets a picture with larger pixels."""


class Overlay(QgsMapCanvasItem):
    """Draws a picture where it belongs, at any rotation and scale, as long as the map's system is the same.

    Attributes:
        strength: Opacity, 0 to 1.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setZValue(_BELOW_MARKS)
        self._canvas = canvas
        self._image: QImage | None = None
        self._extent = QgsRectangle()
        self._crs = QgsCoordinateReferenceSystem()
        self.strength = 0.7

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    def put(self, image: QImage | None, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
        """Shows a picture instead of the former one.

        Args:
            image: The picture, or None.
            extent: Its place, in ``crs``.
            crs: The map's coordinate system.
        """
        self.prepareGeometryChange()
        self._image, self._extent, self._crs = image, QgsRectangle(extent), crs
        self.update()

    def corners(self) -> QPolygonF:
        """The picture's corners in pixels of the canvas; empty if it does not fit the canvas's system."""
        if self._image is None or self._crs != self._canvas.mapSettings().destinationCrs():
            return QPolygonF()
        box = self._extent
        places = (
            (box.xMinimum(), box.yMaximum()),
            (box.xMaximum(), box.yMaximum()),
            (box.xMaximum(), box.yMinimum()),
            (box.xMinimum(), box.yMinimum()),
        )
        # toCanvasCoordinates() knows the canvas's rotation.
        return QPolygonF([QPointF(self.toCanvasCoordinates(QgsPointXY(*place))) for place in places])

    def boundingRect(self) -> QRectF:
        """Where the picture is."""
        return self.corners().boundingRect()

    def updatePosition(self) -> None:
        """Called by the canvas when the map moves."""
        self.prepareGeometryChange()
        self.setPos(0, 0)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem | None = None, widget: QWidget | None = None
    ) -> None:
        """Draws the picture."""
        corners = self.corners()
        if self._image is None or corners.isEmpty():
            return
        painter.save()
        painter.setOpacity(self.strength)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(_placed(self._image, corners), True)
        painter.drawImage(QPointF(0, 0), self._image)
        painter.restore()


def view_of(canvas: QgsMapCanvas) -> tuple[MapView, QgsRectangle, QgsCoordinateReferenceSystem] | None:
    """What the canvas shows now, as the worker wants it; None if it shows nothing.

    Returns:
        The view, its extent (upright, around all that is seen) and its coordinate system.
    """
    settings = canvas.mapSettings()
    extent = settings.visiblePolygon().boundingRect()
    box = QgsRectangle(extent.left(), extent.top(), extent.right(), extent.bottom())
    step = settings.mapUnitsPerPixel()
    if box.isEmpty() or not box.isFinite() or not step > 0:
        return None
    width, height = (max(1.0, side / step) for side in (box.width(), box.height()))
    shrink = max(1.0, (width * height / MOST_PIXELS) ** 0.5)
    crs = settings.destinationCrs()
    sides = [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
    return (
        MapView(sides, max(1, round(width / shrink)), max(1, round(height / shrink)), crs_text(crs)),
        box,
        crs,
    )


def _placed(image: QImage, corners: QPolygonF) -> QTransform:
    """From pixels of an image to pixels of the canvas, where its corners are (clockwise from top left)."""
    start, right, down = corners[0], corners[1] - corners[0], corners[3] - corners[0]
    width, height = image.width(), image.height()
    return QTransform(
        right.x() / width, right.y() / width, down.x() / height, down.y() / height, start.x(), start.y()
    )
