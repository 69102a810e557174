"""Geometries as WKB: from coordinates, and with arcs made into straight lines, which GEOS cannot do."""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np

_KINDS = {
    "Point": 1,
    "LineString": 2,
    "Polygon": 3,
    "MultiPoint": 4,
    "MultiLineString": 5,
    "MultiPolygon": 6,
    "GeometryCollection": 7,
}
KINDS = frozenset(_KINDS)
"""Kinds of geometry that GeoJSON knows."""
_ARC, _COMPOUND, _CURVE_POLYGON, _MULTI_CURVE, _MULTI_SURFACE = 8, 9, 10, 11, 12
_STEP = math.radians(4)
"""Angle between the points of an arc, as in GDAL: off by a 1600th of the radius at most."""
_DEEPEST = 30

Points = list[tuple[float, float]]


def wkb(geometry: Any) -> bytes | None:
    """A geometry of GeoJSON as WKB without height; None if it is none."""
    try:
        return _wkb(geometry)
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError, struct.error):
        return None


def straight(value: bytes | None) -> bytes | None:
    """WKB with arcs as WKB without them, without height; None if it is no geometry."""
    if value is None:
        return None
    try:
        return wkb(_Parser(value).geometry(0))
    except (ValueError, LookupError, OverflowError, struct.error):
        return None


def _wkb(geometry: Any) -> bytes:
    kind = geometry["type"]
    head = struct.pack("<BI", 1, _KINDS[kind])
    if kind == "GeometryCollection":
        parts = [_wkb(part) for part in geometry["geometries"]]
    else:
        inside = geometry["coordinates"]
        if kind == "Point":
            return head + (_positions([inside]) if inside else struct.pack("<2d", np.nan, np.nan))
        if kind == "LineString":
            return head + _counted(inside)
        if kind == "Polygon":
            parts = [_counted(ring) for ring in inside]
        else:
            single = kind.removeprefix("Multi")
            parts = [_wkb({"type": single, "coordinates": part}) for part in inside]
    return head + struct.pack("<I", len(parts)) + b"".join(parts)


def _counted(positions: Any) -> bytes:
    return struct.pack("<I", len(positions)) + _positions(positions)


def _positions(positions: Any) -> bytes:
    flat = [value for position in positions for value in position[:2]]
    if len(flat) != 2 * len(positions):
        raise ValueError("a position needs two coordinates")
    return struct.pack(f"<{len(flat)}d", *flat)


class _Parser:
    """Takes WKB apart, from front to back. OGC 06-103r4, 8.2; and PostGIS's flags for height and measure."""

    def __init__(self, value: bytes) -> None:
        self._value = value
        self._at = 0

    def geometry(self, depth: int) -> dict[str, Any]:
        """The next geometry, as in GeoJSON."""
        if depth > _DEEPEST:
            raise ValueError("geometries in geometries without end")
        order, kind, size = self._head()
        if kind == 1:
            return {"type": "Point", "coordinates": self._points(order, size, 1)[0]}
        count = self._count(order)
        if kind in (2, _ARC):
            points = self._points(order, size, count)
            return {"type": "LineString", "coordinates": points if kind == 2 else _along(points)}
        if kind == 3:
            rings = [self._points(order, size, self._count(order)) for _ in range(count)]
            return {"type": "Polygon", "coordinates": rings}
        parts = [self.geometry(depth + 1) for _ in range(count)]
        if kind == 7:
            return {"type": "GeometryCollection", "geometries": parts}
        inside = [part["coordinates"] for part in parts]
        if kind == _COMPOUND:
            return {"type": "LineString", "coordinates": [point for part in inside for point in part]}
        names = {4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon", _CURVE_POLYGON: "Polygon"}
        names |= {_MULTI_CURVE: "MultiLineString", _MULTI_SURFACE: "MultiPolygon"}
        return {"type": names[kind], "coordinates": inside}

    def _head(self) -> tuple[str, int, int]:
        """Order of bytes, kind, and numbers per point."""
        order = "<" if self._value[self._at] == 1 else ">"
        code = struct.unpack_from(f"{order}I", self._value, self._at + 1)[0]
        self._at += 5
        more, kind = divmod(code & 0x1FFFFFFF, 1000)
        extra = (0, 1, 1, 2)[more] + bool(code & 0x80000000) + bool(code & 0x40000000)
        if code & 0x20000000:
            self._at += 4  # the number of a coordinate system
        return order, kind, 2 + extra

    def _count(self, order: str) -> int:
        count = int(struct.unpack_from(f"{order}I", self._value, self._at)[0])
        self._at += 4
        if count > len(self._value):
            raise ValueError("more parts than bytes")
        return count

    def _points(self, order: str, size: int, count: int) -> Points:
        found = np.frombuffer(self._value, f"{order}f8", count * size, self._at).reshape(count, size)
        self._at += found.nbytes
        return [(float(x), float(y)) for x, y in found[:, :2]]


def _along(points: Points) -> Points:
    """Points along arcs; each arc goes from a point through the next one to the one after that."""
    found = points[:1]
    for first in range(0, len(points) - 2, 2):
        found += _arc(*points[first : first + 3])
    return found


def _arc(start: tuple[float, float], through: tuple[float, float], end: tuple[float, float]) -> Points:
    """Points of an arc, without the first one; a circle if it ends where it starts."""
    (ax, ay), (bx, by) = (
        (through[0] - start[0], through[1] - start[1]),
        (end[0] - start[0], end[1] - start[1]),
    )
    cross = 2 * (ax * by - ay * bx)
    if start == end:
        x, y, sweep = ax / 2, ay / 2, 2 * math.pi
    elif not cross or not math.isfinite(cross):
        return [through, end]
    else:
        a, b = ax * ax + ay * ay, bx * bx + by * by
        x, y = (by * a - ay * b) / cross, (ax * b - bx * a) / cross
        sweep = (math.atan2(by - y, bx - x) - math.atan2(-y, -x)) % (2 * math.pi)
        sweep -= 2 * math.pi * (cross < 0)
    steps = max(2, math.ceil(abs(sweep) / _STEP - 1e-9))
    angle, radius = math.atan2(-y, -x), math.hypot(x, y)
    turns = [angle + sweep * step / steps for step in range(1, steps)]
    centre_x, centre_y = start[0] + x, start[1] + y
    return [
        *((centre_x + radius * math.cos(turn), centre_y + radius * math.sin(turn)) for turn in turns),
        end,
    ]
