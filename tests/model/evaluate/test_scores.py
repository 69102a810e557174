"""Scores, intervals, masks and shallow classifiers of the evaluation, each against a known answer."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tests.model.fixtures.evaluate import NETWORK

pytest.importorskip("sklearn")

from sklearn.neighbors import KNeighborsClassifier

from model.checkpoint.backbones import random_backbone
from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.evaluate.attention_maps import aurocs, iou, mass_masks
from model.evaluate.classifiers import Neighbours, linear, probabilities
from model.evaluate.features import sample, textures
from model.evaluate.finished import otsu
from model.evaluate.maps import (
    at_pixels,
    levelled_maps,
    scene_maps,
    to_pixels,
    token_labels,
    tokens_with_labels,
)
from model.evaluate.scoring import count_pixels, count_scene, interval, scores
from model.evaluate.tables import Found, spread
from model.evaluate.unet import SmallUNet
from model.network.network import SarSegmenter
from model.sar.normalise import Normalisation
from model.train.crops import LabelledScene
from model.training.metrics import boundary_counts, boundary_f1
from model.training.neighbours import NEIGHBOURS, TEMPERATURE


def scene(side: int = 256) -> LoadedScene:
    rng = np.random.default_rng(0)
    db = rng.normal(-15, 4, (2, side, side)).astype(np.float16)
    return LoadedScene("s", db, np.ones((side, side), dtype=bool), (False, True), Normalisation())


def halves(gap: int = 6) -> np.ndarray:
    labels = np.full((40, 40), UNLABELLED, dtype=np.uint8)
    labels[:, : 20 - gap // 2] = 0
    labels[:, 20 + gap // 2 :] = 1
    return labels


def test_boundary_f1_of_a_right_a_shifted_and_a_noisy_map() -> None:
    labels = halves()
    right = (np.arange(40)[None] >= 20).repeat(40, 0).astype(int)
    assert boundary_f1(boundary_counts(labels, right)) == 1.0
    near, far = np.roll(right, 3, 1), np.roll(right, 9, 1)
    near[:, :3], far[:, :9] = 0, 0
    assert boundary_f1(boundary_counts(labels, near)) == 1.0
    assert boundary_f1(boundary_counts(labels, far)) == 0.0
    noise = np.random.default_rng(0).integers(0, 2, labels.shape)
    assert 0.2 < boundary_f1(boundary_counts(labels, noise)) < 0.7
    assert boundary_f1(boundary_counts(labels, np.zeros_like(right))) == 0.0


def test_polygons_far_apart_have_no_border() -> None:
    assert boundary_counts(halves(gap=30), np.zeros((40, 40), dtype=int))[3] == 0
    assert not boundary_counts(np.full((9, 9), UNLABELLED, dtype=np.uint8), np.zeros((9, 9), int)).any()


def test_scores_of_counts_over_scenes() -> None:
    labels = np.array([[0, 0, 1, 1, UNLABELLED]], dtype=np.uint8)
    sure = np.array([[[1.0, 1.0, 0.0, 1.0, 0.5]], [[0.0, 0.0, 1.0, 0.0, 0.5]]], dtype=np.float32)
    one = count_scene(labels, sure)
    found = scores([one, one], [50, 80])
    assert found["overall_accuracy"] == 0.75
    assert found["iou"] == {"50": round(2 / 3, 4), "80": 0.5}
    assert found["f1"] == {"50": 0.8, "80": round(2 / 3, 4)}
    assert found["ece"] == 0.25  # always sure, right in three of four
    assert found["confusion"] == [[4, 0], [2, 2]]
    pixels = count_pixels(labels[labels < 9], sure[:, labels < 9].T)
    assert pixels["confusion"] == one["confusion"]


def test_the_interval_covers_the_score_and_is_wider_with_scenes_that_differ() -> None:
    good = {"confusion": [[9, 1], [1, 9]], "calibration": np.zeros((10, 3)).tolist()}
    poor = {"confusion": [[5, 5], [5, 5]], "calibration": np.zeros((10, 3)).tolist()}
    assert len(set(interval([good] * 8, [50, 80]))) == 1
    low, high = interval([good, poor] * 4, [50, 80])
    assert low < scores([good, poor] * 4, [50, 80])["miou"] < high
    assert interval([good] * 3, [50, 80], "iou.80")[0] == pytest.approx(9 / 11, abs=1e-3)


def test_newest_weights_and_longest_training_count() -> None:
    def row(model: str, steps: int, written: float) -> dict[str, object]:
        values = {"experiment": "e", "method": "m", "source": "all", "percent": 100, "seed": 0}
        return {**values, "model": model, "steps": steps, "written": written}

    rows = [row("old", 900, 1.0), row("new", 20, 2.0), row("new", 500, 3.0)]
    assert [item["steps"] for item in Found(rows, [50, 80]).of("e", "m")] == [500]
    every = Found(rows, [50, 80]).of("e", "m", every_budget=True)
    assert [item["steps"] for item in every] == [20, 500]  # of the newest weights
    rows.append({**row("new", 100, 5.0), "percent": 10})  # a share of the labels has a budget of its own
    found = Found(rows, [50, 80])
    assert [item["steps"] for item in found.of("e", "m", percent=10)] == [100]
    assert found.steps("e", "m") == "100 to 500"
    older = Found(rows, [50, 80], "old")  # the backbone that is asked about counts, if it has rows
    assert [item["steps"] for item in older.of("e", "m")] == [900]
    assert [item["steps"] for item in Found(rows, [50, 80], "unknown").of("e", "m")] == [500]
    assert str(spread([0.1, 0.3])) == "0.200±0.141"
    assert str(spread([0.1])) == "0.100"
    assert spread([]) is None


def test_mass_masks_hold_the_fewest_tokens_of_each_tile() -> None:
    attention = np.zeros((4, 4, 1))
    attention[:2, :2, 0] = [[5, 3], [1, 1]]  # one tile: 60 % needs the two largest
    attention[2, 2, 0] = 7
    mask = mass_masks(attention, 2)[..., 0]
    assert mask[:2, :2].tolist() == [[True, True], [False, False]]
    assert mask[2:, 2:].tolist() == [[True, False], [False, False]]
    assert iou(np.array([True, True, False]), np.array([True, False, True])) == pytest.approx(1 / 3)


def test_auroc_per_head() -> None:
    positive = np.array([False, False, True, True])
    attention = np.array([[0.1, 4], [0.2, 3], [0.3, 2], [0.4, 1]])
    found = aurocs(attention, positive)
    assert found is not None
    assert found.tolist() == [1.0, 0.0]
    assert aurocs(attention, np.zeros(4, dtype=bool)) is None


def test_attention_of_the_last_block_is_the_networks_own() -> None:
    backbone = random_backbone(NETWORK)
    network = SarSegmenter(NETWORK).eval()
    network.backbone.load_state_dict(backbone.module.state_dict())
    item = scene()
    x = item.normalisation.apply(item.db.astype(np.float32), item.valid, item.present)
    with torch.inference_mode():
        own = network(torch.from_numpy(x)[None], attention=True).attention
    maps = scene_maps(backbone, item, torch.device("cpu"))
    assert maps.attention.shape == (32, 32, 4)
    np.testing.assert_allclose(maps.last.transpose(2, 0, 1) / 1024, own[0].numpy(), rtol=0.05)


def test_maps_come_from_the_cache_and_ignore_what_is_not_valid(tmp_path: object) -> None:
    backbone = random_backbone(NETWORK)
    item = scene()
    item.valid[:, 128:] = False
    first = scene_maps(backbone, item, torch.device("cpu"), tmp_path)  # type: ignore[arg-type]
    assert not first.last[:, 16:].any()
    assert first.last[:, :16].astype(np.float32).mean() == pytest.approx(1.0, rel=0.01)
    item.db[:] = 0
    again = scene_maps(backbone, item, torch.device("cpu"), tmp_path)  # type: ignore[arg-type]
    assert np.array_equal(first.tokens, again.tokens)
    levelled = levelled_maps(backbone, item, torch.device("cpu"), tmp_path)  # type: ignore[arg-type]
    assert levelled.tokens.shape == (32, 32, 0)  # not those above: a cache of their own
    item.db[:] = -5
    again = levelled_maps(backbone, item, torch.device("cpu"), tmp_path)  # type: ignore[arg-type]
    assert np.array_equal(levelled.attention, again.attention)


def test_tokens_and_pixels_lie_on_each_other() -> None:
    labels = np.full((32, 32), UNLABELLED, dtype=np.uint8)
    labels[8:16, 16:24] = 1
    item = LabelledScene(scene(32), labels)
    tokens = token_labels(item, 8)
    assert np.argwhere(tokens == 1).tolist() == [[1, 2]]
    assert tokens_with_labels(item, 8)[:3, 1:].all()
    assert not tokens_with_labels(item, 8)[:, 0].any()
    large = to_pixels((tokens == 1)[..., None].astype(np.float32), 8, (32, 32))
    assert large.shape == (1, 32, 32)
    pixels = np.arange(0, 32 * 32, 7)
    some = at_pixels((tokens == 1)[..., None].astype(np.float32), 8, 32, pixels)
    np.testing.assert_allclose(some[:, 0], large[0].ravel()[pixels], atol=1e-6)
    assert np.unravel_index(large[0].argmax(), (32, 32))[0] in range(8, 16)


def test_textures_are_local_means_and_deviations_of_what_is_there() -> None:
    item = scene(64)
    found = textures(item)
    assert found.shape == (64, 64, 7)
    window = item.db[1, 30:35, 20:25].astype(np.float32)
    assert found[32, 22, 1] == pytest.approx(window.mean(), abs=1e-3)
    assert found[32, 22, 2] == pytest.approx(window.std(), abs=1e-2)


def test_samples_are_capped_per_class() -> None:
    labels = np.array([0] * 50 + [1] * 3 + [UNLABELLED] * 9, dtype=np.uint8)
    chosen = sample(labels, 2, 10, np.random.default_rng(0))
    assert np.bincount(labels[chosen]).tolist() == [10, 3]


def test_neighbours_and_probes_give_probabilities_of_every_class() -> None:
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(m, 0.3, (50, 4)) for m in ([1, 0, 0, 5], [0, 1, 0, 5])])
    y = np.repeat([0, 2], 50).astype(np.uint8)
    for model in (Neighbours(), linear(0)):
        model.fit(x, y)
        said = probabilities(model, x, 3)
        assert said.shape == (100, 3)
        assert (said.argmax(axis=1) == y).mean() > 0.95
        np.testing.assert_allclose(said.sum(axis=1), 1, rtol=1e-5)
        assert not said[:, 1].any()


def test_otsu_parts_two_humps() -> None:
    rng = np.random.default_rng(0)
    values = np.concatenate([rng.normal(-25, 1, 300), rng.normal(-15, 2, 900)]).astype(np.float32)
    assert -23 < otsu(values) < -18


def test_the_small_unet_has_the_size_that_its_name_says() -> None:
    network = SmallUNet((10, 20, 30, 40, 50, 60, 80, 90))
    assert 0.85e6 < sum(p.numel() for p in network.parameters()) < 0.95e6
    assert network(torch.zeros(1, 2, 64, 64)).logits.shape == (1, 8, 64, 64)


def test_k_nn_gives_what_scikit_learn_gives() -> None:
    rng = np.random.default_rng(0)
    x, asked = rng.normal(size=(400, 12)), rng.normal(size=(90, 12))
    y = rng.integers(0, 4, 400).astype(np.uint8)
    peer = KNeighborsClassifier(
        NEIGHBOURS,
        metric="cosine",
        algorithm="brute",
        weights=lambda distance: np.exp(-distance / TEMPERATURE),
    )
    centre = x.mean(axis=0)
    expected = peer.fit(x - centre, y).predict_proba(asked - centre)
    np.testing.assert_allclose(Neighbours().fit(x, y).predict_proba(asked), expected, atol=1e-5)
