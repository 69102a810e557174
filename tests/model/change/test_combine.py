"""Several dates as one scene."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from model.change.combine import combine, statistics_of
from model.commands.main import main
from model.errors.errors import Cancelled, InvalidRequest, ScenesDoNotMatch
from model.protocol.changing import CombineRequest, CombineResult
from model.protocol.values import SceneSpec
from model.sar.scene import describe
from tests.model.fixtures.files import names_in
from tests.model.fixtures.scenes import decibels, speckled_power, write_raster


def date(path: Path, seed: int, **options: object) -> str:
    power = np.stack(
        [speckled_power((300, 310), -10, seed=seed), speckled_power((300, 310), -17, seed=seed + 50)]
    )
    return write_raster(path, decibels(power), names=("VV", "VH"), **options)


def combined(paths: list[str], out: Path, cancelled=lambda: False) -> CombineResult:
    request = CombineRequest([SceneSpec(path) for path in paths], str(out))
    return combine(request, progress=lambda *_, **__: None, cancelled=cancelled)


def test_mean_deviation_and_count(tmp_path: Path) -> None:
    paths = [date(tmp_path / f"{seed}.tif", seed) for seed in range(4)]
    result = combined(paths, tmp_path / "out" / "mean.tif")
    assert (result.dates, result.polarisations, result.calibrated) == (4, ["VV", "VH"], True)
    with rasterio.open(result.path) as raster:
        bands, tags = raster.read(), raster.tags()
        assert raster.count == 5
    stack = np.stack([rasterio.open(path).read() for path in paths])
    np.testing.assert_allclose(bands[:2], 10 * np.log10((10 ** (stack / 10)).mean(axis=0)), atol=1e-3)
    np.testing.assert_allclose(bands[2:4], stack.std(axis=0, ddof=1), atol=1e-3)
    assert (bands[4] == 4).all()
    assert tags["SARDINO_DATES"] == "0.tif; 1.tif; 2.tif; 3.tif"
    # Four dates have four times the looks: half the spread of the power.
    power = 10 ** (bands[0, :, 200:] / 10)
    assert power.std() / power.mean() == pytest.approx(1 / np.sqrt(4 * 4.4), rel=0.05)


def test_the_mean_is_read_as_a_radar_scene(tmp_path: Path) -> None:
    result = combined([date(tmp_path / f"{seed}.tif", seed) for seed in range(3)], tmp_path / "mean.tif")
    for spec in (SceneSpec(result.path), result.spec("mean")):
        found = describe(spec)
        assert (found.co_band, found.cross_band, found.units) == (1, 2, "db")


def test_dates_without_calibration_stay_without(tmp_path: Path) -> None:
    paths = []
    for seed in range(2):
        grey = np.clip(np.sqrt(speckled_power((300, 310), 0, seed=seed)) * 80, 1, 255).astype(np.uint8)
        paths.append(write_raster(tmp_path / f"vv_{seed}.tif", grey, names=("VV",)))
    result = combined(paths, tmp_path / "mean.tif")
    assert not result.calibrated and result.notes
    found = describe(result.spec("mean"))
    assert found.units == "amplitude" and any("not calibrated" in text for text in found.warnings)
    with pytest.raises(ScenesDoNotMatch, match="differ in calibration"):
        combined([paths[0], date(tmp_path / "db.tif", 1)], tmp_path / "mixed.tif")


def test_missing_pixels_of_a_date_do_not_count() -> None:
    power = np.array([[[0.1, 0.1, 9.0]], [[0.3, 9.0, 9.0]]], np.float32)
    valid = np.array([[[True, True, False]], [[True, False, False]]])
    mean, deviation = statistics_of(power, valid)
    assert mean[0, 0] == pytest.approx(10 * np.log10(0.2), abs=1e-4)
    assert mean[0, 1] == pytest.approx(-10, abs=1e-4)
    assert np.isnan(mean[0, 2])
    assert np.isfinite(deviation[0, 0]) and np.isnan(deviation[0, 1:]).all()


def test_what_makes_no_series_is_refused(tmp_path: Path) -> None:
    first = date(tmp_path / "a.tif", 1)
    far = date(tmp_path / "far.tif", 2, transform=from_origin(700_000, 3_700_000, 10, 10))
    with pytest.raises(InvalidRequest, match="two or more"):
        combined([first], tmp_path / "out" / "mean.tif")
    with pytest.raises(InvalidRequest, match="twice"):
        combined([first, first], tmp_path / "out" / "mean.tif")
    with pytest.raises(ScenesDoNotMatch, match="do not overlap"):
        combined([first, far], tmp_path / "out" / "mean.tif")
    assert names_in(tmp_path / "out") == []


def test_a_cancelled_mean_leaves_no_file(tmp_path: Path) -> None:
    paths = [date(tmp_path / f"{seed}.tif", seed) for seed in range(2)]
    left = iter(range(2))
    with pytest.raises(Cancelled):
        combined(paths, tmp_path / "out" / "mean.tif", lambda: next(left, None) is None)
    assert names_in(tmp_path / "out") == []


def test_segment_takes_dates_from_files_and_folders(model: Path, tmp_path: Path, capsys) -> None:
    first = date(tmp_path / "first.tif", 1)
    date(tmp_path / "more" / "second.tif", 2)
    out = tmp_path / "out"
    words = ["segment", first, "--date", str(tmp_path / "more"), "--model", str(model), "--device", "cpu"]
    assert main([*words, "--outputs", "landcover", "--out", str(out), "--json"]) == 0
    products = json.loads(capsys.readouterr().out)["products"]
    assert Path(products["dates"]).name == "first_dates.tif"
    assert Path(products["landcover"]).name == "first_landcover.tif"
    with pytest.raises(SystemExit):
        main(["segment", first, first, "--date", first, "--out", str(out)])


def test_change_from_the_command_line(model: Path, tmp_path: Path, capsys) -> None:
    first, second = date(tmp_path / "a.tif", 1), date(tmp_path / "b.tif", 2)
    words = [
        "change",
        first,
        second,
        "--model",
        str(model),
        "--device",
        "cpu",
        "--out",
        str(tmp_path / "out"),
    ]
    assert main([*words, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["products"]) == {
        "change", "probability", "embeddings", "backscatter",
    }  # fmt: skip
    assert main([*words, "--target", "99"]) == 2
    assert "no class with the code" in capsys.readouterr().err
