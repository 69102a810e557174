"""Which scenes pre-training finds, which it draws from, and that nodata stays out of what it sees."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from model.data import room
from model.data import scenes as crops
from model.data.scenes import LoadedScene, find_rasters, load_scene, load_scenes
from model.data.views import Ground, ViewConfig, make_views
from model.errors.errors import InvalidRequest, OutOfMemory
from model.pretrain.sampling import SceneCrops, windows_per_row
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.sar.windows import Window
from tests.model.fixtures.agencies import make_dimap, make_safe
from tests.model.fixtures.scenes import dual_power, write_pair, write_raster

VIEWS = ViewConfig(global_size=16, local_size=8, locals=2)
REFERENCE = Normalisation()


def scene(db: np.ndarray, valid: np.ndarray | None = None, name: str = "s") -> LoadedScene:
    valid = np.ones(db.shape[1:], dtype=bool) if valid is None else valid
    return LoadedScene(name, np.where(valid, db, 0).astype(np.float16), valid, (True, True), REFERENCE)


def noise(rows: int, cols: int) -> np.ndarray:
    return np.random.default_rng(0).normal(-15, 4, (2, rows, cols))


# ---- which files are a scene


def test_products_and_pairs_are_one_scene_each(tmp_path: Path) -> None:
    safe = make_safe(tmp_path / "products")
    header, _ = make_dimap(
        tmp_path / "products", ["Sigma0_VH", "Sigma0_VV", "Intensity_VH", "localIncidence_angle"]
    )
    write_pair(tmp_path / "pairs", "a")
    write_raster(tmp_path / "pairs" / "b_VH.tif", dual_power((64, 64))[1])
    found = find_rasters([tmp_path])
    pairs = tmp_path / "pairs"
    assert found == sorted([safe, header, pairs / "a_VV.tif", pairs / "b_VH.tif"])
    loaded = {item.name: item.present for item in load_scenes(found, REFERENCE)}
    assert loaded == {safe.stem: (True, True), "scene": (True, True), "a_VV": (True, True)} | {
        "b_VH": (False, True)
    }
    assert find_rasters([safe]) == find_rasters([safe / "manifest.safe"]) == [safe]
    images = header.with_suffix(".data")
    assert find_rasters([images]) == [images]
    header.unlink()
    assert find_rasters([tmp_path / "products"]) == sorted([safe, images])
    assert load_scenes([images], REFERENCE)[0].present == (True, True)


def test_a_file_that_is_named_counts_whatever_its_suffix(tmp_path: Path) -> None:
    odd = Path(write_raster(tmp_path / "scene.dat", dual_power((64, 64)), names=["VV", "VH"]))
    assert find_rasters([odd]) == [odd]
    assert load_scenes([odd], REFERENCE)[0].present == (True, True)
    with pytest.raises(InvalidRequest, match="No raster files"):
        find_rasters([tmp_path])


def test_a_missing_or_empty_folder_is_named(tmp_path: Path) -> None:
    write_pair(tmp_path / "good", "a")
    (tmp_path / "empty").mkdir()
    for name, words in (("missing", "There is no .*missing"), ("empty", "No raster files .*empty")):
        with pytest.raises(InvalidRequest, match=words):
            find_rasters([tmp_path / "good", tmp_path / name])


def test_what_is_excluded_must_be_there_and_be_one_scene(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        for name in ("same", f"only_{folder}"):
            write_raster(tmp_path / folder / f"{name}.tif", dual_power((64, 64)), names=["VV", "VH"])
    write_pair(tmp_path / "north", "pair")
    paths = find_rasters([tmp_path / "north", tmp_path / "south"])

    def names(*exclude: str) -> list[str]:
        return sorted(item.name for item in load_scenes(paths, REFERENCE, exclude=exclude))

    assert names() == ["only_north", "only_south", "pair_VV", "same", "same"]  # nobody asks which
    assert names("only_north", "pair_VH") == ["only_south", "same", "same"]  # by its second file's name
    with pytest.raises(InvalidRequest, match="No scene is named onli_north"):
        names("onli_north", "only_south")
    with pytest.raises(InvalidRequest, match="south"):
        names("same")


# ---- memory


def test_scenes_that_do_not_fit_are_refused_before_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pair(tmp_path, "a", (100, 200))
    paths = find_rasters([tmp_path])
    needed = 100 * 200 * room.KEPT_BYTES
    monkeypatch.setattr(room, "available_bytes", lambda: needed)
    assert len(load_scenes(paths, REFERENCE)) == 1
    monkeypatch.setattr(crops, "load_scene", None)
    monkeypatch.setattr(room, "available_bytes", lambda: needed - 1)
    with pytest.raises(OutOfMemory, match="in all need"):
        load_scenes(paths, REFERENCE)
    monkeypatch.setattr(room, "available_bytes", lambda: needed)
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "2")  # each process holds them
    with pytest.raises(OutOfMemory, match="2 processes"):
        load_scenes(paths, REFERENCE)


def test_a_scene_takes_as_many_bytes_as_is_reckoned_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pair(tmp_path, "a", (100, 200))
    monkeypatch.setattr(crops, "STRIP", 32)
    path = find_rasters([tmp_path])[0]
    loaded = load_scene(path, REFERENCE)
    with open_scene(crops.scene_spec(path)) as opened:
        whole = opened.read(Window(0, 0, 100, 200))
    assert np.array_equal(loaded.db, whole.db.astype(np.float16))  # read in strips
    assert np.array_equal(loaded.valid, whole.valid)
    assert loaded.db.nbytes + loaded.valid.nbytes == 100 * 200 * room.KEPT_BYTES
    assert (room.available_bytes() or 2**40) > 2**20


# ---- windows


def test_a_draw_ends_in_good_ground_however_little_there_is() -> None:
    """One window in tens of thousands is good: a hundred tries would nearly always miss it."""
    valid = np.zeros((400, 300), dtype=bool)
    valid[301 : 301 + 24, 100 : 100 + 24] = True
    drawn = SceneCrops([scene(noise(400, 300), valid)], VIEWS, length=8, seed=0)
    places = [drawn._place(np.random.default_rng(seed)) for seed in range(20)]
    assert len({(row, col) for _, row, col in places}) > 3
    for _, row, col in places:
        assert valid[row : row + 24, col : col + 24].mean() >= 0.9


def test_windows_are_counted_as_they_are_drawn() -> None:
    valid = np.random.default_rng(0).random((700, 60)) < 0.9
    counted = windows_per_row(valid, 24)
    assert len(counted) == 677  # more rows than are looked at together
    for row in (0, 255, 256, 676):
        shares = [valid[row : row + 24, col : col + 24].mean() for col in range(37)]
        assert counted[row] == np.count_nonzero(np.array(shares) >= 0.9)


def test_scenes_without_a_good_window_are_left_out_with_a_word() -> None:
    torn = np.arange(64 * 64).reshape(64, 64) % 2 == 0
    some = [
        scene(noise(64, 64), name="good"),
        scene(noise(64, 23), name="narrow"),
        scene(noise(64, 64), torn, name="torn"),
    ]
    drawn = SceneCrops(some, VIEWS, length=4, seed=0)
    assert [item.name for item in drawn.scenes] == ["good"]
    assert drawn.share.tolist() == [1.0]
    narrow, hole = drawn.left_out
    assert "narrow: 64 x 23 pixels" in narrow
    assert "torn: no window of 24 x 24 pixels is 90% valid" in hole
    with pytest.raises(InvalidRequest) as caught:
        SceneCrops(some[1:], VIEWS, length=4, seed=0)
    assert "--crop" in caught.value.remedy
    assert "narrow: 64 x 23" in str(caught.value)


# ---- two dates of one place


def flat(level: float, name: str, side: int = 64) -> LoadedScene:
    return scene(np.full((2, side, side), level), name=name)


def test_crops_of_a_place_with_two_dates_show_both() -> None:
    places = [flat(-10.0, "a_before"), flat(-18.0, "a_after"), flat(-14.0, "alone_before")]
    drawn = SceneCrops(places, VIEWS.plain(), length=60, seed=0, dates=("_before", "_after"))
    mixed = 0
    for views in (drawn[index] for index in range(60)):
        first, second = (round(float(view[0].mean()), 2) for view in views[:2])
        mixed += first != second
    assert 20 < mixed < 60  # two places of three have another date
    single = SceneCrops(places, VIEWS.plain(), length=20, seed=0)
    assert all(
        torch.allclose(views[0].mean(), views[1].mean()) for views in map(single.__getitem__, range(20))
    )


def test_a_date_that_is_mostly_nodata_or_of_another_size_is_not_shown() -> None:
    valid = np.zeros((64, 64), dtype=bool)
    valid[:24, :24] = True
    hidden = [flat(-10.0, "a_before"), scene(np.full((2, 64, 64), -18.0), valid, name="a_after")]
    drawn = SceneCrops(hidden, VIEWS.plain(), length=40, seed=0, dates=("_before", "_after"))
    alike = [torch.allclose(views[0].mean(), views[1].mean()) for views in map(drawn.__getitem__, range(40))]
    assert np.mean(alike) > 0.5
    with pytest.raises(InvalidRequest) as caught:
        SceneCrops(
            [flat(-10.0, "a_before"), flat(-18.0, "a_after", 48)],
            VIEWS,
            length=4,
            seed=0,
            dates=("_before", "_after"),
        )
    assert "--dates" in caught.value.remedy


# ---- nodata in views


@pytest.mark.parametrize("despeckle", [0.0, 1.0])
def test_nodata_leaves_no_trace_in_the_ground_beside_it(despeckle: float) -> None:
    """On flat dark ground a view is of one value; with a strip of nodata it is of that value or 0."""
    config = dataclasses.replace(VIEWS, speckle=0.0, despeckle=despeckle, drop_polarisation=0.0)
    db = np.stack([np.full((24, 24), -24.0), np.full((24, 24), -31.0)]).astype(np.float32)
    valid = np.ones((24, 24), dtype=bool)
    valid[:, 11:13] = False
    cut = np.where(valid, db, 0).astype(np.float32)  # as a scene gives it: 0 dB would be bright as a ship
    seen = 0
    for seed in range(20):
        whole, torn = (
            make_views([Ground(data, mask, (True, True), REFERENCE)], config, np.random.default_rng(seed))
            for data, mask in ((db, np.ones_like(valid)), (cut, valid))
        )
        for view, with_nodata in zip(whole, torn, strict=True):
            nothing = with_nodata == 0
            assert torch.equal(nothing[0], nothing[1])
            torch.testing.assert_close(
                with_nodata[~nothing], view[~nothing], atol=1e-3, rtol=0, msg=f"seed {seed}"
            )
            seen += int(nothing.any())
    assert seen > 20


def test_samples_carry_what_is_valid() -> None:
    valid = np.ones((48, 48), dtype=bool)
    valid[23] = False
    drawn = SceneCrops([scene(np.full((2, 48, 48), -25.0), valid)], VIEWS.plain(), length=40, seed=0)
    for index in range(40):
        assert all(float(view.max()) <= 0.0 for view in drawn[index])  # 0 dB would be 2.4
    assert any(bool((view == 0).any()) for index in range(40) for view in drawn[index])
