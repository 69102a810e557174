"""The head for a few clicks: right on what it was shown, held back by its prior, every class alike."""

from __future__ import annotations

import numpy as np
import pytest

from model.explore.logistic import Logistic


def clouds(counts: list[int], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points around the corners of a simplex, with the codes 10, 20 ..."""
    rng = np.random.default_rng(seed)
    values = [np.eye(len(counts))[k] * 4 + rng.normal(0, 0.5, (n, len(counts))) for k, n in enumerate(counts)]
    codes = np.repeat(10 * (1 + np.arange(len(counts))), counts)
    return np.concatenate(values).astype(np.float32), codes


def test_it_tells_clouds_apart() -> None:
    head = Logistic.fitted(*clouds([5, 5, 5]), ridge=0.01)
    values, codes = clouds([200, 200, 200], seed=1)
    assert head.codes.tolist() == [10, 20, 30]
    assert (head.codes[head.logits(values).argmax(axis=1)] == codes).mean() > 0.99


def test_a_stronger_prior_gives_smaller_weights() -> None:
    data = clouds([5, 5])
    sizes = [float(np.abs(Logistic.fitted(*data, ridge=ridge).weights).sum()) for ridge in (0.001, 0.1, 10)]
    assert sizes[0] > 2 * sizes[1] > 4 * sizes[2]


def test_a_class_with_many_places_does_not_win_the_middle() -> None:
    values, codes = clouds([400, 5])
    head = Logistic.fitted(values, codes, ridge=0.1)
    middle = (values[codes == 10].mean(axis=0) + values[codes == 20].mean(axis=0)) / 2
    logits = head.logits(middle[None])[0]
    assert logits[0] - logits[1] == pytest.approx(0, abs=0.5)


def test_the_gradient_leads_to_the_least_loss() -> None:
    values, codes = clouds([6, 6, 6])
    head = Logistic.fitted(values, codes, ridge=0.05)

    def loss(weights: np.ndarray) -> float:
        logits = values @ weights + head.bias
        likely = logits[np.arange(len(codes)), codes // 10 - 1] - np.log(np.exp(logits).sum(axis=1))
        return float(-likely.mean() + 0.025 * np.square(weights).sum())

    best = loss(head.weights)
    rng = np.random.default_rng(0)
    assert all(loss(head.weights + rng.normal(0, 0.1, head.weights.shape)) > best for _ in range(20))
