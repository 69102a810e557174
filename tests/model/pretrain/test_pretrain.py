"""DINO pre-training: the objective, the views, and a run that survives a kill."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.files import load_teacher_backbone
from model.data.scenes import LoadedScene, find_rasters, load_scenes
from model.data.views import Ground, ViewConfig, despeckled, make_views, random_resized_crop, speckled
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.pretrain.config import PretrainConfig
from model.pretrain.dino import DINOLoss, entropies, sinkhorn
from model.pretrain.progress import collapse_in_words
from model.pretrain.run import Pretraining, pretrain
from model.pretrain.sampling import SceneCrops
from model.sar.normalise import Normalisation
from model.training.schedule import cosine, linear
from tests.places import SAMPLE as SAMPLES

VIEWS = ViewConfig(global_size=16, local_size=8, locals=1)
CONFIG = PretrainConfig(
    network=NetworkConfig(
        backbone_options={"embed_dim": 16, "depth": 1, "num_heads": 2}, image_size=16, taps=(0,)
    ),
    views=VIEWS,
    steps=4,
    batch=4,
    prototypes=8,
    warmup=1,
)


def scene(seed: int = 0, valid_from: int = 0) -> LoadedScene:
    rng = np.random.default_rng(seed)
    valid = np.ones((64, 64), dtype=bool)
    valid[:, :valid_from] = False
    return LoadedScene(
        f"scene{seed}",
        rng.normal(-15, 4, (2, 64, 64)).astype(np.float16),
        valid,
        (True, True),
        Normalisation(),
    )


def test_sinkhorn_uses_all_prototypes_equally() -> None:
    torch.manual_seed(0)
    outputs = torch.randn(64, 8) * 0.3 + torch.tensor([2.0, *[0.0] * 7])  # one prototype would take all
    plan = sinkhorn(outputs, 0.1, iterations=20)
    torch.testing.assert_close(plan.sum(dim=1), torch.ones(64))
    torch.testing.assert_close(plan.sum(dim=0), torch.full((8,), 8.0), rtol=0.02, atol=0.0)


def test_loss_compares_each_target_with_every_other_crop() -> None:
    loss = DINOLoss(2, student_temperature=1.0)
    target = [torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])]
    student = [torch.tensor([[5.0, 0.0]]), torch.tensor([[0.0, 5.0]]), torch.tensor([[0.0, 0.0]])]
    wrong = math.log(1 + math.exp(5.0))  # each global crop is asked for the other one's target
    expected = (wrong + math.log(2) + wrong + math.log(2)) / 4
    assert float(loss(student, target)) == pytest.approx(expected, rel=1e-5)


def test_mean_centring_follows_the_teacher() -> None:
    loss = DINOLoss(3, centring="mean", centre_momentum=0.5)
    loss.targets(torch.tensor([[2.0, 0.0, 0.0]]), 0.1)
    torch.testing.assert_close(loss.centre, torch.tensor([[1.0, 0.0, 0.0]]))


def test_entropies_tell_the_two_collapses_apart() -> None:
    uniform, single = torch.full((10, 8), 1 / 8), torch.eye(8)[torch.zeros(10, dtype=torch.long)]
    assert "uniformly" in collapse_in_words(*entropies(uniform), 8)
    assert "few prototypes" in collapse_in_words(*entropies(single), 8)
    assert collapse_in_words(*entropies(torch.eye(8)), 8) == ""


def test_schedules() -> None:
    assert cosine(1.0, 0.1, 0, 100, warmup=10) == pytest.approx(0.1)
    assert cosine(1.0, 0.1, 10, 100, warmup=10) == pytest.approx(1.0)
    assert cosine(1.0, 0.1, 100, 100, warmup=10) == pytest.approx(0.1)
    assert linear(0.02, 0.04, 5, 10) == pytest.approx(0.03)


def test_speckle_keeps_the_mean_power() -> None:
    flat = torch.full((2, 200, 200), -10.0)
    noisy = speckled(flat, 4.0, np.random.default_rng(0))
    power = torch.pow(10.0, noisy / 10.0)
    assert float(power.mean()) == pytest.approx(0.1, rel=0.02)
    assert float(power.std() / power.mean()) == pytest.approx(0.5, rel=0.05)  # 1 / sqrt(looks)
    calm = torch.pow(10.0, despeckled(noisy, 5) / 10.0)
    assert float(calm.std() / calm.mean()) < 0.15


def test_crops_are_mirrored_along_the_flight_direction_only() -> None:
    """Range (columns) keeps its sense: brightness must still rise to the right."""
    ramp = torch.arange(64.0).expand(2, 64, 64)
    for seed in range(8):
        crop = random_resized_crop(ramp, 16, (0.5, 1.0), np.random.default_rng(seed))
        assert (crop[:, :, -1] > crop[:, :, 0]).all()


def test_views_are_the_same_for_the_same_seed_and_drop_polarisations() -> None:
    config = dataclasses.replace(VIEWS, drop_polarisation=1.0)
    db = np.random.default_rng(1).normal(-15, 4, (2, 24, 24)).astype(np.float32)
    everywhere = np.ones((24, 24), dtype=bool)

    def views(seed: int) -> list[torch.Tensor]:
        return make_views(
            [Ground(db, everywhere, (True, True), Normalisation())], config, np.random.default_rng(seed)
        )

    assert [tuple(view.shape) for view in views(0)] == [(2, 16, 16), (2, 16, 16), (2, 8, 8)]
    for first, again in zip(views(0), views(0), strict=True):
        assert torch.equal(first, again)
        assert int((first.abs().sum(dim=(1, 2)) == 0).sum()) == 1


def test_plain_views_show_the_ground_as_it_is() -> None:
    """A scene of one value stays one, in both polarisations; radar views change it."""
    db = np.stack([np.full((24, 24), -10.0), np.full((24, 24), -17.0)]).astype(np.float32)
    everywhere = np.ones((24, 24), dtype=bool)
    as_it_is = torch.tensor(Normalisation().apply(db[:, :1, :1], np.ones((1, 1), bool), (True, True)))

    def furthest(config: ViewConfig) -> float:
        views = make_views(
            [Ground(db, everywhere, (True, True), Normalisation())], config, np.random.default_rng(0)
        )
        return max(float((view - as_it_is).abs().max()) for view in views)

    assert furthest(VIEWS.plain()) < 1e-4
    assert furthest(VIEWS) > 0.1


def test_crops_avoid_nodata_and_follow_valid_area() -> None:
    crops = SceneCrops([scene(0), scene(1, valid_from=40)], VIEWS, length=100, seed=0)
    assert crops.share[0] > 2 * crops.share[1]
    for index in range(50):
        chosen, row, col = crops._place(np.random.default_rng(index))
        assert chosen.valid[row : row + 24, col : col + 24].mean() >= 0.9


def test_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    scenes = [scene(0), scene(1)]
    whole = pretrain(CONFIG, scenes, tmp_path / "whole", torch.device("cpu"), workers=0)
    broken = Pretraining(CONFIG, scenes, tmp_path / "broken", torch.device("cpu"))
    for _, crops in zip(range(2), broken.batches(0), strict=False):
        broken.train_step(crops)
    broken.save()
    lines: list[str] = []
    resumed = pretrain(
        CONFIG, scenes, tmp_path / "broken", torch.device("cpu"), workers=0, report=lines.append
    )
    assert lines[0] == "resumed at step 2"
    first, second = load_teacher_backbone(whole), load_teacher_backbone(resumed)
    for name, value in first.items():
        torch.testing.assert_close(second[name], value, msg=name)


def test_real_scenes_load_and_others_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.tif").write_bytes(b"II*\x00 no raster")
    paths = find_rasters([SAMPLES / "kansas_vv_vh.tif", tmp_path])
    loaded = load_scenes(paths, Normalisation())
    assert [item.name for item in loaded] == ["kansas_vv_vh"]
    assert loaded[0].present == (True, True)
    assert "left out broken.tif" in capsys.readouterr().out
    with pytest.raises(InvalidRequest):
        find_rasters([tmp_path / "empty"])
