"""Label layers copied to a GeoPackage for the worker; the user's own layer is never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ...model.protocol.finetuning import LabelSpec
from ..errors import JobCancelled, PluginError
from ..translation import marked, tr
from .classes import whole_number
from .counts import LabelSnapshot

CODE_FIELD = "code"
_LAYER = "labels"


class LabelsNotUsable(PluginError):
    """The label layer is not suitable for learning."""

    code = "labels_not_usable"
    title = marked("The labels cannot be used")
    remedy = marked("Choose a polygon layer and the field that holds the class.")


@dataclass
class Copied:
    """A label layer as the worker gets it.

    Attributes:
        spec: For the worker's request.
        polygons: Number of polygons with a class.
        no_value: Polygons with an empty class field.
        unknown: Values that belong to no class, with their number of polygons.
    """

    spec: LabelSpec
    polygons: int = 0
    no_value: int = 0
    unknown: dict[str, int] = field(default_factory=dict)


def distinct_values(snapshot: LabelSnapshot, cancelled: Callable[[], bool] = lambda: False) -> list[str]:
    """The values of the class field: first numbers in order, then words in order.

    Raises:
        JobCancelled: ``cancelled`` returned True.
    """
    values = {value for value in map(snapshot.value, snapshot.features(cancelled)) if value is not None}
    numbers = {value: whole_number(value) for value in values}
    return sorted(values, key=lambda value: (numbers[value] is None, numbers[value] or 0, value))


def copy_labels(
    snapshot: LabelSnapshot,
    codes: dict[str, int] | None,
    path: Path,
    cancelled: Callable[[], bool],
) -> Copied:
    """Writes a layer's polygons with their class codes.

    Args:
        snapshot: The polygons, unsaved edits included.
        codes: Text of the field's value to class code; None: classes do not matter, all polygons get 1.
        path: GeoPackage to write.
        cancelled: Polled between polygons.

    Raises:
        LabelsNotUsable: The field is gone, or the file cannot be written.
        JobCancelled: ``cancelled`` returned True.
    """
    if codes is not None and not snapshot.has_field:
        raise LabelsNotUsable(
            tr("'{name}' has no field '{field}'.").format(name=snapshot.name, field=snapshot.field)
        )
    copied = Copied(LabelSpec(str(path), CODE_FIELD, _LAYER))
    # Saved polygons keep their ids, so that the ids in the worker's messages match. New polygons have no
    # ids yet and get the next numbers.
    features = sorted(snapshot.features(cancelled), key=lambda item: (item.id() < 0, abs(item.id())))
    writer = _writer(snapshot, path)
    for feature in features:
        if cancelled():
            raise JobCancelled()
        row = QgsFeature(writer_fields())
        row.setGeometry(_straight(feature.geometry()))
        value = snapshot.value(feature) if codes is not None else ""
        code = 1 if codes is None else codes.get(value or "")
        if value is None:
            copied.no_value += 1
        elif code is None:
            copied.unknown[value] = copied.unknown.get(value, 0) + 1
        else:
            copied.polygons += 1
            row.setAttribute(CODE_FIELD, code)
        if feature.id() >= 0:
            row.setAttribute("fid", feature.id())
        if not writer.addFeature(row):
            raise _not_copied(snapshot, writer)
    # The file is complete after its writer is deleted.
    del writer
    return copied


def writer_fields() -> QgsFields:
    """The fields of a copy."""
    fields = QgsFields()
    fields.append(QgsField("fid", QVariant.LongLong))
    fields.append(QgsField(CODE_FIELD, QVariant.Int))
    return fields


def _not_copied(snapshot: LabelSnapshot, writer: QgsVectorFileWriter) -> LabelsNotUsable:
    text = tr("'{name}' cannot be copied: {reason}")
    return LabelsNotUsable(text.format(name=snapshot.name, reason=writer.errorMessage()))


def _writer(snapshot: LabelSnapshot, path: Path) -> QgsVectorFileWriter:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = _LAYER
    writer = QgsVectorFileWriter.create(
        str(path),
        writer_fields(),
        QgsWkbTypes.Type.Unknown,
        snapshot.crs,
        QgsCoordinateTransformContext(),
        options,
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise _not_copied(snapshot, writer)
    return writer


def _straight(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry without arcs, which most programs cannot read."""
    copy = QgsGeometry(geometry)
    if not copy.isNull():
        copy.convertToStraightSegment()
    return copy
