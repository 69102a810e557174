"""What is scored is what users get: logits of scenes in memory, and maps of finished models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from affine import Affine

from model.checkpoint.checkpoint import load_checkpoint
from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene, load_scene
from model.errors.errors import InvalidRequest
from model.evaluate.mapped import Mapped, mapped
from model.evaluate.unet import SmallUNet
from model.inference.engine import load_engine
from model.inference.in_memory import logits_of
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation
from tests.model.fixtures.pipeline import TINY, file_size_limit, run, write_scene
from tests.model.fixtures.scenes import UTM_GRID, speckled_power, write_raster

CPU = torch.device("cpu")
ROWS, COLS = 530, 300


@pytest.mark.parametrize("shift", [0, 3], ids=["on the grid of tokens", "beside it"])
def test_scenes_in_memory_get_the_logits_of_their_products(model: Path, tmp_path: Path, shift: int) -> None:
    path = write_scene(
        tmp_path / "vv.tif", ROWS, COLS, transform=UTM_GRID @ Affine.translation(shift, -shift)
    )
    products = run(path, tmp_path, model).scenes[0].products
    with rasterio.open(products["landcover"]) as codes, rasterio.open(products["confidence"]) as percent:
        codes, percent = codes.read(1), percent.read(1)
    engine = load_engine(str(model), "cpu", "fp32")
    scene = load_scene(Path(path), engine.normalisation)

    probabilities = np.asarray(
        torch.from_numpy(logits_of(engine.loaded.network, scene, CPU, "fp32")).softmax(0), np.float32
    )

    there = scene.valid
    assert 0.5 < there.mean() < 0.9
    same = np.array(TINY.classes)[probabilities.argmax(0)] == codes
    assert same[there].mean() > 0.998  # scenes in memory are float16
    assert len(np.unique(codes[there])) > 1
    np.testing.assert_allclose(100 * probabilities.max(0)[there], percent[there], atol=1.5)


def test_a_scene_smaller_than_a_tile_has_logits_at_every_pixel(model: Path) -> None:
    db = (10 * np.log10(speckled_power((40, 70), -12.0))).astype(np.float16)
    scene = LoadedScene("small", np.stack([db, db]), np.ones((40, 70), bool), (True, True), Normalisation())
    found = logits_of(load_checkpoint(model).network, scene, CPU)
    assert found.shape == (3, 40, 70)
    assert (np.abs(found).max(axis=0) > 0).all()


def test_the_unet_is_scored_by_the_same_tiles() -> None:
    torch.manual_seed(0)
    unet = SmallUNet((10, 50), widths=(4, 8, 8)).eval()
    db = (10 * np.log10(speckled_power((300, 290), -12.0))).astype(np.float16)
    valid = np.ones(db.shape, bool)
    scene = LoadedScene("s", np.stack([db, db]), valid, (True, True), Normalisation(), anchor=(5, 2))
    found = logits_of(unet, scene, CPU, "fp32")
    x = torch.from_numpy(scene.normalisation.apply(scene.db.astype(np.float32), valid, (True, True)))
    with torch.inference_mode():
        whole = unet(x[None, :, :256, :256]).logits[0].numpy()
    # Far from the edges of a tile the U-Net sees the same ground, whatever the tile.
    np.testing.assert_allclose(found[:, 96:160, 96:160], whole[:, 96:160, 96:160], atol=0.05)


def _map(model: Path, spec: SceneSpec) -> Mapped:
    (found,) = mapped(model, [spec], TINY.classes, "cpu")
    return found


def test_maps_that_are_scored_are_the_products(model: Path, tmp_path: Path) -> None:
    path = write_scene(tmp_path / "vv.tif", 200, 170)
    found = _map(model, SceneSpec(path, units="db"))
    products = run(path, tmp_path / "out", model, precision="auto").scenes[0].products
    with rasterio.open(products["landcover"]) as codes, rasterio.open(products["confidence"]) as percent:
        codes, percent = codes.read(1), percent.read(1)
    there = codes != 0
    np.testing.assert_array_equal(found.index == UNLABELLED, ~there)
    np.testing.assert_array_equal(np.array(TINY.classes)[found.index[there]], codes[there])
    np.testing.assert_allclose(found.confidence[there], percent[there] / 100, atol=1e-6)


def test_maps_lie_on_the_working_grid(model: Path, tmp_path: Path) -> None:
    fine = {"transform": UTM_GRID @ Affine.scale(0.5)}
    path = write_scene(tmp_path / "fine.tif", 200, 170, full=True, **fine)
    south = write_raster(
        tmp_path / "south.tif",
        _values(path)[::-1],
        names=["VV"],
        transform=fine["transform"] @ Affine.translation(0, 200) @ Affine.scale(1, -1),
    )
    up, down = (_map(model, SceneSpec(each, units="db")) for each in (path, south))
    assert up.index.shape == (100, 85)
    assert up.confidence[:30].mean() != pytest.approx(up.confidence[-30:].mean(), abs=1e-3)
    np.testing.assert_array_equal(up.index, down.index)
    np.testing.assert_array_equal(up.confidence, down.confidence)


def test_labels_without_a_map_are_an_error(model: Path, tmp_path: Path) -> None:
    found = _map(model, SceneSpec(write_scene(tmp_path / "vv.tif", 100, 80), units="db"))
    labels = np.full((100, 80), UNLABELLED, np.uint8)
    labels[60:70] = 1
    assert np.sum(found.counts(labels, 3)["confusion"]) == 800
    labels[0, 0] = 1  # nodata
    with pytest.raises(InvalidRequest, match="not on the map"):
        found.counts(labels, 3)


def test_a_scene_without_a_map_is_named(model: Path, tmp_path: Path) -> None:
    spec = SceneSpec(write_scene(tmp_path / "vv.tif", 64, 64), units="db")
    with file_size_limit(500), pytest.raises(InvalidRequest, match=r"^vv\.tif has no map: \w"):
        list(mapped(model, [spec], TINY.classes, "cpu"))


def _values(path: str) -> np.ndarray:
    with rasterio.open(path) as file:
        return file.read(1)
