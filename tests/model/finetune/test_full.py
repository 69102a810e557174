"""Full training: the backbone too, from the best so far, and only gains that are believed."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint
from model.finetune import full
from tests.model.fixtures.finetune import (
    landcover,
    run,
    stripes_right,
)

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(full, "STEPS", 4)
    monkeypatch.setattr(full, "CHECK_EVERY", 2)
    monkeypatch.setattr(full, "CROP", 64)
    monkeypatch.setattr(full, "BATCH", 2)


def test_full_mode_keeps_what_is_better(parts, tmp_path, short):
    scene, labels, base = parts
    result = run(scene, labels, base, tmp_path / "new.safetensors", mode="full")
    assert result.model.card["lineage"]["parameters"]["mode"] == "full"
    assert stripes_right(landcover(scene, result.model.path, tmp_path / "out")) > 0.9
    assert not list(tmp_path.glob(".*"))


def test_full_training_changes_the_backbone(parts, tmp_path, short, monkeypatch):
    scene, labels, base = parts
    monkeypatch.setattr(full, "_find_steps", lambda *_: (2, 0.1))
    out = run(scene, labels, base, tmp_path / "new.safetensors", mode="full").model.path
    old, new = (load_checkpoint(path).network.state_dict() for path in (base, out))
    name = "backbone.blocks.0.attn.qkv.weight"
    assert not torch.equal(old[name], new[name])
    assert torch.equal(old["head.stem.levels.0.0.1.running_mean"], new["head.stem.levels.0.0.1.running_mean"])


def test_what_full_training_leaves_lies_halfway_to_where_it_went(parts):
    before = load_checkpoint(parts[2]).network
    after = load_checkpoint(parts[2]).network
    with torch.no_grad():
        after.backbone.blocks[0].attn.qkv.weight.add_(1.0)
    found = full.averaged(before, after)
    name = "backbone.blocks.0.attn.qkv.weight"
    old, new = (network.state_dict()[name] for network in (before, found))
    torch.testing.assert_close(new - old, torch.full_like(old, 0.5))
    assert not torch.equal(after.state_dict()[name], new)  # the training itself goes on from where it was


def test_a_full_training_that_was_killed_when_done_is_averaged_all_the_same(
    parts, tmp_path, short, monkeypatch
):
    scene, labels, base = parts
    out, real, seen = tmp_path / "new.safetensors", full.averaged, []
    monkeypatch.setattr(full, "_find_steps", lambda *_: (4, 0.1))

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(full, "averaged", killed)
    with pytest.raises(KeyboardInterrupt):
        run(scene, labels, base, out, mode="full")
    monkeypatch.setattr(full, "averaged", lambda *networks: seen.append(1) or real(*networks))
    run(scene, labels, base, out, mode="full")
    assert seen == [1]


def test_a_gain_that_one_polygon_brings_is_not_believed():
    def polygons(right):
        """Held-out polygons of two classes by turns, so many pixels of ten right."""
        true = np.arange(len(right)) % 2
        found = np.zeros((len(right), 2))
        for number, hits in enumerate(right):
            found[number, [true[number], 1 - true[number]]] = hits, 10 - hits
        return full.Confusions(true, found)

    before = polygons([5] * 12)
    assert full.surely_better(before, polygons([6] * 12), seed=0)
    one = polygons([10, 10, *[5, 4] * 5])
    assert one.miou() > before.miou()
    assert not full.surely_better(before, one, seed=0)


def test_a_killed_full_training_goes_on_from_its_best(parts, tmp_path, short, monkeypatch):
    scene, labels, base = parts
    out = tmp_path / "new.safetensors"
    monkeypatch.setattr(full, "_find_steps", lambda *_: (4, 0.1))
    real, steps = full.supervised_loss, []

    def counted(*arguments):
        steps.append(1)
        if len(steps) == 4:
            raise KeyboardInterrupt  # as a kill: nothing of ours runs any more
        return real(*arguments)

    monkeypatch.setattr(full, "supervised_loss", counted)
    with pytest.raises(KeyboardInterrupt):
        run(scene, labels, base, out, mode="full")
    (left,) = tmp_path.glob(".new.*.best.safetensors")
    assert load_checkpoint(left).card["unfinished"]["done"] == 2
    result = run(scene, labels, base, out, mode="full")
    assert len(steps) == 4 + 2  # steps 3 and 4 alone
    assert "cut short was taken up again" in result.metrics.note
    assert not list(tmp_path.glob(".*"))


def test_good_enough_ends_the_full_training(parts, tmp_path, short):
    scene, labels, base = parts
    result = run(scene, labels, base, tmp_path / "new.safetensors", mode="full", good_enough=lambda: True)
    assert result.stopped_early and result.model.error is None
    # One step of the fast part: not yet good, but a model.
    assert stripes_right(landcover(scene, result.model.path, tmp_path / "out")) > 0.6
