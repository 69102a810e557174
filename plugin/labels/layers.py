"""Label layers as QGIS users expect: a GeoPackage with a class field, drop-down, style, snapping."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsField,
    QgsFields,
    QgsFillSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsSnappingConfig,
    QgsTolerance,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor

from ..errors import PluginError
from ..translation import marked, tr
from .classes import LabelClass, from_json, to_json, whole_number
from .kept_style import keep_style

CLASS_FIELD = "class"
CLASSES_PROPERTY = "sardino/classes"
"""Marks a layer that Sardino made and holds its classes; also kept in the GeoPackage's style."""

SNAP_PIXELS = 12.0


class LabelLayerFailed(PluginError):
    """The new label layer could not be made."""

    code = "label_layer_failed"
    title = marked("The label layer could not be made")
    remedy = marked("Choose a folder that you may write to, and a file that is not open elsewhere.")


def make_label_layer(
    path: Path, crs: QgsCoordinateReferenceSystem, classes: Sequence[LabelClass]
) -> QgsVectorLayer:
    """Makes a styled GeoPackage of polygons with a class field; does not add the layer to the project.

    Args:
        path: The new file. An existing file is never replaced: labels are hours of work.
        crs: The scene's coordinate system.
        classes: The classes to draw.

    Raises:
        LabelLayerFailed: The file exists or cannot be written.
    """
    if path.exists():
        text = tr("{file} exists already.").format(file=path.name)
        raise LabelLayerFailed(text, remedy=tr("Choose another name for the file."))
    try:
        return _new_layer(path, crs, classes)
    except LabelLayerFailed:
        with contextlib.suppress(OSError):
            path.unlink()  # the unfinished new file
        raise


def _new_layer(
    path: Path, crs: QgsCoordinateReferenceSystem, classes: Sequence[LabelClass]
) -> QgsVectorLayer:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = path.stem
    fields = QgsFields()
    fields.append(QgsField(CLASS_FIELD, QVariant.Int))
    writer = QgsVectorFileWriter.create(
        str(path), fields, QgsWkbTypes.Type.Polygon, crs, QgsCoordinateTransformContext(), options
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise LabelLayerFailed(writer.errorMessage())
    # The file is complete after its writer is deleted.
    del writer
    layer = open_label_layer(path)
    set_classes(layer, classes)
    keep_style(layer)
    return layer


def open_label_layer(path: Path) -> QgsVectorLayer:
    """Opens a file with polygons.

    Raises:
        LabelLayerFailed: The file has no polygons.
    """
    layer = QgsVectorLayer(str(path), path.stem, "ogr")
    if not layer.isValid() or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        text = tr("{file} holds no polygons that QGIS can read.").format(file=path.name)
        raise LabelLayerFailed(text, remedy=tr("Choose another name for the file."))
    return layer


def is_own(layer: QgsVectorLayer | None) -> bool:
    """Whether Sardino made the layer and may change its style and form."""
    return layer is not None and bool(layer.customProperty(CLASSES_PROPERTY))


def classes_of(layer: QgsVectorLayer) -> list[LabelClass]:
    """The classes stored in a layer that Sardino made."""
    try:
        return from_json(str(layer.customProperty(CLASSES_PROPERTY, "") or "[]"))
    except ValueError:
        return []  # a project edited by hand: the field's values give the classes


def set_classes(layer: QgsVectorLayer, classes: Sequence[LabelClass]) -> None:
    """Sets the classes of a layer that Sardino made: style, drop-down and stored classes."""
    layer.setCustomProperty(CLASSES_PROPERTY, to_json(classes))
    index = layer.fields().lookupField(CLASS_FIELD)
    if index < 0:
        return
    # A list of pairs: QGIS would sort a plain map by name and lose the table's order.
    choices = [{item.name: item.value} for item in classes]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    layer.setRenderer(_renderer(classes))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def set_current_class(layer: QgsVectorLayer, item: LabelClass | None) -> None:
    """Gives new polygons this class without a form for each; None brings the form back."""
    index = layer.fields().lookupField(CLASS_FIELD)
    if index < 0:
        return
    layer.setDefaultValueDefinition(index, QgsDefaultValue(item.value if item is not None else ""))
    form = layer.editFormConfig()
    suppress = QgsEditFormConfig.FeatureFormSuppress
    form.setSuppress(suppress.SuppressOn if item is not None else suppress.SuppressDefault)
    layer.setEditFormConfig(form)


def start_digitising(layer: QgsVectorLayer, iface: Any) -> None:
    """Makes a layer active, sets snapping and "avoid overlap", and starts the polygon tool."""
    project = QgsProject.instance()
    set_snapping(project, layer)
    iface.setActiveLayer(layer)
    if not layer.isEditable():
        layer.startEditing()
    action = iface.actionAddFeature()
    if action is not None:
        action.trigger()


def set_snapping(project: QgsProject, layer: QgsVectorLayer) -> None:
    """Sets snapping, and keeps new polygons from overlapping existing polygons of the layer.

    The user's own snapping settings in the project stay.
    """
    config = project.snappingConfig()
    if not config.enabled():
        flags = getattr(Qgis, "SnappingType", None)
        vertex = flags.Vertex if flags is not None else QgsSnappingConfig.VertexFlag
        segment = flags.Segment if flags is not None else QgsSnappingConfig.SegmentFlag
        config.setEnabled(True)
        config.setMode(_scoped("SnappingMode", QgsSnappingConfig, "ActiveLayer"))
        config.setTypeFlag(vertex | segment)
        config.setTolerance(SNAP_PIXELS)
        units = getattr(Qgis, "MapToolUnit", None)
        config.setUnits(units.Pixels if units is not None else QgsTolerance.Pixels)
        project.setSnappingConfig(config)
    modes = getattr(Qgis, "AvoidIntersectionsMode", None) or QgsProject.AvoidIntersectionsMode
    if project.avoidIntersectionsMode() == modes.AllowIntersections:
        project.setAvoidIntersectionsMode(modes.AvoidIntersectionsLayers)
    kept = [item for item in project.avoidIntersectionsLayers() if item is not None]
    if layer not in kept:
        project.setAvoidIntersectionsLayers([*kept, layer])


def _scoped(name: str, owner: Any, member: str) -> Any:
    """An enum's member: under ``Qgis`` in newer versions, under its old owner in older versions."""
    holder = getattr(Qgis, name, None)
    return getattr(holder if holder is not None else owner, member)


def _renderer(classes: Sequence[LabelClass]) -> QgsCategorizedSymbolRenderer:
    """Half-transparent fills with strong outlines: the radar image must stay visible below."""
    categories = [
        QgsRendererCategory(int(item.value), _symbol(item.color), item.name)
        for item in classes
        if whole_number(item.value) is not None
    ]
    return QgsCategorizedSymbolRenderer(CLASS_FIELD, categories)


def _symbol(color: str) -> QgsFillSymbol:
    fill, line = QColor(color), QColor(color).darker(140)
    fill.setAlpha(110)
    return QgsFillSymbol.createSimple(
        {
            "color": _rgba(fill),
            "outline_color": _rgba(line),
            "outline_width": "0.5",
        }
    )


def _rgba(color: QColor) -> str:
    """A colour in the notation of QGIS's symbols."""
    return f"{color.red()},{color.green()},{color.blue()},{color.alpha()}"
