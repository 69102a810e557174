"""Agreement on scenes with both polarisations, with the network's own average or a predecessor."""

from __future__ import annotations

import copy
import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from rasterio.transform import from_origin

from model.checkpoint.checkpoint import load_checkpoint, weights_digest
from model.commands.main import main
from model.data.labels import UNLABELLED
from model.errors.errors import InvalidRequest
from model.network.network import SarSegmenter
from model.train.checks import check_agreement
from model.train.consistency import Predecessor, consistency_crops
from model.train.crops import CropConfig
from model.train.loop import TrainConfig, Training, train
from tests.model.fixtures.scenes import write_raster
from tests.model.fixtures.train import TINY, two_halves, write_polygons, write_scene
from tests.places import ROOT

CPU = torch.device("cpu")
SHIPPED = ROOT / "recipes" / "sardino-s1-starter.safetensors"


def test_targets_of_the_average_leave_its_batch_norm_alone() -> None:
    """Statistics of cross-pol chips in the average once threw the labelled classes back by a third."""
    torch.manual_seed(0)
    config = TrainConfig(crops=CropConfig(size=32), steps=4, batch=2)
    training = Training(SarSegmenter(TINY), [two_halves(0)], [], config, CPU)
    before = {name: value.clone() for name, value in training.average.state_dict().items()}
    target, _ = consistency_crops(torch.randn(2, 2, 32, 32), training.average, alone=False)
    torch.testing.assert_close(training.average.state_dict(), before)
    assert target.shape == (2, len(TINY.classes), 32, 32)


@pytest.mark.parametrize(("alone", "third"), [(False, [True, False]), (True, [False, True])])
def test_every_other_crop_is_shown_in_one_polarisation(alone: bool, third: list[bool]) -> None:
    """And with a predecessor VH takes turns with VV: its answer from VH alone is to be kept, too."""
    torch.manual_seed(0)
    both = torch.randn(6, 2, 32, 32)
    target, shown = consistency_crops(both, SarSegmenter(TINY).eval(), alone=alone)
    seen = shown.flatten(2).any(dim=2).tolist()
    assert seen == [[True, False], [True, True], third, [True, True], [True, False], [True, True]]
    torch.testing.assert_close(target.sum(dim=1), torch.ones(6, 32, 32))


def _predecessor() -> Predecessor:
    """Tells dark from bright, of scenes with VH alone."""
    torch.manual_seed(1)
    network = SarSegmenter(TINY)
    config = TrainConfig(crops=CropConfig(size=32), steps=30, batch=4, warmup=5, backbone_rate=1.0)
    taught = train(network, [two_halves(0)], [], config, CPU, workers=0, report=str)
    return Predecessor(taught.requires_grad_(False), weights_digest(taught))


@torch.no_grad()
def _disagreement(network: SarSegmenter, other: SarSegmenter) -> float:
    """Mean over pixels of how far two networks' probabilities differ on a scene, in VH alone."""
    scene = two_halves(3).scene
    x = torch.from_numpy(scene.normalisation.apply(scene.db.astype("float32"), scene.valid, scene.present))[
        None
    ]
    x = x[:, :, :64, :64].clone()
    x[:, 0] = 0
    one, two = (item.eval()(x).logits.softmax(dim=1) for item in (network, other))
    return float((one - two).abs().sum(dim=1).mean())


def test_a_network_comes_to_agree_with_its_predecessor() -> None:
    kept = _predecessor()
    torch.manual_seed(2)
    network = SarSegmenter(TINY)
    labelled = two_halves(0)
    # Labels of the opposite: what is learned of the predecessor is not learned of them.
    swapped = np.where(labelled.labels == UNLABELLED, UNLABELLED, 1 - labelled.labels).astype(np.uint8)
    opposite = dataclasses.replace(labelled, labels=swapped)
    scenes = [two_halves(4).scene]
    config = TrainConfig(
        crops=CropConfig(size=32), steps=60, batch=2, warmup=5, consistency_batch=4, consistency_weight=8.0
    )
    alone = train(copy.deepcopy(network), [opposite], scenes, config, CPU, workers=0, report=str)
    with_it = train(network, [opposite], scenes, config, CPU, workers=0, report=str, predecessor=kept)
    assert _disagreement(with_it, kept.network) < 0.5 * _disagreement(alone, kept.network)


def test_agreement_needs_scenes_with_both_polarisations() -> None:
    with pytest.raises(InvalidRequest, match="there are none"):
        check_agreement([], TrainConfig())
    with pytest.raises(InvalidRequest, match="no effect"):
        check_agreement([two_halves(0).scene], TrainConfig(consistency_batch=0))
    check_agreement([two_halves(0).scene], TrainConfig())


def _write_dual(path: Path) -> None:
    values = np.random.default_rng(4).normal(-15.0, 2.0, (2, 64, 64)).astype(np.float32)
    place = from_origin(700_000, 5_000_000, 10, 10)
    write_raster(path, values, names=("VV", "VH"), crs="EPSG:32631", transform=place)


def test_the_command_agrees_with_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scenes").mkdir()
    write_scene(tmp_path / "scenes" / "a.tif")
    write_polygons(tmp_path / "labels.gpkg", ["a", "a"])

    def run(*words: str) -> int:
        given = [
            "train",
            str(tmp_path / "scenes"),
            "--labels",
            str(tmp_path / "labels.gpkg"),
            "--device",
            "cpu",
        ]
        short = ["--steps", "1", "--batch", "2", "--workers", "0", "--crop-size", "32"]
        return main([*given, *short, *words])

    first, second = tmp_path / "first.safetensors", tmp_path / "second.safetensors"
    assert run("--out", str(first)) == 0
    assert run("--out", str(second), "--agree-with", str(SHIPPED)) == 2
    assert "knows other classes" in capsys.readouterr().err
    assert run("--out", str(second), "--agree-with", str(first)) == 2
    assert "there are none" in capsys.readouterr().err
    _write_dual(tmp_path / "scenes" / "b.tif")
    state = ["--state", str(tmp_path / "state.pt")]
    assert run("--out", str(second), "--agree-with", str(first), *state) == 0
    training = load_checkpoint(second).card["training"]
    assert training["agreement_sha256"] == weights_digest(load_checkpoint(first).network.float())
    assert run("--out", str(second), *state) == 2  # a state of a training that agreed with a model
    assert "agree_with" in capsys.readouterr().err
