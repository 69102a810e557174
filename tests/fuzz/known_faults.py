"""Inputs that went wrong once, by name; ``tests/data/README.md`` says where they come from."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.fuzz.bases import NORTH, PIXEL, WEST
from tests.fuzz.cases import Case, request
from tests.fuzz.tiff import PIXEL_SCALE, SNAP_BANDS, TIE_POINTS, entry_of, with_doubles, with_text
from tests.model.fixtures.files import changed_card
from tests.places import DATA

Make = Callable[[Path], Case]

FAULTS = DATA / "faults"
NAN, INF = math.nan, math.inf
FIFOS = ("fifo.tif", "fifo.gpkg", "fifo.geojson", "fifo.safetensors")

_SPOILED = {
    "tiled_scale_inf": ("tiled", {0: -INF, 1: NAN}, {}),
    "plain_scale_nan_tie_1e300": ("plain", {0: 180.0, 1: NAN}, {1: 91.0, 4: 1e300}),
    "jpeg_scale_nan": ("jpeg", {1: NAN, 2: 5e-324}, {5: 1e10}),
    "overviews_scale_1e300": ("overviews", {0: -1e300, 2: 5e-324}, {0: NAN, 2: 180.0}),
    "vh_scale_inf": ("vh", {1: -INF, 2: 1e300}, {3: 180.0}),
    "big_scale_1e10": ("big", {1: 1e10, 2: 1e300}, {0: INF, 3: 1e300}),
    "jpeg_tie_inf": ("jpeg", {0: -1.0, 1: 180.0}, {1: INF}),
    "plain_scale_1e300": ("plain", {0: 1e300, 1: 1e300}, {4: -INF}),
    "overviews_tie_inf": ("overviews", {0: 1e-9}, {0: INF, 4: 1e300}),
    "jpeg_scale_1e-300": ("jpeg", {0: 1e-300, 1: 1.0}, {3: INF, 5: 1e-300}),
    "plain_scale_nan": ("plain", {0: NAN, 2: 5e-324}, {}),
    "zstd_scale_nan": ("zstd", {1: NAN}, {}),
    "lin_tie_inf": ("lin", {}, {1: -INF, 5: -1.0}),
}
"""Name to form of file, and values put into its pixel scale and its tie points."""

_SIZES = ((10**5, 10**5), (10**6, 10**6), (2**31 - 1, 1), (1, 2**31 - 1), (2**31 - 1, 2**31 - 1))
_SOURCE = (
    "<SimpleSource><SourceFilename>BASE/plain.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource>"
)
_PLAIN = "BASE/plain.tif"
_KERNEL = (
    "<KernelFilteredSource><SourceFilename>BASE/plain.tif</SourceFilename><SourceBand>1</SourceBand>"
    '<Kernel normalized="1"><Size>0</Size><Coefs>1 1 1</Coefs></Kernel></KernelFilteredSource>'
)
_FETCHERS = {
    "wms": "<GDAL_WMS><Service name='TMS'><ServerUrl>http://LISTENER/${z}/${x}/${y}.png</ServerUrl></Service>"
    "<DataWindow><UpperLeftX>-20037508</UpperLeftX><UpperLeftY>20037508</UpperLeftY>"
    "<LowerRightX>20037508</LowerRightX><LowerRightY>-20037508</LowerRightY><TileLevel>3</TileLevel>"
    "<TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin></DataWindow>"
    "<Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY>"
    "<BandsCount>3</BandsCount></GDAL_WMS>",
    "wcs": "<WCS_GDAL><ServiceURL>http://LISTENER/wcs?</ServiceURL><CoverageName>a</CoverageName></WCS_GDAL>",
    "wmts": "<GDAL_WMTS><GetCapabilitiesUrl>http://LISTENER/wmts.xml</GetCapabilitiesUrl></GDAL_WMTS>",
    "stacit": '{"type":"FeatureCollection","stac_version":"1.0.0","features":[{"type":"Feature",'
    '"stac_version":"1.0.0","collection":"c","properties":{"proj:epsg":4326,"proj:transform":'
    '[1e-4,0,0,0,-1e-4,0],"proj:shape":[64,64]},"assets":{"vv":{"href":"http://LISTENER/a.tif",'
    '"proj:epsg":4326,"proj:transform":[1e-4,0,0,0,-1e-4,0],"proj:shape":[64,64]}}}]}',
}


def all_cases() -> dict[str, Make]:
    """Every known input by name; each is made from the folder that ``bases.make_bases`` has filled."""
    found: dict[str, Make] = {}
    for line in (FAULTS / "requests.jsonl").read_bytes().splitlines():
        found[json.loads(line)["id"]] = partial(_request_case, line)
    for name, text in _scenes().items():
        found[name] = partial(_text_case, scene_case, name, text)
    for name, text in json.loads((FAULTS / "labels.json").read_text(encoding="utf-8")).items():
        found[name] = partial(_text_case, labels_case, name, text)
    for name, (form, scale, ties) in _SPOILED.items():
        found[f"{name}.tif"] = partial(_spoiled_case, form, {PIXEL_SCALE: scale, TIE_POINTS: ties})
    denormal = {index: 3e-301 / (index + 1) for index in range(30)}
    found["gcps_denormal.tif"] = partial(_spoiled_case, "gcps", {TIE_POINTS: denormal})
    for path in ("/dev/zero", "/dev/tty", "/proc/kmsg", "FIFO"):
        if path == "FIFO" or Path(path).exists():
            found[f"device {path}"] = partial(_device_case, path)
    return {**found, **_SPECIAL}


def scene_case(name: str, data: bytes, **others: bytes) -> Case:
    """Describes a scene, then segments it."""
    scene = {"path": f"CASE/{name}"}
    lines = (
        request("describe", "describe", {"scene": scene}),
        request("segment", "segment", {"scenes": [{**scene, "allow_any": True}], "out_dir": "CASE/out"}),
    )
    return Case(lines, {name: data, **others})


def labels_case(name: str, data: bytes, **others: bytes) -> Case:
    """Inspects labels over the plain scene, and lets a suggestion avoid them."""
    labels = [{"path": f"CASE/{name}", "field": "c"}]
    scene = {"path": "BASE/plain.tif"}
    suggest = {"scene": scene, "out": "CASE/next.gpkg", "labels": labels, "count": 3}
    lines = (
        request("inspect", "inspect_labels", {"scenes": [scene], "labels": labels}),
        request("suggest", "suggest_labels", suggest),
    )
    return Case(lines, {name: data, **others})


def _request_case(line: bytes, base: Path) -> Case:
    return Case((line,), fifos=FIFOS)


def _text_case(make: Callable[[str, bytes], Case], name: str, text: str, base: Path) -> Case:
    return make(name, text.encode())


def _spoiled_case(form: str, values: dict[int, dict[int, float]], base: Path) -> Case:
    """A GeoTIFF whose georeference makes no sense."""
    data = (base / f"{form}.tif").read_bytes()
    for tag, changes in values.items():
        data = with_doubles(data, tag, changes)
    return scene_case("s.tif", data)


def _device_case(path: str, base: Path) -> Case:
    labels = [{"path": path, "field": "c"}]
    return Case(
        (
            request("scene", "describe", {"scene": {"path": path}}),
            request("labels", "inspect_labels", {"scenes": [{"path": "BASE/plain.tif"}], "labels": labels}),
            request("model", "manage_model", {"action": "import", "model": path}),
        )
    )


def _scenes() -> dict[str, str]:
    texts = dict(json.loads((FAULTS / "scenes.json").read_text(encoding="utf-8")))
    for width, height in _SIZES:
        for kind, inside in (
            ("empty", ""),
            ("nan", "<NoDataValue>nan</NoDataValue>"),
            ("size", _SOURCE),
        ):
            texts[f"{kind}_{width}_{height}.vrt"] = vrt(inside, width, height)
    for number in (10, 20):
        points = "".join(
            f'<GCP Id="{row * number + col}" Pixel="{64 * col / number}" Line="{64 * row / number}" '
            f'X="{col / 1000}" Y="{-row / 1000}"/>'
            for row in range(number)
            for col in range(number)
        )
        gcps = f'<GCPList Projection="EPSG:4326">{points}</GCPList>'
        texts[f"gcps_{number**2}.vrt"] = vrt(_SOURCE, head=gcps)
    texts.update({f"fetch_{name}.tif": text for name, text in _FETCHERS.items()})
    texts["source_fifo.vrt"] = vrt(_SOURCE.replace("BASE/plain.tif", "FIFO"))
    return texts


def vrt(inside: str, width: int = 64, height: int = 64, head: str = "") -> str:
    """A virtual raster of one band."""
    return (
        f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}">{head}<VRTRasterBand dataType="Float32" '
        f'band="1"><Description>VV</Description>{inside}</VRTRasterBand></VRTDataset>'
    )


def star(points: int) -> bytes:
    """A label whose ring crosses itself at every turn."""
    angles = [2 * math.pi * index * (points // 2 - 1) / points for index in range(points + 1)]
    ring = [
        [
            round(WEST + PIXEL * (32 + 30 * math.cos(turn)), 9),
            round(NORTH - PIXEL * (32 + 30 * math.sin(turn)), 9),
        ]
        for turn in angles
    ]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"c": 1}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def _pam_url(form: str, base: Path) -> Case:
    """A side file that names its CRS by an address."""
    pam = b"<PAMDataset><SRS>http://LISTENER/wkt</SRS></PAMDataset>"
    return scene_case("s.tif", (base / f"{form}.tif").read_bytes(), **{"s.tif.aux.xml": pam})


def _many_scenes(base: Path) -> Case:
    params = {"scenes": [{"path": "BASE/plain.tif"}] * 60_000, "out_dir": "CASE/out"}
    return Case((request("many", "segment", params), b'{"type": "cancel", "id": "many"}'))


def _described(name: str, base: Path) -> Case:
    return Case((request("describe", "describe", {"scene": {"path": f"BASE/{name}"}}),))


def _nul_in_card(base: Path) -> Case:
    model = changed_card(
        (base / "tiny.safetensors").read_bytes(), lambda card: card["classes"][0].update(name="a\0b")
    )
    segment = {"scenes": [{"path": "BASE/plain.tif"}], "out_dir": "CASE/out", "model": "nul"}
    lines = (
        request("list", "list_models", {}),
        request("segment", "segment", segment),
        request(
            "import", "manage_model", {"action": "import", "model": "CASE/m.safetensors", "target": "new"}
        ),
    )
    return Case(lines, {"m.safetensors": model}, models={"nul.safetensors": model})


def _snap(xml: str, base: Path) -> Case:
    """A GeoTIFF with what SNAP says of its bands."""
    data = (base / "snap.tif").read_bytes()
    return scene_case("s.tif", with_text(data, entry_of(data, SNAP_BANDS), xml.encode()))


def _journal(text: str, base: Path) -> Case:
    """What a killed process, or somebody else, has left in the folder of the products."""
    segment = {"scenes": [{"path": "BASE/plain.tif"}], "out_dir": "CASE/out"}
    return Case((request("segment", "segment", segment),), {"out/.sardino_t.journal": text.encode()})


def _nested(base: Path) -> Case:
    """Virtual rasters of virtual rasters: eight files, a hundred million reads."""
    source = "<SimpleSource><SourceFilename>CASE/{}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>"
    files = {f"s{level}.vrt": vrt(source.format(f"s{level + 1}.vrt") * 10).encode() for level in range(8)}
    case = scene_case("s0.vrt", files["s0.vrt"])
    return Case(case.lines[:1], {**files, "s8.vrt": vrt(_SOURCE).encode()})


def _many_bands() -> str:
    bands = "".join(
        f'<VRTRasterBand dataType="Float32" band="{number}">{_SOURCE}</VRTRasterBand>'
        for number in range(1, 20_001)
    )
    return f'<VRTDataset rasterXSize="64" rasterYSize="64">{bands}</VRTDataset>'


_ROOT = '<VRTDataset rasterXSize="64" rasterYSize="64">'
_SPECIAL: dict[str, Make] = {
    "CRS by address in a side file": partial(_pam_url, "plain"),
    "CRS by address in a side file, none in the file": partial(_pam_url, "gcps"),
    "pixels of complex integers": partial(_described, "slc_int.tif"),
    "pixels of complex numbers": partial(_described, "slc.tif"),
    "60,000 scenes, cancelled": _many_scenes,
    "NUL in a card's class name": _nul_in_card,
    "a kernel of no size": partial(_text_case, scene_case, "s.vrt", vrt(_KERNEL)),
    "a pipe in capitals": partial(
        _text_case,
        scene_case,
        "s.vrt",
        vrt(_SOURCE.replace("SourceFilename", "SOURCEFILENAME").replace(_PLAIN, "FIFO")),
    ),
    "a pipe behind an arrow": partial(
        _text_case,
        scene_case,
        "s.vrt",
        vrt(_SOURCE.replace("<SourceFilename>", "<SourceFilename a='x>y'>").replace(_PLAIN, "FIFO")),
    ),
    "names of sources that never end": partial(
        _text_case, scene_case, "s.vrt", _ROOT + "<SourceFilename " * 200_000
    ),
    "literal names that never end": partial(
        _text_case, scene_case, "s.vrt", _ROOT + "<SourceFilename><![CDATA[" * 200_000
    ),
    "20,000 bands": lambda base: scene_case("s.vrt", _many_bands().encode()),
    "rasters of rasters of rasters": _nested,
    "SNAP's band number is a superscript": partial(
        _snap, "<Spectral_Band_Info><BAND_INDEX>²</BAND_INDEX></Spectral_Band_Info>"
    ),
    "SNAP's band number is long": partial(
        _snap, f"<Spectral_Band_Info><BAND_INDEX>{'9' * 5000}</BAND_INDEX></Spectral_Band_Info>"
    ),
    "SNAP's bands never end": partial(_snap, "<Spectral_Band_Info>" * 300_000),
    "a journal in brackets": partial(_journal, "[" * 100_000),
    "a journal without a time": partial(_journal, '[{"target": "a", "aside": null, "made": [1]}]'),
    "a journal with an infinite size": partial(
        _journal, '[{"target": "a", "aside": null, "made": [Infinity, 1]}]'
    ),
    "a journal of a lone surrogate": partial(
        _journal, r'[{"target": "\ud800", "aside": null, "made": [1, 1]}]'
    ),
    "a ring that crosses itself 20,000 times": lambda base: labels_case("star.geojson", star(20_000)),
}
