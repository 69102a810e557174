"""What the results page says, from made-up rows with known answers: bars, attention, regions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")
pytest.importorskip("matplotlib")

from model.evaluate.ablation_tables import ablations
from model.evaluate.attention_maps import LEVELLED
from model.evaluate.attention_table import attention_section
from model.evaluate.bars import bars_table
from model.evaluate.lengths import by_length
from model.evaluate.pretraining import (
    CONVERGED_UNET,
    FINETUNED,
    FOREST,
    LINEAR_DINO,
    LINEAR_HEAD,
    LINEAR_RANDOM,
    SCRATCH,
    UNET,
)
from model.evaluate.results import kept_notes
from model.evaluate.tables import Found

CLASSES = [50, 80]


def counts(hits: int, *, boundary: float = 0.5) -> dict[str, Any]:
    """Of 100 pixels of each class so many are right; boundary F1 is as given."""
    confusion = [[hits, 100 - hits], [100 - hits, hits]]
    edges = [round(100 * boundary), 100, round(100 * boundary), 100]
    return {"confusion": confusion, "calibration": np.zeros((10, 3)).tolist(), "boundary": edges}


def row(experiment: str, method: str, hits: int, *, seed: int = 0, **changed: Any) -> dict[str, Any]:
    values = {"source": "all", "percent": 100, "model": "", "steps": 0, "written": 1.0}
    scenes = {"texas_1": counts(hits)}
    return {"experiment": experiment, "method": method, "seed": seed, "scenes": scenes, **values, **changed}


def heads(method: str, water: float) -> dict[str, Any]:
    made = row("attention", f"{LEVELLED}, {method}", 0)
    del made["scenes"]
    return {**made, "heads": {"80": {"best_auroc": water}}}


def line(rows: list[dict[str, Any]], words: str) -> str:
    """The line of the table of bars that begins with these words."""
    found = [text for text in bars_table(Found(rows, CLASSES)).splitlines() if text.startswith(f"|{words}")]
    assert len(found) == 1
    return found[0]


def test_a_bar_is_the_first_less_the_second() -> None:
    rows = [row("model", "tiny", 95), row("forest", FOREST, 60)]
    assert "|+0.476 (0.905 − 0.429)|reached|" in line(rows, "Finished model over random forest")
    rows = [row("model", "tiny", 60), row("forest", FOREST, 95)]
    assert "|-0.476 (0.429 − 0.905)|**missed**|" in line(rows, "Finished model over random forest")
    assert "|not run|" in line([row("model", "tiny", 60)], "Finished model over random forest")
    rows = [row("model", "tiny", 95), row("unet", UNET, 94, steps=700)]
    assert "(700 steps)" in line(rows, "Finished model over the small U-Net")
    assert line(rows, "Finished model over the small U-Net").endswith("|**missed**|")


def test_the_u_net_that_learned_as_long_as_the_model_is_the_one_that_counts() -> None:
    rows = [row("model", "tiny", 95), row("unet", UNET, 60, steps=700)]
    rows.append(row("converged", CONVERGED_UNET, 94, steps=4000, recipe={"batch": 24}))
    found = line(rows, "Finished model over the small U-Net")
    assert "(4000 steps)" in found and "(0.905 − 0.887)" in found and found.endswith("|**missed**|")


def test_the_linear_probe_is_compared_with_the_mean_of_random_networks() -> None:
    rows = [row("linear", LINEAR_DINO, 90), row("linear", LINEAR_RANDOM, 90)]
    assert "+0.000" in line(rows, "Linear probe")
    rows += [row("linear", f"{LINEAR_RANDOM}, seed 1", 70, seed=seed) for seed in (0, 1)]
    assert "+0.140 (0.818 − 0.678)" in line(rows, "Linear probe")  # of two networks, not of three rows


@pytest.mark.parametrize(
    ("tuned", "scratch", "mark"),
    [((90, 91, 92), (70, 71, 72), "reached"), ((80, 81, 82), (50, 81, 95), "**missed**")],
)
def test_ten_per_cent_has_to_be_above_the_larger_spread(
    tuned: tuple[int, ...], scratch: tuple[int, ...], mark: str
) -> None:
    rows = [row("finetune", FINETUNED, hits, seed=seed, percent=10) for seed, hits in enumerate(tuned)]
    assert "|not run|" in line(rows, "DINO fine-tuned over from scratch")
    rows += [row("scratch", SCRATCH, hits, seed=seed, percent=10) for seed, hits in enumerate(scratch)]
    assert line(rows, "DINO fine-tuned over from scratch").endswith(f"|{mark}|")
    assert "|not run|" in line(rows[:-1], "DINO fine-tuned over from scratch")  # two seeds of one side


@pytest.mark.parametrize(
    ("dino", "random", "mark"),
    [(0.9, (0.8, 0.85), "reached"), (0.9, (0.95, 0.95), "**missed**"), (0.84, (0.5, 0.5), "**missed**")],
)
def test_attention_has_to_be_good_and_better_than_chance(
    dino: float, random: tuple[float, ...], mark: str
) -> None:
    rows = [heads("DINO", dino), heads("Random ViT", random[0]), heads("Random ViT, seed 1", random[1])]
    found = line(rows, "Best-head attention AUROC in the levelled map, water")
    assert found.endswith(f"|{mark}|") and f"{dino:.3f} (random ViTs " in found
    assert "|not run|" in line(rows, "Best-head attention AUROC in the levelled map, built-up")


def test_the_radar_stem_is_compared_after_as_many_steps() -> None:
    def sharp(experiment: str, method: str, steps: int, boundary: float) -> dict[str, Any]:
        scenes = {"texas_1": counts(80, boundary=boundary)}
        return row(experiment, method, 80, steps=steps, scenes=scenes)

    rows = [
        sharp("finetune", FINETUNED, 250, 0.30),
        sharp("finetune", FINETUNED, 1200, 0.60),
        sharp("head", LINEAR_HEAD, 250, 0.25),
    ]
    found = line(rows, "Boundary F1")
    assert "both fine-tuned for 250 steps" in found and "+0.050 (0.300 − 0.250)" in found
    rows.append(sharp("head", LINEAR_HEAD, 1200, 0.45))
    found = line(rows, "Boundary F1")
    assert "both fine-tuned for 1200 steps" in found and found.endswith("(0.600 − 0.450)|reached|")


def test_water_is_scored_over_all_chips_together() -> None:
    rows = [row("water", "tiny, VV and VH", 90), row("water", "tiny, VV alone", 50)]
    assert "|0.818|reached|" in line(rows, "Water IoU")


def test_backbones_of_a_run_are_compared_by_their_step() -> None:
    def kept(step: int, model: str) -> dict[str, Any]:
        return row("emergence", f"Step {step:06d}", 0, model=model)

    def probes(model: str, hits: int, percent: int, count: int = 3) -> list[dict[str, Any]]:
        values = {"model": model, "percent": percent}
        return [row("linear", LINEAR_DINO, hits, seed=seed, **values) for seed in range(count)]

    rows = [kept(300, "b"), kept(20, "a"), kept(1, "c"), *probes("a", 60, 100), *probes("c", 50, 100, 1)]
    rows += [{**heads("DINO", 0.7), "model": "a"}]
    assert not by_length(Found(rows, CLASSES))  # one backbone is no comparison; a trial is none, either
    rows += [*probes("b", 95, 100), *probes("b", 90, 10), {**heads("DINO", 0.8), "model": "b"}]
    lines = by_length(Found(rows, CLASSES)).splitlines()
    assert "|DINO, frozen, linear probe|20|–|0.429±0.000|" in lines
    assert "|DINO, frozen, linear probe|300|0.818±0.000|0.905±0.000|" in lines
    assert lines[-2:] == ["|20|0.700|–|", "|300|0.800|–|"]


def test_runs_of_an_ablation_that_differ_in_their_seed_are_one_line() -> None:
    def run(method: str, model: str, hits: int) -> dict[str, Any]:
        probes = {"linear": {"texas_1": counts(hits)}, "knn": {"texas_1": counts(hits)}}
        made = {**row("ablations", method, 0, model=model), **probes}
        del made["scenes"]
        return {**made, "heads": {"80": {"best_auroc": 0.7}}}

    rows = [run("KoLeo", "a", 60), run("KoLeo, seed 1", "b", 95), run("plain", "c", 90)]
    lines = ablations(SimpleNamespace(data=SimpleNamespace(regions=list)), Found(rows, CLASSES)).splitlines()  # type: ignore[arg-type]
    assert "|KoLeo|0.667±0.337|0.667±0.337|0.700±0.000|" in lines
    assert "|plain|0.818|0.818|0.700|" in lines


def test_scores_of_one_region_are_of_its_scenes() -> None:
    scenes = {"texas_1": counts(90), "california_1": counts(50)}
    found = Found([row("forest", FOREST, 0, scenes=scenes)], CLASSES)
    rows = found.of("forest", FOREST)
    by_region = [found.spread(rows, region=region) for region in ("texas", "california")]
    assert [f"{item.mean:.3f}" for item in by_region if item] == ["0.818", "0.333"]


def test_the_best_heads_of_networks_stand_side_by_side() -> None:
    rows = [heads("DINO", 0.9), heads("Random ViT", 0.8), heads("Random ViT, seed 1", 0.7)]
    for made, chosen in zip(rows, ("validation", "test", "test")):
        made["heads"]["80"]["chosen_on"] = chosen
    lines = attention_section(Found(rows, CLASSES)).splitlines()
    assert "|Class|DINO, layer|Random ViT, layer|" in lines
    assert "|Permanent water bodies|0.900|0.800*|" in lines


def test_notes_stay_with_their_section() -> None:
    page = "## Findings\n\n<!-- notes: Findings (written by hand and kept) -->\nOne.\n<!-- end of notes -->\n"
    assert "One." in kept_notes(page, "Findings")
    assert "One." not in kept_notes(page, "Emergence")
    assert kept_notes("", "Emergence").splitlines()[-1] == "<!-- end of notes -->"
