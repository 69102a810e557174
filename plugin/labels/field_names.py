"""Which field holds the class, and how the layer's form shows its values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)

from .classes import value_text
from .counts import plain
from .layers import CLASS_FIELD

_NULL_KEY = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""A value map's key for NULL."""
_MOST_ROWS = 10_000
"""Rows to read from a layer of names; a model has 254 classes at most."""


_LIKELY = (
    CLASS_FIELD,
    "class",
    "classid",
    "class_id",
    "landcover",
    "land_cover",
    "lc",
    "code",
    "label",
    "type",
)
_NUMBERS_OF_ROWS = ("fid", "id", "ogc_fid")


def likely_field(names: list[str]) -> str | None:
    """The field that most likely holds the class; None if there is none."""
    by_name = {name.lower(): name for name in reversed(names)}
    known = next((by_name[name] for name in _LIKELY if name in by_name), None)
    return known or next((name for name in names if name.lower() not in _NUMBERS_OF_ROWS), None)


def names_of(layer: QgsVectorLayer, field: str) -> dict[str, str]:
    """Text of a value to the name that the user sees; call in the layer's own thread.

    Empty if the form shows values unchanged, or in a way without names.
    """
    index = layer.fields().lookupField(field)
    if index < 0:
        return {}
    setup = layer.editorWidgetSetup(index)
    found: dict[str, str] = {}
    for value, name in _pairs(layer.fields().at(index).name(), setup.type(), setup.config()):
        text, shown = value_text(plain(value)), str(plain(name) or "").strip()
        if text is not None and text != _NULL_KEY and shown and shown != text:
            found[text] = shown
    return found


def _pairs(field: str, kind: str, config: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Values and their names. Python cannot read some of QGIS's own caches of these pairs."""
    if kind == "ValueMap":
        pairs = config.get("map") or {}
        # A list of maps in the user's order; in older projects a single map.
        for part in [pairs] if isinstance(pairs, dict) else pairs:
            for name, value in part.items():
                yield value, name
    elif kind == "ValueRelation":
        other = QgsProject.instance().mapLayer(str(config.get("Layer", "")))
        yield from _rows(
            other, str(config.get("Key", "")), QgsExpression.quotedColumnRef(config.get("Value", ""))
        )
    elif kind == "RelationReference":
        relation = QgsProject.instance().relationManager().relation(str(config.get("Relation", "")))
        other = relation.referencedLayer()
        if other is not None:
            yield from _rows(other, relation.resolveReferencedField(field), other.displayExpression())


def _rows(layer: Any, key: str, expression: str) -> Iterator[tuple[Any, Any]]:
    """Values of a field, with values of an expression."""
    if not isinstance(layer, QgsVectorLayer) or layer.fields().lookupField(key) < 0:
        return
    shown = QgsExpression(expression)
    context = layer.createExpressionContext()
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in islice(layer.getFeatures(request), _MOST_ROWS):
        context.setFeature(feature)
        yield feature[key], shown.evaluate(context)
