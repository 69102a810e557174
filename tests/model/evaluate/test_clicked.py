"""Clicks of the experiments: the same for every method, scored far from the click, told in tables."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from model.data.labels import UNLABELLED
from model.evaluate import clicked
from tests.model.evaluate.test_explored import place


def halves() -> np.ndarray:
    """Two classes side by side, and a strip without labels."""
    labels = np.zeros((60, 120), np.uint8)
    labels[:, 60:] = 2
    labels[:5] = UNLABELLED
    return labels


def test_a_perfect_similarity_has_a_precision_of_one_and_a_blind_one_the_class_share() -> None:
    labels = halves()
    here = place(labels, np.zeros(labels.shape, np.int32))
    perfect = clicked._precisions(here, 0, lambda row, col: (labels == labels[row, col]).astype(np.float32))
    assert perfect == {"10": 1.0, "80": 1.0}
    blind = clicked._precisions(here, 0, lambda row, col: np.zeros(labels.shape, np.float32))
    assert all(value == pytest.approx(0.45, abs=0.06) for value in blind.values())


def test_what_lies_near_the_click_does_not_count() -> None:
    labels = halves()
    here = place(labels, np.zeros(labels.shape, np.int32))

    def near(row: int, col: int) -> np.ndarray:
        down, across = np.indices(labels.shape)
        return (np.hypot(down - row, across - col) <= clicked.FAR).astype(np.float32)

    found = clicked._precisions(here, 0, near)
    assert all(value < 0.6 for value in found.values())


def test_clicks_are_the_same_for_every_method_and_lie_on_their_class() -> None:
    labels = halves()
    here = place(labels, np.zeros(labels.shape, np.int32))
    first, again, other = (clicked._drawn(here, 2, 5, seed) for seed in (0, 0, 1))
    assert first == again != other
    assert all(labels[click] == 2 for click in first) and len(set(first)) == 5


def test_rare_classes_are_left_out() -> None:
    labels = halves()
    labels[10, :40] = 1
    here = place(labels, np.zeros(labels.shape, np.int32))
    assert clicked._classes(here) == [0, 2]


def test_a_map_that_is_right_has_a_miou_of_one() -> None:
    labels = halves()
    labels[10, :40] = 1
    here = place(labels, np.zeros(labels.shape, np.int32))
    row = clicked._clicks_row([here], 0, lambda *_: np.where(labels == 1, 0, labels).astype(np.float32))
    assert row["scenes"] == {"a_1": {"miou": 1.0, "classes": 2}}


def test_the_forest_learns_from_its_clicks() -> None:
    labels = halves()
    here = place(labels, np.zeros(labels.shape, np.int32))
    here.scene.db[:, :, 60:] = -20
    drawn = [(click, index) for index in (0, 2) for click in clicked._drawn(here, index, 5, 0)]
    said = clicked._forest(here, [click for click, _ in drawn], [index for _, index in drawn], 0)
    known = labels != UNLABELLED
    assert (said[known] == labels[known]).mean() > 0.95


def test_tables_have_a_row_for_each_method() -> None:
    from model.evaluate.tables import Found

    rows = []
    for number, method in enumerate((clicked.FEATURES, clicked.TEXTURE, clicked.FOREST)):
        common = {"model": "", "source": "sen12", "percent": 100, "seed": 0, "steps": 0, "written": number}
        scores = {"a": {"10": 0.5 + number / 10, "80": 0.25}, "b": {"10": 0.7}}
        rows.append({"experiment": clicked.SIMILAR, "method": method, "scenes": scores, **common})
        maps = {"a": {"miou": 0.5, "classes": 2}, "b": {"miou": 0.25 * number, "classes": 3}}
        rows.append({"experiment": clicked.CLICKS, "method": method, "scenes": maps, **common})
    found = Found(rows, [10, 80])
    similar = clicked.similar_section(found)
    assert "|Features|0.600|0.250|0.425|" in similar and "10 (2)" in similar
    clicks = clicked.clicks_section(found)
    assert "sen12 (2)" in clicks and "|Features|0.250|0.250|" in clicks
    assert clicked.similar_section(Found([], [])) == "" == clicked.clicks_section(Found([], []))
