"""Reads vector files of any format that GDAL knows. pyogrio is imported here alone, and only when asked for.

pyogrio reads in one long call that cannot be stopped or limited in memory. So large files are read in parts,
and files that cannot be read in parts have to be small.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import LabelsNotReadable
from model.errors.words import marked
from model.sar import vector_parts
from model.sar.vector_parts import (
    Features,
    Gathered,
    Wanted,
    check_amount,
    check_size,
    known_crs,
    no_geometry,
)

_IN_PARTS = frozenset(("GPKG", "ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "SQLite"))
"""Formats whose driver reaches the n-th feature without reading the features before."""


def read(path: str, wanted: Wanted) -> Features:
    """Reads a layer.

    Raises:
        LabelsNotReadable: This environment has no pyogrio, or the layer cannot be read.
    """
    try:
        import pyogrio
        import pyogrio.raw
    except ImportError as error:
        raise LabelsNotReadable(
            f"The Light environment does not read files such as {wanted.name}.",
            remedy=marked(
                "Save it as a GeoPackage in QGIS (Export > Save Features As), or add the Full environment."
            ),
            detail=str(error),
        ) from error
    info = pyogrio.read_info(path, layer=wanted.layer)
    empty = info["features"] == 0
    if info["geometry_type"] is None and not empty:
        raise no_geometry(wanted.name)
    fields = wanted.of([str(item) for item in info["fields"]], empty=empty)
    crs = known_crs(info["crs"])
    if empty:
        return Features(
            wanted.name, np.zeros(0, object), {field: np.zeros(0, object) for field in fields}, crs
        )
    gathered = Gathered(wanted)
    columns: list[dict[str, NDArray[Any]]] = []
    for meta, wkb, values in _parts(pyogrio.raw.read, path, wanted, info, fields):
        gathered.add(wkb)
        columns.append(dict(zip([str(field) for field in meta["fields"]], values, strict=True)))
    return Features(
        wanted.name,
        gathered.geometry(),
        {field: np.concatenate([part[field] for part in columns]) for field in fields},
        crs,
    )


def _parts(
    read_part: Any, path: str, wanted: Wanted, info: dict[str, Any], fields: list[str]
) -> Iterator[tuple[dict[str, Any], NDArray[Any], Any]]:
    """The features of a layer, in parts if the format allows parts."""
    features, part = info["features"], vector_parts.PART
    check_amount(wanted.name, features, 0)
    options = {"layer": wanted.layer, "columns": fields, "force_2d": True}
    if info["driver"] not in _IN_PARTS:
        check_size(path, wanted.name)
        meta, _, wkb, values = read_part(path, **options)
        yield meta, wkb, values
        return
    for start in range(0, max(features, 1), part):
        # Without a number, the first part only.
        amount = {"skip_features": start, "max_features": min(part, max(features, 1) - start)}
        meta, _, wkb, values = read_part(path, **options, **amount)
        yield meta, wkb, values
