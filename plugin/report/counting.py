"""Areas of the classes of a map on the ellipsoid, and their mean confidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from qgis.core import QgsFeedback

from ..errors import JobCancelled
from ..rasters.counting import Totals
from ..rasters.source import VOID, MapSource, OpenRaster, aligned, row_hectares


@dataclass(frozen=True)
class ClassRow:
    """A class in a map.

    Attributes:
        code: Its code.
        name: Its name.
        colour: ``#rrggbb``.
        pixels: Number of pixels.
        hectares: Area on the ellipsoid; None if the place is unknown.
        confidence: Mean in percent; None without a confidence.
    """

    code: int
    name: str
    colour: str
    pixels: int
    hectares: float | None
    confidence: float | None


def count(landcover: MapSource, confidence: MapSource | None, feedback: QgsFeedback) -> list[ClassRow]:
    """The classes that occur, the largest first: counted as all other algorithms on maps count.

    Args:
        landcover: The map: class codes in its first band.
        confidence: Percent; another grid is resampled to the map's.
        feedback: Takes progress; ends the work when cancelled.

    Raises:
        JobCancelled: The user cancelled.
        LayerNotUsable: The map holds measurements, or the two do not overlap.
    """
    raster = OpenRaster(landcover)
    sure = aligned(confidence, raster, nearest=False) if confidence is not None else None
    totals, areas = Totals(), row_hectares(raster)
    for top, rows in raster.strips():
        if feedback.isCanceled():
            raise JobCancelled()
        codes = raster.codes(0, top, raster.width, rows)
        known = codes != VOID
        values = sure.values(0, top, raster.width, rows, 1)[known] if sure is not None else None
        weights = numpy.broadcast_to(areas[top : top + rows, None], codes.shape)[known]
        totals.add(codes[known], weights, values, sure.nodata if sure is not None else None)
        feedback.setProgress(90 * (top + rows) / raster.height)
    placed = landcover.crs.isValid()
    found = []
    for code, pixels in totals.pixels.items():
        style, (total, many) = landcover.style_of(code), totals.confidence.get(code, (0.0, 0))
        hectares = float(totals.hectares[code]) if placed else None
        row = ClassRow(code, style.name, style.color, pixels, hectares, total / many if many else None)
        found.append(row)
    return sorted(found, key=lambda item: (-item.pixels, item.code))
