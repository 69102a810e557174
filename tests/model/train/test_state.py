"""A training that was stopped goes on as if it had not been, and no other training goes on from it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter
from model.train.crops import CropConfig
from model.train.loop import TrainConfig, Training, train
from tests.model.fixtures.train import TINY, Killed, dual, two_halves

CPU = torch.device("cpu")
DEEP = NetworkConfig(
    backbone_options={"embed_dim": 16, "depth": 2, "num_heads": 2}, taps=(0, 1), classes=(50, 80)
)
CONFIG = TrainConfig(crops=CropConfig(size=32), steps=6, batch=2, warmup=1, consistency_batch=1)


def deep() -> SarSegmenter:
    torch.manual_seed(0)
    return SarSegmenter(DEEP, drop_path=0.5)


def saved(path: Path, config: TrainConfig = CONFIG, network: NetworkConfig = TINY) -> Path:
    """The state of a training before its first step."""
    Training(SarSegmenter(network), [two_halves(0)], [], config, CPU).save(path)
    return path


def refusal(path: Path, config: TrainConfig = CONFIG, network: NetworkConfig = TINY) -> str:
    with pytest.raises(InvalidRequest) as caught:
        Training(SarSegmenter(network), [two_halves(0)], [], config, CPU).resume(path)
    assert "delete the file" in caught.value.remedy
    return str(caught.value)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_stopped_training_skips_the_same_blocks_as_an_unbroken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    scenes = [two_halves(0)], [dual().scene]
    whole = train(deep(), *scenes, CONFIG, CPU, workers=workers)
    state = tmp_path / "state.pt"
    step = Training._train_step

    def killed_at_3(self: Training, *arguments: object) -> float:
        if self.step == 3:
            self.save(state)
            raise Killed
        return step(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Training, "_train_step", killed_at_3)
    with pytest.raises(Killed):
        train(deep(), *scenes, CONFIG, CPU, workers=workers, state=state)
    monkeypatch.undo()
    resumed = train(deep(), *scenes, CONFIG, CPU, workers=workers, state=state)
    for name, value in whole.state_dict().items():
        assert torch.equal(resumed.state_dict()[name], value), name


def test_a_state_of_other_settings_is_refused_by_their_names(tmp_path: Path) -> None:
    state = saved(tmp_path / "state.pt")
    crops = dataclasses.replace(CONFIG.crops, laid_over=0.25)
    said = refusal(state, dataclasses.replace(CONFIG, seed=3, crops=crops))
    assert "seed was 0 and is 3" in said
    assert "crops.laid_over was 0.5 and is 0.25" in said
    assert "batch" not in said
    assert "classes was (50, 80) and is (10, 80)" in refusal(
        state, network=dataclasses.replace(TINY, classes=(10, 80))
    )


def test_a_training_may_go_on_for_longer_than_was_planned(tmp_path: Path) -> None:
    state = saved(tmp_path / "state.pt")
    longer = dataclasses.replace(CONFIG, steps=7)
    assert Training(SarSegmenter(TINY), [two_halves(0)], [], longer, CPU).resume(state)


def test_a_state_from_before_settings_were_kept_is_taken_up(tmp_path: Path) -> None:
    state = saved(tmp_path / "state.pt")
    values = torch.load(state, weights_only=True)
    del values["settings"], values["random"]
    torch.save({**values, "step": 2}, state)
    other = dataclasses.replace(CONFIG, seed=3)
    network = train(SarSegmenter(TINY), [two_halves(0)], [], other, CPU, workers=0, state=state)
    assert not network.training
    assert torch.load(state, weights_only=True)["settings"]["seed"] == 3


def test_a_state_of_another_network_or_none_at_all_is_refused(tmp_path: Path) -> None:
    state = saved(tmp_path / "state.pt", network=DEEP)
    assert "another network" in refusal(state)
    state.write_bytes(state.read_bytes()[:1000])
    assert "damaged" in refusal(state)
    torch.save({"teacher": {}}, state)
    assert "no state of a training" in refusal(state)
