"""Training on scenes of several kinds, with labels of several files, from a model of other classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.card import read_card
from model.checkpoint.checkpoint import load_checkpoint
from model.commands.main import main
from model.data.labels import UNLABELLED, rasterise, read_polygons, together
from model.errors.errors import InvalidRequest
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.train.crops import CropConfig, LabelledCrops
from model.train.start import checked_other, with_classes
from model.training.average import mean_weights
from tests.model.fixtures.pipeline import save_tiny, tiny_network
from tests.model.fixtures.train import two_halves, write_polygons, write_scene


def _scene(present: tuple[bool, bool], pixels: tuple[int, int], seed: int = 0):
    """A scene with so many pixels of either class."""
    item = two_halves(seed)
    item.scene.present = present
    item.labels[:] = UNLABELLED
    for index, count in enumerate(pixels):
        item.labels[index, :count] = index
    return item


def test_each_kind_of_scene_is_drawn_equally_often() -> None:
    scenes = [
        _scene((False, True), (50, 50)),
        _scene((False, True), (50, 50)),
        _scene((True, True), (4, 1)),
        _scene((True, False), (0, 9)),
    ]
    crops = LabelledCrops(scenes, 2, CropConfig(size=32, balance=0.5), length=4, seed=0)
    np.testing.assert_allclose(crops.share.sum(axis=1), 1 / 3)
    # Kinds are sorted: VH alone, VV alone, both.
    np.testing.assert_allclose(3 * crops.share, [[1 / 2, 1 / 2], [0, 1], [2 / 3, 1 / 3]])


@pytest.mark.parametrize(("exponent", "least", "most"), [(1.0, 0.0, 0.08), (0.0, 0.4, 0.6)])
def test_scenes_of_a_class_are_drawn_by_their_labels_or_equally(
    exponent: float, least: float, most: float
) -> None:
    scenes = [_scene((False, True), (60, 0)), _scene((False, True), (1, 0), seed=1)]
    config = CropConfig(size=32, balance_scenes=exponent, laid_over=0.0)
    crops = LabelledCrops(scenes, 2, config, length=200, seed=0)
    rng = np.random.default_rng(0)
    seen = [crops._pixel(0, rng)[0] for _ in range(400)]
    assert least <= np.mean(seen) <= most


def test_polygons_of_several_files_and_systems_are_one(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    write_polygons(tmp_path / "one.gpkg", ["a", "b"])
    one = read_polygons(tmp_path / "one.gpkg")
    both = together([one, one])
    assert len(both.codes) == 4
    with open_scene(SceneSpec(str(tmp_path / "a.tif"))) as scene:
        expected = rasterise(one, scene, "a", [50, 80])
        np.testing.assert_array_equal(rasterise(both, scene, "a", [50, 80]), expected)
    assert (expected != UNLABELLED).any()


def test_files_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    write_polygons(tmp_path / "one.gpkg", ["a", "b"])
    one = read_polygons(tmp_path / "one.gpkg")
    with pytest.raises(InvalidRequest, match="only some say which scene"):
        together([one, type(one)(one.geometry, one.codes, None, one.crs, "two.gpkg")])
    with pytest.raises(InvalidRequest, match=r"two\.gpkg does not say"):
        together([one, type(one)(one.geometry, one.codes, one.scenes, None, "two.gpkg")])


@torch.inference_mode()
def test_a_network_keeps_what_it_knew_of_common_classes() -> None:
    network = tiny_network()
    x = torch.randn(1, 2, 32, 32)
    before = network(x).logits
    changed = with_classes(network, [10, 40, 80], "tiny").eval()
    after = changed(x).logits
    torch.testing.assert_close(after[:, [0, 2]], before[:, [0, 2]])
    assert changed.classes == [10, 40, 80]
    assert float(after[:, 1].max()) == float(after[:, 1].min()) < float(before.max())
    assert with_classes(network, list(network.classes), "tiny") is network
    with pytest.raises(InvalidRequest, match="knows none of the classes"):
        with_classes(network, [20, 30], "tiny")


def test_absolute_levels_stay_where_the_calibration_is_known() -> None:
    class Found:
        median, std = -25.0, 1.0

    kept = Normalisation.absolute().blended([Found(), Found()], calibrated=True)
    assert kept == Normalisation.absolute()
    moved = Normalisation.absolute().blended([Found(), Found()], calibrated=False)
    assert moved.mean[0] < kept.mean[0]
    assert moved.std[0] < kept.std[0]
    assert Normalisation.from_card(kept.as_card()) == kept
    assert Normalisation.from_card({"mean": [0, 1], "std": [2, 3]}) == Normalisation((0, 1), (2, 3))


def test_a_model_of_two_label_files_is_scored_by_region(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    for name in ("north_1", "south_1"):
        write_scene(scenes / f"{name}.tif")
        write_polygons(tmp_path / f"{name}.gpkg", [name, name])
    labels = [str(tmp_path / f"{name}.gpkg") for name in ("north_1", "south_1")]
    out = tmp_path / "mine.safetensors"
    words = ["train", str(scenes), "--labels", *labels, "--out", str(out), "--steps", "2", "--batch", "2"]
    words += ["--crop-size", "32", "--workers", "0", "--absolute", "--name", "mine", "--device", "cpu"]
    assert main(words) == 0
    assert read_card(out)["normalisation"]["own_level"] == [0.0, 0.4]
    assert load_checkpoint(out).network.classes == [50, 80]
    capsys.readouterr()
    command = ["score", str(out), str(scenes), "--labels", *labels, "--device", "cpu"]
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["north", "south", "all", "iou", "recall"]
    assert "   2 scenes" in lines[2]
    assert main([*command, "--only", "north_1", "--scenes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("north_1 ")
    assert lines[1].startswith("confidence from ") and ": 1 scenes, accuracy at least" in lines[1]
    assert main([*command, "--only", "nowhere"]) == 2


@torch.no_grad()
def test_the_mean_of_models_lies_between_them() -> None:
    one, two = tiny_network(0), tiny_network(1)
    expected = {
        name: (value + two.state_dict()[name]) / 2
        for name, value in one.state_dict().items()
        if value.is_floating_point()
    }
    mean_weights(one, [two])
    for name, value in expected.items():
        torch.testing.assert_close(one.state_dict()[name], value)
    with pytest.raises(RuntimeError, match="different builds"):
        mean_weights(one, [with_classes(two, [10, 80], "tiny")])


def test_models_of_another_build_are_not_averaged(tmp_path: Path) -> None:
    path = tmp_path / "tiny.safetensors"
    save_tiny(path)
    assert checked_other(path, tiny_network()).network.classes == tiny_network().classes
    with pytest.raises(InvalidRequest, match=r"tiny\.safetensors is of another build"):
        checked_other(path, with_classes(tiny_network(), [10, 80], "tiny"))
