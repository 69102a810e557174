"""The ``train`` command: what it is given is checked before hours are spent, and its seed says all."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch
from rasterio.transform import from_origin

from model.checkpoint.checkpoint import load_checkpoint
from model.commands import train as train_cli
from model.commands.main import main
from model.data.labels import read_polygons
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.pretrain.run import PretrainConfig, pretrain
from model.sar.normalise import Normalisation
from model.train.scenes import gather
from model.train.start import network_to_train, spread_taps
from tests.model.fixtures.scenes import write_raster
from tests.model.fixtures.train import two_halves, write_polygons, write_scene

CPU = torch.device("cpu")


def write_dual(path: Path) -> None:
    """A scene of VV and VH where :func:`write_scene` puts one of VH alone."""
    power = np.random.default_rng(4).standard_gamma(5.0, (2, 64, 64)) * 20
    place = from_origin(600_000, 5_000_000, 10, 10)
    values = power.clip(1, 255).astype(np.uint8)
    write_raster(path, values, names=("VV", "VH"), crs="EPSG:32631", transform=place)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with scenes a and b, and polygons of two classes on a."""
    folder = tmp_path / "scenes"
    folder.mkdir()
    for stem in ("a", "b"):
        write_scene(folder / f"{stem}.tif")
    write_polygons(tmp_path / "labels.gpkg", ["a", "a"])
    return folder


def words(data: Path, *more: str, out: str = "model.safetensors", labels: str = "labels.gpkg") -> list[str]:
    folder = data.parent
    command = ["train", str(data), "--labels", str(folder / labels), "--out", str(folder / out)]
    return [*command, "--batch", "2", "--workers", "0", "--device", "cpu", "--crop-size", "32", *more]


@pytest.fixture
def no_training(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*arguments: object, **options: object) -> None:
        raise AssertionError("training began")

    monkeypatch.setattr(train_cli, "train", started)


def refusal(capsys: pytest.CaptureFixture[str], command: list[str], code: int = 2) -> str:
    assert main(command) == code
    return capsys.readouterr().err


@pytest.mark.usefixtures("no_training")
class TestFoundBeforeTraining:
    def test_scenes_that_are_not_there(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = refusal(capsys, words(data, "--hold-out", "b", "A", "c"))
        assert "--hold-out names scenes that are in none of the folders: A, c." in said
        assert "--exclude names" in refusal(capsys, words(data, "--exclude", "b.tif"))

    def test_every_labelled_scene_held_out(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "Every labelled scene is held out (a)" in refusal(capsys, words(data, "--hold-out", "a"))

    def test_polygons_of_other_scenes(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_polygons(data.parent / "labels.gpkg", ["x", "y"])
        assert "are for other scenes: x, y; those here are a, b" in refusal(capsys, words(data))

    def test_class_codes_from_0_on(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        pyogrio.raw.write(
            data.parent / "zero.gpkg",
            geometry=shapely.to_wkb(np.array([shapely.box(600_000, 4_999_800, 600_200, 5_000_000)])),
            field_data=[np.array([0])],
            fields=["class_code"],
            geometry_type="Polygon",
            crs="EPSG:32631",
            driver="GPKG",
        )
        assert "add 1 to all codes" in refusal(capsys, words(data, labels="zero.gpkg"))

    def test_a_model_file_of_another_kind(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "Call it model.safetensors" in refusal(capsys, words(data, out="model.pt"))

    def test_places_that_cannot_be_written(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (data.parent / "file").write_text("")
        said = refusal(capsys, words(data, out="file/model.safetensors"), code=1)
        assert "model.safetensors cannot be written" in said
        assert "it is a folder" in refusal(capsys, words(data, "--state", str(data)), code=1)

    def test_a_card_that_is_missing_or_broken(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        card = data.parent / "card.json"
        command = words(data, "--card", str(card))
        assert "cannot be read" in refusal(capsys, command)
        card.write_text("{'licence': 1}")
        assert "is no JSON" in refusal(capsys, command)
        card.write_text("[]")
        assert "holds no JSON object" in refusal(capsys, command)
        card.write_text('{"licence": 1}')
        assert "'licence' is of the wrong type" in refusal(capsys, command)

    def test_options_that_do_not_fit(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert "Leave out one" in refusal(capsys, words(data, "--robust", "0.7", "--smoothing", "0.1"))
        assert "multiple of 8" in refusal(capsys, words(data, "--crop-size", "60"))
        assert "is below 0" in refusal(capsys, words(data, "--seed", "-1"))
        with pytest.raises(SystemExit):
            main(words(data, "--robust", "1.5"))
        assert "1.5 is not a number from 0 to 1" in capsys.readouterr().err

    def test_nothing_pre_trained(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = refusal(capsys, words(data, "--pretrained", str(data)))
        assert "is no folder of a pre-training run" in said


def test_scenes_of_both_polarisations_train_unless_they_are_held_out(data: Path) -> None:
    for stem in ("labelled", "plain", "held", "held_plain"):
        write_dual(data / f"{stem}.tif")
    write_polygons(data.parent / "labels.gpkg", ["labelled", "held"])
    found = gather(
        sorted(data.glob("*.tif")),
        read_polygons(data.parent / "labels.gpkg"),
        Normalisation(),
        hold_out=["held", "held_plain"],
    )
    assert [scene.name for scene in found.dual] == ["labelled", "plain"]
    assert [item.scene.name for item in found.labelled] == ["labelled"]
    assert [item.scene.name for item in found.held_out] == ["held"]


def test_a_held_out_scene_without_labels_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(data, "--hold-out", "b", "--steps", "1")) == 0
    assert "b.tif is held out, but nothing on it is labelled" in capsys.readouterr().out
    assert load_checkpoint(data.parent / "model.safetensors").card["metrics"] == {}


def test_the_seed_says_what_the_model_is(data: Path) -> None:
    digests = []
    for seed in (0, 0, 1):
        torch.rand(len(digests) + 1)  # whatever else drew random numbers before
        assert main(words(data, "--steps", "2", "--seed", str(seed))) == 0
        digests.append(load_checkpoint(data.parent / "model.safetensors").card["tensors_sha256"])
    assert digests[0] == digests[1] != digests[2]


def test_a_label_raster_trains_as_polygons_do(data: Path) -> None:
    codes = np.zeros((64, 64), dtype=np.uint8)
    codes[:20, :20], codes[:60, 30:] = 80, 50
    profile = {"driver": "GTiff", "width": 64, "height": 64, "count": 1, "dtype": "uint8"}
    transform = from_origin(600_000, 5_000_000, 10, 10)
    with rasterio.open(
        data.parent / "codes.tif", "w", crs="EPSG:32631", transform=transform, **profile
    ) as file:
        file.write(codes, 1)
    digests = []
    for labels in ("labels.gpkg", "codes.tif"):
        assert main(words(data, "--steps", "1", "--exclude", "b", labels=labels)) == 0
        digests.append(load_checkpoint(data.parent / "model.safetensors").card["tensors_sha256"])
    assert digests[0] == digests[1]


def test_the_card_says_how_labels_and_polarisations_were_treated(data: Path) -> None:
    assert main(words(data, "--steps", "1", "--robust", "0.7", "--drop-polarisation", "0.25")) == 0
    training = load_checkpoint(data.parent / "model.safetensors").card["training"]
    assert training["robust"] == 0.7
    assert training["crops"]["drop_polarisation"] == 0.25


def test_help_says_what_every_option_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for name in (*train_cli._OVERRIDES, *train_cli._CROP_OVERRIDES):
        option = said.split(f"--{name.replace('_', '-')} {name.upper()} ")[-1].split("(default")[0]
        assert len(option.split()) > 1, option


def test_the_head_sees_depths_spread_over_the_backbone() -> None:
    assert spread_taps(12) == NetworkConfig().taps
    assert spread_taps(6) == (0, 2, 3, 5)
    assert spread_taps(24) == (5, 11, 17, 23)
    assert spread_taps(2) == (0, 1)


def test_a_run_is_given_by_its_folder_or_its_file(tmp_path: Path) -> None:
    options = {"embed_dim": 16, "depth": 6, "num_heads": 2}
    config = PretrainConfig(network=dataclasses.replace(NetworkConfig(), backbone_options=options), steps=0)
    run = tmp_path / "run"
    pretrain(config, [two_halves(0).scene], run, CPU, workers=0)
    made = [network_to_train([50, 80], path, None) for path in (run, run / "state.pt")]
    assert made[0].config.taps == (0, 2, 3, 5)
    assert json.loads((run / "config.json").read_text())["network"]["backbone_options"]["depth"] == 6
    for name, value in made[0].backbone.state_dict().items():
        assert torch.equal(value, made[1].backbone.state_dict()[name])
    with pytest.raises(InvalidRequest, match="no folder of a pre-training run"):
        network_to_train([50, 80], tmp_path, None)
