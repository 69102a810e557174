"""Segments that the user names, colours and merges: what their layer knows of itself. No Qt in here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...model.protocol.exploring import ExploreAnswer
from ...model.protocol.values import ClassInfo
from ..translation import tr

SEGMENTS_PROPERTY = "sardino/segments"
"""The property of a layer that holds its segments as JSON, so that names are saved with the project."""


@dataclass(frozen=True)
class Segment:
    """A row of the table: one segment, or several that were merged.

    Attributes:
        codes: Values in the raster; the first is that of the largest segment.
        name: What the user calls it; empty as long as it has no name.
        color: ``#rrggbb``.
        hectares: Area on the ground; 0 where areas are unknown.
    """

    codes: tuple[int, ...]
    name: str
    color: str
    hectares: float

    @property
    def title(self) -> str:
        """The name, or a number in its place."""
        return self.name or tr("Segment {number}").format(number=self.codes[0])


def of_answer(answer: ExploreAnswer) -> list[Segment]:
    """The segments as the worker made them, without names."""
    return [
        Segment((item.code,), "", item.color, answer.areas_ha.get(str(item.code), 0.0))
        for item in answer.classes
    ]


def to_json(segments: Iterable[Segment]) -> str:
    """The segments as text, for a layer's property."""
    rows = [[list(item.codes), item.name, item.color, item.hectares] for item in segments]
    return json.dumps(rows, ensure_ascii=False)


def from_json(text: str) -> list[Segment]:
    """Reads :func:`to_json`; empty if the text is of another kind, as in a project edited by hand."""
    try:
        return [_segment(*row) for row in json.loads(text or "[]")]
    except (ValueError, TypeError):
        return []


def _segment(codes: Any, name: Any, color: Any, hectares: Any) -> Segment:
    numbers = tuple(int(code) for code in codes)
    if not numbers:
        raise ValueError("a segment without a code")
    return Segment(numbers, str(name), str(color), float(hectares))


def merged(segments: Sequence[Segment], rows: Iterable[int]) -> list[Segment]:
    """The segments with some made one, at the place of the first.

    The largest of those with a name, otherwise the largest of all, gives name and colour.

    Args:
        segments: All segments.
        rows: Which to merge.
    """
    chosen = sorted(set(rows))
    parts = sorted((segments[row] for row in chosen), key=lambda item: (not item.name, -item.hectares))
    if len(parts) < 2:
        return list(segments)
    together = replace(
        parts[0],
        codes=tuple(code for part in parts for code in part.codes),
        hectares=sum(part.hectares for part in parts),
    )
    kept = [item for row, item in enumerate(segments) if row not in chosen]
    return [*kept[: chosen[0]], together, *kept[chosen[0] :]]


def renamed(segments: Sequence[Segment], row: int, name: str, legend: Iterable[ClassInfo]) -> list[Segment]:
    """The segments with one named; a name of the legend, or of another segment, brings its colour.

    Args:
        segments: All segments.
        row: Which to name.
        name: The name; empty takes the name away.
        legend: Classes whose names are known.
    """
    name = " ".join(name.split())
    others = (item for index, item in enumerate(segments) if index != row and item.name)
    twin = next((item for item in others if alike(item.name) == alike(name)), None)
    if twin is not None:
        return _changed(segments, row, name=twin.name, color=twin.color)
    known = next((item for item in legend if alike(name) in (alike(item.name), alike(tr(item.name)))), None)
    color = known.color if known is not None else segments[row].color
    return _changed(segments, row, name=tr(known.name) if known is not None else name, color=color)


def recoloured(segments: Sequence[Segment], row: int, color: str) -> list[Segment]:
    """The segments with another colour for one, and for those of its name: they are one class."""
    name = segments[row].name
    return [
        replace(item, color=color) if index == row or (name and item.name == name) else item
        for index, item in enumerate(segments)
    ]


def row_of(segments: Sequence[Segment], code: int) -> int:
    """The row of a value in the raster; -1 if it is none of the segments."""
    return next((row for row, item in enumerate(segments) if code in item.codes), -1)


def legend_of(segments: Iterable[Segment]) -> list[ClassInfo]:
    """Name and colour of each value in the raster."""
    return [ClassInfo(code, item.title, item.color) for item in segments for code in item.codes]


def areas_of(segments: Iterable[Segment], codes: Mapping[str, int]) -> dict[int, float]:
    """Hectares of each class that named segments become.

    Args:
        segments: All segments.
        codes: Name to class code.
    """
    found: dict[int, float] = {}
    for item in segments:
        if item.name:
            found[codes[item.name]] = found.get(codes[item.name], 0.0) + item.hectares
    return found


def alike(name: str) -> str:
    """A name without differences from typing: case and blanks."""
    return " ".join(name.split()).casefold()


def _changed(segments: Sequence[Segment], row: int, **fields: Any) -> list[Segment]:
    return [replace(item, **fields) if index == row else item for index, item in enumerate(segments)]
