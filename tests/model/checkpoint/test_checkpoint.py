"""Checkpoints: a round trip, and a save that fails."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import safetensors.torch
import torch

from model.checkpoint.checkpoint import (
    list_models,
    load_checkpoint,
    read_card,
    save_checkpoint,
)
from model.errors.errors import ModelNotReadable, OutputNotWritable
from tests.model.fixtures.cards import card
from tests.model.fixtures.files import parts
from tests.model.fixtures.worker import tiny_network, write_model
from tests.places import ROOT


def test_a_saved_network_computes_the_same_after_loading(tmp_path):
    network = tiny_network().eval()
    path = tmp_path / "new" / "folder" / "a.safetensors"
    sha256 = save_checkpoint(path, network, card(extra={"note": "kept"}))
    loaded = load_checkpoint(path)
    assert loaded.sha256 == sha256 == loaded.card["tensors_sha256"]
    assert loaded.card["extra"] == {"note": "kept"}
    assert not loaded.network.training
    assert {value.dtype for value in loaded.network.parameters()} == {torch.float32}
    x = torch.randn(1, 2, 64, 96, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        expected, found = network(x, attention=True), loaded.network(x, attention=True)
    torch.testing.assert_close(found.logits, expected.logits, atol=5e-3, rtol=0)
    torch.testing.assert_close(found.attention, expected.attention, atol=1e-3, rtol=0)


def test_full_precision_comes_back_bit_for_bit(tmp_path):
    network = tiny_network()
    path = tmp_path / "a.safetensors"
    save_checkpoint(path, network, card(), half=False)
    state = load_checkpoint(path).network.state_dict()
    assert all(torch.equal(value, state[name]) for name, value in network.state_dict().items())


def test_weights_are_stored_in_half_precision_and_the_card_lies_beside(model_file):
    header, _ = parts(model_file)
    kinds = {entry["dtype"] for name, entry in header.items() if name != "__metadata__"}
    assert kinds == {"F16", "I64"}  # I64: the step counters of batch normalisation
    assert json.loads(model_file.with_suffix(".json").read_text()) == read_card(model_file)
    assert sorted(p.name for p in model_file.parent.iterdir()) == ["tiny.json", "tiny.safetensors"]


def test_the_hash_is_reproducible_by_others(model_file):
    tensors = safetensors.torch.load_file(model_file)
    digest = hashlib.sha256()
    for name in sorted(tensors):
        kind = {torch.float16: "F16", torch.int64: "I64"}[tensors[name].dtype]
        digest.update(f"{name} {kind} {list(tensors[name].shape)}\n".encode())
        digest.update(tensors[name].numpy().tobytes())
    assert digest.hexdigest() == read_card(model_file)["tensors_sha256"]


def test_loading_leaves_the_callers_random_numbers_alone(model_file):
    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    load_checkpoint(model_file)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e6])
def test_weights_that_cannot_be_stored_are_refused_and_nothing_is_written(tmp_path, value):
    network = tiny_network()
    with torch.no_grad():
        next(network.parameters()).view(-1)[0] = value
    with pytest.raises(ValueError, match="NaN or infinity"):
        save_checkpoint(tmp_path / "a.safetensors", network, card())
    assert not list(tmp_path.iterdir())


def test_saving_a_card_that_could_not_be_read_back_is_refused(tmp_path):
    with pytest.raises(ModelNotReadable, match="colour"):
        save_checkpoint(tmp_path / "a.safetensors", tiny_network(), card(classes=[{"code": 10, "name": "a"}]))
    assert not list(tmp_path.iterdir())


def test_a_card_that_cannot_be_written_down_changes_nothing(tmp_path):
    path = write_model(tmp_path / "a.safetensors")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(ModelNotReadable, match="'note' holds control characters"):
        save_checkpoint(path, tiny_network(), card(note="\ud800"))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_weights_and_card_are_both_replaced_or_neither(tmp_path, monkeypatch):
    path = write_model(tmp_path / "a.safetensors")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    monkeypatch.setattr("model.disk.whole._CAN_LINK", False)  # as on Windows
    replace = os.replace

    def refuse(source, target):
        if Path(target).name == "a.json":
            raise PermissionError(13, "used by another process", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputNotWritable, match=r"a\.json cannot be written"):
        save_checkpoint(path, tiny_network(), card(name="new"))
    monkeypatch.undo()
    # Not even the old card could be put back: that is done when the models are next listed.
    assert json.loads(json.dumps(read_card(path)))["name"] == "tiny"
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path))
    list_models()
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_beside_a_model_that_is_no_card_is_left_alone(tmp_path):
    (tmp_path / "a.json").write_text('{"a user\'s": "own"}')
    write_model(tmp_path / "a.safetensors")
    assert (tmp_path / "a.json").read_text() == '{"a user\'s": "own"}'
    assert read_card(tmp_path / "a.safetensors")["name"] == "tiny"


def test_a_failed_save_keeps_the_old_file_and_leaves_no_other(tmp_path):
    path = write_model(tmp_path / "a.safetensors")
    before = path.read_bytes()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from tests.model.fixtures.cards import card\n"
        "from tests.model.fixtures.worker import tiny_network\n"
        "from model.checkpoint.checkpoint import save_checkpoint\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "save_checkpoint(Path(sys.argv[1]), tiny_network(), card(name='new'))\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    assert "OutputNotWritable" in process.stderr
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "a.safetensors"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable, match=r"a\.safetensors"):
        save_checkpoint(tmp_path / "file" / "a.safetensors", tiny_network(), card())
