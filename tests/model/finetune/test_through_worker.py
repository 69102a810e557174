"""Fine-tuning through the worker process, the command line, suggestions and the models' keeper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely

from model.checkpoint.checkpoint import load_checkpoint, read_card
from model.errors.errors import (
    InvalidRequest,
    ModelExists,
    ModelNotFound,
    ModelNotReadable,
    OutputNotWritable,
)
from model.finetune.manage import manage_model
from model.finetune.suggest import suggest_labels
from model.protocol.envelope import Cancel, Failure, FinishEarly, Progress, Result
from model.protocol.finetuning import (
    FinetuneRequest,
    FinetuneResult,
    InspectLabelsRequest,
    LabelReport,
    LabelSpec,
    ManageModelRequest,
    SuggestLabelsRequest,
)
from model.protocol.segmenting import ModelList
from model.protocol.values import SceneSpec
from tests.model.fixtures.files import with_card
from tests.model.fixtures.finetune import (
    run,
    save_base,
    square,
    stripe_polygons,
    write_labels,
    write_stripes,
)
from tests.model.fixtures.worker import WorkerProcess
from tests.places import ROOT


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finetune")
    scene = write_stripes(folder / "stripes.tif", nodata_rows=40)
    labels = write_labels(folder / "labels.gpkg", *stripe_polygons())
    return scene, labels, save_base(folder / "base.safetensors")


@pytest.fixture
def models(tmp_path, monkeypatch):
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def request(parts, name, mode="fast"):
    scene, labels, base = parts
    return FinetuneRequest(
        [SceneSpec(str(scene), units="db")],
        [LabelSpec(str(labels), "class")],
        name,
        base=str(base),
        mode=mode,
        device="cpu",
        precision="fp32",
    )


@pytest.mark.slow
def test_two_at_once_are_queued_and_the_second_says_so(parts, models):
    scene, labels, _ = parts
    with WorkerProcess(SARDINO_MODELS=str(models), SARDINO_CACHE=str(models.parent / "c")) as worker:
        worker.ask("a", request(parts, "first", "full"))
        worker.ask("b", request(parts, "second"))
        worker.ask(
            "c", InspectLabelsRequest([SceneSpec(str(scene), units="db")], [LabelSpec(str(labels), "class")])
        )
        worker.send(FinishEarly("a"))
        seen, answers = [], {}
        while len(answers) < 3:
            message = worker.next()
            if isinstance(message, Progress):
                seen.append(message)
            elif isinstance(message, (Result, Failure)):
                answers[message.id] = message
        first_of_b = next(message for message in seen if message.id == "b")
        assert first_of_b.stage == "queued" and "Waiting" in first_of_b.message
        assert list(answers)[-1] == "b"
        assert isinstance(answers["c"].result, LabelReport)
        assert isinstance(answers["a"].result, FinetuneResult) and answers["a"].result.stopped_early
        assert isinstance(answers["b"].result, FinetuneResult)
        assert {path.name for path in models.glob("*.safetensors")} == {
            "first.safetensors",
            "second.safetensors",
        }
        worker.ask("d", request(parts, "first"))
        assert worker.answer("d").error.code == "model_exists"


def test_cancelled_through_the_worker_leaves_nothing(parts, models):
    with WorkerProcess(SARDINO_MODELS=str(models), SARDINO_CACHE=str(models.parent / "c")) as worker:
        worker.ask("a", request(parts, "mine", "full"))
        worker.progress("a")
        worker.send(Cancel("a"))
        assert worker.answer("a").error.code == "cancelled"
    assert not models.exists() or not list(models.glob("*.safetensors"))


@pytest.mark.slow
def test_a_killed_worker_leaves_the_best_model_and_the_next_takes_it_up(parts, models):
    environ = {"SARDINO_MODELS": str(models), "SARDINO_CACHE": str(models.parent / "c")}
    with WorkerProcess(**environ) as worker:
        worker.ask("a", request(parts, "mine", "full"))
        while "how long to train" not in worker.progress("a").message:
            pass  # the fast part, which is not gone on with
        worker.process.kill()
    assert not (models / "mine.safetensors").exists()
    with WorkerProcess(**environ) as worker:
        worker.ask("a", request(parts, "mine", "full"))
        messages = []
        while not any("cut short was found" in text for text in messages):
            messages.append(worker.progress("a").message)
        worker.send(FinishEarly("a"))
        assert "taken up again" in worker.answer("a").result.metrics.note
    assert [path.name for path in models.glob("*.safetensors")] == ["mine.safetensors"]
    assert not list(models.glob(".mine*"))


@pytest.mark.slow
@pytest.mark.parametrize("by", ["worker", "command line"])
def test_a_fast_training_that_is_killed_leaves_its_best_for_recovery(parts, models, tmp_path, by):
    environ = {"SARDINO_MODELS": str(models), "SARDINO_CACHE": str(models.parent / "c")}
    with WorkerProcess(**environ) as worker:
        worker.ask("a", request(parts, "mine"))
        progress = worker.progress("a")
        while "miou" not in (progress.curve or {}):  # it was kept just before it is told
            progress = worker.progress("a")
        worker.process.kill()
    (left,) = models.glob("*.safetensors")
    assert left.name.startswith(".mine.") and left.name.endswith(".best.safetensors")
    if by == "worker":
        with WorkerProcess(**environ) as worker:
            worker.ask("b", ManageModelRequest("recover", "mine"))
            listed = {item.name: item for item in worker.answer("b").result.models}
        assert listed["mine"].error is None
    else:
        done = command("recover", "mine", models=models)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == str(models / "mine.safetensors")
    assert [path.name for path in models.glob("*.safetensors")] == ["mine.safetensors"]
    card = load_checkpoint(models / "mine.safetensors").card
    assert card["lineage"]["parameters"]["cut_short"] and "unfinished" not in card
    assert card["metrics"]["estimate"] and "cut short" in card["metrics"]["note"]
    out = tmp_path / "out"
    words = ("segment", parts[0], "--units", "db", "--model", "mine", "--outputs", "landcover", "--out", out)
    made = command(*words, models=models)
    assert made.returncode == 0, made.stderr
    with rasterio.open(out / "stripes_landcover.tif") as raster:
        codes = raster.read(1)
    assert (codes[48:-8, 20:65] == 10).mean() > 0.8
    assert (codes[48:-8, 190:235] == 80).mean() > 0.8


def command(*words, models):
    environ = {**os.environ, "OMP_NUM_THREADS": "1", "SARDINO_MODELS": str(models)}
    return subprocess.run(
        [sys.executable, "-m", "model", *map(str, words)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_the_command_line_trains_segments_and_evaluates(parts, models, tmp_path):
    scene, labels, base = parts
    out = tmp_path / "mine.safetensors"
    known = ("--scene", scene, "--units", "db", "--labels", labels, "--field", "class")
    done = command("finetune", *known, "--base", base, "--out", out, "--json", models=models)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["model"]["path"] == str(out) and result["metrics"]["miou"] > 0.8
    made = command(
        "segment",
        scene,
        "--units",
        "db",
        "--model",
        out,
        "--outputs",
        "landcover",
        "--out",
        tmp_path,
        models=models,
    )
    assert made.returncode == 0, made.stderr
    with rasterio.open(tmp_path / "stripes_landcover.tif") as raster:
        assert set(np.unique(raster.read(1))) == {0, 10, 50, 80}
    told = command("evaluate-model", *known, "--model", out, models=models)
    assert told.returncode == 0 and "mean IoU" in told.stdout
    other = tmp_path / "other.safetensors"
    wrong = command("finetune", *known[:-1], "kind", "--base", base, "--out", other, "--json", models=models)
    assert wrong.returncode == 1 and json.loads(wrong.stdout)["error"]["code"] == "labels_not_readable"


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_suggestions_avoid_nodata_and_labels_and_each_other(parts, models, tmp_path, suffix):
    scene, labels, base = parts
    out = tmp_path / f"next{suffix}"
    wish = SuggestLabelsRequest(
        SceneSpec(str(scene), units="db"), str(out), str(base), 8, labels=[LabelSpec(str(labels), "class")]
    )
    result = suggest_labels(wish, progress=lambda *_, **__: None, cancelled=lambda: False)
    assert result.points == 8
    meta, _, wkb, columns = pyogrio.raw.read(out)
    values = dict(zip(meta["fields"], columns, strict=True))
    assert list(values["rank"]) == list(range(1, 9)) and "32611" in str(meta["crs"])
    assert set(values["class_code"]) <= {10, 50, 80} and all(values["reason"])
    points = shapely.from_wkb(wkb)
    with rasterio.open(scene) as raster:
        assert all(np.isfinite(value[0]) for value in raster.sample([(p.x, p.y) for p in points]))
    drawn = shapely.union_all(stripe_polygons()[0])
    assert shapely.distance(points, drawn).min() > 100
    apart = shapely.distance(points[:, None], points[None]) + np.eye(8) * 1e9
    assert apart.min() > 80
    assert not list(tmp_path.glob(".*part*"))


def test_a_place_is_refused_that_no_file_can_be(parts, models, tmp_path):
    scene, _, base = parts
    with pytest.raises(InvalidRequest, match="gpkg"):
        suggest_labels(
            SuggestLabelsRequest(SceneSpec(str(scene)), str(tmp_path / "a.shp"), str(base)),
            progress=lambda *_, **__: None,
            cancelled=lambda: False,
        )


def test_models_are_imported_renamed_exported_deleted(parts, models, tmp_path):
    def manage(action, model, target=""):
        listed = manage_model(ManageModelRequest(action, str(model), str(target)))
        assert isinstance(listed, ModelList)
        return {item.name: item for item in listed.models}

    base = parts[2]
    assert "Delta 1" in manage("import", base, "Delta 1")
    with pytest.raises(ModelExists):
        manage("import", base, "Delta 1")
    listed = manage("rename", "Delta 1", "Delta 2")
    assert "Delta 1" not in listed and listed["Delta 2"].card["name"] == "Delta 2"
    assert manage("set_default", "Delta 2")["Delta 2"].is_default
    assert "Delta 3" in manage("rename", "Delta 2", "Delta 3")
    assert manage("rename", "Delta 3", "Delta 2")["Delta 2"].is_default  # still, under its new name
    manage("export", "Delta 2", tmp_path / "out.safetensors")
    assert (tmp_path / "out.safetensors").read_bytes() == (models / "Delta 2.safetensors").read_bytes()
    assert "Delta 2" not in manage("delete", "Delta 2") and not list(models.glob("Delta*"))
    with pytest.raises(ModelNotFound):
        manage("delete", "Delta 2")
    bundled = next(iter(manage_model(ManageModelRequest("import", str(base), "x")).models)).name
    if bundled != "x":
        with pytest.raises(InvalidRequest, match="comes with Sardino"):
            manage("delete", bundled)
    for name in (
        "",
        "../up",
        "a/b",
        ".hidden",
        "x" * 101,
        "a\x7fb",
        "\ud800",
        "\u5730" * 67,
        "NUL",
        "com1.x",
    ):
        with pytest.raises(InvalidRequest):
            manage("rename", "x", name)
    (tmp_path / "bad.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelNotReadable):
        manage("import", tmp_path / "bad.safetensors")


def test_a_bad_card_is_not_installed(parts, models, tmp_path):
    bad = with_card(parts[2], tmp_path / "bad.safetensors", lambda c: c.update(note="half \ud800 letter"))
    with pytest.raises(ModelNotReadable, match="control characters"):
        manage_model(ManageModelRequest("import", str(bad), "mine"))
    assert not list(models.glob("*mine*"))


def test_an_export_replaces_model_and_card_or_neither(parts, models, tmp_path, monkeypatch):
    base, out = parts[2], tmp_path / "exported" / "out.safetensors"
    manage_model(ManageModelRequest("export", str(base), str(out)))
    before = {path.name: path.read_bytes() for path in out.parent.iterdir()}
    assert json.loads(before["out.json"])["name"] == read_card(base)["name"]
    manage_model(ManageModelRequest("import", str(base), "other"))
    replace = os.replace

    def refuse(source, target):
        if Path(target).name == "out.json":
            raise PermissionError(13, "used by another process", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputNotWritable):
        manage_model(ManageModelRequest("export", "other", str(out)))
    assert {path.name: path.read_bytes() for path in out.parent.iterdir()} == before


def test_polygons_of_a_spot_and_a_run(parts, models, tmp_path):
    """A polygon named for another scene does not count."""
    scene, _, base = parts
    shapes = [square(60, 10), square(60, 200)]
    labels = tmp_path / "l.gpkg"
    pyogrio.raw.write(
        labels,
        geometry=shapely.to_wkb(shapes),
        field_data=[np.array([10, 80]), np.array(["stripes", "elsewhere"], dtype=object)],
        fields=["class", "scene"],
        geometry_type="Polygon",
        crs="EPSG:32611",
        driver="GPKG",
    )
    spec = LabelSpec(str(labels), "class", scene_field="scene")
    with pytest.raises(Exception, match="one class"):
        run(scene, labels, base, tmp_path / "new.safetensors", spec=spec)
