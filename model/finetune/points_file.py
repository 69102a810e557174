"""Writes points with fields as a GeoPackage or as GeoJSON."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from model.errors.errors import InvalidRequest
from model.sar.crs import CRS_ERRORS, WGS84, is_local, reproject

Values = Sequence[int] | Sequence[str]

_APPLICATION, _VERSION = 0x47504B47, 10300
"""``GPKG``, and version 1.3 of the format."""
_OWN = 100_000
"""Number of a coordinate system without a code of EPSG."""
_UNKNOWN = -1
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


@dataclass(frozen=True)
class Points:
    """Points with fields.

    Attributes:
        layer: Name of the layer.
        xs: Map coordinates.
        ys: Map coordinates.
        fields: Field to its values, one per point.
        crs: WKT of the coordinates' system; None if unknown.
    """

    layer: str
    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    fields: Mapping[str, Values]
    crs: str | None


def write_geopackage(path: Path, points: Points) -> None:
    """Writes points as a GeoPackage that did not exist before.

    Args:
        path: The file.
        points: What is in it.

    Raises:
        OSError: The file cannot be written.
    """
    layer, xs, ys = points.layer, points.xs, points.ys
    try:
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_VERSION}")
            database.executescript(_TABLES)
            number = _write_systems(database, points.crs)
            box = (xs.min(), ys.min(), xs.max(), ys.max()) if len(xs) else (None,) * 4
            database.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y,"
                " srs_id) VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
                (layer, layer, *box, number),
            )
            database.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (layer, number)
            )
            _write_points(database, points, number)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def write_geojson(path: Path, points: Points) -> None:
    """Writes points as GeoJSON: in their own system if it has a code of EPSG, otherwise in degrees.

    Args:
        path: The file.
        points: What is in it.

    Raises:
        OSError: The file cannot be written.
    """
    xs, ys = points.xs, points.ys
    system = _parsed(points.crs)
    code = _epsg(system)
    if system is not None and code is None and not is_local(system):
        # The format names systems by their code alone.
        with contextlib.suppress(InvalidRequest):
            xs, ys = reproject(system, WGS84, xs, ys)
    member = f"urn:ogc:def:crs:EPSG::{code}" if code not in (None, 4326) else "urn:ogc:def:crs:OGC:1.3:CRS84"
    rows = [
        {
            "type": "Feature",
            "properties": {name: column[number] for name, column in points.fields.items()},
            "geometry": {"type": "Point", "coordinates": [float(x), float(y)]},
        }
        for number, (x, y) in enumerate(zip(xs, ys, strict=True))
    ]
    whole = {
        "type": "FeatureCollection",
        "name": points.layer,
        "crs": {"type": "name", "properties": {"name": member}},
        "features": rows,
    }
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


WRITERS: dict[str, Callable[[Path, Points], None]] = {
    ".gpkg": write_geopackage,
    ".geojson": write_geojson,
    ".json": write_geojson,
}
"""Ending of a file to what writes it."""


def _write_systems(database: sqlite3.Connection, crs: str | None) -> int:
    """Writes the systems that every file has and that of the points; returns the number of the latter."""
    rows = [
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, _definition(WGS84)),
    ]
    system = _parsed(crs)
    number = _epsg(system) or (_UNKNOWN if system is None else _OWN)
    if system is not None and number != 4326:
        organisation = "NONE" if number == _OWN else "EPSG"
        text = _definition(system)
        rows.append((text.split('"')[1] if '"' in text else "unnamed", number, organisation, number, text))
    database.executemany(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id,"
        " definition) VALUES (?, ?, ?, ?, ?)",
        rows,
    )
    return number


def _write_points(database: sqlite3.Connection, points: Points, number: int) -> None:
    table, fields = '"' + points.layer.replace('"', '""') + '"', points.fields
    kinds = {
        name: "TEXT" if any(isinstance(value, str) for value in fields[name]) else "MEDIUMINT"
        for name in fields
    }
    words = "".join(f', "{name}" {kind}' for name, kind in kinds.items())
    database.execute(
        f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT{words})"
    )
    head = b"GP\0\1" + struct.pack("<i", number)
    shapes = [head + struct.pack("<BI2d", 1, 1, x, y) for x, y in zip(points.xs, points.ys, strict=True)]
    names = "".join(f', "{name}"' for name in fields)
    # Names cannot be parameters of SQL.
    insert = f"INSERT INTO {table} (geom{names}) VALUES (?{', ?' * len(fields)})"  # nosec B608
    database.executemany(insert, zip(shapes, *fields.values(), strict=True))


def _parsed(crs: str | None) -> CRS | None:
    return CRS.from_wkt(crs) if crs else None


def _epsg(system: CRS | None) -> int | None:
    """The code of a system; None if it is not quite that of EPSG."""
    with contextlib.suppress(*CRS_ERRORS):
        code = system.to_epsg(confidence_threshold=100) if system is not None else None
        return int(code) if code else None
    return None


def _definition(system: CRS) -> str:
    """A system as WKT 1, as GeoPackage asks for; as WKT 2 if WKT 1 has no words for it."""
    with contextlib.suppress(*CRS_ERRORS):
        return str(system.to_wkt(version="WKT1_GDAL"))
    return str(system.to_wkt(version="WKT2_2019"))
