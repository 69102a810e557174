"""Crops of scenes with two polarisations and with nodata."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from model.data.windows import window
from model.sar.windows import Window
from model.train.crops import CropConfig, LabelledCrops, LabelledScene, UnlabelledCrops
from tests.model.fixtures.train import dual, two_halves

CONFIG = CropConfig(size=32)


def with_nodata(item: LabelledScene, value: float) -> LabelledScene:
    """The same scene with a strip of nodata in the city, where the file holds some number."""
    db, valid = item.scene.db.copy(), item.scene.valid.copy()
    valid[:, 90:100] = False
    db[:, ~valid] = value
    return LabelledScene(dataclasses.replace(item.scene, db=db, valid=valid), item.labels)


def shown(x: torch.Tensor) -> tuple[bool, bool]:
    """Which polarisations of a crop [2, rows, cols] are not all 0; both or one must be so everywhere."""
    there = x != 0
    seen = bool(there[0].any()), bool(there[1].any())
    if all(seen):  # a chance 0 aside, pixels lack either both (outside the scene) or none
        assert float((there[0] != there[1]).float().mean()) < 0.01
    return seen


def forms(share: float, length: int = 60) -> list[tuple[bool, bool]]:
    config = dataclasses.replace(CONFIG, drop_polarisation=share)
    crops = LabelledCrops([dual()], 2, config, length=length, seed=0)
    return [shown(crop) for index in range(length) for crop in crops[index][0]]


def test_a_labelled_scene_of_both_polarisations_is_shown_in_all_three_forms() -> None:
    found = forms(CONFIG.drop_polarisation)
    counts = [found.count(form) for form in ((True, True), (True, False), (False, True))]
    assert sum(counts) == len(found)
    assert counts[0] == pytest.approx(len(found) / 2, rel=0.4)
    assert min(counts[1:]) > len(found) / 10
    assert set(forms(0.0)) == {(True, True)}
    assert set(forms(1.0)) == {(True, False), (False, True)}


def test_ground_laid_over_shows_the_polarisations_of_the_rest() -> None:
    """A scene of VH alone beside a dual one: no crop shows VV in a part of it."""
    config = dataclasses.replace(CONFIG, laid_over=1.0)
    crops = LabelledCrops([two_halves(0), dual(1)], 2, config, length=60, seed=0)
    found = {shown(crop) for index in range(60) for crop in crops[index][0]}
    assert found == {(True, True), (True, False), (False, True)}


def test_scenes_of_one_polarisation_give_the_same_crops_whatever_is_dropped_of_others() -> None:
    """Trainings on VH alone stay comparable with those made before there was the option."""
    every, none = (
        LabelledCrops(
            [two_halves(0)], 2, dataclasses.replace(CONFIG, drop_polarisation=share), length=9, seed=0
        )
        for share in (1.0, 0.0)
    )
    for index in range(9):
        assert all(torch.equal(a, b) for a, b in zip(every[index], none[index], strict=True))


def test_numbers_in_nodata_do_not_reach_valid_pixels() -> None:
    item = dual()
    clean, loud = (
        LabelledCrops([with_nodata(item, value)], 2, CONFIG, length=30, seed=0) for value in (0.0, 40.0)
    )
    for index in range(30):
        torch.testing.assert_close(clean[index][0], loud[index][0])


def test_nodata_is_filled_with_the_mean_of_valid_pixels_and_stays_invalid() -> None:
    item, place = dual(), Window(10, 80, 32, 32)
    db, valid = window(with_nodata(item, 0.0).scene, place)
    whole, everywhere = window(item.scene, place)
    assert everywhere.all() and not valid[:, 10:20].any() and valid[:, 20:].all()
    assert np.array_equal(db[:, valid], whole[:, valid])
    for channel in range(2):
        assert db[channel, ~valid] == pytest.approx(whole[channel, valid].mean(), rel=1e-5)


def test_unlabelled_crops_come_from_valid_ground() -> None:
    scene = dual().scene
    scene.valid[:, 40:] = False
    crops = UnlabelledCrops([scene], CONFIG, length=20, seed=0)
    shares = [float((crops[index] != 0).float().mean()) for index in range(20)]
    assert min(shares) > 0.85


def test_a_scene_without_enough_valid_ground_gives_its_best() -> None:
    scene = dual().scene
    scene.valid[:] = False
    scene.valid[50:60, 50:60] = True
    crop = UnlabelledCrops([scene], CONFIG, length=1, seed=0)[0]
    assert int((crop[1] != 0).sum()) > 60
