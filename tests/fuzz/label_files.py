"""Label files: geometries, fields, CRS and the bytes of several formats spoiled."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.bases import labels, square
from tests.fuzz.cases import Case, request
from tests.fuzz.raster_xml import CRS
from tests.fuzz.values import PLACES, URLS, anything, deep, like, mutate, numbers, scalars, texts, worst

_FORMATS = ("labels.gpkg", "labels.fgb", "labels.shp", "labels.dbf", "labels.shx", "labels.prj", "labels.cpg")
_SUFFIXES = (
    ".geojson",
    ".json",
    ".gpkg",
    ".shp",
    ".fgb",
    ".gml",
    ".kml",
    ".csv",
    ".vrt",
    ".xml",
    ".sqlite",
    ".zip",
    "",
)
_GEOMETRIES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "x",
)
_FETCHERS = (
    "<OGRVRTDataSource><OGRVRTLayer "
    "name='a'><SrcDataSource>%s</SrcDataSource><SrcLayer>a</SrcLayer></OGRVRTLayer>"
    "</OGRVRTDataSource>",
    "<OGRVRTDataSource><OGRVRTLayer "
    "name='a'><SrcDataSource>BASE/labels.gpkg</SrcDataSource><SrcSQL>SELECT * FROM '%s'"
    "</SrcSQL></OGRVRTLayer></OGRVRTDataSource>",
    "<OGRVRTDataSource><OGRVRTUnionLayer name='a'><OGRVRTLayer "
    "name='a'><SrcDataSource>CASE/l.vrt</SrcDataSource>"
    "</OGRVRTLayer></OGRVRTUnionLayer></OGRVRTDataSource>",
    "<OGRWFSDataSource><URL>%s</URL></OGRWFSDataSource>",
    "<WFS_Capabilities version='1.1.0' "
    "xmlns='http://www.opengis.net/wfs'><OnlineResource>%s</OnlineResource>"
    "</WFS_Capabilities>",
    "<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
    "xsi:schemaLocation='a %s'><gml:featureMember><a><gml:Polygon srsName='%s'/></a></gml:featureMember>"
    "</gml:FeatureCollection>",
    "<!DOCTYPE gpx SYSTEM '%s'><gpx version='1.1'><wpt lat='0' lon='0'/></gpx>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM '%s'>]><kml "
    "xmlns='http://www.opengis.net/kml/2.2'><NetworkLink><Link><href>%s</href>"
    "</Link></NetworkLink><Placemark><name>&b;</name></Placemark></kml>",
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
    "'&b;&b;&b;&b;&b;&b;&b;&b;'>"
    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f "
    "'&e;&e;&e;&e;&e;&e;&e;'>]>"
    "<gpx><wpt lat='0' lon='0'><name>&f;&f;&f;&f;&f;&f;&f;&f;</name></wpt></gpx>",
    '{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read %s ! write --of=MEM x"}',
    '{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read BASE/labels.gpkg ! write '
    'CASE/written.gpkg"}',
    '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"%s","type":"esriwkt"}},"f'
    'eatures":[]}',
    '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"%s"}},"features":[]}',
    '{"type":"FeatureCollection","xy_coordinate_resolution":1e-300,"features":[],"links":[{"rel":"nex'
    't","href":"%s"}]}',
    '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[0,-99999]]}},"arcs":[[[0,0],[1e999,'
    '1]]]}',
    "c,WKT\n10,\"POLYGON((%s))\"\n", "id,X,Y\n1,2,3\n%s\n",
    '{"geometryType":"esriGeometryPolygon","exceededTransferLimit":true,"spatialReference":{"wkt":"%s'
    '"},"features":[]}',
)  # fmt: skip


@functools.cache
def _sound(base: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(base.glob("labels.*"))}


_BOW_TIE = ((0, 0), (2, 2), (2, 0), (0, 2), (0, 0))
_positions = st.lists(numbers, min_size=0, max_size=4)
_rings = st.one_of(
    st.lists(_positions, max_size=6),
    st.builds(
        lambda index, side: square(index, side),
        st.integers(0, 7),
        st.sampled_from((0, 1, -8, 8, 10**4, 10**7)),
    ),
    # Made anew each time: mutations change it in place.
    st.builds(lambda: [[square(0)[i][0], square(0)[j][1]] for i, j in _BOW_TIE]),
)


@st.composite
def _geometry(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(_GEOMETRIES))
    levels = {
        "Point": _positions,
        "Polygon": st.lists(_rings, max_size=3),
        "MultiPolygon": st.lists(st.lists(_rings, max_size=2), max_size=3),
    }
    if kind == "GeometryCollection":
        inner = st.fixed_dictionaries(
            {"type": st.just("Polygon"), "coordinates": st.lists(_rings, max_size=2)}
        )
        return {"type": kind, "geometries": draw(st.lists(inner, max_size=3))}
    return {"type": kind, "coordinates": draw(levels.get(kind, st.lists(_positions, max_size=4)))}


def _instead(path: tuple[Any, ...], old: Any) -> st.SearchStrategy[Any]:
    if path[-1] == "geometry":
        return st.one_of(_geometry(), st.none(), deep())
    if path[-1] == "type":
        return st.sampled_from((*_GEOMETRIES, "Feature", "FeatureCollection"))
    if path[-1] in ("c", "properties"):
        return st.one_of(
            numbers, texts, scalars, st.sampled_from(("\u00b2", "\uff11\uff10", "9" * 5000, "1e1", "10.0"))
        )
    if path[-1] == "coordinates" or isinstance(path[-1], int):
        return st.one_of(numbers, _rings, st.lists(_rings, max_size=2), anything)
    return like(old)


@st.composite
def _geojson(draw: st.DrawFn) -> bytes:
    collection: dict[str, Any] = labels()
    if draw(st.integers(0, 2)) == 2:
        crs = draw(st.one_of(st.sampled_from(CRS), st.sampled_from(URLS), texts))
        collection["crs"] = {
            "type": draw(st.sampled_from(("name", "link", "EPSG"))),
            "properties": {"name": crs, "href": crs},
        }
    for _ in range(draw(st.integers(0, 4))):
        mutate(draw, collection, _instead)
    return json.dumps(collection).encode("ascii")


@st.composite
def _spoiled_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.one_of(st.integers(0, min(len(data), 200) - 1), st.integers(0, len(data) - 1)))
        changed[place] = draw(st.sampled_from((0, 1, 127, 128, 255, 13)))
    if draw(st.integers(0, 5)) == 5:
        del changed[draw(st.integers(0, len(changed))) :]
    return bytes(changed)


@st.composite
def cases(draw: st.DrawFn, base: Path) -> Case:
    """A label file: inspected, learned from in the fast way, or avoided."""
    sound = _sound(base)
    kind = draw(st.sampled_from(("geojson", "geojson", "geojson", "format", "fetcher", "bytes")))
    name = "l" + (".geojson" if draw(st.integers(0, 3)) else draw(st.sampled_from(_SUFFIXES)))
    if kind == "format":
        spoiled = draw(st.sampled_from(_FORMATS))
        files = {
            key: data
            for key, data in sound.items()
            if Path(key).suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg")
        }
        files[spoiled] = draw(_spoiled_bytes(sound[spoiled]))
        name = spoiled if Path(spoiled).suffix in (".gpkg", ".fgb") else "labels.shp"
    elif kind == "fetcher":
        place = draw(st.one_of(worst, st.sampled_from(URLS), st.sampled_from(PLACES)))
        text = draw(st.sampled_from(_FETCHERS)).replace("%s", place)
        files = {name: text.encode("utf-8", "replace")}
    else:
        files = {name: draw(_geojson()) if kind == "geojson" else draw(st.binary(max_size=60))}
    spec: dict[str, Any] = {"path": f"CASE/{name}", "field": "c"}
    if draw(st.integers(0, 4)) == 4:
        spec[draw(st.sampled_from(("field", "layer", "scene_field")))] = draw(texts)
    if draw(st.integers(0, 4)) == 4:
        spec["values"] = draw(st.dictionaries(texts, st.integers(-2, 300), max_size=3))
    scene = {
        "path": draw(
            st.sampled_from(("BASE/plain.tif", "BASE/plain.tif", "BASE/metres.tif", "BASE/gcps.tif"))
        )
    }
    work = {"scenes": [scene], "labels": [spec]}
    lines = [request("inspect", "inspect_labels", work)]
    use = draw(st.sampled_from(("", "", "suggest", "evaluate", "finetune")))
    if use == "suggest":
        lines.append(
            request(
                use, "suggest_labels", {"scene": scene, "out": "CASE/n.gpkg", "labels": [spec], "count": 2}
            )
        )
    elif use == "evaluate":
        lines.append(request(use, "evaluate_model", work))
    elif use == "finetune":
        lines.append(request(use, "finetune", {**work, "name": "mine", "seed": draw(st.integers(-1, 3))}))
    return Case(tuple(lines), files)
