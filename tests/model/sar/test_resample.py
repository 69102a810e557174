from __future__ import annotations

import numpy as np
import pytest

from model.sar.resample import apply_weights, axis_weights, finish_average


@pytest.mark.parametrize(("old", "new"), [(100, 60), (17, 1), (1000, 59), (7, 28), (5, 5), (1, 4)])
def test_weights_of_each_output_sum_to_one(old, new):
    weights = axis_weights(0, new, old, new)
    np.testing.assert_allclose(np.asarray(weights.matrix.sum(axis=1)).ravel(), 1.0, rtol=1e-5)


@pytest.mark.parametrize(("old", "new"), [(100, 60), (97, 13), (20, 80), (33, 50)])
def test_a_window_equals_the_same_part_of_the_whole(old, new):
    signal = np.random.default_rng(0).random((old, 3)).astype(np.float32)
    whole = axis_weights(0, new, old, new)
    full = whole.matrix @ signal[whole.first : whole.first + whole.size]
    start, count = new // 3, new // 2
    part = axis_weights(start, count, old, new)
    got = part.matrix @ signal[part.first : part.first + part.size]
    np.testing.assert_allclose(got, full[start : start + count], rtol=1e-5)
    assert part.size < old


def test_area_average_by_whole_factors_is_the_block_mean():
    values = np.random.default_rng(0).random((12, 20)).astype(np.float32)
    got = apply_weights(values, axis_weights(0, 4, 12, 4), axis_weights(0, 5, 20, 5))
    np.testing.assert_allclose(got, values.reshape(4, 3, 5, 4).mean(axis=(1, 3)), rtol=1e-5)


def test_area_average_keeps_the_mean_for_any_factor():
    values = np.random.default_rng(0).random((101, 1)).astype(np.float32)
    weights = axis_weights(0, 37, 101, 37)
    assert float((weights.matrix @ values).mean()) == pytest.approx(float(values.mean()), rel=1e-5)


def test_linear_interpolation_reproduces_a_ramp():
    ramp = np.arange(20, dtype=np.float32)[:, None]
    weights = axis_weights(0, 40, 20, 40)
    got = (weights.matrix @ ramp[weights.first : weights.first + weights.size]).ravel()
    expected = np.clip((np.arange(40) + 0.5) / 2 - 0.5, 0, 19)
    np.testing.assert_allclose(got, expected, rtol=1e-5)


def test_finish_average_divides_by_valid_weight_and_drops_what_is_mostly_invalid():
    total = np.array([[0.6, 0.2, 0.0]], dtype=np.float32)
    weight = np.array([[0.6, 0.4, 0.0]], dtype=np.float32)
    mean, valid = finish_average(total, weight)
    np.testing.assert_allclose(mean, [[1.0, 0.0, 0.0]])
    assert valid.tolist() == [[True, False, False]]
