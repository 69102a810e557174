"""Label layers the QGIS way: a GeoPackage with a class field, drop-down, style, snapping."""

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

CLASS_FIELD = "class"
CLASSES_PROPERTY = "sardino/classes"
"""Marks a layer that Sardino made, and holds its classes; the GeoPackage's own style keeps it too."""

SNAP_PIXELS = 12.0


class LabelLayerFailed(PluginError):
    """The new label layer could not be made."""

    code = "label_layer_failed"
    title = marked("The label layer could not be made")
    remedy = marked("Choose a folder that you may write to, and a file that is not open elsewhere.")


def make_label_layer(
    path: Path, crs: QgsCoordinateReferenceSystem, classes: Sequence[LabelClass]
) -> QgsVectorLayer:
    """Makes a GeoPackage of polygons with a class field, styled; it is not in the project yet.

    Args:
        path: The new file. One that exists is never replaced: labels are hours of work.
        crs: The scene's.
        classes: What can be drawn.

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
            path.unlink()  # half of a file, which was not there before
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
    # The file is complete when its writer is gone.
    del writer
    layer = open_label_layer(path)
    set_classes(layer, classes)
    keep_style(layer)
    return layer


def open_label_layer(path: Path) -> QgsVectorLayer:
    """Opens a file with polygons.

    Raises:
        LabelLayerFailed: There are none in it.
    """
    layer = QgsVectorLayer(str(path), path.stem, "ogr")
    if not layer.isValid() or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        text = tr("{file} holds no polygons that QGIS can read.").format(file=path.name)
        raise LabelLayerFailed(text, remedy=tr("Choose another name for the file."))
    return layer


def is_own(layer: QgsVectorLayer | None) -> bool:
    """Whether Sardino made the layer, so that its style and form are Sardino's to change."""
    return layer is not None and bool(layer.customProperty(CLASSES_PROPERTY))


def classes_of(layer: QgsVectorLayer) -> list[LabelClass]:
    """The classes that a layer of Sardino's was made with."""
    try:
        return from_json(str(layer.customProperty(CLASSES_PROPERTY, "") or "[]"))
    except ValueError:
        return []  # a project edited by hand: the values in the field tell the classes then


def set_classes(layer: QgsVectorLayer, classes: Sequence[LabelClass]) -> None:
    """Gives a layer of Sardino's its classes: style, drop-down, and what it remembers."""
    layer.setCustomProperty(CLASSES_PROPERTY, to_json(classes))
    index = layer.fields().lookupField(CLASS_FIELD)
    if index < 0:
        return
    # A list of pairs: a plain map would be sorted by name, and the table's order lost.
    choices = [{item.name: item.value} for item in classes]
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    layer.setRenderer(_renderer(classes))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def keep_style(layer: QgsVectorLayer) -> None:
    """Keeps style and drop-down in the GeoPackage itself, for whoever opens it next."""
    # QGIS asks before it replaces a style; this one is Sardino's own.
    _, ids, names, *_ = layer.listStylesInDatabase()
    for style_id in (item for item, name in zip(ids, names) if name == layer.name()):
        layer.deleteStyleFromDatabase(style_id)
    # No error matters here: without it the layer only opens in QGIS's own colours next time.
    layer.saveStyleToDatabase(layer.name(), "Sardino", True, "")


def set_current_class(layer: QgsVectorLayer, item: LabelClass | None) -> None:
    """Lets new polygons be of this class without a form after each; None brings the form back."""
    index = layer.fields().lookupField(CLASS_FIELD)
    if index < 0:
        return
    layer.setDefaultValueDefinition(index, QgsDefaultValue(item.value if item is not None else ""))
    form = layer.editFormConfig()
    suppress = QgsEditFormConfig.FeatureFormSuppress
    form.setSuppress(suppress.SuppressOn if item is not None else suppress.SuppressDefault)
    layer.setEditFormConfig(form)


def start_digitising(layer: QgsVectorLayer, iface: Any) -> None:
    """Makes a layer active, sets snapping and "avoid overlap", and takes up the polygon tool."""
    project = QgsProject.instance()
    set_snapping(project, layer)
    iface.setActiveLayer(layer)
    if not layer.isEditable():
        layer.startEditing()
    action = iface.actionAddFeature()
    if action is not None:
        action.trigger()


def set_snapping(project: QgsProject, layer: QgsVectorLayer) -> None:
    """Sets snapping, and keeps new polygons from overlapping those of the layer.

    What the user has already set in the project stays.
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
    """An enum's member under ``Qgis`` in later versions, on its old owner before."""
    holder = getattr(Qgis, name, None)
    return getattr(holder if holder is not None else owner, member)


def _renderer(classes: Sequence[LabelClass]) -> QgsCategorizedSymbolRenderer:
    """Half-transparent fills with strong outlines: the radar image has to stay visible beneath."""
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
    """A colour as QGIS's symbols write it."""
    return f"{color.red()},{color.green()},{color.blue()},{color.alpha()}"
