"""Reads GeoJSON, one feature after the other, so that reading can be limited and stopped. RFC 7946."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.errors.errors import InvalidRequest
from model.sar import vector_parts
from model.sar.crs import parse_crs
from model.sar.vector_parts import Features, Gathered, Wanted, as_column, check_amount, check_size
from model.sar.vector_wkb import KINDS, wkb

_OTHERS = re.compile(rb'"Topology"|"esriGeometry|"geometryType"|"esriFieldType')
"""Words in the head of JSON that is no GeoJSON."""
_LINES = (".geojsonl", ".geojsons", ".ndjson", ".jsonl")
"""Endings of files with a feature per line."""
_BLANK = re.compile(r"[ \t\r\n]*")
_URN = re.compile(r"urn:(?:x-)?ogc:def:crs:(\w+):[\w.]*:(\w+)", re.IGNORECASE)
_DEGREES = "EPSG:4326"
_FEATURE = ""
"""Stands for the name of a feature in the walk through a collection."""


def is_one(head: bytes, suffix: str) -> bool:
    """Whether a file is GeoJSON, by its first bytes and its ending."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and suffix not in _LINES and not _OTHERS.search(head)


def read(path: str, wanted: Wanted) -> Features:
    """Reads a file.

    Raises:
        LabelsNotReadable: There is no such field, or the file is too large.
        ValueError: The file is no GeoJSON.
    """
    check_size(path, wanted.name)
    gathered = Gathered(wanted)
    members: dict[str, Any] = {}
    # In the order of the file, for messages.
    there: dict[str, None] = {}
    asked = list(dict.fromkeys([*wanted.fields, *wanted.optional]))
    values: dict[str, list[Any]] = {field: [] for field in asked}
    part: list[bytes | None] = []
    count = 0
    for properties, geometry in _features(Path(path).read_bytes().decode("utf-8-sig"), members):
        count += 1
        check_amount(wanted.name, count, 0)
        there.update(dict.fromkeys(map(_scalar, properties)))
        for field in asked:
            values[field].append(_scalar(properties.get(field)))
        part.append(wkb(geometry))
        if len(part) == vector_parts.PART:
            gathered.add(part)
            part = []
    gathered.add(part)
    if wanted.layer is not None:
        wanted.check_layer([*[members["name"]] * isinstance(members.get("name"), str), Path(path).stem])
    fields = wanted.of(list(there), empty=not count)
    columns = {field: as_column(values[field]) for field in fields}
    return Features(wanted.name, gathered.geometry(), columns, _crs(members))


def _features(text: str, members: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Properties and geometry of every feature; fills in the other members of the outer object."""
    found = False
    for key, value in _walk(text):
        if key != _FEATURE:
            found |= key == "features" and isinstance(value, list)
            members[key] = value
        elif isinstance(value, dict) and value.get("type") == "Feature":
            yield _properties(value), value.get("geometry")
    kind = members.get("type")
    if kind == "Feature":
        yield _properties(members), members.get("geometry")
    elif kind in KINDS:
        yield {}, members
    elif not (kind == "FeatureCollection" and found):
        raise ValueError("neither a collection of features, nor a feature, nor a geometry")


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    found = found if isinstance(found, dict) else {}
    # A name of a feature becomes a field, a number does not: as in QGIS.
    return {"id": feature["id"], **found} if isinstance(feature.get("id"), str) else found


def _walk(text: str) -> Iterator[tuple[str, Any]]:
    """Members of the outer object; each of ``features`` by itself, ``features`` itself without them."""
    decode = json.JSONDecoder().raw_decode

    def after(at: int) -> int:
        found = _BLANK.match(text, at)
        return found.end() if found else at

    def expect(at: int, sign: str) -> int:
        at = after(at)
        if text[at : at + 1] != sign:
            raise ValueError(f"'{sign}' is missing at character {at}")
        return after(at + 1)

    def more(at: int, end: str) -> tuple[bool, int]:
        at = after(at)
        return (False, at + 1) if text[at : at + 1] == end else (True, expect(at, ","))

    at = expect(0, "{")
    going, at = (False, at + 1) if text[at : at + 1] == "}" else (True, at)
    while going:
        key, at = decode(text, at)
        if not isinstance(key, str):
            raise ValueError("a name is missing")
        at = expect(at, ":")
        if key == "features" and text[at : at + 1] == "[":
            at = after(at + 1)
            inside, at = (False, at + 1) if text[at : at + 1] == "]" else (True, at)
            while inside:
                value, at = decode(text, at)
                yield _FEATURE, value
                inside, at = more(at, "]")
            yield key, []
        elif key:
            value, at = decode(text, at)
            yield key, value
        else:
            _, at = decode(text, at)
        going, at = more(at, "}")
    if after(at) != len(text):
        raise ValueError(f"more text follows the object, at character {at}")


def _scalar(value: Any) -> Any:
    """A value as a field holds it: objects and lists as text, and texts without halves of characters."""
    value = json.dumps(value) if isinstance(value, (dict, list)) else value
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _crs(members: dict[str, Any]) -> str:
    """The coordinate system: degrees unless the file names another one that is known, as in GDAL.

    Links are not followed.
    """
    said = members.get("crs")
    said = said if isinstance(said, dict) else {}
    inside = said.get("properties")
    inside = inside if isinstance(inside, dict) else {}
    text = f"EPSG:{inside.get('code')}" if said.get("type") == "EPSG" else str(inside.get("name"))
    named = _URN.fullmatch(text.strip())
    text = f"{named[1]}:{named[2]}" if named else text
    with contextlib.suppress(InvalidRequest):
        return _DEGREES if text.upper() == "OGC:CRS84" else str(parse_crs(text).to_string())
    return _DEGREES
