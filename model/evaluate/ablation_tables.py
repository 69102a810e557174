"""Tables of ablations: frozen backbones, normalisation, trained models."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.evaluate import normalising
from model.evaluate.context import Context
from model.evaluate.data import ALL
from model.evaluate.rows import Row
from model.evaluate.scoring import interval
from model.evaluate.tables import Found, Spread, counts_of, decimals, spread, table
from model.evaluate.variants import variants_table

_SEED = re.compile(r", seed \d+$")
"""Suffix of runs of an ablation that differ only in the seed; the first run has no suffix."""
FROZEN_HEAD = ["Linear probe", "k-NN", "mean AUROC"]
"""Mean IoU of the probes, and AUROC of the best heads, mean over the classes."""
MODEL_HEAD = ["mIoU", "95 % interval", "Accuracy", "ECE", "Boundary F1"]


def frozen_scores(found: Found, row: Row) -> dict[str, float]:
    """Mean IoU of the probes (``linear``, ``knn``) on a frozen backbone, and AUROC of its best heads.

    The best heads are the heads for water (``80``), for built-up ground (``50``), and the mean over all
    existing classes (``attention``).
    """
    best = {code: float(item["best_auroc"]) for code, item in row["heads"].items()}
    probes = {part: float(found.scores([row], part=part)[0]["miou"]) for part in ("linear", "knn")}
    return {**best, **probes, "attention": sum(best.values()) / max(len(best), 1)}


def frozen_cells(found: Found, rows: Sequence[Row]) -> list[object]:
    """Probes and best heads of frozen backbones, in the order of ``FROZEN_HEAD``; for several, the spread."""
    runs = [frozen_scores(found, row) for row in rows]
    cells = [spread(run[name] for run in runs if name in run) for name in ("linear", "knn", "attention")]
    return [_of_one(cell) if len(runs) == 1 else cell for cell in cells]


def _of_one(cell: Spread | None) -> str | None:
    return decimals(cell.mean) if cell else None


def ablations(context: Context, found: Found) -> str:
    """The section of all ablations; empty without ablations."""
    frozen: dict[str, list[Row]] = {}
    models = []
    for method in found.methods("ablations"):
        for row in found.of("ablations", method):
            if "heads" in row:
                frozen.setdefault(_SEED.sub("", method), []).append(row)
            else:
                models.append([method, *model_cells(found, row)])
    parts = []
    if frozen:
        words = "Pre-training, frozen (one run where there is no spread; probes as under Emergence):\n\n"
        body = [[name, *frozen_cells(found, rows)] for name, rows in frozen.items()]
        parts.append(words + table(["", *FROZEN_HEAD], body))
    if of_normalisation := _normalisations(context, found):
        parts.append(of_normalisation)
    if models:
        parts.append("Trained models:\n\n" + table(["", *MODEL_HEAD], models))
    if of_variants := variants_table(found):
        parts.append(of_variants)
    return "\n\n".join(parts)


def _normalisations(context: Context, found: Found) -> str:
    regions = context.data.regions()
    pairs = [(ALL, ALL), *((source, target) for source in regions for target in regions if source != target)]
    body = []
    for method in (normalising.FOREST, normalising.LINEAR, normalising.UNET):
        for way in normalising.WAYS:
            title = f"{method}, {way}"
            cells = [
                found.spread(found.of("normalisation", title, source=source), region=target)
                for source, target in pairs
            ]
            if any(cells):
                body.append([title, *cells])
    if not body:
        return ""
    words = "Level and spread of backscatter (trained on → tested on), mIoU with all labels:\n\n"
    head = ["", *(f"{source} → {target}" for source, target in pairs)]
    return words + table(head, body)


def model_cells(found: Found, row: Row) -> list[object]:
    """Scores of a model on the test scenes, in the order of ``MODEL_HEAD``."""
    kept = found.scores([row])[0]
    low, high = interval(counts_of(row), found.classes)
    numbers = [decimals(kept[name]) for name in ("overall_accuracy", "ece", "boundary_f1")]
    return [decimals(kept["miou"]), f"{low:.2f}–{high:.2f}", *numbers]
