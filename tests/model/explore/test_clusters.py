"""k-means, and the number of clusters."""

from __future__ import annotations

import numpy as np
import pytest

from model.errors.errors import Cancelled
from model.explore.clusters import COUNTS, k_means, proposed, silhouette


def heaps(count: int, each: int = 200, dims: int = 5, spread: float = 0.1) -> np.ndarray:
    rng = np.random.default_rng(3)
    centres = rng.normal(0, 3, (count, dims))
    return (centres.repeat(each, axis=0) + rng.normal(0, spread, (count * each, dims))).astype(np.float32)


def test_heaps_are_found_whole() -> None:
    found = k_means(heaps(6), 6, seed=0)
    labels = found.nearest.reshape(6, 200)
    assert (labels == labels[:, :1]).all()
    assert len(set(labels[:, 0])) == 6
    np.testing.assert_allclose(found.centres[labels[:, 0]], heaps(6).reshape(6, 200, 5).mean(1), atol=1e-4)


def test_one_cluster_is_the_mean() -> None:
    vectors = heaps(3)
    found = k_means(vectors, 1, seed=0)
    np.testing.assert_allclose(found.centres, vectors.mean(0, keepdims=True), atol=1e-4)


def test_equal_vectors_are_not_split() -> None:
    vectors = np.repeat(np.array([[1, 2], [3, 4]], np.float32), 50, axis=0)
    assert len(k_means(vectors, 7, seed=0).centres) == 2
    assert len(k_means(np.zeros((40, 3), np.float32), 5, seed=0).centres) == 1


def test_the_seed_decides() -> None:
    vectors = np.random.default_rng(0).normal(0, 1, (500, 4)).astype(np.float32)
    first, again = (k_means(vectors, 5, seed=8).centres for _ in range(2))
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("count", [3, 5, 9])
def test_the_number_of_heaps_is_proposed(count: int) -> None:
    number, criterion = proposed(heaps(count), seed=0)
    assert number == count
    assert criterion > 0.9


def test_fewer_vectors_than_numbers_to_compare() -> None:
    assert proposed(np.zeros((1, 3), np.float32), seed=0) == (1, 0.0)
    number, _ = proposed(np.eye(2, dtype=np.float32), seed=0)
    assert number < min(COUNTS)


def test_silhouette_of_vectors_between_two_centres() -> None:
    vectors = np.array([[0.0], [1.0], [3.0]], np.float32)
    centres = np.array([[0.0], [4.0]], np.float32)
    assert silhouette(vectors, centres) == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_the_work_can_end_at_every_step() -> None:
    def end() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        k_means(heaps(3), 3, seed=0, poll=end)
