"""Areas of the classes of a map on the ellipsoid, and their mean confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeedback,
    QgsGeometry,
    QgsProject,
    QgsRasterDataProvider,
    QgsRectangle,
)

from ..errors import JobCancelled
from .sources import MapSource

STRIP = 512
"""Rows read at once."""
_NODES = 65
"""Rows whose pixels are measured; the others are interpolated."""
LOW = 50


@dataclass(frozen=True)
class ClassRow:
    """A class in a map.

    Attributes:
        code: Its code.
        name: Its name.
        colour: ``#rrggbb``.
        pixels: Number of pixels.
        hectares: Area on the ellipsoid; None if the place is unknown.
        confidence: Mean in percent; None without a confidence layer.
        low: Share of its pixels below 50 %; None without a confidence layer.
    """

    code: int
    name: str
    colour: str
    pixels: int
    hectares: float | None
    confidence: float | None
    low: float | None


def count(landcover: MapSource, confidence: MapSource | None, feedback: QgsFeedback) -> list[ClassRow]:
    """The classes that occur, the largest first.

    Args:
        landcover: The map: class codes in its first band.
        confidence: Percent, on the same grid; another grid is resampled to the map's.
        feedback: Takes progress; ends the work when cancelled.

    Raises:
        JobCancelled: The user cancelled.
    """
    import numpy

    pixels = landcover.pixels
    rows, cols = pixels.ySize(), pixels.xSize()
    areas = row_areas(pixels)
    counts = numpy.zeros((256, 4))
    for row in range(0, rows, STRIP):
        if feedback.isCanceled():
            raise JobCancelled()
        height = min(STRIP, rows - row)
        window = _window(pixels, row, height)
        codes = block_of(pixels, window, cols, height).astype(numpy.int64)
        # Codes outside a byte and NaN count as nodata.
        codes = numpy.where((codes > 0) & (codes < 255), codes, 0)
        counts[:, 0] += numpy.bincount(codes.ravel(), minlength=256)
        if areas is not None:
            weight = numpy.repeat(areas[row : row + height], cols)
            counts[:, 1] += numpy.bincount(codes.ravel(), weight, minlength=256)
        if confidence is not None:
            sure = block_of(confidence.pixels, window, cols, height)
            known = numpy.where(numpy.isfinite(sure) & (sure <= 100), sure, 0.0)
            counts[:, 2] += numpy.bincount(codes.ravel(), known.ravel(), minlength=256)
            counts[:, 3] += numpy.bincount(codes.ravel(), (known < LOW).ravel(), minlength=256)
        feedback.setProgress(90 * (row + height) / rows)
    legend = {value: (colour, label) for value, colour, label in landcover.legend if value is not None}
    found = []
    for code in range(1, 255):
        number, area, total, low = (float(value) for value in counts[code])
        if number:
            colour, name = legend.get(code, ("#808080", str(code)))
            known = confidence is not None
            found.append(
                ClassRow(
                    code,
                    name,
                    colour,
                    int(number),
                    area / 1e4 if areas is not None else None,
                    total / number if known else None,
                    low / number if known else None,
                )
            )
    return sorted(found, key=lambda item: -item.pixels)


def block_of(pixels: QgsRasterDataProvider, window: QgsRectangle, cols: int, rows: int) -> Any:
    """Values of the first band [rows, cols] as float32, NaN where invalid."""
    import numpy

    block = pixels.block(1, window, cols, rows)
    block.convert(Qgis.DataType.Float32)
    values = numpy.frombuffer(bytes(block.data()), numpy.float32).reshape(rows, cols).copy()
    if block.hasNoDataValue():
        values[values == block.noDataValue()] = 0 if pixels.dataType(1) == Qgis.DataType.Byte else numpy.nan
    return numpy.nan_to_num(values, nan=0.0)


def row_areas(pixels: QgsRasterDataProvider) -> Any:
    """Area of a pixel of each row in m² [rows]; None if the place is unknown."""
    import numpy

    crs = pixels.crs()
    if not crs.isValid():
        return None
    extent, rows, cols = pixels.extent(), pixels.ySize(), pixels.xSize()
    high, wide = extent.height() / rows, extent.width() / cols
    measure = _measure(crs)
    nodes = numpy.linspace(0, rows - 1, min(rows, _NODES))
    found = []
    for node in nodes:
        top = extent.yMaximum() - node * high
        left = extent.center().x()
        shape = QgsGeometry.fromRect(QgsRectangle(left, top - high, left + wide, top))
        found.append(measure.measureArea(shape))
    if not numpy.isfinite(found).all():
        return None
    return numpy.interp(numpy.arange(rows), nodes, found)


def _measure(crs: QgsCoordinateReferenceSystem) -> QgsDistanceArea:
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    return measure


def _window(pixels: QgsRasterDataProvider, row: int, height: int) -> QgsRectangle:
    extent = pixels.extent()
    step = extent.height() / pixels.ySize()
    top = extent.yMaximum() - row * step
    return QgsRectangle(extent.xMinimum(), top - height * step, extent.xMaximum(), top)
