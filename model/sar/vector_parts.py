"""What the readers of vector files share: the limits, the result, and how features are put together."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from model.errors.errors import LabelsNotReadable
from model.errors.words import marked
from model.sar.vector_wkb import straight

MOST_FEATURES = 500_000
MOST_VERTICES = 10_000_000
MOST_TEXT_BYTES = 300 * 2**20
"""A larger file of a format that cannot be read in parts, such as GeoJSON, is refused."""
PART = 20_000
"""Features per read."""

MOST_CRS_BYTES = 100_000
"""Most of a file with a coordinate system that is read."""
_EMPTY_CRS = ("undefined cartesian srs", "undefined geographic srs", "undefined srs")
"""What files have for a missing coordinate system."""


@dataclass(frozen=True)
class Features:
    """The features of a layer.

    Attributes:
        name: Name of the file, for messages.
        geometry: shapely geometries without height; None if missing or unreadable.
        columns: Values of the requested fields, by field name.
        crs: Coordinate system as ``AUTHORITY:CODE`` or WKT; None if the file does not say.
    """

    name: str
    geometry: NDArray[Any]
    columns: dict[str, NDArray[Any]]
    crs: str | None


@dataclass(frozen=True)
class Wanted:
    """What to read of a file.

    Attributes:
        name: Name of the file, for messages.
        fields: Required fields. A layer without features need not have them.
        optional: Fields to read if they exist.
        layer: The layer's name; the first layer if None.
        poll: Called between parts; may raise to end the reading.
    """

    name: str
    fields: Sequence[str]
    optional: Sequence[str]
    layer: str | None
    poll: Callable[[], object]

    def of(self, there: Sequence[str], *, empty: bool) -> list[str]:
        """The fields to read, each once.

        Raises:
            LabelsNotReadable: A required field is missing.
        """
        for field in self.fields:
            if field not in there and not (empty and not there):
                known = ", ".join(there) or "none"
                raise LabelsNotReadable(
                    f"{self.name} has no field '{field}'.", remedy=f"Fields there: {known}."
                )
        return list(dict.fromkeys([*self.fields, *(field for field in self.optional if field in there)]))

    def check_layer(self, layers: Sequence[str]) -> None:
        """Checks that the layer is one of those in the file.

        Raises:
            LabelsNotReadable: There is no such layer.
        """
        if self.layer is not None and self.layer not in layers:
            known = ", ".join(layers) or "none"
            raise LabelsNotReadable(
                f"{self.name} has no layer '{self.layer}'.", remedy=f"Layers there: {known}."
            )


class Gathered:
    """Puts a layer together part by part, within the limits."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._shapes: list[NDArray[Any]] = []
        self._count = self._vertices = 0

    def add(self, wkb: Sequence[bytes | None] | NDArray[Any]) -> None:
        """Adds the geometries of a part, as WKB; None where missing.

        Raises:
            LabelsNotReadable: The layer is too large.
        """
        self._wanted.poll()
        self._shapes.append(from_wkb(wkb))
        self._count += len(wkb)
        self._vertices += int(shapely.get_num_coordinates(self._shapes[-1]).sum())
        check_amount(self._wanted.name, self._count, self._vertices)

    def geometry(self) -> NDArray[Any]:
        """The geometries of all parts."""
        self._wanted.poll()
        return np.concatenate(self._shapes) if self._shapes else np.zeros(0, object)


def never() -> bool:
    """Always False: the default of ``poll``."""
    return False


def check_amount(name: str, features: int, vertices: int) -> None:
    """Checks that all features together fit into memory.

    Raises:
        LabelsNotReadable: There are too many features or vertices.
    """
    for count, most, what in ((features, MOST_FEATURES, "features"), (vertices, MOST_VERTICES, "vertices")):
        if count > most:
            raise LabelsNotReadable(
                f"{name} holds {count:,} {what}; {most:,} are the most that can be read.",
                remedy=marked("Copy the polygons around the scene to a file of their own, or simplify them."),
            )


def check_size(path: str, name: str) -> None:
    """Checks that a file that is read as a whole is not too large.

    Raises:
        LabelsNotReadable: The file is too large.
    """
    if os.path.getsize(path) > MOST_TEXT_BYTES:
        raise LabelsNotReadable(
            f"{name} is larger than {MOST_TEXT_BYTES // 2**20} MB.",
            remedy=marked("Export it as a GeoPackage."),
        )


def shown_name(path: str) -> str:
    """The name of a file for a message."""
    name = os.path.basename(path.rstrip("/\\")) or path
    name = "".join(c if c.isprintable() else "?" for c in name)
    return name if len(name) <= 80 else f"{name[:77]}..."


def unreadable(name: str, detail: str = "") -> LabelsNotReadable:
    """The error for a file that is not what it seems."""
    return LabelsNotReadable(f"{name} cannot be read as polygons.", detail=detail)


def no_geometry(name: str) -> LabelsNotReadable:
    """The error for a table."""
    return LabelsNotReadable(f"{name} is a table without geometry.")


def from_wkb(wkb: Sequence[bytes | None] | NDArray[Any]) -> NDArray[Any]:
    """Geometries without height, measure and arcs; None for what is no geometry."""
    # GEOS reads arcs, but shapely either refuses all geometries because of one, or leaves that one out.
    with contextlib.suppress(NotImplementedError):
        shapes = _flat(wkb)
        for number in np.flatnonzero(shapely.is_missing(shapes)).tolist():
            if wkb[number] is not None:
                shapes[number] = _flat([straight(wkb[number])])[0]
        return shapes
    return _flat([straight(value) for value in wkb])


def _flat(wkb: Sequence[bytes | None] | NDArray[Any]) -> NDArray[Any]:
    given = np.empty(len(wkb), dtype=object)
    given[:] = wkb
    with np.errstate(invalid="ignore"):  # GEOS warns of NaN
        shapes = shapely.from_wkb(given, on_invalid="ignore")
        return np.asarray(shapely.force_2d(shapes), dtype=object)


def known_crs(text: str | None) -> str | None:
    """The coordinate system; None for texts that mean "unknown"."""
    if text is None or any(name in text[:80].lower() for name in _EMPTY_CRS):
        return None
    return str(text)


def as_column(values: list[Any]) -> NDArray[Any]:
    """The values of a field: whole numbers, numbers (NaN where missing), or as they are."""
    kinds = {type(value) for value in values}
    fits = all(abs(value) < 2**63 for value in values if isinstance(value, int))
    if kinds == {bool}:
        return np.array(values, dtype=bool)
    if fits and kinds and kinds <= {int, bool}:
        return np.array(values, dtype=np.int64)
    if fits and kinds - {type(None)} and kinds <= {int, bool, float, type(None)}:
        return np.array([math.nan if value is None else value for value in values], dtype=np.float64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def is_missing(value: Any) -> bool:
    """Whether a value of a field is empty."""
    if value is None or (isinstance(value, (float, np.floating)) and math.isnan(value)):
        return True
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return bool(np.isnat(value))
    return isinstance(value, str) and not value.strip()
