"""Change between two scenes: grids, numbers, refusals, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from rasterio.warp import transform_bounds

from model.change.backscatter import smoothed
from model.change.onto import OntoGrid, open_alike, overlap
from model.change.probability import of_any_change, of_change_to
from model.change.run import change
from model.change.transitions import OTHERS, UNCHANGED, Transitions
from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.errors.errors import Cancelled, InvalidRequest, NoValidPixels, ScenesDoNotMatch
from model.protocol.changing import ChangeRequest, ChangeResult
from model.protocol.values import ClassInfo, SceneSpec
from model.sar.scene import Backscatter, open_scene
from model.sar.windows import Window
from tests.model.fixtures.files import names_in
from tests.model.fixtures.scenes import decibels, dual_power, write_raster

SHAPE = (300, 320)


def scene(path: Path, *, dark: bool = False, names: tuple[str, ...] = ("VV", "VH"), **options: Any) -> str:
    bands = decibels(dual_power(SHAPE))
    if dark:
        bands[:, 100:200, 200:300] -= 12
    return write_raster(path, bands[: len(names)], names=names, **options)


def compare(before: str, after: str, out: Path, model: Path, **more: Any) -> ChangeResult:
    cancelled = more.pop("cancelled", lambda: False)
    request = ChangeRequest(
        SceneSpec(before), SceneSpec(after), str(out), model=str(model), device="cpu", precision="fp32"
    )
    return change(replace(request, **more), progress=lambda *_, **__: None, cancelled=cancelled)


def read(path: str) -> np.ndarray:
    with rasterio.open(path) as raster:
        return raster.read(masked=True)


def test_the_products_tell_the_change_on_the_grid_of_before(model: Path, tmp_path: Path) -> None:
    before, after = scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif", dark=True)
    result = compare(before, after, tmp_path / "out", model)
    for path in result.products.values():
        with rasterio.open(path) as product, rasterio.open(before) as source:
            assert (product.crs, product.transform, product.shape) == (
                source.crs,
                source.transform,
                source.shape,
            )
    codes = read(result.products["change"])[0]
    counted = dict(zip(*np.unique(codes, return_counts=True), strict=True))
    assert counted.get(UNCHANGED, 0) == sum(np.diag(result.matrix_pixels))
    for item in result.transitions:
        assert counted[item.code] == item.pixels
    assert np.sum(result.matrix_pixels) == codes.size == result.valid_pixels
    assert np.sum(result.matrix_ha) == pytest.approx(codes.size / 100, rel=0.01)
    ratio = read(result.products["backscatter"])
    assert ratio.shape[0] == 2
    np.testing.assert_allclose(ratio[:, 110:190, 210:290].mean(axis=(1, 2)), -12, atol=0.5)
    assert abs(float(ratio[:, :90].mean())) < 0.1
    percent = read(result.products["probability"])[0]
    assert percent.min() >= 0 and percent.max() <= 100
    assert [name for name in names_in(tmp_path / "out") if name.startswith(".")] == []


def test_the_same_scene_twice_does_not_change(model: Path, tmp_path: Path) -> None:
    result = compare(scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif"), tmp_path / "out", model)
    assert result.transitions == [] and result.embeddings_changed == 0
    assert float(np.abs(read(result.products["backscatter"])).max()) == 0


def test_a_probability_follows_the_maps_own_probabilities(model: Path, tmp_path: Path) -> None:
    from model.products.segment import segment
    from model.protocol.segmenting import SegmentRequest

    before, after = scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif", dark=True)
    result = compare(before, after, tmp_path / "out", model, target=10)
    request = SegmentRequest(
        [SceneSpec(before), SceneSpec(after)], str(tmp_path / "maps"), ["landcover", "confidence"], str(model)
    )
    request.device, request.precision = "cpu", "fp32"
    maps = segment(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    codes, sure = (
        [read(item.products[name])[0] for item in maps.scenes] for name in ("landcover", "confidence")
    )
    percent = read(result.products["probability"])[0].astype(float)
    to_target = (codes[1] == 10) & (codes[0] != 10)
    least = sure[1] * (1 - (100 - sure[0].astype(float)) / 100) / 100
    assert (percent[to_target] >= least[to_target] * 100 - 3).all()
    stays = (codes[0] == 10) & (codes[1] == 10)
    most = sure[1].astype(float) * (100 - sure[0].astype(float)) / 100
    np.testing.assert_allclose(percent[stays], most[stays], atol=3)


def test_a_cards_offsets_count_in_both_dates(model: Path, tmp_path: Path) -> None:
    """An offset that no logit outweighs: then both maps are of one class, and nothing changes."""
    loaded = load_checkpoint(model)
    leaning = tmp_path / "leaning.safetensors"
    save_checkpoint(leaning, loaded.network, {**loaded.card, "dual_offsets": {"50": 10.0}})
    before, after = scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif", dark=True)
    result = compare(before, after, tmp_path / "out", leaning)
    pixels = np.array(result.matrix_pixels)
    at = [item.code for item in result.classes].index(50)
    assert pixels[at, at] == pixels.sum() > 0


def test_another_grid_and_system_are_brought_onto_the_first(tmp_path: Path) -> None:
    smooth = np.add.outer(np.arange(400), np.arange(400)).astype(np.float32) / 40 - 20
    first = write_raster(
        tmp_path / "a.tif", smooth, names=("VV",), transform=from_origin(400_000, 3_700_000, 10, 10)
    )
    moved = write_raster(
        tmp_path / "b.tif", smooth[:, 5:], names=("VV",), transform=from_origin(400_050, 3_700_000, 10, 10)
    )
    with rasterio.open(first) as source:
        west, south, east, north = transform_bounds(source.crs, "EPSG:4326", *source.bounds)
        grid = from_origin(west, north, (east - west) / 420, (north - south) / 420)
        values = np.full((420, 420), np.nan, np.float32)
        rasterio.warp.reproject(
            smooth, values, src_transform=source.transform, src_crs=source.crs, dst_transform=grid,
            dst_crs="EPSG:4326", dst_nodata=np.nan, resampling=rasterio.warp.Resampling.bilinear,
        )  # fmt: skip
    degrees = write_raster(
        tmp_path / "c.tif", values, names=("VV",), crs="EPSG:4326", transform=grid, nodata=np.nan
    )
    window = Window(50, 60, 200, 210)
    with open_scene(SceneSpec(first, allow_any=True)) as grid_scene:
        wanted = grid_scene.read(window)
        for other, tolerance in ((moved, 1e-3), (degrees, 0.1)):
            with open_scene(SceneSpec(other, allow_any=True)) as own:
                found = OntoGrid(grid_scene, own).read(window)
                assert found.valid.all()
                np.testing.assert_allclose(found.db[0], wanted.db[0], atol=tolerance)
                whole = OntoGrid(grid_scene, own).read(Window.whole(grid_scene.working_shape))
                assert not whole.valid[:, :4].any() if other == moved else True
                assert overlap(grid_scene, own).width in (395, 400)


def test_speckle_is_averaged_in_power() -> None:
    db = np.zeros((2, 9, 9), np.float32)
    db[0, 4, 4] = 10.0
    valid = np.ones((9, 9), bool)
    valid[4, 5] = False
    found = smoothed(Backscatter(db, valid), (True, False), 3)
    assert found[0, 4, 4] == pytest.approx(10 * np.log10((7 + 10) / 8), abs=1e-4)
    assert np.isnan(found[0, 4, 5]) and np.isnan(found[1]).all()


def test_probabilities() -> None:
    before = np.array([0.7, 0.2, 0.1], np.float32)[:, None, None]
    after = np.array([0.1, 0.6, 0.3], np.float32)[:, None, None]
    assert float(of_any_change(before, after)[0, 0]) == pytest.approx(1 - (0.07 + 0.12 + 0.03))
    assert float(of_change_to(1, before, after)[0, 0]) == pytest.approx(0.6 * 0.8)


def test_more_changes_than_a_byte_holds_share_the_last_value() -> None:
    classes = [ClassInfo(code, f"c{code}", "#102030") for code in range(1, 18)]
    table = Transitions(classes)
    before, after = (axis.astype(np.uint8) + 1 for axis in np.indices((17, 17)))
    table.add(before, after, np.full(17, 100.0))
    codes = table.codes(before, after)
    assert (codes[np.eye(17, dtype=bool)] == UNCHANGED).all()
    assert codes.max() == OTHERS and (codes == OTHERS).sum() == 17 * 16 - 252
    assert table.legend()[-1].name == "Other changes"
    assert table.codes(np.zeros((1, 1), np.uint8), np.ones((1, 1), np.uint8))[0, 0] == 0


def test_what_cannot_be_compared_is_refused_with_the_reason(model: Path, tmp_path: Path) -> None:
    before = scene(tmp_path / "a.tif")
    far = scene(tmp_path / "far.tif", transform=from_origin(700_000, 3_700_000, 10, 10))
    with pytest.raises(ScenesDoNotMatch, match="do not overlap"):
        compare(before, far, tmp_path / "out", model)
    nowhere = scene(tmp_path / "nowhere.tif", crs=None, transform=rasterio.Affine.identity())
    with pytest.raises(ScenesDoNotMatch, match="no georeference"):
        compare(before, nowhere, tmp_path / "out", model)
    vv = scene(tmp_path / "S1_VV.tif", names=("VV",))
    hh = scene(tmp_path / "S1_HH.tif", names=("HH",))
    vh = scene(tmp_path / "S1_VH.tif", names=("VH",))
    for other in (hh, vh):
        with pytest.raises(ScenesDoNotMatch, match="no polarisation in common"):
            compare(vv, other, tmp_path / "out", model)
    with pytest.raises(InvalidRequest, match="same file"):
        compare(before, before, tmp_path / "out", model)
    with pytest.raises(InvalidRequest, match="no class with the code"):
        compare(before, vv, tmp_path / "out", model, target=123)
    with pytest.raises(InvalidRequest, match="No output"):
        compare(before, vv, tmp_path / "out", model, outputs=[])
    empty = scene(tmp_path / "empty.tif", nodata=np.nan)
    with rasterio.open(empty, "r+") as raster:
        values = raster.read()
        values[:, :, :310] = np.nan
        raster.write(values)
    half = scene(tmp_path / "half.tif", nodata=np.nan)
    with rasterio.open(half, "r+") as raster:
        values = raster.read()
        values[:, :, 300:] = np.nan
        raster.write(values)
    with pytest.raises(NoValidPixels):
        compare(empty, half, tmp_path / "out", model)
    assert names_in(tmp_path / "out") == []


def test_a_polarisation_that_one_date_lacks_is_left_out(model: Path, tmp_path: Path) -> None:
    both, vv = scene(tmp_path / "both.tif"), scene(tmp_path / "vv.tif", names=("VV",))
    for before, after in ((both, vv), (vv, both)):
        result = compare(before, after, tmp_path / "out", model, outputs=["backscatter"])
        assert any("only the polarisation that all scenes have" in note for note in result.notes)
        assert read(result.products["backscatter"]).shape[0] == 1
    scenes, _ = open_alike([SceneSpec(both), SceneSpec(vv)])
    assert [item.present for item in scenes] == [(True, False)] * 2
    for item in scenes:
        item.close()


def test_a_cancelled_comparison_leaves_no_file(model: Path, tmp_path: Path) -> None:
    before, after = scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif", dark=True)
    for polls in (1, 12):
        left = iter(range(polls))
        with pytest.raises(Cancelled):
            compare(
                before, after, tmp_path / "out", model, cancelled=lambda left=left: next(left, None) is None
            )
        assert names_in(tmp_path / "out") == []
    # While the files are written: how often that stage asks depends on the machine.
    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        compare(before, after, out, model, cancelled=lambda: any(out.rglob("*.tif")))
    assert names_in(out) == []


def test_an_extent_compares_only_there(model: Path, tmp_path: Path) -> None:
    before, after = scene(tmp_path / "a.tif"), scene(tmp_path / "b.tif", dark=True)
    whole = compare(before, after, tmp_path / "whole", model, outputs=["change"])
    part = compare(
        before, after, tmp_path / "part", model, outputs=["change"],
        extent=[400_500, 3_698_000, 401_500, 3_699_500],
    )  # fmt: skip
    assert part.valid_pixels == 100 * 150
    # The codes count the changes of each run: names say the same.
    names = [{item.code: (item.before, item.after) for item in each.transitions} for each in (whole, part)]
    first, second = read(whole.products["change"])[0][50:200, 50:150], read(part.products["change"])[0]
    same = [names[0].get(a) == names[1].get(b) for a, b in zip(first.ravel(), second.ravel(), strict=True)]
    assert all(same)


def test_a_coarse_scene_keeps_its_grid(model: Path, tmp_path: Path) -> None:
    coarse = {"transform": from_origin(400_000, 3_700_000, 30, 30)}
    before, after = scene(tmp_path / "a.tif", **coarse), scene(tmp_path / "b.tif", dark=True, **coarse)
    result = compare(before, after, tmp_path / "out", model)
    ratio = read(result.products["backscatter"])
    assert ratio.shape == (2, *SHAPE)
    assert float(ratio[0, 110:190, 210:290].mean()) == pytest.approx(-12, abs=0.7)
    assert np.isfinite(read(result.products["embeddings"])[0]).all()
