"""A run that is taken up again is the same run, and writes down what it was made from."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import pytest
import torch

from model.checkpoint.files import publish
from model.data.scenes import load_scenes
from model.data.views import ViewConfig
from model.errors.errors import InvalidRequest
from model.pretrain.config import PretrainConfig
from model.pretrain.run import Pretraining, pretrain
from model.pretrain.start import Start, starting_point, starting_weights
from model.sar.normalise import Normalisation
from model.training.neighbours import labelled_places
from tests.model.fixtures.evaluate import NETWORK, PRETRAINING, write_archive
from tests.model.fixtures.pretrain import DEEP, scenes
from tests.model.fixtures.train import Killed

CPU = torch.device("cpu")


def run(config: PretrainConfig, out: Path, *names: str, start: Start | None = None) -> list[str]:
    lines: list[str] = []
    pretrain(config, scenes(*names or ("a", "b")), out, CPU, workers=0, start=start, report=lines.append)
    return lines


def steps_in(path: Path) -> list[int]:
    with path.open() as file:
        return [int(row["step"]) for row in csv.DictReader(file)]


def test_blocks_dropped_after_a_resume_are_those_of_an_unbroken_run(tmp_path: Path) -> None:
    run(DEEP, tmp_path / "whole")
    broken = Pretraining(DEEP, scenes("a", "b"), tmp_path / "broken", CPU)
    for _, crops in zip(range(2), broken.batches(0), strict=False):
        broken.train_step(crops)
    broken.save()
    assert "resumed at step 2" in run(DEEP, tmp_path / "broken")
    first, second = (
        torch.load(tmp_path / name / "state.pt", weights_only=True)["student"] for name in ("whole", "broken")
    )
    for name, value in first.items():
        torch.testing.assert_close(second[name], value, msg=name)


@pytest.mark.parametrize(
    ("change", "option"),
    [
        ({"batch": 8}, "--batch was 4, now 8"),
        ({"prototypes": 16}, "--prototypes"),  # a head of another shape: torch's words would not help
        ({"views": ViewConfig(global_size=16, local_size=8, locals=1)}, "--crop was 32, now 16"),
        ({"views": PRETRAINING.views.plain()}, "--plain-views"),
        ({"network": dataclasses.replace(NETWORK, patch_stem=(4, 4, 8))}, "--patch-stem was none, now 4 4 8"),
        ({"teacher_temperature": (0.03, 0.04)}, "--teacher-temperature was 0.02 0.025"),
    ],
)
def test_a_run_does_not_go_on_with_another_recipe(
    tmp_path: Path, change: dict[str, object], option: str
) -> None:
    run(PRETRAINING, tmp_path)
    before = (tmp_path / "config.json").read_text()
    with pytest.raises(InvalidRequest) as caught:
        run(dataclasses.replace(PRETRAINING, **change), tmp_path)  # type: ignore[arg-type]
    assert option in str(caught.value)
    assert "--init" in caught.value.remedy
    assert (tmp_path / "config.json").read_text() == before


def test_a_run_may_become_longer_and_see_more(tmp_path: Path) -> None:
    run(PRETRAINING, tmp_path)
    other_head = dataclasses.replace(NETWORK, classes=(1, 2))  # none of pre-training's business
    lines = run(dataclasses.replace(PRETRAINING, network=other_head, steps=4), tmp_path, "b", "c")
    assert "resumed at step 2" in lines
    assert json.loads((tmp_path / "config.json").read_text())["steps"] == 4
    assert json.loads((tmp_path / "scenes.json").read_text()) == ["a", "b", "c"]
    assert torch.load(tmp_path / "state.pt", weights_only=True)["step"] == 4


def test_scenes_are_recorded_that_crops_come_from_or_came_from(tmp_path: Path) -> None:
    run(PRETRAINING, tmp_path / "first")
    publish(tmp_path / "first" / "state.pt", tmp_path / "public")
    start = starting_point(str(tmp_path / "public"), NETWORK)
    drawn = [*scenes("c"), *scenes("small", side=40)]  # 40 pixels are less than a window of 48
    said: list[str] = []
    pretrain(PRETRAINING, drawn, tmp_path / "then", CPU, workers=0, start=start, report=said.append)
    assert any("small" in line for line in said)
    assert json.loads((tmp_path / "then" / "scenes.json").read_text()) == ["a", "b", "c"]
    assert starting_point(str(tmp_path / "then" / "state.pt"), NETWORK).scenes == ("a", "b", "c")


def test_a_resumed_run_has_its_own_weights_and_says_so(tmp_path: Path) -> None:
    run(PRETRAINING, tmp_path)
    state = torch.load(tmp_path / "state.pt", weights_only=True)["student"]
    zeros = {
        name.removeprefix("backbone."): torch.zeros_like(value)
        for name, value in state.items()
        if name.startswith("backbone.")
    }
    lines = run(PRETRAINING, tmp_path, start=Start(zeros))
    assert any("--init is not used again" in line for line in lines)
    after = torch.load(tmp_path / "state.pt", weights_only=True)["student"]
    assert all(torch.equal(value, after[name]) for name, value in state.items())


def killed_at_30(line: str) -> None:
    if line.startswith("step 30: k-NN"):
        raise Killed


def test_steps_after_the_last_save_are_logged_once(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "data")
    loaded = load_scenes(sorted((archive / "sentinel1_vh").glob("*.tif")), Normalisation())
    places = labelled_places(loaded, archive / "landcover_polygons.gpkg", 32, per_class=4)
    config = dataclasses.replace(PRETRAINING, steps=40)
    out = tmp_path / "run"
    logs = out / "log.csv", out / "scores.csv"
    for report, expected in ((killed_at_30, [10, 20, 30]), (lambda _: None, [10, 20, 30, 40])):
        try:
            pretrain(
                config,
                loaded,
                out,
                CPU,
                workers=0,
                places=places,
                score_every=10,
                save_every=20,
                report=report,
            )
        except Killed:
            pass
        assert [steps_in(path) for path in logs] == [expected, expected]


def test_what_the_weights_lack_starts_by_the_seed(tmp_path: Path) -> None:
    run(PRETRAINING, tmp_path)
    registers = {**NETWORK.backbone_options, "reg_tokens": 2}
    other = dataclasses.replace(NETWORK, patch_stem=(4, 4, 8), backbone_options=registers)
    said: list[str] = []

    def fresh(seed: int) -> dict[str, torch.Tensor]:
        torch.seed()  # whatever was drawn before
        return starting_weights(str(tmp_path), other, seed=seed, report=said.append)

    one, again, another = fresh(3), fresh(3), fresh(4)
    assert all(torch.equal(one[name], again[name]) for name in one)
    for name in ("reg_token", "patch_embed.convolutions.0.weight"):
        assert not torch.equal(one[name], another[name])
    assert any("patch embedding starts fresh" in line and "--patch-stem" in line for line in said)
    assert any("reg_token starts fresh" in line for line in said)


def test_what_a_run_logged_that_saved_nothing_is_not_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("step,loss\n10,5.0\n")
    (tmp_path / "scores.csv").write_text("")
    run(dataclasses.replace(PRETRAINING, steps=10, ibot=0.5), tmp_path)
    assert steps_in(tmp_path / "log.csv") == [10]
    assert "patch_loss" in (tmp_path / "log.csv").read_text()
    assert not (tmp_path / "scores.csv").exists()
