"""Normalisation: how much of the scene's own level and spread counts."""

from __future__ import annotations

import numpy as np
import pytest

from model.sar.normalise import CLIP, Normalisation, normalise
from model.sar.scene import Backscatter, PolarisationStatistics

REFERENCE = Normalisation((-10.0, -20.0), (4.0, 6.0))
SCENE = PolarisationStatistics(-14.0, 2.0)


def test_a_part_of_the_scenes_level_is_taken_out() -> None:
    uncalibrated = REFERENCE.blended((None, SCENE), calibrated=False)
    assert uncalibrated.mean == pytest.approx((-10.0, -17.6))  # 0.4 of the way from -20 to -14
    assert uncalibrated.std == pytest.approx((4.0, 5.0))
    assert REFERENCE.blended((SCENE, None), calibrated=True).mean == pytest.approx((-11.0, -20.0))


def test_only_a_calibrated_scene_may_lie_far_from_the_training_level() -> None:
    far = PolarisationStatistics(0.0, 6.0)
    assert far.median - REFERENCE.blended((None, far), calibrated=False).mean[1] == pytest.approx(4.0)
    assert far.median - REFERENCE.blended((None, far), calibrated=True).mean[1] == pytest.approx(15.0)


def test_a_large_gain_makes_no_difference_to_an_uncalibrated_scene() -> None:
    db = np.random.default_rng(0).normal(-15, 3, (2, 8, 8)).astype(np.float32)
    valid = np.ones((8, 8), dtype=bool)
    results = []
    for gain in (20.0, 30.0):
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
    assert blended.std[1] == pytest.approx(4.5)
