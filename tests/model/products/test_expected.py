"""Classes that cannot be there are never said, and prior shares shift the logits by a known amount."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import torch
from rasterio.transform import from_origin

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.offsets import NONE, Adjustment
from model.data.scenes import load_scene
from model.errors.errors import InvalidRequest
from model.inference.compute import Inference
from model.inference.in_memory import logits_of
from model.products.expected import Expected, expected
from model.protocol.values import ClassInfo, SceneSpec
from model.sar.normalise import Normalisation
from tests.model.fixtures.cards import card
from tests.model.fixtures.pipeline import (
    TINY,
    read_products,
    run,
    run_one,
    save_tiny,
    tiny_network,
    write_scene,
)
from tests.model.fixtures.scenes import dual_power, write_raster

FOREST = unicodedata.normalize("NFC", "Forêt")
CLASSES = [
    ClassInfo(1, FOREST, "#006400"),
    ClassInfo(2, "Rice / paddy", "#ffbb22"),
    ClassInfo(3, "水田", "#0064c8"),
    ClassInfo(4, "Twin", "#000000"),
    ClassInfo(5, "twin", "#ffffff"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    save_tiny(path)
    return path


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A scene of several tiles without nodata."""
    return write_scene(tmp_path_factory.mktemp("wide") / "wide.tif", 300, 420, full=True)


def softmax(logits: np.ndarray) -> np.ndarray:
    return torch.from_numpy(logits).softmax(dim=0).numpy()


# --- which classes --------------------------------------------------------------------------------


def test_codes_names_and_names_in_other_scripts_find_their_class() -> None:
    decomposed = unicodedata.normalize("NFD", "FORÊT ")
    assert decomposed.strip().casefold() != FOREST.casefold()
    found = expected(CLASSES, [decomposed, "  rice  / PADDY", "水田", "004"], {})
    assert found.codes == [1, 2, 3, 4]
    assert [item.code for item in found.excluded] == [5]
    assert found.shares == () and found.tags()["SARDINO_EXCLUDED_CLASSES"] == "5 twin"


def test_offsets_of_the_card_are_added_to_what_the_shares_add() -> None:
    found = expected(CLASSES, ["1", "3"], {}).adjusted(Adjustment({3: -0.8, 5: 2.0}))
    assert found.added == [0.0, -0.8]
    shared = expected(CLASSES, [], {"1": 1, "3": 3}).adjusted(Adjustment({3: -0.8}))
    assert shared.added == pytest.approx([math.log(0.5), math.log(1.5) - 0.8])
    assert shared.adjusted(NONE).offsets == ()


def test_without_a_choice_every_class_is_expected() -> None:
    found = expected(CLASSES, [], {})
    assert found.codes == [1, 2, 3, 4, 5]
    assert not found.excluded and not found.tags() and not found.priors


def test_shares_alone_say_which_classes_there_are_and_are_normalised() -> None:
    found = expected(CLASSES, [], {"3": 6, FOREST: 2})
    assert found.codes == [1, 3]
    assert found.priors == {"1": 0.25, "3": 0.75}
    assert found.added == pytest.approx([math.log(0.25 * 2), math.log(0.75 * 2)])
    assert found.tags()["SARDINO_PRIOR_SHARES"] == "1=0.25, 3=0.75"
    assert expected(CLASSES, [], {"1": 7, "2": 7}).added == [0.0, 0.0]


@pytest.mark.parametrize(
    ("words", "priors", "message", "remedy"),
    [
        (["1", "9"], {}, "no class '9'", "1 Forêt, 2 Rice / paddy, 3 水田"),
        (["1", "Wald"], {}, "no class 'Wald'", "3 水田"),
        (["1", ""], {}, "no class ''", "1 Forêt"),
        (["1", "-1"], {}, "no class '-1'", "1 Forêt"),
        (["1"], {}, "Only one class is expected (Forêt)", "at least two"),
        (["1", FOREST, "01"], {}, "Only one class", "at least two"),
        ([], {"2": 1.0}, "Only one class", "at least two"),
        (["1", "twin"], {}, "several classes named 'twin'", "4 Twin, 5 twin"),
        (["1", "2"], {"1": 0.5, "2": 0}, "share of '2' is 0", "leave the class out"),
        (["1", "2"], {"1": 0.5, "2": -1.0}, "share of '2' is -1", "leave the class out"),
        ([], {"1": math.nan, "2": 1.0}, "share of '1' is nan", "leave the class out"),
        ([], {"1": math.inf, "2": 1.0}, "share of '1' is inf", "leave the class out"),
        (["1", "2", "3"], {"1": 0.5, "2": 0.5}, "no prior share: 3 水田", "every expected class"),
        (["1", "2"], {"1": 0.5, "2": 0.3, "3": 0.2}, "not expected: 3 水田", "leave out their shares"),
        ([], {"1": 0.5, FOREST: 0.5}, "two prior shares", "one share"),
        ([], {"1": 0.5, "x": 0.5}, "no class 'x'", "2 Rice / paddy"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    words: list[str], priors: dict[str, float], message: str, remedy: str
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        expected(CLASSES, words, priors)
    assert message in str(caught.value)
    assert remedy in caught.value.remedy


def test_a_model_of_one_class_still_works() -> None:
    assert expected(CLASSES[:1], [], {}) == Expected((CLASSES[0],))


# --- the products ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "kept", "added"),
    [
        ({"classes": ["10", "80"]}, [0, 2], [0.0, 0.0]),
        ({"priors": {"10": 1, "50": 1, "80": 18}}, [0, 1, 2], np.log(np.array([0.05, 0.05, 0.9]) * 3)),
        ({"priors": {"Built-up": 3, "80": 1}}, [1, 2], np.log(np.array([0.75, 0.25]) * 2)),
    ],
)
def test_map_and_confidence_are_the_softmax_over_what_is_left(
    wide: str, model: Path, tmp_path: Path, options: dict[str, Any], kept: list[int], added: Any
) -> None:
    normalisation = Normalisation.from_card(card(TINY.classes)["normalisation"])
    scene = load_scene(Path(wide), normalisation)
    logits = logits_of(tiny_network(), scene, torch.device("cpu"), "fp32")[kept]
    truth = softmax(logits + np.asarray(added, np.float32)[:, None, None])
    products = read_products(run_one(wide, tmp_path / "out", model, **options))
    codes = np.array(TINY.classes)[kept]
    clear = np.sort(truth, axis=0)[-1] - np.sort(truth, axis=0)[-2] > 0.01
    assert clear.mean() > 0.9
    # Scenes in memory are kept as float16: a few pixels on the border between two classes may differ.
    assert np.mean(products["landcover"][0][clear] == codes[truth.argmax(0)][clear]) > 0.995
    off = np.abs(products["confidence"][0].astype(float) - 100 * truth.max(axis=0))
    assert np.percentile(off, 99) < 2.0


def test_a_cards_offsets_and_scale_act_on_calibrated_scenes_with_both_polarisations_alone(
    tmp_path: Path,
) -> None:
    """Against the same network without both; expected classes, shares and offsets go together."""
    plain, leaning = tmp_path / "plain.safetensors", tmp_path / "leaning.safetensors"
    offsets = {"50": 1.5, "10": -0.5}
    save_checkpoint(plain, tiny_network(), card(TINY.classes))
    save_checkpoint(leaning, tiny_network(), card(TINY.classes, dual_offsets=offsets, dual_scale=0.5))
    bands = 10 * np.log10(dual_power((96, 128)))
    dual = write_raster(tmp_path / "dual.tif", bands, names=["VV", "VH"])
    single = write_raster(tmp_path / "single.tif", bands[:1], names=["VV"])
    grey = np.clip(8 * bands + 250, 1, 255).astype(np.uint8)
    uncalibrated = write_raster(tmp_path / "grey.tif", grey, names=["VV", "VH"])

    def maps(path: str, model: Path, name: str, **options: Any) -> dict[str, np.ndarray]:
        spec = SceneSpec(path)
        return read_products(run_one(path, tmp_path / f"{name}_{model.stem}", model, spec=spec, **options))

    for path, name in ((single, "single"), (uncalibrated, "grey")):
        before, after = maps(path, plain, name), maps(path, leaning, name)
        assert np.array_equal(before["landcover"], after["landcover"])
        assert np.array_equal(before["confidence"], after["confidence"])
    scene = load_scene(Path(dual), Normalisation.from_card(card(TINY.classes)["normalisation"]))
    logits = logits_of(tiny_network(), scene, torch.device("cpu"), "fp32")[1:]
    truth = softmax(
        0.5 * logits + np.array([1.5 + np.log(0.2 * 2), np.log(0.8 * 2)], np.float32)[:, None, None]
    )
    said = maps(dual, leaning, "dual", priors={"50": 0.2, "80": 0.8})
    clear = np.abs(truth[0] - truth[1]) > 0.01
    assert np.mean(said["landcover"][0][clear] == np.where(truth[0] > truth[1], 50, 80)[clear]) > 0.995


def test_what_is_left_out_is_in_no_product(scene_path: str, model: Path, tmp_path: Path) -> None:
    free = run_one(scene_path, tmp_path / "free", model)
    bound = run_one(scene_path, tmp_path / "bound", model, classes=["50", "permanent WATER bodies"])
    assert {"10", "80"} <= set(free.areas_ha), "the test needs these classes on the free map"
    assert set(bound.areas_ha) == {"50", "80"}
    assert sum(bound.areas_ha.values()) == pytest.approx(sum(free.areas_ha.values()))
    assert [item.code for item in bound.classes] == [50, 80]
    assert [item.code for item in bound.excluded] == [10] and not free.excluded
    before, after = read_products(free), read_products(bound)
    assert set(np.unique(after["landcover"])) == {0, 50, 80}
    ground = before["landcover"] > 0
    assert np.array_equal(ground, after["landcover"] > 0), "nodata stays nodata"
    kept = ground & (before["landcover"] != 10)
    assert np.array_equal(before["landcover"][kept], after["landcover"][kept])
    assert (after["confidence"][kept] >= before["confidence"][kept]).all()
    assert np.array_equal(before["attention"], after["attention"], equal_nan=True)
    with rasterio.open(bound.products["landcover"]) as file:
        tags, colours = file.tags(), file.colormap(1)
    assert tags["SARDINO_EXPECTED_CLASSES"] == "50 Built-up, 80 Permanent water bodies"
    assert tags["SARDINO_EXCLUDED_CLASSES"] == "10 Tree cover"
    assert colours[10][:3] == (0, 0, 0) and colours[50][:3] == (250, 0, 0), "no colour of its own"
    with rasterio.open(free.products["landcover"]) as file:
        assert not [name for name in file.tags() if "EXPECTED" in name or "PRIOR" in name]


def test_a_resampled_scene_says_only_expected_classes(model: Path, tmp_path: Path) -> None:
    coarse = write_scene(tmp_path / "coarse.tif", 150, 160, transform=from_origin(500_000, 4_000_000, 20, 20))
    result = run_one(coarse, tmp_path / "out", model, priors={"50": 0.4, "80": 0.6})
    assert set(np.unique(read_products(result)["landcover"])) <= {0, 50, 80}
    assert result.priors == {"50": 0.4, "80": 0.6}


def test_no_further_pass_of_the_network(
    wide: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles: list[int] = []
    real = Inference.run

    def counted(self: Inference, x: torch.Tensor, valid: torch.Tensor | None) -> Any:
        tiles.append(len(x))
        return real(self, x, valid)

    monkeypatch.setattr(Inference, "run", counted)
    run_one(wide, tmp_path / "free", model)
    free = sum(tiles)
    tiles.clear()
    run_one(wide, tmp_path / "bound", model, priors={"10": 0.3, "80": 0.7})
    assert sum(tiles) == free


def test_a_request_for_an_unknown_class_writes_nothing(wide: str, model: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no class 'Mangroves'"):
        run(wide, tmp_path / "out", model, classes=["10", "Mangroves"])
    assert not (tmp_path / "out").exists()
