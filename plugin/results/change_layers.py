"""The layers of a comparison of two dates: colours, legend, notes, time, one group."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from html import escape

from qgis.core import (
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsLayerNotesUtils,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsReadWriteContext,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ...model.protocol.changing import CHANGE_OUTPUTS, ChangeResult
from ...model.protocol.values import UNCHANGED
from ..disk.whole import write_whole
from ..translation import fill, tr
from .acquisition import UNKNOWN
from .layers import PRODUCT_PROPERTY, RUN_PROPERTY, free_group_name
from .provenance import set_time
from .style_files import style_file
from .stylers import LayerStyler

ARROW = " → "

# Value and colour of each stop; values between are mixed.
_PROBABILITY = ((0.0, "#fff7ec"), (25.0, "#fdd49e"), (50.0, "#fc8d59"), (75.0, "#d7301f"), (100.0, "#7f0000"))
_DECIBELS = ((-10.0, "#053061"), (-3.0, "#92c5de"), (0.0, "#f7f7f7"), (3.0, "#f4a582"), (10.0, "#67001f"))
_DISTANCE = ((0.0, "#f7f7f7"), (1.0, "#cccccc"), (1.001, "#fdae61"), (2.0, "#d7191c"))
"""Colours of the distance of embeddings, in thresholds."""


@dataclass(frozen=True)
class ChangeRun:
    """What the layers of one comparison share.

    Attributes:
        key: Unique key of the run.
        title: Name of the layer group.
        result: The worker's answer.
        notes: Where the layers come from, in HTML.
        time: From the earlier to the later date; infinite if unknown.
    """

    key: str
    title: str
    result: ChangeResult
    notes: str
    time: QgsDateTimeRange

    @classmethod
    def of(cls, names: list[str], acquired: list[QgsDateTimeRange], result: ChangeResult) -> ChangeRun:
        """The run of a result, named after both layers."""
        known = all(not item.isInfinite() for item in acquired)
        time = UNKNOWN
        if known and acquired[0].begin() <= acquired[1].end():
            time = QgsDateTimeRange(acquired[0].begin(), acquired[1].end())
        return cls(
            uuid.uuid4().hex,
            f"{names[0]}{ARROW}{names[1]} – Sardino",
            result,
            _notes(names, acquired, result),
            time,
        )


class ChangeStyler(LayerStyler):
    """Styles a layer of a comparison and puts it into the group of the run."""

    def __init__(self, product: str, run: ChangeRun) -> None:
        super().__init__()
        self._product, self._run = product, run

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer as a product."""
        layer.setCustomProperty(PRODUCT_PROPERTY, self._product)
        layer.setCustomProperty(RUN_PROPERTY, self._run.key)

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Styles the layer and places it."""
        if not isinstance(layer, QgsRasterLayer):
            return
        layer.reload()
        layer.setRenderer(renderer_of(layer.dataProvider(), self._product, self._run.result))
        QgsLayerNotesUtils.setLayerNotes(layer, self._run.notes)
        if not self._run.time.isInfinite():
            set_time(layer, self._run.time)
        layer.triggerRepaint()
        layer.emitStyleChanged()
        self._place(layer, project)

    def _place(self, layer: QgsRasterLayer, project: QgsProject) -> None:
        root = project.layerTreeRoot()
        node = root.findLayer(layer.id())
        if node is None and project.mapLayer(layer.id()) is None:
            return
        group = next(
            (item for item in root.findGroups(True) if item.customProperty(RUN_PROPERTY) == self._run.key),
            None,
        )
        if group is None:
            group = root.insertGroup(0, free_group_name(root, self._run.title))
            group.setCustomProperty(RUN_PROPERTY, self._run.key)
        order = [product for product in CHANGE_OUTPUTS if product in self._run.result.products]
        rank = order.index(self._product)
        above = [
            child
            for child in group.findLayers()
            if child.layer() is not None and child.layer().customProperty(PRODUCT_PROPERTY) in order[:rank]
        ]
        placed = QgsLayerTreeLayer(layer) if node is None else node.clone()
        group.insertChildNode(len(above), placed)
        if node is not None:
            node.parent().removeChildNode(node)
        placed.setItemVisibilityChecked(rank == 0)
        placed.setExpanded(rank == 0)


def renderer_of(
    provider: QgsRasterDataProvider | None, product: str, result: ChangeResult
) -> QgsRasterRenderer:
    """The renderer of a product. Without a provider it can be saved but not drawn."""
    if product == "change":
        classes = []
        for item in result.legend:
            colour = QColor(item.color)
            if item.code == UNCHANGED:
                colour.setAlpha(90)
            classes.append(QgsPalettedRasterRenderer.Class(item.code, colour, transition_name(item.name)))
        return QgsPalettedRasterRenderer(provider, 1, classes)
    if product == "probability":
        return _ramp(provider, _PROBABILITY, "{value:.0f} %")
    if product == "backscatter":
        return _ramp(provider, _DECIBELS, "{value:+.0f} dB")
    unit = result.threshold or 1.0
    return _ramp(provider, tuple((value * unit, colour) for value, colour in _DISTANCE), "{value:.2f}")


def transition_name(name: str) -> str:
    """A change's name in the user's language."""
    return ARROW.join(tr(part) for part in name.split(ARROW))


def class_name(result: ChangeResult, code: int) -> str:
    """A class's name in the user's language."""
    return next((tr(item.name) for item in result.classes if item.code == code), str(code))


def save_change_style(raster: str, product: str, run: ChangeRun) -> None:
    """Writes a product's style beside the product; any thread."""
    layer = QgsRasterLayer()
    layer.setRenderer(renderer_of(None, product, run.result))
    layer.setCustomProperty(PRODUCT_PROPERTY, product)
    QgsLayerNotesUtils.setLayerNotes(layer, run.notes)
    document = QDomDocument()
    categories = (
        QgsMapLayer.StyleCategory.Symbology
        | QgsMapLayer.StyleCategory.CustomProperties
        | QgsMapLayer.StyleCategory.Notes
    )
    if not layer.exportNamedStyle(document, QgsReadWriteContext(), categories):
        write_whole(style_file(raster), document.toString(2))


def _ramp(
    provider: QgsRasterDataProvider | None, stops: tuple[tuple[float, str], ...], label: str
) -> QgsSingleBandPseudoColorRenderer:
    function = QgsColorRampShader(stops[0][0], stops[-1][0])
    function.setColorRampType(QgsColorRampShader.Interpolated)
    items = [
        QgsColorRampShader.ColorRampItem(value, QColor(colour), fill(label, value=value))
        for value, colour in stops
    ]
    function.setColorRampItemList(items)
    shader = QgsRasterShader()
    shader.setMinimumValue(stops[0][0])
    shader.setMaximumValue(stops[-1][0])
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(provider, 1, shader)
    renderer.setClassificationMin(stops[0][0])
    renderer.setClassificationMax(stops[-1][0])
    return renderer


def _notes(names: list[str], acquired: list[QgsDateTimeRange], result: ChangeResult) -> str:
    rows = [
        (tr("Earlier radar layer"), f"{names[0]} {in_words(acquired[0])}"),
        (tr("Later radar layer"), f"{names[1]} {in_words(acquired[1])}"),
        (tr("Model"), f"{result.model} ({result.model_sha256[:12]})"),
    ]
    if result.threshold is not None and result.false_alarms is not None:
        words = fill(
            tr("{threshold:.2f}; {false:.0f} % of unchanged ground lies above it"),
            threshold=result.threshold,
            false=100 * result.false_alarms,
        )
        rows.append((tr("Threshold of embeddings"), words))
    lines = [f"<b>{escape(name)}</b>: {escape(value)}" for name, value in rows]
    return "<br>".join([*lines, *(escape(tr(note)) for note in result.notes)])


def in_words(time: QgsDateTimeRange) -> str:
    """A time of acquisition in brackets; empty if unknown."""
    begin: QDateTime = time.begin()
    return "" if time.isInfinite() or not begin.isValid() else f"({begin.toString(Qt.DateFormat.ISODate)})"
