"""What fine-tuning takes of memory and disk, whatever is asked of it: with legal values that no one has."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely

from model.errors.errors import LabelsNotReadable
from model.finetune import blocks, features, run
from model.finetune.cache import FeatureCache
from model.finetune.features import Extractor
from model.finetune.folds import NEAR_PX, folds
from model.finetune.folds import blocks as blocks_of
from model.finetune.full import Confusions
from model.finetune.ground import Labelled
from model.finetune.run import inspect_labels, thinned
from model.finetune.suggest import NEAR_LABELS_PX, suggest_labels
from model.inference.engine import load_engine
from model.protocol.finetuning import (
    InspectLabelsRequest,
    LabelReport,
    LabelSpec,
    SuggestLabelsRequest,
)
from model.protocol.values import ClassInfo, SceneSpec
from model.sar.scene import Backscatter, open_scene
from tests.model.fixtures.finetune import save_base, square, write_labels


def labelled(row, col, index=0, scene=0, side=5):
    rows, cols = np.mgrid[row : row + side, col : col + side]
    return Labelled(index, scene, rows.ravel(), cols.ravel())


def ground_of(scene, labels):
    spec = SceneSpec(str(scene), units="db")
    polygons = run.polygons_of([LabelSpec(str(labels), "class")], [], lambda: None)
    with run.opened([spec]) as scenes:
        return run.ground_of(scenes, [spec], polygons, [], lambda: None)


def test_labels_all_over_a_scene_are_counted_whole_and_kept_in_part(scene, tmp_path, monkeypatch):
    everywhere = [square(0, 0, 128), square(0, 128, 128), square(128, 0, 128)]
    labels = write_labels(tmp_path / "l.gpkg", [*everywhere, square(201, 203, 1)], [10, 50, 80, 80])
    whole = ground_of(scene, labels)
    monkeypatch.setattr(blocks, "MOST_KEPT", 1000)
    monkeypatch.setattr(blocks, "SIDE", 50)
    part = ground_of(scene, labels)
    assert [item.pixels for item in part.polygons] == [item.pixels for item in whole.polygons]
    assert part.report == whole.report
    assert [len(item.rows) for item in whole.polygons] == [128**2] * 3 + [1]
    assert 0 < sum(len(item.rows) for item in part.polygons) <= 1100
    for some, every in zip(part.polygons, whole.polygons, strict=True):
        assert set(zip(some.rows, some.cols)) <= set(zip(every.rows, every.cols))
    assert len(part.polygons[3].rows) == 1


def test_blocks_of_any_size_find_the_same(scene, tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    shapes = [
        shapely.Point(*square(*rng.integers(0, 250, 2), 1).centroid.coords[0]).buffer(r * 10)
        for r in range(40)
    ]
    labels = write_labels(tmp_path / "l.gpkg", shapes, rng.choice([10, 50, 80], 40))
    whole = ground_of(scene, labels)
    monkeypatch.setattr(blocks, "SIDE", 33)
    monkeypatch.setattr(blocks, "_AT_ONCE", 500)
    parts = ground_of(scene, labels)
    assert parts.report == whole.report and whole.report.conflicts > 0
    for a, b in zip(parts.polygons, whole.polygons, strict=True):
        assert np.array_equal(a.rows, b.rows) and np.array_equal(a.cols, b.cols)


def test_a_polygon_as_large_as_a_scene_takes_little_memory(tmp_path):
    """Its pixels as numbers would take 16 bytes each, and as a window of backscatter as much again."""
    path = tmp_path / "large.tif"
    side = 6000
    profile = {
        "driver": "GTiff",
        "width": side,
        "height": side,
        "count": 1,
        "dtype": "float32",
        "sparse_ok": True,
    }
    grid = rasterio.Affine(10, 0, 400_000, 0, -10, 3_700_000)
    with rasterio.open(
        path, "w", crs="EPSG:32611", transform=grid, tiled=True, compress="deflate", **profile
    ) as out:
        out.write(np.full((512, side), -10, np.float32), 1, window=rasterio.windows.Window(0, 0, side, 512))
        out.descriptions = ("VV",)
    labels = write_labels(tmp_path / "l.gpkg", [square(0, 0, side)], [10])
    tracemalloc.start()
    try:
        ground = ground_of(path, labels)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert ground.polygons[0].pixels == 512 * side
    assert ground.report.nodata_pixels == (side - 512) * side
    assert peak < 250 * 2**20


def test_very_many_polygons_are_drawn_from_with_every_class_its_share(monkeypatch):
    monkeypatch.setattr(run, "MOST_POLYGONS", 40)
    polygons = [labelled(0, n, index=0) for n in range(100)] + [labelled(9, n, index=1) for n in range(7)]
    classes = [ClassInfo(1, "a", "#000000"), ClassInfo(2, "b", "#000000")]
    ground = thinned(run.Ground(classes, polygons, LabelReport([])), seed=1)
    assert np.bincount([item.index for item in ground.polygons]).tolist() == [33, 7]
    assert ground.report.problems == ["Of 107 polygons 40 were drawn at random to learn from."]
    few = run.Ground(classes, polygons[:40], LabelReport([]))
    assert thinned(few, seed=1) is few


def test_many_classes_leave_room_for_fewer_pixels(scene, tmp_path, monkeypatch):
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))
    shapes = [square(8 + 30 * row, 20 * col) for row in range(8) for col in range(12)]
    ground = ground_of(scene, write_labels(tmp_path / "l.gpkg", shapes, np.arange(96) + 1))
    engine = load_engine(str(save_base(tmp_path / "base.safetensors")), "cpu", "fp32")
    extractor = Extractor(engine, FeatureCache(tmp_path / "cache"), 0, lambda *_: None)
    with open_scene(SceneSpec(str(scene), units="db")) as opened:
        monkeypatch.setattr(features, "MOST_LOGITS", 96 * 960)
        monkeypatch.setattr(features, "MOST_SURROUNDINGS", 100)
        samples = extractor.run([opened], ground.polygons, seed=0)
    assert len(samples.labels) == 960
    assert len(samples.surroundings) <= 100


def test_the_cache_is_trimmed_while_it_grows(tmp_path):
    cache = FeatureCache(tmp_path, limit=100_000)
    for number in range(50):
        cache.put(f"{number:032x}", np.zeros(5000, np.float16))
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 140_000


def test_scores_of_many_polygons_and_classes_are_small():
    rng = np.random.default_rng(0)
    true, found = rng.integers(0, 3, 50), rng.random((50, 3))
    whole = np.zeros((3, 3))
    for kind, row in zip(true, found, strict=True):
        whole[kind] += row
    hits = np.diag(whole)
    iou = hits / (whole.sum(0) + whole.sum(1) - hits)
    assert Confusions(true, found).miou() == pytest.approx(iou.mean())
    some = rng.integers(0, 50, 20)
    assert Confusions(true, found).miou(some) == Confusions(true[some], found[some]).miou()


def test_neighbours_are_found_as_by_looking_at_every_pair():
    rng = np.random.default_rng(5)
    polygons = [
        labelled(
            *rng.integers(0, 900, 2), int(rng.integers(3)), int(rng.integers(2)), int(rng.integers(1, 40))
        )
        for _ in range(150)
    ]
    found = blocks_of(polygons)
    for kind in range(3):
        members = [n for n, item in enumerate(polygons) if item.index == kind]
        wanted = {member: member for member in members}
        changed = True
        while changed:
            changed = False
            for a in members:
                for b in members:
                    if (
                        wanted[b] > wanted[a]
                        and polygons[a].scene == polygons[b].scene
                        and near(polygons[a], polygons[b])
                    ):
                        wanted[b] = wanted[a]
                        changed = True
        assert len(set(wanted.values())) > 5
        assert {n: int(found[n]) for n in members} == wanted


def near(a, b):
    (top, left, bottom, right), (other_top, other_left, other_bottom, other_right) = a.box, b.box
    gap = max(top - other_bottom, other_top - bottom, left - other_right, other_left - right)
    return gap < NEAR_PX


def test_a_swarm_of_polygons_has_folds():
    rng = np.random.default_rng(0)
    polygons = [labelled(*rng.integers(0, 3000, 2), n % 4, side=2) for n in range(4000)]
    fold = folds(polygons, seed=1)
    assert fold.shape == (2, 4000) and fold.max() <= 4


@pytest.mark.parametrize("lattice", [1, 24])
def test_suggestions_keep_away_from_labels_that_are_kept_in_part(scene, tmp_path, monkeypatch, lattice):
    monkeypatch.setattr(blocks, "MOST_KEPT", 8_000_000 if lattice == 1 else 50)
    labels = write_labels(tmp_path / "l.gpkg", [square(0, 0, 128)], [10])
    out = tmp_path / "next.gpkg"
    request = SuggestLabelsRequest(
        SceneSpec(str(scene), units="db"),
        str(out),
        model=str(save_base(tmp_path / "base.safetensors")),
        count=200,
        labels=[LabelSpec(str(labels), "class")],
        device="cpu",
        precision="fp32",
    )
    suggest_labels(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    points = shapely.from_wkb(pyogrio.raw.read(out)[2])
    assert len(points) == 200
    assert shapely.distance(points, square(0, 0, 128)).min() >= 10 * (NEAR_LABELS_PX - 8)


def test_one_inspection_of_many_scenes_opens_none_before_the_labels(tmp_path):
    """Labels are soon read; of a request with thousands of scenes nothing else is."""
    many = [SceneSpec(str(tmp_path / "missing.tif"))] * 1000
    with pytest.raises(LabelsNotReadable):
        inspect_labels(InspectLabelsRequest(many, [LabelSpec(str(tmp_path / "missing.gpkg"), "class")]))


def test_tiles_that_begin_above_the_scene_have_a_seed() -> None:
    window = Backscatter(np.full((2, 16, 16), -12.0, np.float32), np.ones((16, 16), bool))
    first, again, other = (
        features._changed(window, None, key).db  # type: ignore[arg-type]
        for key in ((-5, 0, 1), (-5, 0, 1), (-4, 0, 1))
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
