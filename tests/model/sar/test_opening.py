"""What is opened: ordinary files of this computer, and folders and archives that hold some."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import tarfile
import zipfile

import numpy as np
import pytest
import rasterio
import rasterio.shutil

from model.errors.errors import LabelsNotReadable, NetworkSource, SceneNotReadable
from model.finetune.polygons import read_polygons
from model.protocol.finetuning import LabelSpec
from model.protocol.values import SceneSpec
from model.sar.raster import open_raster
from model.sar.scene import describe, open_scene
from model.sar.sources import check_source
from model.sar.windows import Window
from tests.model.fixtures.opening import SHAPE, refusal, virtual
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster


@pytest.fixture
def image(tmp_path):
    return write_raster(tmp_path / "plain.tif", decibels(speckled_power(SHAPE, -10)), names=("VV",))


@pytest.fixture
def pipe(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    os.mkfifo(tmp_path / "pipe.tif")
    return tmp_path / "pipe.tif"


def test_a_pipe_is_not_opened(pipe):
    assert "pipe.tif is a pipe" in str(refusal(pipe))


@pytest.mark.parametrize("relative", [0, 1])
def test_a_virtual_raster_of_a_pipe(tmp_path, pipe, relative):
    inner = virtual(tmp_path / "inner.vrt", pipe.name if relative else pipe, relative)
    assert "refers to" in str(refusal(inner))
    assert "is a pipe" in str(refusal(virtual(tmp_path / "outer.vrt", inner)))


def test_a_picture_that_is_a_virtual_raster_inside(tmp_path, pipe):
    assert "is a pipe" in str(refusal(virtual(tmp_path / "scene.tif", pipe)))


@pytest.mark.parametrize("ending", [".tif.aux.xml", ".tfw"])
def test_a_pipe_beside_the_image(tmp_path, image, ending):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    os.mkfifo(tmp_path / f"plain{ending}")
    assert f"plain{ending} beside plain.tif is a pipe" in str(refusal(image))


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/proc/kmsg", "/proc/self/mem", "/dev/stdin"])
def test_devices_and_the_system_s_own_files(path):
    if not os.path.exists(path):
        pytest.skip("not on this system")
    refusal(path)


def test_a_socket(tmp_path, monkeypatch):
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets with names")
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as there:
        there.bind("socket.tif")
        assert "is a socket" in str(refusal("socket.tif"))


def test_links(tmp_path, image):
    for name, target in (("broken", "nowhere.tif"), ("circle", "circle.tif"), ("good", "plain.tif")):
        os.symlink(target, tmp_path / f"{name}.tif")
    assert "leads to nothing" in str(refusal(tmp_path / "broken.tif"))
    assert "leads in a circle" in str(refusal(tmp_path / "circle.tif"))
    assert describe(SceneSpec(str(tmp_path / "good.tif"))).looks_like_radar


def test_folders_and_empty_files(tmp_path):
    (tmp_path / "empty.tif").write_bytes(b"")
    (tmp_path / "folder.tif").mkdir()
    assert "is empty" in str(refusal(tmp_path / "empty.tif"))
    assert "is a folder" in str(refusal(tmp_path / "folder.tif"))
    assert "There is no file" in str(refusal(tmp_path / "none.tif"))


@pytest.mark.parametrize("name", ["a\0b.tif", "a\ud800.tif", "x" * 5000, "", "<xml/>", '{"type": "Polygon"}'])
def test_names_that_are_none(tmp_path, name):
    refusal(name)


def test_a_name_that_is_no_utf_8(tmp_path, image):
    try:
        name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.tif")
        shutil.copy(image, name)
    except (OSError, UnicodeDecodeError):
        pytest.skip("not on this system")
    assert "Rename" in refusal(name).remedy


@pytest.mark.parametrize("name", ["ünï ☃.tif", "a?b#c%20.tif", "2020-01-01T10:20:30.tif"])
def test_unusual_names_of_good_files(tmp_path, image, name):
    try:
        shutil.copy(image, tmp_path / name)
    except OSError:
        pytest.skip("not on this system")
    assert describe(SceneSpec(str(tmp_path / name))).looks_like_radar


def test_virtual_rasters_that_refer_to_themselves(tmp_path):
    assert "refers to itself" in str(refusal(virtual(tmp_path / "self.vrt", "self.vrt", 1)))
    virtual(tmp_path / "b.vrt", "a.vrt", 1)
    assert "refers to itself" in str(refusal(virtual(tmp_path / "a.vrt", "b.vrt", 1)))


def test_virtual_rasters_without_end(tmp_path):
    for number in range(30):
        virtual(tmp_path / f"{number}.vrt", f"{number + 1}.vrt", 1)
    assert "without end" in str(refusal(tmp_path / "0.vrt"))
    refusal("/vsizip/" * 400 + "x")
    refusal("vrt://" * 600 + "x")


def test_a_virtual_raster_whose_image_is_gone_names_it(tmp_path):
    error = refusal(virtual(tmp_path / "mosaic.vrt", "gone.tif", 1))
    assert "gone.tif, which is not there" in str(error)


def test_images_in_archives(tmp_path, image):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(image, "in/plain.tif")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.add(image, "plain.tif")
    with gzip.open(tmp_path / "plain.tif.gz", "wb") as archive, open(image, "rb") as file:
        archive.write(file.read())
    for path in (
        f"/vsizip/{tmp_path}/a.zip/in/plain.tif",
        f"/vsizip/{{{tmp_path}/a.zip}}/in/plain.tif",
        f"zip://{tmp_path}/a.zip!in/plain.tif",
        f"/vsitar/{tmp_path}/a.tar/plain.tif",
        f"/vsigzip/{tmp_path}/plain.tif.gz",
    ):
        assert describe(SceneSpec(path)).looks_like_radar, path
    for name in ("a.zip", "a.tar", "plain.tif.gz"):
        assert "Unpack" in refusal(tmp_path / name).remedy
    refusal(f"/vsizip/{tmp_path}/none.zip/plain.tif")
    refusal(f"/vsizip/{tmp_path}/a.zip/none.tif")


def test_an_archive_that_is_a_pipe(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    os.mkfifo(tmp_path / "a.zip")
    assert "is a pipe" in str(refusal(f"/vsizip/{tmp_path}/a.zip/plain.tif"))


def test_a_zipped_product_is_to_be_unpacked(tmp_path):
    safe = tmp_path / "S1A_IW_GRDH.SAFE"
    power = dual_power(SHAPE)
    for number, name in enumerate(("vv-001", "vh-002")):
        write_raster(
            safe / "measurement" / f"s1a-iw-grd-{name}.tiff", (1000 * power[number] ** 0.5).astype("u2")
        )
    (safe / "manifest.safe").write_text("<xfdu/>")
    with zipfile.ZipFile(tmp_path / "S1A_IW_GRDH.zip", "w") as archive:
        for file in safe.rglob("*"):
            archive.write(file, file.relative_to(tmp_path))
    assert describe(SceneSpec(str(safe))).cross_pol == "VH"
    assert ".SAFE folder" in refusal(tmp_path / "S1A_IW_GRDH.zip").remedy


def test_parts_of_netcdf_and_hdf5_files(tmp_path):
    bands = decibels(dual_power(SHAPE))
    source = write_raster(tmp_path / "a.tif", bands, names=("VV", "VH"))
    try:
        rasterio.shutil.copy(source, tmp_path / "a.nc", driver="netCDF")
    except Exception:
        pytest.skip("this GDAL writes no netCDF")
    assert "Band1" in refusal(tmp_path / "a.nc").remedy  # it says which parts there are
    with open_scene(SceneSpec(f'NETCDF:"{tmp_path}/a.nc":Band1')) as scene:
        # netCDF counts rows from the south.
        np.testing.assert_allclose(
            np.sort(scene.read(Window.whole(SHAPE)).db[0], None), np.sort(bands[0], None)
        )
    refusal(f'NETCDF:"{tmp_path}/none.nc":Band1')


def test_a_zarr_folder(tmp_path):
    band = decibels(speckled_power(SHAPE, -10))
    try:
        write_raster(tmp_path / "a.zarr", band, driver="Zarr")
    except Exception:
        pytest.skip("this GDAL writes no Zarr")
    assert describe(SceneSpec(str(tmp_path / "a.zarr"))).looks_like_radar


def test_a_bigtiff(tmp_path):
    path = write_raster(tmp_path / "big.tif", decibels(dual_power(SHAPE)), names=("VV", "VH"), BIGTIFF="YES")
    assert describe(SceneSpec(path)).cross_pol == "VH"


def test_blocks_too_large_to_be_read(tmp_path):
    """GDAL decodes a whole block for one pixel of it."""
    profile = {"driver": "GTiff", "count": 1, "dtype": "float32", "width": 16_000, "height": 16_000}
    options = {"compress": "deflate", "blockysize": 16_000, "sparse_ok": True}
    with rasterio.open(tmp_path / "strip.tif", "w", **profile, **options):
        pass  # a file of some bytes that claims a strip of a gigabyte
    assert "blocks of 16,000 × 16,000" in str(refusal(tmp_path / "strip.tif"))


def test_labels_are_looked_at_too(tmp_path, pipe):
    with pytest.raises(LabelsNotReadable, match="is a pipe"):
        read_polygons([LabelSpec(str(pipe), field="class")])


def test_what_to_raise_is_the_caller_s_choice(tmp_path):
    with pytest.raises(LabelsNotReadable):
        check_source(str(tmp_path), LabelsNotReadable)
    with pytest.raises(NetworkSource):
        check_source("http://127.0.0.1/labels.geojson", LabelsNotReadable)
    with pytest.raises(SceneNotReadable):
        open_raster(str(tmp_path))
