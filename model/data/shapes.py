"""The polygons in geometries of any kind, and what of these geometries is no use.

Nothing is repaired. An outline that crosses itself encloses what it goes round an odd number of times, as
every program draws it (even-odd rule), and it stays one polygon: a bow tie is one. GEOS's repair made two of
it, and took minutes and gigabytes for one of a million vertices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from model.errors.errors import InvalidRequest
from model.sar.crs import parse_crs, within_world
from model.sar.vector_file import never

Geometries = npt.NDArray[np.object_]
Ints = npt.NDArray[np.int64]

_POLYGON = 3
_COLLECTIONS = (4, 5, 6, 7)
"""Multipoints, multilines, multipolygons and collections."""
_FARTHEST = 1e15
"""In any unit and any system; beyond, nothing can be said of parts of a unit."""
_STEP = 20_000
"""Vertices at a time: after them it is asked whether to go on."""
CHECKED_VERTICES = 500
"""GEOS says of polygons up to this size in no time whether they are valid; of one of a million vertices that
cross each other it takes minutes."""


@dataclass
class Shapes:
    """The polygons in some geometries.

    Attributes:
        polygons: Without height, with finite coordinates that can lie on the globe, and an extent.
        owner: Index of the geometry that each comes from.
        no_area: Geometries without an area: points, lines, empty ones.
        misplaced: Geometries with coordinates that are infinite, NaN or outside the world.
        crossing: Geometries with an outline that crosses itself.
    """

    polygons: Geometries
    owner: Ints
    no_area: int
    misplaced: int
    crossing: int


def polygons_in(geometry: Geometries, crs: str | None, poll: Callable[[], object] = never) -> Shapes:
    """Takes geometries apart into polygons.

    Args:
        geometry: shapely geometries of any kind, None where there is none.
        crs: Their coordinate system.
        poll: Called now and then; may raise.
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
    """Cuts a list of geometries into parts of about as many vertices each."""
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
            pass  # said where the scene is asked for the place
    for part in steps(geometry):
        poll()
        xy, index = shapely.get_coordinates(geometry[part], return_index=True)
        good = (np.abs(xy) <= _FARTHEST).all(axis=1)
        if system is not None:
            good &= within_world(system, xy[:, 0], xy[:, 1])
        found[index[~good] + part.start] = True
    return found


def _crossing(polygons: Geometries, owner: Ints, poll: Callable[[], object]) -> int:
    """How many geometries have a polygon that is not valid, as far as that is soon found out."""
    small = np.flatnonzero(shapely.get_num_coordinates(polygons) <= CHECKED_VERTICES)
    invalid = np.zeros(len(polygons), dtype=bool)
    for part in steps(polygons[small]):
        poll()
        invalid[small[part]] = ~shapely.is_valid(polygons[small[part]])
    return len(np.unique(owner[invalid]))
