"""Extent and polygons of a run, from what QGIS gives to what the worker's request takes."""

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
    """The extent or the polygons mean nothing for this layer."""

    code = "area_not_usable"
    title = marked("The extent or the polygons cannot be used")
    remedy = marked("Choose an extent or polygons that overlap the layer, and check their coordinate system.")


@dataclass(frozen=True)
class Area:
    """What to segment.

    Attributes:
        rectangle: The extent; None for the whole scene.
        polygon: GeoJSON geometry; None for no limit.
        crs: Of both; invalid if they are in the scene's own coordinates.
    """

    rectangle: QgsRectangle | None
    polygon: dict[str, Any] | None
    crs: QgsCoordinateReferenceSystem

    def extent(self) -> list[float] | None:
        """West, south, east, north."""
        box = self.rectangle
        return None if box is None else [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]

    def bounds_in(
        self, crs: QgsCoordinateReferenceSystem, transforms: QgsCoordinateTransformContext
    ) -> QgsRectangle | None:
        """Bounding box of extent and polygons in another CRS; None for the whole scene.

        Raises:
            AreaNotUsable: It cannot be transformed.
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


class PolygonSnapshot:
    """The polygons of a layer as they are now, unsaved edits included; read in any thread, also when
    the layer is gone. A source of Processing's own would ask the layer in the middle of the run.
    """

    def __init__(
        self, layer: QgsVectorLayer, definition: QgsProcessingFeatureSourceDefinition | None
    ) -> None:
        """Takes the snapshot, in the layer's own thread. It is cheap: nothing is read yet."""
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
        """Their coordinate system."""
        return self._crs

    def getFeatures(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Those that the user means."""
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
    """The polygons that a parameter means; None if there is no such layer."""
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
    """Brings an extent and polygons to one CRS: the extent's if there is one.

    Raises:
        AreaNotUsable: There are no polygons in the source, or they cannot be transformed.
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
        # PROJ says infinity where a projection has no answer, and QGIS passes it on.
        if not whole.boundingBox().isFinite():
            text = tr("The polygons lie where {crs} is not defined.")
            raise AreaNotUsable(text.format(crs=crs.authid()))
    return Area(rectangle, json.loads(whole.asJson(15)), crs)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str | None:
    """A CRS as another program understands it: ``EPSG:n``, else WKT; None if it is not valid."""
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
    """The CRS of an extent as the worker takes it; None if its coordinates are the layer's own.

    They are where the layer does not say in which system it is, and where no way leads from one system
    to the other, as with a local grid: QGIS then draws the layer by its bare coordinates.
    """
    if not layer.isValid() or not area.isValid():
        return None
    if area != layer and not QgsCoordinateTransform(area, layer, transforms).isValid():
        return None
    return crs_text(area)


def _polygon_on_a_copy(geometry: QgsGeometry) -> QgsGeometry:
    """A valid, flat, straight-edged polygon geometry; empty if nothing polygonal is left of it."""
    if geometry.isNull():
        return QgsGeometry()
    copy = QgsGeometry(geometry)
    copy.convertToStraightSegment()
    flat = copy.get()
    flat.dropZValue()
    flat.dropMValue()
    if not copy.isGeosValid():
        copy = copy.makeValid()
    # Making a bow tie or a spike valid can leave lines and points beside the polygons.
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
