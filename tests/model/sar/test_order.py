"""Medians and percentiles as numpy's."""

from __future__ import annotations

import numpy as np
import pytest

from model.sar.order import median, percentiles


@pytest.mark.parametrize("size", [1, 2, 3, 10, 1001, 100_000])
def test_as_numpy_says(size: int) -> None:
    values = np.random.default_rng(size).normal(-12, 5, size).astype(np.float32)
    before = values.copy()
    assert median(values) == float(np.median(values))
    shares = [0, 1, 2, 25, 50, 75, 98, 99, 100]
    np.testing.assert_allclose(percentiles(values, shares), np.percentile(values, shares), rtol=1e-6)
    np.testing.assert_array_equal(values, before)


def test_of_a_single_value() -> None:
    values = np.full(9, 3.0, np.float32)
    assert median(values) == 3.0 and percentiles(values, [10, 90]) == [3.0, 3.0]
