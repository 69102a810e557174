"""The polygons in geometries of any kind, and the unusable geometries.

Nothing is repaired. For an outline that crosses itself the even-odd rule gives the inside, as in every
drawing program. It stays one polygon: a bow tie is one polygon. GEOS's repair made two polygons of a bow tie,
and took minutes and gigabytes for an outline of a million vertices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from model.errors.errors import InvalidRequest
from model.sar.crs import parse_crs, within_world
from model.sar.vector_parts import never

Geometries = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]

_POLYGON = 3
_COLLECTIONS = (4, 5, 6, 7)
"""Multipoints, multilines, multipolygons and collections."""
_FARTHEST = 1e15
"""Largest coordinate in any unit and system; beyond it, floats have no fractions of a unit."""
_STEP = 20_000
"""Vertices per step; ``poll`` is called between steps."""
CHECKED_VERTICES = 500
"""GEOS checks polygons up to this size very fast; a polygon of a million vertices with crossings takes
minutes."""


@dataclass
class Shapes:
    """The polygons in some geometries.

    Attributes:
        polygons: Polygons without height, with finite coordinates that can lie on the globe, and an extent.
        owner: Index of the geometry that each polygon comes from.
        no_area: Number of geometries without an area: points, lines, empty geometries.
        misplaced: Number of geometries with coordinates that are infinite, NaN or outside the world.
        crossing: Number of geometries with an outline that crosses itself.
    """

    polygons: Geometries
    owner: Ints
    no_area: int
    misplaced: int
    crossing: int


def polygons_in(geometry: Geometries, crs: str | None, poll: Callable[[], object] = never) -> Shapes:
    """Takes geometries apart into polygons.

    Args:
        geometry: shapely geometries of any kind, None where missing.
        crs: Coordinate system of the geometries.
        poll: Called repeatedly; may raise to end the work.
    """
    nowhere = misplaced(geometry, crs, poll)
    parts, owner = geometry, np.arange(len(geometry))
    kept = ~(shapely.is_missing(parts) | shapely.is_empty(parts) | nowhere)
    parts, owner = parts[kept], owner[kept]
    while len(parts) and (nested := np.isin(shapely.get_type_id(parts), _COLLECTIONS)).any():
        poll()
        inner, index = shapely.get_parts(parts[nested], return_index=True)
        parts = np.concatenate([parts[~nested], inner])
        owner = np.concatenate([owner[~nested], owner[nested][index]])
    order = np.argsort(owner, kind="stable")
    parts, owner = parts[order], owner[order]
    if len(parts):
        box = shapely.bounds(parts)
        kept = (shapely.get_type_id(parts) == _POLYGON) & (box[:, 2] > box[:, 0]) & (box[:, 3] > box[:, 1])
        parts, owner = parts[kept], owner[kept]
    without = len(geometry) - int(nowhere.sum()) - len(np.unique(owner))
    return Shapes(parts, owner, without, int(nowhere.sum()), _crossing(parts, owner, poll))


def steps(geometry: Geometries) -> Iterator[slice]:
    """Cuts a list of geometries into parts with about the same number of vertices."""
    total = np.cumsum(shapely.get_num_coordinates(geometry))
    start = 0
    while start < len(geometry):
        before = int(total[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(total, before + _STEP)))
        yield slice(start, stop)
        start = stop


def misplaced(
    geometry: Geometries, crs: str | None, poll: Callable[[], object] = never
) -> npt.NDArray[np.bool_]:
    """Which geometries have coordinates that are infinite, NaN or outside the world."""
    found = np.zeros(len(geometry), dtype=bool)
    system = None
    if crs is not None:
        try:
            system = parse_crs(crs)
        except InvalidRequest:
            pass  # reported when the polygons are located on a scene
    for part in steps(geometry):
        poll()
        xy, index = shapely.get_coordinates(geometry[part], return_index=True)
        good = (np.abs(xy) <= _FARTHEST).all(axis=1)
        if system is not None:
            good &= within_world(system, xy[:, 0], xy[:, 1])
        found[index[~good] + part.start] = True
    return found


def _crossing(polygons: Geometries, owner: Ints, poll: Callable[[], object]) -> int:
    """Number of geometries with an invalid polygon, as far as the check is fast."""
    small = np.flatnonzero(shapely.get_num_coordinates(polygons) <= CHECKED_VERTICES)
    invalid = np.zeros(len(polygons), dtype=bool)
    for part in steps(polygons[small]):
        poll()
        invalid[small[part]] = ~shapely.is_valid(polygons[small[part]])
    return len(np.unique(owner[invalid]))
