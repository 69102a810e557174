"""Reads vector files safely: only real files, and not more than memory holds.

GeoPackage, GeoJSON and Shapefile are read without GDAL, the same way in every environment: GDAL with its
vector formats takes 100 MB. All other formats go through pyogrio, which the Light environment does without.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from model.errors.errors import LabelsNotReadable, SardinoError
from model.errors.words import marked
from model.sar import vector_gdal, vector_geojson, vector_geopackage, vector_shapefile
from model.sar.sources import check_source
from model.sar.vector_parts import Features, Wanted, never, shown_name, unreadable

Reader = Callable[[str, Wanted], Features]

_REFERENCE = re.compile(rb"<OGRVRTDataSource|gdal_streamed_alg", re.IGNORECASE)
_HEAD_BYTES = 4096
_OURS = (".gpkg", ".geojson", *vector_shapefile.SUFFIXES)
"""Endings of the formats that need no GDAL."""


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
        path: A GeoPackage, GeoJSON or Shapefile; with pyogrio a file of any format that GDAL reads, or the
            folder of a File Geodatabase.
        fields: Required fields. A layer without features need not have them.
        optional: Fields to read if they exist.
        layer: The layer's name; the first layer if None.
        poll: Called between parts; may raise to end the reading.

    Raises:
        LabelsNotReadable: There is no such file, layer or field, or the file is too large or damaged.
    """
    name = shown_name(path)
    check_file(path)
    # An absolute path: a relative path could be taken for an address.
    path = os.path.abspath(path)
    try:
        return _reader(path, name)(path, Wanted(name, fields, optional, layer, poll))
    except (SardinoError, MemoryError):
        raise
    # The libraries' boundary: any exception of GDAL, GEOS or a text decoder is the file's fault.
    except Exception as error:
        raise unreadable(name, str(error)) from error


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
    if _REFERENCE.search(_head(path)):
        raise LabelsNotReadable(
            f"{name} only refers to other files.",
            remedy=marked("Export it as a GeoPackage, and choose that."),
        )


def _reader(path: str, name: str) -> Reader:
    """The reader for a file, by what the file begins with: people rename files."""
    if os.path.isdir(path):
        return vector_gdal.read
    head, suffix = _head(path), Path(path).suffix.lower()
    if vector_geopackage.is_one(head, suffix):
        return vector_geopackage.read
    if vector_geojson.is_one(head, suffix):
        return vector_geojson.read
    if suffix in vector_shapefile.SUFFIXES and vector_shapefile.is_one(path):
        return vector_shapefile.read
    if suffix in _OURS:
        raise unreadable(name)
    return vector_gdal.read


def _head(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(_HEAD_BYTES)
