"""GeoPackage, GeoJSON and Shapefile without GDAL give what GDAL gives."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys

import numpy as np
import pyogrio.raw
import pytest
import shapely

from model.errors.errors import LabelsNotReadable
from model.sar.crs import parse_crs
from model.sar.vector_file import read_features
from tests.model.fixtures.vectors import BOX, DRIVERS, HIGH, HOLED, TWO, by_gdal, changed, write

OWN_SYSTEM = (
    'PROJCS["mine",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",11.5],PARAMETER["scale_factor",0.9997],'
    'PARAMETER["false_easting",123456],PARAMETER["false_northing",0],UNIT["metre",1]]'
)
ISLAND = shapely.MultiPolygon(  # an island in the hole of another polygon
    [shapely.box(0, 0, 9, 9).difference(shapely.box(1, 1, 8, 8)), HOLED.buffer(0).union(BOX)]
)
MEASURED = shapely.from_wkt("POLYGON M ((0 0 1, 4 0 2, 4 4 3, 0 0 1))")
HIGH_MEASURED = shapely.from_wkt("POLYGON ZM ((0 0 1 9, 4 0 2 9, 4 4 3 9, 0 0 1 9))")


def compare(path, fields=("class",), layer=None):
    """Reads a file in both ways; returns what the way without GDAL gives."""
    ours, gdals = read_features(str(path), fields, layer=layer), by_gdal(path, fields, layer)
    assert len(ours.geometry) == len(gdals.geometry)
    for one, other in zip(ours.geometry, gdals.geometry, strict=True):
        assert (one is None) == (other is None), (one, other)
        if one is not None:
            assert one.geom_type == other.geom_type and not one.has_z
            assert shapely.is_empty(one) == shapely.is_empty(other)
            assert one.normalize().equals_exact(other.normalize(), 0) or one.equals(other), (one, other)
    for field in fields:
        one, other = ours.columns[field], gdals.columns[field]
        assert one.dtype.kind == other.dtype.kind, (field, one.dtype, other.dtype)
        np.testing.assert_array_equal(one, other)
    assert (ours.crs is None) == (gdals.crs is None)
    if ours.crs is not None:
        assert parse_crs(ours.crs) == parse_crs(gdals.crs)
    return ours


@pytest.fixture
def no_gdal(monkeypatch):
    """An environment without pyogrio."""
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    monkeypatch.setitem(sys.modules, "pyogrio.raw", None)


SHAPES = {
    "flat": [BOX, HOLED],
    "multi": [TWO, ISLAND],
    "high": [HIGH],
    "measured": [MEASURED, HIGH_MEASURED],
    "missing": [None, BOX, None],
    "empty": [BOX, shapely.Polygon()],
    "mixed": [BOX, shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)]), shapely.MultiPoint([(1, 2)])],
    "nested": [shapely.GeometryCollection([BOX, shapely.Point(1, 2), shapely.GeometryCollection([TWO])])],
    "points": [shapely.Point(1, 2), shapely.Point(3, 4)],
    "lines": [
        shapely.LineString([(0, 0), (1, 1)]),
        shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]),
    ],
    "none": [],
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("suffix", DRIVERS)
def test_geometries_are_those_of_gdal(tmp_path, suffix, name):
    if suffix == "shp" and name in ("mixed", "nested"):
        pytest.skip("a Shapefile holds one kind of geometry")
    kinds = {"points": "Point", "lines": "LineString", "high": "Polygon Z"}
    kind = kinds.get(name, "Polygon") if suffix == "shp" else "Unknown"
    if suffix != "gpkg" and name == "measured":
        pytest.skip("GeoJSON has no measures, and pyogrio writes none into Shapefiles")
    compare(write(tmp_path / f"l.{suffix}", SHAPES[name], kind=kind))


@pytest.mark.parametrize("suffix", DRIVERS)
def test_fields_are_those_of_gdal(tmp_path, suffix):
    count = 3
    fields = {
        "whole": np.array([1, -2, 2**31 - 1], dtype=np.int32),
        "long": np.array([1, 2**40, -5], dtype=np.int64),
        "real": np.array([1.5, np.nan, -2e10]),
        "text": np.array(["Réservoir ü 水", None, "  x "], dtype=object),
        "digits": np.array(["1", "2", "3"], dtype=object),
        "truth": np.array([True, False, True]),
    }
    compare(write(tmp_path / f"l.{suffix}", [BOX] * count, fields, encoding="UTF-8"), list(fields))


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_days_are_those_of_gdal(tmp_path, suffix):
    fields = {"day": np.array(["2020-01-02", "NaT"], dtype="datetime64[D]")}
    compare(write(tmp_path / f"l.{suffix}", [BOX] * 2, fields), ["day"])


def test_times_are_those_of_gdal(tmp_path):
    fields = {"time": np.array(["2020-01-02T03:04:05.250", "NaT"], dtype="datetime64[ms]")}
    compare(write(tmp_path / "l.gpkg", [BOX] * 2, fields), ["time"])


@pytest.mark.parametrize(
    "crs", ["EPSG:4326", "EPSG:2056", "ESRI:102001", OWN_SYSTEM, None], ids=lambda c: str(c)[:10]
)
@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_systems_are_those_of_gdal(tmp_path, suffix, crs):
    compare(write(tmp_path / f"l.{suffix}", [BOX], crs=crs, kind="Polygon"))


@pytest.mark.parametrize(
    "member",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32611"}},
        {"type": "name", "properties": {"name": "EPSG:32611"}},
        {"type": "EPSG", "properties": {"code": 32611}},
        {"type": "name", "properties": {"name": "no system"}},
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/x"}},
        None,
    ],
    ids=["degrees", "urn", "code", "number", "unknown", "link", "null"],
)
@pytest.mark.parametrize("shape", ["collection", "feature", "geometry"])
def test_geojson_of_every_form(tmp_path, member, shape):
    feature = {"type": "Feature", "properties": {"class": 3}, "geometry": shapely.geometry.mapping(BOX)}
    whole = {
        "collection": {"type": "FeatureCollection", "features": [feature]},
        "feature": feature,
        "geometry": feature["geometry"],
    }[shape]
    path = tmp_path / "l.json"
    path.write_text(json.dumps({**whole, "crs": member}), encoding="utf-8-sig")
    compare(path, () if shape == "geometry" else ("class",))


def test_features_with_names_have_them_as_a_field(tmp_path):
    rows = [{"type": "Feature", "id": "a", "properties": None, "geometry": shapely.geometry.mapping(BOX)}]
    path = tmp_path / "l.geojson"
    path.write_text(json.dumps({"features": rows, "type": "FeatureCollection"}))
    assert compare(path, ("id",)).columns["id"].tolist() == ["a"]


def test_another_table_and_column_of_several(tmp_path):
    path = write(tmp_path / "l.gpkg", [BOX], layer="first")
    for layer, shape in (('odd " name 水', TWO), ("third", HOLED)):
        write(path, [shape], layer=layer, layer_options={"GEOMETRY_NAME": "Wo ist's"}, append=True)
    pyogrio.raw.write(
        path, geometry=None, field_data=[np.array([1])], fields=["class"], driver="GPKG", layer="table",
        geometry_type=None, append=True, crs=None,
    )  # fmt: skip
    assert compare(path).geometry[0].equals(BOX)
    assert compare(path, layer='odd " name 水').geometry[0].equals(TWO)
    assert compare(path, layer="third").geometry[0].equals(HOLED)
    with pytest.raises(LabelsNotReadable, match="has no layer 'fourth'") as caught:
        read_features(str(path), ["class"], layer="fourth")
    assert "third" in caught.value.remedy
    with pytest.raises(LabelsNotReadable, match="table without geometry"):
        read_features(str(path), ["class"], layer="table")


def test_values_of_other_types_than_the_field(tmp_path):
    path = write(tmp_path / "l.gpkg", [BOX] * 3)
    with changed(path) as file:
        for number, value in ((1, "12abc"), (2, 7.9)):
            file.execute('UPDATE l SET "class" = ? WHERE fid = ?', (value, number))
    assert compare(path).columns["class"].tolist() == [12, 7, 3]


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("finished", [True, False])
def test_a_layer_that_qgis_has_open(tmp_path, readonly, finished):
    """QGIS keeps GeoPackages in the mode WAL, where changes are in a file beside."""
    made = write(tmp_path / "made.gpkg", [BOX] * 2)
    folder = tmp_path / "Ördner 100% #?"
    folder.mkdir()
    path = folder / "a b&c.gpkg"
    with changed(made) as file:
        file.commit()
        file.execute("PRAGMA journal_mode = wal")
        file.execute("PRAGMA wal_autocheckpoint = 0")
        file.execute('UPDATE made SET "class" = 9 WHERE fid = 2')
        file.commit()
        if finished:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for name in ("", *(() if finished else ("-wal", "-shm"))):
            shutil.copy(f"{made}{name}", f"{path}{name}")
    before = {item.name: item.read_bytes() for item in folder.iterdir() if not item.name.endswith("-shm")}
    if readonly:
        for item in folder.iterdir():
            item.chmod(stat.S_IREAD)
        folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        assert read_features(str(path), ["class"]).columns["class"].tolist() == [1, 9]
    finally:
        folder.chmod(0o700)
    after = {item.name: item.read_bytes() for item in folder.iterdir() if not item.name.endswith("-shm")}
    assert after == before


def in_wal(path):
    """Puts a GeoPackage into the mode WAL, with all changes in the file itself."""
    with changed(path) as file:
        file.commit()
        file.execute("PRAGMA journal_mode = wal")
    assert path.read_bytes()[18:20] == b"\2\2" and len(list(path.parent.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_unfinished_changes_that_cannot_be_read_are_said(tmp_path):
    path = write(tmp_path / "l.gpkg", [BOX])
    in_wal(path)
    (tmp_path / "l.gpkg-wal").write_bytes(b"\0" * 100)
    # Cannot be made, as in a folder that is only for reading.
    (tmp_path / "l.gpkg-shm").symlink_to(tmp_path / "missing" / "l.gpkg-shm")
    with pytest.raises(LabelsNotReadable, match="changes that were not finished"):
        read_features(str(path), ["class"])


def test_a_file_that_changes_is_said(tmp_path):
    path = write(tmp_path / "l.gpkg", [BOX])
    in_wal(path)
    assert read_features(str(path), ["class"]).columns["class"].tolist() == [1]
    with pytest.raises(LabelsNotReadable, match="changed while"):
        read_features(str(path), ["class"], poll=lambda: os.utime(path, ns=(1, 1)))


def test_a_view_without_end_can_be_cancelled(tmp_path):
    path = write(tmp_path / "l.gpkg", [BOX])
    with changed(path) as file:
        file.execute("ALTER TABLE l RENAME TO other")
        file.execute(
            "CREATE VIEW l AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            ' SELECT i AS fid, NULL AS geom, i AS "class" FROM n'
        )
        file.execute("UPDATE gpkg_contents SET table_name = 'l'")
        file.execute("UPDATE gpkg_geometry_columns SET table_name = 'l'")
    calls = []

    def poll():
        calls.append(None)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_features(str(path), ["class"], poll=poll)


def test_removed_records_of_a_shapefile(tmp_path):
    path = write(tmp_path / "l.shp", [BOX, TWO, HOLED], kind="Polygon")
    table = bytearray((tmp_path / "l.dbf").read_bytes())
    start, length = int.from_bytes(table[8:10], "little"), int.from_bytes(table[10:12], "little")
    table[start + length] = ord("*")
    (tmp_path / "l.dbf").write_bytes(table)
    assert compare(path).columns["class"].tolist() == [1, 3]


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "CP1251", None])
def test_alphabets_of_shapefiles(tmp_path, encoding):
    text = "Wald und Flur" if encoding is None else "Вода" if encoding == "CP1251" else "Gewässer"
    fields = {"kind": np.array([text], dtype=object)}
    path = write(tmp_path / "l.shp", [BOX], fields, kind="Polygon", encoding=encoding)
    assert compare(path, ("kind",)).columns["kind"].tolist() == [text]
    os.remove(tmp_path / "l.cpg")
    compare(path, ()) if encoding == "UTF-8" else compare(path, ("kind",))
    for unknown in (b"", b"\0", b"no alphabet", b"\xff"):
        (tmp_path / "l.cpg").write_bytes(unknown)
        assert len(read_features(str(path), ["kind"]).columns["kind"]) == 1


@pytest.mark.parametrize("suffix", ["fgb", "kml", "gml", "csv"])
def test_other_formats_say_what_to_do_without_gdal(tmp_path, no_gdal, suffix):
    path = tmp_path / f"l.{suffix}"
    path.write_bytes(b"fgb\3fgb\0" if suffix == "fgb" else b"<a/>")
    with pytest.raises(LabelsNotReadable, match=f"Light environment.*l.{suffix}") as caught:
        read_features(str(path), ["class"])
    assert "GeoPackage" in caught.value.remedy and "Full" in caught.value.remedy


def test_a_file_geodatabase_says_what_to_do_without_gdal(tmp_path, no_gdal):
    (tmp_path / "l.gdb").mkdir()
    with pytest.raises(LabelsNotReadable, match=r"Light environment.*l\.gdb"):
        read_features(str(tmp_path / "l.gdb"), ["class"])


def test_other_formats_are_read_where_gdal_is(tmp_path):
    path = write(tmp_path / "l.fgb", [BOX, HOLED], kind="Polygon", driver="FlatGeobuf")
    assert sorted(read_features(str(path), ["class"]).columns["class"]) == [1, 2]


@pytest.mark.parametrize("suffix", DRIVERS)
def test_the_usual_formats_need_no_gdal(tmp_path, monkeypatch, suffix):
    path = write(tmp_path / f"l.{suffix}", [BOX, TWO], kind="Polygon" if suffix == "shp" else "Unknown")
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    monkeypatch.setitem(sys.modules, "pyogrio.raw", None)
    found = read_features(str(path), ["class"])
    assert found.geometry[1].equals(TWO) and found.columns["class"].tolist() == [1, 2]
