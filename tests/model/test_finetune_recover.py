"""The best model so far of a training whose worker was killed, turned into a model."""

from __future__ import annotations

from pathlib import Path

import pytest
from finetune_fixtures import save_base

from model.checkpoint import load_checkpoint, save_checkpoint
from model.errors import InvalidRequest, ModelNotFound
from model.finetune.manage import manage_model
from model.finetune.store import Recovery
from model.finetune_messages import ManageModelRequest


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def test_what_was_saved_becomes_a_model(models: Path, tmp_path: Path) -> None:
    base = load_checkpoint(save_base(tmp_path / "base.safetensors"))
    for key in ("old", "new"):
        Recovery.beside(models / "town.safetensors", key).save(base.network, base.card, {"done": 0})
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
