"""Whole numbers that stand for something else: with scale and offset in the file, and without a word."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from model.errors.errors import NotRadar
from model.protocol.values import SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.units import decibel_multiple
from model.sar.windows import Window
from tests.model.fixtures.pipeline import run, save_tiny
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster
from tests.places import SAMPLE

SHAPE = (120, 160)
NODATA = {"uint8": 0, "uint16": 0, "int16": -32768, "int32": -(2**31), "uint32": 2**32 - 1}


def scaled(path, values, dtype, scale, offset, *, names=("VV", "VH")):
    """Values [2, h, w] stored as integers with scale and offset; a strip of nodata at the top."""
    stored = np.round((values.astype(np.float64) - offset) / scale)
    limits = np.iinfo(dtype)
    stored = np.clip(stored, limits.min + 1, limits.max - 1).astype(dtype)
    stored[:, :20] = NODATA[dtype]
    written = write_raster(path, stored, names=names, nodata=NODATA[dtype])
    with rasterio.open(written, "r+") as dataset:
        dataset.scales, dataset.offsets = (scale,) * 2, (offset,) * 2
    return written


@pytest.mark.parametrize(
    ("kind", "dtype", "scale", "offset"),
    [
        ("linear", "uint16", 1e-4, 0.0),
        ("linear", "int32", 1e-6, 0.0),
        ("linear", "uint32", 1e-7, -1.0),
        ("db", "int16", 0.01, 0.0),
        ("db", "uint16", 0.01, -100.0),
        ("db", "uint8", 0.25, -55.0),
        ("db", "int16", 1.0, -0.5),
    ],
)
def test_units_are_those_of_the_scaled_values(tmp_path, kind, dtype, scale, offset):
    db = decibels(dual_power(SHAPE))
    path = scaled(tmp_path / "s.tif", db if kind == "db" else 10 ** (db / 10), dtype, scale, offset)
    with open_scene(SceneSpec(path)) as scene:
        found = scene.description
        assert (found.units, found.looks_like_radar, scene.calibrated) == (kind, True, True)
        assert found.valid_fraction == pytest.approx(100 / 120)
        window = scene.read(Window.whole(SHAPE))
        assert not window.valid[:20].any() and window.valid[20:].all()
        near = db[:, 20:] > -25  # darker power has few digits
        tolerance = 0.6 * scale if kind == "db" else 0.2
        assert np.abs(window.db[:, 20:] - db[:, 20:])[near].max() < tolerance + 1e-3


def test_a_zero_that_is_stored_may_be_a_measurement(tmp_path):
    """0 dB stored as 0 or as -offset is a bright pixel like others; an area of zeros is none."""
    db = decibels(dual_power(SHAPE))
    db[:, 60, 60] = db[:, 70, 80] = 0.0
    path = scaled(tmp_path / "s.tif", db, "int16", 0.01, 0.0)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.read(Window(60, 60, 1, 1)).valid.all() and scene.read_valid(Window(70, 80, 1, 1)).all()
    with rasterio.open(path, "r+") as dataset:
        values = dataset.read()
        values[:, 100:] = 0
        dataset.write(values)
    with open_scene(SceneSpec(path)) as scene:
        assert (
            not scene.read_valid(Window(100, 0, 20, 160)).any()
            and scene.read_valid(Window(60, 60, 1, 1)).all()
        )


@pytest.mark.parametrize("nodata", [-1234.0, -12.34])
def test_nodata_of_the_user_is_as_stored_or_as_shown(tmp_path, nodata):
    db = decibels(dual_power(SHAPE))
    db[np.abs(db + 12.34) < 0.01] = -12.3
    db[:, 40:50] = -12.34
    path = scaled(tmp_path / "s.tif", db, "int16", 0.01, 0.0)
    with open_scene(SceneSpec(path, nodata=nodata)) as scene:
        assert (
            not scene.read_valid(Window(40, 0, 10, 160)).any()
            and scene.read_valid(Window(60, 0, 60, 160)).all()
        )


@pytest.mark.parametrize(("scale", "offset"), [("0", "0"), ("nan", "0"), ("1", "inf")])
def test_a_scale_that_makes_no_sense_is_left_out(tmp_path, scale, offset):
    source = write_raster(tmp_path / "source.tif", dual_power(SHAPE))
    bands = "".join(
        f'<VRTRasterBand dataType="Float32" band="{band}"><Description>{name}</Description>'
        f"<Offset>{offset}</Offset><Scale>{scale}</Scale><SimpleSource>"
        f"<SourceFilename>{source}</SourceFilename><SourceBand>{band}</SourceBand></SimpleSource>"
        "</VRTRasterBand>"
        for band, name in ((1, "VV"), (2, "VH"))
    )
    path = tmp_path / "s.vrt"
    path.write_text(f'<VRTDataset rasterXSize="160" rasterYSize="120">{bands}</VRTDataset>')
    found = describe(SceneSpec(str(path)))
    assert (found.units, found.looks_like_radar) == ("linear", True)


@pytest.mark.parametrize("multiple", [10, 100, 1000])
@pytest.mark.parametrize("dtype", ["int16", "int32", "float32"])
@pytest.mark.parametrize("fill", [None, -9999, -32768])
@pytest.mark.parametrize("names", [("VV", "VH"), None])
def test_multiples_of_decibels_are_recognised_and_told(tmp_path, multiple, dtype, fill, names):
    """The fill value is not declared."""
    db = np.clip(decibels(dual_power(SHAPE)) + 8, -32.7, None)
    stored = np.round(db * multiple).astype(dtype)
    if fill is not None:
        stored[:, :, :30] = fill
    path = write_raster(tmp_path / "s.tif", stored, names=names)
    with open_scene(SceneSpec(path)) as scene:
        found = scene.description
        assert found.units == f"db_x{multiple}" and found.looks_like_radar and scene.calibrated
        assert f"backscatter in dB x {multiple}," in found.summary
        assert any("choose the units yourself" in warning for warning in found.warnings)
        window = scene.read(Window.whole(SHAPE))
        # -9.999 dB, times 1,000, counts as the fill value that it looks like, as 0 does among floats.
        nothing = [-9999, -32768] + ([0] if dtype == "float32" else [])
        good = ~np.isin(stored, nothing).any(axis=0)
        assert good[:, 30:].mean() > 0.99
        assert (window.valid == good).all()
        order = [0, 1] if names else [found.co_band - 1, found.cross_band - 1]
        np.testing.assert_allclose(window.db[:, good], db[order][:, good], atol=0.51 / multiple + 1e-4)


def test_the_user_may_say_so_and_then_there_is_no_warning(tmp_path):
    db = decibels(dual_power(SHAPE))
    path = write_raster(tmp_path / "s.tif", np.round(db * 100).astype(np.int16), names=("VV", "VH"))
    found = describe(SceneSpec(path, units="db_x100"))
    assert found.summary.startswith("Read, as you chose, as backscatter in dB x 100")
    assert not any("choose the units" in warning for warning in found.warnings)
    with pytest.raises(NotRadar):
        open_scene(SceneSpec(path, units="db"))
    with pytest.raises(NotRadar):
        open_scene(SceneSpec(path, units="db_x10"))


def test_the_same_map_from_integers_and_from_decibels(tmp_path):
    save_tiny(tmp_path / "tiny.safetensors")
    maps = []
    with rasterio.open(SAMPLE / "kansas_vv_vh.tif") as source:
        db = source.read()[:, :150, :200]
    for name, values in (("plain", db), ("whole", np.round(db * 100).astype(np.int16))):
        path = write_raster(tmp_path / f"{name}.tif", values, names=("VV", "VH"))
        result = run(path, tmp_path, tmp_path / "tiny.safetensors", spec=SceneSpec(path)).scenes[0]
        with rasterio.open(result.products["landcover"]) as raster:
            maps.append(raster.read(1))
    assert (maps[0] == maps[1]).mean() > 0.995


def hills(low, high):
    rows, cols = np.mgrid[:120, :160]
    wave = (np.sin(rows / 35) * np.cos(cols / 45) + 1) / 2  # up to 50 m from pixel to pixel
    return (low + (high - low) * wave + np.random.default_rng(0).normal(0, 0.4, SHAPE)).astype(np.float32)


@pytest.mark.parametrize(
    "values",
    [
        hills(-4000, -100),  # sea floor
        hills(-2000, 3000),  # land and sea
        hills(-400, -300),
        np.round(hills(-2000, 8000)),  # an index times 10,000
    ],
)
def test_other_large_negative_numbers_are_no_radar(tmp_path, values):
    for dtype in ("int16", "float32"):
        with pytest.raises(NotRadar):
            open_scene(SceneSpec(write_raster(tmp_path / f"x_{dtype}.tif", values.astype(dtype))))


@pytest.mark.parametrize("fills", [[-9999], [-32768], [-9999, -99], [-3.4e38], [-999, -99, -9999]])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_fill_values_make_no_multiple(fills, share):
    db = decibels(speckled_power((300, 300), -10)).ravel()
    count = round(len(db) * share)
    db[:count] = np.resize(np.array(fills, np.float32), count)
    assert decibel_multiple(db) == 1


def test_decibels_that_were_blended_with_a_fill_value_stay_decibels(tmp_path):
    """What reprojection with an undeclared nodata value leaves at the border."""
    vv, vh = decibels(dual_power(SHAPE))
    for band in (vv, vh):
        band[:, :12] = -9999 + np.linspace(0, 9900, 12)
    path = write_raster(tmp_path / "s.tif", np.stack([vv, vh]), names=("VV", "VH"))
    with open_scene(SceneSpec(path)) as scene:
        assert scene.description.units == "db"
        assert (
            not scene.read_valid(Window(0, 0, 120, 11)).any()
            and scene.read_valid(Window(0, 12, 120, 148)).all()
        )
