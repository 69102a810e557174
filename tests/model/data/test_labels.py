"""Class codes and outlines of polygons: what is no label is refused in words or left out with a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from model.data.labels import UNLABELLED, check_codes, rasterise, read_polygons
from model.errors.errors import InvalidRequest
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene
from tests.model.fixtures.train import write_polygons, write_scene

BOX = shapely.box(600_000, 4_999_800, 600_200, 5_000_000)


def write(path: Path, shapes: list[Any], **fields: list[Any] | np.ndarray[Any, Any]) -> Path:
    """Shapes, None for none, with fields by name."""
    kinds = {shape.geom_type for shape in shapes if shape is not None}
    pyogrio.raw.write(
        path,
        geometry=np.array(
            [None if shape is None else shapely.to_wkb(shape) for shape in shapes], dtype=object
        ),
        field_data=[
            np.array(values, dtype=object if isinstance(values[0], str) else None)
            for values in fields.values()
        ],
        fields=list(fields),
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        crs="EPSG:32631",
        driver="GPKG",
    )
    return path


def message(path: Path, **options: str) -> str:
    with pytest.raises(InvalidRequest) as caught:
        read_polygons(path, **options)
    return f"{caught.value} {caught.value.remedy}"


def test_a_text_or_a_fraction_is_no_class_code(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts.gpkg", [BOX], class_code=["water"])
    assert "'water' in field 'class_code' of texts.gpkg is no class code" in message(texts)
    assert "from 1 to 254" in message(texts)
    halves = write(tmp_path / "halves.gpkg", [BOX, BOX], class_code=[80.0, 80.5])
    assert "'80.5'" in message(halves)


def test_codes_written_as_texts_or_reals_count(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts.gpkg", [BOX, BOX], class_code=["80", "50"])
    reals = write(tmp_path / "reals.gpkg", [BOX, BOX], class_code=[80.0, 50.0])
    for path in (texts, reals):
        assert read_polygons(path).codes.tolist() == [80, 50]


def test_polygons_without_a_code_or_an_outline_are_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        tmp_path / "l.gpkg", [BOX, BOX, None], class_code=[80.0, np.nan, 50.0], scene=["a", "b", "c"]
    )
    found = read_polygons(path)
    assert found.codes.tolist() == [80]
    assert found.scenes is not None and found.scenes.tolist() == ["a"]
    assert len(found.geometry) == 1
    assert "left out 2 polygons" in capsys.readouterr().out
    nothing = write(tmp_path / "n.gpkg", [BOX], class_code=[np.nan])
    assert "no polygon with a class code" in message(nothing)


@pytest.mark.parametrize("shape", [shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])])
def test_points_and_lines_are_no_polygons(tmp_path: Path, shape: Any) -> None:
    path = write(tmp_path / "l.gpkg", [shape], class_code=[80])
    assert f"holds {shape.geom_type} geometries" in message(path)


def test_coordinates_that_lie_nowhere_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = [shapely.box(0, 0, np.inf, 1), shapely.box(0, 0, 1e18, 1), BOX]
    found = read_polygons(write(tmp_path / "l.gpkg", nowhere, class_code=[80, 80, 50]))
    assert found.codes.tolist() == [50]
    assert "left out 2 polygons" in capsys.readouterr().out


def test_a_crossing_outline_is_what_it_encloses(tmp_path: Path) -> None:
    """A repair of this one leaves a line, which once threw every scene out."""
    west, north = 600_000, 5_000_000
    corners = [(0, 0), (200, 0), (200, 200), (300, 200), (200, 200), (0, 200), (0, 0)]
    crossing = shapely.Polygon([(west + x, north - y) for x, y in corners])
    write_scene(tmp_path / "a.tif")
    polygons = read_polygons(write(tmp_path / "l.gpkg", [crossing], class_code=[80]))
    with open_scene(SceneSpec(str(tmp_path / "a.tif"))) as scene:
        labels = rasterise(polygons, scene, "a", [80])
        codes = polygons.codes_on(scene, "a")
    assert np.count_nonzero(labels != UNLABELLED) == 400
    assert np.array_equal(codes, np.where(labels == 0, 80, 0))


def test_a_scene_field_that_is_named_must_be_there(tmp_path: Path) -> None:
    write_polygons(tmp_path / "l.gpkg", ["a", "b"])
    assert "no field 'scnee'" in message(tmp_path / "l.gpkg", scene_field="scnee")
    assert read_polygons(tmp_path / "l.gpkg").scenes is not None
    unnamed = write(tmp_path / "u.gpkg", [BOX], class_code=[80], place=["a"])
    assert read_polygons(unnamed).scenes is None
    assert read_polygons(unnamed, scene_field="place").scenes is not None


def test_codes_that_no_map_holds_are_named_with_what_to_do() -> None:
    check_codes([1, 254], "l.gpkg")
    with pytest.raises(InvalidRequest, match=r"l\.gpkg has class codes that a map cannot hold: 0") as caught:
        check_codes([0, 1, 2], "l.gpkg")
    assert "add 1 to all codes" in caught.value.remedy
    with pytest.raises(InvalidRequest, match="255, 300") as caught:
        check_codes([10, 255, 300], "l.gpkg")
    assert "add 1" not in caught.value.remedy
