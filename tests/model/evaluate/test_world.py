"""Places all over the world: held-out places alone are scored, by source, for model and forest."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch
from rasterio.transform import from_origin

pytest.importorskip("sklearn")
pytest.importorskip("matplotlib")

from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.legend import worldcover
from model.checkpoint.source_scores import fault_of_sources
from model.commands.main import main
from model.errors.errors import InvalidRequest
from model.evaluate import elsewhere, variants, world
from model.evaluate.by_source import _order, by_source
from model.evaluate.context import Context
from model.evaluate.data import load_dataset, read_splits
from model.evaluate.rows import Rows
from model.protocol.values import SourceScores
from tests.model.fixtures.evaluate import write_archive
from tests.model.fixtures.pipeline import TINY, tiny_network
from tests.model.fixtures.scenes import write_raster

SIDE = 64
STEMS = {"vv_vh": ("ben1_1", "ben1_2", "ben2_1"), "vv": ("ombria_1_before", "ombria_2_before")}
HELD_OUT = ["ben1_2", "ombria_2_before"]


def _write_world(folder: Path) -> None:
    """Water in the west, forest in the east of every place."""
    rng = np.random.default_rng(0)
    boxes, codes, scenes = [], [], []
    for number, (kind, stem) in enumerate((kind, stem) for kind, stems in STEMS.items() for stem in stems):
        left = 400_000.0 + 10_000 * number
        db = np.full((2, SIDE, SIDE), -22.0) + rng.normal(0, 1, (2, SIDE, SIDE))
        db[:, :, SIDE // 2 :] += 12
        bands = db if kind == "vv_vh" else db[:1]
        names = ["VV", "VH"][: len(bands)]
        grid = {"crs": "EPSG:32631", "transform": from_origin(left, 5_000_000, 10, 10)}
        write_raster(folder / kind / f"{stem}.tif", bands.astype(np.float32), names=names, **grid)
        for first, code in ((30, 80), (350, 10)):
            boxes.append(shapely.box(left + first, 4_999_500, left + first + 250, 4_999_900))
            codes.append(code)
            scenes.append(stem)
    pyogrio.raw.write(
        folder / world.LABELS,
        geometry=shapely.to_wkb(np.array(boxes)),
        field_data=[np.array(codes), np.array(scenes, dtype=object)],
        fields=["class_code", "scene"],
        geometry_type="Polygon",
        crs="EPSG:32631",
        driver="GPKG",
    )


def _save(path: Path, held_out: list[str]) -> Path:
    card = {
        "name": "tiny",
        "version": "0",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": [dataclasses.asdict(worldcover(code)) for code in TINY.classes],
        "training_data": "none",
        "licence": "none",
        "metrics": {"held_out_scenes": held_out},
        "known_failures": [],
    }
    save_checkpoint(path, tiny_network(), card)
    return path


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    data = write_archive(tmp_path / "data")
    _write_world(data / "world")
    splits = tmp_path / "splits.json"
    splits.write_text(json.dumps({"test": HELD_OUT}))
    monkeypatch.setattr(world, "SPLITS", splits)
    text = f"evaluate {data} --out {tmp_path / 'out'} --docs {tmp_path / 'docs'} --only world --device cpu"
    return [*text.split(), "--splits", str(data / "splits.json"), "--seeds", "0", "1"]


def test_held_out_places_are_scored_by_source(words: list[str], tmp_path: Path) -> None:
    model = _save(tmp_path / "tiny.safetensors", HELD_OUT)
    assert main([*words, "--model", str(model)]) == 0
    rows = Rows(tmp_path / "out" / "rows").of("world")
    assert [row["method"] for row in rows] == [world.FOREST, world.FOREST, "tiny"]
    assert all(sorted(row["scenes"]) == HELD_OUT for row in rows)
    assert rows[2]["model"] == load_checkpoint(model).sha256[:10]
    page = (tmp_path / "docs" / "results.md").read_text()
    section = page.split("## 8. World", 1)[1].split("\n## ")[0]
    assert "||BigEarthNet v1, Europe|OMBRIA, floods|" in section
    # Water and forest are 12 dB apart: a forest tells them from each other without a mistake.
    assert f"|{world.FOREST}|1.000|1.000|" in section
    line = next(line for line in section.splitlines() if line.startswith("|tiny|"))
    assert all(0 <= float(cell) < 1 for cell in line.split("|")[2:4])
    assert f"|tiny, {world.BRIGHTER_DB} dB brighter|0." in section
    (brighter,) = Rows(tmp_path / "out" / "rows").of(world.BRIGHTER)
    assert list(brighter["scenes"]) == HELD_OUT[:1]
    assert brighter["model"] == rows[2]["model"]
    (alone,) = Rows(tmp_path / "out" / "rows").of(world.ALONE)
    assert list(alone["scenes"]) == HELD_OUT[:1]
    assert alone["scenes"][HELD_OUT[0]] not in (
        rows[2]["scenes"][HELD_OUT[0]],
        brighter["scenes"][HELD_OUT[0]],
    )
    assert "|tiny, calibrated VV alone|0." in section
    (careful,) = Rows(tmp_path / "out" / "rows").of(world.CAREFUL)
    assert sorted(careful["scenes"]) == HELD_OUT
    assert careful["scenes"] != rows[2]["scenes"]  # mirror images change a random network's answers
    assert "|tiny, careful|0." in section


def test_a_brighter_copy_differs_in_its_values_alone(tmp_path: Path) -> None:
    db = np.full((2, 4, 5), -12.0, np.float32)
    db[:, 0, 0] = -99.0
    grid = {"crs": "EPSG:32631", "transform": from_origin(400_000, 5_000_000, 10, 10)}
    original = Path(write_raster(tmp_path / "a.tif", db, names=["VV", "VH"], nodata=-99.0, **grid))
    (tmp_path / "copies").mkdir()
    copy = world._brighter(original, tmp_path / "copies")
    with rasterio.open(original) as before, rasterio.open(copy) as after:
        assert (after.descriptions, after.profile) == (before.descriptions, before.profile)
        expected = np.where(before.read() == -99, -99, before.read() + world.BRIGHTER_DB)
        np.testing.assert_array_equal(after.read(), expected)


def test_a_copy_without_vh_has_the_first_band_alone(tmp_path: Path) -> None:
    db = np.arange(40, dtype=np.float32).reshape(2, 4, 5) - 40
    grid = {"crs": "EPSG:32631", "transform": from_origin(400_000, 5_000_000, 10, 10)}
    original = Path(write_raster(tmp_path / "a.tif", db, names=["VV", "VH"], nodata=-99.0, **grid))
    (tmp_path / "copies").mkdir()
    with (
        rasterio.open(world._alone(original, tmp_path / "copies")) as copy,
        rasterio.open(original) as before,
    ):
        assert (copy.count, copy.descriptions, copy.nodata) == (1, ("VV",), -99.0)
        assert (copy.crs, copy.transform) == (before.crs, before.transform)
        np.testing.assert_array_equal(copy.read(1), db[0])


def test_a_model_that_was_trained_on_held_out_places_is_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = _save(tmp_path / "tiny.safetensors", HELD_OUT[:1])
    assert main([*words, "--model", str(model)]) == 2
    assert "was trained on places that score it: ombria_2_before" in capsys.readouterr().err


def test_the_card_has_scores_by_source_and_kind_of_scene(words: list[str], tmp_path: Path) -> None:
    model = _save(tmp_path / "two.safetensors", HELD_OUT)
    own = [*words, "--model", str(model), "--rows", str(tmp_path / "rows")]
    assert main(own) == 0
    row = Rows(tmp_path / "rows").of("world")[-1]
    rows = Rows(tmp_path / "rows")
    context = Context(
        load_dataset(
            tmp_path / "data" / "sentinel1_vh",
            tmp_path / "data" / "landcover_polygons.gpkg",
            read_splits(tmp_path / "data" / "splits.json"),
        ),
        rows,
        tmp_path / "out",
        torch.device("cpu"),
        world=tmp_path / "data" / "world",
    )
    entries = by_source(context, [row])
    assert [
        (item["name"], item["scenes"], item["polarisations"], item["calibrated"]) for item in entries
    ] == [
        ("BigEarthNet v1, Europe", 1, ["VV", "VH"], True),
        ("OMBRIA, floods", 1, ["VV"], True),
    ]
    counts = np.array(row["scenes"]["ben1_2"]["confusion"])
    assert entries[0]["accuracy"] == pytest.approx(np.trace(counts) / counts.sum(), abs=1e-3)
    (alone,) = by_source(context, rows.of(world.ALONE))  # the same chip without VH
    assert (alone["name"], alone["scenes"], alone["polarisations"], alone["calibrated"]) == (
        *("BigEarthNet v1, Europe", 1),
        ["VV"],
        True,
    )
    assert not fault_of_sources({"by_source": [*entries, alone]})
    with pytest.raises(InvalidRequest, match=r"_2.* is not at hand"):
        by_source(dataclasses.replace(context, world=None), [row])


def test_every_source_is_left_out_once(words: list[str], tmp_path: Path) -> None:
    words[words.index("world")] = "elsewhere"
    assert main([*words[:-1], "--steps", "2"]) == 0  # one seed
    rows = Rows(tmp_path / "out" / "rows").of("elsewhere")
    scored = {(row["source"], *sorted(row["scenes"])) for row in rows}
    assert scored == {("ben1", "ben1_1", "ben1_2"), ("ben2", "ben2_1"), ("ombria", "ombria_2_before")}
    methods = {(row["method"], row["percent"]) for row in rows}
    assert {
        (elsewhere.FOREST, 100),
        (elsewhere.UNET, 100),
        (elsewhere.STARTER, 100),
        (elsewhere.SCRATCH, 10),
    } <= methods
    section = (tmp_path / "docs" / "results.md").read_text().split("## 9. Elsewhere", 1)[1].split("\n## ")[0]
    assert f"|{elsewhere.FOREST}|1.000|1.000|1.000|1.000|" in section
    assert f"{elsewhere.SCRATCH}, 10 % of the polygons" in section


def test_every_variant_leaves_every_source_out(words: list[str], tmp_path: Path) -> None:
    words[words.index("world")] = "variants"
    assert main([*words[:-1], "--steps", "1"]) == 0  # one seed
    rows = Rows(tmp_path / "out" / "rows").of("variants")
    assert {(row["method"], row["source"]) for row in rows} == {
        (name, source) for name in variants.ALL_VARIANTS for source in ("ben1", "ben2")
    }
    page = (tmp_path / "docs" / "results.md").read_text()
    assert "|Patches of 16 pixels, a quarter of the tokens|" in page.split("## 5. Ablations", 1)[1]


def test_the_difference_of_polarisations_is_an_input() -> None:
    """Nothing is said of the difference where one of both is missing."""
    x = torch.tensor([[[[1.5, 1.5, 0.0]], [[0.5, 0.0, 0.5]]]])
    assert variants.with_difference(x)[0, :, 0].T.tolist() == [[1.5, 0.5, 1.0], [1.5, 0, 0], [0, 0.5, 0]]
    network = variants.WithDifference(dataclasses.replace(variants.PLAIN, classes=(10, 80)))
    assert network.config.inputs == 3
    assert network(torch.randn(1, 2, 16, 16)).logits.shape == (1, 2, 16, 16)


def test_kinds_of_scenes_stay_together_in_a_card() -> None:
    """The table of the card begins a group where the kind changes."""
    kinds = [(["VV"], 0.5), (["VH"], None), (["VV"], None), (["VH"], 0.4), (["VV", "VH"], None)]
    items = [SourceScores("a", 1, names, True, miou=miou) for names, miou in kinds]
    ordered = [item.polarisations for item in sorted(items, key=_order)]
    assert ordered == [["VV", "VH"], ["VV"], ["VV"], ["VH"], ["VH"]]
