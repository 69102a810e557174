"""Fine-tuning from polygons to a saved model, its cache, its faults."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.checkpoint.checkpoint import Loaded, load_checkpoint, save_checkpoint
from model.checkpoint.source_scores import scores_by_source
from model.errors.errors import Cancelled, InvalidRequest, ModelExists, NothingToLearn, OutOfMemory
from model.finetune import features
from model.finetune.cache import FeatureCache, tile_key
from model.finetune.evaluate import evaluate_model
from model.finetune.run import finetune
from model.finetune.store import card_of
from model.protocol.finetuning import EvaluateModelRequest, FinetuneRequest, LabelSpec
from model.protocol.values import ClassInfo, SceneSpec
from tests.model.fixtures.cards import card
from tests.model.fixtures.finetune import (
    landcover,
    run,
    square,
    stripe_polygons,
    stripes_right,
    write_labels,
    write_stripes,
)
from tests.model.fixtures.pipeline import tiny_network
from tests.model.fixtures.scenes import write_raster

pytestmark = pytest.mark.usefixtures("own_cache")


def test_a_network_that_knew_nothing_draws_the_stripes(parts, tmp_path):
    scene, labels, base = parts
    before = base.read_bytes()
    result = run(scene, labels, base, tmp_path / "new.safetensors")
    assert stripes_right(landcover(scene, result.model.path, tmp_path / "out")) > 0.95
    assert result.metrics.miou > 0.9
    assert result.metrics.polygons == 12 and result.metrics.folds >= 4 and result.metrics.estimate
    assert sum(map(sum, result.metrics.confusion)) == pytest.approx(12 * 196, abs=3)
    assert base.read_bytes() == before
    lineage = result.model.card["lineage"]
    assert lineage["base"] == "base" and lineage["base_sha256"] == load_checkpoint(base).sha256
    assert len(lineage["labels_sha256"]) == 64 and lineage["parameters"]["mode"] == "fast"
    assert not list(tmp_path.glob(".*"))  # nothing unfinished is left


def test_the_saved_network_says_what_was_trained(parts, tmp_path):
    """The experts merged into one network agree with the held-out scores made from the experts."""
    scene, labels, base = parts
    out = run(scene, labels, base, tmp_path / "new.safetensors").model.path
    request = EvaluateModelRequest(
        [SceneSpec(str(scene), units="db")], [LabelSpec(str(labels), "class")], model=out, device="cpu"
    )
    scores = evaluate_model(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    assert scores.miou > 0.95 and scores.folds == 0
    assert [item.code for item in scores.classes] == [10, 50, 80]


def test_scores_are_of_what_maps_say_with_a_cards_offsets(parts, tmp_path):
    """An offset that no logit outweighs: the map is of one class, and so is what is scored."""
    _, labels, base = parts
    write_stripes(tmp_path / "vv.tif")
    with rasterio.open(tmp_path / "vv.tif") as file:
        vv, grid = file.read(1), {"crs": file.crs, "transform": file.transform}
    scene = write_raster(tmp_path / "dual.tif", np.stack([vv, vv - 7]), names=["VV", "VH"], **grid)
    loaded = load_checkpoint(base)
    leaning = tmp_path / "leaning.safetensors"
    save_checkpoint(leaning, loaded.network, {**loaded.card, "dual_offsets": {"80": 10.0}})

    def share_of_80(path, model):
        request = EvaluateModelRequest(
            [SceneSpec(str(path), units="db")],
            [LabelSpec(str(labels), "class")],
            model=str(model),
            device="cpu",
        )
        scores = evaluate_model(request, progress=lambda *_, **__: None, cancelled=lambda: False)
        confusion = np.array(scores.confusion)
        return confusion[:, [item.code for item in scores.classes].index(80)].sum() / confusion.sum()

    assert share_of_80(scene, base) < 0.9 and share_of_80(scene, leaning) == 1
    assert share_of_80(tmp_path / "vv.tif", leaning) < 0.9  # as in maps: both polarisations alone
    assert set(np.unique(landcover(scene, str(leaning), tmp_path / "out"))) <= {0, 80, 255}


def test_own_classes_and_codes(parts, tmp_path):
    scene, _, base = parts
    shapes, codes = stripe_polygons()
    names = {10: "rough", 50: "half", 80: "calm"}
    legend = {10: 1, 50: 254, 80: 7}
    labels = write_labels(tmp_path / "l.gpkg", shapes, [names[code] for code in codes])
    spec = LabelSpec(str(labels), "class", values={names[code]: legend[code] for code in names})
    classes = [ClassInfo(7, "Calm", "#0000ff"), ClassInfo(1, "Rough", "#00ff00")]
    result = run(scene, labels, base, tmp_path / "new.safetensors", spec=spec, classes=classes)
    assert [(c.code, c.name) for c in result.model.classes] == [(7, "Calm"), (1, "Rough"), (254, "Class 254")]
    assert stripes_right(landcover(scene, result.model.path, tmp_path / "out"), legend) > 0.95


@pytest.mark.parametrize(
    "options",
    [
        {"classes": [ClassInfo(7, "Calm\0", "#0000ff")]},
        {"classes": [ClassInfo(7, "Calm\nwater", "#0000ff")]},
        {"classes": [ClassInfo(7, "Calm", "#0000ff"), ClassInfo(7, "Rough", "#00ff00")]},
        {"classes": [ClassInfo(300, "Calm", "#0000ff")]},
        {"classes": [ClassInfo(7, "Calm", "blue")]},
        {"name": "two\nlines"},
    ],
)
def test_what_no_card_can_hold_is_refused_before_work_begins(parts, tmp_path, options):
    scene, labels, base = parts
    out = tmp_path / "new.safetensors"
    request = FinetuneRequest([SceneSpec(str(scene))], [LabelSpec(str(labels), "class")], "new", out=str(out))
    steps: list = []
    with pytest.raises(InvalidRequest):
        finetune(
            dataclasses.replace(request, base=str(base), **options),
            progress=lambda *words, **_: steps.append(words),
            cancelled=lambda: False,
        )
    assert not steps and not list(tmp_path.iterdir())


def test_a_card_tells_of_twenty_generations_at_most(parts, tmp_path):
    loaded = load_checkpoint(parts[2])
    request = FinetuneRequest([], [], "young")
    for _ in range(30):
        loaded.card.update(card_of(loaded, request, [], "", None, {}))
    lineage, generations = loaded.card["lineage"], 0
    while lineage:
        lineage, generations = lineage["base_lineage"], generations + 1
    assert generations == 21


def test_a_fine_tuned_model_can_be_fine_tuned_again(parts, tmp_path):
    scene, labels, base = parts
    first = run(scene, labels, base, tmp_path / "first.safetensors")
    second = run(scene, labels, tmp_path / "first.safetensors", tmp_path / "second.safetensors")
    assert second.model.card["lineage"]["base"] == "first"
    assert stripes_right(landcover(scene, second.model.path, tmp_path / "out")) > 0.95
    with pytest.raises(InvalidRequest, match="never overwritten"):
        run(scene, labels, tmp_path / "first.safetensors", tmp_path / "first.safetensors", overwrite=True)
    with pytest.raises(ModelExists):
        run(scene, labels, base, tmp_path / "first.safetensors")
    assert load_checkpoint(tmp_path / "first.safetensors").sha256 == first.model.sha256


def test_the_same_seed_gives_the_same_model(parts, tmp_path):
    scene, labels, base = parts
    results = [run(scene, labels, base, tmp_path / f"{n}.safetensors", seed=5) for n in range(2)]
    assert results[0].model.sha256 == results[1].model.sha256


def test_a_second_round_computes_only_what_is_new(parts, tmp_path, monkeypatch):
    scene, labels, base = parts
    computed = []
    real = features.Extractor._compute
    monkeypatch.setattr(
        features.Extractor, "_compute", lambda self, x, valid: computed.append(len(x)) or real(self, x, valid)
    )
    run(scene, labels, base, tmp_path / "a.safetensors")
    assert sum(computed) > 0
    computed.clear()
    shapes, codes = stripe_polygons()
    more = write_labels(tmp_path / "more.gpkg", [*shapes, square(220, 50)], [*codes, 10])
    run(scene, more, base, tmp_path / "b.safetensors")
    assert computed == []
    replaced = write_stripes(tmp_path / "stripes.tif", seed=1)
    scene_copy = tmp_path / "scene.tif"
    scene_copy.write_bytes(scene.read_bytes())
    run(scene_copy, labels, base, tmp_path / "c.safetensors")
    assert computed == []  # the same pixels under another name
    scene_copy.write_bytes(replaced.read_bytes())
    run(scene_copy, labels, base, tmp_path / "d.safetensors")
    assert sum(computed) > 0  # other pixels under the same name


def test_the_cache_keeps_its_limit_and_shrugs_off_damage(tmp_path):
    cache = FeatureCache(tmp_path / "c", limit=250_000)
    keys = [tile_key(np.full((2, 4, 4), n, np.float32), None, "net") for n in range(3)]
    for key in keys:
        cache.put(key, np.zeros((1, 224, 224), np.float16))
    cache.trim()
    kept = [key for key in keys if cache.get(key) is not None]
    assert len(kept) == 2
    (tmp_path / "c" / f"{kept[0]}.npy").write_bytes(b"broken")
    assert cache.get(kept[0]) is None
    (tmp_path / "file").write_text("")
    FeatureCache(tmp_path / "file" / "c").put(keys[0], np.zeros(3, np.float16))  # no folder can be there


def test_several_scenes_and_label_files(parts, tmp_path):
    scene, labels, base = parts
    other = write_stripes(tmp_path / "other.tif", seed=2)
    shapes, codes = stripe_polygons(2)
    mine = write_labels(tmp_path / "mine.gpkg", shapes, codes)
    from model.finetune.run import finetune
    from model.protocol.finetuning import FinetuneRequest

    request = FinetuneRequest(
        [SceneSpec(str(scene), units="db"), SceneSpec(str(other), units="db")],
        [LabelSpec(str(labels), "class"), LabelSpec(str(mine), "class")],
        "two",
        base=str(base),
        device="cpu",
        precision="fp32",
    )
    result = finetune(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    assert result.model.path == str(tmp_path / "models" / "two.safetensors")
    # Both scenes show the same ground, so every polygon counts on both; what is doubled is merged.
    assert sum(item.polygons for item in result.labels.classes) >= 24


def test_no_polygons_and_one_class_only(parts, tmp_path):
    scene, _, base = parts
    nothing = write_labels(tmp_path / "n.gpkg", [], np.zeros(0, np.int32))
    with pytest.raises(NothingToLearn, match="No polygon"):
        run(scene, nothing, base, tmp_path / "new.safetensors")
    one = write_labels(tmp_path / "o.gpkg", [square(20, 10), square(90, 10)], [10, 10])
    with pytest.raises(NothingToLearn, match="one class"):
        run(scene, one, base, tmp_path / "new.safetensors")
    far = write_labels(tmp_path / "f.gpkg", [square(20, 9000), square(90, 9000)], [10, 80])
    with pytest.raises(NothingToLearn, match="outside"):
        run(scene, far, base, tmp_path / "new.safetensors")
    assert not (tmp_path / "new.safetensors").exists()


def test_one_polygon_per_class_is_learned_and_not_scored(parts, tmp_path):
    scene, _, base = parts
    labels = write_labels(tmp_path / "l.gpkg", *stripe_polygons(1))
    result = run(scene, labels, base, tmp_path / "new.safetensors")
    assert result.metrics.f1 == [None] * 3 and result.metrics.polygons == 0
    assert "at least two" in result.metrics.note
    assert stripes_right(landcover(scene, result.model.path, tmp_path / "out")) > 0.9


@pytest.mark.parametrize(("per_class", "few"), [(4, True), (5, False)])
def test_scores_are_called_an_estimate_while_polygons_are_few(parts, tmp_path, per_class, few):
    scene, _, base = parts
    labels = write_labels(tmp_path / "l.gpkg", *stripe_polygons(per_class))
    metrics = run(scene, labels, base, tmp_path / "new.safetensors").metrics
    assert metrics.polygons == 3 * per_class
    assert metrics.estimate is few
    assert metrics.note.startswith("An estimate") is few


def test_ten_thousand_to_one(parts, tmp_path):
    """A class of one pixel beside one of 10,000 is still found: without balance it would have no say."""
    scene, _, base = parts
    shapes = [square(20, 5, 70), square(100, 5, 74), square(20, 110, 4), square(60, 210, 1)]
    labels = write_labels(tmp_path / "l.gpkg", shapes, [10, 10, 50, 80])
    result = run(scene, labels, base, tmp_path / "new.safetensors")
    pixels = {item.code: item.pixels for item in result.labels.classes}
    assert pixels[10] / pixels[80] > 10_000
    codes = landcover(scene, result.model.path, tmp_path / "out")
    assert (codes[8:-8, 190:240] == 80).mean() > 0.25
    assert (codes[8:-8, 190:240] == 10).mean() < 0.1
    assert (codes[8:-8, 20:65] == 10).mean() > 0.9


def test_nodata_never_becomes_a_class_and_nothing_turns_to_nan(parts, tmp_path):
    _, labels, base = parts
    scene = write_stripes(tmp_path / "holes.tif", nodata_rows=60)
    result = run(scene, labels, base, tmp_path / "new.safetensors")
    codes = landcover(scene, result.model.path, tmp_path / "out")
    assert (codes[:60] == 0).all() and (codes[60:] != 0).all()
    assert result.labels.on_nodata > 0


def test_cancelling_leaves_nothing(parts, tmp_path):
    scene, labels, base = parts
    out = tmp_path / "new.safetensors"
    for after in (0, 3, 12, 80):  # at 80 the best so far has been saved
        calls = iter(range(10_000))
        with pytest.raises(Cancelled):
            run(scene, labels, base, out, cancelled=lambda calls=calls, after=after: next(calls) >= after)
        assert not [path.name for path in tmp_path.iterdir() if path.is_file()]


def test_memory_that_runs_out_is_said(parts, tmp_path, monkeypatch):
    scene, labels, base = parts

    def refuse(*_):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr("model.network.network.SarSegmenter.pixel_features", refuse)
    with pytest.raises(OutOfMemory):
        run(scene, labels, base, tmp_path / "new.safetensors")
    assert not (tmp_path / "new.safetensors").exists()


def test_progress_has_stages_and_a_curve(parts, tmp_path, monkeypatch):
    monkeypatch.setattr("model.errors.progress.TELL_SECONDS", 0.0)
    scene, labels, base = parts
    seen = []
    run(
        scene,
        labels,
        base,
        tmp_path / "new.safetensors",
        progress=lambda fraction, message="", left=None, **more: seen.append((fraction, more)),
    )
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions) and fractions[-1] <= 1
    assert {more["stage"] for _, more in seen} >= {"features", "validation", "training"}
    losses = [more["curve"]["loss"] for _, more in seen if more["curve"]]
    assert len(losses) == 12 and losses[5] < losses[0]  # six points of each of two experts
    scores = [more["curve"]["miou"] for _, more in seen if more["curve"] and "miou" in more["curve"]]
    assert len(scores) >= 4 and max(scores) > 0.8


def test_good_enough_ends_the_fast_training(parts, tmp_path):
    scene, labels, base = parts
    steps = []

    def progress(fraction, message="", left=None, *, stage="", curve=None):
        if curve:
            steps.append(curve["step"])

    result = run(
        scene,
        labels,
        base,
        tmp_path / "new.safetensors",
        progress=progress,
        good_enough=lambda: bool(steps) and steps[-1] >= 40,
    )
    assert result.stopped_early and len(steps) < 8 and result.model.error is None


def test_a_fine_tuned_card_has_none_of_its_parents_scores() -> None:
    """Scores by source decide what a scene's input is said to cost: those of the parent would be wrong."""
    entry = {"name": "Alps", "scenes": 3, "polarisations": ["VV"], "calibrated": True, "miou": 0.5}
    base = Loaded(tiny_network(), card(metrics={"miou": 0.5, "by_source": [entry]}), "ab" * 32, Path("base"))
    request = FinetuneRequest([SceneSpec("x")], [LabelSpec("l.gpkg", "class")], "mine")
    made = card_of(base, request, [ClassInfo(80, "Sea", "#0000ff")], "", None, {})
    assert made["metrics"] == {}
    assert scores_by_source(made) == []
