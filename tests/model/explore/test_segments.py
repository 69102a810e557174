"""Segments without labels, as files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint

from model.errors.errors import (
    Cancelled,
    FeaturesNotReadable,
    InvalidRequest,
    NoValidPixels,
    ScenesDoNotMatch,
)
from model.explore.segments import segments
from model.protocol.exploring import ExploreAnswer, SegmentsRequest
from model.protocol.values import SceneSpec
from tests.model.explore.conftest import COLS, ROWS, quarters
from tests.model.fixtures.files import names_in
from tests.model.fixtures.painted import painted_store
from tests.model.fixtures.scenes import UTM, decibels, dual_power, write_raster


def divided(out: Path, features: str, scene: str | None = None, **options) -> ExploreAnswer:
    cancelled = options.pop("cancelled", lambda: False)
    spec = SceneSpec(scene, allow_any=True) if scene else None
    request = SegmentsRequest(str(out), features=features, scene=spec, **options)
    return segments(request, progress=lambda *_, **__: None, cancelled=cancelled)


def small(
    folder: Path, shape: tuple[int, int], known: np.ndarray | None = None, **options
) -> tuple[str, str]:
    """A scene of some pixels and its features."""
    bands = decibels(dual_power(shape))
    scene = write_raster(folder / "small.tif", bands, names=("VV", "VH"), **options)
    cells = quarters(-(-shape[0] // 2), -(-shape[1] // 2))
    return scene, str(painted_store(scene, folder / "small.features", cells, known=known))


def test_four_kinds_of_ground_become_four_segments(tmp_path: Path, scene: str, features: str) -> None:
    answer = divided(tmp_path / "out" / "segments.tif", features, scene, count=4)
    with rasterio.open(answer.path) as raster, rasterio.open(scene) as original:
        values = raster.read(1)
        assert (raster.crs, raster.transform, raster.shape) == (
            original.crs,
            original.transform,
            original.shape,
        )
        assert (raster.nodata, raster.descriptions) == (0, ("Segments",))
        colours = {code: raster.colormap(1)[code][:3] for code in range(1, 5)}
        tags = raster.tags()
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    ground = quarters(ROWS, COLS)
    borders = (np.abs(np.arange(ROWS) - ROWS // 2) < 4)[:, None] | (np.abs(np.arange(COLS) - COLS // 2) < 4)
    for number in range(4):
        assert len(np.unique(values[(ground == number) & ~borders])) == 1
    assert len(set(colours.values())) == 4
    assert [item.code for item in answer.classes] == [1, 2, 3, 4]
    assert answer.numbers == {"segments": 4}
    assert sum(answer.areas_ha.values()) == pytest.approx(ROWS * COLS / 100, rel=0.01)
    pixels = np.bincount(values.ravel(), minlength=5)[1:]
    np.testing.assert_allclose(list(answer.areas_ha.values()), pixels / 100, rtol=0.01)
    assert (tags["SARDINO_MODEL"], tags["SARDINO_INPUT"]) == ("painted", "dual.tif")
    assert json.loads(tags["SARDINO_PARAMETERS"]) == {"count": 4, "seed": 0, "segments": 4}


def test_borders_follow_the_image_within_a_token(tmp_path: Path, scene: str, features: str) -> None:
    """The border of the painted ground lies inside tokens: the pixel features say where."""
    answer = divided(tmp_path / "segments.tif", features, scene, count=4)
    values = rasterio.open(answer.path).read(1)
    north = values[20]
    change = np.flatnonzero(north[1:] != north[:-1]) + 1
    assert len(change) == 1
    # Cells of two pixels: (COLS + 1) // 2 // 2 cells lie in the west.
    assert abs(change[0] - 2 * ((COLS + 1) // 2 // 2)) <= 2


def test_a_number_is_proposed(tmp_path: Path, scene: str) -> None:
    cells = quarters((ROWS + 1) // 2, (COLS + 1) // 2)
    features = painted_store(scene, tmp_path / "noisy.features", cells, noise=0.15)
    answer = divided(tmp_path / "segments.tif", str(features), scene)
    assert len(answer.classes) == 4
    assert 0.5 < answer.numbers["criterion"] <= 1


def test_without_the_scene_the_tokens_say_what_is_valid(tmp_path: Path, scene: str, features: str) -> None:
    alone = divided(tmp_path / "alone.tif", features, count=4)
    both = divided(tmp_path / "both.tif", features, scene, count=4)
    np.testing.assert_array_equal(rasterio.open(alone.path).read(1), rasterio.open(both.path).read(1))


def test_one_segment(tmp_path: Path, scene: str, features: str) -> None:
    answer = divided(tmp_path / "segments.tif", features, scene, count=1)
    assert (rasterio.open(answer.path).read(1) == 1).all()
    assert answer.note == ""


def test_more_segments_than_different_tokens(tmp_path: Path) -> None:
    scene, features = small(tmp_path, (16, 16))
    answer = divided(tmp_path / "segments.tif", features, scene, count=200)
    assert 1 <= len(answer.classes) <= 200
    assert f"only {len(answer.classes)} segments" in answer.note
    assert set(np.unique(rasterio.open(answer.path).read(1))) == {item.code for item in answer.classes}


def test_mostly_nodata(tmp_path: Path) -> None:
    power = dual_power((64, 64))
    power[:, :, 9:] = np.nan
    path = write_raster(tmp_path / "mostly.tif", decibels(power), names=("VV", "VH"), nodata=float("nan"))
    known = np.zeros((8, 8), bool)
    known[:, :2] = True
    features = painted_store(path, tmp_path / "mostly.features", quarters(32, 32), known=known)
    answer = divided(tmp_path / "segments.tif", str(features), path, count=2)
    values = rasterio.open(answer.path).read(1)
    assert (values[:, :9] > 0).all()
    assert (values[:, 9:] == 0).all()
    assert sum(answer.areas_ha.values()) == pytest.approx(64 * 9 / 100, rel=0.01)


def test_no_token_is_known(tmp_path: Path) -> None:
    scene, features = small(tmp_path, (16, 16), known=np.zeros((2, 2), bool))
    with pytest.raises(NoValidPixels):
        divided(tmp_path / "segments.tif", features, scene)
    assert not (tmp_path / "segments.tif").exists()


def test_a_single_pixel(tmp_path: Path) -> None:
    scene, features = small(tmp_path, (1, 1))
    answer = divided(tmp_path / "segments.tif", features, scene)
    assert rasterio.open(answer.path).read(1).tolist() == [[1]]
    assert [item.code for item in answer.classes] == [1]


def test_ground_control_points_stay(tmp_path: Path) -> None:
    points = [
        GroundControlPoint(row, col, 400_000 + 10 * col, 3_700_000 - 10 * row, 0.0)
        for row in (0, 48)
        for col in (0, 64)
    ]
    scene, features = small(tmp_path, (48, 64), gcps=points, crs=UTM, transform=None)
    answer = divided(tmp_path / "segments.tif", features, scene, count=4)
    with rasterio.open(answer.path) as raster:
        found, crs = raster.gcps
        assert len(np.unique(raster.read(1))) == 4
    assert crs == UTM
    assert [(point.row, point.col, point.x, point.y) for point in found] == [
        (point.row, point.col, point.x, point.y) for point in points
    ]


def test_without_a_georeference_areas_are_not_known(tmp_path: Path) -> None:
    scene, features = small(tmp_path, (32, 32), crs=None, transform=None)
    answer = divided(tmp_path / "segments.tif", features, scene, count=4)
    assert answer.areas_ha == {}
    assert "Without a georeference" in answer.note


@pytest.mark.parametrize("step", ["Opening the features", "Looking for", "Drawing the segments", "Writing"])
def test_cancelled_in_the_middle(tmp_path: Path, scene: str, features: str, step: str) -> None:
    said: list[str] = []

    def report(fraction: float, message: str = "", *_: object, **__: object) -> None:
        said.append(message)

    request = SegmentsRequest(
        str(tmp_path / "out" / "segments.tif"), count=4, features=features, scene=SceneSpec(scene)
    )
    with pytest.raises(Cancelled):
        segments(request, progress=report, cancelled=lambda: any(step in words for words in said))
    assert names_in(tmp_path / "out") == []


def test_damaged_features(tmp_path: Path, scene: str, features: str) -> None:
    broken = tmp_path / "broken.features"
    content = bytearray(Path(features).read_bytes())
    content[200] ^= 255
    broken.write_bytes(content)
    with pytest.raises(FeaturesNotReadable):
        divided(tmp_path / "out" / "segments.tif", str(broken), scene)
    broken.write_bytes(Path(features).read_bytes()[:-40])
    with pytest.raises(FeaturesNotReadable):
        divided(tmp_path / "out" / "segments.tif", str(broken), scene)
    assert names_in(tmp_path / "out") == []


def test_features_of_another_scene(tmp_path: Path, features: str) -> None:
    other, _ = small(tmp_path, (40, 40))
    with pytest.raises(ScenesDoNotMatch):
        divided(tmp_path / "segments.tif", features, other)


def test_numbers_out_of_range(tmp_path: Path, scene: str, features: str) -> None:
    for count in (-1, 255):
        with pytest.raises(InvalidRequest, match="number of segments"):
            divided(tmp_path / "segments.tif", features, scene, count=count)


def test_the_scene_is_not_written_over(tmp_path: Path) -> None:
    scene, features = small(tmp_path, (32, 32))
    before = Path(scene).read_bytes()
    with pytest.raises(InvalidRequest, match="what the raster is made of"):
        divided(Path(scene), features, scene, count=2)
    assert Path(scene).read_bytes() == before
