"""Rings of polygons on the pixel grid: into arrays and back, and simplified with shared borders.

All coordinates are whole pixels (column, row), so neighbours' borders are equal to the last bit.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from osgeo import gdal, ogr

_TRIES = 4


def rings_of(wkb: bytes) -> list[Any]:
    """The closed rings of a polygon's WKB (little endian), each float64 [points, 2]."""
    (count,) = struct.unpack_from("<I", wkb, 5)
    rings, place = [], 9
    for _ in range(count):
        (points,) = struct.unpack_from("<I", wkb, place)
        rings.append(np.frombuffer(wkb, "<f8", 2 * points, place + 4).reshape(points, 2))
        place += 4 + 16 * points
    return rings


def polygon_of(rings: Sequence[Any]) -> bytes:
    """A polygon's WKB; the first ring is its outline."""
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts += [struct.pack("<I", len(ring)), np.ascontiguousarray(ring, "<f8").tobytes()]
    return b"".join(parts)


def moved(wkb: bytes, transform: Sequence[float]) -> bytes:
    """A polygon or several, from pixels to map coordinates."""
    (kind,) = struct.unpack_from("<I", wkb, 1)
    if kind == 6:
        (count,) = struct.unpack_from("<I", wkb, 5)
        parts, place = [wkb[:9]], 9
        for _ in range(count):
            end = place + _length(wkb, place)
            parts.append(moved(wkb[place:end], transform))
            place = end
        return b"".join(parts)
    a, b, c, d, e, f = transform
    result = []
    for ring in rings_of(wkb):
        x, y = ring[:, 0], ring[:, 1]
        result.append(np.stack([a + b * x + c * y, d + e * x + f * y], axis=1))
    return polygon_of(result)


def _length(wkb: bytes, start: int) -> int:
    (count,) = struct.unpack_from("<I", wkb, start + 5)
    place = start + 9
    for _ in range(count):
        (points,) = struct.unpack_from("<I", wkb, place)
        place += 4 + 16 * points
    return place - start


def area_of(ring: Any) -> float:
    """A ring's area in square pixels, with the sign of its direction."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return 0.5 * float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def shell_first(rings: list[Any]) -> list[Any]:
    """The rings of one connected area, its outline first."""
    return sorted(rings, key=lambda ring: -abs(area_of(ring)))


class Mosaic:
    """The polygons of one strip, whose borders are simplified once for both sides."""

    def __init__(self, wkbs: Sequence[bytes], labels: Any, top: int) -> None:
        """Takes the polygons apart.

        Args:
            wkbs: Polygons in pixels.
            labels: Their numbers, [rows, columns] of the strip; 0 without a class.
            top: The strip's first row.
        """
        self._nodes, self._top = _nodes(labels), top
        self._owner: list[int] = []
        rings: list[Any] = []
        for number, wkb in enumerate(wkbs):
            found = rings_of(wkb)
            rings += found
            self._owner += [number] * len(found)
        self._rings, self._wkbs = rings, list(wkbs)

    def _built(self, rings: Sequence[Any]) -> list[bytes]:
        by_owner: list[list[Any]] = [[] for _ in self._wkbs]
        for owner, ring in zip(self._owner, rings):
            by_owner[owner].append(ring)
        return [polygon_of(found if len(found) == 1 else shell_first(found)) for found in by_owner]

    def simplified(self, tolerance: float) -> list[bytes]:
        """The polygons with simplified borders.

        GEOS simplifies all borders together: none crosses another, and their ends stay. If it makes a polygon
        invalid (by jumping over an island), that polygon's borders stay as they were.

        Args:
            tolerance: In pixels.
        """
        arcs, uses = self._arcs()
        simple = _simplify(arcs, tolerance)
        for _ in range(_TRIES):
            made = self._built([_joined(ring, simple) for ring in uses])
            bad = _invalid(made)
            if not bad:
                return made
            owners = set(bad)
            for owner, ring in zip(self._owner, uses):
                if owner in owners:
                    for arc, _ in ring:
                        simple[arc] = arcs[arc]
        return self._wkbs

    def _arcs(self) -> tuple[list[Any], list[list[tuple[int, bool]]]]:
        """Borders between nodes, each once; and each ring's borders with whether they are reversed."""
        arcs: list[Any] = []
        known: dict[bytes, int] = {}
        uses: list[list[tuple[int, bool]]] = []
        for points, is_node in _with_nodes(self._rings, self._nodes, self._top):
            ring = []
            for part in _parts(points, is_node):
                turned = _is_turned(part)
                if turned:
                    part = part[::-1]
                key = part.tobytes()
                if key not in known:
                    known[key] = len(arcs)
                    arcs.append(part)
                ring.append((known[key], turned))
            uses.append(ring)
        return arcs, uses


def _invalid(wkbs: Sequence[bytes]) -> list[int]:
    """Which polygons are not valid."""
    # GEOS would write a line to the terminal for each.
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return [number for number, wkb in enumerate(wkbs) if not ogr.CreateGeometryFromWkb(wkb).IsValid()]
    finally:
        gdal.PopErrorHandler()


def _nodes(labels: Any) -> Any:
    """Corners of pixels where three or more areas meet, bool [rows + 1, columns + 1]; the outside is one."""
    padded = np.pad(labels, 1, constant_values=-1)
    a, b, c, d = padded[:-1, :-1], padded[:-1, 1:], padded[1:, :-1], padded[1:, 1:]
    edges = (a != b).astype(np.uint8)
    for one, two in ((c, d), (a, c), (b, d)):
        edges += one != two
    nodes = edges >= 3
    nodes[[0, 0, -1, -1], [0, -1, 0, -1]] = True
    return nodes


def _with_nodes(rings: Sequence[Any], nodes: Any, top: int) -> list[tuple[Any, Any]]:
    """Each ring's points (without the last, int32), and whether they are nodes, which are added."""
    if not rings:
        return []
    starts = np.concatenate([ring[:-1] for ring in rings]).astype(np.int32)
    ends = np.concatenate([ring[1:] for ring in rings]).astype(np.int32)
    steps = np.abs(ends - starts).sum(axis=1)
    edge = np.repeat(np.arange(len(starts)), steps)
    along = np.arange(len(edge)) - np.repeat(np.cumsum(steps) - steps, steps)
    points = starts[edge] + np.sign(ends - starts)[edge] * along[:, None].astype(np.int32)
    is_node = nodes[points[:, 1] - top, points[:, 0]]
    keep = (along == 0) | is_node
    ring_of_edge = np.repeat(np.arange(len(rings)), [len(ring) - 1 for ring in rings])
    kept_ring = ring_of_edge[edge[keep]]
    cuts = np.searchsorted(kept_ring, np.arange(1, len(rings)))
    return list(zip(np.split(points[keep], cuts), np.split(is_node[keep], cuts)))


def _parts(points: Any, is_node: Any) -> list[Any]:
    """A ring cut at its nodes; a ring without any begins at its smallest point."""
    at = np.flatnonzero(is_node)
    if not len(at):
        first = int(np.lexsort((points[:, 1], points[:, 0]))[0])
        return [np.concatenate([points[first:], points[: first + 1]])]
    turned = np.concatenate([points[at[0] :], points[: at[0] + 1]])
    cuts = [*(at - at[0]), len(points)]
    return [turned[begin : end + 1] for begin, end in zip(cuts[:-1], cuts[1:])]


def _is_turned(part: Any) -> bool:
    """Whether a border runs against the direction in which it is kept."""
    first, last = tuple(part[0]), tuple(part[-1])
    if first == last:
        first, last = tuple(part[1]), tuple(part[-2])
    return first > last


def _simplify(arcs: Sequence[Any], tolerance: float) -> list[Any]:
    """Simplifies borders together; a border that would vanish stays as it is."""
    lines = [struct.pack("<BII", 1, 5, len(arcs))]
    for arc in arcs:
        lines += [struct.pack("<BII", 1, 2, len(arc)), arc.astype("<f8").tobytes()]
    together = ogr.CreateGeometryFromWkb(b"".join(lines)).SimplifyPreserveTopology(tolerance)
    if together is None or together.GetGeometryCount() != len(arcs):
        return list(arcs)
    wkb = bytes(together.ExportToWkb(ogr.wkbNDR))
    found, place = [], 9
    for arc in arcs:
        (points,) = struct.unpack_from("<I", wkb, place + 5)
        line = np.frombuffer(wkb, "<f8", 2 * points, place + 9).reshape(points, 2)
        place += 9 + 16 * points
        closed = bool((arc[0] == arc[-1]).all())
        found.append(line if points >= (4 if closed else 2) else arc)
    return found


def _joined(ring: Sequence[tuple[int, bool]], arcs: Sequence[Any]) -> Any:
    """A closed ring of its borders."""
    parts = []
    for arc, turned in ring:
        line = arcs[arc][::-1] if turned else arcs[arc]
        parts.append(line[:-1].astype(np.float64))
    whole = np.concatenate(parts)
    return np.concatenate([whole, whole[:1]])
