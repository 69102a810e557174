"""Steps of pre-training: the teacher, parts of a batch, collapse and divergence."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from model.errors.errors import TrainingDiverged
from model.pretrain.config import PretrainConfig
from model.pretrain.run import Pretraining, pretrain
from tests.model.fixtures.evaluate import PRETRAINING
from tests.model.fixtures.pretrain import DEEP, scenes

CPU = torch.device("cpu")


def test_the_teacher_drops_no_block(tmp_path: Path) -> None:
    made = Pretraining(DEEP, scenes("a"), tmp_path, CPU)
    crops = [torch.randn(4, 2, 32, 32)] * 2
    with torch.no_grad():
        teacher = [made.teacher(crops).cls[0] for _ in range(2)]
        student = [made.student(crops).cls[0] for _ in range(2)]
    assert made.teacher.training  # its batch norm works as the student's
    torch.testing.assert_close(*teacher, rtol=0, atol=0)
    assert not torch.allclose(*student)


def run_of(config: PretrainConfig, out: Path) -> list[str]:
    lines: list[str] = []
    pretrain(config, scenes("a", "b"), out, CPU, workers=0, report=lines.append)
    return lines


def test_a_run_says_that_it_collapsed(tmp_path: Path) -> None:
    config = dataclasses.replace(PRETRAINING, steps=10)
    dull = dataclasses.replace(config, centring="mean", teacher_temperature=(9.0, 9.0))
    assert any("nearly uniformly" in line for line in run_of(dull, tmp_path / "dull"))
    assert not any(
        "uniformly" in line or "few prototypes" in line for line in run_of(config, tmp_path / "well")
    )


def test_a_run_that_diverges_says_what_to_do(tmp_path: Path) -> None:
    made = Pretraining(PRETRAINING, scenes("a", "b"), tmp_path, CPU)
    crops = next(iter(made.batches(0)))
    crops[0][:] = float("nan")
    with pytest.raises(TrainingDiverged) as caught:
        made.train_step(crops)
    assert "--learning-rate" in caught.value.remedy


def test_parts_of_a_batch_weigh_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gradient of a batch in two parts is the mean of the gradients of the parts; so is the loss."""
    config = dataclasses.replace(PRETRAINING, accumulate=2, ibot=0.5, drop_path=0.0)
    made = Pretraining(config, scenes("a", "b"), tmp_path, CPU)
    monkeypatch.setattr(made, "_update", lambda: None)
    crops = next(iter(made.batches(0)))

    def gradient() -> torch.Tensor:
        found = [p.grad.flatten() for p in made.student.parameters() if p.grad is not None]
        made.student.zero_grad()
        return torch.cat(found)

    figures = made.train_step(crops)
    together = gradient()
    alone, losses = [], []
    for number in range(2):
        part = [crop.chunk(2)[number] for crop in crops]
        torch.manual_seed(made._seed())
        loss, seen = made._losses(part, config.teacher_temperature[0], number)
        loss.backward()
        alone.append(gradient())
        losses.append(seen["loss"])
    assert figures["loss"] == pytest.approx(sum(losses) / 2, rel=1e-5)
    torch.testing.assert_close(together, (alone[0] + alone[1]) / 2, rtol=1e-3, atol=1e-6)
    assert not torch.allclose(alone[0], alone[1], rtol=0.1)


def test_prototypes_can_be_frozen_at_first(tmp_path: Path) -> None:
    for steps, moves in ((2, False), (0, True)):
        made = Pretraining(
            dataclasses.replace(PRETRAINING, freeze_last=steps), scenes("a", "b"), tmp_path, CPU
        )
        before = made.student.head.prototypes.weight.clone()
        made.train_step(next(iter(made.batches(0))))
        assert torch.equal(made.student.head.prototypes.weight, before) != moves
