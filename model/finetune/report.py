"""The report on labels and their problems, in numbers and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from model.data.shapes import Ints
from model.errors.words import marked
from model.finetune.blocks import Pixels
from model.finetune.polygons import PolygonSet, shown
from model.protocol.finetuning import ClassCount, LabelReport
from model.protocol.values import ClassInfo

ENOUGH_POLYGONS = 5
"""With fewer polygons of a class, the class's score is a rough estimate."""
ENOUGH_PIXELS = 100


@dataclass
class Tally:
    """Counts over all scenes.

    Attributes:
        polygons: The polygons.
        placed: Which polygons lie on a scene.
        on_nodata: Number of polygons without a valid pixel.
        partly: Number of polygons with valid and nodata pixels.
        nodata_pixels: Number of nodata pixels in the ``partly`` polygons.
        too_small: Number of polygons without any pixel.
        covered: Number of polygons with all pixels inside other polygons.
        conflicts: Number of pixels inside polygons of two classes.
        reasons: Files that cannot be located on a scene, and the reason.
    """

    polygons: PolygonSet
    placed: npt.NDArray[np.bool_] = field(init=False)
    on_nodata: int = 0
    partly: int = 0
    nodata_pixels: int = 0
    too_small: int = 0
    covered: int = 0
    conflicts: int = 0
    reasons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.placed = np.zeros(len(self.polygons), dtype=bool)

    def add(self, order: Ints, pixels: Pixels, inside: npt.NDArray[np.bool_]) -> None:
        """Adds a scene.

        Args:
            order: Number of each polygon that touches the scene.
            pixels: Pixels of all polygons searched on the scene.
            inside: Which of the searched polygons touch the scene.
        """
        total, valid, own = pixels.total[inside], pixels.valid[inside], pixels.own[inside]
        self.placed[order] = True
        self.too_small += int((total == 0).sum())
        self.on_nodata += int(((total > 0) & (valid == 0)).sum())
        partly = (valid > 0) & (valid < total)
        self.partly += int(partly.sum())
        self.nodata_pixels += int((total - valid)[partly].sum())
        self.covered += int(((valid > 0) & (own == 0)).sum())
        self.conflicts += pixels.conflicts


def report_of(tally: Tally, classes: Sequence[ClassInfo], found: Sequence[tuple[int, int]]) -> LabelReport:
    """The report for the user.

    Args:
        tally: The counts.
        classes: All classes, in order.
        found: Class index and number of pixels of every usable polygon.
    """
    polygons, pixels = [0] * len(classes), [0] * len(classes)
    for index, size in found:
        polygons[index] += 1
        pixels[index] += size
    counts = [
        ClassCount(item.code, item.name, item.color, many, size, _warning(many, size))
        for item, many, size in zip(classes, polygons, pixels, strict=True)
    ]
    labels = tally.polygons
    report = LabelReport(
        counts,
        outside=int((~tally.placed).sum()),
        on_nodata=tally.on_nodata,
        nodata_pixels=tally.nodata_pixels,
        crossing=labels.crossing,
        misplaced=labels.misplaced,
        no_value=labels.no_value,
        conflicts=tally.conflicts,
    )
    report.problems = _problems(report, tally)
    return report


def _warning(polygons: int, pixels: int) -> str:
    if not polygons:
        return marked("No polygon yet: this class cannot be learned.")
    if polygons == 1:
        return marked("One polygon: it can be learned but not checked. Draw at least two.")
    if polygons < ENOUGH_POLYGONS:
        return f"Few polygons: the score will be a rough estimate. {ENOUGH_POLYGONS} or more are better."
    if pixels < ENOUGH_PIXELS:
        return f"Only {pixels} pixels: draw larger polygons."
    return ""


def _problems(report: LabelReport, tally: Tally) -> list[str]:
    """What the user should know, in sentences."""
    labels = tally.polygons
    sentences = [
        (report.outside, "{n} lie{s} outside every scene and {are} not used."),
        (tally.too_small, "{n} {are} too small to hold the centre of a pixel and {are} not used."),
        (report.on_nodata, "{n} lie{s} on nodata and {are} not used."),
        (tally.partly, "{n} lie{s} partly on nodata: {pixels} there are left out."),
        (tally.covered, "{n} lie{s} wholly where other polygons do and {are} not used."),
        (
            report.crossing,
            "{n} {have} an outline that crosses itself: what it encloses counts, as the map shows it.",
        ),
        (
            report.misplaced,
            "{n} {have} coordinates that are not numbers or not on the globe, and {are} not used: "
            "check the coordinate system.",
        ),
        (labels.no_area, "{n} {are} no area (a point, a line or empty) and {are} not used."),
    ]
    found = [_sentence(count, text, report.nodata_pixels) for count, text in sentences if count]
    if report.no_value:
        named = f" Unknown values: {shown(list(labels.unknown_values))}." if labels.unknown_values else ""
        found.append(_sentence(report.no_value, "{n} {have} no class and {are} not used.") + named)
    if report.conflicts:
        found.append(
            f"{_pixels(report.conflicts)} lie in polygons of two classes and are left out: "
            "make the polygons overlap less."
        )
    found += [f"{name} holds no polygon." for name in labels.empty]
    for name in labels.no_crs:
        found.append(f"{name} does not say in which coordinate system it is; that of the scene was assumed.")
    if report.outside:
        found += [f"{name}: {reason}" for name, reason in tally.reasons.items()]
    return found


def _pixels(count: int) -> str:
    return f"{count} pixel{'' if count == 1 else 's'}"


def _sentence(count: int, text: str, pixels: int = 0) -> str:
    one = count == 1
    return text.format(
        n=f"{count} polygon{'' if one else 's'}",
        pixels=_pixels(pixels),
        s="s" if one else "",
        are="is" if one else "are",
        have="has" if one else "have",
    )
