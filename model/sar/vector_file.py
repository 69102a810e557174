"""Reads vector files safely: only real files, and not more than memory holds.

pyogrio reads in one long call that cannot be stopped or limited in memory. So large files are read in parts,
and files that cannot be read in parts have to be small.
"""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray

from model.errors.errors import LabelsNotReadable, SardinoError
from model.errors.words import marked
from model.sar.sources import check_source

MOST_FEATURES = 500_000
MOST_VERTICES = 10_000_000
MOST_TEXT_BYTES = 300 * 2**20
"""A larger file of a format that cannot be read in parts, such as GeoJSON, is refused."""
PART = 20_000
"""Features per read."""

_IN_PARTS = frozenset(("GPKG", "ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "SQLite"))
"""Formats whose driver reaches the n-th feature without reading the features before."""
_EMPTY_CRS = ("undefined cartesian srs", "undefined geographic srs", "undefined srs")
"""What GeoPackage calls a missing coordinate system."""
_REFERENCE = re.compile(rb"<OGRVRTDataSource|gdal_streamed_alg", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True)
class Features:
    """The features of a layer.

    Attributes:
        name: Name of the file, for messages.
        geometry: shapely geometries without height; None if missing or unreadable.
        columns: Values of the requested fields, by field name.
        crs: Coordinate system as pyogrio gives it; None if the file does not say.
    """

    name: str
    geometry: NDArray[Any]
    columns: dict[str, NDArray[Any]]
    crs: str | None


def never() -> bool:
    """Always False: the default of ``poll``."""
    return False


def read_features(
    path: str,
    fields: Sequence[str],
    *,
    optional: Sequence[str] = (),
    layer: str | None = None,
    poll: Callable[[], object] = never,
) -> Features:
    """Reads a layer of a vector file.

    Args:
        path: A file of any format that GDAL reads, or the folder of a File Geodatabase.
        fields: Required fields. A layer without features need not have them.
        optional: Fields to read if they exist.
        layer: The layer's name; the first layer if None.
        poll: Called between parts; may raise to end the reading.

    Raises:
        LabelsNotReadable: There is no such file, layer or field, or the file is too large or damaged.
    """
    name = shown_name(path)
    check_file(path)
    try:
        return _read(path, name, fields, optional, layer, poll)
    except (SardinoError, MemoryError):
        raise
    # The libraries' boundary: any exception of GDAL, GEOS or a text decoder is the file's fault.
    except Exception as error:
        raise LabelsNotReadable(f"{name} cannot be read as polygons.", detail=str(error)) from error


def check_file(path: str) -> None:
    """Checks that a path is a file that holds its own features.

    GDAL also opens pipes, devices and folders, and may wait for ever; and files that only refer to other
    files.

    Raises:
        LabelsNotReadable: The path does not exist or is not such a file.
        NetworkSource: The path stands for data on a network.
    """
    name = shown_name(path)
    try:
        state = os.stat(path)
    except (OSError, ValueError) as error:
        raise LabelsNotReadable(
            f"The label file {name} is not there.",
            remedy=marked("It may have been moved, renamed or removed: choose the layer again."),
            detail=str(error),
        ) from error
    if stat.S_ISDIR(state.st_mode) and Path(path).suffix.lower() == ".gdb":
        return
    check_source(path, LabelsNotReadable)
    with open(path, "rb") as file:
        if _REFERENCE.search(file.read(_HEAD_BYTES)):
            raise LabelsNotReadable(
                f"{name} only refers to other files.",
                remedy=marked("Export it as a GeoPackage, and choose that."),
            )


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


def shown_name(path: str) -> str:
    """The name of a file for a message."""
    name = os.path.basename(path.rstrip("/\\")) or path
    name = "".join(c if c.isprintable() else "?" for c in name)
    return name if len(name) <= 80 else f"{name[:77]}..."


def _read(
    path: str,
    name: str,
    fields: Sequence[str],
    optional: Sequence[str],
    layer: str | None,
    poll: Callable[[], object],
) -> Features:
    # An absolute path: GDAL could take a relative path for an address.
    path = os.path.abspath(path)
    info = pyogrio.read_info(path, layer=layer)
    there = [str(item) for item in info["fields"]]
    crs = _crs(info["crs"])
    empty = info["features"] == 0
    if info["geometry_type"] is None and not empty:
        raise LabelsNotReadable(f"{name} is a table without geometry.")
    for field in fields:
        if field not in there and not (empty and not there):
            known = ", ".join(there) or "none"
            raise LabelsNotReadable(f"{name} has no field '{field}'.", remedy=f"Fields there: {known}.")
    fields = [*fields, *(field for field in optional if field in there)]
    if empty:
        return Features(name, np.zeros(0, object), {field: np.zeros(0, object) for field in fields}, crs)
    shapes: list[NDArray[Any]] = []
    columns: list[dict[str, NDArray[Any]]] = []
    vertices = count = 0
    for meta, wkb, values in _parts(path, name, info, list(dict.fromkeys(fields)), layer):
        poll()
        shapes.append(_from_wkb(wkb))
        columns.append(dict(zip([str(field) for field in meta["fields"]], values, strict=True)))
        count += len(wkb)
        vertices += int(shapely.get_num_coordinates(shapes[-1]).sum())
        check_amount(name, count, vertices)
    poll()
    return Features(
        name,
        np.concatenate(shapes),
        {field: np.concatenate([part[field] for part in columns]) for field in fields},
        crs,
    )


def _parts(
    path: str, name: str, info: dict[str, Any], fields: list[str], layer: str | None
) -> Iterator[tuple[dict[str, Any], NDArray[Any], Any]]:
    """The features of a layer, in parts if the format allows parts."""
    features = info["features"]
    check_amount(name, features, 0)
    options = {"layer": layer, "columns": fields, "force_2d": True}
    if info["driver"] not in _IN_PARTS:
        if os.path.getsize(path) > MOST_TEXT_BYTES:
            raise LabelsNotReadable(
                f"{name} is larger than {MOST_TEXT_BYTES // 2**20} MB.",
                remedy=marked("Export it as a GeoPackage."),
            )
        meta, _, wkb, values = pyogrio.raw.read(path, **options)
        yield meta, wkb, values
        return
    for start in range(0, max(features, 1), PART):
        # Without a number, the first part only.
        amount = {"skip_features": start, "max_features": min(PART, max(features, 1) - start)}
        meta, _, wkb, values = pyogrio.raw.read(path, **options, **amount)
        yield meta, wkb, values


def _from_wkb(wkb: NDArray[Any]) -> NDArray[Any]:
    with np.errstate(invalid="ignore"):  # GEOS warns of NaN
        return np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=object)


def _crs(text: str | None) -> str | None:
    """The coordinate system; None for texts that mean "unknown"."""
    if text is None or any(name in text[:80].lower() for name in _EMPTY_CRS):
        return None
    return str(text)


def is_missing(value: Any) -> bool:
    """Whether a value of a field is empty."""
    if value is None or (isinstance(value, (float, np.floating)) and math.isnan(value)):
        return True
    if isinstance(value, (np.datetime64, np.timedelta64)):
        return bool(np.isnat(value))
    return isinstance(value, str) and not value.strip()
