"""Label files as they come: empty, damaged, no files at all, with fields and systems of any kind or none."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading

import numpy as np
import pyogrio.raw
import pytest
import shapely
from affine import Affine

from model.errors.errors import InvalidRequest, LabelsNotReadable, SardinoError
from model.finetune.run import finetune, inspect_labels
from model.protocol.finetuning import FinetuneRequest, InspectLabelsRequest, LabelSpec
from model.protocol.values import ClassInfo, SceneSpec
from model.sar import vector_parts
from tests.model.fixtures.finetune import CRS, square, write_labels
from tests.model.fixtures.scenes import write_raster

LOCAL = 'LOCAL_CS["RGF93 / CC46",UNIT["metre",1]]'
PATIENCE = 60.0


def inspect(scene, *labels, classes=(), **options):
    specs = [
        LabelSpec(str(path), options.get("field", "class"), **_without_field(options)) for path in labels
    ]
    return inspect_labels(InspectLabelsRequest([SceneSpec(str(scene), units="db")], specs, list(classes)))


def _without_field(options):
    return {name: value for name, value in options.items() if name != "field"}


def geojson(path, features, crs=CRS):
    member = {"type": "name", "properties": {"name": crs}}
    rows = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for shape, properties in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": member, "features": rows}))
    return path


def rows_of(values):
    return [(square(20 + 20 * number, 10), {"class": value}) for number, value in enumerate(values)]


# Files


def test_an_empty_collection_is_said_and_does_no_harm(scene, tmp_path):
    empty = geojson(tmp_path / "empty.geojson", [])
    report = inspect(scene, empty)
    assert report.classes == [] and report.problems == ["empty.geojson holds no polygon."]
    report = inspect(scene, empty, geojson(tmp_path / "l.geojson", rows_of([10])))
    assert [item.polygons for item in report.classes] == [1]
    layer = write_labels(tmp_path / "l.gpkg", [], np.zeros(0, dtype=np.int32))
    assert inspect(scene, layer).problems == ["l.gpkg holds no polygon."]


def test_nothing_to_learn_says_why(scene, tmp_path):
    empty = geojson(tmp_path / "empty.geojson", [])
    with pytest.raises(
        SardinoError, match=r"No polygon can be used. empty.geojson holds no polygon."
    ) as caught:
        finetune(
            FinetuneRequest(
                [SceneSpec(str(scene), units="db")],
                [LabelSpec(str(empty), "class")],
                "new",
                out=str(tmp_path / "new.safetensors"),
            ),
            progress=lambda *_, **__: None,
            cancelled=lambda: False,
        )
    assert caught.value.code == "nothing_to_learn"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4000,
        b"not a vector file",
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"class": 1}, "geom',
        b"SQLite format 3\0" + b"\xff" * 4000,
        b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>a.gpkg</SrcDataSource></OGRVRTLayer>"
        b"</OGRVRTDataSource>",
    ],
    ids=["empty", "zeros", "text", "cut", "damaged", "virtual"],
)
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "vrt"])
def test_what_is_no_vector_file_is_named(scene, tmp_path, content, suffix):
    path = tmp_path / f"l.{suffix}"
    path.write_bytes(content)
    with pytest.raises(LabelsNotReadable, match=r"^l\."):
        inspect(scene, path)


def test_a_layer_that_refers_to_another_file_is_refused(scene, tmp_path):
    write_labels(tmp_path / "l.gpkg", [square(60, 10)], [10])
    virtual = tmp_path / "l.vrt"
    virtual.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='l'>"
        f"<SrcDataSource>{tmp_path}/l.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    with pytest.raises(LabelsNotReadable, match="refers to other files"):
        inspect(scene, virtual)


@pytest.mark.parametrize(
    "name",
    [
        "missing.gpkg",
        "x\0.gpkg",
        "x" * 5000,
        "\udcff.gpkg",
        "\ud800",
        "",
        "/vsicurl/http://127.0.0.1:9/a.gpkg",
    ],
    ids=["missing", "NUL", "long", "bytes", "surrogate", "none", "address"],
)
def test_names_of_no_file(scene, tmp_path, name):
    path = name if name.startswith("/vsi") else os.path.join(tmp_path, name)
    with pytest.raises(LabelsNotReadable) as caught:
        inspect(scene, path)
    assert len(str(caught.value)) < 200
    str(caught.value).encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(scene, tmp_path):
    os.mkfifo(tmp_path / "l.gpkg")
    errors = []

    def ask():
        try:
            inspect(scene, tmp_path / "l.gpkg")
        except SardinoError as error:
            errors.append(error.code)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert errors == ["labels_not_readable"]


def test_a_raster_and_a_table_are_no_labels(scene, tmp_path):
    (tmp_path / "t.csv").write_text("class,b\n1,2\n")
    for path in (scene, tmp_path / "t.csv"):
        with pytest.raises(LabelsNotReadable):
            inspect(scene, path)


def test_more_than_memory_holds_is_refused(scene, tmp_path, monkeypatch):
    labels = write_labels(tmp_path / "l.gpkg", [square(20, 10 * n) for n in range(12)], [10] * 12)
    text = geojson(tmp_path / "l.geojson", rows_of([10] * 5))
    monkeypatch.setattr(vector_parts, "PART", 5)
    assert inspect(scene, labels).classes[0].polygons == 12  # in parts
    with monkeypatch.context() as limited:
        limited.setattr(vector_parts, "MOST_FEATURES", 11)
        with pytest.raises(LabelsNotReadable, match="12 features"):
            inspect(scene, labels)
    with monkeypatch.context() as limited:
        limited.setattr(vector_parts, "MOST_VERTICES", 59)
        with pytest.raises(LabelsNotReadable, match="60 vertices"):
            inspect(scene, labels)
        assert inspect(scene, text).classes[0].polygons == 5
        with pytest.raises(LabelsNotReadable, match="All label files together"):
            inspect(scene, *[text] * 3)
    monkeypatch.setattr(vector_parts, "MOST_TEXT_BYTES", 100)
    with pytest.raises(LabelsNotReadable, match="larger than") as caught:
        inspect(scene, text)
    assert "GeoPackage" in caught.value.remedy


# Fields


def test_numbers_with_and_without_a_point_and_truth_values(scene, tmp_path):
    def codes(values):
        report = inspect(scene, geojson(tmp_path / "l.geojson", rows_of(values)))
        return [item.code for item in report.classes], report.no_value

    assert codes([1.0, 2, None]) == ([1, 2], 1)
    assert codes([True, True, None]) == ([1], 1)
    assert codes(["7", " 8 ", "  "]) == ([7, 8], 1)
    assert codes([True, True]) == ([1], 0)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1e300,
        2**70,
        "1_0",
        "x" * 100_000,
        "2020-01-01",
        [1, 2],
        {"a": 1},
        "\ud800",
        "a\0b",
        "٣",
        "-",
        "1e1",
    ],
    ids=repr,
)
def test_what_is_no_class_code_is_named(scene, tmp_path, value):
    with pytest.raises(InvalidRequest, match="class code") as caught:
        inspect(scene, geojson(tmp_path / "l.geojson", rows_of([value])))
    assert len(str(caught.value)) < 200
    str(caught.value).encode()


def test_any_text_can_stand_for_a_code(scene, tmp_path):
    texts = ["2020-01-01", "Reed", "reed ", "REED", "x" * 1000, "1.5"]
    values = {"2020-01-01": 1, "Reed": 2, " reed": 3, "REED": 4, "x" * 1000: 5, "1.5": 6}
    report = inspect(scene, geojson(tmp_path / "l.geojson", rows_of(texts)), values=values)
    assert [item.code for item in report.classes] == [1, 2, 3, 4, 5, 6] and report.no_value == 0


def test_dates_with_gaps(scene, tmp_path):
    labels = geojson(tmp_path / "l.geojson", rows_of(["2020-01-01", None]))
    report = inspect(scene, labels, values={"2020-01-01": 5})
    assert [item.code for item in report.classes] == [5]
    assert report.problems == ["1 polygon has no class and is not used."]


def test_thousands_of_unknown_values_are_counted(scene, tmp_path):
    count = 5000
    shapes = [square(20, 10)] * count
    labels = write_labels(tmp_path / "l.gpkg", shapes, [f"value {n}" for n in range(count)])
    report = inspect(scene, labels, values={"value 7": 7})
    assert report.no_value == count - 1
    assert any("'value 0'" in text and f"and {count - 6} more" in text for text in report.problems)


def test_classes_may_have_one_name_but_not_one_code(scene, tmp_path):
    labels = write_labels(tmp_path / "l.gpkg", [square(20, 10), square(60, 10)], [1, 2])
    twice = [ClassInfo(1, "Rice", "#00aa00"), ClassInfo(2, "rice ", "#00aa00")]
    assert [item.polygons for item in inspect(scene, labels, classes=twice).classes] == [1, 1]
    with pytest.raises(InvalidRequest, match="same code"):
        inspect(scene, labels, classes=[twice[0], twice[0]])
    many = [ClassInfo(code, str(code), "#000000") for code in range(1, 3000)]
    with pytest.raises(InvalidRequest, match="255"):
        inspect(scene, labels, classes=many)


# Coordinate systems


def local_scene(path, crs):
    return write_raster(
        path,
        np.full((64, 64), -10, np.float32),
        names=["VV"],
        crs=crs,
        transform=Affine(10, 0, 1000, 0, -10, 2000),
    )


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "FlatGeobuf"])
def test_a_local_grid_of_scene_and_labels(tmp_path, driver):
    path = local_scene(tmp_path / "s.tif", LOCAL)
    suffix = {"GPKG": "gpkg", "ESRI Shapefile": "shp", "FlatGeobuf": "fgb"}[driver]
    labels = tmp_path / f"l.{suffix}"
    pyogrio.raw.write(
        labels,
        geometry=shapely.to_wkb(np.array([shapely.box(1100, 1800, 1200, 1900)])),
        field_data=[np.array([10])],
        fields=["class"],
        geometry_type="Polygon",
        crs=LOCAL,
        driver=driver,
    )
    report = inspect(path, labels)
    assert (report.classes[0].pixels, report.problems) == (100, [])


def test_grids_without_relation_are_said(scene, tmp_path):
    path = local_scene(tmp_path / "s.tif", LOCAL)
    shapes = [shapely.box(1100, 1800, 1200, 1900)]
    for crs in ("EPSG:2056", "EPSG:4978"):
        labels = write_labels(tmp_path / "l.gpkg", shapes, [10], crs=crs)
        report = inspect(path, labels)
        labels.unlink()
        assert report.outside == 1
        assert any("l.gpkg: " in text and "related" in text for text in report.problems), crs


@pytest.mark.parametrize("number", [None, -1, 0])
def test_labels_without_a_system_are_taken_to_be_in_the_scene_s(scene, tmp_path, number):
    labels = write_labels(tmp_path / "l.gpkg", [square(60, 10)], [10], crs=None if number is None else CRS)
    if number is not None:  # what GeoPackage has for undefined systems
        with contextlib.closing(sqlite3.connect(labels)) as file:
            for table in ("gpkg_geometry_columns", "gpkg_contents"):
                file.execute(f"update {table} set srs_id = {number}")
            file.commit()
    report = inspect(scene, labels)
    assert report.classes[0].pixels == 196
    assert (
        "l.gpkg does not say in which coordinate system it is; that of the scene was assumed."
        in report.problems
    )
