"""Polygons as users have them: other systems, broken shapes, gaps in the field, overlaps."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from rasterio.warp import transform_geom

from model.errors.errors import InvalidRequest, LabelsNotReadable
from model.finetune.folds import folds
from model.finetune.ground import Labelled
from model.finetune.run import inspect_labels
from model.finetune.scoring import as_in_the_scene
from model.protocol.finetuning import InspectLabelsRequest, LabelSpec
from model.protocol.values import ClassInfo, SceneSpec
from tests.model.fixtures.finetune import CRS, square, write_labels


@pytest.fixture
def scene(scene_with_nodata):
    return scene_with_nodata


def inspect(scene, labels, classes=(), **options):
    spec = LabelSpec(str(labels), options.pop("field", "class"), **options)
    return inspect_labels(InspectLabelsRequest([SceneSpec(str(scene), units="db")], [spec], list(classes)))


def test_polygons_and_pixels_are_counted_per_class(scene, tmp_path):
    labels = write_labels(
        tmp_path / "l.gpkg", [square(60, 10), square(60, 200), square(90, 200)], [10, 80, 80]
    )
    report = inspect(scene, labels, [ClassInfo(80, "Sea", "#0000ff"), ClassInfo(7, "Rice", "#00ff00")])
    found = {item.code: (item.name, item.polygons, item.pixels) for item in report.classes}
    assert found == {80: ("Sea", 2, 392), 7: ("Rice", 0, 0), 10: ("Tree cover", 1, 196)}
    assert [item.code for item in report.classes] == [80, 7, 10]
    assert "cannot be learned" in report.classes[1].warning
    assert "not checked" in report.classes[2].warning
    assert report.problems == []


def test_another_coordinate_system_gives_the_same_pixels(scene, tmp_path):
    shape = square(60, 10)
    degrees = shapely.geometry.shape(transform_geom(CRS, "EPSG:4326", shapely.geometry.mapping(shape)))
    here = inspect(scene, write_labels(tmp_path / "a.gpkg", [shape], [10]))
    there = inspect(scene, write_labels(tmp_path / "b.gpkg", [degrees], [10], crs="EPSG:4326"))
    assert abs(there.classes[0].pixels - here.classes[0].pixels) <= 14  # an edge of centres at most


def test_collections_multipolygons_holes_and_height(scene, tmp_path):
    ring = square(60, 10, 20).difference(square(65, 15, 10))
    collection = shapely.GeometryCollection([square(100, 10), shapely.Point(0, 0), square(130, 10)])
    multi = shapely.MultiPolygon([square(160, 10), square(190, 10)])
    high = shapely.force_3d(square(220, 10), 12.0)
    labels = write_labels(tmp_path / "l.gpkg", [ring, collection, multi, high], [10] * 4)
    (entry,) = inspect(scene, labels).classes
    assert entry.polygons == 6
    assert entry.pixels == (400 - 100) + 5 * 196


def test_a_bow_tie_is_one_polygon_of_what_it_encloses(scene, tmp_path):
    (left, bottom, right, top) = square(60, 10, 20).bounds
    bow_tie = shapely.Polygon([(left, bottom), (right, top), (right, bottom), (left, top)])
    labels = write_labels(tmp_path / "l.gpkg", [bow_tie, square(100, 10)], [10, 80])
    before = labels.read_bytes()
    report = inspect(scene, labels)
    assert report.crossing == 1 and any("crosses itself" in text for text in report.problems)
    assert [item.polygons for item in report.classes] == [1, 1]
    assert report.classes[0].pixels == 200  # half of the square
    assert labels.read_bytes() == before


def test_polygons_elsewhere_and_on_nodata_are_counted(scene, tmp_path):
    paris = shapely.box(2.2, 48.8, 2.4, 48.9)
    far = shapely.geometry.shape(transform_geom("EPSG:4326", CRS, shapely.geometry.mapping(paris)))
    tiny = shapely.box(*np.add(square(60, 200, 1).bounds, (1, 1, -6, -6)))
    labels = write_labels(
        tmp_path / "l.gpkg", [square(60, 10), square(2, 10), far, tiny, shapely.Point(1, 1)], [10] * 5
    )
    report = inspect(scene, labels)
    assert (report.outside, report.on_nodata) == (1, 1)
    assert report.classes[0].polygons == 1
    text = " ".join(report.problems)
    assert "outside" in text and "nodata" in text and "too small" in text and "no area" in text
    in_degrees = write_labels(tmp_path / "d.gpkg", [paris], [10], crs="EPSG:4326")
    assert inspect(scene, in_degrees).outside == 1


def test_nulls_and_unknown_values_have_no_class(scene, tmp_path):
    shapes = [square(60, 10), square(90, 10), square(120, 10), square(150, 10)]
    numbers = write_labels(tmp_path / "n.gpkg", shapes, np.array([10, np.nan, 80, np.nan]))
    report = inspect(scene, numbers)
    assert report.no_value == 2 and {item.code for item in report.classes} == {10, 80}
    texts = write_labels(tmp_path / "t.gpkg", shapes, ["forest", "", "sea", "moon"])
    report = inspect(scene, texts, values={"forest": 1, "sea": 2})
    assert report.no_value == 2 and any("'moon'" in text for text in report.problems)
    with pytest.raises(InvalidRequest, match="'forest'"):
        inspect(scene, texts)


@pytest.mark.parametrize("code", [0, 255, -3])
def test_codes_that_a_byte_cannot_hold_are_refused(scene, tmp_path, code):
    labels = write_labels(tmp_path / "l.gpkg", [square(60, 10)], [code])
    with pytest.raises(InvalidRequest, match=str(code)) as caught:
        inspect(scene, labels)
    assert "1 to 254" in caught.value.remedy


def test_what_two_classes_claim_is_left_out(scene, tmp_path):
    shapes = [square(60, 10), square(60, 17), square(60, 10)]  # the third claims the first's again
    report = inspect(scene, write_labels(tmp_path / "l.gpkg", shapes, [10, 80, 10]))
    assert report.conflicts == 98
    assert {item.code: item.pixels for item in report.classes} == {10: 98, 80: 98}


def test_a_layer_that_was_renamed_or_removed(scene, tmp_path):
    labels = write_labels(tmp_path / "l.gpkg", [square(60, 10)], [10])
    with pytest.raises(LabelsNotReadable, match="no field"):
        inspect(scene, labels, field="kind")
    with pytest.raises(LabelsNotReadable):
        inspect(scene, labels, layer="gone")
    labels.unlink()
    with pytest.raises(LabelsNotReadable, match="not there"):
        inspect(scene, labels)


def test_neighbours_of_a_class_are_held_out_together():
    def at(row, col, index=0):
        rows, cols = np.mgrid[row : row + 5, col : col + 5]
        return Labelled(index, 0, rows.ravel(), cols.ravel())

    polygons = [at(0, 0), at(0, 10), at(0, 500), at(500, 0), at(250, 250, 1)]
    fold = folds(polygons, seed=3)
    assert (fold[:, 0] == fold[:, 1]).all()
    assert all(len({int(f) for f in row[[0, 2, 3]]}) == 3 for row in fold)
    assert (fold[:, 4] == -1).all()  # the only one of its class


def test_a_class_in_one_place_is_checked_where_that_says_something():
    def at(row, col, index=0):
        rows, cols = np.mgrid[row : row + 5, col : col + 5]
        return Labelled(index, 0, rows.ravel(), cols.ravel())

    close = [at(0, 10 * n) for n in range(4)]
    far = [at(0, 0, 1), at(500, 0, 1)]
    row = [at(0, 60 * n) for n in range(6)]  # one block, but a long one
    alone = folds(close, seed=3)  # nothing else could be checked
    assert (alone[:, 0] == alone[:, 1]).all() and (alone[:, 0] != alone[:, 3]).all()
    assert (folds([*close, *far], seed=3)[:, :4] == -1).all()
    halved = folds([*row, *far], seed=3)
    assert (halved[:, 0] == halved[:, 2]).all() and (halved[:, 0] != halved[:, 5]).all()


def test_scores_are_of_classes_as_often_as_they_occur():
    """As many held-out pixels of each class, but the second is rare in the scene."""
    confusion = np.array([[90.0, 10.0, 0.0], [20.0, 80.0, 0.0], [0.0, 0.0, 0.0]])
    rates = np.array([[0.9, 0.1], [0.2, 0.8]])
    occurs = np.array([0.95, 0.05])
    shares = np.array([*(occurs @ rates) * 0.8, 0.2])  # what the map shows of them; a fifth is unchecked
    found = as_in_the_scene(confusion, shares)
    assert found.sum() == pytest.approx(200)
    np.testing.assert_allclose(found.sum(1)[:2] / 200, occurs, atol=0.01)
    np.testing.assert_allclose(found[:2, :2] / found.sum(1)[:2, None], rates)
    assert not found[2].any()
    assert as_in_the_scene(confusion * 0, shares).sum() == 0
    np.testing.assert_array_equal(as_in_the_scene(confusion, shares * 0), confusion)
    rare = as_in_the_scene(confusion, np.array([1.0, 0.0, 0.0]))
    assert np.isfinite(rare).all() and rare[1].sum() > 0  # it was labelled, so it occurs
