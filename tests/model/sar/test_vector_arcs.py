"""Arcs of GeoPackages, which shapely does not know, become lines as fine as GDAL's."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from model.sar.vector_file import read_features
from tests.model.fixtures.vectors import BOX, HIGH, TWO, by_gdal, changed, write


def circular(points, z=False):
    """WKB of a CIRCULARSTRING."""
    head = b"\1" + (1008 if z else 8).to_bytes(4, "little") + len(points).to_bytes(4, "little")
    return head + np.array([(*p, 5.0) if z else p for p in points], dtype="<f8").tobytes()


def made_of(kind, *parts):
    """WKB of parts."""
    return b"\1" + kind.to_bytes(4, "little") + len(parts).to_bytes(4, "little") + b"".join(parts)


CIRCLE = circular([(0, 0), (1, 1), (2, 0), (1, -1), (0, 0)])
WHOLE = circular([(10, 0), (12, 0), (10, 0)])
HALF = made_of(
    9, circular([(20, 0), (21, 1), (22, 0)]), shapely.to_wkb(shapely.LineString([(22, 0), (20, 0)]))
)
STRAIGHT = circular([(30, 0), (31, 0), (32, 0), (31, 2), (30, 0)])
CURVES = {
    "circle": made_of(10, CIRCLE),
    "whole": made_of(10, WHOLE),
    "half": made_of(10, HALF),
    "clockwise": made_of(10, circular([(0, 0), (1, 5), (7, 0), (1, -5), (0, 0)])),
    "hole": made_of(10, shapely.to_wkb(shapely.box(-5, -5, 5, 5).exterior), CIRCLE),
    "straight": made_of(10, STRAIGHT),
    "high": made_of(1010, circular([(0, 0), (1, 1), (2, 0), (1, -1), (0, 0)], z=True)),
    "surface": made_of(12, made_of(10, CIRCLE), shapely.to_wkb(TWO.geoms[1])),
    "lines": made_of(11, CIRCLE, HALF),
    "nested": made_of(7, made_of(10, WHOLE), shapely.to_wkb(shapely.Point(1, 2))),
}


@pytest.mark.parametrize("name", CURVES)
def test_arcs_are_as_round_as_in_gdal(tmp_path, name):
    path = write(tmp_path / "l.gpkg", [BOX, HIGH])
    with changed(path) as file:
        file.execute("UPDATE l SET geom = ? WHERE fid = 1", (b"GP\0\1" + bytes(4) + CURVES[name],))
    one, straight = read_features(str(path), ["class"]).geometry
    other = by_gdal(path, ["class"]).geometry[0]
    assert straight.equals(TWO)
    if name == "nested":
        other = shapely.GeometryCollection([shapely.Point(11, 0).buffer(1, 64), shapely.Point(1, 2)])
    assert one.geom_type == other.geom_type and not one.has_z and one.is_valid == other.is_valid
    assert one.hausdorff_distance(other) < 0.002 * max(1.0, one.length / 4)
    assert one.area == pytest.approx(other.area, rel=1e-3)


@pytest.mark.parametrize("cut", [12, 20, 40])
def test_what_is_left_of_an_arc_is_no_geometry(tmp_path, cut):
    path = write(tmp_path / "l.gpkg", [BOX, BOX])
    whole = b"GP\0\1" + bytes(4) + CURVES["circle"]
    with changed(path) as file:
        file.execute("UPDATE l SET geom = ? WHERE fid = 1", (whole[: 8 + cut],))
        file.execute("UPDATE l SET geom = ? WHERE fid = 2", (whole,))
    found = read_features(str(path), ["class"]).geometry
    assert found[0] is None and found[1].area > 3
