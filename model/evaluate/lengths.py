"""The benefit of longer pre-training: the same experiments on several backbones of one run."""

from __future__ import annotations

from model.evaluate.attention_maps import LEVELLED
from model.evaluate.emergence import EMERGENCE
from model.evaluate.pretraining import FINETUNED, LINEAR_DINO
from model.evaluate.tables import Found, decimals, table

METHODS = {LINEAR_DINO: "linear", FINETUNED: "finetune"}
SEEDS = 3
"""Seeds of a method with all labels; a method with fewer seeds was only a trial."""
CLASSES = {"80": "water", "50": "built-up"}


def by_length(found: Found) -> str:
    """Tables of the backbones with a known step (from rows of Emergence); empty with fewer than two."""
    steps = {
        row["model"]: int(row["method"].removeprefix(EMERGENCE))
        for row in found.every
        if row["experiment"] == "emergence"
    }
    shares = found.percents(list(METHODS.values()))
    body: list[list[object]] = []
    for method, experiment in METHODS.items():
        for model in sorted(steps, key=lambda digest: steps[digest]):
            of_model = Found([row for row in found.every if row["model"] == model], found.classes)
            if len(of_model.of(experiment, method)) >= SEEDS:
                cells = [of_model.mean(experiment, method, percent=percent) for percent in shares]
                body.append([method, steps[model], *cells])
    if len(body) < 2:
        return ""
    words = "The same experiments on backbones of this run, mIoU by share of the training polygons:\n\n"
    head = ["", "Step", *(f"{percent:g} %" for percent in shares)]
    return "\n\n".join(part for part in (words + table(head, body), _levelled(found, steps)) if part)


def _levelled(found: Found, steps: dict[str, int]) -> str:
    """The best heads of Sardino's attention layer."""
    rows = {
        steps[row["model"]]: row["heads"]
        for row in found.every
        if row["method"] == f"{LEVELLED}, DINO" and row["model"] in steps
    }
    body = [
        [step, *(decimals(heads[code]["best_auroc"]) if code in heads else None for code in CLASSES)]
        for step, heads in sorted(rows.items())
    ]
    if len(body) < 2:
        return ""
    words = "Their attention in the levelled map, AUROC of the best head:\n\n"
    return words + table(["Step", *CLASSES.values()], body)
