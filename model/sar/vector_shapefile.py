"""Reads Shapefiles through pyshp, which is pure Python; rings become polygons here, by GEOS.

pyshp's own way from rings to polygons compares every ring with every other one in Python.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from model.errors.errors import LabelsNotReadable
from model.errors.words import marked
from model.sar import vector_parts
from model.sar.crs import CRS_ERRORS
from model.sar.vector_parts import Features, Gathered, Wanted, as_column, check_amount, known_crs, no_geometry
from model.sar.vector_wkb import wkb

SUFFIXES = (".shp", ".shx", ".dbf")
_MAGIC = b"\0\0\x27\x0a"
_LATIN = "iso-8859-1"
_PAGES = {
    1: "cp437", 2: "cp850", 3: "cp1252", 8: "cp865", 13: "cp437", 19: "cp932", 77: "cp936", 78: "cp949",
    79: "cp950", 80: "cp874", 87: _LATIN, 88: "cp1252", 89: "cp1252", 100: "cp852", 101: "cp866",
    102: "cp865", 106: "cp737", 107: "cp857", 108: "cp863", 120: "cp950", 121: "cp949", 122: "cp936",
    123: "cp932", 124: "cp874", 134: "cp737", 135: "cp852", 136: "cp857", 200: "cp1250", 201: "cp1251",
    202: "cp1254", 203: "cp1253", 204: "cp1257",
}  # fmt: skip
"""Alphabets by the byte in a .dbf file's head. https://desktop.arcgis.com: code pages of dBASE files."""


def is_one(path: str) -> bool:
    """Whether a file is a Shapefile, or lies beside one of the same name."""
    with contextlib.suppress(OSError), open(_beside(path, ".shp") or path, "rb") as file:
        return file.read(4) == _MAGIC or path.lower().endswith(".dbf")
    return False


def read(path: str, wanted: Wanted) -> Features:
    """Reads a Shapefile.

    Raises:
        LabelsNotReadable: There is no such field, or the file is too large or without shapes.
        shapefile.ShapefileException: The file is damaged.
    """
    wanted.check_layer([Path(path).stem])
    with _opened(path, wanted.name) as (reader, there):
        count = len(reader)
        check_amount(wanted.name, count, 0)
        fields = wanted.of(there, empty=count == 0)
        kept = [field for field in fields if field in there]
        gathered = Gathered(wanted)
        values: dict[str, list[Any]] = {field: [] for field in fields}
        part: list[bytes | None] = []
        for number in range(count):
            record = reader.record(number, fields=kept) if there else ()
            if record is None:  # removed, but not yet packed
                continue
            for field, value in zip(kept, record, strict=True):
                values[field].append(value)
            part.append(_wkb(reader.shape(number)))
            if len(part) == vector_parts.PART:
                gathered.add(part)
                part = []
        gathered.add(part)
    columns = {field: _column(values[field]) for field in fields}
    return Features(wanted.name, gathered.geometry(), columns, _crs(path))


@contextlib.contextmanager
def _opened(path: str, name: str) -> Iterator[tuple[shapefile.Reader, list[str]]]:
    """The reader, and the fields' names."""
    main = _beside(path, ".shp")
    if main is None:
        raise no_geometry(name)
    with contextlib.ExitStack() as stack:
        files: dict[str, IO[bytes]] = {"shp": stack.enter_context(open(main, "rb"))}
        for suffix in ("shx", "dbf"):
            found = _beside(path, f".{suffix}")
            if found is not None:
                files[suffix] = stack.enter_context(open(found, "rb"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = shapefile.Reader(**files, encoding=_alphabet(path), encodingErrors="replace")
        if reader.shapeType == shapefile.MULTIPATCH:
            raise LabelsNotReadable(
                f"{name} holds bodies in space (MultiPatch).",
                remedy=marked("Export it as a GeoPackage, and choose that."),
            )
        yield reader, [field[0] for field in reader.fields[1:]] if "dbf" in files else []


def _beside(path: str, suffix: str) -> str | None:
    """The file of the same name with another ending, in small or capital letters; None if there is none."""
    stem = os.path.splitext(path)[0]
    return next((stem + end for end in (suffix, suffix.upper()) if os.path.isfile(stem + end)), None)


def _alphabet(path: str) -> str:
    """The encoding of the texts: as the .cpg file says, else as the .dbf file says."""
    said = _beside(path, ".cpg")
    if said is not None:
        with open(said, "rb") as file:
            text = file.read(64).decode("ascii", "ignore").strip()
        for name in (text, f"cp{text}", f"cp{text.upper().removeprefix('ANSI ')}"):
            with contextlib.suppress(LookupError, ValueError):
                return codecs.lookup(name).name
    table = _beside(path, ".dbf")
    if table is None:
        return _LATIN
    with open(table, "rb") as file:
        head = file.read(30)
    return _PAGES.get(head[29], _LATIN) if len(head) == 30 else _LATIN


def _column(values: list[Any]) -> NDArray[Any]:
    if any(isinstance(value, datetime.date) for value in values):
        return np.array(
            [value if isinstance(value, datetime.date) else None for value in values], dtype="datetime64[D]"
        )
    # The table fills texts up with blanks, so that an empty text and none are the same.
    return as_column([(value.strip() or None) if isinstance(value, str) else value for value in values])


def _wkb(shape: Any) -> bytes | None:
    """A shape as WKB; None if it has no geometry."""
    kind = shapefile.SHAPETYPE_LOOKUP.get(shape.shapeType, "NULL").rstrip("ZM")
    points = [tuple(point[:2]) for point in shape.points] if kind != "NULL" else []
    if not points:
        return None
    if kind == "POINT":
        return wkb({"type": "Point", "coordinates": points[0]})
    if kind == "MULTIPOINT":
        return wkb({"type": "MultiPoint", "coordinates": points})
    starts = [*shape.parts, len(points)]
    parts = [points[start:end] for start, end in zip(starts, starts[1:], strict=False)]
    if kind == "POLYLINE":
        if len(parts) == 1:
            return wkb({"type": "LineString", "coordinates": parts[0]})
        return wkb({"type": "MultiLineString", "coordinates": parts})
    found = polygons(parts)
    if len(found) == 1:
        return wkb({"type": "Polygon", "coordinates": found[0]})
    return wkb({"type": "MultiPolygon", "coordinates": found})


def polygons(rings: list[list[Any]]) -> list[list[Any]]:
    """Outlines with their holes. Outlines run clockwise; a hole belongs to the smallest outline around it."""
    rings = [ring if ring[0] == ring[-1] else [*ring, ring[0]] for ring in rings if len(ring) > 2]
    if len(rings) == 1:
        return [rings]
    turns = [_doubled_area(ring) for ring in rings]
    outer = [number for number, turn in enumerate(turns) if turn <= 0]
    holes = [number for number, turn in enumerate(turns) if turn > 0]
    if not outer:
        return [[ring] for ring in rings]
    found: dict[int, list[Any]] = {number: [rings[number]] for number in outer}
    if len(outer) == 1:
        found[outer[0]] += [rings[number] for number in holes]
        return list(found.values())
    if holes:
        usable = [number for number in outer if len(rings[number]) > 3 and np.isfinite(turns[number])]
        tree = shapely.STRtree([shapely.Polygon(rings[number]) for number in usable])
        for number in holes:
            inner = shapely.point_on_surface(shapely.Polygon(rings[number]))
            around = [usable[index] for index in tree.query(inner, predicate="intersects")]
            if around:
                found[min(around, key=lambda index: -turns[index])].append(rings[number])
            else:
                found[number] = [rings[number]]
    return list(found.values())


def _doubled_area(ring: list[Any]) -> float:
    """Twice the signed area; positive if the ring runs against the clock."""
    x, y = (np.array(ring, dtype=np.float64) - ring[0]).T
    with np.errstate(over="ignore", invalid="ignore"):
        return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def _crs(path: str) -> str | None:
    """The coordinate system in the .prj file, in the words of Esri; None if there is none."""
    said = _beside(path, ".prj")
    if said is None:
        return None
    with open(said, "rb") as file:
        text = file.read(vector_parts.MOST_CRS_BYTES).decode("utf-8", "replace").strip().rstrip("\0")
    try:
        crs = CRS.from_wkt(text, morph_from_esri_dialect=True)
        return known_crs(crs.to_string())
    except CRS_ERRORS:
        return None
