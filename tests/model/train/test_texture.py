"""A finished network joined with a classifier of local means and deviations."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from rasterio.transform import from_origin

from model.checkpoint.card import read_card
from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.weights import read_model
from model.commands.main import main
from model.data.labels import UNLABELLED
from model.errors.errors import InvalidRequest
from model.inference import refinement as numpy_refinement
from model.network.config import POLARISATIONS
from model.network.network import SarSegmenter
from model.train.crops import LabelledScene
from model.train.start import with_classes
from model.train.texture import TextureConfig, _batches, _levels, with_texture
from model.training.calibration import apply_temperature
from tests.model.fixtures.cards import card
from tests.model.fixtures.scenes import dual_power, write_raster
from tests.model.fixtures.train import TINY, dual, two_halves, write_polygons, write_scene

SHORT = TextureConfig(hidden=16, steps=200, batch=256)


def _silent(_line: str) -> None:
    pass


def _network() -> SarSegmenter:
    torch.manual_seed(0)
    return SarSegmenter(TINY).eval()


def _joined() -> SarSegmenter:
    return with_texture(_network(), [dual()], SHORT, _silent)


def _image(item: LabelledScene) -> torch.Tensor:
    scene = item.scene
    return torch.from_numpy(
        scene.normalisation.apply(scene.db.astype("float32"), scene.valid, scene.present)
    )[None]


@torch.inference_mode()
def test_it_counts_where_both_polarisations_are_and_nowhere_else() -> None:
    with torch.inference_mode(False):
        network, joined = _network(), _joined()
    both = _image(dual(1))
    added = joined(both).logits - network(both).logits
    known = dual(1).labels != UNLABELLED
    assert (added.argmax(dim=1)[0].numpy()[known] == dual(1).labels[known]).mean() > 0.95
    for missing in (0, 1):
        alone = both.clone()
        alone[:, missing] = 0
        torch.testing.assert_close(joined(alone).logits, network(alone).logits, rtol=0, atol=0)
    assert network.refine is None


@torch.inference_mode()
def test_it_does_not_look_at_the_networks_features() -> None:
    with torch.inference_mode(False):
        joined = _joined()
    deep = joined.head.classify.in_channels
    assert joined.refine is not None
    assert not joined.refine.hidden.weight[:, :deep].any()
    assert (joined.refine.scale[:deep] > 0).all()  # known for fine-tuning, which adds units of its own


def test_pixels_are_raised_to_the_level_of_rtc_products() -> None:
    """The levels by the same number of dB, 0.5 to 3; local deviations stay."""
    config = dataclasses.replace(SHORT, as_rtc=1.0, gain_db=0.0, own_gain_db=0.0, steps=1)
    std = torch.tensor([2.0, 4.0])
    channels = POLARISATIONS * (1 + 2 * len(config.windows))
    some, _ = next(_batches(torch.zeros(9, channels), torch.zeros(9, dtype=torch.long), std, config))
    db = some[:, :POLARISATIONS] * std
    assert ((db >= 0.5) & (db <= 3)).all() and db[:, 0].std() > 0.3
    torch.testing.assert_close(db[:, 0], db[:, 1])
    deviations = _levels(channels).sum(0) == 0
    assert deviations.sum() == POLARISATIONS * len(config.windows)
    assert not some[:, deviations].any()


def test_features_without_weights_are_not_computed(tmp_path: Path) -> None:
    save_checkpoint(tmp_path / "joined.safetensors", _joined(), card(TINY.classes), half=False)
    refine = numpy_refinement.Refinement.of(read_model(tmp_path / "joined.safetensors"))
    assert refine is not None
    image = np.random.default_rng(0).normal(size=(1, 2, 16, 16)).astype(np.float32)
    features = np.full((1, TINY.feature_channels, 16, 16), np.nan, np.float32)
    assert np.isfinite(refine.of_maps(features, image, None)).all()


def test_the_temperature_counts_for_both_opinions() -> None:
    joined = _joined()
    both = _image(dual(1))
    with torch.inference_mode():
        before = joined(both).logits
        apply_temperature(joined, 2.0)
        torch.testing.assert_close(joined(both).logits, before / 2)


@torch.inference_mode()
def test_a_joined_network_keeps_what_it_knew_of_common_classes() -> None:
    with torch.inference_mode(False):
        joined = _joined()
        changed = with_classes(joined, [40, 50, 80], "tiny").eval()
    both = _image(dual(1))
    torch.testing.assert_close(changed(both).logits[:, 1:], joined(both).logits)


def test_other_scenes_teach_it_nothing() -> None:
    with pytest.raises(InvalidRequest, match="calibrated scenes with VV and VH"):
        with_texture(_network(), [two_halves(0)], SHORT, _silent)


def test_training_joins_once_and_every_runtime_says_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    write_scene(scenes / "north_1.tif")
    bands = 10 * np.log10(dual_power((64, 64)))
    place = from_origin(600_000.0, 5_000_000, 10, 10)
    write_raster(scenes / "south_1.tif", bands, names=("VV", "VH"), crs="EPSG:32631", transform=place)
    for name in ("north_1", "south_1"):
        write_polygons(tmp_path / f"{name}.gpkg", [name, name])
    labels = [str(tmp_path / f"{name}.gpkg") for name in ("north_1", "south_1")]
    words = ["train", str(scenes), "--labels", *labels, "--batch", "2", "--crop-size", "32"]
    words += ["--workers", "0", "--device", "cpu", "--texture-steps", "20", "--consistency-batch", "0"]
    plain, out = tmp_path / "plain.safetensors", tmp_path / "mine.safetensors"
    assert main([*words, "--steps", "1", "--out", str(plain)]) == 0
    # No further step: the network stays as it was, and gets the second opinion.
    start = ["--start-from", str(plain), "--steps", "0", "--texture"]
    assert main([*words, *start, "--out", str(out)]) == 0
    texture = read_card(out)["training"]["texture"]
    assert (texture["hidden"], texture["steps"]) == (128, 20)
    one, two = load_checkpoint(plain).network, load_checkpoint(out).network
    assert (two.config.texture, two.config.hidden) == ((5, 15, 31), 128)
    torch.testing.assert_close(
        two.state_dict()["head.classify.weight"], one.state_dict()["head.classify.weight"]
    )
    x = torch.randn(1, 2, 64, 64)
    light = numpy_refinement.Refinement.of(read_model(out))
    assert light is not None and two.refine is not None
    with torch.inference_mode():
        for missing in (None, 0):
            if missing is not None:
                x[:, missing] = 0
            features = two(x).features
            said = two.refine(features, x, None)
            np.testing.assert_allclose(light.of_maps(features.numpy(), x.numpy(), None), said, atol=1e-4)
        assert not said.any()
    capsys.readouterr()
    start[1] = str(out)
    assert main([*words, *start, "--out", str(tmp_path / "twice.safetensors")]) == 2
    assert "has a classifier of texture already" in capsys.readouterr().err
