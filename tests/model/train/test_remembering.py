"""What a finished model knows of cross-pol of unknown calibration is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from model.errors.errors import InvalidRequest
from model.train.remembering import cross_pol_alone, remembered
from tests.model.fixtures.pipeline import TINY, save_tiny

CLASSES = [10, *TINY.classes]


def _images() -> torch.Tensor:
    """Four crops: cross-pol of unknown and of known calibration, co-pol alone, and both."""
    images = torch.randn(4, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    images[:2, 0] = images[2, 1] = 0.0
    images[:, 2] = 0.0
    images[1, 2] = 1.0
    return images


def test_only_cross_pol_of_unknown_calibration_counts() -> None:
    assert cross_pol_alone(_images()).tolist() == [True, False, False, False]


def test_the_same_answers_cost_nothing_and_others_something(tmp_path: Path) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    known = remembered(tmp_path / "tiny.safetensors", CLASSES, torch.device("cpu"))
    assert known is not None
    images = _images()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        said = known.network(images).logits.float()
    logits = torch.full((4, len(CLASSES), 32, 32), 9.0)  # a class that the model lacks does not count
    logits[:, list(known.shared)] = said + 3.0
    assert float(known.loss(images, logits)) == pytest.approx(0.0, abs=1e-4)
    other = logits.clone()
    other[0, known.shared[0]] += 4.0
    assert float(known.loss(images, other)) > 0.01
    other = logits.clone()
    other[1:] = torch.randn_like(other[1:]) * 5
    assert float(known.loss(images, other)) == pytest.approx(0.0, abs=1e-4)
    assert float(known.loss(images[1:], other[1:])) == 0.0


def test_a_class_without_labels_is_refused(tmp_path: Path) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    with pytest.raises(InvalidRequest, match="knows classes that no label has"):
        remembered(tmp_path / "tiny.safetensors", [10], torch.device("cpu"))
    assert remembered(None, [10], torch.device("cpu")) is None
