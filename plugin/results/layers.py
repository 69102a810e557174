"""Results as layers of the project: name, style, legend and one group per run."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from qgis.core import (
    QgsColorRamp,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsLayerTree,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
    QgsSymbolLayerUtils,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ...model.protocol.segmenting import SceneResult, SegmentResult
from ...model.protocol.values import OUTPUTS, ClassInfo
from ..paths import RESOURCES
from ..translation import marked, tr
from .acquisition import UNKNOWN
from .provenance import describe_layer, provenance
from .smoothing import smooth_layer
from .stylers import LayerStyler

PRODUCT_TITLES = {
    "landcover": marked("Land cover"),
    "confidence": marked("Confidence"),
    "attention": marked("Attention"),
    "familiarity": marked("Familiarity"),
}

ON_TOKENS = ("attention", "familiarity")
"""Products with a pixel per token: QGIS interpolates between them."""
RUN_PROPERTY = "sardino/run"
PRODUCT_PROPERTY = "sardino/product"
SCENE_PROPERTY = "sardino/scene"
"""Id of the segmented layer."""
_NUMBER_PROPERTY = "sardino/number"

_RAMPS = RESOURCES / "styles" / "ramps.xml"

_STEPS = 16  # stops of a ramp over logarithms

# Enough for percentiles; an overview of this size is read in milliseconds.
_SAMPLE_SIDE = 512


@dataclass(frozen=True)
class Run:
    """What the layers of one run share.

    Attributes:
        key: Unique key of the run.
        layer: Name of the segmented layer.
        title: Name of the layer group.
        products: The products of the run, in the order of ``OUTPUTS``.
        classes: Legend of the land cover: the classes that occur, if that is known.
        stretch: Lowest and highest mean attention to show; None without an attention layer.
        abstract: Where the layers come from, for their notes and metadata.
        acquired: When the image was taken; infinite if unknown.
        scene: Id of the segmented layer; empty if the layer was not in the project.
    """

    key: str
    layer: str
    title: str
    products: tuple[str, ...]
    classes: tuple[ClassInfo, ...]
    stretch: tuple[float, float] | None
    abstract: str
    acquired: QgsDateTimeRange
    scene: str = ""

    @classmethod
    def of(
        cls,
        layer: str,
        scene: SceneResult,
        result: SegmentResult,
        stretch: tuple[float, float] | None,
        acquired: QgsDateTimeRange = UNKNOWN,
        layer_id: str = "",
    ) -> Run:
        """The run of a result, named after the layer and the time."""
        now = datetime.now()
        return cls(
            key=uuid.uuid4().hex,
            layer=layer,
            title=group_title(layer, f"{now:%H:%M}"),
            products=tuple(product for product in OUTPUTS if product in scene.products),
            # Without a georeference there are no areas, so the classes that occur are unknown.
            classes=tuple(
                item for item in scene.classes if not scene.areas_ha or str(item.code) in scene.areas_ha
            ),
            stretch=stretch,
            abstract=provenance(layer, scene, result, now, acquired),
            acquired=acquired,
            scene=layer_id,
        )

    def layer_name(self, product: str, number: int = 1) -> str:
        """Short name of a product's layer for the narrow tree; the group's name contains the scene.

        Args:
            product: One of ``OUTPUTS``.
            number: Distinguishes layers of several runs in lists without groups.
        """
        name = tr(PRODUCT_TITLES[product])
        return name if number == 1 else f"{name} {number}"

    def full_title(self, product: str) -> str:
        """Title of a product for its metadata, which show no group."""
        return f"{tr(PRODUCT_TITLES[product])} – {self.layer}"


class ResultStyler(LayerStyler):
    """Styles a product's layer and puts it into its run's group."""

    def __init__(self, product: str, run: Run) -> None:
        """Prepares the styling of a layer.

        Args:
            product: One of ``OUTPUTS``.
            run: What the layers of the run share.
        """
        super().__init__()
        self._product = product
        self._run = run

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer with its run and scene."""
        layer.setCustomProperty(PRODUCT_PROPERTY, self._product)
        layer.setCustomProperty(RUN_PROPERTY, self._run.key)
        layer.setCustomProperty(SCENE_PROPERTY, self._run.scene)

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Styles the layer and puts it into its group."""
        if isinstance(layer, QgsRasterLayer):
            # A second run into the same folder replaces the files of an open layer.
            layer.reload()
            style_layer(layer, self._product, self._run)
            place_layer(layer, self._product, self._run, project)


def load_results(context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> list[QgsMapLayer]:
    """Adds the layers of a finished run to the project, as the toolbox does by itself.

    For callers that run an algorithm in their own task; call in the GUI thread.

    Returns:
        The layers, in the order of ``OUTPUTS``.
    """
    loaded = []
    for source, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(source, context, True, details.layerTypeHint)
        if layer is None:
            continue
        details.setOutputLayerName(layer)
        styler = details.postProcessor()
        own_place = isinstance(styler, LayerStyler)
        if own_place:
            styler.mark(layer)
        owned = context.temporaryLayerStore().takeMapLayer(layer)
        if owned is not None:
            details.project.addMapLayer(owned, not own_place)
        if styler is not None:
            styler.postProcessLayer(layer, context, feedback)
        loaded.append(layer)
    return sorted(loaded, key=_rank)


def style_layer(layer: QgsRasterLayer, product: str, run: Run) -> None:
    """Gives a product's layer its renderer, its notes and its metadata."""
    layer.setRenderer(renderer_of(layer.dataProvider(), product, run, layer.bandCount()))
    if product in ON_TOKENS:
        smooth_layer(layer)
    describe_layer(layer, run.full_title(product), run.abstract, product, run.acquired)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def renderer_of(
    provider: QgsRasterDataProvider | None, product: str, run: Run, bands: int
) -> QgsRasterRenderer:
    """The renderer of a product with so many bands. Without a provider it can be saved but not drawn."""
    if product == "attention":
        return _attention(provider, run, bands)
    plain = {"landcover": _landcover, "confidence": _confidence, "familiarity": _familiarity}
    return plain[product](provider, run)


def place_layer(layer: QgsRasterLayer, product: str, run: Run, project: QgsProject) -> None:
    """Puts a layer into its run's group: land cover visible on top, the other layers below."""
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is None and project.mapLayer(layer.id()) is None:
        return
    group = _group(project, run, layer, product)
    layer.setName(run.layer_name(product, int(group.customProperty(_NUMBER_PROPERTY, 1))))
    rank = OUTPUTS.index(product)
    above = [
        child for child in group.children() if QgsLayerTree.isLayer(child) and _rank(child.layer()) < rank
    ]
    placed = QgsLayerTreeLayer(layer) if node is None else node.clone()
    group.insertChildNode(len(above), placed)
    if node is not None:
        left = node.parent()
        left.removeChildNode(node)
        # Files replaced by a second run take their layers along; the first run's group is then empty.
        if not left.children() and left.customProperty(RUN_PROPERTY):
            left.parent().removeChildNode(left)
    # The top layer is visible: the land cover, or the next product if there is no land cover.
    placed.setItemVisibilityChecked(product == run.products[0])
    placed.setExpanded(product == run.products[0])


def attention_stretch(path: str) -> tuple[float, float]:
    """The 2nd and 98th percentile of the mean attention. Reads a small overview; any thread.

    Args:
        path: The attention product: one band per head, then the mean.
    """
    # Imported late: numpy is not needed before the first result.
    import numpy
    from osgeo import gdal

    try:
        dataset = gdal.Open(path)
    except RuntimeError:  # in newer QGIS, where Processing makes GDAL raise
        dataset = None
    if dataset is None:
        return 0.0, 1.0
    band = dataset.GetRasterBand(dataset.RasterCount)
    columns, rows = (min(_SAMPLE_SIDE, size) for size in (band.XSize, band.YSize))
    values = band.ReadAsArray(buf_xsize=columns, buf_ysize=rows)
    values = values[numpy.isfinite(values)]
    if values.size == 0:
        return 0.0, 1.0
    low, high = (float(value) for value in numpy.percentile(values, (2, 98)))
    return (low, high) if high > low else (low, low + max(abs(low), 1.0) * 1e-6)


def _landcover(provider: QgsRasterDataProvider | None, run: Run) -> QgsPalettedRasterRenderer:
    classes = [
        QgsPalettedRasterRenderer.Class(item.code, QColor(item.color), tr(item.name)) for item in run.classes
    ]
    return QgsPalettedRasterRenderer(provider, 1, classes)


def _confidence(provider: QgsRasterDataProvider | None, run: Run) -> QgsSingleBandPseudoColorRenderer:
    legend = QgsColorRampLegendNodeSettings()
    legend.setSuffix(" %")
    return pseudo_colour(provider, 1, 0.0, 100.0, "Sardino confidence", legend)


def _familiarity(provider: QgsRasterDataProvider | None, run: Run) -> QgsSingleBandPseudoColorRenderer:
    return familiarity_renderer(provider)


def familiarity_renderer(provider: QgsRasterDataProvider | None) -> QgsSingleBandPseudoColorRenderer:
    """Red up to ``UNFAMILIAR``, then paler and paler: what is strange catches the eye."""
    legend = QgsColorRampLegendNodeSettings()
    legend.setMinimumLabel(tr("strange"))
    legend.setMaximumLabel(tr("familiar"))
    return pseudo_colour(provider, 1, 0.0, 100.0, "Sardino familiarity", legend)


def _attention(
    provider: QgsRasterDataProvider | None, run: Run, bands: int
) -> QgsSingleBandPseudoColorRenderer:
    low, high = run.stretch or (0.0, 1.0)
    legend = QgsColorRampLegendNodeSettings()
    # The ends are percentiles of this scene: their digits would only look meaningful.
    legend.setMinimumLabel(tr("low"))
    legend.setMaximumLabel(tr("high"))
    return pseudo_colour(provider, bands, low, high, "Sardino attention", legend, by_factors=low > 0)


def pseudo_colour(
    provider: QgsRasterDataProvider | None,
    band: int,
    low: float,
    high: float,
    ramp: str,
    legend: QgsColorRampLegendNodeSettings,
    *,
    by_factors: bool = False,
) -> QgsSingleBandPseudoColorRenderer:
    """Colours from a ramp, spread evenly over the values or over their logarithms.

    Attention values differ by factors: on a linear scale all but a few places would be black.
    """
    colours = colour_ramp(ramp)
    function = QgsColorRampShader(low, high, colours, QgsColorRampShader.Interpolated)
    function.setLegendSettings(legend)
    function.classifyColorRamp()
    if by_factors:
        shares = [step / _STEPS for step in range(_STEPS + 1)]
        values = [low * (high / low) ** share for share in shares]
        function.setColorRampItemList(
            [
                QgsColorRampShader.ColorRampItem(value, colours.color(share), f"{value:.3g}")
                for value, share in zip(values, shares)
            ]
        )
    shader = QgsRasterShader()
    shader.setMinimumValue(low)
    shader.setMaximumValue(high)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(provider, band, shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    return renderer


def colour_ramp(name: str) -> QgsColorRamp:
    """A colour ramp from ``resources/styles/ramps.xml``."""
    document = QDomDocument()
    document.setContent(_RAMPS.read_text(encoding="utf-8"))
    ramps = document.elementsByTagName("colorramp")
    for index in range(ramps.count()):
        element = ramps.at(index).toElement()
        if element.attribute("name") == name:
            return QgsSymbolLayerUtils.loadColorRamp(element)
    raise KeyError(name)


def _group(project: QgsProject, run: Run, layer: QgsMapLayer, product: str) -> QgsLayerTreeGroup:
    """The group of a run; made on top of the tree if missing."""
    root = project.layerTreeRoot()
    for group in root.findGroups(True):
        if group.customProperty(RUN_PROPERTY) == run.key:
            return group
    group = root.insertGroup(0, free_group_name(root, run.title))
    group.setCustomProperty(RUN_PROPERTY, run.key)
    group.setCustomProperty(_NUMBER_PROPERTY, _free_number(project, run, layer, product))
    return group


def group_title(layer: str, what: str) -> str:
    """Name of a run's group. The scene comes first, since a narrow tree cuts off the end.

    Args:
        layer: Name of the segmented layer.
        what: Distinguishes this run from other runs of the same layer.
    """
    return f"{layer} – {what} – Sardino"


def _free_number(project: QgsProject, run: Run, layer: QgsMapLayer, product: str) -> int:
    """The first number that gives this run's layers names not used by layers of other runs.

    Args:
        project: The project.
        run: This run.
        layer: The run's first layer to be placed.
        product: The product of ``layer``.
    """
    source = layer.source()
    # These layers have no mark of this run yet, or the mark of an earlier run whose files were replaced.
    own = {source.replace(f"_{product}.", f"_{other}.") for other in run.products}
    taken = {other.name() for other in project.mapLayers().values() if other.source() not in own}
    number = 1
    while taken & {run.layer_name(product, number) for product in run.products}:
        number += 1
    return number


def free_group_name(root: QgsLayerTreeGroup, name: str) -> str:
    """A name that no group has yet: two runs within a minute would get the same name."""
    taken = {group.name() for group in root.findGroups(True)}
    number, free = 2, name
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    return free


def _rank(layer: QgsMapLayer | None) -> int:
    product = layer.customProperty(PRODUCT_PROPERTY) if layer is not None else None
    return OUTPUTS.index(product) if product in OUTPUTS else len(OUTPUTS)
