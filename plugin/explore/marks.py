"""The places that the user marked: on the canvas, with undo, saved with the scene's layer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsJsonUtils,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ...model.protocol.exploring import Example

MOST = 500
"""Places of a list; a request with more would be long."""
_POINT_PIXELS = 12
_KINDS = ("Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Mark:
    """A place.

    Attributes:
        geometry: GeoJSON, in the system of the list.
        code: Class of the place.
    """

    geometry: str
    code: int


class Marks(QObject):
    """A list of marked places.

    Signals:
        changed: The list is another one.
    """

    changed = pyqtSignal()

    def __init__(
        self, canvas: QgsMapCanvas, color_of: Callable[[int], str], parent: QObject | None = None
    ) -> None:
        """Makes an empty list.

        Args:
            canvas: Shows the places while :meth:`show` is on.
            color_of: Colour of a class.
            parent: Owner.
        """
        super().__init__(parent)
        self._canvas, self._color_of = canvas, color_of
        self._marks: list[Mark] = []
        self._before: list[list[Mark]] = []
        self._bands: list[QgsRubberBand] = []
        self._shown = False
        self._crs = QgsCoordinateReferenceSystem()
        canvas.destinationCrsChanged.connect(self._draw)

    def __len__(self) -> int:
        return len(self._marks)

    def codes(self) -> list[int]:
        """The class of each place."""
        return [mark.code for mark in self._marks]

    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    def examples(self) -> list[Example]:
        """The places as the worker wants them."""
        return [
            Example(json.loads(part.asJson(15)), code)
            for place, code in self.geometries()
            # A drawn area that crosses itself has several parts.
            for part in place.asGeometryCollection()
        ]

    def geometries(self) -> list[tuple[QgsGeometry, int]]:
        """The places and their classes, in :attr:`crs`."""
        return [(_geometry(mark.geometry), mark.code) for mark in self._marks]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """The system of the places."""
        return self._crs

    def add(self, place: QgsGeometry, code: int) -> bool:
        """Adds a place given in the canvas's system; False if the scene's system has no such place."""
        if len(self._marks) >= MOST:
            return False
        moved = QgsGeometry(place)
        seen = self._canvas.mapSettings().destinationCrs()
        if self._crs.isValid() and seen.isValid() and seen != self._crs:
            try:
                moved.transform(QgsCoordinateTransform(seen, self._crs, QgsProject.instance()))
            except QgsCsException:
                return False
        if not moved.boundingBox().isFinite():
            return False
        self._change([*self._marks, Mark(moved.asJson(15), code)])
        return True

    def undo(self) -> None:
        """Takes the last change back."""
        if self._before:
            self._marks = self._before.pop()
            self._told()

    def clear(self) -> None:
        """Removes all places; this can be taken back."""
        if self._marks:
            self._change([])

    def recode(self, codes: dict[int, int | None]) -> None:
        """Gives places another class; None removes the places of a class."""
        kept = [
            Mark(mark.geometry, codes.get(mark.code, mark.code) or 0)
            for mark in self._marks
            if codes.get(mark.code, mark.code) is not None
        ]
        if kept != self._marks:
            self._change(kept)

    def dump(self) -> list[Any]:
        """Plain values, for :meth:`load`."""
        return [[mark.geometry, mark.code] for mark in self._marks]

    def load(self, values: Any, crs: QgsCoordinateReferenceSystem) -> None:
        """Takes the places of :meth:`dump`; what is none is left out. There is nothing to take back then."""
        self._crs = crs
        self._before = []
        self._marks = (
            [mark for item in values if (mark := _mark(item)) is not None] if isinstance(values, list) else []
        )
        self._told()

    def show(self, shown: bool) -> None:
        """Shows the places on the canvas, or hides them."""
        self._shown = shown
        self._draw()

    def repaint(self) -> None:
        """Draws the places in the colours that their classes have now."""
        self._draw()

    def remove(self) -> None:
        """Takes everything off the canvas for good."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        self._shown = False
        self._draw()

    def _change(self, marks: list[Mark]) -> None:
        self._before.append(self._marks)
        self._marks = marks
        self._told()

    def _told(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        for band in self._bands:
            self._canvas.scene().removeItem(band)
        self._bands = [self._band(mark) for mark in self._marks] if self._shown else []

    def _band(self, mark: Mark) -> QgsRubberBand:
        geometry = _geometry(mark.geometry)
        band = QgsRubberBand(self._canvas, geometry.type())
        color, fill = QColor(self._color_of(mark.code)), QColor(self._color_of(mark.code))
        is_point = geometry.type() == QgsWkbTypes.GeometryType.PointGeometry
        fill.setAlpha(255 if is_point else 70)
        band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        band.setIconSize(_POINT_PIXELS)
        band.setFillColor(fill)
        band.setStrokeColor(color)
        band.setSecondaryStrokeColor(QColor("white"))
        band.setWidth(3)
        band.setToGeometry(geometry, self._crs)
        return band


def _geometry(text: str) -> QgsGeometry:
    return (
        QgsJsonUtils.geometryFromGeoJson(text)
        if hasattr(QgsJsonUtils, "geometryFromGeoJson")
        else (_by_ogr(text))
    )


def _by_ogr(text: str) -> QgsGeometry:
    """GeoJSON to a geometry where QGIS has no function for it."""
    from osgeo import ogr

    found = ogr.CreateGeometryFromJson(text)
    return QgsGeometry.fromWkt(found.ExportToWkt()) if found is not None else QgsGeometry()


def _mark(item: Any) -> Mark | None:
    """A place from plain values; None if it is none."""
    try:
        text, code = item
        kind = json.loads(text)["type"]
    except (TypeError, ValueError, KeyError):
        return None
    fits = kind in _KINDS and isinstance(code, int) and not _geometry(text).isEmpty()
    return Mark(text, code) if fits else None
