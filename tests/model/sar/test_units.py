from __future__ import annotations

import numpy as np
import pytest

from model.sar.units import (
    BORDER_PX,
    DN_OFFSET_DB,
    UINT8_OFFSET_DB,
    Units,
    block_spreads,
    border_zeros,
    db_to_power,
    detect_units,
    plausible,
    power_to_db,
    to_db,
    why_not_radar,
)
from tests.model.fixtures.scenes import decibels, speckled_power

POWER = speckled_power((60, 60), -12)


@pytest.mark.parametrize(
    ("values", "dtype", "text", "name", "calibrated"),
    [
        (decibels(POWER), "float32", "VV", "db", True),
        (POWER, "float32", "VV", "linear", True),
        (POWER**0.5, "float32", "Amplitude_VV", "amplitude", False),
        (POWER**0.5 * 450, "float32", "Amplitude_VV", "amplitude", False),
        (POWER * 450**2, "float32", "Intensity_VV", "linear", False),
        (POWER**0.5 * 450, "float32", "", "dn", False),
        (POWER**0.5 * 450, "uint16", "s1a-iw-grd-vv", "dn", False),
        (POWER**0.5 * 300, "uint8", "", "uint8", False),
        # Noise subtraction leaves small negative power; it is still no dB.
        (POWER - 0.03, "float32", "", "linear", True),
        (decibels(POWER) + 15, "float32", "VV_dB", "db", True),
    ],
)
def test_detection(values, dtype, text, name, calibrated):
    units = detect_units(values.ravel(), dtype, text)
    assert (units.name, units.calibrated) == (name, calibrated)


@pytest.mark.parametrize(
    ("text", "name", "quantity"),
    [
        ("S1A_IW_20201107T135241_DVP_RTC30_G_gpuned_AB12_VV", "linear", "gamma0"),
        ("S1A_IW_20201107T135241_DVP_RTC30_G_sauned_AB12_VV", "amplitude", "sigma0"),
        ("iw-vv.rtc", "linear", "gamma0"),
        ("Sigma0_VV intensity", "linear", "sigma0"),
        ("Beta0_VH", "linear", "beta0"),
        ("band 1", "linear", "backscatter"),
    ],
)
def test_names_tell_quantity_and_scale(text, name, quantity):
    units = detect_units(POWER.ravel(), "float32", text)
    assert (units.name, units.quantity) == (name, quantity)


def test_the_users_word_wins():
    assert detect_units(POWER.ravel(), "float32", "VV dB", "amplitude").name == "amplitude"


@pytest.mark.parametrize(
    ("units", "value", "expected"),
    [
        (Units("db", "sigma0", True), -12.5, -12.5),
        (Units("linear", "sigma0", True), 0.1, -10.0),
        (Units("linear", "sigma0", True), -0.001, -50.0),
        (Units("linear", "backscatter", False, DN_OFFSET_DB), 1e4, 40 + DN_OFFSET_DB),
        (Units("amplitude", "gamma0", False), 0.1, -20.0),
        (Units("amplitude", "gamma0", False), 0.0, -50.0),
        (Units("dn", "backscatter", False, DN_OFFSET_DB), 100.0, 40 + DN_OFFSET_DB),
        (Units("uint8", "backscatter", False, UINT8_OFFSET_DB), 32.0, -27.9),
        (Units("uint8", "backscatter", False, UINT8_OFFSET_DB), 0.0, UINT8_OFFSET_DB),
    ],
)
def test_to_db(units, value, expected):
    values = np.array([[value, np.nan]], dtype=np.float32)
    db = to_db(values, np.array([[True, False]]), units)
    assert db.dtype == np.float32
    np.testing.assert_allclose(db, [[expected, 0.0]], atol=0.01)


def test_power_and_db_are_inverse():
    db = np.array([[-40.0, -3.0, 12.0]], dtype=np.float32)
    np.testing.assert_allclose(power_to_db(db_to_power(db), np.ones((1, 3), bool)), db, atol=1e-4)


@pytest.mark.parametrize(
    ("unit", "whole", "good", "fills"),
    [
        ("db", False, -20.0, [-99, -9999, -32768, 0, 1e20]),
        ("db", True, 0.0, [-99, -9999, -32768, 1e20]),
        ("db_x10", True, -200.0, [-999, -9999, -32768, 1e20]),
        ("db_x100", True, -2000.0, [-9999, -32768, 1e20]),
        ("db_x1000", True, -20000.0, [-9999, -32768, 1e20]),
        ("linear", False, 0.01, [-9999, -32768, 1e20]),
    ],
)
def test_undeclared_fill_values_are_no_measurement(unit, whole, good, fills):
    units = Units(unit, "sigma0", True, whole=whole)
    assert not plausible(np.array([*fills, np.nan, np.inf], dtype=np.float32), units).any()
    assert plausible(np.array([good], dtype=np.float32), units).all()


def test_border_zeros_are_told_from_dark_pixels():
    margin = BORDER_PX - 1
    image = np.zeros((60, 60), dtype=bool)
    image[:, :4] = True  # a thin border at the scene's edge
    image[20:24, 30:36] = True  # a small dark patch
    image[40, 50] = True  # one dark pixel
    image[30:45, 15:27] = True  # a gap
    padded = np.pad(image, margin, constant_values=True)
    found = border_zeros(padded)[margin:-margin, margin:-margin]
    expected = np.zeros_like(image)
    expected[:, :4] = True
    expected[30:45, 15:27] = True
    assert (found & image == expected).all()
    assert not found[25:29].any(where=~image[25:29])


def test_speckle_of_known_looks():
    power = np.random.default_rng(0).gamma(100, 0.01, (200, 200)).astype(np.float32)
    spreads = block_spreads(decibels(power), np.ones(power.shape, bool))
    assert np.percentile(spreads, 10) == pytest.approx(4.34 / 10, rel=0.2)


def test_too_few_blocks_say_nothing():
    valid = np.ones((3, 5000), bool)
    db = np.linspace(-20, -10, 15000, dtype=np.float32).reshape(3, 5000)
    assert not len(block_spreads(db, valid))
    assert verdict(db) == ""


def verdict(db, *, named=False):
    valid = np.ones(db.shape, bool)
    return why_not_radar(db.ravel(), block_spreads(db, valid), named=named)


def smooth_hills():
    rows, cols = np.mgrid[:200, :200]
    heights = 400 + 200 * np.sin(rows / 30) * np.cos(cols / 40)
    return (heights + np.random.default_rng(0).normal(0, 0.5, heights.shape)).astype(np.float32)


def test_radar_passes_with_and_without_a_name():
    db = decibels(speckled_power((200, 200), -12))
    assert verdict(db) == ""
    assert verdict(db, named=True) == ""


def test_an_elevation_model_has_no_speckle_or_impossible_values():
    heights = smooth_hills()
    units = detect_units(heights.ravel(), "float32", "")
    assert "speckle" in verdict(to_db(heights, np.ones(heights.shape, bool), units))
    assert "backscatter" in verdict(heights, named=True)


def test_a_multilooked_radar_image_still_passes():
    power = speckled_power((200, 200), -12, looks=100)
    assert verdict(decibels(power)) == ""


def test_a_photograph_of_rough_ground_has_calm_places():
    """Texture everywhere but on a few smooth roofs and ponds: fine for floats, not for a picture."""
    db = decibels(speckled_power((210, 210), -12))
    db[:35, :35] = -20 + np.random.default_rng(0).normal(0, 0.1, (35, 35))
    valid = np.ones(db.shape, bool)
    spreads = block_spreads(db, valid)
    assert why_not_radar(db.ravel(), spreads, named=False) == ""
    assert "speckle" in why_not_radar(db.ravel(), spreads, named=False, picture=True)
