"""Raster files: GeoTIFFs spoiled byte by byte and tag by tag, with the files that lie beside them."""

from __future__ import annotations

import functools
import struct
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.cases import Case, request
from tests.fuzz.raster_texts import texts_of_other_formats
from tests.fuzz.raster_xml import sidecars, virtual_rasters
from tests.fuzz.tiff import SNAP_BANDS, Entry, entries_of, with_text
from tests.fuzz.values import NUMBERS, URLS

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
        how = draw(
            st.sampled_from(("values",) * 5 + ("text", "text", "entry", "entry", "byte", "cut", "insert"))
        )
        if how == "text" and not any(entry.tag in _TEXTS for entry in _entries(sound)):
            continue
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
        elif how == "text":
            entry = draw(st.sampled_from([entry for entry in _entries(sound) if entry.tag in _TEXTS]))
            data[:] = with_text(bytes(data), entry, draw(_texts(entry.tag)))
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


_METADATA, _NODATA = 42112, 42113
_TEXTS = (_METADATA, _NODATA, SNAP_BANDS)
_LONG = 300_000


@st.composite
def _texts(draw: st.DrawFn, tag: int) -> bytes:
    """What stands in a tag of text: GDAL's metadata, nodata, SNAP's names of bands."""
    number = draw(
        st.sampled_from(("0", "1", "-1", "\u00b2", "\uff11", "9" * 5000, "nan", "1e400", "-inf", "", "x"))
    )
    name = draw(st.sampled_from(("Sigma0_VV_db", "VV", "x" * 5000, "\x00", "<", "&a;", "\u202e", "%s")))
    many = _LONG if draw(st.integers(0, 5)) == 5 else 1
    if tag == _NODATA:
        return number.encode() + b"\0"
    if tag == SNAP_BANDS:
        info = (
            f"<BAND_INDEX>{number}</BAND_INDEX><BAND_NAME>{name}</BAND_NAME><PHYSICAL_UNIT>dB</PHYSICAL_UNIT>"
        )
        return (
            "<Spectral_Band_Info>" * many + info + draw(st.sampled_from(("</Spectral_Band_Info>", "")))
        ).encode()
    role = draw(st.sampled_from(("description", "scale", "offset", "unittype", "colorinterp", "x")))
    key = draw(
        st.sampled_from(
            ("DESCRIPTION", "OFFSET", "SCALE", "UNITTYPE", "POLARIZATION", "AREA_OR_POINT", "units")
        )
    )
    value = draw(st.sampled_from((number, name)))
    sample = draw(st.sampled_from(("0", "1", "-1", "99", number)))
    item = f'<Item name="{key}" sample="{sample}" role="{role}">{value}</Item>'
    return f"<GDALMetadata>{item * (many // 10 + 1)}</GDALMetadata>".encode() + b"\0"


@st.composite
def cases(draw: st.DrawFn, base: Path) -> Case:
    """A raster with or without sidecars: described, and segmented as a user who insists would."""
    kind = draw(st.sampled_from(("tiff",) * 4 + ("vrt",) * 5 + ("text", "bytes")))
    if kind == "tiff":
        data = draw(_spoiled_tiff(base))
    elif kind == "vrt":
        data = draw(virtual_rasters()).encode("utf-8", "replace")
    elif kind == "text":
        data = draw(texts_of_other_formats()).encode("utf-8", "replace")
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
