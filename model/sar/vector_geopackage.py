"""Reads layers of GeoPackages: SQLite, with geometries as WKB behind a small head.

https://www.geopackage.org/spec131. The libraries for GeoPackage that need no GDAL (fudgeo) open files for
writing, and make an object of every vertex. So this reads with SQLite alone, and never writes.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import InvalidRequest, LabelsNotReadable
from model.errors.words import marked
from model.sar import vector_parts
from model.sar.crs import parse_crs
from model.sar.vector_parts import Features, Gathered, Wanted, as_column, check_amount, known_crs, no_geometry

_MAGIC = b"SQLite format 3\0"
_APPLICATIONS = (b"GPKG", b"GP10", b"GP11")
_STEP = 100_000
"""Instructions of SQLite's machine between two polls: a few milliseconds."""
_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the box in a geometry's head, by the kind of box."""
_EXTENDED = 0x20
_WHOLE = re.compile(r"(TINY|SMALL|MEDIUM|BIG)?INT(EGER)?\b.*")
_REAL = re.compile(r"(FLOAT|DOUBLE|REAL|NUMERIC)\b.*")
_TEXT = re.compile(r"(TEXT|STRING|VARCHAR|CHAR|JSON)\b.*")
_LAYERS = """
    SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_contents c
    JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name)
    WHERE c.data_type = 'features' ORDER BY c.rowid"""
_SYSTEM = (
    "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
)


def is_one(head: bytes, suffix: str) -> bool:
    """Whether a file is a GeoPackage, by its first bytes and its ending."""
    return head.startswith(_MAGIC) and (suffix == ".gpkg" or head[68:72] in _APPLICATIONS)


def read(path: str, wanted: Wanted) -> Features:
    """Reads a layer.

    Raises:
        LabelsNotReadable: There is no such layer or field, or the layer is too large or changes.
        sqlite3.Error: The file is damaged.
    """
    with _opened(path, wanted) as database:
        table, column, system = _layer(database, wanted)
        kinds = _kinds(database, table, column)
        # Names cannot be parameters of SQL.
        count = int(database.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])  # nosec B608
        fields = wanted.of(list(kinds), empty=count == 0)
        check_amount(wanted.name, count, 0)
        kept = [field for field in fields if field in kinds]
        words = ", ".join([_quoted(column), *(_expression(field, kinds[field]) for field in kept)])
        cursor = database.execute(f"SELECT {words} FROM {_quoted(table)}")  # nosec B608
        gathered = Gathered(wanted)
        values: dict[str, list[Any]] = {field: [] for field in fields}
        while rows := cursor.fetchmany(vector_parts.PART):
            gathered.add([_wkb(row[0]) for row in rows])
            for number, field in enumerate(kept, 1):
                values[field] += [row[number] for row in rows]
        columns = {field: _column(values[field], kinds.get(field, "")) for field in fields}
        return Features(wanted.name, gathered.geometry(), columns, _crs(database, system))


@contextlib.contextmanager
def _opened(path: str, wanted: Wanted) -> Iterator[sqlite3.Connection]:
    """The database, for reading only; ``poll`` is called while SQLite works."""
    path = os.path.realpath(path)  # where SQLite looks for the files beside
    # A finished file in the mode "WAL" (QGIS leaves those) needs files beside it, unless SQLite hears that
    # the file will not change.
    still = _is_wal(path) and not _size(f"{path}-wal")
    before = os.stat(path) if still else None
    place = Path(path).as_posix()
    address = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode=ro"
    stopped: list[BaseException] = []
    try:
        database = sqlite3.connect(f"{address}&immutable=1" if still else address, uri=True)
        with contextlib.closing(database):
            database.set_progress_handler(_watched(wanted.poll, stopped), _STEP)
            for pragma in ("query_only = 1", "trusted_schema = 0", "cell_size_check = 1"):
                database.execute(f"PRAGMA {pragma}")
            yield database
    except sqlite3.Error as error:
        if stopped:
            raise stopped[0] from error
        if _size(f"{path}-wal") and getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CANTOPEN:
            raise LabelsNotReadable(
                f"{wanted.name} has changes that were not finished.",
                remedy=marked("Open it in QGIS and export it as a GeoPackage to another folder."),
                detail=str(error),
            ) from error
        raise
    if before is not None and _changed(before, os.stat(path)):
        raise LabelsNotReadable(
            f"{wanted.name} was changed while it was read.", remedy=marked("Save your edits, and try again.")
        )


def _watched(poll: Callable[[], object], stopped: list[BaseException]) -> Callable[[], int]:
    """Stops SQLite if ``poll`` raises: SQLite itself would lose the exception."""

    def watch() -> int:
        try:
            poll()
        except BaseException as error:
            stopped.append(error)
        return len(stopped)

    return watch


def _is_wal(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(20)[18:20] == b"\2\2"


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _changed(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)


def _layer(database: sqlite3.Connection, wanted: Wanted) -> tuple[str, str, int | None]:
    """Table, column of the geometry and number of the coordinate system."""
    tables = {row[0] for row in database.execute("SELECT lower(name) FROM sqlite_master")}
    others = [str(row[0]) for row in database.execute("SELECT table_name FROM gpkg_contents")]
    layers = database.execute(_LAYERS).fetchall() if "gpkg_geometry_columns" in tables else []
    if wanted.layer is None and others and not layers:
        raise no_geometry(wanted.name)
    wanted.check_layer([row[0] for row in layers] + ([] if wanted.layer is None else others))
    found = [row for row in layers if wanted.layer in (None, row[0])]
    if not found:
        raise no_geometry(wanted.name)
    table, column, system = found[0]
    return str(table), str(column), system if isinstance(system, int) else None


def _kinds(database: sqlite3.Connection, table: str, geometry: str) -> dict[str, str]:
    """Field to declared type, without geometry and number of the feature."""
    rows = database.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    return {
        name: str(kind).upper()
        for _, name, kind, _, _, key, hidden in rows
        if name.lower() != geometry.lower() and hidden != 1 and not (key and _WHOLE.match(str(kind).upper()))
    }


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _expression(field: str, kind: str) -> str:
    """A field in SQL, as its type says: SQLite lets any value into any field."""
    if kind == "BOOLEAN" or _WHOLE.match(kind):
        return f"CAST({_quoted(field)} AS INTEGER)"
    if _REAL.match(kind):
        return f"CAST({_quoted(field)} AS REAL)"
    if _TEXT.match(kind) or kind in ("DATE", "DATETIME"):
        return f"CAST({_quoted(field)} AS TEXT)"
    return _quoted(field)


def _column(values: list[Any], kind: str) -> NDArray[Any]:
    if kind == "BOOLEAN":
        return as_column([None if value is None else value != 0 for value in values])
    if kind in ("DATE", "DATETIME"):
        unit = "D" if kind == "DATE" else "ms"
        return np.array([_moment(value, unit) for value in values], dtype=f"datetime64[{unit}]")
    return as_column(values)


def _moment(text: str | None, unit: str) -> np.datetime64:
    """A date or time; missing if it is none."""
    with contextlib.suppress(ValueError):
        # In the time zone of the file, as GDAL reads it.
        return np.datetime64(re.sub(r"(Z|[+-]\d\d:\d\d)$", "", text or "NaT"), unit)  # type: ignore[call-overload,no-any-return]
    return np.datetime64("NaT", "ms")


def _wkb(value: Any) -> bytes | None:
    """The WKB in a GeoPackage's geometry; None if there is none."""
    if not isinstance(value, bytes) or len(value) < 13 or value[:2] != b"GP":
        return None
    flags = value[3]
    kind = flags >> 1 & 7
    if kind >= len(_ENVELOPES) or flags & _EXTENDED:
        return None
    return value[8 + _ENVELOPES[kind] :]


def _crs(database: sqlite3.Connection, number: int | None) -> str | None:
    """The coordinate system of a layer; None if undefined."""
    row = database.execute(_SYSTEM, (number,)).fetchone() if number is not None and number > 0 else None
    if row is None:
        return None
    organisation, code, definition = row
    text = str(definition or "")
    if str(organisation).upper() == "EPSG":
        # A code of a later EPSG than the one here still has its definition.
        with contextlib.suppress(InvalidRequest):
            return str(parse_crs(f"EPSG:{code}").to_string())
    return known_crs(text) if text.strip() and text.strip().lower() != "undefined" else None
