"""Reads the band names that SNAP hides in its GeoTIFF files.

SNAP writes its product description (BEAM-DIMAP XML) into the private TIFF tag 65000, which GDAL does
not show, and leaves the bands nameless, cross-pol first. Layout: TIFF 6.0 and BigTIFF.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

_SNAP_TAG = 65000
_MAX_XML_BYTES = 8_000_000
_MAX_ENTRIES = 4096
# Parsed with patterns: a hostile file could make an XML parser expand without end.
_BAND_BEGIN, _BAND_END = "<Spectral_Band_Info>", "</Spectral_Band_Info>"
_FIELD = re.compile(r"<(BAND_INDEX|BAND_NAME|PHYSICAL_UNIT)>([^<]*)</\1>")
_INDEX = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True)
class SnapBand:
    """Name and unit of a band, such as ``Sigma0_VH`` and ``intensity``."""

    name: str
    unit: str


def snap_bands(path: str) -> dict[int, SnapBand]:
    """Bands by 1-based number; empty if the file is no TIFF of SNAP or is unreadable."""
    try:
        with open(path, "rb") as file:
            xml = _tag_text(file)
    except (OSError, ValueError, struct.error):
        return {}
    found = {}
    # Split rather than matched: a pattern searches each end anew, which is slow in a hostile file without
    # ends.
    for part in xml.split(_BAND_BEGIN)[1:]:
        body, end, _ = part.partition(_BAND_END)
        fields = dict(_FIELD.findall(body)) if end else {}
        if _INDEX.fullmatch(fields.get("BAND_INDEX", "")):
            found[int(fields["BAND_INDEX"]) + 1] = SnapBand(
                fields.get("BAND_NAME", ""), fields.get("PHYSICAL_UNIT", "")
            )
    return found


def _tag_text(file: BinaryIO) -> str:
    """Text of tag 65000 in the first directory of a TIFF, or ""."""
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        return ""
    version = struct.unpack_from(order + "H", head, 2)[0]
    if version == 42:
        start, count_format, entry_format = struct.unpack_from(order + "I", head, 4)[0], "H", "HHI4s"
    elif version == 43:
        start, count_format, entry_format = struct.unpack_from(order + "Q", head, 8)[0], "Q", "HHQ8s"
    else:
        return ""
    file.seek(start)
    count = struct.unpack(order + count_format, file.read(struct.calcsize(order + count_format)))[0]
    size = struct.calcsize(order + entry_format)
    directory = file.read(min(count, _MAX_ENTRIES) * size)
    for tag, _, length, value in struct.iter_unpack(order + entry_format, directory):
        if tag == _SNAP_TAG and len(value) < length <= _MAX_XML_BYTES:
            file.seek(struct.unpack(order + ("I" if version == 42 else "Q"), value)[0])
            return file.read(length).decode("utf-8", errors="replace")
    return ""
