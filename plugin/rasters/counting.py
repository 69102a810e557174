"""Counts of classes: in a whole map and in zones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from .inside import pixels_inside
from .source import VOID, OpenRaster, row_hectares

Tick = Callable[[float], None]


@dataclass
class Totals:
    """What a map or a zone holds of each class.

    Attributes:
        pixels: Code to pixels.
        hectares: Code to hectares on the ellipsoid.
        confidence: Code to the sum of the confidence in percent, and the number of pixels that have one.
    """

    pixels: Counter[int] = field(default_factory=Counter)
    hectares: Counter[int] = field(default_factory=Counter)
    confidence: dict[int, tuple[float, int]] = field(default_factory=dict)

    def add(
        self, codes: object, hectares: object, confidence: object = None, nodata: float | None = None
    ) -> None:
        """Adds pixels: flat arrays of the same length, without VOID."""
        kinds, index = np.unique(codes, return_inverse=True)
        pixels = np.bincount(index, minlength=len(kinds))
        areas = np.bincount(index, weights=hectares, minlength=len(kinds))
        for code, many, area in zip(kinds.tolist(), pixels.tolist(), areas.tolist()):
            self.pixels[code] += many
            self.hectares[code] += area  # type: ignore[assignment]  # a Counter adds any numbers
        if confidence is None:
            return
        values = np.asarray(confidence, np.float64)
        known = np.isfinite(values)
        if nodata is not None:
            known &= values != nodata
        sums = np.bincount(index[known], weights=values[known], minlength=len(kinds))
        counts = np.bincount(index[known], minlength=len(kinds))
        for code, total, many in zip(kinds.tolist(), sums.tolist(), counts.tolist()):
            before = self.confidence.get(code, (0.0, 0))
            self.confidence[code] = (before[0] + total, before[1] + many)


def count_map(raster: OpenRaster, tick: Tick) -> Totals:
    """Pixels and hectares of each class of a map."""
    totals, areas = Totals(), row_hectares(raster)
    for top, rows in raster.strips():
        codes = raster.codes(0, top, raster.width, rows)
        known = codes != VOID
        totals.add(codes[known], np.broadcast_to(areas[top : top + rows, None], codes.shape)[known])
        tick((top + rows) / raster.height)
    return totals


def count_zone(raster: OpenRaster, wkb: bytes, areas: np.ndarray, confidence: OpenRaster | None) -> Totals:
    """What a polygon holds of each class: pixels whose centre lies inside.

    Args:
        raster: The map.
        wkb: The polygon in the map's coordinate system.
        areas: Hectares of a pixel per row.
        confidence: The confidence on the same grid.
    """
    totals = Totals()
    for left, top, mask in pixels_inside(raster, wkb):
        rows, columns = mask.shape
        codes = raster.codes(left, top, columns, rows)
        known = mask & (codes != VOID)
        values, nodata = None, None
        if confidence is not None:
            values = confidence.values(left, top, columns, rows)[known]
            nodata = confidence.nodata
        weights = np.broadcast_to(areas[top : top + rows, None], codes.shape)[known]
        totals.add(codes[known], weights, values, nodata)
    return totals
