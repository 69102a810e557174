"""Scenes of known and of unknown calibration: a plane that tells the network, and different crops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint
from model.commands.main import main
from model.inference.in_memory import logits_of
from model.network.config import POLARISATIONS
from model.network.network import planes_of, question_of_nothing
from model.sar.normalise import Normalisation
from model.train.crops import RTC_DB, CropConfig, LabelledCrops, augmented
from model.train.loop import TrainConfig, train
from model.train.start import network_to_train, with_inputs
from model.training.calibration import fit_confidence, fit_temperature
from tests.model.fixtures.pipeline import read_products, run_one, save_tiny, tiny_network
from tests.model.fixtures.pipeline import write_scene as write_radar
from tests.model.fixtures.train import two_halves, write_polygons, write_scene

FLAGGED = Normalisation.absolute(flagged=True)


@pytest.mark.parametrize("calibrated", [True, False])
def test_the_plane_says_whether_the_calibration_is_known(calibrated: bool) -> None:
    blended = FLAGGED.blended([None, None], calibrated=calibrated)
    out = blended.apply(np.zeros((2, 4, 5), np.float32), np.zeros((4, 5), bool), (True, True))
    assert out.shape == (3, 4, 5)
    assert (out[2] == calibrated).all()
    assert (out[:2] == 0).all()


def test_a_card_keeps_the_flag_and_older_cards_have_none() -> None:
    assert Normalisation.from_card(FLAGGED.as_card()) == FLAGGED
    assert "flagged" not in Normalisation.absolute().as_card()
    assert Normalisation().planes == POLARISATIONS


@torch.inference_mode()
def test_further_planes_have_no_effect_at_first() -> None:
    network = tiny_network()
    x = torch.randn(1, 3, 32, 32)
    more = with_inputs(network, 3).eval()
    assert planes_of(more.backbone) == 3
    torch.testing.assert_close(more(x).logits, network(x).logits)
    assert more(x[:, :2].new_zeros(1, 3, 32, 32)).logits.shape == network(x).logits.shape
    assert question_of_nothing(more.backbone, 32).query.isfinite().all()
    assert with_inputs(more, 3) is more


def test_a_trained_flagged_model_segments(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    write_polygons(tmp_path / "a.gpkg", ["a", "a"])
    save_tiny(tmp_path / "tiny.safetensors")
    out = tmp_path / "mine.safetensors"
    words = ["train", str(tmp_path / "a.tif"), "--labels", str(tmp_path / "a.gpkg"), "--out", str(out)]
    few = ["--steps", "3", "--batch", "2", "--crop-size", "32", "--hide-tokens", "0.5", "--workers", "0"]
    start = ["--start-from", str(tmp_path / "tiny.safetensors"), "--absolute", "--flagged"]
    assert main([*words, *few, *start]) == 0
    loaded = load_checkpoint(out)
    assert loaded.network.config.inputs == 3
    first = next(m for m in loaded.network.modules() if isinstance(m, torch.nn.Conv2d))
    assert first.weight.shape[1] == 3
    assert Normalisation.from_card(loaded.card["normalisation"]).flagged
    result = run_one(write_radar(tmp_path / "vv.tif", 70, 90, full=True), tmp_path / "out", out)
    assert np.isin(read_products(result)["landcover"], [50, 80]).all()


def test_a_flag_without_absolute_levels_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["train", str(tmp_path), "--labels", "x.gpkg", "--out", str(tmp_path / "m.safetensors")]
    assert main([*words, "--flagged"]) != 0
    assert "Add --absolute" in capsys.readouterr().err


def test_a_class_to_be_said_seldom_needs_the_flag_and_a_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_scene(tmp_path / "a.tif")
    write_polygons(tmp_path / "a.gpkg", ["a", "a"])
    words = ["train", str(tmp_path), "--labels", str(tmp_path / "a.gpkg"), "--absolute", "--seldom", "30"]
    out = ["--out", str(tmp_path / "m.safetensors")]
    assert main([*words, *out]) != 0
    assert "--flagged" in capsys.readouterr().err
    assert main([*words, "--flagged", *out]) != 0
    assert "no label has class 30" in capsys.readouterr().err


def test_a_class_to_be_said_seldom_is_said_less_on_other_ground() -> None:
    """Two trainings that differ in this alone; the classes lie too close together to be told apart."""
    item = two_halves(0)
    item.scene.normalisation = FLAGGED
    item.scene.db[:] = np.random.default_rng(0).normal(-12, 2, item.scene.db.shape)
    said = []
    for seldom in (0, 50):
        torch.manual_seed(0)
        network = network_to_train([50, 80], None, None, FLAGGED.planes)
        config = TrainConfig(
            CropConfig(size=32), steps=60, batch=4, consistency_batch=0, seldom=seldom, seldom_weight=10.0
        )
        trained = train(network, [item], [], config, torch.device("cpu"), workers=0, report=str)
        logits = logits_of(trained, item.scene, torch.device("cpu"))
        # Probabilities, not the likeliest class: near one half that depends on the processor's rounding.
        said.append(float((1 / (1 + np.exp(logits[1] - logits[0]))).mean()))
    assert said[1] < said[0] - 0.1


def test_only_calibrated_scenes_get_other_levels_and_grain() -> None:
    db = torch.from_numpy(two_halves(0).scene.db.astype(np.float32)) - 12.0
    config = CropConfig(
        gain_db=8.0, own_gain_db=3.0, unknown_gain_db=0.0, speckle=1.0, contrast=0.0, thermal_noise=0.0
    )
    known = augmented(db, config, np.random.default_rng(0), calibrated=True)
    unknown = augmented(db, config, np.random.default_rng(0), calibrated=False)
    torch.testing.assert_close(unknown, db)
    assert float((known - db).abs().mean()) > 1.0


def test_only_calibrated_scenes_are_raised_to_the_level_of_rtc() -> None:
    db = torch.from_numpy(two_halves(0).scene.db.astype(np.float32)) - 12.0
    config = CropConfig(as_rtc=1.0, gain_db=0.0, unknown_gain_db=0.0, contrast=0.0, thermal_noise=0.0)
    raised = []
    for seed in range(20):
        known, unknown = (
            augmented(db, config, np.random.default_rng(seed), calibrated=flag) for flag in (True, False)
        )
        torch.testing.assert_close(unknown, db)
        raised.append(float((known - db).mean()))
        torch.testing.assert_close(known - db, torch.full_like(db, raised[-1]), atol=1e-3, rtol=0)
    assert min(raised) >= RTC_DB[0] - 0.01
    assert max(raised) <= RTC_DB[1] + 0.01
    assert max(raised) - min(raised) > 1.0


def test_calibrated_and_uncalibrated_scenes_are_kinds_of_their_own() -> None:
    known, unknown = two_halves(0), two_halves(1)
    unknown.scene.normalisation = Normalisation().blended([None, None], calibrated=False)
    crops = LabelledCrops([known, known, unknown], 2, CropConfig(size=32), length=1, seed=0)
    np.testing.assert_allclose(crops.share.sum(axis=1), 0.5)


@torch.no_grad()
def test_hidden_tokens_leave_the_convolutions_alone() -> None:
    network = network_to_train([50, 80], None, None).train()
    network.head.project.weight.normal_()
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eval()
    x, taps = torch.randn(4, 2, 32, 32), len(network.config.taps)
    some, others = ([torch.randn(4, 16, network.backbone.embed_dim) for _ in range(taps)] for _ in range(2))
    network.head.hide_tokens = 1.0
    torch.testing.assert_close(*(network.head.features(x, tapped, (4, 4)) for tapped in (some, others)))
    network.head.hide_tokens = 0.0
    seen = [network.head.features(x, tapped, (4, 4)) for tapped in (some, others)]
    assert not torch.allclose(*seen)
    network.head.eval()
    network.head.hide_tokens = 1.0
    torch.testing.assert_close(network.head.features(x, others, (4, 4)), seen[1])


def test_confidence_is_right_in_small_groups_too() -> None:
    """A large group that is surely wrong now and then does not decide alone."""
    rng = torch.Generator().manual_seed(0)

    def group(pixels: int, right: float, logit: float) -> tuple[torch.Tensor, torch.Tensor]:
        labels = torch.zeros(pixels, dtype=torch.int64)
        logits = torch.zeros(pixels, 2)
        logits[:, 0] = logit
        logits[torch.rand(pixels, generator=rng) > right, 0] = -logit
        return logits, labels

    small, large = group(2_000, 0.9, 1.1), group(50_000, 0.9, 6.0)
    alone = fit_confidence([small])
    assert alone == pytest.approx(0.5, abs=0.05)
    assert fit_temperature(torch.cat([small[0], large[0]]), torch.cat([small[1], large[1]])) > 2
    assert fit_confidence([small, small, large]) < 1


@pytest.mark.parametrize("calibrated", [True, False])
def test_scores_in_memory_tell_the_network_what_users_tell_it(calibrated: bool) -> None:
    network = with_inputs(tiny_network(), 3).eval()
    scene = two_halves(0).scene
    scene.normalisation = FLAGGED.blended([None, None], calibrated=calibrated)
    seen = []
    network.register_forward_pre_hook(lambda _, given: seen.append(given[0][:, 2].unique().tolist()))
    logits_of(network, scene, torch.device("cpu"), "fp32")
    assert seen and all(values == [float(calibrated)] for values in seen)
