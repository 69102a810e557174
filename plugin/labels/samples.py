"""Sample layers for an assessment: a form with the classes, blind to the map's class until wanted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from qgis.core import (
    QgsAttributeTableConfig,
    QgsEditorWidgetSetup,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from ...model.protocol.values import ClassInfo
from ..results.map_styles import STYLE_NAME, OnTop, Style
from ..translation import tr
from .counts import plain
from .layers import CLASS_FIELD

ID, NOTE, STRATUM, STRATUM_PIXELS, MAP_CODE = "id", "note", "stratum", "stratum_px", "map_code"
HIDDEN = (STRATUM, STRATUM_PIXELS, MAP_CODE)
"""Fields that would tell the interpreter what the map says."""
SAMPLE_PROPERTY = "sardino/sample"
_DONE, _OPEN = "#2ca25f", "#ff00c8"


def sample_fields() -> QgsFields:
    """The fields of a sample."""
    fields = QgsFields()
    for name, kind in (
        (ID, QVariant.Int),
        (CLASS_FIELD, QVariant.Int),
        (NOTE, QVariant.String),
        (STRATUM, QVariant.String),
        (STRATUM_PIXELS, QVariant.LongLong),
        (MAP_CODE, QVariant.Int),
    ):
        fields.append(QgsField(name, kind))
    return fields


@dataclass(frozen=True)
class SampleFacts:
    """What a sample layer knows of itself.

    Attributes:
        classes: The classes to choose from.
        pixel: Two steps of the map's grid in map units: along a row (x, y) and along a column (x, y).
    """

    classes: tuple[ClassInfo, ...]
    pixel: tuple[float, float, float, float]

    def as_text(self) -> str:
        """As JSON, for the layer's properties."""
        return json.dumps({"classes": [asdict(item) for item in self.classes], "pixel": self.pixel})


def facts_of(layer: QgsMapLayer | None) -> SampleFacts | None:
    """The facts of a sample layer; None for any other layer."""
    text = layer.customProperty(SAMPLE_PROPERTY, "") if isinstance(layer, QgsVectorLayer) else ""
    try:
        read = json.loads(str(text or "null"))
        classes = tuple(
            ClassInfo(int(row["code"]), str(row["name"]), str(row["color"])) for row in read["classes"]
        )
        pixel = tuple(float(value) for value in read["pixel"])
    except (ValueError, TypeError, KeyError):
        return None
    return SampleFacts(classes, pixel) if len(pixel) == 4 else None


class SampleStyler(OnTop):
    """Gives a new sample its form and its style."""

    def __init__(self, name: str, facts: SampleFacts) -> None:
        """Prepares the styling.

        Args:
            name: The layer's name.
            facts: What the layer keeps.
        """
        super().__init__(name)
        self._facts = facts

    def dress(self, layer: QgsMapLayer) -> None:
        """Sets the form, the style and the facts; keeps them in a GeoPackage."""
        if not isinstance(layer, QgsVectorLayer):
            return
        layer.setCustomProperty(SAMPLE_PROPERTY, self._facts.as_text())
        set_form(layer, self._facts.classes)
        show_map_class(layer, False)
        layer.setRenderer(_renderer())
        layer.setDisplayExpression(f'"{ID}"')
        if layer.dataProvider().storageType() == "GPKG":
            # An error does not matter: the next project then has no form, and the points stay.
            layer.saveStyleToDatabase(layer.name()[:STYLE_NAME], "Sardino", True, "")


def set_form(layer: QgsVectorLayer, classes: Sequence[ClassInfo]) -> None:
    """A drop-down of classes, a note, and nothing that can be broken."""
    fields = layer.fields()
    # A list of pairs: QGIS would sort a plain map by name and lose the legend's order.
    choices = [{item.name: item.code} for item in classes]
    index = fields.lookupField(CLASS_FIELD)
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    layer.setFieldAlias(index, tr("Class"))
    layer.setFieldAlias(fields.lookupField(NOTE), tr("Note"))
    layer.setFieldAlias(fields.lookupField(ID), tr("Number"))
    form = layer.editFormConfig()
    for name in (ID, *HIDDEN):
        form.setReadOnly(fields.lookupField(name), True)
    layer.setEditFormConfig(form)


def show_map_class(layer: QgsVectorLayer, shown: bool) -> None:
    """Shows or hides what the map says, in the form and in the attribute table."""
    facts = facts_of(layer)
    fields = layer.fields()
    for name in HIDDEN:
        index = fields.lookupField(name)
        if index < 0:
            continue
        if not shown:
            setup = QgsEditorWidgetSetup("Hidden", {})
        elif name == MAP_CODE and facts is not None:
            setup = QgsEditorWidgetSetup(
                "ValueMap", {"map": [{item.name: item.code} for item in facts.classes]}
            )
        else:
            setup = QgsEditorWidgetSetup("TextEdit", {})
        layer.setEditorWidgetSetup(index, setup)
    layer.setFieldAlias(fields.lookupField(MAP_CODE), tr("Class on the map"))
    table = layer.attributeTableConfig()
    table.update(fields)
    columns = table.columns()
    for column in columns:
        if column.name in HIDDEN:
            column.hidden = not shown
    fresh = QgsAttributeTableConfig()
    fresh.setColumns(columns)
    layer.setAttributeTableConfig(fresh)


def map_class_is_shown(layer: QgsVectorLayer) -> bool:
    """Whether the form shows what the map says."""
    index = layer.fields().lookupField(MAP_CODE)
    return index >= 0 and layer.editorWidgetSetup(index).type() != "Hidden"


def numbers_of(layer: QgsVectorLayer) -> list[tuple[int, int, bool]]:
    """Number, feature id and whether a class was chosen, of each point in order."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = []
    for feature in layer.getFeatures(request):
        number = plain(feature[ID])
        rows.append((int(number or 0), int(feature.id()), plain(feature[CLASS_FIELD]) is not None))
    return sorted(rows)


def set_class(layer: QgsVectorLayer, feature_id: int, code: int | None) -> bool:
    """Sets a point's class. Saved at once, unless the user is editing the layer herself; False if refused."""
    own = not layer.isEditable()
    if own and not layer.startEditing():
        return False
    index = layer.fields().lookupField(CLASS_FIELD)
    changed = bool(layer.changeAttributeValue(feature_id, index, code))
    if not own:
        return changed
    saved = bool(layer.commitChanges())
    if not saved:
        layer.rollBack()
    return changed and saved


def classes_for(
    codes: Iterable[int], legend: Sequence[int], style_of: Callable[[int], Style]
) -> tuple[ClassInfo, ...]:
    """The classes to choose from: the legend's, in its order, and what else the map holds.

    Args:
        codes: Classes that the map holds.
        legend: Classes of its legend.
        style_of: Gives a class's name and colour.
    """
    order = [*legend, *(code for code in sorted(set(codes)) if code not in legend)]
    return tuple(ClassInfo(code, style_of(code).name, style_of(code).color) for code in order)


def _renderer() -> QgsRuleBasedRenderer:
    """Hollow marks, so that the ground shows: magenta while open, green when done; never by class."""
    root = QgsRuleBasedRenderer.Rule(None)
    for expression, colour, name in (
        (f'"{CLASS_FIELD}" is null', _OPEN, tr("To interpret")),
        ("ELSE", _DONE, tr("Done")),
    ):
        symbol = QgsMarkerSymbol.createSimple(
            {
                "name": "circle",
                "color": "0,0,0,0",
                "outline_color": colour,
                "outline_width": "0.6",
                "size": "3.4",
            }
        )
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, name))
    return QgsRuleBasedRenderer(root)
