"""Layers of the page Explore: similarity, segments, colours, stack; how they look and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterRenderer,
)
from qgis.PyQt.QtGui import QColor

from ...model.protocol.exploring import ExploreAnswer
from ...model.protocol.values import ClassInfo
from ..disk.whole import write_whole
from ..translation import fill, marked, tr, tr_sentences
from .layers import PRODUCT_PROPERTY, SCENE_PROPERTY, pseudo_colour
from .map_styles import OnTop
from .segments import SEGMENTS_PROPERTY, legend_of, of_answer, to_json
from .style_files import style_document, style_file

SIMILARITY, SEGMENTS, COLOURS, STACK = "similarity", "segments", "colours", "stack"
FEATURES_PROPERTY = "sardino/features"
"""The file of features that a layer was made from."""

_NAMES = {
    SIMILARITY: marked("{scene} (similar places)"),
    SEGMENTS: marked("{scene} (segments)"),
    COLOURS: marked("{scene} (principal colours)"),
    STACK: marked("{scene} (feature stack)"),
}
_ALPHA = 4
"""Band of the colours that says where there is ground."""


@dataclass(frozen=True)
class Explored:
    """A raster of the page Explore.

    Attributes:
        product: One of the words above.
        scene: Name of the scene's layer.
        answer: The worker's answer.
        scene_id: Id of the scene's layer; empty if the layer was not in the project.
    """

    product: str
    scene: str
    answer: ExploreAnswer
    scene_id: str = ""

    @property
    def name(self) -> str:
        """Name of the layer."""
        return tr(_NAMES[self.product]).format(scene=self.scene)

    def notes(self) -> str:
        """Where the layer comes from, in HTML."""
        rows = [(tr("Radar layer"), self.scene)]
        for item in of_answer(self.answer) if self.answer.areas_ha else ():
            rows.append((item.title, fill("{area:,.1f} ha", area=item.hectares)))
        if self.answer.bands:
            rows.append((tr("Bands"), ", ".join(self.answer.bands)))
        lines = [f"<b>{escape(name)}</b>: {escape(value)}" for name, value in rows]
        if self.answer.note:
            lines.append(escape(tr_sentences(self.answer.note)))
        return "<br>".join(lines)


class ExploredStyler(OnTop):
    """Styles a layer of the page Explore, and puts it on top of the tree."""

    def __init__(self, explored: Explored) -> None:
        """Prepares the styling."""
        super().__init__(explored.name)
        self._explored = explored

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer as a product, so that nothing takes it for a scene."""
        layer.setCustomProperty(PRODUCT_PROPERTY, self._explored.product)
        layer.setCustomProperty(SCENE_PROPERTY, self._explored.scene_id)
        layer.setCustomProperty(FEATURES_PROPERTY, self._explored.answer.features)
        if self._explored.product == SEGMENTS:
            layer.setCustomProperty(SEGMENTS_PROPERTY, to_json(of_answer(self._explored.answer)))

    def dress(self, layer: QgsMapLayer) -> None:
        """Sets renderer and notes."""
        if not isinstance(layer, QgsRasterLayer):
            return
        # A second run into the same file replaces the file of an open layer.
        layer.reload()
        renderer = renderer_of(layer.dataProvider(), self._explored, layer.bandCount())
        if renderer is not None:
            layer.setRenderer(renderer)
        QgsLayerNotesUtils.setLayerNotes(layer, self._explored.notes())


def renderer_of(
    provider: QgsRasterDataProvider | None, explored: Explored, bands: int
) -> QgsRasterRenderer | None:
    """The renderer of a layer; None where QGIS's own is right. Without a provider it cannot be drawn."""
    if explored.product == SIMILARITY:
        legend = QgsColorRampLegendNodeSettings()
        legend.setSuffix(" %")
        return pseudo_colour(provider, 1, 0.0, 100.0, "Sardino similarity", legend)
    if explored.product == SEGMENTS:
        return classes_renderer(provider, legend_of(of_answer(explored.answer)))
    if explored.product == COLOURS:
        renderer = QgsMultiBandColorRenderer(provider, 1, 2, 3)
        if bands >= _ALPHA:
            renderer.setAlphaBand(_ALPHA)
        return renderer
    return None


def classes_renderer(
    provider: QgsRasterDataProvider | None, classes: Sequence[ClassInfo]
) -> QgsPalettedRasterRenderer:
    """Colours by class code."""
    rows = [QgsPalettedRasterRenderer.Class(item.code, QColor(item.color), tr(item.name)) for item in classes]
    return QgsPalettedRasterRenderer(provider, 1, rows)


def show_segments(layer: QgsRasterLayer, classes: Sequence[ClassInfo]) -> None:
    """Colours a layer by class code; several codes of one name have one row in the legend."""
    layer.setRenderer(classes_renderer(layer.dataProvider(), classes))
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    if node is None:
        return
    # The name of the band, then the classes; QGIS 3.40 already has one row for equal classes, 3.22 has not.
    names = [item.name for item in classes]
    rows = len(layer.legend().createLayerTreeModelLegendNodes(node))
    order = [0, *(row for row, name in enumerate(names, 1) if name not in names[: row - 1])]
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, order if rows > len(names) else list(range(rows)))
    layer.legend().itemsChanged.emit()


def save_explored_style(explored: Explored) -> None:
    """Writes the style beside the file; any thread.

    Raises:
        OSError: The style cannot be written.
    """
    renderer = renderer_of(None, explored, _ALPHA if explored.product == COLOURS else 1)
    if renderer is None:
        return
    layer = QgsRasterLayer()
    layer.setRenderer(renderer)
    layer.setCustomProperty(PRODUCT_PROPERTY, explored.product)
    QgsLayerNotesUtils.setLayerNotes(layer, explored.notes())
    write_whole(style_file(explored.answer.path), style_document(layer).toString(2))


def remove_explored(path: str) -> None:
    """Deletes a raster that nobody expects any more, with its style; missing files are no error."""
    for file in (Path(path), Path(f"{path}.aux.xml"), style_file(path)):
        file.unlink(missing_ok=True)
