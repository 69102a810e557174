"""The pixels of labelled polygons on the working grids of scenes, and problems of the polygons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.data.shapes import Ints
from model.errors.errors import ExtentOutsideScene, InvalidRequest
from model.finetune.blocks import pixels_of
from model.finetune.outlines import Outlines, outlines_on
from model.finetune.polygons import LabelFile, PolygonSet
from model.finetune.report import ENOUGH_POLYGONS, Tally, report_of
from model.protocol.finetuning import LabelReport
from model.protocol.values import ClassInfo
from model.sar.scene import Scene
from model.sar.vector_parts import never

__all__ = ["ENOUGH_POLYGONS", "Ground", "Labelled", "locate"]


@dataclass
class Labelled:
    """A polygon on a scene.

    Attributes:
        index: Index of the polygon's class in the list of classes.
        scene: Index of the polygon's scene.
        rows: Working rows of the polygon's pixels; of a part of the pixels if labels cover a very large area.
        cols: Working columns.
        pixels: Number of all pixels of the polygon.
    """

    index: int
    scene: int
    rows: Ints
    cols: Ints
    pixels: int = 0

    def __post_init__(self) -> None:
        self.pixels = self.pixels or len(self.rows)

    @property
    def centre(self) -> tuple[float, float]:
        """Mean row and column."""
        return float(self.rows.mean()), float(self.cols.mean())

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """First row and column, last row and column."""
        return int(self.rows.min()), int(self.cols.min()), int(self.rows.max()), int(self.cols.max())


@dataclass
class Ground:
    """All labelled polygons with their pixels.

    Attributes:
        classes: Classes that have pixels.
        polygons: Polygons with at least one valid pixel.
        report: What was found, for the user.
    """

    classes: list[ClassInfo]
    polygons: list[Labelled]
    report: LabelReport

    def of_scene(self, scene: int) -> list[Labelled]:
        """The polygons on a scene."""
        return [item for item in self.polygons if item.scene == scene]


def locate(
    polygons: PolygonSet,
    scenes: Sequence[Scene],
    stems: Sequence[str],
    classes: Sequence[ClassInfo],
    poll: Callable[[], object] = never,
) -> Ground:
    """Finds the pixels of every polygon on every scene.

    Pixels inside polygons of two classes, and invalid pixels, belong to no polygon.

    Args:
        polygons: The polygons.
        scenes: Open scenes.
        stems: Names that polygons may use for the scenes.
        classes: All classes, in order.
        poll: Called repeatedly; may raise to end the work.
    """
    index_of = np.zeros(256, dtype=np.int64)
    index_of[[item.code for item in classes]] = np.arange(len(classes))
    tally = Tally(polygons)
    found: list[Labelled] = []
    for number, scene in enumerate(scenes):
        poll()
        found += _locate_on(scene, number, stems[number], polygons, index_of, tally, poll)
    report = report_of(tally, classes, [(item.index, item.pixels) for item in found])
    used = [number for number, item in enumerate(report.classes) if item.pixels]
    renumbered = {old: new for new, old in enumerate(used)}
    for item in found:
        item.index = renumbered[item.index]
    return Ground([classes[number] for number in used], found, report)


def _locate_on(
    scene: Scene,
    number: int,
    stem: str,
    polygons: PolygonSet,
    index_of: Ints,
    tally: Tally,
    poll: Callable[[], object],
) -> list[Labelled]:
    parts, kinds, orders, first = [], [], [], 0
    for file in polygons.files:
        outlines, here = _outlines(scene, stem, file, tally, poll)
        if outlines is not None:
            parts.append(outlines)
            kinds.append(index_of[file.codes[here]])
            orders.append(here + first)
        first += len(file.codes)
    if not parts:
        return []
    outlines, classes, order = Outlines.joined(parts), np.concatenate(kinds), np.concatenate(orders)
    pixels = pixels_of(scene, outlines, classes, poll)
    tally.add(order[outlines.inside], pixels, outlines.inside)
    return [
        Labelled(int(classes[index]), number, *pixels.places[index], int(pixels.own[index]))
        for index in np.flatnonzero(pixels.own)
    ]


def _outlines(
    scene: Scene, stem: str, file: LabelFile, tally: Tally, poll: Callable[[], object]
) -> tuple[Outlines | None, Ints]:
    """The outlines of a file's polygons for a scene, and the numbers of these polygons."""
    here = np.arange(len(file.codes))
    if file.scenes is not None:
        here = np.flatnonzero([name is None or name == stem for name in file.scenes])
    if not len(here):
        return None, here
    try:
        return outlines_on(scene, file.polygons[here], file.crs, poll), here
    except (ExtentOutsideScene, InvalidRequest) as error:
        # On the other side of the globe, or in a system of another kind.
        tally.reasons[file.name] = str(error)
        return None, here
