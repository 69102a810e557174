"""Normalisation: how much of the scene's own level and spread counts."""

from __future__ import annotations

import numpy as np
import pytest

from model.normalise import CLIP, Normalisation, normalise
from model.scene import Backscatter, PolarisationStatistics

REFERENCE = Normalisation((-10.0, -20.0), (4.0, 6.0))
SCENE = PolarisationStatistics(-14.0, 2.0)


def test_an_unknown_calibration_takes_the_scenes_level() -> None:
    assert REFERENCE.blended((None, SCENE), calibrated=False) == Normalisation((-10.0, -14.0), (4.0, 4.0))


def test_a_known_calibration_keeps_half_of_the_training_level() -> None:
    assert REFERENCE.blended((SCENE, None), calibrated=True).mean == (-12.0, -20.0)


def test_a_gain_leaves_an_uncalibrated_scene_as_it_is() -> None:
    db = np.random.default_rng(0).normal(-15, 3, (2, 8, 8)).astype(np.float32)
    valid = np.ones((8, 8), dtype=bool)
    results = []
    for gain in (0.0, 7.0):
        statistics = PolarisationStatistics(-15.0 + gain, 3.0)
        window = Backscatter(db + np.float32(gain), valid)
        results.append(normalise(window, (False, True), (None, statistics), False, REFERENCE))
    np.testing.assert_allclose(results[0], results[1], atol=1e-5)


def test_invalid_pixels_and_absent_channels_are_zero_and_bright_targets_clipped() -> None:
    db = np.full((2, 2, 2), 60.0, dtype=np.float32)
    valid = np.array([[True, False], [True, True]])
    out = REFERENCE.apply(db, valid, (False, True))
    assert (out[0] == 0).all()
    assert out[1, 0, 1] == 0
    assert out[1, 0, 0] == CLIP


def test_a_scene_of_one_value_stays_finite() -> None:
    blended = REFERENCE.blended((None, PolarisationStatistics(-20.0, 0.0)), calibrated=False)
    assert blended.std[1] == pytest.approx(3.0)
