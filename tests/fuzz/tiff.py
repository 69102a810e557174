"""Just enough of TIFF to spoil one: where its directory's entries and their values lie."""

from __future__ import annotations

import struct
from dataclasses import dataclass

PIXEL_SCALE, TIE_POINTS, SNAP_BANDS = 33550, 33922, 65000
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 16: 8}


@dataclass(frozen=True)
class Entry:
    """One entry of the first directory.

    Attributes:
        tag: TIFF's number of it.
        kind: TIFF's number of the type.
        fields: Offset and bytes of its four parts: tag, type, count, value (or the value's offset).
        start: Where the values lie.
        item: Bytes of a value.
        count: Values.
    """

    tag: int
    kind: int
    fields: tuple[tuple[int, int], ...]
    start: int
    item: int
    count: int


def entries_of(data: bytes) -> list[Entry]:
    """The first directory of a sound little-endian TIFF or BigTIFF."""
    big = data[2] == 43
    directory = struct.unpack_from("<Q" if big else "<I", data, 8 if big else 4)[0]
    number = struct.unpack_from("<Q" if big else "<H", data, directory)[0]
    layout, sizes = ("<HHQQ", (2, 2, 8, 8)) if big else ("<HHII", (2, 2, 4, 4))
    place = directory + (8 if big else 2)
    found = []
    for _ in range(number):
        tag, kind, count, value = struct.unpack_from(layout, data, place)
        fields, offset = [], place
        for size in sizes:
            fields.append((offset, size))
            offset += size
        item = _TYPE_BYTES.get(kind, 1)
        inside = item * count <= sizes[3]
        found.append(Entry(tag, kind, tuple(fields), fields[3][0] if inside else value, item, count))
        place = offset
    return found


def entry_of(data: bytes, tag: int) -> Entry:
    """The entry of a tag that the file has."""
    return next(entry for entry in entries_of(data) if entry.tag == tag)


def with_doubles(data: bytes, tag: int, values: dict[int, float]) -> bytes:
    """The file with some of a tag's values replaced: index to value."""
    entry = entry_of(data, tag)
    changed = bytearray(data)
    for index, value in values.items():
        struct.pack_into("<d", changed, entry.start + 8 * index, value)
    return bytes(changed)


def with_text(data: bytes, entry: Entry, text: bytes) -> bytes:
    """The file with another text in an entry: put at the file's end, and the entry made to point there."""
    changed = bytearray(data)
    for (offset, size), value in zip(entry.fields[1:], (2, len(text), len(data))):
        struct.pack_into({2: "<H", 4: "<I", 8: "<Q"}[size], changed, offset, value)
    return bytes(changed) + text
