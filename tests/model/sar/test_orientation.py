"""One ground gives one map, whichever way up a file holds it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from model.checkpoint.legend import worldcover
from model.finetune.ground import locate
from model.finetune.polygons import read_polygons
from model.protocol.finetuning import LabelSpec
from model.protocol.values import SceneSpec
from model.sar.georeference import GridProfile
from model.sar.orientation import Orientation, ground_anchor
from model.sar.scene import open_scene
from model.sar.windows import Window
from tests.model.fixtures.finetune import stripe_polygons, write_stripes
from tests.model.fixtures.pipeline import run
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster
from tests.places import DATA

TURNS = [(False, True), (True, False), (True, True)]
"""Rows southwards first or not, columns westwards first or not."""


def turned_copy(source: str, target: Path, rows: bool, cols: bool) -> str:
    """The same ground with rows or columns in the other order, and all else as it was."""
    steps = (slice(None, None, -1 if rows else 1), slice(None, None, -1 if cols else 1))
    with rasterio.open(source) as raster:
        height, width = raster.shape
        turn = Affine(-1 if cols else 1, 0, width if cols else 0, 0, -1 if rows else 1, height if rows else 0)
        profile = {**raster.profile, "transform": raster.transform @ turn}
        values, masks = raster.read(), raster.read_masks(1)
        with rasterio.open(target, "w", **profile) as out:
            out.descriptions = raster.descriptions
            out.colorinterp = raster.colorinterp
            out.write(values[:, steps[0], steps[1]])
            if raster.mask_flag_enums[0] == [rasterio.enums.MaskFlags.per_dataset]:
                out.write_mask(masks[steps])
    return str(target)


def scene(path: Path, shape: tuple[int, int] = (301, 417), pixel: float = 10.0, **options: Any) -> str:
    """VV and VH in dB with nodata in the north-west."""
    db = decibels(dual_power(shape))
    db[:, : shape[0] // 3, : shape[1] // 4] = np.nan
    grid = Affine(pixel, 0, 400_005, 0, -pixel, 3_700_005)
    return write_raster(path, db, **{"names": ("VV", "VH"), "transform": grid, **options})


def products(path: str, out: Path, model: Path, **options: Any) -> tuple[dict[str, np.ndarray], Any]:
    spec = options.pop("spec", SceneSpec(path))
    result = run(path, out, model, spec=spec, **options).scenes[0]
    assert result.error is None, result.error
    found = {}
    for name, product in result.products.items():
        with rasterio.open(product) as raster:
            found[name] = (raster.read(), raster.transform)
    return found, result


def assert_one_map(north_up: str, other: str, tmp_path: Path, model: Path, turn: Any, **options: Any) -> None:
    """The products are the same to the bit once they are turned, each on its own file's grid."""
    first, result = products(north_up, tmp_path / "a", model, **options)
    if "spec" in options:
        options["spec"] = replace(options["spec"], path=other)
    second, turned_result = products(other, tmp_path / "b", model, **options)
    steps = (slice(None), *(slice(None, None, -1 if flipped else 1) for flipped in turn))
    for name, (values, transform) in first.items():
        found, place = second[name]
        np.testing.assert_array_equal(found[steps], values)
        assert (place.a, place.e) == tuple(
            -size if flipped else size for flipped, size in zip(turn[::-1], (transform.a, transform.e))
        )
        with rasterio.open(other) as source:
            inverse = ~source.transform @ place
            assert (inverse.a, inverse.e) == (1, 1)
            assert (inverse.c, inverse.f) == pytest.approx((round(inverse.c), round(inverse.f)), abs=1e-6)
        corners = [matrix @ (values.shape[2] / 2, values.shape[1] / 2) for matrix in (transform, place)]
        assert corners[0] == pytest.approx(corners[1])
    assert result.areas_ha == pytest.approx(turned_result.areas_ha)
    assert result.valid_pixels == turned_result.valid_pixels


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("pixel", [10.0, 4.0, 23.0])
def test_one_ground_gives_one_map(tmp_path: Path, model: Path, turn: Any, pixel: float) -> None:
    """Working pixels equal to, coarser and finer than input pixels."""
    shape = (201, 317) if pixel != 23 else (90, 130)
    path = scene(tmp_path / "s.tif", shape, pixel)
    assert_one_map(path, turned_copy(path, tmp_path / "t.tif", *turn), tmp_path, model, turn)


@pytest.mark.parametrize("turn", TURNS)
def test_with_an_extent_and_with_polygons(tmp_path: Path, model: Path, turn: Any) -> None:
    path = scene(tmp_path / "s.tif")
    other = turned_copy(path, tmp_path / "t.tif", *turn)
    extent = [400_805.0, 3_697_505.0, 402_315.0, 3_699_505.0]
    assert_one_map(path, other, tmp_path, model, turn, extent=extent)
    polygon = {
        "type": "Polygon",
        "coordinates": [
            [[401_000, 3_698_000], [403_000, 3_699_900], [403_900, 3_697_400], [401_000, 3_698_000]]
        ],
    }
    assert_one_map(path, other, tmp_path, model, turn, polygon=polygon)


@pytest.mark.parametrize("turn", TURNS)
def test_with_masks_and_8_bit_zeros(tmp_path: Path, model: Path, turn: Any) -> None:
    values = np.clip(speckled_power((150, 180), 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    values[140:] = 0
    mask = np.full((150, 180), 255, np.uint8)
    mask[20:60, 30:100] = 0
    path = write_raster(tmp_path / "scene_vh.tif", values)
    with rasterio.open(path, "r+") as raster:
        raster.write_mask(mask)
    other = turned_copy(path, tmp_path / "turned_vh.tif", *turn)
    assert_one_map(path, other, tmp_path, model, turn)
    alpha = write_raster(tmp_path / "alpha_vh.tif", np.stack([values, mask]), alpha="yes")
    with rasterio.open(alpha, "r+") as raster:
        raster.colorinterp = (ColorInterp.gray, ColorInterp.alpha)
    other = turned_copy(alpha, tmp_path / "turned_alpha_vh.tif", *turn)
    assert_one_map(alpha, other, tmp_path, model, turn)


@pytest.mark.parametrize("turn", TURNS)
def test_two_files_of_which_one_is_turned(tmp_path: Path, model: Path, turn: Any) -> None:
    vv, vh = dual_power((150, 180))
    paths = [write_raster(tmp_path / f"iw-{name}.tif", band) for name, band in (("vv", vv), ("vh", vh))]
    turned = [turned_copy(path, tmp_path / f"turned-{Path(path).name}", *turn) for path in paths]
    straight = SceneSpec(paths[0], paths[1])
    assert_one_map(paths[0], turned[0], tmp_path, model, turn, spec=straight)
    # The products follow the first file, so here they are not turned.
    first, _ = products(paths[0], tmp_path / "c", model, spec=straight)
    second, _ = products(paths[0], tmp_path / "d", model, spec=SceneSpec(paths[0], turned[1]))
    for name, (values, transform) in first.items():
        np.testing.assert_array_equal(values, second[name][0])
        assert transform == second[name][1]


@pytest.mark.parametrize("turn", TURNS)
def test_smaller_levels_are_turned_too(tmp_path: Path, model: Path, turn: Any) -> None:
    path = scene(tmp_path / "s.tif", (601, 703))
    other = turned_copy(path, tmp_path / "t.tif", *turn)
    result = run(other, tmp_path, model, spec=SceneSpec(other), outputs=["landcover"]).scenes[0]
    with rasterio.open(result.products["landcover"]) as raster:
        assert raster.overviews(1) == [2]
        full = raster.read(1)
    with rasterio.open(result.products["landcover"], overview_level=0) as raster:
        half = raster.read(1)
    alike = [
        (half[:300, :351] == full[r : r + 600 : 2, c : c + 702 : 2]).mean() for r in (0, 1) for c in (0, 1)
    ]
    assert max(alike) > 0.7
    assert (half == 0).mean() == pytest.approx((full == 0).mean(), abs=0.01)


@pytest.mark.parametrize("turn", TURNS)
def test_labels_fall_on_the_same_ground(tmp_path: Path, turn: Any) -> None:
    path = str(write_stripes(tmp_path / "s.tif", nodata_rows=30))
    other = turned_copy(path, tmp_path / "t.tif", *turn)
    shapes, codes = stripe_polygons()
    pyogrio.raw.write(
        tmp_path / "labels.gpkg",
        geometry=shapely.to_wkb(shapes),
        field_data=[np.array(codes)],
        fields=["class"],
        geometry_type="Polygon",
        crs="EPSG:32611",
    )
    polygons = read_polygons([LabelSpec(str(tmp_path / "labels.gpkg"), "class")])
    grounds = []
    for each in (path, other):
        with open_scene(SceneSpec(each)) as opened:
            ground = locate(polygons, [opened], ["s"], [worldcover(code) for code in (10, 50, 80)])
            medians = [
                float(np.median(opened.read(Window.whole(opened.shape)).db[0][item.rows, item.cols]))
                for item in ground.polygons
            ]
            grounds.append((ground, medians))
    assert grounds[0][0].report == grounds[1][0].report and grounds[0][0].report.on_nodata > 0
    assert grounds[0][1] == grounds[1][1]
    for one, two in zip(grounds[0][0].polygons, grounds[1][0].polygons, strict=True):
        assert one.index == two.index and set(zip(one.rows, one.cols)) == set(zip(two.rows, two.cols))


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("tiled", [True, False])
def test_statistics_of_a_large_scene_come_from_the_same_places(
    tmp_path: Path, turn: Any, tiled: bool
) -> None:
    values = decibels(speckled_power((1700, 1900), -10))
    values[::2] -= np.linspace(0, 9, 850, dtype=np.float32)[:, None]
    options = {"tiled": True, "blockxsize": 256, "blockysize": 256} if tiled else {}
    path = write_raster(tmp_path / "vv.tif", values, **options)
    other = turned_copy(path, tmp_path / "turned_vv.tif", *turn)
    with open_scene(SceneSpec(path)) as one, open_scene(SceneSpec(other)) as two:
        assert one.statistics == two.statistics and one.description == two.description
        assert one.anchor == two.anchor


def test_rotated_grids_and_points_stay_as_they_are() -> None:
    with rasterio.open(DATA / "umbra_xband_0.6m_cut.tif") as raster:
        assert Orientation.of(GridProfile.of(raster), raster.shape) == Orientation()
        assert ground_anchor(GridProfile.of(raster), (1.0, 1.0)) == (0, 0)
    with rasterio.open(DATA / "s1_grd_raw_dn_gcps_vv.tif") as raster:
        assert Orientation.of(GridProfile.of(raster), raster.shape) == Orientation()


@pytest.mark.parametrize("shape", [(100, 80), (3, 1)])
@pytest.mark.parametrize("turn", [(False, False), *TURNS])
def test_a_window_turned_twice_is_itself(shape: tuple[int, int], turn: Any) -> None:
    orientation = Orientation(*turn)
    values = np.arange(shape[0] * shape[1]).reshape(shape)
    for window in (Window.whole(shape), Window(1, 0, 2, 1)):
        turned = orientation.window(window, shape)
        assert orientation.window(turned, shape) == window
        part = orientation.turned(values)[window.slices]
        np.testing.assert_array_equal(orientation.turned(values[turned.slices]), part)
    profile = GridProfile(None, Affine(2, 0, 7, 0, -3, 11))
    assert orientation.profile(orientation.profile(profile, shape), shape) == profile


@pytest.mark.parametrize(
    ("crs", "transform", "expected"),
    [
        (32611, Affine(10, 0, 4e5, 0, -10, 3.7e6), (False, False)),
        (32611, Affine(10, 0, 4e5, 0, 10, 3.7e6), (True, False)),
        (32611, Affine(-10, 0, 4e5, 0, -10, 3.7e6), (False, True)),
        (4326, Affine(1e-4, 0, 10, 0, 1e-4, 50), (True, False)),
        (3031, Affine(10, 0, -500, 0, -10, 500), (False, False)),  # over the pole
        (3031, Affine(10, 0, -500, 0, 10, -500), (True, False)),
        # Lo29 counts southwards and westwards: what lies north up has a positive and a negative step there.
        (2053, Affine(-10, 0, 50_000, 0, 10, 2_900_000), (False, False)),
        (2053, Affine(10, 0, 50_000, 0, -10, 2_900_000), (True, True)),
        (2053, Affine(-10, 0, 50_000, 0, -10, 2_900_000), (True, False)),
        (None, Affine(10, 0, 0, 0, 10, 0), (True, False)),
        ('LOCAL_CS["mine",UNIT["metre",1]]', Affine(10, 0, 0, 0, -10, 0), (False, False)),
    ],
)
def test_north_is_found_in_all_kinds_of_maps(crs: Any, transform: Affine, expected: Any) -> None:
    profile = GridProfile(None if crs is None else CRS.from_user_input(crs), transform)
    assert Orientation.of(profile, (100, 100)) == Orientation(*expected)


@pytest.mark.parametrize(
    "origin", [(400_000.0, 3_700_000.0), (400_005.0, 3_700_005.0), (399_999.9999, 3e6 / 7)]
)
def test_files_of_one_product_count_on_from_each_other(origin: tuple[float, float]) -> None:
    grid = Affine(10, 0, origin[0], 0, -10, origin[1])
    row, col = ground_anchor(GridProfile(None, grid), (1.0, 1.0))
    for rows, cols in ((0, 1), (3, 5), (12_345, 54_321)):
        moved = GridProfile(None, grid @ Affine.translation(cols, rows))
        assert ground_anchor(moved, (1.0, 1.0)) == (row + rows, col + cols)


@pytest.mark.parametrize("corner", [float("inf"), 1e300])
def test_absurd_corners_have_no_anchor(corner: float) -> None:
    assert ground_anchor(GridProfile(None, Affine(10, 0, corner, 0, -10, 0.0)), (1.0, 1.0)) == (0, 0)
