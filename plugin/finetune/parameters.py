"""From what the page shows to the parameters of the algorithms. No widgets in here."""

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
    """What fine-tuning and inspecting share.

    Args:
        segment: Parameters of ``sardino:segmentlayer``: how the first scene is read.
        scenes: All scenes, the first one first.
        labels: All label layers with their class fields.
        classes: The classes.
        selected_only: Of layers with a selection, only what is selected.
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
    """What says which scene is segmented, how it is read, and where its map goes.

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
    """What the map shows as a parameter; None, for all of the layer, if that is beside the layer."""
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
    """A name for a new model: the scene's, with the first number that is free."""
    stem = re.sub(r"\.+", "_", file_stem(scene))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
