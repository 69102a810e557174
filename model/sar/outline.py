"""Polygons in pixel coordinates: read from GeoJSON, cut to the surroundings of a scene, burnt into masks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.features import rasterize

from model.errors.errors import InvalidRequest
from model.errors.words import marked
from model.sar.windows import Window

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""

_BLOCK_ROWS, _BLOCK_COLS = 512, 8192
"""Largest size of the blocks that polygons are burnt into; windows are cut from blocks."""
_BLOCK_EDGES = 50_000_000
"""Largest product of rows and edges in a block: GDAL checks every edge for every row, which takes seconds."""
_KEPT_PIXELS = 48_000_000
_PIECES = 64
"""An edge as long as the scene is reprojected in so many pieces, since edges bend in another projection."""
_MAX_POINTS = 2_000_000
"""Largest number of points from divided edges."""
_POLL_EVERY = 1000
_NO_POLYGON = marked("The limiting geometry is no GeoJSON polygon.")


def polygons_of(geometry: dict[str, Any]) -> list[list[Floats]]:
    """All polygons of a GeoJSON object as lists of rings ``[n, 2]`` (x, y), outer ring first.

    Raises:
        InvalidRequest: The object holds no polygon, or coordinates that are not numbers.
    """
    parts: list[Any] = []
    waiting: list[Any] = [geometry]
    try:
        while waiting:  # not by recursion: collections may be nested without end
            item = waiting.pop()
            kind = item["type"]
            if kind == "Feature":
                waiting.append(item["geometry"])
            elif kind == "FeatureCollection":
                waiting.extend(reversed(item["features"]))
            elif kind == "GeometryCollection":
                waiting.extend(reversed(item["geometries"]))
            else:
                coordinates = item["coordinates"]
                parts.extend({"Polygon": [coordinates], "MultiPolygon": coordinates}[str(kind)])
        # A third coordinate (height) is allowed in GeoJSON and means nothing here.
        rings = [[np.array([p[:2] for p in ring], dtype=np.float64) for ring in part] for part in parts]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise InvalidRequest(_NO_POLYGON) from error
    if not rings:
        raise InvalidRequest(
            marked("The limiting geometry holds no polygon."), remedy=marked("Select polygons, or draw one.")
        )
    for part in rings:
        if not part or not all(ring.ndim == 2 and ring.shape[1] == 2 and len(ring) >= 4 for ring in part):
            raise InvalidRequest(_NO_POLYGON)
        if not all(np.isfinite(ring).all() for ring in part):
            raise InvalidRequest(marked("The limiting geometry has coordinates that are not finite."))
    return rings


def near(
    polygons: Sequence[Sequence[Floats]],
    box: Box,
    turn: float | None = None,
    poll: Callable[[], None] | None = None,
) -> list[list[Floats]]:
    """The parts of polygons in a box: rings cut to the box, with the remaining holes.

    Args:
        polygons: Lists of rings, outer ring first.
        box: Around the scene, in the polygons' coordinates.
        turn: A full turn round the globe if the coordinates are longitudes: 190 and -170 are the same place.
        poll: Called repeatedly; may raise to end the work.
    """
    found: list[list[Floats]] = []
    count = 0
    for rings in polygons:
        if turn is not None:
            rings = [_continuous(ring, box, turn) for ring in rings]
        for outer in _pieces(rings[0], box, turn):
            found.append([outer, *(piece for ring in rings[1:] for piece in _pieces(ring, box, turn))])
        count += len(rings)
        if poll is not None and count >= _POLL_EVERY:
            poll()
            count = 0
    return found


def rings_near(rings: Sequence[Floats], box: Box, turn: float | None) -> list[Floats]:
    """The parts of one polygon's rings in a box, shifted by any number of turns round the globe."""
    if turn is not None:
        rings = [_continuous(ring, box, turn) for ring in rings]
    return [piece for ring in rings for piece in _pieces(ring, box, turn)]


def in_pieces(rings: Sequence[Floats], box: Box) -> list[Floats]:
    """Rings with more points on long edges; edges of the box's size get most."""
    step = max(box[2] - box[0], box[3] - box[1]) / _PIECES
    if not step > 0:
        return list(rings)
    counts = [_piece_counts(ring, step) for ring in rings]
    total = sum(int(count.sum()) for count in counts)
    if total > _MAX_POINTS:
        counts = [np.maximum(1, count * _MAX_POINTS // total) for count in counts]
    return [_divided(ring, count) for ring, count in zip(rings, counts, strict=True)]


class PixelPolygons:
    """Polygons in pixel coordinates (column, row), ready to be asked for masks of windows.

    Args:
        polygons: Lists of rings, outer ring first.
        poll: Called before each piece of work; may raise to end it.
    """

    def __init__(self, polygons: list[list[Floats]], poll: Callable[[], None] | None = None) -> None:
        self._polygons = polygons
        self._poll = poll
        self._boxes = np.array([_box_of(rings[0]) for rings in polygons]).reshape(-1, 4)
        left, top, right, bottom = self.box or (0.0, 0.0, 0.0, 0.0)
        self._top, self._left = math.floor(top), math.floor(left)
        self._bottom, self._right = math.ceil(bottom), math.ceil(right)
        edges = sum(len(ring) for rings in polygons for ring in rings)
        self._cols = max(1, min(self._right - self._left, _BLOCK_COLS))
        self._rows = max(1, min(self._bottom - self._top, _BLOCK_ROWS, _BLOCK_EDGES // max(1, edges)))
        # Neighbouring windows ask for the same blocks, and two threads ask for different rows.
        self._block = lru_cache(maxsize=max(8, _KEPT_PIXELS // (self._rows * self._cols)))(self._burnt)

    @property
    def box(self) -> Box | None:
        """Bounds of all polygons; None without polygons."""
        if not len(self._boxes):
            return None
        low, high = self._boxes[:, :2].min(axis=0), self._boxes[:, 2:].max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def mask(self, window: Window) -> npt.NDArray[np.bool_]:
        """``[height, width]``: True for pixels of a window with their centre inside a polygon."""
        mask = np.zeros(window.shape, dtype=bool)
        row, col = window[:2]
        downs = _parts(max(row, self._top), min(window.bottom, self._bottom), self._top, self._rows)
        acrosses = _parts(max(col, self._left), min(window.right, self._right), self._left, self._cols)
        for top, bottom, start_row in downs:
            for left, right, start_col in acrosses:
                block = self._block(start_row, start_col)
                part = block[top - start_row : bottom - start_row, left - start_col : right - start_col]
                mask[top - row : bottom - row, left - col : right - col] = part
        return mask

    def _burnt(self, row: int, col: int) -> npt.NDArray[np.bool_]:
        """The mask of a block that begins at a pixel."""
        if self._poll is not None:
            self._poll()
        height, width = min(self._rows, self._bottom - row), min(self._cols, self._right - col)
        mask = np.zeros((height, width), dtype=np.uint8)
        box = (col - 1.0, row - 1.0, col + width + 1.0, row + height + 1.0)
        touching = (self._boxes[:, :2] <= box[2:]).all(axis=1) & (self._boxes[:, 2:] >= box[:2]).all(axis=1)
        shapes = [
            {"type": "Polygon", "coordinates": [ring.tolist() for ring in rings]}
            for rings in near([self._polygons[index] for index in np.flatnonzero(touching)], box)
        ]
        if shapes:
            rasterize(shapes, out=mask, transform=Affine.translation(col, row), default_value=1)
        return np.asarray(mask, dtype=bool)


def _parts(start: int, stop: int, origin: int, size: int) -> list[tuple[int, int, int]]:
    """An interval cut at the borders of blocks: start and stop of each part, and where its block begins."""
    found = []
    while start < stop:
        block = origin + (start - origin) // size * size
        end = min(stop, block + size)
        found.append((start, end, block))
        start = end
    return found


def _box_of(ring: Floats) -> Box:
    (left, low), (right, high) = ring.min(axis=0), ring.max(axis=0)
    return float(left), float(low), float(right), float(high)


def _apart(a: Box, b: Box) -> bool:
    return a[0] > b[2] or a[2] < b[0] or a[1] > b[3] or a[3] < b[1]


def _pieces(ring: Floats, box: Box, turn: float | None) -> list[Floats]:
    """The parts of a ring in a box, shifted by no, one or more turns round the globe."""
    left, low, right, high = _box_of(ring)
    turns = (0.0,) if turn is None else (0.0, -turn, turn, -2 * turn, 2 * turn)
    shifts = [shift for shift in turns if not _apart((left + shift, low, right + shift, high), box)]
    pieces = [_cut(ring + np.array([shift, 0.0]) if shift else ring, box) for shift in shifts]
    return [piece for piece in pieces if len(piece) >= 4]


def _continuous(ring: Floats, box: Box, turn: float) -> Floats:
    """A ring without its jump from 180 to -180, if the scene lies across that line.

    Elsewhere an edge longer than half the globe is kept as drawn.
    """
    half = turn / 2
    if not any(box[0] < line < box[2] for line in (-half, half)):
        return ring
    steps = np.diff(ring[:, 0])
    # An edge from -180 to 180 belongs to a polygon around the whole world.
    jumps = (np.abs(steps) > half) & (np.abs(steps) < turn * (1 - 1e-6))
    if not jumps.any():
        return ring
    turns = np.concatenate([[0.0], np.cumsum(np.where(jumps, -np.sign(steps), 0.0))])
    return np.stack([ring[:, 0] + turn * turns, ring[:, 1]], axis=1)


def _cut(ring: Floats, box: Box) -> Floats:
    """A ring cut to a box (Sutherland and Hodgman 1974); keeps the inside, also with self-crossings."""
    left, low, right, high = _box_of(ring)
    if _apart((left, low, right, high), box):
        return ring[:0]
    for axis, limit, sign, beyond in (
        (0, box[0], 1.0, left < box[0]),
        (0, box[2], -1.0, right > box[2]),
        (1, box[1], 1.0, low < box[1]),
        (1, box[3], -1.0, high > box[3]),
    ):
        if beyond and len(ring):
            ring = _cut_by_line(ring, axis, limit, sign)
    return ring


def _cut_by_line(ring: Floats, axis: int, limit: float, sign: float) -> Floats:
    """The part of a closed ring on one side of a line along an axis, closed again."""
    start, stop = ring[:-1], ring[1:]
    before, after = sign * (start[:, axis] - limit), sign * (stop[:, axis] - limit)
    crosses = (before >= 0) != (after >= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(crosses, before / (before - after), 0.0)
    crossing = start + share[:, None] * (stop - start)
    crossing[:, axis] = limit
    points = np.stack([start, crossing], axis=1)
    kept = points[np.stack([before >= 0, crosses], axis=1)]
    return np.concatenate([kept, kept[:1]])


def _piece_counts(ring: Floats, step: float) -> npt.NDArray[np.int64]:
    lengths = np.hypot(*np.diff(ring, axis=0).T)
    return np.asarray(np.clip(np.ceil(lengths / step), 1, 4 * _PIECES), dtype=np.int64)


def _divided(ring: Floats, counts: npt.NDArray[np.int64]) -> Floats:
    """A ring whose edges are divided into so many pieces each."""
    if counts.max(initial=1) == 1:
        return ring
    edge = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (place / counts[edge])[:, None]
    dense = ring[:-1][edge] + share * np.diff(ring, axis=0)[edge]
    return np.concatenate([dense, ring[-1:]])
