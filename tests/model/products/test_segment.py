"""Segmentation end to end with a tiny network: products, grids, limits, requests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine

from model.errors.errors import InvalidRequest, ModelNotFound
from model.inference import compute
from model.inference.engine import Engine
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import LOW_CONFIDENCE, SceneSpec
from tests.model.fixtures.files import names_in
from tests.model.fixtures.pipeline import (
    TINY,
    read_products,
    run,
    run_one,
    save_tiny,
    write_scene,
)
from tests.places import DATA

PRODUCTS = ("landcover", "confidence", "attention")


def test_products_lie_on_the_input_grid_and_respect_nodata(
    model: Path, scene_path: str, tmp_path: Path
) -> None:
    result = run_one(scene_path, tmp_path, model)
    assert set(result.products) == set(PRODUCTS)
    assert names_in(tmp_path) == sorted([*(f"vv_{n}.tif" for n in PRODUCTS), "vv_landcover.tif.aux.xml"])
    with rasterio.open(scene_path) as source:
        invalid = np.isnan(source.read(1))
        for path in result.products.values():
            with rasterio.open(path) as product:
                assert (product.crs, product.transform, product.shape) == (
                    source.crs,
                    source.transform,
                    source.shape,
                )
    found = read_products(result)
    np.testing.assert_array_equal(found["landcover"][0] == 0, invalid)
    np.testing.assert_array_equal(found["confidence"][0] == 255, invalid)
    np.testing.assert_array_equal(np.isnan(found["attention"]).all(axis=0), invalid)
    assert set(np.unique(found["landcover"])) <= {0, *TINY.classes}
    assert len(np.unique(found["landcover"])) > 2
    valid = found["confidence"][0][~invalid]
    assert valid.min() >= 33 and valid.max() <= 100
    assert found["attention"].shape[0] == 3  # two heads and their mean
    np.testing.assert_allclose(found["attention"][2], found["attention"][:2].mean(axis=0), rtol=5e-3)


def test_result_reports_areas_pixels_and_provenance(model: Path, scene_path: str, tmp_path: Path) -> None:
    result = run_one(scene_path, tmp_path, model, outputs=["landcover"])
    landcover = read_products(result)["landcover"]
    assert result.valid_pixels == (landcover > 0).sum() == 600 * 700 - 300 * 350
    # Pixels of 10 m in UTM: 0.01 ha, up to the map scale.
    assert {int(code): pytest.approx(area, rel=0.01) for code, area in result.areas_ha.items()} == {
        int(code): count * 0.01
        for code, count in zip(*np.unique(landcover[landcover > 0], return_counts=True), strict=True)
    }
    assert result.precision == "fp32" and "CPU" in result.device and result.megapixels_per_second > 0
    assert [item.code for item in result.classes] == list(TINY.classes)
    with rasterio.open(result.products["landcover"]) as raster:
        tags = raster.tags()
    assert tags["SARDINO_INPUT"] == "vv.tif" and str(tmp_path) not in str(tags)
    assert tags["SARDINO_MODEL"] == "tiny 1" and len(tags["SARDINO_MODEL_SHA256"]) == 64


def test_result_says_how_sure_the_model_is(model: Path, scene_path: str, tmp_path: Path) -> None:
    """Also where the confidence layer was not asked for; and the file says so by itself."""
    confidence = read_products(run_one(scene_path, tmp_path / "all", model))["confidence"][0]
    valid = confidence[confidence != 255]
    result = run_one(scene_path, tmp_path, model, outputs=["landcover"])
    assert result.mean_confidence == pytest.approx(valid.mean(), abs=0.5)
    assert result.low_confidence_share == pytest.approx((valid < LOW_CONFIDENCE).mean(), abs=0.01)
    with rasterio.open(result.products["landcover"]) as raster:
        tags = raster.tags()
    assert float(tags["SARDINO_MEAN_CONFIDENCE"]) == pytest.approx(result.mean_confidence, rel=1e-3)
    assert float(tags["SARDINO_LOW_CONFIDENCE_SHARE"]) == pytest.approx(result.low_confidence_share, abs=1e-3)


def test_only_what_was_asked_for_is_written(model: Path, scene_path: str, tmp_path: Path) -> None:
    result = run_one(
        scene_path, tmp_path, model, outputs=["confidence"], spec=SceneSpec(scene_path, stem="mine")
    )
    assert names_in(tmp_path) == ["mine_confidence.tif"] == [Path(p).name for p in result.products.values()]


@pytest.mark.parametrize("pixel", [10.0, 4.0, 23.0])
def test_bands_change_nothing(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pixel: float
) -> None:
    """Working pixels equal to, coarser and finer than input pixels."""
    shape = (290, 900) if pixel == 10 else ((500, 1500) if pixel < 10 else (150, 400))
    path = write_scene(tmp_path / "s.tif", *shape, transform=Affine(pixel, 0, 4e5, 0, -pixel, 3.7e6))
    whole = read_products(run_one(path, tmp_path / "whole", model))
    tiles = Engine.tiles
    monkeypatch.setattr(Engine, "tiles", lambda *args: replace(tiles(*args), max_band_cols=500))
    banded = read_products(run_one(path, tmp_path / "banded", model))
    assert whole["landcover"].shape[1:] == shape
    # Sums are taken in another order at most: ties may fall the other way.
    assert (whole["landcover"] == banded["landcover"]).mean() > 0.9999
    assert np.abs(whole["confidence"].astype(int) - banded["confidence"]).max() <= 1
    np.testing.assert_allclose(whole["attention"], banded["attention"], rtol=1e-3)
    with rasterio.open(path) as source:
        invalid = np.isnan(source.read(1))
    assert not (whole["landcover"][0][invalid] > 0).any()
    # At the border of nodata a working pixel is made of valid and invalid ones; no more is lost.
    assert (whole["landcover"][0][~invalid] > 0).mean() > 0.99


def test_resampled_products_follow_the_ground(model: Path, tmp_path: Path) -> None:
    """The same ground at 10 m and, every pixel doubled, at 5 m gives the same map."""
    coarse = write_scene(tmp_path / "coarse.tif", 300, 340)
    with rasterio.open(coarse) as raster:
        values, transform = raster.read(1), raster.transform
    fine = str(tmp_path / "fine.tif")
    with rasterio.open(
        fine, "w", driver="GTiff", width=680, height=600, count=1, dtype="float32", nodata=np.nan,
        crs="EPSG:32611", transform=transform @ Affine.scale(0.5),
    ) as raster:  # fmt: skip
        raster.write(values.repeat(2, 0).repeat(2, 1), 1)
        raster.descriptions = ["VV"]
    at_10 = read_products(run_one(coarse, tmp_path / "a", model))
    at_5 = read_products(run_one(fine, tmp_path / "b", model))
    agree = at_5["landcover"][:, ::2, ::2] == at_10["landcover"]
    assert agree.mean() > 0.9
    both = ~np.isnan(at_10["attention"])
    np.testing.assert_allclose(at_5["attention"][:, ::2, ::2][both], at_10["attention"][both], rtol=0.3)


@pytest.mark.parametrize("shape", [(1, 1), (3, 5000), (5000, 3), (256, 256)])
def test_odd_shapes(model: Path, tmp_path: Path, shape: tuple[int, int]) -> None:
    path = write_scene(tmp_path / "odd.tif", *shape, full=True)
    found = read_products(run_one(path, tmp_path / "out", model))
    assert found["landcover"].shape[1:] == shape and (found["landcover"] > 0).all()
    assert np.isfinite(found["attention"]).all()


def test_gcp_grid_keeps_its_points(model: Path, tmp_path: Path) -> None:
    path = str(DATA / "s1_grd_raw_dn_gcps_vh.tif")
    result = run_one(path, tmp_path, model, spec=SceneSpec(path))
    with rasterio.open(path) as source, rasterio.open(result.products["landcover"]) as product:
        assert product.shape == source.shape
        for a, b in zip(source.gcps[0], product.gcps[0], strict=True):
            assert (a.row, a.col, a.x, a.y) == pytest.approx((b.row, b.col, b.x, b.y))
    assert sum(result.areas_ha.values()) > 0


def test_no_georeference_gives_products_but_no_areas(model: Path, tmp_path: Path) -> None:
    path = write_scene(tmp_path / "plain.tif", 40, 50, crs=None, transform=None)
    result = run_one(path, tmp_path / "out", model)
    with rasterio.open(result.products["landcover"]) as product:
        assert product.crs is None and product.transform.is_identity
    assert result.areas_ha == {} and result.valid_pixels > 0
    assert result.description is not None and any("areas" in item for item in result.description.warnings)


def test_extent_gives_a_window_of_the_grid(model: Path, scene_path: str, tmp_path: Path) -> None:
    with rasterio.open(scene_path) as source:
        west, north = source.transform @ (400, 100)
    extent = [west + 3, north - 2003, west + 1503, north - 3]  # ragged: snaps to pixels
    result = run_one(scene_path, tmp_path, model, extent=extent)
    with rasterio.open(result.products["landcover"]) as product, rasterio.open(scene_path) as source:
        assert product.transform == source.transform @ Affine.translation(400, 100)
        assert product.shape == (201, 151)
        assert (product.read(1) > 0).all()
    beyond = run(scene_path, tmp_path / "b", model, extent=[0, 0, 10, 10]).scenes[0]
    assert beyond.error is not None and beyond.error.code == "extent_outside_scene"
    assert names_in(tmp_path / "b") == []


@pytest.mark.parametrize("pixel", [10.0, 4.0, 23.0])
@pytest.mark.parametrize(
    "window", [(0, 0, 40, 50), (91, 103, 60, 77), (100, 130, 130, 170), (3, 1, 229, 331)]
)
def test_an_extent_gets_what_the_whole_scene_would(
    model: Path, tmp_path: Path, pixel: float, window: tuple[int, int, int, int]
) -> None:
    """Working pixels equal to, coarser and finer than input pixels."""
    shape, transform = (233, 337), Affine(pixel, 0, 4e5 + 3 * pixel, 0, -pixel, 3.7e6)
    path = write_scene(tmp_path / "s.tif", *shape, full=True, transform=transform)
    whole = read_products(run_one(path, tmp_path / "whole", model))
    row, col, height, width = window
    (west, north), (east, south) = transform @ (col, row), transform @ (col + width, row + height)
    part = read_products(run_one(path, tmp_path / "part", model, extent=[west, south, east, north]))
    cut = {name: values[:, row : row + height, col : col + width] for name, values in whole.items()}
    # Tiles come in other batches, so sums differ in their last digits.
    assert (part["landcover"] == cut["landcover"]).mean() > 0.9995
    assert np.abs(part["confidence"].astype(int) - cut["confidence"]).max() <= 1
    # Attention is levelled over the tiles at hand.
    assert np.corrcoef(part["attention"].ravel(), cut["attention"].ravel())[0, 1] > 0.9


def test_extent_without_a_valid_pixel(model: Path, scene_path: str, tmp_path: Path) -> None:
    with rasterio.open(scene_path) as source:
        west, north = source.transform @ (0, 0)
    result = run(scene_path, tmp_path, model, extent=[west, north - 500, west + 500, north]).scenes[0]
    assert result.error is not None and result.error.code == "no_valid_pixels"
    assert names_in(tmp_path) == []


def test_polygon_limits_products_and_inference(
    model: Path, scene_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = _count_tiles(monkeypatch)
    with rasterio.open(scene_path) as source:
        corners = [source.transform @ place for place in ((350, 20), (360, 30), (680, 580), (690, 590))]
    squares = [_square(*corners[:2]), _square(*corners[2:])]
    polygon = {"type": "MultiPolygon", "coordinates": squares}
    result = run_one(scene_path, tmp_path, model, polygon=polygon)
    landcover = read_products(result)["landcover"][0]
    assert landcover.shape == (570, 340)
    assert (landcover[:10, :10] > 0).all() and (landcover[-10:, -10:] > 0).all()
    assert (landcover > 0).sum() == 200
    assert sum(tiles) == 2 < len(TileGrid(570, 340))  # those wholly outside are left out


def _square(a: tuple[float, float], b: tuple[float, float]) -> list[list[list[float]]]:
    """Coordinates of a GeoJSON polygon with these opposite corners."""
    return [[[a[0], a[1]], [b[0], a[1]], [b[0], b[1]], [a[0], b[1]], [a[0], a[1]]]]


def _count_tiles(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts: list[int] = []
    real = compute.Inference.run

    def counting(self: compute.Inference, x: Any, valid: Any) -> Any:
        counts.append(len(x))
        return real(self, x, valid)

    monkeypatch.setattr(compute.Inference, "run", counting)
    return counts


def test_tiles_without_valid_pixels_are_skipped(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = _count_tiles(monkeypatch)
    path = write_scene(tmp_path / "s.tif", 1100, 1100)
    run_one(path, tmp_path / "out", model, outputs=["landcover"])
    grid = TileGrid(1100, 1100)
    empty = sum(r + 256 <= 550 and c + 256 <= 550 for r in grid.row_starts for c in grid.col_starts)
    assert empty > 0 and sum(tiles) == len(grid) - empty


def test_a_bad_scene_does_not_stop_the_next(model: Path, scene_path: str, tmp_path: Path) -> None:
    specs = [SceneSpec(str(tmp_path / "missing.tif")), SceneSpec(scene_path, units="db")]
    request = SegmentRequest(specs, str(tmp_path / "out"), ["landcover"], str(model), "cpu", "fp32")
    seen: list[float] = []
    result = segment(request, progress=lambda f, *_, **__: seen.append(f), cancelled=lambda: False)
    assert result.scenes[0].error is not None and result.scenes[0].error.code == "scene_not_readable"
    assert result.scenes[1].error is None and result.model == "tiny"
    assert seen == sorted(seen) and seen[-1] == 1.0


def test_requests_that_make_no_sense(model: Path, scene_path: str, tmp_path: Path) -> None:
    for options in ({"outputs": []}, {"outputs": ["heights"]}, {"spec": SceneSpec(scene_path, stem="../x")}):
        with pytest.raises(InvalidRequest):
            run(scene_path, tmp_path, model, **options)
    with pytest.raises(ModelNotFound):
        run(scene_path, tmp_path, Path("no-such-model"))
    with pytest.raises(InvalidRequest, match="both called"):
        segment(
            SegmentRequest([SceneSpec("a/x.tif"), SceneSpec("b/x.tif")], str(tmp_path), model=str(model)),
            progress=lambda *_, **__: None,
            cancelled=lambda: False,
        )


def test_model_stays_warm_until_its_file_changes(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.safetensors"
    save_tiny(path)
    warm = WarmEngine()
    first = warm.load(str(path), "cpu", "fp32")
    assert warm.load(str(path), "cpu", "fp32") is first
    assert WarmEngine().load(str(path), "cpu", "fp32") is not first
    save_tiny(path, seed=1)
    assert warm.load(str(path), "cpu", "fp32").loaded.sha256 != first.loaded.sha256


def test_bf16_agrees_with_fp32(model: Path, scene_path: str, tmp_path: Path) -> None:
    fp32 = read_products(run_one(scene_path, tmp_path / "a", model, outputs=["landcover"]))["landcover"]
    bf16 = read_products(run_one(scene_path, tmp_path / "b", model, outputs=["landcover"], precision="bf16"))[
        "landcover"
    ]
    valid = fp32 > 0
    assert (fp32[valid] == bf16[valid]).mean() > 0.97
