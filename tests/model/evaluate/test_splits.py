"""No score is of ground that was trained on: splits, recipes, records and cards agree."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn")

from model.checkpoint.backbones import pretrained
from model.evaluate.data import Splits, read_splits
from model.evaluate.rows import Rows


@pytest.fixture
def splits(repository: Path) -> Splits:
    return read_splits(repository / "recipes" / "splits.json")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_there_is_something_to_score(splits: Splits) -> None:
    assert (len(splits.exclude), len(splits.validation), len(splits.test)) == (1, 6, 11)


def test_the_recipes_hold_out_the_same_scenes(repository: Path, splits: Splits) -> None:
    lists = (repository / "recipes" / "held_out.sh").read_text(encoding="utf-8")

    def listed(name: str) -> set[str]:
        found = re.search(rf"^{name}=\(([^)]*)\)", lists, re.MULTILINE)
        assert found
        return set(found.group(1).split())

    assert listed("test") == set(splits.test)
    assert listed("validation") == set(splits.validation)
    assert listed("samples") >= set(splits.exclude)
    for name, count in (("starter.sh", 6), ("small.sh", 2), ("world.sh", 1), ("world_dino.sh", 1)):
        recipe = (repository / "recipes" / name).read_text(encoding="utf-8")
        trainings = re.findall(r"-m model (?:pretrain|train) .*", recipe.replace("\\\n", ""))
        assert ". recipes/held_out.sh" in recipe and len(trainings) == count
        # The world's recipe does not read the folder of the other sample.
        sample = "california_213" if name == "world.sh" else '"${samples[@]}"'
        assert all(f'--exclude {sample} "${{test[@]}}"' in text for text in trainings)
        assert all('"${validation[@]}"' in text for text in trainings)


def test_the_worlds_recipe_holds_out_the_places_that_are_scored(repository: Path) -> None:
    splits = read_splits(repository / "recipes" / "world_splits.json")
    recipe = (repository / "recipes" / "world.sh").read_text(encoding="utf-8")
    assert "world_test=($(python3 -c" in recipe and "recipes/world_splits.json" in recipe
    trainings = re.findall(r"-m model train .*", recipe.replace("\\\n", ""))
    assert all('"${world_test[@]}"' in text for text in trainings)
    # Places of one event are on one side: OMBRIA's numbers run along the ground.
    numbers = sorted(int(stem.split("_")[1]) for stem in splits.test if stem.startswith("ombria"))
    assert (len(splits.test), len(numbers)) == (37, 21)


@pytest.mark.parametrize("name", ["sardino-s1-dino", "sardino-s1-dino-7100"])
def test_the_published_backbones_saw_none_of_them(repository: Path, splits: Splits, name: str) -> None:
    seen = set(read(repository / "recipes" / name / "scenes.json"))
    assert seen and not seen & {*splits.exclude, *splits.validation, *splits.test}


def test_the_bundled_model_was_not_trained_on_them(repository: Path, splits: Splits) -> None:
    metrics = read(repository / "resources" / "checkpoints" / "sardino-s1-world.json")["metrics"]
    world = read_splits(repository / "recipes" / "world_splits.json")
    assert set(metrics["held_out_scenes"]) == {*splits.validation, *world.test}
    assert set(metrics["excluded_scenes"]) >= {*splits.test, *splits.exclude}


def test_the_cards_scores_are_the_evaluations(repository: Path, splits: Splits) -> None:
    """``evaluate --write-card`` wrote them, of this model and of the test scenes."""
    card = read(repository / "resources" / "checkpoints" / "sardino-s1-world.json")
    metrics = card["metrics"]
    assert set(metrics["scenes"]) == set(splits.test)
    low, high = metrics["miou_interval"]
    assert low < metrics["miou"] < high
    page = (repository / "docs" / "results.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith("|sardino-s1-world|"))
    assert f"|{metrics['miou']:.3f}|{low:.2f}–{high:.2f}|" in line
    # By source, too: `--only model water world --write-card` wrote every source that was scored.
    rows = Rows(repository / "recipes" / "results")
    digest = card["tensors_sha256"][:10]
    scored = [[row for row in rows.of(name) if row["model"] == digest][-1] for name in ("world", "alone")]
    counted = sum(item["scenes"] for item in metrics["by_source"] if "miou" in item)
    assert counted == sum(len(row["scenes"]) for row in scored) + len(splits.test)
    rows = Rows(repository / "recipes" / "results").of("model")
    assert card["tensors_sha256"][:10] in [row["model"] for row in rows]


def test_the_rows_of_a_backbone_are_of_the_published_one(repository: Path) -> None:
    """Else ``evaluate --rows recipes/results`` would do them again."""
    digest = pretrained(repository / "recipes" / "sardino-s1-dino").digest
    for experiment in ("linear", "attention", "embeddings", "finetune", "head"):
        rows = Rows(repository / "recipes" / "results").of(experiment)
        assert digest in {row["model"] for row in rows}, experiment
