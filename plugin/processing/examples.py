"""Example places from vector layers: points, lines or polygons in any coordinate system, for the worker."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsWkbTypes,
)

from ...model.protocol.exploring import Example
from ..errors import PluginError
from ..translation import marked, tr
from .area import PolygonSnapshot

DIGITS = 15
"""Decimals of coordinates in GeoJSON."""


class ExamplesNotUsable(PluginError):
    """The example places cannot be used; the worker has an error of this kind, too."""

    code = "example_not_usable"
    title = marked("The example places cannot be used")
    remedy = marked(
        "Choose points or polygons that lie on the radar layer, and check their coordinate system."
    )


def examples_of(
    snapshot: PolygonSnapshot,
    code: int,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> list[Example]:
    """The places of a layer as examples in the scene's coordinate system.

    Args:
        snapshot: The layer at the start of the run.
        code: Class of the places.
        crs: The scene's coordinate system. If it is unknown, or if no transformation leads to it, coordinates
            stay as they are, as QGIS draws them.
        transforms: The project's coordinate transformations.

    Raises:
        ExamplesNotUsable: A place lies where the scene's coordinate system is not defined.
    """
    transform = _transform(snapshot.sourceCrs(), crs, transforms)
    request = QgsFeatureRequest().setNoAttributes()
    found = []
    for feature in snapshot.getFeatures(request):
        for part in simple_parts(feature.geometry()):
            if transform is not None:
                _move(part, transform, crs)
            found.append(Example(json.loads(part.asJson(DIGITS)), code))
    return found


def simple_parts(geometry: QgsGeometry) -> Iterator[QgsGeometry]:
    """The points, lines and polygons of a geometry: flat, straight-edged, valid copies."""
    if geometry.isNull() or geometry.isEmpty():
        return
    copy = QgsGeometry(geometry)
    copy.convertToStraightSegment()
    flat = copy.get()
    flat.dropZValue()
    flat.dropMValue()
    kind = copy.type()
    if kind == QgsWkbTypes.PolygonGeometry and not copy.isGeosValid():
        copy = copy.makeValid()
    for part in copy.asGeometryCollection():
        # The repair of a bow tie can leave lines and points beside the polygons.
        if part.type() == kind and not part.isEmpty():
            yield part


def _transform(
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> QgsCoordinateTransform | None:
    if not source.isValid() or not target.isValid() or source == target:
        return None
    transform = QgsCoordinateTransform(source, target, transforms)
    return transform if transform.isValid() else None


def _move(part: QgsGeometry, transform: QgsCoordinateTransform, crs: QgsCoordinateReferenceSystem) -> None:
    try:
        part.transform(transform)
    except QgsCsException as error:
        raise ExamplesNotUsable(str(error)) from error
    # PROJ returns infinity where a projection has no answer, and QGIS passes infinity on.
    if not part.boundingBox().isFinite():
        raise ExamplesNotUsable(tr("A place lies where {crs} is not defined.").format(crs=crs.authid()))
