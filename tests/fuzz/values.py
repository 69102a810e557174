"""Values that somebody forgot to think of; strategies for hypothesis."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

NUMBERS = (
    0, -0.0, 1, -1, 0.5, 2, 3, 90, 180, -180, 181, 360, 255, 256, -32768, 65535, 1e-9, 1e-300, 5e-324, 1e5,
    1e6, 1e10, 1e18, 1e20, 1e300, 1.7976931348623157e308, 2**31 - 1, 2**31, -(2**31), 2**32, 2**53,
    2**63 - 1, 2**63, 2**64, 2**70, -(2**70), 10**310, -(10**310), math.inf, -math.inf, math.nan,
)  # fmt: skip
TEXTS = (
    "", " ", ".", "..", "../x", "a/b", "a\\b", "~", "a\0b", "\0", "\ud800", "\udfff", "\u202e", "é" * 130,
    "x" * 245, "x" * 260, "x" * 5000, "a/" * 2000, "CON", "con.tif", "x.", "x ", "-x", "a\nb", "a\rb",
    "\x1b[2J", "%s%n", "{}", "C:\\x.tif", "\\\\host\\share", "auto", "db", "EPSG:4326", "EPSG:0",
    "EPSG:99999999", "EPSG:4979", "EPSG:5773", "EPSG:4978", "EPSG:3857", "IAU_2015:30100", "PROJCS[",
    "GEOGCS[]", "+proj=longlat", "+proj=geos +h=1 +sweep=x",
    "+proj=pipeline +step +proj=axisswap +order=2,1", "+init=epsg:4326", "OGC:CRS84", "null", "None", "true",
    "0",
)  # fmt: skip
URLS = (
    "http://LISTENER/x", "https://LISTENER/x.tif", "ftp://LISTENER/x.tif", "http://example.invalid/x.tif",
    "/vsicurl/http://LISTENER/x.tif", "/vsicurl_streaming/http://LISTENER/x.tif",
    "/vsicurl?url=http%3A%2F%2FLISTENER%2Fx.tif", "/vsizip/vsicurl/http://LISTENER/x.zip/x.tif",
    "/vsizip//vsicurl/http://LISTENER/x.zip", "/vsigzip//vsicurl/http://LISTENER/x.gz",
    "/vsitar/{/vsicurl/http://LISTENER/x.tar}/x.tif", "/vsisubfile/0_100,/vsicurl/http://LISTENER/x.tif",
    "/vsis3/bucket/x.tif", "/vsis3_streaming/bucket/x.tif", "/vsigs/bucket/x.tif", "/vsiaz/c/x.tif",
    "/vsiadls/c/x.tif", "/vsioss/b/x.tif", "/vsiswift/b/x.tif",
    "/vsiwebhdfs/http://LISTENER/webhdfs/v1/x.tif", "/vsihdfs/hdfs://LISTENER/x.tif",
    "WMS:http://LISTENER/wms", "WMTS:http://LISTENER/wmts", "WCS:http://LISTENER/",
    "OGCAPI:http://LISTENER/", "EEDAI:projects/x", "EEDA:projects/x", "PLMOSAIC:api_key=a",
    "STACTA:http://LISTENER/", 'STACIT:"http://LISTENER/x"', "vrt://http://LISTENER/x.tif?bands=1",
    "GTIFF_DIR:1:/vsicurl/http://LISTENER/x.tif", 'ZARR:"/vsicurl/http://LISTENER/x.zarr"',
    "ZARR:http://LISTENER/x.zarr", 'HDF5:"http://LISTENER/x.h5"://a', "NETCDF:http://LISTENER/x.nc",
    'NETCDF:"http://LISTENER/x.nc":a', "DAP:http://LISTENER/x", "WFS:http://LISTENER/wfs",
    "OAPIF:http://LISTENER/", "CSW:http://LISTENER/", "ES:http://LISTENER/", "PG:host=127.0.0.1 port=1",
    "MVT:http://LISTENER/", "GeoJSON:http://LISTENER/x", "NGW:http://LISTENER/resource/1", "Carto:x",
    "AMIGOCLOUD:x", "PLScenes:api_key=x", "http://LISTENER/FeatureServer/0/query?f=json",
    '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://LISTENER/crs"}},"f'
    'eatures":[]}',
)  # fmt: skip
"""Ways to a network that GDAL knows. None may be taken."""
PLACES = (
    "BASE/plain.tif", "BASE/vh.tif", "BASE/slc_int.tif", "BASE/jpeg.tif", "BASE/gcps.tif",
    "BASE/labels.gpkg", "BASE/labels.geojson", "BASE/tiny.safetensors", "BASE", "BASE/", "BASE/.",
    "BASE/nothing.tif", "FIFO", "CASE", "/dev/null", "/dev/zero", "/dev/stdin", "/dev/fd/0", "/dev/tty",
    "/proc/self/mem", "/proc/self/environ", "/proc/self", "/vsistdin/", "/vsistdin?buffer_limit=-1",
    "/vsistdout/", "/vsimem/x.tif", "/vsimem/", "/vsicached?file=FIFO", "/vsisubfile/0,FIFO", "/vsizip/FIFO",
    "/vsigzip/FIFO", "/vsisparse/FIFO", "/vsicrypt/key=a,file=FIFO", "vrt://FIFO",
    "vrt://BASE/plain.tif?outsize=2147483647,2147483647", "vrt://BASE/plain.tif?bands=1,1,1",
    "GTIFF_DIR:1:FIFO", "GTIFF_DIR:9:BASE/plain.tif", "GTIFF_RAW:BASE/jpeg.tif",
    "DERIVED_SUBDATASET:LOGAMPLITUDE:BASE/slc.tif",
    "MEM:::DATAPOINTER=1,PIXELS=64,LINES=64,DATATYPE=Float32", "HDF5:FIFO://x", "NETCDF:FIFO:x",
    "SENTINEL2_L1C:FIFO:10m:x", 'ZARR:"BASE"', "SQLite:FIFO", "CSV:FIFO", "GPKG:BASE/labels.gpkg:labels",
    "BASE/labels.gpkg|layername=labels",
    "<VRTDataset rasterXSize='9' rasterYSize='9'><VRTRasterBand dataType='Byte' band='1'/></VRTDataset>",
    "<GDAL_WMS><Service name='TMS'><ServerUrl>http://LISTENER/${z}</ServerUrl></Service></GDAL_WMS>",
    "<OGRVRTDataSource><OGRVRTLayer "
    "name='a'><SrcDataSource>http://LISTENER/a</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
)  # fmt: skip
"""Sound files, and names that are none or mean something else to GDAL."""

extremes = st.sampled_from((10**310, math.nan, math.inf, 1e300, 2**70, -1))
"""Drawn more often than the long list lets them."""
numbers = st.one_of(extremes, st.sampled_from(NUMBERS), st.integers(-300, 300), st.floats())
texts = st.one_of(st.sampled_from(TEXTS), st.text(alphabet="ab\0/.\ud800é*", max_size=6))
worst = st.sampled_from(("FIFO", "/vsicurl/http://LISTENER/x.tif", "http://LISTENER/x"))
"""Drawn more often than the long lists let it: a pipe, and the two plain ways to a network."""
places = st.one_of(worst, st.sampled_from(PLACES), st.sampled_from(URLS), texts)
scalars = st.one_of(numbers, texts, places, st.none(), st.booleans())
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def deep(draw: st.DrawFn) -> Any:
    """A value in a thousand brackets, or in a few."""
    value, depth, as_list = draw(scalars), draw(st.sampled_from((3, 50, 900))), draw(st.booleans())
    for _ in range(depth):
        value = [value] if as_list else {"type": "GeometryCollection", "geometries": [value]}
    return value


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a JSON value."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths_in(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value[:4]):
            yield from paths_in(item, (*path, index))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def mutate(
    draw: st.DrawFn, value: Any, instead: Callable[[tuple[Any, ...], Any], st.SearchStrategy[Any]]
) -> None:
    """Spoils one value inside a JSON object, in place.

    Args:
        draw: Hypothesis's.
        value: The object.
        instead: The strategy for a value at a path, given what is there.
    """
    ways = list(paths_in(value))
    if draw(st.integers(0, 5)):
        # A number or text of its own gets past the check of types more often than a whole object.
        ways = [way for way in ways if not isinstance(at(value, way), (dict, list))] or ways
    if not ways:
        return
    # First the field, then one of its values: or a polygon's numbers would have all the attention.
    fields = {way: str([step for step in way if isinstance(step, str)][-1:]) for way in ways}
    field = draw(st.sampled_from(sorted(set(fields.values()))))
    path = draw(st.sampled_from([way for way in ways if fields[way] == field]))
    parent, last = at(value, path[:-1]), path[-1]
    how = draw(st.sampled_from(("replace",) * 6 + ("delete", "repeat", "add")))
    if how == "delete":
        del parent[last]
    elif how == "repeat" and isinstance(parent, list):
        parent[last:last] = [parent[last]] * draw(st.sampled_from((1, 5, 300)))
    elif how == "add" and isinstance(parent, dict):
        parent[draw(texts)] = draw(scalars)
    elif how == "replace" and draw(st.integers(0, 7)) == 7:
        parent[last] = draw(st.one_of(scalars, anything, deep()))
    else:
        parent[last] = draw(instead(path, parent[last]))


def like(old: Any) -> st.SearchStrategy[Any]:
    """A value of the same type as another."""
    if isinstance(old, bool):
        return st.booleans()
    if isinstance(old, int):
        return st.one_of(
            st.sampled_from([number for number in NUMBERS if isinstance(number, int)]), st.integers(-9, 300)
        )
    if isinstance(old, float):
        return numbers
    if isinstance(old, str):
        return texts
    return st.one_of(scalars, anything)
