"""Raster files: GeoTIFFs spoiled byte by byte and tag by tag, with the files that lie beside them."""

from __future__ import annotations

import functools
import struct
from pathlib import Path

from cases import Case, request
from hypothesis import strategies as st
from raster_xml import sidecars, virtual_rasters
from tiff import Entry, entries_of
from values import NUMBERS, URLS

_WORDS = (
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    11,
    12,
    13,
    16,
    64,
    255,
    256,
    4096,
    32767,
    32773,
    65535,
    2**31 - 1,
    2**31,
    2**32 - 1,
)
_DOUBLES = [float(value) for value in NUMBERS if isinstance(value, float) or abs(value) < 10**300]
_SUFFIXES = (
    ".tif",
    ".tiff",
    ".TIF",
    ".vrt",
    ".img",
    ".jp2",
    ".h5",
    ".nc",
    ".png",
    ".zip",
    ".xml",
    "",
    ".SAFE",
    ".tif.gz",
)


@functools.cache
def _forms(base: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(base.glob("*.tif"))}


@functools.cache
def _entries(data: bytes) -> list[Entry]:
    return entries_of(data)


@st.composite
def _spoiled_tiff(draw: st.DrawFn, base: Path) -> bytes:
    forms = _forms(base)
    sound = forms[draw(st.sampled_from(sorted(forms)))]
    data = bytearray(sound)
    for _ in range(draw(st.integers(0, 4))):
        how = draw(st.sampled_from(("values",) * 5 + ("entry", "entry", "byte", "cut", "insert")))
        entry = draw(st.sampled_from(_entries(sound)))
        if how == "entry":
            offset, size = entry.fields[draw(st.integers(0, 3))]
            struct.pack_into(
                "<H" if size == 2 else "<I", data, offset, draw(st.sampled_from(_WORDS)) % 2 ** (8 * size)
            )
        elif how == "values":
            place = entry.start + entry.item * draw(st.integers(0, max(0, min(entry.count, 60) - 1)))
            new = _packed(draw, entry)
            data[place : place + len(new)] = new
        elif how == "byte":
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
        elif how == "cut":
            del data[max(8, draw(st.integers(8, len(sound)))) :]
        else:
            place = draw(st.integers(0, len(data)))
            data[place:place] = draw(st.binary(max_size=5))
        if len(data) < len(sound):
            break  # offsets of the sound file no longer hold
    return bytes(data)


def _packed(draw: st.DrawFn, entry: Entry) -> bytes:
    if entry.kind == 12:
        return struct.pack("<d", draw(st.one_of(st.sampled_from(_DOUBLES), st.floats())))
    if entry.kind == 2:
        text = draw(st.sampled_from(("nan", "1e400", "-inf", "\0", "<", "&", "9" * 8, "http://", "0x10")))
        return text.encode("ascii")[: max(1, entry.count)]
    size = min(entry.item, 4)
    return struct.pack("<I", draw(st.sampled_from(_WORDS)))[:size]


@st.composite
def cases(draw: st.DrawFn, base: Path) -> Case:
    """A raster with or without sidecars: described, and segmented as a user who insists would."""
    kind = draw(st.sampled_from(("tiff",) * 4 + ("vrt",) * 5 + ("bytes",)))
    if kind == "tiff":
        data = draw(_spoiled_tiff(base))
    elif kind == "vrt":
        data = draw(virtual_rasters()).encode("utf-8", "replace")
    else:
        data = draw(st.binary(max_size=60))
    suffix = ".tif" if draw(st.integers(0, 5)) else draw(st.sampled_from(_SUFFIXES))
    name = f"s{suffix}"
    files, fifos = {name: data}, ()
    if draw(st.integers(0, 3)) == 3:
        beside, contents = draw(sidecars(_forms(base)["plain.tif"]))
        if contents is None:
            fifos = (beside.format(name),)
        else:
            files[beside.format(name)] = contents
    scene: dict[str, object] = {"path": f"CASE/{name}"}
    if draw(st.integers(0, 5)) == 5:
        scene["cross_pol_path"] = draw(st.sampled_from(("BASE/vh.tif", f"CASE/{name}", "FIFO", URLS[4])))
    lines = [request("describe", "describe", {"scene": scene})]
    if draw(st.booleans()):
        insisting = {
            **scene,
            "allow_any": True,
            "units": draw(st.sampled_from(("auto", "db", "linear", "dn"))),
        }
        outputs = draw(st.sampled_from((["landcover"], ["landcover", "confidence", "attention"])))
        params = {"scenes": [insisting], "out_dir": "CASE/out", "outputs": outputs}
        lines.append(request("segment", "segment", params))
    return Case(tuple(lines), files, fifos)
