"""The loss that bears wrong labels."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from model.data.labels import UNLABELLED
from model.training.losses import said_elsewhere_loss, supervised_loss

CLASSES, FEATURES, SIDE = 3, 12, 24


def ground(seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """Features [1, 12, side, side], the true classes, and labels of which a third are wrong."""
    numbers = torch.Generator().manual_seed(seed)
    true = torch.randint(0, CLASSES, (1, SIDE, SIDE), generator=numbers)
    centres = torch.randn(CLASSES, FEATURES, generator=numbers)
    noise = torch.randn(1, FEATURES, SIDE, SIDE, generator=numbers)
    features = centres[true[0]].permute(2, 0, 1)[None] + noise
    wrong = torch.rand(true.shape, generator=numbers) < 1 / 3
    return features, true, torch.where(wrong, (true + 1) % CLASSES, true)


def recovered(seed: int, robust: float) -> float:
    """Share of pixels whose true class a small network gives after learning from the wrong labels."""
    features, true, labels = ground(seed)
    torch.manual_seed(0)
    network = nn.Sequential(nn.Conv2d(FEATURES, 32, 1), nn.ReLU(), nn.Conv2d(32, CLASSES, 1))
    optimiser = torch.optim.Adam(network.parameters(), lr=0.02)
    for _ in range(200):
        optimiser.zero_grad()
        supervised_loss(network(features), labels, 0.0, robust).backward()
        optimiser.step()
    return float((network(features).argmax(dim=1) == true).float().mean())


@pytest.mark.parametrize("seed", range(3))
def test_the_robust_loss_learns_fewer_wrong_labels_by_heart(seed: int) -> None:
    assert recovered(seed, 0.7) > recovered(seed, 0.0) + 0.05


def test_the_robust_loss_lies_between_cross_entropy_and_absolute_error() -> None:
    torch.manual_seed(0)
    logits = torch.randn(1, 2, 4, 4)
    labels = torch.zeros(1, 4, 4, dtype=torch.int64)
    labels[0, 2:] = UNLABELLED
    probability = logits.softmax(dim=1)[0, 0, :2]
    assert float(supervised_loss(logits, labels, 0.0, 1.0)) == pytest.approx(float((1 - probability).mean()))
    assert float(supervised_loss(logits, labels, 0.0, 0.7)) == pytest.approx(
        float(((1 - probability**0.7) / 0.7).mean())
    )
    assert float(supervised_loss(logits, labels, 0.0, 1e-4)) == pytest.approx(
        float(supervised_loss(logits, labels, 0.0)), rel=1e-3
    )


def test_a_class_said_elsewhere_costs_on_labelled_ground_of_other_classes_alone() -> None:
    torch.manual_seed(0)
    logits = torch.randn(2, 3, 4, 4)
    labels = torch.full((2, 4, 4), UNLABELLED)
    labels[0, :2] = 1
    labels[0, 2:] = 0
    expected = -(1 - logits.softmax(dim=1)[0, 0, :2]).log().mean()
    assert float(said_elsewhere_loss(logits, labels, 0)) == pytest.approx(float(expected), abs=1e-5)
    assert float(said_elsewhere_loss(logits[1:], labels[1:], 0)) == 0.0
    assert float(said_elsewhere_loss(logits[:0], labels[:0], 0)) == 0.0
