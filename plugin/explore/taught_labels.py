"""Polygons for labels from the places that were marked: areas as drawn, points and strokes as small areas."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsGeometry, QgsWkbTypes

BUFFER_PIXELS = 2.5
"""Half the width of a stroke in pixels of the scene."""
_SEGMENTS = 6
"""Corners of a quarter circle."""


def as_polygons(places: Sequence[tuple[QgsGeometry, int]], pixel: float) -> list[tuple[QgsGeometry, int]]:
    """Polygons with their class codes; where two classes overlap, the later place counts.

    Args:
        places: Places and codes in the order in which they were marked, in the scene's coordinate system.
        pixel: Side of the scene's pixels in map units.
    """
    found: list[tuple[QgsGeometry, int]] = []
    for place, code in places:
        area = _area(place, pixel)
        if area.isEmpty():
            continue
        found = [(_without(earlier, area) if other != code else earlier, other) for earlier, other in found]
        found.append((area, code))
    return [
        (part, code)
        for whole, code in found
        for part in whole.asGeometryCollection()
        if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry and not part.isEmpty()
    ]


def _area(place: QgsGeometry, pixel: float) -> QgsGeometry:
    if place.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
        return QgsGeometry(place)
    return place.buffer(BUFFER_PIXELS * pixel, _SEGMENTS)


def _without(area: QgsGeometry, other: QgsGeometry) -> QgsGeometry:
    return area.difference(other) if area.intersects(other) else area
