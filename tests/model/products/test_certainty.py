"""How sure the model is over a scene: by ground, without nodata, in windows of any size."""

from __future__ import annotations

import numpy as np
import pytest

from model.products.certainty import Certainty, count_bytes
from model.protocol.values import LOW_CONFIDENCE

NODATA = 255


def counted(percent: np.ndarray, areas: np.ndarray, rows: int = 1000) -> Certainty:
    made = Certainty()
    for row in range(0, len(percent), rows):
        made.add(percent[row : row + rows], areas[row : row + rows])
    return made


def test_mean_and_low_share_leave_nodata_out() -> None:
    percent = np.array([[20, 80, NODATA], [NODATA, NODATA, NODATA]], np.uint8)
    found = counted(percent, np.full(2, 100.0))
    assert found.mean() == pytest.approx(50.0)
    assert found.low_share() == pytest.approx(0.5)
    assert found.tags() == {"SARDINO_MEAN_CONFIDENCE": "50", "SARDINO_LOW_CONFIDENCE_SHARE": "0.5"}


def test_the_limit_itself_is_not_low() -> None:
    percent = np.array([[LOW_CONFIDENCE - 1, LOW_CONFIDENCE, 100, 0]], np.uint8)
    assert counted(percent, np.ones(1)).low_share() == pytest.approx(0.5)


def test_ground_counts_and_not_pixels() -> None:
    """Rows of degree pixels get smaller towards the pole."""
    percent = np.array([[40, 40], [100, 100]], np.uint8)
    found = counted(percent, np.array([300.0, 100.0]))
    assert found.mean() == pytest.approx(55.0)
    assert found.low_share() == pytest.approx(0.75)


def test_pixels_count_where_the_ground_is_unknown() -> None:
    percent = np.array([[40, 100, 100, 100]], np.uint8)
    found = counted(percent, np.array([np.nan]))
    assert found.mean() == pytest.approx(85.0)
    assert found.low_share() == pytest.approx(0.25)


def test_nothing_is_known_of_nothing() -> None:
    found = counted(np.full((3, 4), NODATA, np.uint8), np.ones(3))
    assert (found.mean(), found.low_share(), found.tags()) == (None, None, {})


@pytest.mark.parametrize("rows", [1, 7, 64])
def test_windows_change_nothing(rows: int) -> None:
    rng = np.random.default_rng(3)
    percent = rng.integers(0, 101, (64, 30)).astype(np.uint8)
    percent[rng.random(percent.shape) < 0.2] = NODATA
    areas = np.linspace(70.0, 100.0, 64)
    valid = percent != NODATA
    weights = np.broadcast_to(areas[:, None], percent.shape)[valid]
    found = counted(percent, areas, rows)
    assert found.mean() == pytest.approx(np.average(percent[valid], weights=weights))
    assert found.low_share() == pytest.approx(np.average(percent[valid] < LOW_CONFIDENCE, weights=weights))


@pytest.mark.parametrize("areas", [np.full(37, 99.5), np.linspace(70.0, 100.0, 37)])
def test_bytes_are_counted_row_by_row(areas: np.ndarray) -> None:
    values = np.random.default_rng(0).integers(0, 256, (37, 51)).astype(np.uint8)
    pixels, ground = count_bytes(values, areas)
    for value in range(256):
        per_row = (values == value).sum(axis=1)
        assert pixels[value] == per_row.sum()
        assert ground[value] == pytest.approx((per_row * areas).sum())
