"""Extent and polygons of a run: converts QGIS's values into those of the worker's request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..errors import PluginError
from ..translation import marked, tr


class AreaNotUsable(PluginError):
    """The extent or the polygons make no sense for this layer."""

    code = "area_not_usable"
    title = marked("The extent or the polygons cannot be used")
    remedy = marked("Choose an extent or polygons that overlap the layer, and check their coordinate system.")


@dataclass(frozen=True)
class Area:
    """What to segment.

    Attributes:
        rectangle: The extent; None for the whole scene.
        polygon: GeoJSON geometry; None for no limit.
        crs: CRS of extent and polygons; invalid if they are in the scene's own coordinates.
    """

    rectangle: QgsRectangle | None
    polygon: dict[str, Any] | None
    crs: QgsCoordinateReferenceSystem

    def extent(self) -> list[float] | None:
        """West, south, east and north of the rectangle."""
        box = self.rectangle
        return None if box is None else [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]

    def bounds_in(
        self, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
    ) -> QgsRectangle | None:
        """Bounding box of extent and polygons in another CRS; None for the whole scene.

        Raises:
            AreaNotUsable: The area cannot be transformed.
        """
        bounds = self.rectangle
        if self.polygon is not None:
            box = _bounds(self.polygon)
            bounds = box if bounds is None else bounds.intersect(box)
        if bounds is None or not self.crs.isValid() or not crs.isValid() or self.crs == crs:
            return bounds
        try:
            return QgsCoordinateTransform(self.crs, crs, transforms).transformBoundingBox(bounds)
        except QgsCsException as error:
            raise AreaNotUsable(str(error)) from error


def take_extent(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> tuple[QgsRectangle | None, QgsCoordinateReferenceSystem]:
    """The extent of a parameter, None if it is empty, and the system of its coordinates."""
    rectangle = algorithm.parameterAsExtent(parameters, name, context)
    crs = algorithm.parameterAsExtentCrs(parameters, name, context)
    return (None if rectangle.isNull() else rectangle), crs


class PolygonSnapshot:
    """A layer's polygons at this moment, with unsaved edits, readable in any thread.

    The snapshot can be read even after the layer is gone. Processing's own source would read the layer
    in the middle of the run.
    """

    def __init__(
        self, layer: QgsVectorLayer, definition: QgsProcessingFeatureSourceDefinition | None
    ) -> None:
        """Takes the snapshot, in the layer's own thread. This is fast: no polygon is read yet."""
        self._crs = layer.crs()
        self._source = QgsVectorLayerFeatureSource(layer)
        self._selected: list[int] | None = None
        self._filter, self._limit = "", -1
        if definition is not None:
            if definition.selectedFeaturesOnly:
                self._selected = layer.selectedFeatureIds()
            self._filter = getattr(definition, "filterExpression", "")  # from QGIS 3.32 on
            self._limit = definition.featureLimit

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        """The polygons' coordinate system."""
        return self._crs

    def getFeatures(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """The polygons that the user has chosen."""
        if self._selected is not None:
            request.setFilterFids(self._selected)
        if self._filter:
            request.combineFilterExpression(self._filter)
        if self._limit >= 0:
            request.setLimit(self._limit)
        return self._source.getFeatures(request)


def take_polygons(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> PolygonSnapshot | None:
    """The polygons of a parameter; None if the parameter names no layer."""
    value = parameters.get(name)
    definition = value if isinstance(value, QgsProcessingFeatureSourceDefinition) else None
    source = definition.source if definition is not None else value
    layer = algorithm.parameterAsVectorLayer({**parameters, name: source}, name, context)
    return PolygonSnapshot(layer, definition) if layer is not None else None


def make_area(
    rectangle: QgsRectangle | None,
    rectangle_crs: QgsCoordinateReferenceSystem,
    polygons: QgsProcessingFeatureSource | PolygonSnapshot | None,
    transforms: QgsCoordinateTransformContext,
) -> Area:
    """Transforms an extent and polygons to one CRS: the extent's CRS if there is an extent.

    Raises:
        AreaNotUsable: The source has no polygons, or they cannot be transformed.
    """
    if polygons is None:
        return Area(rectangle, None, rectangle_crs)
    crs = polygons.sourceCrs() if rectangle is None else rectangle_crs
    request = QgsFeatureRequest().setNoAttributes()
    parts = [_polygon_on_a_copy(feature.geometry()) for feature in polygons.getFeatures(request)]
    whole = QgsGeometry.unaryUnion([part for part in parts if not part.isEmpty()])
    if whole.isEmpty():
        raise AreaNotUsable(
            tr("There is no polygon in the layer or selection."),
            remedy=tr("Select at least one polygon, or leave the polygons empty."),
        )
    if crs.isValid() and polygons.sourceCrs().isValid() and crs != polygons.sourceCrs():
        try:
            whole.transform(QgsCoordinateTransform(polygons.sourceCrs(), crs, transforms))
        except QgsCsException as error:
            raise AreaNotUsable(str(error)) from error
        # PROJ returns infinity where a projection has no answer, and QGIS passes infinity on.
        if not whole.boundingBox().isFinite():
            text = tr("The polygons lie where {crs} is not defined.")
            raise AreaNotUsable(text.format(crs=crs.authid()))
    return Area(rectangle, json.loads(whole.asJson(15)), crs)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str | None:
    """A CRS in a form that other programs understand: ``EPSG:n``, else WKT; None if the CRS is invalid."""
    if not crs.isValid():
        return None
    if crs.authid().startswith("EPSG:"):
        return crs.authid()
    return crs.toWkt(QgsCoordinateReferenceSystem.WKT_PREFERRED)


def request_crs(
    area: QgsCoordinateReferenceSystem,
    layer: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> str | None:
    """The CRS of an extent for the worker; None if its coordinates are the layer's own.

    The coordinates are the layer's own if the layer has no CRS, or if no transformation leads from one CRS
    to the other, as with a local grid. QGIS then draws the layer by its bare coordinates.

    Args:
        area: CRS of the extent.
        layer: CRS of the layer.
        transforms: The project's coordinate transformations.
    """
    if not layer.isValid() or not area.isValid():
        return None
    if area != layer and not QgsCoordinateTransform(area, layer, transforms).isValid():
        return None
    return crs_text(area)


def _polygon_on_a_copy(geometry: QgsGeometry) -> QgsGeometry:
    """A valid, flat, straight-edged polygon geometry; empty if no polygon remains."""
    if geometry.isNull():
        return QgsGeometry()
    copy = QgsGeometry(geometry)
    copy.convertToStraightSegment()
    flat = copy.get()
    flat.dropZValue()
    flat.dropMValue()
    if not copy.isGeosValid():
        copy = copy.makeValid()
    # The repair of a bow tie or a spike can leave lines and points beside the polygons.
    parts = [part for part in copy.asGeometryCollection() if part.type() == QgsWkbTypes.PolygonGeometry]
    return QgsGeometry.unaryUnion(parts) if parts else QgsGeometry()


def _bounds(polygon: dict[str, Any]) -> QgsRectangle:
    """Bounding box of a GeoJSON Polygon or MultiPolygon."""
    rings = polygon["coordinates"]
    if polygon["type"] == "MultiPolygon":
        rings = [ring for part in rings for ring in part]
    xs = [point[0] for ring in rings for point in ring]
    ys = [point[1] for ring in rings for point in ring]
    return QgsRectangle(min(xs), min(ys), max(xs), max(ys))
