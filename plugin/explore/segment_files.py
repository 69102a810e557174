"""Files made of named segments: a land cover, and polygons for labels. Any thread."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from ...model.protocol.values import ClassInfo
from ..disk.whole import whole_rasters
from ..errors import JobCancelled
from ..labels.classes import LabelClass, for_values
from ..labels.layers import CLASS_FIELD, LabelLayerFailed
from ..processing.progress import ProgressReporter
from ..rasters.source import ClassStyle, MapSource
from ..results.segments import Segment
from .work import Dropped

MOST_POLYGONS = 60
"""Polygons of a class: more of them teach a head nothing new, and cost time."""
LEAST_PIXELS = 25
"""Smaller pieces are mostly borders."""


def classes_of(segments: Sequence[Segment], legend: Sequence[ClassInfo]) -> list[LabelClass]:
    """The classes that named segments become: codes of the legend for its names, free codes for others."""
    named = [item for item in segments if item.name]
    names = list(dict.fromkeys(item.name for item in named))
    # The colour is what the user sees in the table.
    colors = {item.name: item.color for item in reversed(named)}
    found = for_values(names, [], legend)
    return [LabelClass(item.value, item.code, item.name, colors[item.value]) for item in found]


def codes_of(segments: Sequence[Segment], classes: Sequence[LabelClass]) -> dict[int, int]:
    """Value in the raster of segments to class code."""
    by_name = {item.value: item.code for item in classes}
    return {code: by_name[item.name] for item in segments if item.name for code in item.codes}


def write_land_cover(
    source: MapSource,
    codes: Mapping[int, int],
    classes: Sequence[LabelClass],
    path: str,
    progress: ProgressReporter,
    dropped: Dropped,
) -> str:
    """Writes the land cover under a hidden name, and renames it when it is complete.

    Args:
        source: The raster of segments.
        codes: From :func:`codes_of`.
        classes: From :func:`classes_of`.
        path: A new file.
        progress: Told how much is done.
        dropped: Says whether to end.

    Returns:
        The file.

    Raises:
        JobCancelled: ``dropped`` returned True.
        OSError: The file cannot be written.
    """
    from ..rasters.recode import Recoded, write_classes

    styles = {item.code: ClassStyle(item.name, item.color) for item in classes}
    tags = {"SARDINO_SEGMENTS": source.uri}
    with whole_rasters(Path(path)) as (hidden,):
        write_classes(Recoded(source, codes), styles, hidden, tags, _ticking(progress, dropped))
    return path


def label_polygons(
    source: MapSource, codes: Mapping[int, int], progress: ProgressReporter, dropped: Dropped
) -> list[tuple[bytes, int]]:
    """The largest pieces of each class, at most as large as a cell: whole polygons are held out of training.

    Args:
        source: The raster of segments.
        codes: From :func:`codes_of`.
        progress: Told how much is done.
        dropped: Says whether to end.

    Returns:
        Polygons as WKB in the raster's coordinate system, with their class codes.

    Raises:
        JobCancelled: ``dropped`` returned True.
    """
    from ..rasters.polygons import Inputs, Polygons
    from ..rasters.recode import InCells

    largest: dict[int, list[tuple[int, int, bytes]]] = {}
    pieces = Polygons(Inputs(InCells(source, codes)), 0.0, _ticking(progress, dropped))
    for number, (patch, wkb) in enumerate(pieces):
        if patch.pixels < LEAST_PIXELS:
            continue
        kept = largest.setdefault(InCells.code(patch.code), [])
        # Of two of one size the first stays, so that the same segments give the same polygons.
        heapq.heappush(kept, (patch.pixels, -number, wkb))
        if len(kept) > MOST_POLYGONS:
            heapq.heappop(kept)
    return [(wkb, code) for code, kept in sorted(largest.items()) for _, _, wkb in sorted(kept, reverse=True)]


def add_labels(layer: QgsVectorLayer, polygons: Sequence[tuple[QgsGeometry, int]]) -> None:
    """Adds polygons with their class codes to a new label layer.

    Raises:
        LabelLayerFailed: They cannot be written.
    """
    features = []
    for geometry, code in polygons:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttribute(CLASS_FIELD, code)
        features.append(feature)
    if not layer.dataProvider().addFeatures(features)[0]:
        raise LabelLayerFailed("; ".join(layer.dataProvider().errors()))
    layer.updateExtents()


def _ticking(progress: ProgressReporter, dropped: Dropped) -> Callable[[float], None]:
    def tick(done: float) -> None:
        if dropped():
            raise JobCancelled()
        progress.fraction(done)

    return tick
