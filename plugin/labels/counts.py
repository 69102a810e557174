"""How much is labelled per class: a quick count from areas, while the user draws.

The worker makes the exact count (nodata, overlaps, pixel by pixel): ``InspectLabelsRequest``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..errors import JobCancelled
from ..translation import tr
from .classes import value_text

FEW_POLYGONS = 5
"""With fewer polygons, a class's held-out score is only a rough estimate."""

_MOST_VERTICES = 2000
"""For a polygon that is cut to the scene in a quick count: GEOS takes minutes for very large polygons."""

FEW_PIXELS = 64
"""One patch of the vision transformer: 8 × 8 pixels."""


@dataclass(frozen=True)
class Ground:
    """The scene that the polygons are counted on.

    Attributes:
        extent: Extent in ``crs``.
        crs: The scene's coordinate system.
        pixel_area: Area of a pixel in units of ``crs``.
    """

    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem
    pixel_area: float

    @classmethod
    def of(cls, layer: QgsRasterLayer | None) -> Ground | None:
        """The ground of a raster layer; None if the layer has no pixel size."""
        if layer is None or not layer.isValid():
            return None
        x, y = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
        return cls(layer.extent(), layer.crs(), x * y) if x * y > 0 else None


@dataclass
class Count:
    """Polygons and pixels of one value of the class field."""

    polygons: int = 0
    pixels: float = 0.0


@dataclass
class Counts:
    """The content of a label layer.

    Attributes:
        by_value: Text of the class field's value to its count.
        no_value: Polygons with an empty class field.
        outside: Polygons that do not touch the scene.
    """

    by_value: dict[str, Count] = field(default_factory=dict)
    no_value: int = 0
    outside: int = 0

    def add(self, other: Counts) -> None:
        """Adds the counts of another layer."""
        for value, count in other.by_value.items():
            own = self.by_value.setdefault(value, Count())
            own.polygons += count.polygons
            own.pixels += count.pixels
        self.no_value += other.no_value
        self.outside += other.outside


class LabelSnapshot:
    """A layer's polygons at this moment, with unsaved edits, readable in any thread.

    Attributes:
        name: The layer's name.
        field: The class field.
        crs: The layer's coordinate system.
        names: Names that the form shows instead of values; empty for values shown unchanged.
        selected: Ids of the polygons to read; all if empty.
    """

    def __init__(self, layer: QgsVectorLayer, field_name: str, *, selected_only: bool = False) -> None:
        """Takes the snapshot, in the layer's own thread. This is fast: no polygon is read yet.

        Args:
            layer: The layer; its filter, joins and virtual fields apply.
            field_name: The class field.
            selected_only: If polygons are selected, leave out the unselected polygons.
        """
        self.name = layer.name()
        self.field = field_name
        self.crs = layer.crs()
        self.names: dict[str, str] = {}
        self._index = layer.fields().lookupField(field_name)
        self._source = QgsVectorLayerFeatureSource(layer)
        self.selected = list(layer.selectedFeatureIds()) if selected_only else []

    @property
    def has_field(self) -> bool:
        """Whether the layer has the class field."""
        return self._index >= 0

    def features(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[QgsFeature]:
        """The polygons, with no other attribute than the class field.

        Raises:
            JobCancelled: ``cancelled`` returned True.
        """
        wanted = [self._index] if self.has_field else []
        request = QgsFeatureRequest().setSubsetOfAttributes(wanted)
        if self.selected:
            request.setFilterFids(self.selected)
        iterator = self._source.getFeatures(request)
        try:
            for feature in iterator:
                if cancelled():
                    raise JobCancelled()
                yield feature
        finally:
            # A traceback may keep the iterator longer than its layer; closing it then crashes QGIS.
            iterator.close()

    def value(self, feature: QgsFeature) -> str | None:
        """Text of a polygon's class field; None if the field is empty."""
        return value_text(plain(feature.attribute(self._index)))


def plain(value: Any) -> Any:
    """A field's value without QGIS's NULL (its own object in Qt 5, None in Qt 6); dates as text."""
    if hasattr(value, "isNull") and value.isNull():
        return None
    return value.toString(Qt.DateFormat.ISODate) if isinstance(value, (QDate, QDateTime, QTime)) else value


def count(snapshot: LabelSnapshot, ground: Ground | None, dropped: Callable[[], bool]) -> Counts:
    """Counts polygons and pixels per value.

    Args:
        snapshot: The polygons.
        ground: The scene; None: pixels are not counted, and no polygon is outside.
        dropped: Returns True once nobody wants the counts any longer.
    """
    counts = Counts()
    transform = None
    if ground is not None and snapshot.crs.isValid() and ground.crs.isValid() and snapshot.crs != ground.crs:
        transform = QgsCoordinateTransform(snapshot.crs, ground.crs, QgsCoordinateTransformContext())
    window = QgsGeometry.fromRect(ground.extent) if ground is not None else QgsGeometry()
    for feature in snapshot.features():
        if dropped():
            break
        value = snapshot.value(feature)
        pixels = _pixels(feature.geometry(), ground, window, transform)
        if value is None:
            counts.no_value += 1
            continue
        own = counts.by_value.setdefault(value, Count())
        own.polygons += 1
        if pixels is None:
            counts.outside += 1
        else:
            own.pixels += pixels
    return counts


def _pixels(
    geometry: QgsGeometry,
    ground: Ground | None,
    window: QgsGeometry,
    transform: QgsCoordinateTransform | None,
) -> float | None:
    """Pixels under a polygon; None if the polygon is outside."""
    if ground is None:
        return 0.0
    shape = QgsGeometry(geometry)
    if not shape.boundingBox().isFinite():
        return None
    try:
        if transform is not None:
            shape.transform(transform)
    except QgsCsException:
        return None
    box = shape.boundingBox()
    if not box.isFinite() or not box.intersects(ground.extent):
        return None
    share = 1.0
    if shape.constGet() is not None and shape.constGet().nCoordinates() > _MOST_VERTICES:
        inside = box.intersect(ground.extent)
        share = inside.width() * inside.height() / max(box.width() * box.height(), 1e-300)
    else:
        if not shape.isGeosValid():
            # The two halves of a bow tie have opposite directions, so their areas would cancel out.
            mended = shape.makeValid()
            shape = shape if mended.isNull() else mended
        if not ground.extent.contains(box):
            cut = shape.intersection(window)
            shape = shape if cut.isNull() else cut
    return abs(shape.area()) * share / ground.pixel_area


def warning(polygons: int, pixels: float) -> str:
    """Why a class with so few labels cannot be learned or checked well; empty if there are enough."""
    if polygons == 0:
        return tr("No polygon yet: the class will not be learned.")
    if pixels < FEW_PIXELS:
        text = tr("Only about {pixels:.0f} pixels: too little to learn from. Draw larger polygons.")
        return text.format(pixels=pixels)
    if polygons == 1:
        return tr("One polygon: nothing is left to check the class with. Draw at least two, better five.")
    if polygons < FEW_POLYGONS:
        text = tr("{polygons} polygons: the class's score will be rough. {enough} or more are better.")
        return text.format(polygons=polygons, enough=FEW_POLYGONS)
    return ""
