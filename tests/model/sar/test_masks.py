"""Ground that a file masks is nodata, however it does so."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp

from model.errors.errors import NoValidPixels
from model.finetune.ground import locate
from model.finetune.polygons import read_polygons
from model.protocol.finetuning import LabelSpec
from model.protocol.values import ClassInfo, SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.windows import Window
from tests.model.fixtures.pipeline import run, save_tiny
from tests.model.fixtures.scenes import UTM_GRID, decibels, dual_power, speckled_power, write_raster

SHAPE = (120, 160)
MASKED = np.zeros(SHAPE, bool)
MASKED[30:70, 40:110] = True
DB = decibels(dual_power(SHAPE))


def with_alpha(path, bands, place, alpha, **options):
    """Bands [n, h, w] with an alpha band at a place."""
    names = [*options.pop("names", ["VV", "VH"][: len(bands)])]
    stacked = np.insert(bands, place, alpha, axis=0)
    names.insert(place, options.pop("alpha_name", None))
    written = write_raster(path, stacked, names=names, **options)
    with rasterio.open(written, "r+") as dataset:
        interp = [ColorInterp.gray] * len(stacked)
        interp[place] = ColorInterp.alpha
        dataset.colorinterp = interp
    return written


def assert_masked(path, **spec):
    with open_scene(SceneSpec(path, **spec)) as scene:
        assert (scene.read_valid(Window.whole(SHAPE)) == ~MASKED).all()
        window = scene.read(Window.whole(SHAPE))
        assert (window.valid == ~MASKED).all() and not window.db[:, MASKED].any()
        assert scene.description.valid_fraction == pytest.approx((~MASKED).mean())
        return scene.description


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("opaque", [1.0, 255.0])
def test_an_alpha_band_beside_two_polarisations(tmp_path, place, opaque):
    alpha = np.where(MASKED, 0, opaque).astype(np.float32)
    found = assert_masked(with_alpha(tmp_path / "s.tif", DB, place, alpha))
    bands = [number for number in (1, 2, 3) if number != place + 1]
    assert [found.co_band, found.cross_band] == bands and (found.co_pol, found.cross_pol) == ("VV", "VH")


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "float64"])
@pytest.mark.parametrize("polarisations", [1, 2])
def test_alpha_of_any_type(tmp_path, dtype, polarisations):
    numbers = np.clip(dual_power(SHAPE) ** 0.5 * 450, 1, 255).astype(dtype)[:polarisations]
    # Of 16 bits GDAL makes 8, and takes 1 for 0.
    alpha = np.where(MASKED, 0, 1).astype(dtype)
    found = assert_masked(with_alpha(tmp_path / "s.tif", numbers, polarisations, alpha))
    assert found.units == ("uint8" if dtype == "uint8" else "dn")


def test_an_alpha_that_is_not_a_number_masks(tmp_path):
    alpha = np.where(MASKED, np.nan, 1).astype(np.float32)
    assert_masked(with_alpha(tmp_path / "s.tif", DB, 2, alpha))


def test_nan_nodata_and_alpha_add_up(tmp_path):
    db = DB.copy()
    db[0, 30:50, 40:110] = np.nan
    db[1, 50:60, 40:110] = -99
    alpha = np.ones(SHAPE, np.float32)
    alpha[60:70, 40:110] = 0
    assert_masked(with_alpha(tmp_path / "s.tif", db, 2, alpha, nodata=float("nan")))


def test_a_mask_inside_the_file(tmp_path):
    path = write_raster(tmp_path / "s.tif", DB, names=("VV", "VH"))
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as dataset:
        dataset.write_mask(~MASKED)
    assert not (tmp_path / "s.tif.msk").exists()
    assert_masked(path)


def test_a_mask_beside_the_file_and_a_nodata_value(tmp_path):
    db = DB.copy()
    db[:, 30:40, 40:110] = -7777
    path = write_raster(tmp_path / "s.tif", db, names=("VV", "VH"), nodata=-7777)
    mask = ~MASKED
    mask[30:40] = True
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(path, "r+") as dataset:
        dataset.write_mask(mask)
    assert (tmp_path / "s.tif.msk").exists()
    assert_masked(path)


def test_a_mask_of_one_band_only(tmp_path):
    source = write_raster(tmp_path / "source.tif", DB)
    mask = write_raster(tmp_path / "mask.tif", np.where(MASKED, 0, 255).astype(np.uint8))

    def simple(path, band):
        return (
            f"<SimpleSource><SourceFilename>{path}</SourceFilename><SourceBand>{band}</SourceBand>"
            "</SimpleSource>"
        )

    vrt = tmp_path / "s.vrt"
    vrt.write_text(
        '<VRTDataset rasterXSize="160" rasterYSize="120">'
        f'<VRTRasterBand dataType="Float32" band="1"><Description>VV</Description>{simple(source, 1)}'
        f'<MaskBand><VRTRasterBand dataType="Byte">{simple(mask, 1)}</VRTRasterBand></MaskBand>'
        "</VRTRasterBand>"
        f'<VRTRasterBand dataType="Float32" band="2"><Description>VH</Description>{simple(source, 2)}'
        "</VRTRasterBand></VRTDataset>"
    )
    assert_masked(str(vrt))


def test_an_8_bit_picture_with_a_mask(tmp_path):
    """Its masked pixels are white."""
    numbers = np.clip(speckled_power(SHAPE, 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    numbers[MASKED] = 255
    path = write_raster(tmp_path / "scene_vh.tif", numbers)
    with rasterio.open(path, "r+") as dataset:
        dataset.write_mask(~MASKED)
    assert assert_masked(path).units == "uint8"


def test_the_data_mask_of_sentinel_hub(tmp_path):
    bands = np.concatenate([dual_power(SHAPE), np.where(MASKED, 0, 1)[None].astype(np.float32)])
    bands[:, MASKED] = 0.5 * bands[:, MASKED]
    found = assert_masked(write_raster(tmp_path / "s.tif", bands, names=("VV", "VH", "dataMask")))
    assert (found.co_band, found.cross_band) == (1, 2)


def test_two_files_with_an_alpha_each(tmp_path):
    halves = [np.ones(SHAPE, np.float32) for _ in range(2)]
    halves[0][30:50, 40:110] = 0
    halves[1][50:70, 40:110] = 0
    paths = [
        with_alpha(tmp_path / f"iw-{name}.tif", DB[[k]], k, halves[k], names=[None])
        for k, name in enumerate(("vv", "vh"))
    ]
    found = assert_masked(paths[0], cross_pol_path=paths[1])
    assert (found.co_pol, found.cross_pol, found.co_band, found.cross_band) == ("VV", "VH", 2, 1)


def test_a_fourth_band_that_a_program_declared_transparency_is_backscatter_by_its_name(tmp_path):
    """Programs declare the fourth of four 8-bit bands so without being asked."""
    numbers = np.clip(np.concatenate([dual_power(SHAPE)] * 2) ** 0.5 * 450, 1, 255).astype(np.uint8)
    path = with_alpha(
        tmp_path / "s.tif", numbers[:3], 3, numbers[3], names=["angle", "VV", "dem"], alpha_name="VH"
    )
    found = describe(SceneSpec(path))
    assert (found.co_band, found.cross_band, found.valid_fraction) == (2, 4, 1.0)


def test_an_alpha_band_that_the_user_calls_backscatter_masks_nothing(tmp_path):
    path = with_alpha(tmp_path / "s.tif", DB[:1], 1, DB[1], names=[None])
    with open_scene(SceneSpec(path, co_band=1, cross_band=2)) as scene:
        assert scene.read(Window.whole(SHAPE)).valid.all()


def test_a_scene_that_is_masked_throughout_says_so(tmp_path):
    path = with_alpha(tmp_path / "s.tif", DB, 2, np.zeros(SHAPE, np.float32))
    with pytest.raises(NoValidPixels, match="alpha"):
        describe(SceneSpec(path))


def nan_copy(path):
    db = DB.copy()
    db[:, MASKED] = np.nan
    return write_raster(path, db, names=("VV", "VH"))


def test_masked_ground_gives_the_map_of_ground_that_is_nodata(tmp_path):
    save_tiny(tmp_path / "tiny.safetensors")
    masked = with_alpha(tmp_path / "alpha.tif", DB, 0, np.where(MASKED, 0, 9).astype(np.float32))
    found = []
    for path in (masked, nan_copy(tmp_path / "nan.tif")):
        result = run(path, tmp_path, tmp_path / "tiny.safetensors", spec=SceneSpec(path)).scenes[0]
        products = {}
        for name, product in result.products.items():
            with rasterio.open(product) as raster:
                products[name] = raster.read()
        found.append((products, result.areas_ha, result.valid_pixels, result.description.valid_fraction))
    assert found[0][1:] == found[1][1:]
    for name in found[0][0]:
        np.testing.assert_array_equal(found[0][0][name], found[1][0][name])
    assert ((found[0][0]["landcover"][0] == 0) == MASKED).all()


def test_polygons_on_masked_ground_are_on_nodata(tmp_path):
    def square(row, col):
        corners = [(row, col), (row, col + 10), (row + 10, col + 10), (row + 10, col), (row, col)]
        ring = [list(UTM_GRID @ (c, r)) for r, c in corners]
        return {
            "type": "Feature",
            "properties": {"class": 80},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    labels = tmp_path / "labels.geojson"
    labels.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32611"}},
                "features": [square(40, 50), square(80, 20), square(65, 60)],
            }
        )
    )
    polygons = read_polygons([LabelSpec(str(labels), "class")])
    path = with_alpha(tmp_path / "s.tif", DB, 1, np.where(MASKED, 0, 1).astype(np.float32))
    with open_scene(SceneSpec(path)) as scene:
        ground = locate(polygons, [scene], ["s"], [ClassInfo(80, "water", "#0000ff")])
        assert scene.statistics[0].median == pytest.approx(np.median(DB[0][~MASKED]), abs=1e-4)
    assert ground.report.on_nodata == 1
    assert [len(item.rows) for item in ground.polygons] == [100, 50]
