"""Finds the pixels inside polygons, in interruptible steps and in time that grows with the outlines.

GDAL's rasteriser checks every edge for every row in one call, and needs each vertex as a Python list.
Outlines of a million vertices take minutes and gigabytes that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from model.data.shapes import Geometries, Ints, steps
from model.sar.outline import Box, rings_near
from model.sar.scene import Scene

Floats = npt.NDArray[np.float64]

_PIECES = 64
"""An edge as long as the scene is reprojected in so many pieces, since edges bend in another projection."""
_MOST_POINTS = 2_000_000
"""Most vertices that dividing edges may add."""
_CROSSINGS = 1_000_000
"""Crossings of edges and rows at a time."""


@dataclass
class Outlines:
    """Polygons in working pixels of a scene.

    Attributes:
        cols: Column of every vertex.
        rows: Row of every vertex.
        following: Index of the next vertex on the ring.
        starts: Index of each polygon's first vertex, and the number of all.
        boxes: Start row and column and stop row and column of the pixels that may be inside each polygon, cut
            to the scene; empty for polygons outside the scene.
    """

    cols: Floats
    rows: Floats
    following: Ints
    starts: Ints
    boxes: Ints

    @classmethod
    def joined(cls, parts: Sequence[Outlines]) -> Outlines:
        """Outlines of several files, one after the other."""
        if len(parts) == 1:
            return parts[0]
        before = np.cumsum([0, *(len(part.cols) for part in parts)])
        return cls(
            np.concatenate([part.cols for part in parts]),
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.following + first for part, first in zip(parts, before)]),
            np.concatenate([*(part.starts[:-1] + first for part, first in zip(parts, before)), before[-1:]]),
            np.concatenate([part.boxes for part in parts]),
        )

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Which polygons touch the scene."""
        return np.asarray((self.boxes[:, 2:] > self.boxes[:, :2]).all(axis=1), dtype=bool)


def outlines_on(scene: Scene, polygons: Geometries, crs: str | None, poll: Callable[[], object]) -> Outlines:
    """Converts polygons to the working grid of a scene, cut to its surroundings.

    Polygons are cut before reprojection: far outside the area of a system PROJ is very slow and its results
    are unusable.

    Raises:
        ExtentOutsideScene: The two coordinate systems have no place in common.
        InvalidRequest: The systems cannot be related, or a system is not valid.
    """
    view = scene.view(crs)
    parts = [_Rings.of(polygons[:0], 0)]
    for part in steps(polygons):
        poll()
        near, inside = _near(polygons[part], view.box, view.turn)
        parts.append(_Rings.of(polygons[part][inside], part.start + np.flatnonzero(inside)))
        for index in np.flatnonzero(near & ~inside) + part.start:
            parts.append(_Rings.cut(polygons[index], index, view.box, view.turn))
    rings = _Rings.joined(parts)
    poll()
    if not view.straight:
        rings = rings.in_pieces(max(view.box[2] - view.box[0], view.box[3] - view.box[1]) / _PIECES)
    rows, cols = view.to_pixels(rings.points[:, 0], rings.points[:, 1])
    poll()
    return _outlines(rows * scene.scale[0], cols * scene.scale[1], rings, len(polygons), scene.working_shape)


def pixels_inside(
    outlines: Outlines, chosen: Ints, boxes: Ints, poll: Callable[[], object]
) -> tuple[Ints, Ints, Ints]:
    """The pixels with their centre inside polygons (even-odd rule), with a separate window for each polygon.

    Args:
        outlines: All polygons.
        chosen: Numbers of the polygons to look at.
        boxes: The windows [chosen, 4]: start row, start column, stop row, stop column.
        poll: Called repeatedly; may raise to end the work.

    Returns:
        Place in ``chosen``, row and column of every such pixel, polygon by polygon and row by row.
    """
    heights, widths = (boxes[:, 2:] - boxes[:, :2]).T
    # Every row has one extra place for crossings to the right of its last pixel.
    bases = np.concatenate([[0], np.cumsum(heights * (widths + 1))])
    crossings = np.zeros(bases[-1], dtype=np.int64)
    for place, row, at in _crossings(outlines, chosen, boxes[:, 0], boxes[:, 2], poll):
        # A centre on an edge counts as in GDAL: to the right edge, not to the left edge.
        col = np.clip(np.floor(at + 0.5), boxes[place, 1], boxes[place, 3]).astype(np.int64)
        flat = bases[place] + (row - boxes[place, 0]) * (widths[place] + 1) + col - boxes[place, 1]
        crossings += np.bincount(flat, minlength=len(crossings))
    # A closed outline crosses each row an even number of times: nothing carries over to the next row.
    flat = np.flatnonzero(np.cumsum(crossings) & 1)
    place = np.searchsorted(bases, flat, side="right") - 1
    row, col = np.divmod(flat - bases[place], widths[place] + 1)
    return place, row + boxes[place, 0], col + boxes[place, 1]


def _crossings(
    outlines: Outlines, chosen: Ints, tops: Ints, bottoms: Ints, poll: Callable[[], object]
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Crossings of edges with the middles of rows, in parts: place in ``chosen``, row, fractional column."""
    counts = outlines.starts[chosen + 1] - outlines.starts[chosen]
    place = np.repeat(np.arange(len(chosen)), counts)
    edge = _ranges(outlines.starts[chosen], counts)
    low, high = outlines.rows[edge], outlines.rows[outlines.following[edge]]
    low, high = np.minimum(low, high), np.maximum(low, high)
    first = np.clip(np.ceil(low - 0.5), tops[place], bottoms[place]).astype(np.int64)
    stop = np.clip(np.ceil(high - 0.5), tops[place], bottoms[place]).astype(np.int64)
    crossing = stop > first
    place, edge, first, counts = (item[crossing] for item in (place, edge, first, stop - first))
    total = np.cumsum(counts)
    start = 0
    while start < len(edge):
        poll()
        before = int(total[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(total, before + _CROSSINGS)))
        some, many = edge[start:end], counts[start:end]
        row = _ranges(first[start:end], many)
        x0, y0 = outlines.cols[some], outlines.rows[some]
        x1, y1 = (values[outlines.following[some]] for values in (outlines.cols, outlines.rows))
        # As a share of the edge, which stays finite even for a flat edge.
        share = (row + 0.5 - np.repeat(y0, many)) / np.repeat(y1 - y0, many)
        at = np.repeat(x0, many) + share * np.repeat(x1 - x0, many)
        yield np.repeat(place[start:end], many), row, at
        start = end


@dataclass
class _Rings:
    """Closed rings: all vertices [P, 2] (x, y), the number of vertices of each ring, and its polygon."""

    points: Floats
    lengths: Ints
    owner: Ints

    @classmethod
    def of(cls, polygons: Geometries, numbers: Ints | int) -> _Rings:
        """All rings of some polygons with these numbers."""
        rings, index = shapely.get_rings(polygons, return_index=True)
        return cls(
            shapely.get_coordinates(rings),
            shapely.get_num_coordinates(rings).astype(np.int64),
            np.broadcast_to(numbers, len(polygons))[index],
        )

    @classmethod
    def cut(cls, polygon: shapely.Polygon, number: int, box: Box, turn: float | None) -> _Rings:
        """The parts of a polygon's rings near a box."""
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
        found = rings_near(rings, box, turn)
        lengths = np.array([len(ring) for ring in found], dtype=np.int64)
        return cls(np.concatenate([np.zeros((0, 2)), *found]), lengths, np.full(len(found), number))

    @classmethod
    def joined(cls, parts: Sequence[_Rings]) -> _Rings:
        """All rings, in the order of their polygons."""
        points, lengths, owner = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("points", "lengths", "owner")
        )
        order = np.argsort(owner, kind="stable")
        starts = np.cumsum(lengths) - lengths
        return cls(points[_ranges(starts[order], lengths[order])], lengths[order], owner[order])

    def in_pieces(self, step: float) -> _Rings:
        """The rings with more vertices on edges longer than a step."""
        ring = np.repeat(np.arange(len(self.lengths)), self.lengths)
        edges = np.diff(self.points, axis=0, append=self.points[-1:])
        edges[np.cumsum(self.lengths) - 1] = 0  # no edge leads from the end of a ring to the next ring
        lengths = np.ceil(np.hypot(edges[:, 0], edges[:, 1]) / max(step, 1e-300))
        pieces: Ints = np.clip(lengths, 1, 4 * _PIECES).astype(np.int64)
        if (total := int(pieces.sum())) > _MOST_POINTS + len(pieces):
            pieces = np.maximum(1, pieces * _MOST_POINTS // total)
        vertex = np.repeat(np.arange(len(pieces)), pieces)
        share = _ranges(np.zeros(len(pieces), dtype=np.int64), pieces) / pieces[vertex]
        points = self.points[vertex] + share[:, None] * edges[vertex]
        return _Rings(points, np.bincount(ring, pieces, len(self.lengths)).astype(np.int64), self.owner)


def _near(
    polygons: Geometries, box: Box, turn: float | None
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which polygons may touch a box after any turns round the globe, and which lie in the box unchanged."""
    low_x, low_y, high_x, high_y = shapely.bounds(polygons).T
    near = np.zeros(len(polygons), dtype=bool)
    for shift in (0.0,) if turn is None else (0.0, -turn, turn, -2 * turn, 2 * turn):
        near |= (low_x + shift <= box[2]) & (high_x + shift >= box[0])
    near &= (low_y <= box[3]) & (high_y >= box[1])
    inside = (low_x >= box[0]) & (high_x <= box[2]) & (low_y >= box[1]) & (high_y <= box[3])
    if turn is not None and box[2] - box[0] > turn / 2:
        inside[:] = False  # an edge may cross the date line here
    return near, inside


def _outlines(rows: Floats, cols: Floats, rings: _Rings, count: int, shape: tuple[int, int]) -> Outlines:
    """Rings in working pixels as outlines; polygons without a ring have no vertex."""
    known = np.isfinite(rows) & np.isfinite(cols)
    ring = np.repeat(np.arange(len(rings.lengths)), rings.lengths)[known]
    rows, cols = rows[known], cols[known]
    first = np.searchsorted(ring, np.arange(len(rings.lengths)))
    last = np.searchsorted(ring, np.arange(len(rings.lengths)), side="right") - 1
    following = np.arange(1, len(ring) + 1)
    there = last >= first
    following[last[there]] = first[there]
    starts = np.searchsorted(rings.owner[ring], np.arange(count + 1))
    return Outlines(cols, rows, following, starts, _boxes(rows, cols, starts, shape))


def _boxes(rows: Floats, cols: Floats, starts: Ints, shape: tuple[int, int]) -> Ints:
    """Windows of pixels with centres that may lie inside each polygon, cut to the scene."""
    boxes = np.zeros((len(starts) - 1, 4), dtype=np.int64)
    there = np.flatnonzero(np.diff(starts))
    if not len(there):
        return boxes
    for axis, values in enumerate((rows, cols)):
        low = np.minimum.reduceat(values, starts[there])
        high = np.maximum.reduceat(values, starts[there])
        boxes[there, axis] = np.clip(np.floor(low), 0, shape[axis]).astype(np.int64)
        boxes[there, axis + 2] = np.clip(np.ceil(high), 0, shape[axis]).astype(np.int64)
    return boxes


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """``starts[i], starts[i] + 1, ...`` for every i, one after the other."""
    total = np.cumsum(counts)
    return np.arange(int(total[-1]) if len(total) else 0) + np.repeat(starts - total + counts, counts)
