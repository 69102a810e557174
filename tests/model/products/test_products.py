"""Raw rasters, overviews, Cloud-optimised GeoTIFFs and the folder that they are made in."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from model.checkpoint.legend import WORLDCOVER
from model.errors.errors import Cancelled, DiskFull, OutputNotWritable
from model.products import cog, products
from model.products.cog import CogWriter, Job
from model.products.overviews import Overviews, mean_of_four, mode_of_four, round_mantissa
from model.products.products import (
    ProductFile,
    attention_style,
    confidence_style,
    landcover_style,
    publish,
)
from model.products.raw import Placement, RawRaster, Style, write_vrt
from model.sar.grid_profile import GridProfile
from tests.model.fixtures.pipeline import file_size_limit
from tests.model.fixtures.products import PROFILE, UTM, convert, nothing


def _make(folder: Path, values: np.ndarray, style: Style, placement: Placement) -> Path:
    """Writes values as a finished product; returns the file."""
    scratch = folder / "scratch"
    scratch.mkdir()
    raster = RawRaster(scratch / "a.raw", len(values), *values.shape[1:], str(values.dtype))
    raster.write(0, 0, values)
    product = ProductFile(raster, style, folder / "a.tif")
    convert([product.prepare(placement, nothing)], scratch / "log", nothing)
    publish([product])
    raster.close()
    return folder / "a.tif"


def test_land_cover_has_colours_names_nodata_tags_and_overviews(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    values = rng.choice(np.array([0, 10, 80], np.uint8), (1, 150, 180)).repeat(8, 1).repeat(8, 2)
    placement = Placement(PROFILE, tags={"SARDINO_VERSION": "9 & <9>"})
    path = _make(tmp_path, values, landcover_style(list(WORLDCOVER)), placement)
    with rasterio.open(path) as raster:
        np.testing.assert_array_equal(raster.read(), values)
        assert raster.crs == UTM and raster.transform == PROFILE.transform
        assert raster.nodata == 0 and raster.tags()["SARDINO_VERSION"] == "9 & <9>"
        assert raster.colormap(1)[10] == (0, 100, 0, 255)
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert raster.overviews(1) == [2, 4]
    with rasterio.open(path, overview_level=1) as raster:
        # Blocks of 8 pixels: the mode of any 4 x 4 inside one is the block's class.
        np.testing.assert_array_equal(raster.read(), values[:, ::4, ::4])
    sidecar = Path(f"{path}.aux.xml").read_text()
    assert "<Category>Permanent water bodies</Category>" in sidecar


def test_attention_keeps_names_nan_and_values_to_eight_bits(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    values = rng.lognormal(0, 2, (3, 520, 30)).astype(np.float32)
    values[:, :100, :10] = np.nan
    path = _make(tmp_path, round_mantissa(values), attention_style(2), Placement(PROFILE))
    with rasterio.open(path) as raster:
        assert raster.descriptions == ("head 1", "head 2", "mean")
        assert np.isnan(raster.nodata)
        np.testing.assert_allclose(raster.read(), values, rtol=2**-9)
    with rasterio.open(path, overview_level=0) as raster:
        level = raster.read()
        assert np.isnan(level[:, :50, :5]).all() and np.isfinite(level[:, 50:]).all()


def test_a_text_that_xml_cannot_hold_does_not_stop_a_product(tmp_path: Path) -> None:
    """Tags hold names of the user's files, which may be anything but a slash and NUL."""
    placement = Placement(PROFILE, tags={"SARDINO_INPUT": "a\x01b\udce9\uffff.tif"})
    path = _make(tmp_path, np.full((1, 4, 4), 50, np.uint8), confidence_style(), placement)
    with rasterio.open(path) as raster:
        assert raster.tags()["SARDINO_INPUT"] == "a\ufffdb\ufffd\ufffd.tif"


def test_an_earlier_sidecar_does_not_stay_beside_a_new_product(tmp_path: Path) -> None:
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset>statistics of an earlier map</PAMDataset>")
    _make(tmp_path, np.full((1, 4, 4), 50, np.uint8), confidence_style(), Placement(PROFILE))
    assert not (tmp_path / "a.tif.aux.xml").exists()


def test_window_moves_the_georeference_of_rotated_and_gcp_grids(tmp_path: Path) -> None:
    turned = Affine.translation(5e5, 4e6) @ Affine.rotation(30) @ Affine.scale(10, -10)
    points = [
        GroundControlPoint(row, col, 10 + col / 100, 50 - row / 100) for row, col in ((0, 0), (0, 9), (9, 0))
    ]
    profiles = {
        "turned": GridProfile(UTM, turned),
        "gcps": GridProfile(None, None, tuple(points), CRS.from_epsg(4326)),
    }
    for name, profile in profiles.items():
        folder = tmp_path / name
        folder.mkdir()
        path = _make(folder, np.ones((1, 4, 5), np.uint8), confidence_style(), Placement(profile, 2, 3))
        with rasterio.open(path) as raster:
            if name == "turned":
                assert raster.transform.almost_equals(turned @ Affine.translation(3, 2), 1e-6)
            else:
                found, crs = raster.gcps
                assert crs == CRS.from_epsg(4326)
                assert [(p.row, p.col, p.x, p.y) for p in found] == [
                    (p.row - 2, p.col - 3, p.x, p.y) for p in points
                ]


def test_a_picture_without_georeference_stays_without(tmp_path: Path) -> None:
    path = _make(
        tmp_path, np.ones((1, 1, 1), np.uint8), confidence_style(), Placement(GridProfile(None, None))
    )
    with rasterio.open(path) as raster:
        assert raster.crs is None and raster.transform.is_identity and raster.shape == (1, 1)


def test_means_and_modes_leave_nodata_out() -> None:
    values = np.array([[[255, 10, 255, 255], [20, 30, 255, 255]]], np.uint8)
    np.testing.assert_array_equal(mean_of_four(values, 255), [[[20, 255]]])
    codes = np.array([[[0, 0, 10, 80], [0, 50, 80, 40]]], np.uint8)
    np.testing.assert_array_equal(mode_of_four(codes, 0), [[[50, 80]]])


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_overviews_are_the_same_whatever_parts_the_rows_come_in(tmp_path: Path, chunk: int) -> None:
    values = np.random.default_rng(0).random((2, 1027, 1030)).astype(np.float32)
    values[:, 200:333, 100:501] = np.nan
    raster = RawRaster(tmp_path / "a.raw", 2, 1027, 1030, "float32")
    style = attention_style(1)
    overviews = Overviews(raster, style)
    for row in range(0, 1027, chunk):
        overviews.feed(values[:, row : row + chunk])
    overviews.finish()
    expected = values
    for level in overviews.levels:
        odd = [(0, 0), (0, expected.shape[1] % 2), (0, expected.shape[2] % 2)]
        padded = np.pad(expected, odd, constant_values=np.nan)
        expected = mean_of_four(padded, np.nan)
        found = np.fromfile(level.path, np.float32).reshape(expected.shape)
        np.testing.assert_array_equal(found, expected)
    assert [(level.rows, level.cols) for level in overviews.levels] == [(514, 515), (257, 258)]


def test_raw_raster_takes_windows_in_any_order(tmp_path: Path) -> None:
    raster = RawRaster(tmp_path / "a.raw", 2, 6, 7, "float32")
    values = np.arange(84, dtype=np.float32).reshape(2, 6, 7)
    for rows, cols in ((slice(3, 6), slice(0, 7)), (slice(0, 3), slice(4, 7)), (slice(0, 3), slice(0, 4))):
        raster.write(rows.start, cols.start, values[:, rows, cols])
    np.testing.assert_array_equal(raster.read(0, 6), values)
    np.testing.assert_array_equal(raster.read(4, 2), values[:, 4:])
    raster.close()


def test_scratch_folder_goes_and_leftovers_of_the_dead_are_swept(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    import socket

    dead = tmp_path / f".sardino-{socket.gethostname()}-{gone.pid}-x"
    alive = tmp_path / f".sardino-{socket.gethostname()}-{os.getpid()}-x"
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "a.raw").write_bytes(b"x")
    with products.scratch_folder(tmp_path) as scratch:
        assert scratch.name.startswith(".") and scratch.parent == tmp_path
        assert not dead.exists() and alive.exists()
    assert not scratch.exists()


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputNotWritable), products.scratch_folder(tmp_path / "out"):
        pass
    with pytest.raises(OutputNotWritable), products.scratch_folder(tmp_path / "out" / "deeper"):
        pass


def test_space_is_checked_beforehand(tmp_path: Path) -> None:
    products.check_space(tmp_path, 10_000, ["landcover", "attention"], 3)
    with pytest.raises(DiskFull, match="MB"):
        products.check_space(tmp_path, 10**15, ["landcover"], 3)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_apart_from_a_read_only_one(tmp_path: Path, number: int) -> None:
    with pytest.raises(DiskFull), products.writing_to(tmp_path):
        raise OSError(number, os.strerror(number))
    with pytest.raises(OutputNotWritable), products.writing_to(tmp_path):
        raise OSError(errno.EROFS, "Read-only file system")
    with pytest.raises(DiskFull), products.writing_to(tmp_path):
        raise OutputNotWritable("failed", detail="TIFFAppendToStrip: No space left on device")


def _big_job(folder: Path) -> Job:
    """A conversion of 144 MB that takes seconds."""
    raster = RawRaster(folder / "big.raw", 4, 3000, 3000, "float32")
    raster.write(0, 0, np.random.default_rng(0).random((4, 3000, 3000)).astype(np.float32))
    raster.close()
    style = Style(float("nan"), ("a", "b", "c", "d"), mean_of_four)
    source = write_vrt(raster, [], style, Placement(PROFILE))
    return source, folder / "big.tif", {"COMPRESS": "DEFLATE", "LEVEL": "9", "OVERVIEWS": "NONE"}


def test_a_cancel_ends_the_conversion_in_mid_run(tmp_path: Path) -> None:
    job = _big_job(tmp_path)
    calls = 0

    def waiting() -> None:
        nonlocal calls
        calls += 1
        if job[1].exists():
            raise Cancelled

    with pytest.raises(Cancelled):
        convert([job], tmp_path / "log", waiting)
    size = job[1].stat().st_size
    time.sleep(0.1)
    assert calls > 1 and job[1].stat().st_size == size  # no one writes on


def test_no_room_for_the_finished_product_counts_as_a_full_disk(tmp_path: Path) -> None:
    source, target, options = _big_job(tmp_path)
    log = tmp_path / "log"
    with file_size_limit(20_000_000), pytest.raises(DiskFull), products.writing_to(tmp_path):
        convert([(source, target, {**options, "COMPRESS": "NONE"})], log, nothing)


def test_a_conversion_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable) as caught:
        convert([(tmp_path / "missing.vrt", tmp_path / "a.tif", {})], tmp_path / "log", nothing)
    assert "missing.vrt" in str(caught.value)


def _job(folder: Path, name: str) -> Job:
    raster = RawRaster(folder / f"{name}.raw", 1, 8, 8, "uint8")
    raster.close()
    source = write_vrt(raster, [], confidence_style(), Placement(PROFILE))
    return source, folder / f"{name}.tif", {**products.COMMON_OPTIONS, "OVERVIEWS": "NONE"}


def _kept(folder: Path, name: str) -> int:
    """Converts with a child that may wait for the next conversion; returns its process."""
    with CogWriter(folder / f"{name}.done", keep=True) as writer:
        writer.add(_job(folder, name))
        writer.wait(nothing)
        assert (folder / f"{name}.tif").exists()
        return writer._child.process.pid


def test_a_child_waits_for_the_next_conversion(tmp_path: Path) -> None:
    cog._idle.give_up()
    assert _kept(tmp_path, "a") == _kept(tmp_path, "b")
    cog._idle.give_up()


def test_a_child_that_has_ended_while_it_waited_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if it ends after it was taken: then the new child does all over."""
    first = _kept(tmp_path, "a")
    take = cog._idle.take

    def ended() -> Any:
        child = take()
        assert child is not None
        child.process.kill()
        child.process.wait()
        child.process.returncode = 0  # as after a long wait
        return child

    monkeypatch.setattr(cog._idle, "take", ended)
    assert _kept(tmp_path, "b") != first
    monkeypatch.undo()
    cog._idle.give_up()


def test_a_child_does_not_wait_after_an_error_or_a_cancel(tmp_path: Path) -> None:
    cog._idle.give_up()
    with pytest.raises(Cancelled), CogWriter(tmp_path / "mark", keep=True) as writer:
        raise Cancelled
    assert cog._idle.take() is None and not writer._child.alive
    with pytest.raises(OutputNotWritable), CogWriter(tmp_path / "mark", keep=True) as writer:
        writer.add((tmp_path / "missing.vrt", tmp_path / "a.tif", {}))
        writer.wait(nothing)
    assert cog._idle.take() is None and not writer._child.alive


@pytest.mark.parametrize("nodata_share", [0.0, 0.3, 1.0])
def test_four_bytes_become_one_as_in_the_slow_way(nodata_share: float) -> None:
    rng = np.random.default_rng(0)
    values = rng.choice(np.array([10, 30, 40, 255], np.uint8), (1, 64, 96))
    values[rng.random(values.shape) < nodata_share] = 0
    most = mode_of_four(values, 0)
    for place in np.ndindex(1, 32, 48):
        band, row, col = place
        four = values[band, 2 * row : 2 * row + 2, 2 * col : 2 * col + 2].ravel().tolist()
        # The most frequent; of equals the first; nodata only if all are.
        often = max(four, key=four.count)
        expected = often or next((value for value in four if value), 0)
        assert most[place] == expected
    percent = rng.integers(0, 101, (1, 64, 96)).astype(np.uint8)
    expected = np.rint(np.stack([percent[:, i::2, j::2] for i in (0, 1) for j in (0, 1)]).mean(axis=0))
    np.testing.assert_array_equal(mean_of_four(percent, 255), expected)
