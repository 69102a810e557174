"""The pixels of labelled polygons on the working grids of scenes, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from model.errors import ExtentOutsideScene, InvalidRequest
from model.finetune.polygons import Polygon, PolygonSet, shown
from model.finetune_messages import ClassCount, LabelReport
from model.messages import ClassInfo
from model.scene import Scene

Ints = npt.NDArray[np.int64]

ENOUGH_POLYGONS = 5
"""With fewer polygons of a class its score is a rough estimate."""
ENOUGH_PIXELS = 100


@dataclass
class Labelled:
    """A polygon on a scene.

    Attributes:
        index: Of its class in the list of classes.
        scene: Index of its scene.
        rows: Working rows of its pixels.
        cols: Working columns.
    """

    index: int
    scene: int
    rows: Ints
    cols: Ints

    @property
    def centre(self) -> tuple[float, float]:
        """Mean row and column."""
        return float(self.rows.mean()), float(self.cols.mean())


@dataclass
class Ground:
    """Everything that is labelled.

    Attributes:
        classes: Classes that have pixels.
        polygons: With at least one valid pixel.
        report: What was found, for the user.
    """

    classes: list[ClassInfo]
    polygons: list[Labelled]
    report: LabelReport

    def of_scene(self, scene: int) -> list[Labelled]:
        """The polygons on a scene."""
        return [item for item in self.polygons if item.scene == scene]


@dataclass
class _Found:
    """Counts on the way."""

    polygons: list[Labelled] = field(default_factory=list)
    on_nodata: int = 0
    conflicts: int = 0
    too_small: int = 0
    placed: set[int] = field(default_factory=set)


def locate(
    polygons: PolygonSet, scenes: Sequence[Scene], stems: Sequence[str], classes: Sequence[ClassInfo]
) -> Ground:
    """Finds the pixels of every polygon on every scene.

    Pixels that polygons of two classes claim belong to none. Invalid pixels belong to none.

    Args:
        polygons: The polygons.
        scenes: Open scenes.
        stems: Names that polygons may call the scenes by.
        classes: All classes, in order.
    """
    found = _Found()
    index_of = {item.code: number for number, item in enumerate(classes)}
    for number, scene in enumerate(scenes):
        _locate_on(scene, number, stems[number], polygons.polygons, index_of, found)
    counts = [
        _count(item, [p for p in found.polygons if p.index == number]) for number, item in enumerate(classes)
    ]
    used = [number for number, item in enumerate(counts) if item.pixels]
    renumbered = {old: new for new, old in enumerate(used)}
    for polygon in found.polygons:
        polygon.index = renumbered[polygon.index]
    report = LabelReport(
        counts,
        outside=len(polygons.polygons) - len(found.placed),
        on_nodata=found.on_nodata,
        repaired=polygons.repaired,
        no_value=polygons.no_value,
        conflicts=found.conflicts,
    )
    report.problems = _problems(report, polygons, found.too_small)
    return Ground([classes[number] for number in used], found.polygons, report)


def _locate_on(
    scene: Scene, number: int, stem: str, polygons: list[Polygon], index_of: dict[int, int], found: _Found
) -> None:
    here: list[Labelled] = []
    for order, polygon in enumerate(polygons):
        if polygon.scene is not None and polygon.scene != stem:
            continue
        pixels = _pixels(scene, polygon)
        if pixels is None:
            continue
        found.placed.add(order)
        if not len(pixels[0]):
            found.too_small += 1
            continue
        rows, cols = _valid(scene, *pixels)
        if len(rows):
            here.append(Labelled(index_of[polygon.code], number, rows, cols))
        else:
            found.on_nodata += 1
    found.conflicts += _settle_overlaps(here, scene.working_shape[1])
    found.polygons += [item for item in here if len(item.rows)]


def _pixels(scene: Scene, polygon: Polygon) -> tuple[Ints, Ints] | None:
    """Working pixels inside a polygon; None if it lies outside the scene."""
    try:
        window = scene.window_of_extent(list(shapely.bounds(polygon.geometry)), polygon.crs)
        shape = shapely.geometry.mapping(polygon.geometry)
        mask = scene.polygon_mask(shape, polygon.crs, *window)
    except (ExtentOutsideScene, InvalidRequest):
        return None  # on the other side of the globe the two coordinate systems may have no relation
    rows, cols = np.nonzero(mask)
    if scene.working_shape != scene.shape:
        return _working(scene, mask, window)
    return rows + window[0], cols + window[1]


def _working(
    scene: Scene, mask: npt.NDArray[np.bool_], window: tuple[int, int, int, int]
) -> tuple[Ints, Ints]:
    """Working pixels whose centre falls on a masked input pixel."""
    picks, starts = [], []
    for first, size, scale in zip(window[:2], window[2:], scene.scale, strict=True):
        low, high = int(np.floor(first * scale)), int(np.ceil((first + size) * scale))
        at = ((np.arange(low, high) + 0.5) / scale).astype(np.int64) - first
        inside = (at >= 0) & (at < size)
        picks.append(at[inside])
        starts.append(low + int(np.argmax(inside)) if inside.any() else low)
    if not len(picks[0]) or not len(picks[1]):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    rows, cols = np.nonzero(mask[np.ix_(picks[0], picks[1])])
    return rows + starts[0], cols + starts[1]


def _valid(scene: Scene, rows: Ints, cols: Ints) -> tuple[Ints, Ints]:
    top, left = int(rows.min()), int(cols.min())
    height, width = int(rows.max()) - top + 1, int(cols.max()) - left + 1
    good = scene.read(top, left, height, width).valid[rows - top, cols - left]
    return rows[good], cols[good]


def _settle_overlaps(polygons: list[Labelled], width: int) -> int:
    """Takes out what two classes claim, and what a class claims twice; the number of the former."""
    if not polygons:
        return 0
    keys = np.concatenate([item.rows * width + item.cols for item in polygons])
    owner = np.repeat(np.arange(len(polygons)), [len(item.rows) for item in polygons])
    classes = np.array([item.index for item in polygons])[owner]
    order = np.lexsort((owner, keys))
    keys, owner, classes = keys[order], owner[order], classes[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    group = np.cumsum(np.isin(np.arange(len(keys)), starts)) - 1
    low, high = np.minimum.reduceat(classes, starts), np.maximum.reduceat(classes, starts)
    disputed = low != high
    kept = np.isin(np.arange(len(keys)), starts) & ~disputed[group]
    sizes = np.bincount(owner[kept], minlength=len(polygons))
    mine = keys[kept][np.argsort(owner[kept], kind="stable")]
    for item, part in zip(polygons, np.split(mine, np.cumsum(sizes)[:-1]), strict=True):
        item.rows, item.cols = part // width, part % width
    return int(disputed.sum())


def _count(item: ClassInfo, polygons: list[Labelled]) -> ClassCount:
    pixels = sum(len(polygon.rows) for polygon in polygons)
    return ClassCount(
        item.code, item.name, item.color, len(polygons), pixels, _warning(len(polygons), pixels)
    )


def _warning(polygons: int, pixels: int) -> str:
    if not polygons:
        return "No polygon yet: this class cannot be learned."
    if polygons == 1:
        return "One polygon: it can be learned but not checked. Draw at least two."
    if polygons < ENOUGH_POLYGONS:
        return f"Few polygons: the score will be a rough estimate. {ENOUGH_POLYGONS} or more are better."
    if pixels < ENOUGH_PIXELS:
        return f"Only {pixels} pixels: draw larger polygons."
    return ""


def _problems(report: LabelReport, polygons: PolygonSet, too_small: int) -> list[str]:
    """What the user should know, in sentences."""
    sentences = [
        (report.outside, "{n} lie{s} outside every scene and {are} not used."),
        (too_small, "{n} {are} too small to hold the centre of a pixel and {are} not used."),
        (report.on_nodata, "{n} lie{s} on nodata and {are} not used."),
        (report.repaired, "{n} had an invalid shape; a copy was repaired, the layer is as it was."),
        (polygons.not_polygons, "{n} {are} no area (a point, a line or empty) and {are} not used."),
    ]
    found = [_sentence(count, text) for count, text in sentences if count]
    if report.no_value:
        named = f" Unknown values: {shown(polygons.unknown_values)}." if polygons.unknown_values else ""
        found.append(_sentence(report.no_value, "{n} {have} no class and {are} not used.") + named)
    if report.conflicts:
        found.append(
            f"{report.conflicts} pixels lie in polygons of two classes and are left out: "
            "make the polygons overlap less."
        )
    for name in polygons.no_crs:
        found.append(f"{name} does not say in which coordinate system it is; that of the scene was assumed.")
    return found


def _sentence(count: int, text: str) -> str:
    one = count == 1
    return text.format(
        n=f"{count} polygon{'' if one else 's'}",
        s="s" if one else "",
        are="is" if one else "are",
        have="has" if one else "have",
    )
