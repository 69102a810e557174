"""Supervised training: labels, scores, calibration, and that it learns."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.legend import worldcover
from model.commands.main import main
from model.data.labels import UNLABELLED, rasterise, read_polygons
from model.data.scenes import LoadedScene
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter
from model.pretrain.run import PretrainConfig, pretrain
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.train.crops import (
    CropConfig,
    LabelledCrops,
    made_up_co_pol,
)
from model.train.loop import TrainConfig, Training, evaluate, train
from model.train.noise import _tenth, with_other_noise
from model.train.start import network_to_train
from model.training.calibration import apply_temperature, calibration_error, fit_temperature
from model.training.losses import overlap_loss, supervised_loss
from model.training.metrics import Confusion
from tests.model.fixtures.train import TINY, two_halves, write_polygons, write_scene


def test_polygons_fall_on_their_pixels_and_their_scene_alone(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    write_polygons(tmp_path / "labels.gpkg", ["a", "b"])
    polygons = read_polygons(tmp_path / "labels.gpkg")
    with open_scene(SceneSpec(str(tmp_path / "a.tif"))) as scene:
        labels = rasterise(polygons, scene, "a", [50, 80])
    assert (labels[:20, :20] == 1).all()
    assert (labels != UNLABELLED).sum() == 400  # the city polygon belongs to scene b


def test_a_missing_field_names_those_there(tmp_path: Path) -> None:
    write_polygons(tmp_path / "labels.gpkg", ["a", "a"])
    with pytest.raises(InvalidRequest) as caught:
        read_polygons(tmp_path / "labels.gpkg", field="wrong")
    assert "class_code" in caught.value.remedy


def test_rare_classes_are_drawn_more_often_than_they_occur() -> None:
    item = two_halves(0)
    item.labels[:, :58] = UNLABELLED
    item.labels[:5, :5] = 1
    crops = LabelledCrops([item], 2, CropConfig(size=32), length=10, seed=0)
    share_in_labels = 25 / (item.labels != UNLABELLED).sum()
    assert crops.share[0, 1] > 10 * share_in_labels
    x, labels, places = crops[0]
    assert x.shape == (2, 2, 32, 32)
    assert labels.shape == (2, 32, 32)
    assert int(places.max()) <= 16
    assert set(np.unique(labels)) <= {0, 1, UNLABELLED}


def test_crops_of_a_pair_show_the_same_ground_where_they_overlap() -> None:
    crops = LabelledCrops([two_halves(0)], 2, CropConfig(size=32), length=10, seed=0)
    for index in range(10):
        x, labels, ((row, col), (other_row, other_col)) = crops[index]
        top, left = max(row, other_row), max(col, other_col)
        height, width = 32 - abs(row - other_row), 32 - abs(col - other_col)
        parts = [
            (slice(top - r, top - r + height), slice(left - c, left - c + width))
            for r, c in ((row, col), (other_row, other_col))
        ]
        assert torch.equal(x[0][(slice(None), *parts[0])], x[1][(slice(None), *parts[1])])
        assert torch.equal(labels[0][parts[0]], labels[1][parts[1]])


def test_every_crop_shows_the_pixel_that_it_was_drawn_for() -> None:
    item = two_halves(0)
    item.labels[:] = UNLABELLED
    item.labels[60:63, 60:63] = 1  # a patch far smaller than a crop, and nothing else
    crops = LabelledCrops([item], 2, CropConfig(size=24), length=40, seed=0)
    for index in range(40):
        _, labels, _ = crops[index]
        assert all(bool((crop == 1).any()) for crop in labels)


def test_every_other_crop_has_ground_of_another_place_laid_over() -> None:
    """Water lies left of city: only what is laid over makes a row change more than twice."""
    mixed = []
    for share in (0.0, 1.0):
        config = CropConfig(size=32, laid_over=share)
        crops = LabelledCrops([two_halves(0)], 2, config, length=30, seed=0)
        shown = [crops[index][1][0] for index in range(30)]
        changes = [int((labels[:, 1:] != labels[:, :-1]).sum(dim=1).max()) for labels in shown]
        mixed.append(max(changes))
    assert mixed[0] <= 2 < mixed[1]


def test_overlap_loss_is_zero_for_crops_that_agree_and_not_for_others() -> None:
    torch.manual_seed(0)
    ground = torch.randn(3, 24, 24) * 3
    places = torch.tensor([[[0, 4], [8, 0]]])
    agreeing = torch.stack([ground[:, r : r + 16, c : c + 16] for r, c in places[0].tolist()])
    assert float(overlap_loss(agreeing, places)) == pytest.approx(0.0, abs=1e-6)
    assert float(overlap_loss(agreeing, places.flip(1))) > 0.5


def test_a_made_up_co_pol_follows_the_cross_pol_with_speckle_of_its_own() -> None:
    cross = torch.from_numpy(two_halves(0).scene.db[1].astype(np.float32))
    city_over_water = []
    for seed in range(20):
        made = made_up_co_pol(cross - 3, Normalisation(), np.random.default_rng(seed))
        city_over_water.append(float(made[:, 70:].mean() - made[:, :58].mean()))
    assert max(city_over_water) > 8  # calm water, as in VH
    assert min(city_over_water) < 6  # rough water, bright in VV alone
    flat = made_up_co_pol(torch.full((64, 64), -15.0), Normalisation(), np.random.default_rng(1))
    assert float(flat.std()) > 0.5


def test_other_noise_changes_calm_water_and_hardly_the_city() -> None:
    scene = two_halves(0).scene
    db = torch.from_numpy(scene.db.astype(np.float32))
    changes = []
    for seed in range(20):
        other = with_other_noise(db, np.random.default_rng(seed))
        assert bool(torch.isfinite(other).all())
        by_column = (other - db)[1].mean(dim=0)
        changes.append((float(by_column[:58].mean()), float(by_column[70:].mean())))
    water, city = np.array(changes).T
    assert water.min() < -2
    assert water.max() > 0.5
    assert np.abs(city).max() < 0.5


@pytest.mark.parametrize("side", [1, 2, 5, 64])
def test_a_tenth_of_the_pixels_is_darker_than_the_noise_floor_looked_for(side: int) -> None:
    values = torch.rand((2, side, side), generator=torch.Generator().manual_seed(side)).round(decimals=2)
    assert torch.equal(_tenth(values), values.flatten(1).quantile(0.1, dim=1))


def test_a_stopped_training_goes_on_where_it_was(tmp_path: Path) -> None:
    config = TrainConfig(crops=CropConfig(size=32), steps=4, batch=2, pairs=1, warmup=1)

    def fresh() -> SarSegmenter:
        torch.manual_seed(0)
        return SarSegmenter(TINY)

    arguments = ([two_halves(0)], [], config, torch.device("cpu"))
    whole = train(fresh(), *arguments, workers=0)
    stopped = Training(fresh(), *arguments)
    for index in range(2):
        stopped._train_step(*(item[None] for item in stopped.crops[index]), None)
    stopped.save(tmp_path / "state.pt")
    lines: list[str] = []
    resumed = train(fresh(), *arguments, workers=0, report=lines.append, state=tmp_path / "state.pt")
    assert lines[0] == "resumed at step 2"
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, msg=name)


def test_loss_ignores_the_unlabelled() -> None:
    logits = torch.randn(1, 2, 4, 4)
    labels = torch.full((1, 4, 4), UNLABELLED)
    labels[0, 0, 0] = 1
    other = logits.clone()
    other[0, :, 1:] += 100.0
    assert float(supervised_loss(logits, labels, 0.0)) == pytest.approx(
        float(supervised_loss(other, labels, 0.0))
    )


def test_a_small_polygon_counts_nearly_as_much_as_a_large_one() -> None:
    labels = torch.full((2, 16, 16), UNLABELLED)
    labels[0] = 0
    labels[1, 0, 0] = 1
    logits = torch.zeros(2, 2, 16, 16)
    logits[0, 0] = 20.0  # right
    logits[1, 0] = 20.0  # wrong, by 20
    share = 1 / (1 + 256**0.25)
    assert float(supervised_loss(logits, labels, 0.0)) == pytest.approx(20 * share, rel=1e-3)


def test_scores_of_a_known_confusion() -> None:
    confusion = Confusion(2)
    labels = np.array([[0, 0, 0, 1, UNLABELLED]], dtype=np.uint8)
    confusion.add(labels, np.array([[0, 0, 1, 1, 1]]))
    scores = confusion.scores([50, 80])
    assert scores["iou"] == {"50": round(2 / 3, 4), "80": 0.5}
    assert scores["overall_accuracy"] == 0.75
    assert scores["kappa"] == 0.5
    assert scores["labelled_pixels"] == 4


def test_temperature_calibrates_an_overconfident_model() -> None:
    torch.manual_seed(0)
    labels = torch.randint(0, 2, (4000,))
    right = torch.rand(4000) < 0.8
    said = torch.where(right, labels, 1 - labels)
    logits = torch.nn.functional.one_hot(said, 2) * 6.0  # says 0.9975, is right in 0.8
    temperature = fit_temperature(logits, labels)
    assert calibration_error(logits, labels) > 0.15
    assert calibration_error(logits / temperature, labels) < 0.02
    network = SarSegmenter(TINY).eval()
    x = torch.randn(1, 2, 32, 32)
    before = network(x).logits
    apply_temperature(network, 2.0)
    torch.testing.assert_close(network(x).logits, before / 2.0)


def test_training_learns_water_from_city_and_serves_the_other_polarisation() -> None:
    both = two_halves(7).scene
    both.db[0] = both.db[1] + 6
    both = LoadedScene("dual", both.db, both.valid, (True, True), Normalisation())
    config = TrainConfig(crops=CropConfig(size=64), steps=60, batch=2, consistency_batch=2, warmup=5)
    torch.manual_seed(0)
    lines: list[str] = []
    network = train(
        SarSegmenter(TINY),
        [two_halves(0)],
        [both],
        config,
        torch.device("cpu"),
        workers=0,
        report=lines.append,
    )
    scores = evaluate(network, [two_halves(1)], torch.device("cpu"))
    assert scores["miou"] > 0.9
    assert lines
    assert "min left" in lines[-1]


def test_a_model_gives_its_head_to_another_backbone(tmp_path: Path) -> None:
    network = SarSegmenter(dataclasses.replace(NetworkConfig(), classes=(50, 80)))
    torch.nn.init.normal_(network.head.project.weight)
    card = {"name": "x", "version": "0", "licence": "none", "training_data": "none", "metrics": {}}
    card |= {"normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]}, "known_failures": []}
    card["classes"] = [dataclasses.asdict(worldcover(code)) for code in (50, 80)]
    save_checkpoint(tmp_path / "old.safetensors", network.eval(), card)
    other = dataclasses.replace(NetworkConfig(), patch_stem=(4, 4, 8))
    pretraining = PretrainConfig(network=other, steps=0)
    pretrain(pretraining, [two_halves(0).scene], tmp_path / "run", torch.device("cpu"), workers=0)
    made = network_to_train([50, 80], tmp_path / "run", tmp_path / "old.safetensors")
    assert made.config.patch_stem == (4, 4, 8)
    torch.testing.assert_close(made.head.classify.weight, network.head.classify.weight, atol=1e-3, rtol=1e-3)
    assert not made.head.project.weight.any()


def test_the_command_writes_a_model_with_its_card(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    write_scene(tmp_path / "held.tif")
    write_polygons(tmp_path / "labels.gpkg", ["a", "held"])
    out = tmp_path / "model.safetensors"
    words = f"train {tmp_path} --labels {tmp_path / 'labels.gpkg'} --hold-out held --steps 1 --batch 2"
    assert main([*words.split(), "--workers", "0", "--device", "cpu", "--out", str(out)]) == 0
    card = load_checkpoint(out).card
    assert [item["code"] for item in card["classes"]] == [50, 80]
    assert card["metrics"]["held_out_scenes"] == ["held"]
    assert json.loads(out.with_suffix(".json").read_text())["tensors_sha256"] == card["tensors_sha256"]
