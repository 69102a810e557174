"""Rasters of a scene whose features are made, or found in the cache, on the way."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from model.commands.main import main
from model.errors.errors import Cancelled, InvalidRequest
from model.explore.segments import segments
from model.features.placing import Placing
from model.features.store import FeatureStore
from model.protocol.exploring import ExploreAnswer, SegmentsRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.files import names_in
from tests.model.fixtures.pipeline import write_scene
from tests.model.fixtures.scenes import write_raster


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))


def divided(out: Path, scene: str, model: Path, cancelled=lambda: False) -> ExploreAnswer:
    request = SegmentsRequest(
        str(out),
        count=3,
        scene=SceneSpec(scene, units="db"),
        model=str(model),
        device="cpu",
        precision="fp32",
        engine="torch",
    )
    return segments(request, progress=lambda *_, **__: None, cancelled=cancelled)


def placed(features: str) -> Placing:
    return FeatureStore.open(Path(features)).placing


def test_a_file_that_begins_in_the_south(tmp_path: Path, model: Path) -> None:
    """Features and segments lie on the same ground as those of the file that begins in the north."""
    north = write_scene(tmp_path / "north.tif", 130, 150)
    with rasterio.open(north) as raster:
        values, transform = raster.read(), raster.transform
        turned = transform @ Affine(1, 0, 0, 0, -1, raster.height)
        options = {"crs": raster.crs, "transform": turned, "nodata": raster.nodata}
        names = raster.descriptions
    south = write_raster(tmp_path / "south.tif", values[:, ::-1].copy(), names=names, **options)
    first, second = (
        divided(tmp_path / f"{Path(path).stem}_segments.tif", path, model) for path in (north, south)
    )
    with rasterio.open(first.path) as one, rasterio.open(second.path) as other:
        assert other.transform == turned
        np.testing.assert_array_equal(one.read(1), other.read(1)[::-1])
    x, y = transform @ (40.0, 20.0)
    rows, cols = zip(
        *(placed(found.features).working(np.array([x]), np.array([y]), None) for found in (first, second)),
        strict=True,
    )
    assert rows[0] == pytest.approx(rows[1])
    assert cols[0] == pytest.approx(cols[1])


def test_cancelled_while_features_are_made(tmp_path: Path, model: Path) -> None:
    scene = write_scene(tmp_path / "vv.tif", 130, 150)
    calls = iter(range(1000))
    with pytest.raises(Cancelled):
        divided(tmp_path / "out" / "segments.tif", scene, model, cancelled=lambda: next(calls) > 5)
    assert names_in(tmp_path / "out") == []


def test_neither_features_nor_a_scene(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="neither features nor a scene"):
        request = SegmentsRequest(str(tmp_path / "segments.tif"))
        segments(request, progress=lambda *_, **__: None, cancelled=lambda: False)


def test_from_the_command_line(tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene = write_scene(tmp_path / "vv.tif", 130, 150)
    options = ["--units", "db", "--model", str(model), "--device", "cpu", "--precision", "fp32", "--json"]
    for command, bands in (
        (["segments", "--count", "2"], 1),
        (["colours"], 3),
        (["stack", "--parts", "texture,attention,components", "--components", "2"], 6 + 2 + 2),
    ):
        out = tmp_path / f"{command[0]}.tif"
        assert main([command[0], scene, *command[1:], *options, "--out", str(out)]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["path"] == str(out)
        with rasterio.open(out) as raster:
            assert raster.count == bands == len(answer["bands"])
    assert main(["segments", scene, *options, "--count", "999", "--out", str(tmp_path / "x.tif")]) == 2
    assert not (tmp_path / "x.tif").exists()
