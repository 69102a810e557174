"""Files of points, as GDAL reads them."""

from __future__ import annotations

import contextlib
import sqlite3

import numpy as np
import pyogrio.raw
import pytest
import shapely
from rasterio.crs import CRS

from model.finetune.points_file import WRITERS, Points, write_geopackage
from model.sar.crs import parse_crs
from model.sar.vector_file import read_features

XS, YS = np.array([500_000.25, 500_100.0]), np.array([4_000_000.0, 4_000_200.5])
FIELDS = {"rank": [1, 2], "reason": ["Wald oder „Flur“?", 'it\'s "sure"'], "class_code": [10, 2**31 - 1]}
OWN = "+proj=tmerc +lat_0=0 +lon_0=11.5 +k=0.9997 +x_0=500000 +ellps=GRS80 +towgs84=1,2,3 +units=m +no_defs"
SYSTEMS = {
    "utm": CRS.from_epsg(32633).to_wkt(),
    "degrees": CRS.from_epsg(4326).to_wkt(),
    "own": CRS.from_string(OWN).to_wkt(),
    "local": 'LOCAL_CS["RGF93 / CC46",UNIT["metre",1]]',
    "unknown": None,
}


@pytest.mark.parametrize("name", SYSTEMS)
@pytest.mark.filterwarnings("error")
def test_gdal_reads_points_fields_and_system_of_a_geopackage(tmp_path, name):
    path = tmp_path / "a.gpkg"
    xs, ys = (XS / 1e5, YS / 1e5) if name == "degrees" else (XS, YS)
    write_geopackage(path, Points('pl"aces', xs, ys, FIELDS, SYSTEMS[name]))
    meta, _, wkb, columns = pyogrio.raw.read(path)
    info = pyogrio.read_info(path)
    assert info["layer_name"] == 'pl"aces' and info["geometry_type"] == "Point"
    assert np.allclose(info["total_bounds"], (xs[0], ys[0], xs[1], ys[1]))
    assert shapely.get_coordinates(shapely.from_wkb(wkb)).tolist() == np.stack([xs, ys], 1).tolist()
    assert {field: list(column) for field, column in zip(meta["fields"], columns, strict=True)} == FIELDS
    assert meta["ogr_types"] == ["OFTInteger", "OFTString", "OFTInteger"]
    ours = read_features(str(path), list(FIELDS))
    if name == "unknown":
        assert "undefined" in meta["crs"].lower() and ours.crs is None
    else:
        assert parse_crs(meta["crs"]) == CRS.from_wkt(SYSTEMS[name]) == parse_crs(ours.crs)
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [item.name for item in tmp_path.iterdir()] == ["a.gpkg"]


@pytest.mark.parametrize("name", ["utm", "degrees", "own"])
@pytest.mark.parametrize("suffix", [".geojson", ".json"])
def test_gdal_reads_points_at_their_place_of_geojson(tmp_path, suffix, name):
    path = tmp_path / f"a{suffix}"
    xs, ys = (XS / 1e5, YS / 1e5) if name == "degrees" else (XS, YS)
    WRITERS[suffix](path, Points("places", xs, ys, FIELDS, SYSTEMS[name]))
    meta, _, wkb, columns = pyogrio.raw.read(path)
    assert meta["crs"] == ("EPSG:32633" if name == "utm" else "EPSG:4326")
    points = shapely.get_coordinates(shapely.from_wkb(wkb))
    if name == "own":  # has no code to name it by, so the points are in degrees
        assert np.allclose(points, [[11.5, 36.1]], atol=0.2) and np.ptp(points[:, 0]) > 1e-4
    else:
        assert points.tolist() == np.stack([xs, ys], 1).tolist()
    assert {field: list(column) for field, column in zip(meta["fields"], columns, strict=True)} == FIELDS


def test_what_cannot_be_written_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="unable to open"):
        write_geopackage(tmp_path / "missing" / "a.gpkg", Points("a", XS, YS, FIELDS, None))
    with pytest.raises(OSError, match="reserved"):
        write_geopackage(tmp_path / "a.gpkg", Points("sqlite_a", XS, YS, FIELDS, None))
