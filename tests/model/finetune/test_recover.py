"""The best model so far of a training whose worker was killed, turned into a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.weights import read_model
from model.errors.errors import InvalidRequest, ModelNotFound
from model.finetune import best
from model.finetune.best import BestSoFar
from model.finetune.manage import manage_model
from model.finetune.store import Recovery
from model.protocol.finetuning import ManageModelRequest
from tests.model.fixtures.finetune import save_base


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def test_what_was_saved_becomes_a_model(models: Path, tmp_path: Path) -> None:
    base = read_model(save_base(tmp_path / "base.safetensors"))
    for key in ("old", "new"):
        Recovery.beside(models / "town.safetensors", key).save(base, base.card, {"done": 0})
    listed = manage_model(ManageModelRequest("recover", "town")).models
    (own,) = [item for item in listed if item.name == "town"]
    assert own.error is None
    assert "unfinished" not in own.card
    assert [path.name for path in models.glob(".*")] == []


def test_nothing_saved_is_said(models: Path, tmp_path: Path) -> None:
    base = load_checkpoint(save_base(tmp_path / "base.safetensors"))
    save_checkpoint(models / "town.safetensors", base.network, base.card)
    with pytest.raises(ModelNotFound, match="nothing yet"):
        manage_model(ManageModelRequest("recover", "town"))
    with pytest.raises(InvalidRequest):
        manage_model(ManageModelRequest("recover", "../town"))


class Model:
    """A classifier of which only the score counts here."""

    def __init__(self, miou: float, polygons: int = 9) -> None:
        self.scores = SimpleNamespace(miou=miou, polygons=polygons)


@pytest.fixture
def keeper(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], BestSoFar]:
    monkeypatch.setattr(best, "KEEP_SECONDS", 0.0)
    base = read_model(save_base(tmp_path / "base.safetensors"))
    recovery = Recovery.beside(models / "town.safetensors", "key")
    return lambda: BestSoFar(recovery, lambda model: base, lambda model: base.card)


def kept(models: Path) -> Any:
    (path,) = models.glob(".town.key.best.safetensors")
    return load_checkpoint(path).card["unfinished"]


def test_only_what_is_better_is_kept_in_this_training_and_the_next(
    models: Path, keeper: Callable[[], BestSoFar]
) -> None:
    for miou, expected in ((0.5, 0.5), (0.4, 0.5), (0.6, 0.6)):
        keeper_now = keeper()  # as after a kill: all that it knows is on disk
        keeper_now.offer(Model(miou))
        assert kept(models) == {"miou": expected}
    keeper_now.forget()
    assert not list(models.iterdir())


def test_without_held_out_polygons_the_last_is_kept(
    models: Path, keeper: Callable[[], BestSoFar], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[float] = []
    monkeypatch.setattr(Recovery, "save", lambda *arguments: saved.append(arguments[-1]["miou"]))
    best_so_far = keeper()
    for number in (0.0, 0.1, 0.0):
        best_so_far.offer(Model(number, polygons=0))
    assert saved == [0.0, 0.1, 0.0]


def test_one_that_is_not_saved_at_once_is_saved_later(
    models: Path, keeper: Callable[[], BestSoFar], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter((0.0, 0.0, 1.0, 9.0, 9.0))
    monkeypatch.setattr(best, "KEEP_SECONDS", 5.0)
    monkeypatch.setattr(best.time, "monotonic", lambda: next(clock))
    best_so_far = keeper()
    for miou, expected in ((0.5, 0.5), (0.7, 0.5), (0.6, 0.7)):
        best_so_far.offer(Model(miou))
        assert kept(models) == {"miou": expected}


def test_what_a_full_training_left_stays(
    models: Path, keeper: Callable[[], BestSoFar], tmp_path: Path
) -> None:
    base = read_model(tmp_path / "base.safetensors")
    Recovery.beside(models / "town.safetensors", "key").save(base, base.card, {"done": 20})
    best_so_far = keeper()
    best_so_far.offer(Model(0.9))
    best_so_far.forget()
    assert kept(models) == {"done": 20}
