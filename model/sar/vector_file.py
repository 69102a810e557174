"""Vector files read with care: only what is a file, and no more than memory holds.

pyogrio reads in one long call that can neither be ended nor held to an amount of memory. So large files are
read in parts, and what cannot be read in parts has to be small.
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
"""Features that are read at once."""

_IN_PARTS = frozenset(("GPKG", "ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "SQLite"))
"""Formats whose driver gets to the n-th feature without reading those before."""
_EMPTY_CRS = ("undefined cartesian srs", "undefined geographic srs", "undefined srs")
"""What GeoPackage calls a missing coordinate system."""
_REFERENCE = re.compile(rb"<OGRVRTDataSource|gdal_streamed_alg", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True)
class Features:
    """What is in a layer.

    Attributes:
        name: Of the file, for messages.
        geometry: shapely geometries without height, None where there is none that can be read.
        columns: Values of the fields that were asked for.
        crs: Coordinate system as pyogrio gives it; None if the file does not say.
    """

    name: str
    geometry: NDArray[Any]
    columns: dict[str, NDArray[Any]]
    crs: str | None


def never() -> bool:
    """Says no."""
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
        fields: The fields that are wanted. A layer without any feature need not have them.
        optional: Fields that are wanted if they are there.
        layer: Its name; the first one if None.
        poll: Called between parts; may raise to end the reading.

    Raises:
        LabelsNotReadable: There is no such file, layer or field, it holds too much, or it is damaged.
    """
    name = shown_name(path)
    check_file(path)
    try:
        return _read(path, name, fields, optional, layer, poll)
    except (SardinoError, MemoryError):
        raise
    # The libraries' boundary: whatever GDAL, GEOS or a decoder of text raises, the file is at fault.
    except Exception as error:
        raise LabelsNotReadable(f"{name} cannot be read as polygons.", detail=str(error)) from error


def check_file(path: str) -> None:
    """Checks that a path is a file that holds its own features.

    GDAL opens pipes, devices and folders too, and may wait for ever; and files that only refer to others.

    Raises:
        LabelsNotReadable: It is none, or it is not there.
        NetworkSource: It stands for data on a network.
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
    """Checks that features fit into memory together.

    Raises:
        LabelsNotReadable: They are too many.
    """
    for count, most, what in ((features, MOST_FEATURES, "features"), (vertices, MOST_VERTICES, "vertices")):
        if count > most:
            raise LabelsNotReadable(
                f"{name} holds {count:,} {what}; {most:,} are the most that can be read.",
                remedy=marked("Copy the polygons around the scene to a file of their own, or simplify them."),
            )


def shown_name(path: str) -> str:
    """The name of a file as it may stand in a message."""
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
    # An absolute path: others could be taken for an address.
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
    """The features of a layer, some at a time where its format allows that."""
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
    with np.errstate(invalid="ignore"):  # GEOS stumbles over NaN
        return np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=object)


def _crs(text: str | None) -> str | None:
    """The coordinate system, None for what stands for none."""
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
