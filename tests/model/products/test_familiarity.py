"""Familiarity among the products: the raster on the token grid, the share, and models that know nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.errors.errors import NoReference
from model.features.job import features
from model.protocol.exploring import FeaturesRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.familiarity import strange_scene, teach
from tests.model.fixtures.pipeline import read_products, run, run_one, save_tiny, write_scene

TAG = "SARDINO_UNFAMILIAR_SHARE"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The scene that the model knows."""
    return write_scene(tmp_path_factory.mktemp("known") / "known.tif", 300, 300, full=True)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, known: str) -> Path:
    """A model that knows the ground of one scene."""
    path = tmp_path_factory.mktemp("taught") / "tiny.safetensors"
    save_tiny(path)
    return teach(path, known)


def _strange(path: Path) -> str:
    """Usual ground in the west, strange ground in the east."""
    return strange_scene(path, 600, known=300)


def test_strange_ground_is_marked_and_counted(taught: Path, tmp_path: Path) -> None:
    path = _strange(tmp_path / "s.tif")
    result = run_one(path, tmp_path / "out", taught, outputs=["landcover", "familiarity"], attention="tokens")
    values = read_products(result)["familiarity"][0]
    assert values.dtype == np.uint8 and values.max() <= 100
    assert (values[4:-4, 44:-4] < 5).mean() > 0.8
    assert (values[4:-4, 4:28] < 5).mean() < 0.2
    assert result.unfamiliar_share == pytest.approx((values[values <= 100] < 5).mean(), abs=1e-6)
    with rasterio.open(result.products["familiarity"]) as file:
        assert file.nodata == 255
        assert file.res == (80, 80)
        assert float(file.tags()[TAG]) == pytest.approx(result.unfamiliar_share, rel=1e-3)
        assert file.descriptions == ("Familiarity (%)",)


def test_the_figure_comes_with_every_run(taught: Path, known: str, tmp_path: Path) -> None:
    result = run_one(known, tmp_path / "out", taught, outputs=["landcover"])
    assert set(result.products) == {"landcover"}
    assert result.unfamiliar_share is not None and result.unfamiliar_share < 0.1
    with rasterio.open(result.products["landcover"]) as file:
        assert TAG in file.tags()


def test_kept_features_know_the_figure(taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))
    path = _strange(tmp_path / "s.tif")
    request = FeaturesRequest(SceneSpec(path, units="db"), model=str(taught), device="cpu", precision="fp32")
    answers = [
        features(request, progress=lambda *_, **__: None, cancelled=lambda: False) for _ in ("made", "kept")
    ]
    assert [answer.kept for answer in answers] == [False, True]
    assert answers[0].unfamiliar == answers[1].unfamiliar == pytest.approx(0.5, abs=0.15)


def test_familiarity_costs_no_second_pass_and_changes_no_other_product(
    taught: Path, known: str, tmp_path: Path
) -> None:
    save_tiny(tmp_path / "plain.safetensors")
    plain = run_one(known, tmp_path / "plain", tmp_path / "plain.safetensors")
    full = run_one(known, tmp_path / "full", taught)
    for name, values in read_products(plain).items():
        np.testing.assert_array_equal(read_products(full)[name], values)


def test_ground_without_a_class_does_not_count(taught: Path, tmp_path: Path) -> None:
    path = write_scene(tmp_path / "s.tif", 300, 300)
    result = run_one(path, tmp_path / "out", taught, outputs=["familiarity"], attention="tokens")
    values = read_products(result)["familiarity"][0]
    assert (values[:18, :18] == 255).all()
    assert (values[20:, 20:37] <= 100).all()


def test_an_extent_has_the_values_of_the_whole(taught: Path, tmp_path: Path) -> None:
    path = _strange(tmp_path / "s.tif")
    with rasterio.open(path) as file:
        west, south, east, north = file.bounds
    whole = run_one(path, tmp_path / "whole", taught, outputs=["familiarity"])
    part = run_one(
        path, tmp_path / "part", taught, outputs=["familiarity"], extent=[west + 2400, south, east, north]
    )
    with (
        rasterio.open(whole.products["familiarity"]) as all_of_it,
        rasterio.open(part.products["familiarity"]) as some,
    ):
        window = rasterio.windows.from_bounds(*some.bounds, all_of_it.transform)
        np.testing.assert_array_equal(all_of_it.read(1, window=window), some.read(1))


def test_a_model_that_does_not_know_its_ground_makes_a_map_without_the_figure(
    known: str, tmp_path: Path
) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    result = run_one(known, tmp_path / "out", tmp_path / "tiny.safetensors", outputs=["landcover"])
    assert result.unfamiliar_share is None
    with rasterio.open(result.products["landcover"]) as file:
        assert TAG not in file.tags()
    with pytest.raises(NoReference):
        run(known, tmp_path / "out2", tmp_path / "tiny.safetensors", outputs=["familiarity"])
    assert not (tmp_path / "out2").exists()
