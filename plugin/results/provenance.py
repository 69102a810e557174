"""The origin of a result, written to its layer: notes, metadata, time."""

from __future__ import annotations

from datetime import datetime
from html import escape

from qgis.core import (
    Qgis,
    QgsBox3d,
    QgsDateTimeRange,
    QgsLayerMetadata,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QLocale, Qt

from ...model.protocol.segmenting import SceneResult, SegmentResult
from ...model.protocol.values import LOW_CONFIDENCE
from ..translation import fill, tr
from ..ui.scene_words import summary_in_words
from .expected import expected_in_words
from .trust import share_in_percent

KEYWORDS = ["Sardino", "SAR", "radar"]


def provenance(
    layer: str, scene: SceneResult, result: SegmentResult, now: datetime, acquired: QgsDateTimeRange
) -> str:
    """The origin of a run's layers, in HTML for QGIS.

    Args:
        layer: Name of the segmented layer.
        scene: The scene's result.
        result: The request's result, which names the model.
        now: When the result was made.
        acquired: When the image was taken; infinite if unknown.
    """
    taken = "" if acquired.isInfinite() else acquired.begin().toString(Qt.DateFormat.ISODate)
    rows = [
        (tr("Segmented layer"), layer),
        (tr("Taken for"), summary_in_words(scene.description.summary) if scene.description else ""),
        (tr("Acquired"), taken),
        (tr("Model"), f"{result.model} ({result.model_sha256[:12]})"),
        (tr("Expected classes"), expected_in_words(scene.classes, scene.excluded, scene.priors)),
        (tr("Device"), ", ".join(filter(None, (scene.device, scene.engine, scene.precision)))),
        (tr("Made"), f"{now:%Y-%m-%d %H:%M}, Sardino"),
    ]
    if scene.mean_confidence is not None and scene.low_confidence_share is not None:
        words = tr("{mean:.0f} % (not an accuracy); below {limit} % on {low} % of the area")
        low = share_in_percent(scene.low_confidence_share)
        words = fill(words, mean=scene.mean_confidence, limit=LOW_CONFIDENCE, low=low)
        rows.append((tr("Mean confidence"), words))
    if scene.unfamiliar_share is not None:
        words = fill(tr("{share} % of the area"), share=share_in_percent(scene.unfamiliar_share))
        rows.append((tr("Unlike what the model was trained on"), words))
    names = {str(item.code): tr(item.name) for item in scene.classes}
    locale = QLocale()
    rows += [
        (names.get(code, code), f"{locale.toString(area, 'f', 1)} ha")
        for code, area in scene.areas_ha.items()
    ]
    return "<br>".join(f"<b>{escape(name)}</b>: {escape(value)}" for name, value in rows if value)


def describe_layer(
    layer: QgsRasterLayer, title: str, abstract: str, product: str, acquired: QgsDateTimeRange
) -> None:
    """Writes the origin to a result's layer.

    Args:
        layer: The result.
        title: The layer's title.
        abstract: From :func:`provenance`.
        product: One of ``OUTPUTS``.
        acquired: When the image was taken; infinite if unknown.
    """
    metadata = layer.metadata()
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    metadata.setType("dataset")
    metadata.setKeywords({"Sardino": [*KEYWORDS, product]})
    metadata.setCrs(layer.crs())
    _set_extent(metadata, layer, acquired)
    layer.setMetadata(metadata)
    QgsLayerNotesUtils.setLayerNotes(layer, abstract)
    if not acquired.isInfinite():
        set_time(layer, acquired)


def _set_extent(metadata: QgsLayerMetadata, layer: QgsMapLayer, acquired: QgsDateTimeRange) -> None:
    spatial = QgsLayerMetadata.SpatialExtent()
    spatial.extentCrs = layer.crs()
    spatial.bounds = QgsBox3d(layer.extent())
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([spatial])
    if not acquired.isInfinite():
        extent.setTemporalExtents([acquired])
    metadata.setExtent(extent)


def set_time(layer: QgsRasterLayer, acquired: QgsDateTimeRange) -> None:
    """Tells the temporal controller when the image was taken."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(acquired)
    properties.setIsActive(True)
