"""The evaluate command on a tiny archive: every experiment runs, resumes and is written down."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from tests.model.fixtures.evaluate import NETWORK, SPLITS, STEMS, write_archive, write_run

pytest.importorskip("sklearn")
pytest.importorskip("matplotlib")

from model.checkpoint.backbones import pretrained
from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.legend import worldcover
from model.commands import evaluate as evaluate_cli
from model.commands.main import main
from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene, load_scenes
from model.evaluate.data import choose_polygons, load_dataset, read_splits
from model.evaluate.embeddings import cluster_agreement
from model.evaluate.maps import levelled_maps, scene_maps, token_labels
from model.evaluate.normalising import normalised
from model.evaluate.results import END_OF_NOTES, NOTES
from model.evaluate.rows import Row, Rows
from model.evaluate.scoring import scores
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter
from model.sar.normalise import Normalisation


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def run(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(archive, tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    network = SarSegmenter(NetworkConfig.from_dict({**NETWORK.as_dict(), "classes": [50, 80]})).eval()
    card = {
        "name": "tiny",
        "version": "0",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": [dataclasses.asdict(worldcover(code)) for code in (50, 80)],
        "training_data": "none",
        "licence": "none",
        "metrics": {"miou": 0.5, "held_out_scenes": ["california_3"]},
        "known_failures": [],
    }
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    save_checkpoint(path, network, card)
    return path


@pytest.fixture(scope="module")
def words(archive: Path, run: Path, model: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    out = tmp_path_factory.mktemp("out")
    text = (
        f"evaluate {archive} --out {out / 'results'} --docs {out / 'docs'} "
        f"--splits {archive / 'splits.json'} --pretrained {run} --model {model} --seeds 0 "
        f"--fractions 34 100 --sources all california --steps 2 --batch 2 --workers 0 --device cpu"
    )
    return [*text.split(), "--ablation", f"Other run={run}", "--ablation", f"Other model={model}"]


@pytest.fixture(scope="module")
def page(words: list[str]) -> str:
    """The page after all experiments."""
    cheap = ["forest", "linear", "attention", "embeddings", "emergence", "ablations", "model", "water"]
    with threadpool_limits(1):  # tiny sums on many threads mostly wait for each other
        assert main([*words, "--only", *cheap]) == 0
    assert main([*words, "--only", "unet", "finetune", "scratch", "head", "converged", "normalisation"]) == 0
    return _page(words).read_text()


def _page(words: list[str]) -> Path:
    return Path(words[words.index("--docs") + 1]) / "results.md"


def _rows(words: list[str], experiment: str) -> list[Row]:
    return Rows(Path(words[words.index("--out") + 1]) / "rows").of(experiment)


def test_label_shares_are_nested_stratified_and_drawn_by_seed() -> None:
    polygons = {50: list(range(100)), 80: [200, 201, 202]}
    small, large = choose_polygons(polygons, 5, 0), choose_polygons(polygons, 25, 0)
    assert set(small) < set(large)
    assert sum(index < 100 for index in small) == 5
    assert sum(index >= 200 for index in small) == 1
    assert set(choose_polygons(polygons, 5, 1)) != set(small)
    assert len(choose_polygons(polygons, 100, 0)) == 103


def test_scenes_are_split_by_place_and_shares_mask_whole_polygons(archive: Path) -> None:
    splits = read_splits(archive / "splits.json")
    data = load_dataset(archive / "sentinel1_vh", archive / "landcover_polygons.gpkg", splits)
    assert set(data.scenes) == set(STEMS)
    assert data.names("train") == ["california_1", "texas_1"]
    assert data.names("train", "texas") == ["texas_1"]
    whole = data.scenes["california_1"].labels
    item = next(item for item in data.training("california", 34, 0))
    kept = item.labels != UNLABELLED
    assert (item.labels[kept] == whole[kept]).all()
    ids = data.polygon_ids["california_1"]
    assert len(np.unique(ids[kept])) == 4  # two of three polygons of either class
    assert (np.isin(ids, ids[kept]) == kept).all()


def test_where_a_scene_is_one_tile_there_is_nothing_to_level(archive: Path, run: Path) -> None:
    backbone = pretrained(run)
    scene = load_scenes([archive / "sentinel1_vh" / "texas_1.tif"], Normalisation())[0]
    alone = scene_maps(backbone, scene, torch.device("cpu")).last
    levelled = levelled_maps(backbone, scene, torch.device("cpu"))
    assert levelled.last.shape == alone.shape == (12, 12, 2)
    factor = levelled.last.astype(np.float32) / alone  # between the units of the two
    np.testing.assert_allclose(factor, np.broadcast_to(factor.mean(axis=(0, 1)), factor.shape), rtol=0.02)


@pytest.mark.parametrize("experiment", ["emergence", "finetune", "head"])
def test_what_an_experiment_needs_is_said(
    experiment: str, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = f"evaluate {archive} --out {tmp_path} --splits {archive / 'splits.json'} --device cpu --only"
    assert main([*words.split(), experiment]) == 2
    assert "needs a pre-training run" in capsys.readouterr().err


def test_every_experiment_is_in_the_page(page: str) -> None:
    for words in (
        "Random forest on backscatter and texture",
        "Small U-Net from scratch",
        "DINO, fine-tuned",
        "With all labels (to convergence: 2 steps of 2 crops)",
        "california → texas",
        "Random forest, one for all scenes",
        "Linear probe on frozen DINO, as shipped",
        "Small U-Net, each scene's own",
        "Random forest on backscatter, texture and attention, DINO",
        "Position only",
        "|Class|DINO, tile|Random ViT, tile|DINO, layer|",
        "Threshold on VH (Otsu)",
        "tiny, VV and VH",
        "The model's card does not say that these scenes were held out: texas_3.",
    ):
        assert words in page, words
    assert "Pre-training saw these test scenes, unlabelled: california_3, texas_3." in page
    assert "images/results/emergence.png" in page
    assert "<!-- figure" not in page


def test_normalisation_takes_out_as_much_of_a_scenes_own_level_as_asked(archive: Path) -> None:
    data = load_dataset(
        archive / "sentinel1_vh", archive / "landcover_polygons.gpkg", read_splits(archive / "splits.json")
    )
    scene = data.scenes["texas_3"].scene
    db = scene.db[1][scene.valid].astype(np.float32)
    assert normalised(data, None) is data
    assert normalised(data, 0.0).scenes["texas_3"].scene.normalisation == Normalisation()
    own = normalised(data, 1.0).scenes["texas_3"].scene
    x = own.normalisation.apply(own.db.astype(np.float32), own.valid, own.present)[1][own.valid]
    assert np.median(x) == pytest.approx(0, abs=0.01)
    assert np.median(np.abs(x)) == pytest.approx(1 / 1.4826, abs=0.01)
    assert scene.normalisation.mean[1] != own.normalisation.mean[1] == pytest.approx(np.median(db))


def test_water_is_told_from_city(page: str, words: list[str]) -> None:
    """The scenes are that easy: a forest or probe that misses is broken, and so is the threshold."""
    for line in page.splitlines():
        if line.startswith(("|Random forest on backscatter and texture|", "|Threshold on VH (Otsu)|")):
            assert float(line.split("|")[2].split("±")[0]) > 0.9, line
    for row in _rows(words, "linear"):
        assert scores(row["scenes"].values(), [50, 80])["miou"] > 0.9, row["method"]


def test_clusters_agree_with_classes_as_much_as_their_features_do(archive: Path) -> None:
    data = load_dataset(
        archive / "sentinel1_vh", archive / "landcover_polygons.gpkg", read_splits(archive / "splits.json")
    )

    def told(scene: LoadedScene) -> NDArray[np.float32]:
        labels = token_labels(data.scenes[scene.name], 8)
        return np.repeat(labels[..., None] == 0, 4, axis=-1).astype(np.float32)

    def chance(scene: LoadedScene) -> NDArray[np.float32]:
        shape = token_labels(data.scenes[scene.name], 8).shape
        return np.random.default_rng(1).normal(size=(*shape, 4)).astype(np.float32)

    assert cluster_agreement(data, 0, told, 8)["nmi"] == pytest.approx(1.0)
    assert cluster_agreement(data, 0, chance, 8)["nmi"] < 0.3


def test_what_was_not_run_is_listed(page: str) -> None:
    missing = page.split("## Not run")[1]
    assert "DINO, fine-tuned: 1 % (0 of 3 seeds)" in missing
    assert "from texas alone (0 of 3 seeds)" in missing
    assert "- Water by the finished model." not in missing
    bars = page.split("## The bars")[1].split("##")[0]
    assert "|not run|" in bars  # fine-tuned against from scratch: three seeds are asked for


def test_rows_that_are_there_are_not_computed_again(
    page: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr("model.evaluate.networks.train", fail)
    monkeypatch.setattr("model.evaluate.pretraining.pixel_probe", fail)
    assert main([*words, "--only", "forest", "unet"]) == 0
    assert "..." not in capsys.readouterr().out


def test_notes_by_hand_stay(page: str, words: list[str]) -> None:
    path = _page(words)
    begin = NOTES.format(section="Emergence")
    path.write_text(page.replace(begin, f"{begin}\nBy hand."))
    assert main([*words, "--only"]) == 0
    again = path.read_text()
    assert f"{begin}\nBy hand.\n{END_OF_NOTES}" in again
    assert again.count("By hand.") == 1


def test_the_cards_scores_are_those_of_the_test_scenes(page: str, words: list[str], tmp_path: Path) -> None:
    original = Path(words[words.index("--model") + 1])
    model = tmp_path / original.name
    for path in (original, original.with_suffix(".json")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    mine = [*words, "--only", "--write-card"]
    mine[mine.index("--model") + 1] = str(model)
    assert main(mine) == 0
    assert main(mine) == 0  # again: what train wrote stays under its own name
    card, before = load_checkpoint(model).card, load_checkpoint(original).card
    row = _rows(words, "model")[0]
    assert card["tensors_sha256"] == before["tensors_sha256"]
    assert card["metrics"]["miou"] == scores(row["scenes"].values(), [50, 80])["miou"]
    low, high = card["metrics"]["miou_interval"]
    assert low <= card["metrics"]["miou"] <= high
    assert card["metrics"]["scenes"] == ["california_3", "texas_3"]
    assert card["metrics"]["held_out_scenes"] == ["california_3"]
    assert card["metrics"]["validation"] == {"miou": 0.5}
    assert set(card["metrics"]["water_iou"]) == {"VV and VH", "VH alone", "VV alone"}
    entries = card["metrics"]["by_source"]
    assert {item["name"] for item in entries} == {"California", "Texas", "Water chips"}
    assert all(item["polarisations"] == ["VH"] for item in entries if "miou" in item)
    water = {tuple(item["polarisations"]): item["water_iou"] for item in entries if "water_iou" in item}
    assert water == {
        ("VV", "VH"): card["metrics"]["water_iou"]["VV and VH"],
        ("VV",): card["metrics"]["water_iou"]["VV alone"],
        ("VH",): card["metrics"]["water_iou"]["VH alone"],
    }


def test_a_training_says_how_it_does_on_the_validation_scenes(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.evaluate.networks.LEAST_BETWEEN", 20)
    text = f"evaluate {archive} --out {tmp_path} --docs {tmp_path} --splits {archive / 'splits.json'} "
    text += f"--rows {tmp_path / 'kept'} "
    text += (
        "--only unet --seeds 0 --fractions 100 --sources all --steps 20 --batch 2 --workers 0 --device cpu"
    )
    assert main(text.split()) == 0
    assert "validation at step 20: mIoU" in capsys.readouterr().out
    row = Rows(tmp_path / "kept").of("unet")[0]
    assert set(row["scenes"]) == set(SPLITS["test"])
    assert not list((tmp_path / "states").glob("*"))


def test_bad_requests_say_what_to_do(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["evaluate", str(archive), "--out", str(tmp_path), "--splits", str(archive / "splits.json")]
    assert main([*start, "--only", "finetune"]) == 2
    assert "--pretrained" in capsys.readouterr().err
    assert main([*start, "--ablation", "x=/nowhere"]) == 2
    assert main([*start, "--only", "--write-card"]) == 2
    assert "--model" in capsys.readouterr().err
    assert main(["evaluate", str(tmp_path / "none"), "--out", str(tmp_path)]) == 2
    (tmp_path / "twice.json").write_text('{"test": ["a"], "validation": ["a"]}')
    assert main([*start[:-1], str(tmp_path / "twice.json")]) == 2


def test_every_experiment_has_a_function() -> None:
    assert set(evaluate_cli.NEED_RUN) < set(evaluate_cli.EXPERIMENTS)
