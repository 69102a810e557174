"""Labels with geometries that no one draws on purpose: far away, infinite, crossing themselves, no areas."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest
import shapely
from rasterio.warp import transform_geom

from model.data.shapes import polygons_in
from model.errors.errors import Cancelled
from model.finetune.outlines import outlines_on, pixels_inside
from model.finetune.run import inspect_labels
from model.protocol.finetuning import InspectLabelsRequest, LabelSpec
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene
from tests.model.fixtures.finetune import CRS, NORTH, SIDE, WEST, square, write_labels
from tests.model.fixtures.scenes import write_raster

MERCATOR = "EPSG:3857"
PATIENCE = 60.0
"""Seconds after which something hangs; nothing here measures time."""


@pytest.fixture
def scene(scene_with_nodata):
    return scene_with_nodata


def request(scene, *labels, **options):
    specs = [LabelSpec(str(path), "class", **options) for path in labels]
    return InspectLabelsRequest([SceneSpec(str(scene), units="db")], specs)


def inspect(scene, *labels, **options):
    return inspect_labels(request(scene, *labels, **options))


def within(seconds, job):
    """The result of a job that may hang."""
    found = []
    thread = threading.Thread(target=lambda: found.append(job()), daemon=True)
    thread.start()
    thread.join(seconds)
    assert found, "it hangs"
    return found[0]


def geojson(path, geometries, crs=CRS, values=None):
    """A file with geometries as text, which may hold what no library writes."""
    features = ", ".join(
        f'{{"type": "Feature", "properties": {{"class": {value}}}, "geometry": {geometry}}}'
        for geometry, value in zip(geometries, values or [10] * len(geometries), strict=True)
    )
    member = json.dumps({"type": "name", "properties": {"name": crs}})
    path.write_text(f'{{"type": "FeatureCollection", "crs": {member}, "features": [{features}]}}')
    return path


def around(size):
    return json.dumps(shapely.geometry.mapping(shapely.box(-size, -size, size, size)))


def ring_of(points):
    return f'{{"type": "Polygon", "coordinates": [[{", ".join(points)}]]}}'


GOOD = json.dumps(shapely.geometry.mapping(square(60, 10)))


@pytest.mark.parametrize("size", [1e10, 1e12, 1e18, 1e300])
@pytest.mark.parametrize("crs", [MERCATOR, CRS, "EPSG:4326"])
def test_coordinates_outside_the_world_are_counted_and_left_out(scene, tmp_path, size, crs):
    labels = geojson(tmp_path / "l.geojson", [around(size)], crs)
    good = geojson(tmp_path / "g.geojson", [GOOD])
    report = within(PATIENCE, lambda: inspect(scene, labels, good))
    assert report.misplaced == 1 and any("not on the globe" in text for text in report.problems)
    assert [(item.polygons, item.pixels) for item in report.classes] == [(1, 196)]


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN"])
def test_coordinates_that_are_no_numbers_are_counted_and_left_out(scene, tmp_path, number):
    points = [f"[{WEST}, {NORTH}]", f"[{number}, {NORTH}]", f"[{WEST}, {NORTH - 100}]"]
    bad = ring_of([*points, points[0]])
    report = inspect(scene, geojson(tmp_path / "l.geojson", [bad, GOOD]))
    assert report.misplaced == 1
    assert [(item.polygons, item.pixels) for item in report.classes] == [(1, 196)]


def test_coordinates_of_a_file_without_a_system_are_looked_at_too(scene, tmp_path):
    west, south, east, north = square(60, 10).bounds
    shapes = [shapely.box(west, south, number, north) for number in (np.inf, 1e300, 1e16, east)]
    report = inspect(scene, write_labels(tmp_path / "l.gpkg", shapes, [10] * 4, crs=None))
    assert report.misplaced == 3
    assert [(item.polygons, item.pixels) for item in report.classes] == [(1, 196)]


def test_a_polygon_around_the_world_covers_the_scene(scene, tmp_path):
    """Its corners lie where the scene's projection is not defined."""
    world = json.dumps(shapely.geometry.mapping(shapely.box(-180, -90, 180, 90)))
    (entry,) = inspect(scene, geojson(tmp_path / "l.geojson", [world], "EPSG:4326")).classes
    assert (entry.polygons, entry.pixels) == (1, (SIDE - 20) * SIDE)


def test_what_is_no_area_is_counted_and_left_out(scene, tmp_path):
    shapes = [
        None,
        shapely.Point(1, 1),
        shapely.MultiPoint([(1, 1), (2, 2)]),
        shapely.LineString([(0, 0), (1, 1)]),
        shapely.Polygon(),
        shapely.MultiPolygon(),
        shapely.GeometryCollection(),
        shapely.GeometryCollection([shapely.Point(0, 0)]),
        shapely.Polygon([(WEST, NORTH), (WEST + 90, NORTH), (WEST, NORTH)]),
        square(60, 10),
    ]
    report = inspect(scene, write_labels(tmp_path / "l.gpkg", shapes, [10] * len(shapes)))
    assert sum(item.polygons for item in report.classes) == 1
    assert any(text.startswith("9 polygons are no area") for text in report.problems)


def test_collections_in_collections_are_taken_apart(scene, tmp_path):
    nested = shapely.GeometryCollection([square(60, 10)])
    for number in range(20):
        nested = shapely.GeometryCollection([nested, shapely.MultiPolygon([square(60, 30 + 8 * number, 6)])])
    (entry,) = inspect(scene, write_labels(tmp_path / "l.gpkg", [nested], [10])).classes
    assert entry.polygons == 21


def test_arcs_surfaces_heights_and_measures(scene, tmp_path):
    x, y = WEST + 1000, NORTH - 1000
    circle = f"CIRCULARSTRING({x - 100} {y},{x} {y + 100},{x + 100} {y},{x} {y - 100},{x - 100} {y})"
    square_zm = f"(({x} {y} 1 2,{x + 100} {y} 1 2,{x + 100} {y + 100} 1 2,{x} {y} 1 2))"
    rows = [f"CURVEPOLYGON({circle})", f"MULTISURFACE(CURVEPOLYGON({circle}))", f"POLYGON ZM{square_zm}"]
    text = "".join(f'"{row}",10\n' for row in rows)
    (tmp_path / "l.csv").write_text("WKT,class\n" + text)
    report = inspect(scene, tmp_path / "l.csv")
    assert report.classes[0].polygons == 2  # the second circle lies where the first does
    assert report.classes[0].pixels == pytest.approx(100 * np.pi + 50 / 4, rel=0.06)


def test_an_outline_that_crosses_itself_a_million_times(scene, tmp_path, monkeypatch):
    """GEOS takes minutes to repair it and as long to find out that it has to be."""
    asked, really = [], shapely.is_valid
    monkeypatch.setattr(
        shapely,
        "is_valid",
        lambda shapes: asked.extend(shapely.get_num_coordinates(shapes)) or really(shapes),
    )
    count = 200_000
    rng = np.random.default_rng(0)
    points = np.stack([WEST + rng.uniform(0, 2560, count), NORTH - rng.uniform(200, 2560, count)], 1)
    scribble = shapely.Polygon(points)
    labels = write_labels(tmp_path / "l.gpkg", [scribble, square(2, 2)], [10, 80])
    report = within(PATIENCE, lambda: inspect(scene, labels))
    assert report.classes[0].polygons == 1
    assert 0.4 < report.classes[0].pixels / (SIDE - 20) / SIDE < 0.6  # odd as often as even
    assert asked and max(asked) <= 1000


def test_every_step_of_an_inspection_can_be_cancelled(scene, tmp_path):
    """Whenever it is that the user cancels."""
    shapes = [square(20 + 2 * (n // 100), 2 * (n % 100), 3) for n in range(5000)]
    labels = write_labels(tmp_path / "l.gpkg", shapes, [10] * len(shapes))
    asked = []
    inspect_labels(request(scene, labels), cancelled=lambda: bool(asked.append(1)))
    assert len(asked) > 10
    for number in range(0, len(asked), 3):
        left = iter([False] * number)
        with pytest.raises(Cancelled):
            inspect_labels(request(scene, labels), cancelled=lambda left=left: next(left, True))


def test_the_request_waits_for_no_scene_when_it_is_cancelled(scene, tmp_path):
    labels = write_labels(tmp_path / "l.gpkg", [square(60, 10)], [10])
    asked = []
    many = InspectLabelsRequest([SceneSpec(str(scene), units="db")] * 50, [LabelSpec(str(labels), "class")])
    with pytest.raises(Cancelled):
        inspect_labels(many, cancelled=lambda: len(asked) > 20 or bool(asked.append(1)))


def test_partly_on_nodata_is_said_and_left_out(scene, tmp_path):
    report = inspect(scene, write_labels(tmp_path / "l.gpkg", [square(13, 10), square(2, 40)], [10, 10]))
    assert (report.on_nodata, report.nodata_pixels) == (1, 7 * 14)
    assert report.classes[0].pixels == 7 * 14
    assert "1 polygon lies partly on nodata: 98 pixels there are left out." in report.problems


def test_lines_through_centres_are_where_gdal_has_them(tmp_path):
    """Labels made from other rasters have their corners there."""
    from rasterio.features import rasterize

    path = write_raster(tmp_path / "s.tif", np.full((40, 60), -10, np.float32), names=["VV"])
    rng = np.random.default_rng(0)
    with open_scene(SceneSpec(str(path), units="db")) as scene:
        for _ in range(40):
            corners = rng.integers(0, 40, (7, 2)) + rng.choice([0, 0.5], (7, 2))
            rows, cols = corners.T
            xs, ys, crs = scene.map_points(rows, cols)
            shape = shapely.Polygon(np.stack([xs, ys], 1))
            outlines = outlines_on(scene, np.array([shape], dtype=object), crs, lambda: None)
            found = np.zeros((40, 60), dtype=np.uint8)
            _, at_row, at_col = pixels_inside(outlines, np.array([0]), outlines.boxes, lambda: None)
            found[at_row, at_col] = 1
            ring = [*map(tuple, np.stack([cols, rows], 1).tolist())]
            wanted = rasterize([{"type": "Polygon", "coordinates": [[*ring, ring[0]]]}], out_shape=(40, 60))
            assert np.count_nonzero(found != wanted) <= 2  # a corner on a centre, at most


def test_holes_of_any_kind_follow_the_even_odd_rule(scene, tmp_path):
    outer, inner, beside = square(60, 10, 20), square(65, 15, 10), square(60, 40, 10)
    holed = shapely.Polygon(outer.exterior, [inner.exterior, beside.exterior])
    report = inspect(scene, write_labels(tmp_path / "l.gpkg", [holed], [10]))
    assert report.crossing == 1
    assert (report.classes[0].polygons, report.classes[0].pixels) == (1, 400 - 100 + 100)


def test_shapes_say_whose_parts_they_are():
    shapes = np.array([shapely.MultiPolygon([square(0, 0), square(0, 20)]), None, square(9, 9)], dtype=object)
    found = polygons_in(shapes, CRS)
    assert found.owner.tolist() == [0, 0, 2] and found.no_area == 1
    assert len(polygons_in(np.zeros(0, dtype=object), None).polygons) == 0


@pytest.mark.parametrize("longitude", [180.0, -179.99])
def test_labels_on_the_other_side_of_the_date_line_are_found(tmp_path, longitude):
    """The scene counts on past 180, the labels do not, or the other way round."""
    from affine import Affine

    path = write_raster(
        tmp_path / "s.tif",
        np.full((100, 100), -10, np.float32),
        names=["VV"],
        crs="EPSG:4326",
        transform=Affine(1e-4, 0, longitude, 0, -1e-4, -17.0),
    )
    west = longitude + 0.002 - 360 * np.sign(longitude)
    label = shapely.box(west, -17.004, west + 0.002, -17.002)
    labels = write_labels(tmp_path / "l.gpkg", [label], [10], crs="EPSG:4326")
    (entry,) = inspect(path, labels).classes
    assert entry.pixels == 400
    there = transform_geom("EPSG:4326", MERCATOR, shapely.geometry.mapping(label))
    labels = write_labels(tmp_path / "m.gpkg", [shapely.geometry.shape(there)], [10], crs=MERCATOR)
    (entry,) = inspect(path, labels).classes
    assert entry.pixels == pytest.approx(400, abs=20)
