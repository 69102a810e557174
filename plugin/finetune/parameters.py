"""Turns the page's choices into parameters of the algorithms. No widgets in here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ..labels.classes import LabelClass, to_json
from ..panels.extent_panel import extent_parameter
from ..processing.export import file_stem

_READING = ("CO_BAND", "CROSS_BAND", "UNITS", "NODATA", "DEVICE", "PRECISION")


def training_parameters(
    segment: dict[str, Any],
    scenes: Sequence[QgsRasterLayer],
    labels: Sequence[tuple[QgsVectorLayer, str]],
    classes: Sequence[LabelClass],
    *,
    selected_only: bool = False,
) -> dict[str, Any]:
    """The parameters that fine-tuning and inspecting share.

    Args:
        segment: Parameters of ``sardino:segmentlayer``; they say how to read the first scene.
        scenes: All scenes, in order.
        labels: All label layers with their class fields.
        classes: The classes.
        selected_only: Whether a layer with a selection counts with its selected polygons only.
    """
    cross = segment.get("CROSS_POL")
    fields = [field for _, field in labels]
    return {
        "SCENES": [layer.id() for layer in scenes],
        "CROSS_POL": [cross] if cross and len(scenes) == 1 else [],
        "LABELS": [layer.id() for layer, _ in labels],
        "FIELD": fields[0] if len(set(fields)) == 1 else ";".join(fields),
        "SELECTED_ONLY": selected_only,
        "CLASSES": to_json(classes),
        **{name: segment.get(name) for name in _READING},
    }


def map_parameters(segment: dict[str, Any]) -> dict[str, Any]:
    """The parameters for a map: which scene, how to read the scene, and where the map goes.

    Args:
        segment: Parameters of ``sardino:segmentlayer``.
    """
    return {name: segment.get(name) for name in ("INPUT", "CROSS_POL", "OUTPUT_FOLDER", *_READING)}


def suggestion_parameters(
    segment: dict[str, Any],
    model: str,
    count: int,
    extent: Any,
    labels: Sequence[tuple[QgsVectorLayer, str]],
) -> dict[str, Any]:
    """Parameters of ``sardino:suggestlabels``; the points go into the project."""
    return {
        "INPUT": segment["INPUT"],
        "CROSS_POL": segment.get("CROSS_POL"),
        "MODEL": model,
        "COUNT": count,
        "EXTENT": extent,
        "LABELS": [layer.id() for layer, _ in labels],
        "DEVICE": segment.get("DEVICE"),
        "OUTPUT": QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance()),
    }


def seen_extent(canvas: QgsMapCanvas, layer: QgsRasterLayer) -> Any:
    """The visible extent as a parameter; None (the whole layer) if the view is beside the layer."""
    crs = canvas.mapSettings().destinationCrs()
    box = QgsRectangle(canvas.extent())
    if box.isEmpty():
        return None
    try:
        if crs.isValid() and layer.crs().isValid():
            transform = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance())
            inside = transform.transformBoundingBox(box).intersects(layer.extent())
        else:
            inside = box.intersects(layer.extent())
    except QgsCsException:
        inside = False
    return extent_parameter(box, crs) if inside else None


def free_name(scene: str, taken: set[str]) -> str:
    """A name for a new model: the scene's name with the first free number."""
    stem = re.sub(r"\.+", "_", file_stem(scene))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
