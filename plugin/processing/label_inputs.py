"""Label layers of an algorithm: taken in the layers' thread, handed to the worker as copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import QgsVectorLayer

from ...model.protocol.finetuning import LabelReport, LabelSpec
from ...model.protocol.segmenting import ListModelsRequest
from ...model.protocol.values import ClassInfo
from ..backend import shared_client
from ..labels.classes import LARGEST_CODE, LabelClass, for_values, from_json, legend_of, mapping
from ..labels.copies import LabelsNotUsable, copy_labels, distinct_values
from ..labels.counts import LabelSnapshot
from ..labels.field_names import names_of
from ..translation import fill, tr

_SHOWN_VALUES = 5
"""Values without a class that are named individually."""


def take_labels(
    layers: Sequence[QgsVectorLayer], fields: str, *, selected_only: bool = False
) -> list[LabelSnapshot]:
    """Takes the polygons at this moment, with unsaved edits; call in the layers' thread.

    Args:
        layers: Polygon layers.
        fields: Name of the class field; several names, with semicolons, if the layers' fields differ.
        selected_only: Whether a layer with a selection counts with its selected polygons only.

    Raises:
        LabelsNotUsable: A layer is broken or lacks the field, or nothing is selected.
    """
    names = [name.strip() for name in fields.split(";")]
    if len(names) == 1 or all(layer.fields().lookupField(fields) >= 0 for layer in layers):
        names = [fields.strip()] * len(layers)
    if len(names) != len(layers):
        raise LabelsNotUsable(
            tr("There are {layers} label layers but {fields} fields.").format(
                layers=len(layers), fields=len(names)
            ),
            remedy=tr("Give one field for all layers, or one for each, separated by semicolons."),
        )
    taken = []
    for layer, name in zip(layers, names):
        if not layer.isValid():
            raise LabelsNotUsable(tr("'{name}' is not available.").format(name=layer.name()))
        snapshot = LabelSnapshot(layer, name, selected_only=selected_only)
        if not snapshot.has_field:
            known = ", ".join(field.name() for field in layer.fields())
            text = tr("'{layer}' has no field '{name}'; it has: {known}.")
            raise LabelsNotUsable(text.format(layer=layer.name(), name=name, known=known))
        snapshot.names = names_of(layer, name)
        taken.append(snapshot)
    if selected_only and not any(snapshot.selected for snapshot in taken):
        raise LabelsNotUsable(
            tr("No polygon of the label layers is selected."),
            remedy=tr("Select the polygons to learn from, or do without 'Selected polygons only'."),
        )
    return taken


def classes_for(
    text: str, snapshots: Sequence[LabelSnapshot], base: str, cancelled: Callable[[], bool]
) -> list[LabelClass]:
    """The classes from JSON; without JSON, a class for each value in the field.

    Args:
        text: The JSON; may be empty.
        snapshots: The label layers.
        base: Name of the model whose classes are recognised; empty: the default model.
        cancelled: Polled; True ends the reading.

    Raises:
        LabelsNotUsable: The JSON cannot be read, or the field holds too many values.
        JobCancelled: ``cancelled`` returned True.
    """
    if text.strip():
        try:
            return from_json(text)
        except ValueError as error:
            raise LabelsNotUsable(
                str(error),
                remedy=tr("Write them like this: {example}").format(
                    example='[{"code": 10, "name": "Forest", "color": "#006400"}, ...]'
                ),
            ) from error
    legend = _legend_of_model(base, cancelled)
    found: list[LabelClass] = []
    for snapshot in snapshots:
        known = {item.value for item in found}
        fresh = [value for value in distinct_values(snapshot, cancelled) if value not in known]
        if len(found) + len(fresh) > LARGEST_CODE:
            raise LabelsNotUsable(
                tr("'{name}' has {count} different values in the field '{field}'.").format(
                    name=snapshot.name, count=len(fresh), field=snapshot.field
                ),
                remedy=tr(
                    "A model has {largest} classes at most. Name the field that holds the class."
                ).format(largest=LARGEST_CODE),
            )
        found += for_values(fresh, found, legend, snapshot.names)
    return found


def copies_of(
    snapshots: Sequence[LabelSnapshot],
    classes: Sequence[LabelClass],
    scratch: Path,
    cancelled: Callable[[], bool],
) -> tuple[list[LabelSpec], list[str]]:
    """Copies of the label layers for the worker, and warnings for the user.

    Raises:
        LabelsNotUsable: No polygon has a class, or a copy failed.
        JobCancelled: ``cancelled`` returned True.
    """
    specs, warnings, polygons = [], [], 0
    for number, snapshot in enumerate(snapshots):
        copied = copy_labels(snapshot, mapping(classes), scratch / f"labels_{number}.gpkg", cancelled)
        specs.append(copied.spec)
        polygons += copied.polygons
        warnings += _unknown_lines(snapshot.name, copied.unknown)
    if polygons == 0:
        raise LabelsNotUsable(
            tr("There is no polygon with a class."),
            title=tr("There is nothing to learn from"),
            remedy=tr("Draw polygons of at least two classes on the scene, five or more of each."),
        )
    if len(legend_of(classes)) < 2:
        raise LabelsNotUsable(
            tr("All polygons are of one class."),
            title=tr("There is nothing to tell apart"),
            remedy=tr("Draw polygons of at least one other class too, five or more of each."),
        )
    return specs, warnings


def _unknown_lines(name: str, unknown: dict[str, int]) -> list[str]:
    """Values without a class: a line for each of the first values, and a line for all others."""
    values = list(unknown)
    text = tr("Polygons of '{name}' with the value '{value}' are in no class and left out: {count}.")
    lines = [
        text.format(count=unknown[value], name=name, value=value[:80]) for value in values[:_SHOWN_VALUES]
    ]
    rest = values[_SHOWN_VALUES:]
    if rest:
        more = tr("Polygons of '{name}' with {values} more values are in no class and left out: {count}.")
        count = sum(unknown[value] for value in rest)
        lines.append(more.format(name=name, values=len(rest), count=count))
    return lines


def report_lines(report: LabelReport) -> tuple[list[str], list[str]]:
    """The content of the labels as lines, and the problems of the labels."""
    text = tr("{name} (polygons: {polygons}, pixels: {pixels:,})")
    lines = [
        fill(text, name=item.name, polygons=item.polygons, pixels=item.pixels) for item in report.classes
    ]
    warnings = [f"{item.name}: {tr(item.warning)}" for item in report.classes if item.warning]
    return lines, [*report.problems, *(text for text in warnings if text not in report.problems)]


def _legend_of_model(name: str, cancelled: Callable[[], bool]) -> list[ClassInfo]:
    """A model's classes, to recognise codes and names; the default model's classes if ``name`` is empty."""
    models = shared_client().request(ListModelsRequest(), cancelled=cancelled).models
    for item in models:
        if name in (item.name, item.path) or (not name and item.is_default):
            return list(item.classes)
    return []
