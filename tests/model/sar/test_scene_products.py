"""Scenes in the forms that agencies and tools deliver, each built as the real product is."""

from __future__ import annotations

import shutil
import struct

import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy
from rasterio.transform import from_origin

from model.errors.errors import SceneNotReadable
from model.protocol.values import SceneSpec
from model.sar.containers import partner_of, resolve
from model.sar.scene import describe, open_scene
from model.sar.snap_tags import snap_bands
from model.sar.windows import Window
from tests.model.fixtures.agencies import GRD, SHAPE, make_dimap, make_safe
from tests.model.fixtures.scenes import decibels, dual_power, speckled_power, write_raster, write_snap_geotiff


@pytest.mark.parametrize("entry", ["", "manifest.safe"])
def test_a_safe_folder_gives_both_polarisations(tmp_path, entry):
    safe = make_safe(tmp_path)
    with open_scene(SceneSpec(str(safe / entry))) as scene:
        assert scene.description.summary.startswith("Looks like raw digital numbers, VV and VH")
        assert scene.present == (True, True) and len(scene.profile.gcps) == 210


def test_a_measurement_file_alone_is_one_polarisation(tmp_path):
    safe = make_safe(tmp_path)
    found = describe(SceneSpec(str(safe / "measurement" / GRD.format("vh", 2))))
    assert (found.co_pol, found.cross_pol) == ("", "VH")
    assert any(GRD.format("vv", 1) in warning for warning in found.warnings)


def test_a_single_polarisation_safe(tmp_path):
    found = describe(SceneSpec(str(make_safe(tmp_path, ("vh",)))))
    assert (found.co_pol, found.cross_pol) == ("", "VH")


def test_an_empty_safe_folder(tmp_path):
    safe = make_safe(tmp_path)
    shutil.rmtree(safe / "measurement")
    with pytest.raises(SceneNotReadable, match="no measurement"):
        open_scene(SceneSpec(str(safe)))


def test_swaths_of_an_slc_product_need_a_choice(tmp_path):
    safe = make_safe(tmp_path)
    source = safe / "measurement" / GRD.format("vv", 1)
    shutil.copy(source, source.with_name("s1a-iw2-slc-vv-20201107t135241-002.tiff"))
    with pytest.raises(SceneNotReadable, match="several swaths"):
        open_scene(SceneSpec(str(safe)))


@pytest.mark.parametrize("entry", ["scene.dim", "scene.data", "scene.data/Sigma0_VV.img"])
def test_beam_dimap(tmp_path, entry):
    names = ["Sigma0_VH", "Sigma0_VV", "Intensity_VH", "Intensity_VV", "localIncidence_angle"]
    _, power = make_dimap(tmp_path, names)
    with open_scene(SceneSpec(str(tmp_path / entry))) as scene:
        both = not entry.endswith(".img")
        assert scene.description.summary.startswith(
            "Looks like linear sigma0, VV" + (" and VH" if both else ",")
        )
        assert scene.present == (True, both)
        np.testing.assert_allclose(scene.read(Window.whole(SHAPE)).db[0], decibels(power["VV"]), atol=1e-3)


def test_dimap_without_a_backscatter_image(tmp_path):
    make_dimap(tmp_path, ["localIncidence_angle"])
    with pytest.raises(SceneNotReadable, match="no Sigma0"):
        open_scene(SceneSpec(str(tmp_path / "scene.dim")))


def test_snap_geotiff_hides_its_band_names_in_a_private_tag(tmp_path):
    vv, vh = dual_power(SHAPE)
    # Brightness would say the contrary here: the names must decide.
    path = write_snap_geotiff(
        tmp_path / "subset.tif", np.stack([vv, vh]), ["Sigma0_VH", "Sigma0_VV"], "intensity"
    )
    with rasterio.open(path) as dataset:
        assert dataset.descriptions == (None, None)
    found = describe(SceneSpec(path))
    assert found.summary.startswith("Looks like linear sigma0, VV and VH")
    assert (found.co_band, found.cross_band) == (2, 1)


def test_a_damaged_private_tag_does_no_harm(tmp_path):
    path = tmp_path / "subset.tif"
    write_snap_geotiff(path, dual_power(SHAPE), ["Sigma0_VV", "Sigma0_VH"], "intensity")
    body = (
        path.read_bytes()
        .replace(b"<BAND_NAME>", b"<BAND_N\xff\xfeE>")
        .replace(b"<BAND_INDEX>", b"<BAND_INDEX\0")
    )
    path.write_bytes(body)
    assert describe(SceneSpec(str(path))).co_pol == "co-pol"


def tiff_with_tag(path, xml, *, big=False, place=None):
    """The head of a TIFF with one tag, SNAP's, and the text after it."""
    text = xml.encode()
    if big:
        head = b"II" + struct.pack("<HHHQ", 43, 8, 0, 16) + struct.pack("<Q", 1)
        head += struct.pack("<HHQQ", 65000, 2, len(text), 16 + 8 + 20 if place is None else place)
    else:
        head = b"II" + struct.pack("<HI", 42, 8) + struct.pack("<H", 1)
        head += struct.pack("<HHII", 65000, 2, len(text), 22 if place is None else place)
    path.write_bytes(head + text)
    return str(path)


def band_info(index, name="Sigma0_VV"):
    body = f"<BAND_INDEX>{index}</BAND_INDEX><BAND_NAME>{name}</BAND_NAME>"
    return f"<Spectral_Band_Info>{body}</Spectral_Band_Info>"


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (band_info(0) + band_info(3, "Sigma0_VH"), {1: "Sigma0_VV", 4: "Sigma0_VH"}),
        (band_info("\u00b2") + band_info(1), {2: "Sigma0_VV"}),
        (band_info("9" * 5000) + band_info(1), {2: "Sigma0_VV"}),
        (band_info(-1) + band_info(""), {}),
        # Searched from every beginning to the end of the text, these would take minutes.
        ("<Spectral_Band_Info>" * 300_000, {}),
        (("<Spectral_Band_Info>" + "<BAND_NAME>" * 20_000) * 20, {}),
    ],
)
def test_what_snap_says_of_its_bands(tmp_path, big, xml, found):
    path = tiff_with_tag(tmp_path / "a.tif", xml, big=big)
    assert {index: band.name for index, band in snap_bands(path).items()} == found


@pytest.mark.parametrize("place", [2**32, 2**63, 2**64 - 1])
def test_a_private_tag_that_points_nowhere(tmp_path, place):
    assert snap_bands(tiff_with_tag(tmp_path / "a.tif", band_info(0), big=True, place=place)) == {}


def test_a_mosaic_as_vrt(tmp_path):
    vv, vh = dual_power(SHAPE)
    left = write_raster(tmp_path / "left.tif", decibels(np.stack([vv, vh])), nodata=-9999.0)
    right = write_raster(
        tmp_path / "right.tif",
        decibels(np.stack([vv, vh])),
        nodata=-9999.0,
        transform=from_origin(400000.0 + 1480.0, 3700000.0, 10, 10),
    )
    bands = "".join(
        f'<VRTRasterBand dataType="Float32" band="{band}"><Description>{name}</Description>'
        "<NoDataValue>-9999</NoDataValue>"
        + "".join(
            f'<SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename>'
            f"<SourceBand>{band}</SourceBand>"
            '<SrcRect xOff="0" yOff="0" xSize="128" ySize="96"/>'
            f'<DstRect xOff="{x}" yOff="0" xSize="128" ySize="96"/>'
            "</SimpleSource>"
            for path, x in ((left, 0), (right, 148))
        )
        + "</VRTRasterBand>"
        for band, name in ((1, "VV"), (2, "VH"))
    )
    vrt = tmp_path / "mosaic.vrt"
    vrt.write_text(
        '<VRTDataset rasterXSize="276" rasterYSize="96"><SRS>EPSG:32611</SRS>'
        f"<GeoTransform>400000, 10, 0, 3700000, 0, -10</GeoTransform>{bands}</VRTDataset>"
    )
    with open_scene(SceneSpec(str(vrt))) as scene:
        valid = scene.read_valid(Window(0, 0, 96, 276))
        assert valid[:, :128].all() and not valid[:, 128:148].any() and valid[:, 148:].all()
        np.testing.assert_array_equal(scene.read(Window(0, 148, 96, 128)).db, decibels(np.stack([vv, vh])))


def test_a_grey_picture_saved_as_red_green_blue(tmp_path):
    grey = np.clip(speckled_power(SHAPE, 0) ** 0.5 * 80, 1, 255).astype(np.uint8)
    path = write_raster(
        tmp_path / "quicklook.png", np.stack([grey] * 3), driver="PNG", crs=None, transform=None
    )
    found = describe(SceneSpec(path))
    assert found.looks_like_radar and found.units == "uint8" and found.co_band == 1


def test_alos_style_hh_hv(tmp_path):
    hh, hv = dual_power(SHAPE)
    numbers = (np.stack([hh, hv]) ** 0.5 * 14000).astype(np.uint16)
    path = write_raster(tmp_path / "palsar.tif", numbers, names=("HH", "HV"), nodata=0)
    found = describe(SceneSpec(path))
    assert (found.units, found.co_pol, found.cross_pol) == ("dn", "HH", "HV")


def test_partner_names(tmp_path):
    for name in (
        "x_VV.tif",
        "x_VH.tif",
        GRD.format("vv", 1),
        GRD.format("vh", 2),
        "lonely_vv.tif",
        "plain.tif",
    ):
        (tmp_path / name).touch()
    assert partner_of(str(tmp_path / "x_VV.tif")) == str(tmp_path / "x_VH.tif")
    assert partner_of(str(tmp_path / GRD.format("vv", 1))) == str(tmp_path / GRD.format("vh", 2))
    assert partner_of(str(tmp_path / "lonely_vv.tif")) is None
    assert partner_of(str(tmp_path / "plain.tif")) is None


def test_an_ordinary_path_stays_as_it_is(tmp_path):
    assert resolve("/vsicurl/https://example.org/iw-vv.rtc.tiff") == (
        "/vsicurl/https://example.org/iw-vv.rtc.tiff",
        None,
    )


@pytest.mark.parametrize("form", ["NETCDF:{}:{}", 'HDF5:"{}"://{}'])
def test_variables_of_a_container_are_bands_by_their_names(tmp_path, form):
    """netCDF-4 is HDF5, whose driver knows no georeference of it; both give the same numbers."""
    power, parts = dual_power(SHAPE), []
    for name, band in zip(("VV", "VH"), power, strict=True):
        plain = write_raster(tmp_path / f"{name}.tif", band)
        with rasterio.open(plain, "r+") as dataset:
            dataset.update_tags(1, NETCDF_VARNAME=name)
        copy(plain, tmp_path / f"s{len(parts)}.nc", driver="netCDF", FORMAT="NC4")
        parts.append(form.format(tmp_path / f"s{len(parts)}.nc", name))
    with open_scene(SceneSpec(*parts)) as scene:
        found = scene.description
        assert (found.co_pol, found.cross_pol, found.units) == ("VV", "VH", "linear")
        db = scene.read(Window.whole(SHAPE)).db
        # netCDF counts rows northwards, and HDF5 does not say so.
        np.testing.assert_allclose(db if "NETCDF" in form else db[:, ::-1], decibels(power), atol=1e-3)
