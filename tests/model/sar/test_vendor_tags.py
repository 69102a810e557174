"""Calibration factors that makers write into the tags of their files."""

from __future__ import annotations

import json

import numpy as np
import pytest

from model.protocol.values import SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.vendor_tags import calibration_of
from model.sar.windows import Window
from tests.model.fixtures.scenes import decibels, speckled_power, write_raster

SHAPE = (120, 160)
POWER = speckled_power(SHAPE, -10)


def capella(scale, radiometry="sigma_nought"):
    image = {"scale_factor": scale, "radiometry": radiometry, "data_type": "UINT16"}
    return {"TIFFTAG_IMAGEDESCRIPTION": json.dumps({"collect": {"mode": "stripmap", "image": image}})}


@pytest.mark.parametrize(
    ("tags", "scale", "quantity"),
    [
        (capella(2e-4), 2e-4, "sigma0"),
        (capella(2e-4, "beta_nought"), 2e-4, "beta0"),
        (capella(2e-4, None), 2e-4, "backscatter"),
        ({"CALIBRATION_FACTOR": "4e-08", "PRODUCT_TYPE": "StripMap"}, 2e-4, "sigma0"),
        ({"calibration_factor": "4e-08"}, 2e-4, "sigma0"),
    ],
)
def test_numbers_with_a_factor_are_calibrated(tmp_path, tags, scale, quantity):
    numbers = np.clip(np.round(POWER**0.5 / scale), 1, 65535).astype(np.uint16)
    path = write_raster(tmp_path / "X_GEO_HH.tif", numbers, tags=tags)
    with open_scene(SceneSpec(path)) as scene:
        assert scene.calibrated and scene.description.units == "dn"
        assert f"{quantity} in calibrated numbers, HH" in scene.description.summary
        assert not any("not calibrated" in warning for warning in scene.description.warnings)
        np.testing.assert_allclose(scene.read(Window.whole(SHAPE)).db[0], decibels(POWER), atol=0.1)
    with open_scene(SceneSpec(path, units="amplitude")) as scene:
        assert not scene.calibrated, "the user's word wins"


def test_zeros_among_calibrated_numbers_are_as_dark_as_can_be(tmp_path):
    numbers = np.clip(np.round(POWER**0.5 / 2e-4), 1, 65535).astype(np.uint16)
    numbers[50, 50] = 0
    numbers[100:] = 0
    path = write_raster(tmp_path / "X_GEO_HH.tif", numbers, tags=capella(2e-4))
    with open_scene(SceneSpec(path)) as scene:
        window = scene.read(Window.whole(SHAPE))
        assert window.db[0, 50, 50] == pytest.approx(-50.0) and window.valid[50, 50]
        assert not window.valid[100:].any()


@pytest.mark.parametrize(
    "tags",
    [
        capella(0),
        capella(-1),
        capella("abc"),
        capella(None),
        capella(float("inf")),
        capella(10**400),
        {"TIFFTAG_IMAGEDESCRIPTION": '{"scale_factor": '},
        {"TIFFTAG_IMAGEDESCRIPTION": '"scale_factor"'},
        {"TIFFTAG_IMAGEDESCRIPTION": "[" * 100_000 + '"scale_factor"'},
        {"TIFFTAG_IMAGEDESCRIPTION": '{"collect": {"image": "scale_factor"}}'},
        {"TIFFTAG_IMAGEDESCRIPTION": '{"collect": {"image": ["scale_factor"]}}'},
        {"CALIBRATION_FACTOR": "none"},
        {"CALIBRATION_FACTOR": "nan"},
        {"CALIBRATION_FACTOR": "4e-8", "AMPLITUDE_MAPPING": '{"function": "power"}'},
        {"CALIBRATION_FACTOR": "4e-8", "PROPERTIES": '{"iceye:amplitude_mapping": {}}'},
        {},
    ],
)
def test_tags_without_a_usable_factor(tags):
    assert calibration_of(tags) is None


def test_a_factor_that_leads_nowhere_is_left_out_and_told(tmp_path):
    numbers = np.clip(np.round(POWER**0.5 * 450), 1, 65535).astype(np.uint16)
    path = write_raster(tmp_path / "ICEYE_VV.tif", numbers, tags={"CALIBRATION_FACTOR": "1.0"})
    found = describe(SceneSpec(path))
    assert found.looks_like_radar and "raw digital numbers" in found.summary
    assert any("calibration factor" in warning for warning in found.warnings)


def test_raw_numbers_of_a_named_polarisation_may_have_any_level(tmp_path):
    """Mosaics of ALOS PALSAR: 20 log10(DN) - 83 dB."""
    numbers = np.round(POWER**0.5 * 10 ** (83 / 20)).astype(np.uint16)
    found = describe(SceneSpec(write_raster(tmp_path / "a.tif", numbers, names=("HH",))))
    assert found.looks_like_radar and found.units == "dn"
