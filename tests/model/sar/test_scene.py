from __future__ import annotations

import threading

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin

from model.errors.errors import (
    BandNotFound,
    InvalidRequest,
    NotRadar,
    NoValidPixels,
    SceneNotReadable,
    ScenesDoNotMatch,
)
from model.protocol.values import SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.windows import Window
from tests.model.fixtures.scenes import decibels, degrees_grid, dual_power, speckled_power, write_raster
from tests.places import DATA, SAMPLE

SHAPE = (120, 160)


def test_the_vh_sample():
    with open_scene(SceneSpec(str(SAMPLE / "los_angeles_vh.tif"))) as scene:
        found = scene.description
        assert found.summary == "Looks like an 8-bit stretched amplitude image, VH, 8.3 m on the ground"
        assert (found.units, found.co_pol, found.cross_pol) == ("uint8", "", "VH")
        assert (found.co_band, found.cross_band) == (0, 1)
        assert scene.present == (False, True) and not scene.calibrated
        assert scene.scale == (1.0, 1.0) and scene.working_shape == scene.shape == (1024, 1024)
        assert scene.statistics[0] is None and -25 < scene.statistics[1].median < -15
        window = scene.read(Window(100, 200, 64, 32))
        assert window.db.shape == (2, 64, 32) and window.db.dtype == np.float32
        assert window.valid.all() and not window.db[0].any()
        with rasterio.open(SAMPLE / "los_angeles_vh.tif") as dataset:
            raw = dataset.read(1, window=((100, 164), (200, 232)))
        np.testing.assert_allclose(window.db[1], 20 * np.log10(raw.astype(float)) - 58, atol=1e-3)
        assert scene.pixel_area_m2(0, 1024).mean() == pytest.approx(69.0, rel=0.02)


def test_the_dual_pol_sample():
    with open_scene(SceneSpec(str(SAMPLE / "kansas_vv_vh.tif"))) as scene:
        assert scene.description.summary.startswith("Looks like sigma0 in dB, VV and VH, ")
        assert scene.present == (True, True) and scene.calibrated and not scene.description.warnings[1:]
        assert scene.statistics[0].median > scene.statistics[1].median + 4
        with rasterio.open(SAMPLE / "kansas_vv_vh.tif") as dataset:
            np.testing.assert_array_equal(
                scene.read(Window(10, 20, 30, 40)).db, dataset.read()[:, 10:40, 20:60]
            )


@pytest.mark.parametrize("name", ["kansas_vv_vh_cut.tif", "sri_lanka_vv_vh_cut.tif"])
def test_real_dual_pol_cuts(name):
    found = describe(SceneSpec(str(DATA / name)))
    assert (found.units, found.co_pol, found.cross_pol, found.looks_like_radar) == ("db", "VV", "VH", True)


def test_windows_that_reach_outside_are_invalid_there(tmp_path):
    path = write_raster(tmp_path / "s.tif", decibels(dual_power(SHAPE)), names=("VV", "VH"))
    with open_scene(SceneSpec(path)) as scene:
        window = scene.read(Window(-10, 150, 30, 30))
        assert not window.valid[:10].any() and not window.valid[:, 10:].any() and window.valid[10:, :10].all()
        assert not window.db[:, ~window.valid].any()
        assert not scene.read(Window(500, 500, 8, 8)).valid.any()
        assert scene.read_valid(Window(-10, 150, 30, 30)).tolist() == window.valid.tolist()


def test_earth_engine_export(tmp_path):
    """dB in doubles, VV, VH and the incidence angle; masked pixels are NaN."""
    vv, vh = decibels(dual_power(SHAPE))
    vv[:20] = np.nan
    bands = np.stack([vv, vh, np.full(SHAPE, 38.5)]).astype(np.float64)
    grid = degrees_grid(10.0, 50.0, 8.983152841195215e-05)
    path = write_raster(tmp_path / "s1.tif", bands, names=("VV", "VH", "angle"), **grid)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.description.summary.startswith("Looks like backscatter in dB, VV and VH")
        assert (scene.description.co_band, scene.description.cross_band) == (1, 2)
        assert (
            not scene.read_valid(Window(0, 0, 20, 160)).any()
            and scene.read_valid(Window(20, 0, 100, 160)).all()
        )
        # 6.4 m wide, 10 m high at this latitude: only columns are averaged.
        assert scene.scale[0] == 1.0 and scene.scale[1] == pytest.approx(0.64, abs=0.01)


@pytest.mark.parametrize(("nodata", "declared"), [(0.0, True), (-32768.0, True), (-9999.0, False)])
def test_rtc_products_with_one_file_for_each_polarisation(tmp_path, nodata, declared):
    vv, vh = dual_power(SHAPE)
    vv[:, :30] = vh[:, :30] = nodata
    vh[100:, :] = nodata
    stem = "S1A_IW_20201107T135241_DVP_RTC10_G_gpuned_1234_"
    options = {"nodata": nodata} if declared else {}
    vv_path = write_raster(tmp_path / f"{stem}VV.tif", vv, **options)
    vh_path = write_raster(tmp_path / f"{stem}VH.tif", vh, **options)
    with open_scene(SceneSpec(vv_path, vh_path)) as scene:
        assert scene.description.summary == "Looks like linear gamma0, VV and VH, 10.0 m"
        assert scene.calibrated
        expected = np.ones(SHAPE, bool)
        expected[:, :30] = expected[100:] = False
        assert (scene.read_valid(Window.whole(SHAPE)) == expected).all()
        window = scene.read(Window.whole(SHAPE))
        assert (window.valid == expected).all() and not window.db[:, ~expected].any()
        np.testing.assert_allclose(
            window.db[:, expected], decibels(np.stack([vv, vh])[:, expected]), atol=1e-3
        )


def test_files_in_the_other_order_are_told_apart(tmp_path):
    vv, vh = dual_power(SHAPE)
    vv_path, vh_path = (
        write_raster(tmp_path / "iw-vv.rtc.tiff", vv),
        write_raster(tmp_path / "iw-vh.rtc.tiff", vh),
    )
    with open_scene(SceneSpec(vh_path, vv_path)) as scene:
        np.testing.assert_allclose(
            scene.read(Window.whole(SHAPE)).db, decibels(np.stack([vv, vh])), atol=1e-3
        )
        assert any("other order" in warning for warning in scene.description.warnings)


def test_a_lone_file_mentions_its_partner_but_does_not_take_it(tmp_path):
    vv, vh = dual_power(SHAPE)
    path = write_raster(tmp_path / "iw-vv.rtc.tiff", vv)
    assert not any("beside it" in warning for warning in describe(SceneSpec(path)).warnings)
    write_raster(tmp_path / "iw-vh.rtc.tiff", vh)
    found = describe(SceneSpec(path))
    assert found.cross_pol == "" and any("iw-vh.rtc.tiff" in warning for warning in found.warnings)


def test_raw_numbers_with_gcps_only():
    spec = SceneSpec(str(DATA / "s1_grd_raw_dn_gcps_vv.tif"), str(DATA / "s1_grd_raw_dn_gcps_vh.tif"))
    with open_scene(spec) as scene:
        assert scene.description.summary.startswith("Looks like raw digital numbers, VV and VH")
        assert not scene.calibrated and len(scene.profile.gcps) == 210 and scene.profile.transform is None
        with rasterio.open(spec.path) as dataset:
            border = dataset.read(1) == 0
        assert 0.05 < border.mean() < 0.2
        assert (scene.read_valid(Window.whole(scene.shape)) == ~border).all()
        assert -30 < scene.statistics[1].median < scene.statistics[0].median < 0


def test_decibels_at_20_m_with_nodata_99(tmp_path):
    source = DATA / "pyrosar_vv_db_20m_nodata_-99.tif"
    with open_scene(SceneSpec(str(source))) as scene:
        assert scene.scale == (2.0, 2.0) and scene.working_shape == (434, 536)
        assert any("20.0 m" in warning for warning in scene.description.warnings)
        assert scene.calibrated and scene.present == (True, False)
        assert scene.read_valid(Window(0, 0, 217, 268)).all()
        with rasterio.open(source) as dataset:
            raw = dataset.read(1)
        doubled = scene.read(Window(0, 0, 434, 536))
        assert doubled.valid.all()
        blocks = (10 ** (doubled.db[0] / 10)).reshape(217, 2, 268, 2).mean(axis=(1, 3))
        assert np.corrcoef(np.log(blocks).ravel(), raw.ravel())[0, 1] > 0.97


def test_umbra_is_averaged_down_in_power():
    path = DATA / "umbra_xband_0.6m_cut.tif"
    with open_scene(SceneSpec(str(path))) as scene:
        assert scene.working_shape == (24, 24)
        assert any("co-pol" in warning for warning in scene.description.warnings)
        got = scene.read(Window(0, 0, 24, 24))
        with rasterio.open(path) as dataset:
            raw = np.maximum(dataset.read(1).astype(float), 1)
        mean_power = (raw**2).mean() * 10**-5.8
        assert got.valid.all()
        assert (10 ** (got.db[0].astype(float) / 10)).mean() == pytest.approx(mean_power, rel=1e-3)
        assert (scene.read(Window(5, 6, 4, 3)).db == got.db[:, 5:9, 6:9]).all()


def test_downsampling_weighs_valid_pixels_only(tmp_path):
    """2.5 m pixels, constant power, half of one working pixel's ground invalid."""
    power = speckled_power((80, 80), -10, looks=20)
    power[:, :40] = 0.01
    power[0:4, 0:2] = np.nan  # half of working pixel (0, 0)
    power[0:4, 4:7] = np.nan  # three quarters of working pixel (0, 1)
    transform = from_origin(400000.0, 3700000.0, 2.5, 2.5)
    path = write_raster(tmp_path / "vv.tif", power, transform=transform)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.working_shape == (20, 20)
        got = scene.read(Window(0, 0, 20, 20))
        assert got.valid[0, :3].tolist() == [True, False, True]
        np.testing.assert_allclose(got.db[0, :, :10][got.valid[:, :10]], -20.0, atol=1e-3)


def test_isolated_zeros_are_dark_and_border_zeros_are_nodata_in_every_window(tmp_path):
    values = np.clip(speckled_power((300, 300), 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    values[:, :5] = 0
    values[290:, :] = 0
    values[100, 100] = values[101, 101] = 0
    path = write_raster(tmp_path / "scene_vh.tif", values)
    expected = np.ones((300, 300), bool)
    expected[:, :5] = expected[290:] = False
    with open_scene(SceneSpec(path)) as scene:
        assert (scene.read_valid(Window(0, 0, 300, 300)) == expected).all()
        parts = [
            [scene.read(Window(r, c, 75, 60)).valid for c in range(0, 300, 60)] for r in range(0, 300, 75)
        ]
        assert (np.block(parts) == expected).all()
        assert scene.read(Window(100, 100, 1, 1)).db[1, 0, 0] == pytest.approx(-58.0)


def test_a_value_given_as_nodata(tmp_path):
    power = speckled_power(SHAPE, -10)
    power[:10] = 7.0
    path = write_raster(tmp_path / "vv.tif", power)
    with open_scene(SceneSpec(path, nodata=7.0)) as scene:
        assert (
            not scene.read_valid(Window(0, 0, 10, 160)).any()
            and scene.read_valid(Window(10, 0, 110, 160)).all()
        )


def test_scale_and_offset_of_the_file_are_applied(tmp_path):
    db = decibels(dual_power(SHAPE))
    path = write_raster(
        tmp_path / "s.tif", np.round(db * 100).astype(np.int16), names=("VV", "VH"), nodata=-32768
    )
    with rasterio.open(path, "r+") as dataset:
        dataset.scales = (0.01, 0.01)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.description.units == "db"
        np.testing.assert_allclose(scene.read(Window.whole(SHAPE)).db, db, atol=0.006)


def test_an_alpha_band_masks_and_is_no_polarisation(tmp_path):
    values = np.clip(speckled_power(SHAPE, 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    alpha = np.full(SHAPE, 255, np.uint8)
    alpha[:, :20] = 0
    path = write_raster(tmp_path / "hh.tif", np.stack([values, alpha]))
    with rasterio.open(path, "r+") as dataset:
        dataset.colorinterp = (ColorInterp.gray, ColorInterp.alpha)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.description.co_pol == "HH" and scene.present == (True, False)
        assert (
            not scene.read_valid(Window(0, 0, 120, 20)).any()
            and scene.read_valid(Window(0, 20, 120, 140)).all()
        )


def test_a_nameless_pair_is_told_apart_by_brightness(tmp_path):
    vv, vh = decibels(dual_power(SHAPE))
    path = write_raster(tmp_path / "stack.tif", np.stack([vh, vv]))
    found = describe(SceneSpec(path))
    assert (found.co_band, found.cross_band, found.co_pol, found.cross_pol) == (2, 1, "co-pol", "cross-pol")
    assert any("brighter" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "order", [("vv", "angle"), ("angle", "vv"), ("vv", "vh", "angle"), ("angle", "vh", "vv")]
)
def test_an_incidence_angle_without_a_name_is_left_out_and_told(tmp_path, order):
    """What is left of an Earth Engine export when its band names are lost."""
    vv, vh = decibels(dual_power(SHAPE))
    angle = np.linspace(38.1, 38.4, SHAPE[1], dtype=np.float32)[None] + np.zeros(SHAPE, np.float32)
    bands = {"vv": vv, "vh": vh, "angle": angle}
    path = write_raster(tmp_path / "stack.tif", np.stack([bands[name] for name in order]))
    found = describe(SceneSpec(path))
    assert found.looks_like_radar and found.units == "db"
    assert found.co_band == order.index("vv") + 1
    assert found.cross_band == (order.index("vh") + 1 if "vh" in order else 0)
    (warning,) = [text for text in found.warnings if "incidence angle" in text]
    assert f"Band {order.index('angle') + 1} " in warning and "choose the bands yourself" in warning
    # One band chosen: the other is still no cross-pol.
    if "vh" not in order:
        assert describe(SceneSpec(path, co_band=order.index("vv") + 1)).cross_band == 0
    chosen = describe(SceneSpec(path, co_band=order.index("angle") + 1, cross_band=0))
    assert not chosen.looks_like_radar and f"band {order.index('angle') + 1}: " in chosen.summary


def test_many_bands_need_a_choice(tmp_path):
    bands = decibels(np.concatenate([dual_power(SHAPE), dual_power(SHAPE)]))
    path = write_raster(tmp_path / "stack.tif", bands)
    with pytest.raises(BandNotFound, match="4 bands"):
        open_scene(SceneSpec(path))
    with open_scene(SceneSpec(path, co_band=3, cross_band=2)) as scene:
        np.testing.assert_array_equal(scene.read(Window.whole(SHAPE)).db, bands[[2, 1]])
    with open_scene(SceneSpec(path, co_band=0, cross_band=4)) as scene:
        assert scene.present == (False, True)
    with pytest.raises(BandNotFound, match="band 9"):
        open_scene(SceneSpec(path, co_band=9))


def test_a_polarisation_can_be_switched_off(tmp_path):
    path = write_raster(tmp_path / "s.tif", decibels(dual_power(SHAPE)), names=("VV", "VH"))
    with open_scene(SceneSpec(path, cross_band=0)) as scene:
        assert scene.present == (True, False) and scene.description.co_pol == "VV"
    for spec in (SceneSpec(path, co_band=0, cross_band=0), SceneSpec(path, co_band=1, cross_band=1)):
        with pytest.raises(InvalidRequest):
            open_scene(spec)


def test_units_can_be_forced(tmp_path):
    power = speckled_power(SHAPE, -10)
    path = write_raster(tmp_path / "vv.tif", power)
    with open_scene(SceneSpec(path, units="amplitude")) as scene:
        assert scene.description.summary.startswith("Read, as you chose, as amplitude")
        np.testing.assert_allclose(
            scene.read(Window.whole(SHAPE)).db[0], np.maximum(2 * decibels(power), -50), atol=1e-3
        )
    with pytest.raises(InvalidRequest, match="no unit"):
        open_scene(SceneSpec(path, units="furlongs"))


def test_two_files_must_match(tmp_path):
    vv, vh = dual_power(SHAPE)
    path = write_raster(tmp_path / "a_vv.tif", vv)
    smaller = write_raster(tmp_path / "b_vh.tif", vh[:-1])
    elsewhere = write_raster(tmp_path / "c_vh.tif", vh, transform=from_origin(400010.0, 3700000.0, 10, 10))
    nowhere = write_raster(tmp_path / "d_vh.tif", vh, crs=None, transform=None)
    same = write_raster(tmp_path / "e_vv.tif", vh)
    for other, words in (
        (smaller, "160 x 120 and 160 x 119"),
        (elsewhere, "same ground"),
        (nowhere, "same ground"),
    ):
        with pytest.raises(ScenesDoNotMatch, match=words):
            open_scene(SceneSpec(path, other))
    with pytest.raises(BandNotFound, match="Both files hold VV"):
        open_scene(SceneSpec(path, same))


def test_a_scene_without_coordinate_system(tmp_path):
    path = write_raster(tmp_path / "vv.tif", decibels(speckled_power(SHAPE, -10)), crs=None, transform=None)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.ground_resolution is None and scene.scale == (1.0, 1.0)
        assert scene.description.ground_resolution_m == [0.0, 0.0]
        assert "ground resolution unknown" in scene.description.summary
        assert any("areas are unknown" in warning for warning in scene.description.warnings)
        assert scene.read(Window(0, 0, 8, 8)).valid.all() and np.isnan(scene.pixel_area_m2(0, 3)).all()


def test_many_threads_read_the_same_thing():
    with open_scene(SceneSpec(str(SAMPLE / "los_angeles_vh.tif"))) as scene:
        expected = scene.read(Window(0, 0, 1024, 1024)).db
        wrong = []

        def read(offset):
            for row in range(offset, 1024 - 64, 128):
                if not np.array_equal(
                    scene.read(Window(row, row, 64, 64)).db, expected[:, row : row + 64, row : row + 64]
                ):
                    wrong.append(row)

        threads = [threading.Thread(target=read, args=(offset,)) for offset in range(0, 128, 16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong


def test_the_file_is_free_after_closing(tmp_path):
    path = write_raster(tmp_path / "vv.tif", decibels(speckled_power(SHAPE, -10)))
    with open_scene(SceneSpec(path)) as scene:
        handle = scene._files.get(path)
        assert not handle.closed
    assert handle.closed


@pytest.mark.parametrize("error", [NotRadar, NoValidPixels])
def test_files_are_closed_when_a_scene_is_refused(tmp_path, monkeypatch, error):
    closed = []
    monkeypatch.setattr("model.sar.scene.RasterFiles.close", lambda self: closed.append(self))
    values = np.arange(120 * 160, dtype=np.float32).reshape(SHAPE) + 100
    if error is NoValidPixels:
        values[:] = np.nan
    with pytest.raises(error):
        open_scene(SceneSpec(write_raster(tmp_path / "x.tif", values)))
    assert closed


def test_unreadable_files_name_themselves(tmp_path):
    (tmp_path / "no.tif").write_bytes(b"this is no raster")
    for name in ("no.tif", "missing.tif"):
        with pytest.raises(SceneNotReadable, match=name):
            open_scene(SceneSpec(str(tmp_path / name)))
