"""Places that the user marked: from GeoJSON in any coordinate system to places among stored features."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.features import rasterize

from model.errors.errors import ExampleNotUsable
from model.errors.words import marked
from model.features.placing import Placing
from model.features.store import PIXEL_STEP, FeatureStore
from model.protocol.exploring import Example

Doubles = NDArray[np.float64]

MOST_PLACES = 400
"""Places of one line or polygon: more would only cost time."""
MOST_EXAMPLES = 5_000
MOST_VERTICES = 200_000
_GRID = 256
"""Side of the grid, at most, that the places in a polygon are taken from."""


@dataclass(frozen=True)
class Places:
    """Marked places on ground with data.

    Attributes:
        rows: [n] working pixels from the first token's corner.
        cols: [n].
        codes: [n] class of each place.
        owners: [n] number of the example that each place belongs to, ascending.
        lost: Examples without any place on ground with data.
    """

    rows: Doubles
    cols: Doubles
    codes: NDArray[np.int64]
    owners: NDArray[np.int64]
    lost: int

    @property
    def note(self) -> str:
        """What the user should know, in a sentence; empty if every example counts."""
        if not self.lost:
            return ""
        return marked(
            "Some marked places lie outside the scene or on ground without data: they do not count."
        )


def places_of(store: FeatureStore, examples: list[Example], crs: str | None) -> Places:
    """The places of examples.

    Args:
        store: The features.
        examples: What the user marked.
        crs: ``EPSG:n`` or WKT of the examples; the scene's own if None.

    Raises:
        ExampleNotUsable: There is no example, an example is no geometry, or none lies on ground with data.
        ExtentOutsideScene, InvalidRequest: The coordinate system is not valid or does not fit the scene.
    """
    if not examples:
        raise ExampleNotUsable(marked("No place is marked."), remedy=marked("Click on the map."))
    if len(examples) > MOST_EXAMPLES:
        raise ExampleNotUsable(
            f"{len(examples)} marked places are too many.", remedy=f"Mark at most {MOST_EXAMPLES} places."
        )
    parts, inside, lost = [], False, 0
    for number, example in enumerate(examples):
        rows, cols = _of_geometry(store.placing, example.geometry, crs)
        here = np.isfinite(rows) & np.isfinite(cols)
        inside |= bool(here.any())
        rows, cols = rows[here], cols[here]
        good = _known(store, rows, cols)
        lost += not good.any()
        count = int(good.sum())
        parts.append((rows[good], cols[good], np.full(count, example.code), np.full(count, number)))
    if lost == len(examples):
        raise ExampleNotUsable(
            marked("The marked places lie on ground without data.")
            if inside
            else marked("The marked places lie outside the scene.")
        )
    joined = [np.concatenate(part) for part in zip(*parts, strict=True)]
    codes, owners = (part.astype(np.int64) for part in joined[2:])
    return Places(joined[0], joined[1], codes, owners, lost)


def _known(store: FeatureStore, rows: Doubles, cols: Doubles) -> NDArray[np.bool_]:
    """Which places lie in a token with a valid pixel."""
    patch = store.placing.patch
    found = np.zeros(len(rows), bool)
    at = (rows / patch).astype(int).clip(0, store.shape[0] - 1), (cols / patch).astype(int)
    for row in np.unique(at[0]):
        here = at[0] == row
        line = store.known(slice(int(row), int(row) + 1))[0]
        found[here] = line[at[1][here].clip(0, len(line) - 1)]
    return found


def _of_geometry(placing: Placing, geometry: dict[str, Any], crs: str | None) -> tuple[Doubles, Doubles]:
    """Rows and columns of a geometry's places in working pixels; NaN outside the scene."""
    try:
        read = _READ[geometry["type"]]
        parts = [_vertices(part) for part in read(geometry["coordinates"])]
        if not parts or sum(len(part) for part in parts) > MOST_VERTICES:
            raise ValueError("no vertex, or too many")
    except (KeyError, TypeError, ValueError) as error:
        raise ExampleNotUsable(
            marked("A marked place is neither a point, nor a line, nor a polygon."), detail=repr(error)
        ) from error
    rows, cols = _PLACES[geometry["type"]]([_working(placing, part, crs) for part in parts])
    height, width = (size * scale for size, scale in zip(placing.shape, placing.scale, strict=True))
    with np.errstate(invalid="ignore"):
        inside = (rows >= -placing.top) & (rows < height - placing.top)
        inside &= (cols >= -placing.left) & (cols < width - placing.left)
    return np.where(inside, rows, np.nan), np.where(inside, cols, np.nan)


def _working(placing: Placing, vertices: Doubles, crs: str | None) -> tuple[Doubles, Doubles]:
    """Vertices in working pixels, also outside the scene: lines and polygons may cross its border."""
    rows, cols = placing.georeference.view(crs).to_pixels(vertices[:, 0], vertices[:, 1])
    known = np.isfinite(rows) & np.isfinite(cols)
    return rows[known] * placing.scale[0] - placing.top, cols[known] * placing.scale[1] - placing.left


def _vertices(values: Any) -> Doubles:
    found = np.array([value[:2] for value in values], np.float64)
    if found.ndim != 2 or found.shape[1] != 2 or not np.isfinite(found).all():
        raise ValueError("vertices that are no pairs of numbers")
    return found


_Parts = list[tuple[Doubles, Doubles]]


def _points(parts: _Parts) -> tuple[Doubles, Doubles]:
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([cols for _, cols in parts])


def _line(parts: _Parts) -> tuple[Doubles, Doubles]:
    """Places along a line, a cell apart."""
    rows, cols = parts[0]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(rows), np.diff(cols)))])
    count = min(MOST_PLACES, math.ceil(along[-1] / PIXEL_STEP) + 1)
    if count < 2:
        return rows, cols
    at = np.linspace(0, along[-1], count)
    return np.interp(at, along, rows), np.interp(at, along, cols)


def _polygon(parts: _Parts) -> tuple[Doubles, Doubles]:
    """Centres of cells in a polygon, evenly thinned out; the middle of a polygon that holds no centre."""
    rows, cols = parts[0]
    if len(rows) < 4:
        return rows, cols
    low, high = np.array([rows.min(), cols.min()]), np.array([rows.max(), cols.max()])
    cell = max(float(PIXEL_STEP), float((high - low).max()) / _GRID)
    first = np.floor(low / cell)
    size = np.maximum(np.ceil(high / cell) - first, 1).astype(int)
    rings = [
        np.stack([part[1] / cell - first[1], part[0] / cell - first[0]], 1).tolist()
        for part in parts
        if len(part[0]) >= 4
    ]
    shape = {"type": "Polygon", "coordinates": rings}
    mask = rasterize([(shape, 1)], (int(size[0]), int(size[1])), dtype=np.uint8)
    if not mask.any():
        return np.array([rows[:-1].mean()]), np.array([cols[:-1].mean()])
    down, across = np.nonzero(mask)
    kept = np.linspace(0, len(down) - 1, min(len(down), MOST_PLACES)).astype(int)
    return (down[kept] + first[0] + 0.5) * cell, (across[kept] + first[1] + 0.5) * cell


_READ: dict[str, Callable[[Any], list[Any]]] = {
    "Point": lambda values: [[values]],
    "MultiPoint": lambda values: [values],
    "LineString": lambda values: [values],
    "Polygon": list,
}
_PLACES: dict[str, Callable[[_Parts], tuple[Doubles, Doubles]]] = {
    "Point": _points,
    "MultiPoint": _points,
    "LineString": _line,
    "Polygon": _polygon,
}
