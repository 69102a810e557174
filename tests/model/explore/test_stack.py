"""The stack for other programs, and textures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.errors.errors import Cancelled, InvalidRequest
from model.explore import stack as stacking
from model.explore.stack import stack
from model.explore.texture import SIDES, textures
from model.features.store import FeatureStore
from model.protocol.exploring import ExploreAnswer, StackRequest
from model.protocol.values import SceneSpec
from tests.model.explore.conftest import COLS, ROWS, quarters
from tests.model.fixtures.files import names_in
from tests.model.fixtures.painted import painted_store
from tests.model.fixtures.scenes import decibels, dual_power, write_raster


def stacked(out: Path, scene: str, features: str, **options) -> ExploreAnswer:
    cancelled = options.pop("cancelled", lambda: False)
    request = StackRequest(str(out), SceneSpec(scene, allow_any=True), features=features, **options)
    return stack(request, progress=lambda *_, **__: None, cancelled=cancelled)


def test_bands_are_named_and_on_the_scenes_grid(tmp_path: Path, scene: str, features: str) -> None:
    answer = stacked(tmp_path / "stack.tif", scene, features, components=3)
    with rasterio.open(answer.path) as raster, rasterio.open(scene) as original:
        values = raster.read()
        assert (raster.crs, raster.transform, raster.shape) == (
            original.crs,
            original.transform,
            original.shape,
        )
        assert np.isnan(raster.nodata)
        assert list(raster.descriptions) == answer.bands
        db = original.read()
    assert len(answer.bands) == 2 + 2 * 2 * len(SIDES) + 2 + 3
    assert answer.bands[:2] == ["VV backscatter (dB)", "VH backscatter (dB)"]
    assert answer.bands[-5:] == [
        "Attention head 1",
        "Attention head 2",
        "Component 1",
        "Component 2",
        "Component 3",
    ]
    np.testing.assert_allclose(values[:2], db, rtol=0.004)
    by_name = dict(zip(answer.bands, values, strict=True))
    inner = db[0, 50:55, 50:55]
    assert by_name["VV mean 5 x 5 (dB)"][52, 52] == pytest.approx(inner.mean(), rel=0.004)
    assert by_name["VV deviation 5 x 5 (dB)"][52, 52] == pytest.approx(inner.std(), rel=0.01)
    tokens = FeatureStore.open(Path(features)).tokens()
    # The middle of a token lies between four pixels of the same value.
    assert by_name["Component 1"][19:21, 19:21].mean() == pytest.approx(tokens[2, 2, 0], rel=0.01)
    assert by_name["Attention head 1"][20, 20] == pytest.approx(1, rel=0.03)
    assert by_name["Attention head 1"][-20, -20] == pytest.approx(4, rel=0.03)
    assert by_name["Attention head 2"] == pytest.approx(np.full((ROWS, COLS), 0.5), rel=0.03)


def test_blocks_leave_no_seam(
    tmp_path: Path, scene: str, features: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rasterio.open(stacked(tmp_path / "whole.tif", scene, features).path).read()
    monkeypatch.setattr(stacking, "VALUES", 17 * COLS * 20)
    monkeypatch.setattr("model.explore.grid.WINDOW_COLS", 64)
    parts = rasterio.open(stacked(tmp_path / "parts.tif", scene, features).path).read()
    np.testing.assert_allclose(parts, whole, rtol=0.008, atol=2e-3)


def test_nodata_is_nan_and_does_not_leak(tmp_path: Path) -> None:
    db = decibels(dual_power((64, 64)))
    db[:, 20:, :] = np.nan
    path = write_raster(tmp_path / "part.tif", db, names=("VV", "VH"), nodata=float("nan"))
    features = painted_store(path, tmp_path / "part.features", quarters(32, 32))
    values = rasterio.open(stacked(tmp_path / "stack.tif", path, str(features)).path).read()
    assert np.isnan(values[:, 20:]).all()
    assert np.isfinite(values[:, :20]).all()
    assert values[2][19, 40] == pytest.approx(db[0, 17:20, 38:43].mean(), rel=0.004)


@pytest.mark.parametrize("parts", [["components"], ["attention"], ["backscatter"], ["texture"]])
def test_some_parts(tmp_path: Path, scene: str, features: str, parts: list[str]) -> None:
    whole = stacked(tmp_path / "whole.tif", scene, features)
    answer = stacked(tmp_path / "some.tif", scene, features, parts=parts)
    at = [whole.bands.index(name) for name in answer.bands]
    every, some = (rasterio.open(found.path).read() for found in (whole, answer))
    np.testing.assert_array_equal(some, every[at])


def test_what_a_stack_cannot_hold(tmp_path: Path, scene: str, features: str) -> None:
    for options in ({"parts": ["sound"]}, {"parts": []}, {"components": 0}, {"components": 9}):
        with pytest.raises(InvalidRequest):
            stacked(tmp_path / "out" / "stack.tif", scene, features, **options)
    assert not (tmp_path / "out").exists() or names_in(tmp_path / "out") == []


def test_cancelled_in_the_middle(tmp_path: Path, scene: str, features: str) -> None:
    count = 0

    def later() -> bool:
        nonlocal count
        count += 1
        return count > 4

    with pytest.raises(Cancelled):
        stacked(tmp_path / "out" / "stack.tif", scene, features, cancelled=later)
    assert names_in(tmp_path / "out") == []


def test_textures_of_valid_pixels_alone() -> None:
    rng = np.random.default_rng(0)
    db = rng.normal(-15, 3, (40, 50)).astype(np.float32)
    valid = rng.random((40, 50)) > 0.4
    found = textures(np.where(valid, db, np.float32(1e6)), valid)
    for index, side in enumerate(SIDES):
        half = side // 2
        for row, col in ((0, 0), (20, 25), (39, 10)):
            near = (
                slice(max(row - half, 0), row + half + 1),
                slice(max(col - half, 0), col + half + 1),
            )
            here = db[near][valid[near]]
            assert found[2 * index, row, col] == pytest.approx(here.mean(), abs=1e-3)
            assert found[2 * index + 1, row, col] == pytest.approx(here.std(), abs=2e-3)
