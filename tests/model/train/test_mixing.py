"""Labelled ground of one place laid over another."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from model.data.labels import UNLABELLED
from model.train.mixing import BLOBS, blobs, laid_over

SIZE = 96


def place(value: float, label: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Ground of one backscatter, labelled in its left two thirds."""
    labels = torch.full((SIZE, SIZE), label)
    labels[:, SIZE * 2 // 3 :] = UNLABELLED
    return torch.full((2, SIZE, SIZE), value), labels


@pytest.mark.parametrize("seed", range(8))
def test_image_and_labels_change_at_the_same_pixels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    (sea, sea_labels), (city, city_labels) = place(-2.0, 6), place(1.0, 4)
    x, labels = laid_over(sea, sea_labels, [40, 20], city, city_labels, [50, 30], rng)
    over = x[0] == 1.0
    assert torch.equal(x[0], x[1])
    assert torch.equal(labels == 4, over)  # what was not labelled there is not laid over
    assert torch.equal(labels[~over], sea_labels[~over])
    assert 0.02 < float(over.float().mean()) < 0.75
    near = slice(40 - 16, 40 + 17), slice(20 - 16, 20 + 17)
    assert bool(over[near].any())  # it lands on labelled ground, so that both sides are known
    assert (sea == -2.0).all() and (city == 1.0).all()


def test_the_piece_is_ground_of_the_other_place_and_not_stretched() -> None:
    rng = np.random.default_rng(0)
    sea, sea_labels = place(-2.0, 6)
    columns = torch.arange(SIZE, dtype=torch.float32).expand(2, SIZE, SIZE)
    _, labels = place(0.0, 4)
    x, _ = laid_over(sea, sea_labels, [40, 20], columns, labels, [40, 20], rng)
    over = x[0] != -2.0
    moved = (x[0] - columns[0])[over]
    assert len(moved.unique()) == 1 and abs(float(moved[0])) <= 16


def test_blobs_come_in_all_sizes() -> None:
    rng = np.random.default_rng(0)
    crossings = []
    for _ in range(40):
        shape = blobs(SIZE, rng)
        assert 0.2 < float(shape.float().mean()) < 0.8
        crossings.append(float((shape[:, 1:] != shape[:, :-1]).float().sum(1).mean()))
    assert max(crossings) > 3 * min(crossings)  # edges along a row of pixels
    assert max(crossings) < max(BLOBS)
