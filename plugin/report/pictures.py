"""Pictures of layers with a scale bar, as PNG."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsMapLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

LONGEST = 1400
"""Longer side of a picture in pixels: sharp in print across a page of A4."""
_MARGIN = 0.02
_BAR_SHARE = 0.3
_STEPS = (1.0, 2.0, 5.0)
# From QGIS 3.30 on the units have moved.
_METRES = (
    Qgis.DistanceUnit.Meters if hasattr(Qgis, "DistanceUnit") else QgsUnitTypes.DistanceUnit.DistanceMeters
)


def take_picture(layers: Sequence[QgsMapLayer], of: QgsRasterLayer) -> bytes:
    """A picture of layers in the extent of one of them. Call in the layers' own thread.

    Args:
        layers: From the top to the bottom.
        of: Gives extent and coordinate system.

    Returns:
        A PNG.
    """
    extent = QgsRectangle(of.extent())
    extent.grow(_MARGIN * max(extent.width(), extent.height()))
    ratio = extent.width() / max(extent.height(), 1e-12)
    ratio = min(max(ratio, 0.25), 4.0)
    size = QSize(LONGEST, round(LONGEST / ratio)) if ratio >= 1 else QSize(round(LONGEST * ratio), LONGEST)
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(of.crs())
    settings.setExtent(extent)
    settings.setOutputSize(size)
    settings.setBackgroundColor(QColor("white"))
    settings.setTransformContext(QgsProject.instance().transformContext())
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    bar = scale_bar(settings.visibleExtent(), of.crs())
    if bar is not None:
        _draw_bar(painter, bar[0] / settings.visibleExtent().width() * size.width(), bar[1], size)
    painter.end()
    return png(image)


def scale_bar(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> tuple[float, str] | None:
    """Length in map units and label of a scale bar; None if the scale is unknown."""
    if not crs.isValid() or extent.isEmpty():
        return None
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    middle = extent.center()
    ends = QgsPointXY(extent.xMinimum(), middle.y()), QgsPointXY(extent.xMaximum(), middle.y())
    metres = measure.convertLengthMeasurement(measure.measureLine(*ends), _METRES)
    if not math.isfinite(metres) or metres <= 0:
        return None
    wanted = metres * _BAR_SHARE
    power = 10.0 ** math.floor(math.log10(wanted))
    length = max(step * power for step in _STEPS if step * power <= wanted)
    label = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    return length / metres * extent.width(), label


def png(image: QImage) -> bytes:
    """An image as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return bytes(data)


def _draw_bar(painter: QPainter, width: float, label: str, size: QSize) -> None:
    """A white and black bar with its length, in the lower left corner."""
    font = QFont()
    font.setPixelSize(26)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, bottom, high = 28.0, size.height() - 28.0, 12.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(255, 255, 255, 210))
    painter.drawRect(QRectF(left - 14, bottom - high - 48, width + 28 + 16, high + 60))
    for part in range(4):
        painter.setBrush(QColor("black" if part % 2 == 0 else "white"))
        painter.setPen(QColor("black"))
        painter.drawRect(QRectF(left + part * width / 4, bottom - high, width / 4, high))
    box = QRectF(left, bottom - high - 42, width + 16, 36)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), label)
