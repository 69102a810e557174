"""Attention kept while training on labels."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint
from model.commands.main import main
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter
from model.pretrain.run import PretrainConfig, pretrain
from model.train.attention import KeptAttention
from model.train.crops import CropConfig
from model.train.loop import TrainConfig, train
from tests.model.fixtures.train import TINY, two_halves, write_polygons, write_scene
from tests.places import ROOT

CPU = torch.device("cpu")


def _drifted() -> tuple[SarSegmenter, KeptAttention]:
    """A network whose last block asks for something else than the backbone whose attention is kept."""
    torch.manual_seed(0)
    network = SarSegmenter(TINY)
    for parameter in network.backbone.blocks[-1].attn.qkv.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    kept = KeptAttention(copy.deepcopy(network.backbone).eval().requires_grad_(False), 32, CPU)
    for parameter in network.backbone.blocks[-1].attn.qkv.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return network, kept


@torch.no_grad()
def _distance(network: SarSegmenter, kept: KeptAttention) -> float:
    scene = two_halves(5).scene
    x = scene.normalisation.apply(scene.db.astype("float32"), scene.valid, scene.present)
    crops = torch.from_numpy(x)[None, :, :32, 48:80]
    found = network.eval()(crops, attention=True, question=kept.question(network)).attention
    return float(kept.loss(found, crops))


def test_training_brings_the_attention_back_to_that_of_the_backbone() -> None:
    network, kept = _drifted()
    before = _distance(network, kept)
    config = TrainConfig(crops=CropConfig(size=32), steps=60, batch=2, warmup=5, backbone_rate=1.0)
    arguments = ([two_halves(0)], [], config, CPU)
    alone = train(copy.deepcopy(network), *arguments, workers=0)
    with_it = train(network, *arguments, workers=0, kept=kept)
    assert _distance(alone, kept) > 0.7 * before
    assert _distance(with_it, kept) < 0.4 * before


def test_the_attention_of_the_backbone_itself_is_at_no_distance() -> None:
    network, _ = _drifted()
    kept = KeptAttention(copy.deepcopy(network.backbone).eval(), 32, CPU)
    assert _distance(network, kept) == pytest.approx(0, abs=1e-9)


def test_the_command_keeps_the_attention_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scenes").mkdir()
    write_scene(tmp_path / "scenes" / "a.tif")
    write_polygons(tmp_path / "labels.gpkg", ["a", "a"])
    pretrain(
        PretrainConfig(network=NetworkConfig(), steps=0),
        [two_halves(0).scene],
        tmp_path / "other",
        CPU,
        workers=0,
    )
    words = (
        f"train {tmp_path / 'scenes'} --labels {tmp_path / 'labels.gpkg'} --steps 1 --batch 2 --workers 0 "
    )
    words += f"--device cpu --out {tmp_path / 'model.safetensors'} --attention-of "
    assert main([*words.split(), str(tmp_path / "other")]) == 2  # its tokens are made otherwise
    assert "is no pre-training run of the same network" in capsys.readouterr().err
    assert main([*words.split(), str(tmp_path / "nothing")]) == 2
    published = ROOT / "recipes" / "sardino-s1-dino"
    assert main([*words.split(), str(published)]) == 0
    training = load_checkpoint(tmp_path / "model.safetensors").card["training"]
    assert training["attention_sha256"] == "e5b85dcafc"
