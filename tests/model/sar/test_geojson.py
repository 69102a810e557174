"""Files with the polygon to segment within."""

from __future__ import annotations

import json
import os

import pytest

from model.errors.errors import InvalidRequest
from model.sar.geojson import polygon_of_file

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ({"type": "Polygon", "coordinates": SQUARE}, 1),
        ({"type": "MultiPolygon", "coordinates": [SQUARE, SQUARE]}, 2),
        ({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}}, 1),
        ({"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": SQUARE}]}, 1),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": None},
                    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}},
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}},
                ],
            },
            1,
        ),
    ],
)
def test_polygons_are_found_in_every_wrapping(tmp_path, body, count):
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps(body), encoding="utf-8-sig")
    geometry, crs = polygon_of_file(file)
    assert geometry == {"type": "MultiPolygon", "coordinates": [SQUARE] * count}
    assert crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("urn:ogc:def:crs:EPSG::3857", "EPSG:3857"),
        ("urn:ogc:def:crs:EPSG:8.5:25832", "EPSG:25832"),
        ("EPSG:32611", "EPSG:32611"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
    ],
)
def test_the_coordinate_system_that_gdal_writes_is_understood(tmp_path, name, crs):
    file = tmp_path / "a.geojson"
    body = {"type": "Polygon", "coordinates": SQUARE, "crs": {"type": "name", "properties": {"name": name}}}
    file.write_text(json.dumps(body))
    assert polygon_of_file(file)[1] == crs


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"type": "FeatureCollection"}', '{"type": "Point"}', "7"]
)
def test_files_without_polygons_are_refused(tmp_path, text):
    file = tmp_path / "a.geojson"
    file.write_text(text)
    with pytest.raises(InvalidRequest, match=r"a\.geojson"):
        polygon_of_file(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_file_of_polygons(tmp_path):
    os.mkfifo(tmp_path / "a.geojson")
    with pytest.raises(InvalidRequest, match="a pipe"):
        polygon_of_file(tmp_path / "a.geojson")
