"""Bad scenes: each gives an error that says what to do, or a description that says what is wrong."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy

from model.errors.errors import BandNotFound, NotRadar, NoValidPixels, SceneNotReadable
from model.protocol.values import SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.windows import Window
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster
from tests.places import DATA

SHAPE = (96, 128)


def hills(shape=(200, 200)):
    rows, cols = np.mgrid[: shape[0], : shape[1]]
    noise = np.random.default_rng(0).normal(0, 0.4, shape)
    return (300 + 250 * np.sin(rows / 35) * np.cos(cols / 45) + noise).astype(np.float32)


def photograph(shape=(200, 200)):
    rows, cols = np.mgrid[: shape[0], : shape[1]]
    base = 128 + 60 * np.sin(rows / 30) + 40 * np.cos(cols / 20)
    noise = np.random.default_rng(0).normal(0, 2, (3, *shape))
    return np.clip(base + noise + np.array([0, 10, -10])[:, None, None], 0, 255).astype(np.uint8)


def test_all_nan():
    with pytest.raises(NoValidPixels, match="nodata"):
        open_scene(SceneSpec(str(DATA / "all_nan_vv_vh.tif")))


@pytest.mark.parametrize(
    ("dtype", "value", "nodata"), [("uint8", 0, None), ("float32", -99, -99), ("uint16", 7, 7)]
)
def test_all_nodata(tmp_path, dtype, value, nodata):
    path = write_raster(tmp_path / "vv.tif", np.full(SHAPE, value, dtype), nodata=nodata)
    with pytest.raises(NoValidPixels):
        open_scene(SceneSpec(path))


def test_nowhere_both_polarisations(tmp_path):
    vv, vh = decibels(dual_power(SHAPE))
    vv[:48], vh[48:] = np.nan, np.nan
    path = write_raster(tmp_path / "s.tif", np.stack([vv, vh]), names=("VV", "VH"))
    with pytest.raises(NoValidPixels):
        open_scene(SceneSpec(path))


def test_a_few_valid_pixels_of_a_large_scene_are_found(tmp_path):
    """Sampled windows miss a corner that is the only valid place."""
    values = np.full((3000, 2000), -9999.0, np.float32)
    values[2990:2999, 1500:1510] = -12.5
    options = {"tiled": True, "blockxsize": 256, "blockysize": 256, "compress": "deflate"}
    path = write_raster(tmp_path / "vv.tif", values, nodata=-9999.0, **options)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.statistics[0].median == pytest.approx(-12.5)
        assert scene.read(Window(2990, 1500, 9, 10)).valid.all()


@pytest.mark.parametrize("shape", [(1, 1), (3, 5000), (5000, 3), (2, 2)])
def test_tiny_and_narrow_scenes(tmp_path, shape):
    path = write_raster(tmp_path / "vv.tif", decibels(speckled_power(shape, -10)))
    with open_scene(SceneSpec(path)) as scene:
        assert scene.shape == scene.working_shape == shape
        window = scene.read(Window(0, 0, 8, 8))
        assert window.valid.sum() == min(8, shape[0]) * min(8, shape[1])
        assert np.isfinite(scene.statistics[0].median) and scene.statistics[0].std >= 0


@pytest.mark.parametrize("pixel", [0.3, 45.0])
def test_one_pixel_of_another_size(tmp_path, pixel):
    transform = rasterio.transform.from_origin(400000, 3700000, pixel, pixel)
    path = write_raster(tmp_path / "vv.tif", np.array([[-12.0]], np.float32), transform=transform)
    with open_scene(SceneSpec(path)) as scene:
        rows, cols = scene.working_shape
        assert rows == cols >= 1
        np.testing.assert_allclose(scene.read(Window(0, 0, rows, cols)).db[0], -12.0, atol=1e-4)


def test_a_coarse_scene_is_not_stretched_beyond_reason(tmp_path):
    transform = rasterio.transform.from_origin(400000, 3700000, 500, 500)
    path = write_raster(tmp_path / "vv.tif", decibels(speckled_power(SHAPE, -10)), transform=transform)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.scale == (4.0, 4.0)
        assert any("rough" in warning for warning in scene.description.warnings)


@pytest.mark.parametrize("keep", [0.02, 0.6])
def test_a_truncated_file(tmp_path, keep):
    path = tmp_path / "vv.tif"
    values = decibels(speckled_power((400, 400), -10))
    write_raster(path, values, compress="deflate", tiled=True, blockxsize=128, blockysize=128)
    body = path.read_bytes()
    path.write_bytes(body[: int(len(body) * keep)])
    with pytest.raises(SceneNotReadable, match=r"vv\.tif"):
        open_scene(SceneSpec(str(path)))


def test_a_file_damaged_in_one_place(tmp_path):
    path = tmp_path / "vv.tif"
    values = decibels(speckled_power((400, 400), -10))
    write_raster(path, values, compress="deflate", tiled=True, blockxsize=128, blockysize=128)
    body = bytearray(path.read_bytes())
    body[len(body) // 2 : len(body) // 2 + 3000] = b"\xaa" * 3000
    path.write_bytes(body)
    with pytest.raises(SceneNotReadable, match="damaged or cut short"):
        open_scene(SceneSpec(str(path)))


_READ_WITH_LITTLE_MEMORY = """
import resource, sys
from model.sar.pixels import read_numbers
from model.sar.raster import RasterFiles
from model.sar.windows import Window
dataset = RasterFiles().get(sys.argv[1])
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 2_000_000, resource.RLIM_INFINITY))
try:
    read_numbers(dataset, 1, Window(0, 0, int(sys.argv[2]), int(sys.argv[2])), None)
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is Linux's")
@pytest.mark.parametrize("side", [2048, 64])  # our array does not fit; GDAL's block does not
def test_too_little_memory_is_no_damage(tmp_path, side):
    path = tmp_path / "vv.tif"
    values = np.zeros((2048, 2048), np.float32)
    write_raster(path, values, compress="deflate", tiled=True, blockxsize=2048, blockysize=2048)
    command = [sys.executable, "-c", _READ_WITH_LITTLE_MEMORY, str(path), str(side)]
    assert subprocess.check_output(command, text=True).strip() == "MemoryError"


def test_a_mosaic_whose_part_is_missing(tmp_path):
    part = tmp_path / "part.tif"
    write_raster(part, decibels(speckled_power(SHAPE, -10)))
    vrt = tmp_path / "mosaic.vrt"
    vrt.write_text(
        '<VRTDataset rasterXSize="128" rasterYSize="96">'
        '<VRTRasterBand dataType="Float32" band="1"><SimpleSource>'
        '<SourceFilename relativeToVRT="1">part.tif</SourceFilename><SourceBand>1</SourceBand>'
        '<SrcRect xOff="0" yOff="0" xSize="128" ySize="96"/>'
        '<DstRect xOff="0" yOff="0" xSize="128" ySize="96"/>'
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )
    assert describe(SceneSpec(str(vrt))).looks_like_radar
    part.unlink()
    with pytest.raises(SceneNotReadable):
        open_scene(SceneSpec(str(vrt)))


def test_an_elevation_model(tmp_path):
    path = write_raster(tmp_path / "n34_w118.tif", hills())
    with pytest.raises(NotRadar, match="speckle"):
        open_scene(SceneSpec(path))
    found = describe(SceneSpec(path))
    assert not found.looks_like_radar and found.summary.startswith("Does not look like a radar image")


@pytest.mark.parametrize("dtype", ["float32", "int16"])
def test_an_elevation_model_that_goes_below_the_sea(tmp_path, dtype):
    path = write_raster(tmp_path / "bathymetry.tif", (hills() - 300).astype(dtype))
    with pytest.raises(NotRadar):
        open_scene(SceneSpec(path))
    assert not describe(SceneSpec(path)).looks_like_radar


def test_a_vegetation_index(tmp_path):
    index = (hills() - 300) / 400
    with pytest.raises(NotRadar):
        open_scene(SceneSpec(write_raster(tmp_path / "ndvi.tif", index)))


def test_a_colour_picture(tmp_path):
    path = write_raster(tmp_path / "photo.tif", photograph())
    with pytest.raises(NotRadar, match="colour picture"):
        open_scene(SceneSpec(path))
    assert not describe(SceneSpec(path)).looks_like_radar
    with open_scene(SceneSpec(path, allow_any=True)) as scene:
        assert scene.read(Window(0, 0, 8, 8)).valid.all()
        assert not scene.description.looks_like_radar


def test_a_grey_photograph(tmp_path):
    with pytest.raises(NotRadar, match="speckle"):
        open_scene(SceneSpec(write_raster(tmp_path / "photo.tif", photograph()[0])))


def test_a_map_with_a_colour_table(tmp_path):
    path = tmp_path / "classes.tif"
    write_raster(path, (speckled_power(SHAPE, 0) * 5).astype(np.uint8), photometric="palette")
    with rasterio.open(path, "r+") as dataset:
        dataset.write_colormap(1, {value: (value, 0, 0, 255) for value in range(256)})
    with pytest.raises(NotRadar, match="colour table"):
        open_scene(SceneSpec(str(path)))
    with open_scene(SceneSpec(str(path), allow_any=True)) as scene:
        assert scene.present == (True, False)


def test_anything_goes_if_the_user_says_so(tmp_path):
    with open_scene(SceneSpec(write_raster(tmp_path / "dem.tif", hills()), allow_any=True)) as scene:
        assert scene.read(Window(0, 0, 16, 16)).valid.all()


def test_nothing_that_could_be_backscatter_even_if_the_user_says_so(tmp_path):
    deep = write_raster(tmp_path / "deep.tif", hills() - 90_000)
    high = write_raster(tmp_path / "high.tif", hills() + 1000)
    for spec in (SceneSpec(deep, allow_any=True), SceneSpec(high, allow_any=True, units="db")):
        with pytest.raises(NoValidPixels):
            open_scene(spec)
    found = describe(SceneSpec(high, units="db"))
    assert found.valid_fraction == 0.0 and "dB" in found.summary and not found.looks_like_radar


def test_an_angle_band_alone_is_no_backscatter(tmp_path):
    path = write_raster(tmp_path / "x.tif", np.full(SHAPE, 38.5, np.float32), names=("angle",))
    with pytest.raises(BandNotFound):
        open_scene(SceneSpec(path))
    with pytest.raises(NotRadar):
        open_scene(SceneSpec(path, co_band=1))


def test_names_of_polarisations_make_a_composite_radar(tmp_path):
    composite = np.clip(np.concatenate([dual_power(SHAPE), dual_power(SHAPE)[:1]]) ** 0.5 * 500, 1, 255)
    path = write_raster(tmp_path / "rgb.tif", composite.astype(np.uint8), names=("VV", "VH", "VV/VH"))
    found = describe(SceneSpec(path))
    assert found.looks_like_radar and (found.co_pol, found.cross_pol) == ("VV", "VH")


COMPLEX = {
    "CInt16": "complex_int16",
    "CInt32": "complex_int32",
    "CFloat32": "complex64",
    "CFloat64": "complex128",
}


def complex_file(folder, kind):
    """A single-look complex image of a type, as TIFF or, for types that rasterio does not write, by GDAL."""
    rng = np.random.default_rng(0)
    slc = (rng.normal(0, 60, SHAPE) + 1j * rng.normal(0, 60, SHAPE)).astype(np.complex64)
    path = write_raster(folder / "s1a-iw1-slc-vv.tiff", slc)
    if kind == "complex64":
        return path
    gdal_type = next(name for name, found in COMPLEX.items() if found == kind)
    vrt = folder / "slc_vv.vrt"
    vrt.write_text(
        f'<VRTDataset rasterXSize="128" rasterYSize="96"><VRTRasterBand dataType="{gdal_type}" band="1">'
        f"<Description>VV</Description><SimpleSource><SourceFilename>{path}</SourceFilename>"
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    copied = folder / f"slc_{kind}_vv.tif"
    copy(vrt, copied, driver="GTiff")
    return str(copied)


@pytest.mark.parametrize("kind", COMPLEX.values())
@pytest.mark.parametrize(
    "spec", [{}, {"co_band": 1}, {"allow_any": True}, {"units": "dn"}, {"cross_band": 0}]
)
def test_complex_files_are_refused_alike(tmp_path, kind, spec):
    path = complex_file(tmp_path, kind)
    for ask in (describe, open_scene):
        with pytest.raises(SceneNotReadable, match="complex numbers") as found:
            ask(SceneSpec(path, **spec))
        assert "SNAP" in found.value.remedy and "GRD" in found.value.remedy


def test_a_complex_file_of_the_second_polarisation_is_refused(tmp_path):
    vv = write_raster(tmp_path / "a_vv.tif", decibels(speckled_power(SHAPE, -10)))
    with pytest.raises(SceneNotReadable, match=r"s1a-iw1-slc-vv.tiff holds complex"):
        describe(SceneSpec(vv, complex_file(tmp_path, "complex64")))


def test_a_complex_band_beside_a_detected_one_is_left_out_unless_it_is_chosen(tmp_path):
    detected = write_raster(tmp_path / "intensity.tif", speckled_power(SHAPE, -10))
    slc = complex_file(tmp_path, "complex64")
    bands = "".join(
        f'<VRTRasterBand dataType="{kind}" band="{band}"><Description>{name}</Description><SimpleSource>'
        f"<SourceFilename>{path}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        for band, kind, name, path in ((1, "CFloat32", "VV", slc), (2, "Float32", "Intensity_VV", detected))
    )
    vrt = tmp_path / "both.vrt"
    vrt.write_text(f'<VRTDataset rasterXSize="128" rasterYSize="96">{bands}</VRTDataset>')
    assert describe(SceneSpec(str(vrt))).co_band == 2
    with pytest.raises(SceneNotReadable, match="complex"):
        describe(SceneSpec(str(vrt), co_band=1))


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 3e38, -3e38, 1e-44, 0.0])
def test_values_that_are_no_measurement(tmp_path, value):
    """Infinite, huge and vanishing numbers among good ones, and nothing else."""
    power = speckled_power(SHAPE, -10)
    power[:30] = value
    with open_scene(SceneSpec(write_raster(tmp_path / "vv.tif", power))) as scene:
        window = scene.read(Window.whole(SHAPE))
        assert window.valid[30:].all() and np.isfinite(window.db).all()
        assert window.valid[:30].all() if value == 1e-44 else not window.valid[:30].any()
        assert scene.statistics[0].median == pytest.approx(-17, abs=4)


@pytest.mark.parametrize(
    "nodata", ["nan", "inf", "-inf", "1e400", "-3.4e38", "1e39", "99999999999999999999", "-9999"]
)
@pytest.mark.parametrize("kind", ["UInt16", "Int16", "Float32", "Float64", "Byte"])
def test_nodata_values_that_make_no_sense(tmp_path, nodata, kind):
    numbers = np.clip(speckled_power(SHAPE, 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    source = write_raster(tmp_path / "source.tif", numbers)
    vrt = tmp_path / "s_vh.vrt"
    vrt.write_text(
        f'<VRTDataset rasterXSize="128" rasterYSize="96"><VRTRasterBand dataType="{kind}" band="1">'
        f"<NoDataValue>{nodata}</NoDataValue><SimpleSource><SourceFilename>{source}</SourceFilename>"
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    found = describe(SceneSpec(str(vrt)))
    assert found.looks_like_radar and found.valid_fraction == 1.0


def test_a_bigtiff_is_a_tiff_like_others(tmp_path):
    db = decibels(dual_power(SHAPE))
    path = write_raster(tmp_path / "s.tif", db, names=("VV", "VH"), BIGTIFF="YES", compress="deflate")
    with open_scene(SceneSpec(path)) as scene:
        assert scene.description.units == "db"
        np.testing.assert_array_equal(scene.read(Window.whole(SHAPE)).db, db)
