"""Classes and confidence: the fast ways against slow ones that are plainly right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch

from model.inference import compute
from model.inference.engine import load_engine
from model.inference.tiles import TileGrid
from model.products.classify import classify
from model.protocol.values import SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window
from tests.model.fixtures.pipeline import TINY, read_products, run_one, write_scene


def _reference(logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Class index and percent of logits [classes, h, w], in double precision."""
    power = np.exp(logits.astype(np.float64) - logits.max(axis=0))
    return logits.argmax(axis=0), np.rint(100 / power.sum(axis=0))


@pytest.mark.parametrize("classes", [1, 2, 8, 40])
@pytest.mark.parametrize("shape", [(1, 1), (3, 5000), (70, 33), (1, 100_000)])
def test_the_best_class_and_its_share(classes: int, shape: tuple[int, int]) -> None:
    logits = np.random.default_rng(0).standard_normal((classes, *shape), np.float32) * 4
    index, percent = classify(logits)
    expected_index, expected_percent = _reference(logits)
    np.testing.assert_array_equal(index, expected_index)
    assert np.abs(percent - expected_percent).max() <= 1
    assert (percent == expected_percent).mean() > 0.9999 or percent.size < 10_000
    assert index.dtype == percent.dtype == np.uint8


def test_of_equal_classes_the_first_wins_as_in_torch() -> None:
    logits = torch.tensor([[[1.0, 0.0, 2.0]], [[1.0, 3.0, 2.0]], [[0.0, 3.0, 2.0]]])
    assert classify(logits.numpy())[0].tolist() == [[0, 1, 0]] == [logits.argmax(dim=0)[0].tolist()]


def test_tensors_get_the_same_as_arrays() -> None:
    """The path of GPUs."""
    torch.manual_seed(1)
    logits = torch.randn(5, 30, 40) * 4
    index, percent = classify(logits)
    expected_index, expected_percent = classify(logits.numpy())
    np.testing.assert_array_equal(index, expected_index)
    assert np.abs(percent.astype(int) - expected_percent).max() <= 1


@pytest.mark.parametrize("careful", [False, True])
def test_products_from_tensors_are_those_from_arrays(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, careful: bool
) -> None:
    """The way of a GPU, with tensors of the CPU: blending, classes and attention."""
    path = write_scene(tmp_path / "s.tif", 290, 530)
    options = {
        "engine": "torch",
        "careful": careful,
        "classes": ["10", "80"],
        "priors": {"10": 1.0, "80": 2.0},
    }
    plain = read_products(run_one(path, tmp_path / "plain", model, **options))
    monkeypatch.setattr(compute.Inference, "place", property(lambda self: torch.device("cpu")))
    found = read_products(run_one(path, tmp_path / "tensors", model, **options))
    assert (found["landcover"] == plain["landcover"]).mean() > 0.9999
    assert np.abs(found["confidence"].astype(int) - plain["confidence"]).max() <= 1
    np.testing.assert_allclose(found["attention"], plain["attention"], rtol=0.01)


@pytest.mark.parametrize("shape", [(290, 530), (600, 700)])
def test_products_are_those_of_a_plain_loop_over_tiles(
    model: Path, tmp_path: Path, shape: tuple[int, int]
) -> None:
    """Tile by tile with the bare network, weighted sums over the whole scene, the best class at the end."""
    path = write_scene(tmp_path / "s.tif", *shape)
    found = read_products(run_one(path, tmp_path / "out", model))
    engine = load_engine(str(model), "cpu", "fp32")
    with open_scene(SceneSpec(path, units="db")) as scene:
        grid = engine.tiles(scene)
        logits = _plain_loop(engine.loaded.network, grid, scene, engine.normalisation)
    index, percent = _reference(logits)
    with rasterio.open(path) as source:
        valid = ~np.isnan(source.read(1))
    codes = np.array(TINY.classes)[index]
    assert (found["landcover"][0] == codes)[valid].mean() > 0.9999
    assert np.abs(found["confidence"][0].astype(int) - percent)[valid].max() <= 1
    assert not found["landcover"][0][~valid].any() and (found["confidence"][0][~valid] == 255).all()


def _plain_loop(network, grid: TileGrid, scene, normalisation) -> np.ndarray:  # type: ignore[no-untyped-def]
    side, classes = grid.tile, len(TINY.classes)
    sums = np.zeros((classes, grid.row_starts[-1] + side, grid.col_starts[-1] + side))
    weights = np.zeros(sums.shape[1:])
    for top in grid.row_starts:
        for left in grid.col_starts:
            read = scene.read(Window(grid.top + top, grid.left + left, side, side))
            if not read.valid.any():
                continue
            x = normalise(read, scene.present, scene.statistics, scene.calibrated, normalisation)
            with torch.inference_mode():
                out = network(torch.from_numpy(x)[None], torch.from_numpy(read.valid)[None]).logits[0]
            here = (slice(top, top + side), slice(left, left + side))
            sums[(slice(None), *here)] += out.numpy() * grid.ramp()
            weights[here] += grid.ramp()
    first = (-grid.top, -grid.left)
    whole = (sums / np.maximum(weights, 1e-12))[:, first[0] :, first[1] :]
    return np.asarray(whole[:, : scene.shape[0], : scene.shape[1]], np.float32)
