"""Pictures of layers as QGIS draws them, with title and legend. Runs in QGIS's Python."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer
from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

MAP_PIXELS = 900
LEGEND_PIXELS = 300
TITLE_PIXELS = 44
MARGIN = 16
ROW_PIXELS = 28
MOST_ROWS = 16

_PAPER = QColor("#ffffff")
_INK = QColor("#202020")
_NO_DATA = QColor("#e8e8e8")


def save_quicklook(layer: QgsRasterLayer, title: str, path: Path) -> None:
    """Renders a layer with its own style and writes the picture.

    Args:
        layer: A valid raster layer.
        title: Written above the map.
        path: A ``.png``.

    Raises:
        OSError: The picture could not be written.
    """
    extent = layer.extent()
    longer = max(extent.width(), extent.height())
    size = QSize(
        max(1, round(MAP_PIXELS * extent.width() / longer)),
        max(1, round(MAP_PIXELS * extent.height() / longer)),
    )
    legend = _legend(layer)
    height = max(size.height(), len(legend) * ROW_PIXELS)
    width = size.width() + 2 * MARGIN + (LEGEND_PIXELS if legend else 0)
    sheet = QImage(width, height + TITLE_PIXELS + MARGIN, QImage.Format.Format_RGB32)
    sheet.fill(_PAPER)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_INK)
    painter.setFont(_font(18, bold=True))
    title_box = QRect(MARGIN, 0, width - 2 * MARGIN, TITLE_PIXELS)
    painter.drawText(title_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
    painter.drawImage(MARGIN, TITLE_PIXELS, _map(layer, size))
    _draw_legend(painter, legend, size.width() + 2 * MARGIN)
    painter.end()
    if not sheet.save(str(path)):
        raise OSError(f"could not write {path}")


def _map(layer: QgsRasterLayer, size: QSize) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(size)
    settings.setBackgroundColor(_NO_DATA)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def _legend(layer: QgsRasterLayer) -> list[tuple[str, QColor]]:
    items = [(str(label), QColor(color)) for label, color in layer.renderer().legendSymbologyItems()]
    if len(items) <= MOST_ROWS:
        return items
    # Of a ramp with many steps, the ends and some steps between are enough.
    step = (len(items) - 1) / (MOST_ROWS - 1)
    return [items[round(index * step)] for index in range(MOST_ROWS)]


def _draw_legend(painter: QPainter, legend: list[tuple[str, QColor]], left: int) -> None:
    painter.setFont(_font(14))
    for row, (label, color) in enumerate(legend):
        top = TITLE_PIXELS + row * ROW_PIXELS
        painter.fillRect(QRect(left, top + 4, 28, 20), color)
        painter.drawRect(QRect(left, top + 4, 28, 20))
        box = QRect(left + 38, top, LEGEND_PIXELS - 54, ROW_PIXELS)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
