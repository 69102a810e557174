"""What segments and labels have in common, and the halves of a scene's polygons."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.evaluate.explored import Place
from model.evaluate.stacked import halved
from model.evaluate.unlabelled import compared
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation


def place(labels: np.ndarray, polygons: np.ndarray) -> Place:
    shape = labels.shape
    scene = LoadedScene(
        "a_1",
        np.zeros((2, *shape), np.float16),
        np.ones(shape, bool),
        (True, True),
        Normalisation(),
        Path("a"),
    )
    return Place(scene, SceneSpec("a"), labels, polygons, [10, 50, 80])


def test_segments_that_are_the_classes() -> None:
    labels = np.array([[0, 0, 1], [2, 2, UNLABELLED]], np.uint8)
    assert compared(labels, np.array([[7, 7, 3], [1, 1, 3]], np.uint8)) == pytest.approx(
        {"nmi": 1, "accuracy": 1}
    )


def test_segments_that_say_nothing() -> None:
    labels = np.array([[0, 1, 0, 1]], np.uint8)
    for numbers in ([[1, 1, 1, 1]], [[1, 1, 2, 2]]):
        found = compared(labels, np.array(numbers, np.uint8))
        assert found == pytest.approx({"nmi": 0, "accuracy": 0.5}, abs=1e-9)


def test_nmi_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import normalized_mutual_info_score

    rng = np.random.default_rng(0)
    labels = rng.integers(0, 4, (30, 30)).astype(np.uint8)
    numbers = (labels + rng.integers(0, 3, labels.shape) + 1).astype(np.uint8)
    expected = normalized_mutual_info_score(labels.ravel(), numbers.ravel())
    assert compared(labels, numbers)["nmi"] == pytest.approx(expected)


def test_pixels_without_a_segment_do_not_count() -> None:
    labels = np.array([[0, 1, 1]], np.uint8)
    assert compared(labels, np.array([[1, 2, 0]], np.uint8))["accuracy"] == 1


def test_halves_are_whole_polygons_of_classes_with_two() -> None:
    polygons = np.repeat(np.array([[0, 1, 2, 3, 4, 5, -1]], np.int32), 3, axis=0)
    labels = np.repeat(np.array([[0, 0, 0, 1, 1, 2, UNLABELLED]], np.uint8), 3, axis=0)
    halves = halved(place(labels, polygons), seed=0)
    assert halves is not None
    learnt, tested = halves
    assert not (learnt & tested).any()
    assert not (learnt | tested)[:, 5:].any()
    assert (learnt | tested)[:, :5].all()
    assert (np.ptp(learnt.astype(int), axis=0) == 0).all()
    for half in halves:
        assert set(np.unique(labels[half])) == {0, 1}


def test_a_scene_with_one_class_of_two_polygons_has_no_halves() -> None:
    polygons = np.array([[0, 1, 2]], np.int32)
    assert halved(place(np.array([[0, 0, 1]], np.uint8), polygons), seed=0) is None
    assert halved(place(np.array([[0, 0, 1]], np.uint8), polygons), seed=1) is None


def test_a_raster_of_other_pixels_is_read_at_the_working_pixels() -> None:
    item = place(np.zeros((2, 3), np.uint8), np.zeros((2, 3), np.int32))
    raster = np.arange(24).reshape(4, 6)
    assert item.on(raster).tolist() == [[7, 9, 11], [19, 21, 23]]
    assert item.on(np.array([[1, 2, 3]])).tolist() == [[1, 2, 3], [1, 2, 3]]
