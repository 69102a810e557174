"""Reference points and polygons: brought into the map's coordinates, their classes told by code or name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsWkbTypes,
)

from ..labels.classes import value_text, whole_number
from ..labels.counts import plain

if TYPE_CHECKING:
    from ..rasters.source import MapSource

_NO_FRACTION = re.compile(r"(?<=\d)\.0+$")
NO_REFERENCE = frozenset({"0", "unclassified", "unknown", "unsure", "?"})
"""Values that name no class, unless the map has a class of this code or name."""


class Transformer:
    """Brings geometries into another coordinate system; any thread."""

    def __init__(
        self,
        own: QgsCoordinateReferenceSystem,
        target: QgsCoordinateReferenceSystem,
        transforms: QgsCoordinateTransformContext,
    ) -> None:
        self._transform = (
            QgsCoordinateTransform(own, target, transforms)
            if own.isValid() and target.isValid() and own != target
            else None
        )

    def polygon(self, geometry: QgsGeometry) -> QgsGeometry | None:
        """A valid polygon; None if there is none, or the place is not defined there."""
        copy = QgsGeometry(geometry)
        if copy.isNull() or copy.isEmpty():
            return None
        copy.convertToStraightSegment()
        if not self._moved(copy):
            return None
        if not copy.isGeosValid():
            copy = copy.makeValid()
        parts = [part for part in copy.asGeometryCollection() if part.type() == QgsWkbTypes.PolygonGeometry]
        found = QgsGeometry.unaryUnion(parts) if parts else QgsGeometry()
        return None if found.isNull() or found.isEmpty() else found

    def points(self, geometry: QgsGeometry) -> list[QgsPointXY]:
        """The points of a geometry; empty if there is none, or the place is not defined there."""
        copy = QgsGeometry(geometry)
        if copy.isNull() or copy.isEmpty() or not self._moved(copy):
            return []
        return [QgsPointXY(vertex.x(), vertex.y()) for vertex in copy.vertices()]

    def _moved(self, geometry: QgsGeometry) -> bool:
        if self._transform is not None:
            try:
                geometry.transform(self._transform)
            except QgsCsException:
                return False
        # PROJ returns infinity where a projection has no answer, and QGIS passes infinity on.
        box = geometry.boundingBox()
        return all(map(math.isfinite, (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())))


@dataclass
class ReferenceClasses:
    """Tells a reference's classes by the codes and names of the map's classes.

    A value that is a code or a name of the map's legend is this class, whatever its case. Another whole
    number
    is a class of its own, and so is another word: the map never shows it, so its producer's accuracy is 0.

    Attributes:
        source: The map.
        shown: Field value to the name that the layer's form shows.
        names: Code to name of classes that the map's legend does not have.
    """

    source: MapSource
    shown: Mapping[str, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def code(self, value: Any) -> int | None:
        """The class of a field's value; None if it names none."""
        text = value_text(plain(value))
        if text is None:
            return None
        by_name = {_alike(item.name): code for code, item in self.source.named.items()}
        # Tables from elsewhere hold codes as "10.0".
        number = whole_number(_NO_FRACTION.sub("", text))
        for word in (self.shown.get(text, ""), text):
            if _alike(word) in by_name:
                return by_name[_alike(word)]
        if number is not None and (number in self.source.named or number != 0):
            if number not in self.source.named and text in self.shown:
                self.names[number] = self.shown[text]
            return number
        if _alike(text) in NO_REFERENCE:
            return None
        known = {_alike(name): code for code, name in self.names.items()}
        if _alike(text) not in known:
            self.names[max([1000, *self.source.named, *self.names]) + 1] = text
            return max(self.names)
        return known[_alike(text)]

    def name(self, code: int) -> str:
        """Name of a class of map or reference."""
        return self.names.get(code) or self.source.style_of(code).name


def _alike(text: str) -> str:
    return " ".join(text.split()).casefold()
