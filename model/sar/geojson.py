"""Polygons of a GeoJSON file, from geometries, features or collections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.errors.errors import InvalidRequest
from model.protocol.reading import parse
from model.sar.sources import check_source

DEFAULT_CRS = "EPSG:4326"
"""RFC 7946: GeoJSON is in longitude and latitude on WGS 84 unless the file says otherwise."""


def polygon_of_file(path: Path) -> tuple[dict[str, Any], str]:
    """All polygons of a file as one geometry, and their coordinate system.

    Returns:
        A GeoJSON MultiPolygon and ``EPSG:code``: from the file's ``crs`` member (GeoJSON of 2008, still
        written by QGIS and GDAL), else WGS 84.

    Raises:
        InvalidRequest: The file cannot be read, is no GeoJSON, or holds no polygon.
    """
    check_source(str(path), InvalidRequest)
    try:
        body = parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidRequest(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:  # MessageError, too
        raise InvalidRequest(f"{path} is not GeoJSON: {error}") from error
    try:
        polygons = list(_polygons(body))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidRequest(f"{path} is damaged GeoJSON.") from error
    if not polygons:
        raise InvalidRequest(f"{path} holds no polygon.")
    return {"type": "MultiPolygon", "coordinates": polygons}, _crs(body)


def _polygons(item: dict[str, Any]) -> Iterator[Any]:
    """Coordinates of each polygon in a geometry, a feature or a collection of either."""
    kind = item["type"]
    if kind == "FeatureCollection":
        for feature in item["features"]:
            yield from _polygons(feature)
    elif kind == "Feature" and item["geometry"] is not None:
        yield from _polygons(item["geometry"])
    elif kind == "GeometryCollection":
        for geometry in item["geometries"]:
            yield from _polygons(geometry)
    elif kind == "MultiPolygon":
        yield from item["coordinates"]
    elif kind == "Polygon":
        yield item["coordinates"]


def _crs(body: dict[str, Any]) -> str:
    """``urn:ogc:def:crs:EPSG::3857`` in the file's ``crs`` member becomes ``EPSG:3857``."""
    member = body.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = re.search(r"EPSG:(?:[\d.]*:)?(\d+)$", name) if isinstance(name, str) else None
    return f"EPSG:{found[1]}" if found else DEFAULT_CRS
