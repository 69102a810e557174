"""The targets that the model has to reach, from the rows."""

from __future__ import annotations

from model.checkpoint.backbones import RANDOM
from model.evaluate.attention_maps import LEVELLED
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
from model.evaluate.rows import Row
from model.evaluate.scoring import scores
from model.evaluate.tables import Found, Spread, spread, table

Line = list[object]


def bars_table(found: Found) -> str:
    """Every bar with the number reached; a bar without rows counts as not run."""
    lines: list[Line] = [
        _gain("Finished model over random forest, mIoU", _model(found), found.mean("forest", FOREST), 0.25),
        _over_unet(found),
        _gain(
            "Linear probe, frozen DINO over random ViTs, mIoU",
            found.mean("linear", LINEAR_DINO),
            _random_probes(found),
            0.10,
        ),
        _above_spread(found, 10),
        *(_attention(found, code, name) for code, name in (("80", "water"), ("50", "built-up"))),
        _water(found),
        _stem(found),
    ]
    return table(["Bar", "Needed", "Reached", ""], lines)


def _over_unet(found: Found) -> Line:
    """Compared with the U-Net trained to convergence, or else with the longest trained U-Net."""
    converged = found.mean("converged", CONVERGED_UNET)
    side = ("converged", CONVERGED_UNET) if converged else ("unet", UNET)
    words = f"Finished model over the small U-Net{_steps(found, *side)}, mIoU"
    return _gain(words, _model(found), found.mean(*side), 0.05)


def _steps(found: Found, experiment: str, method: str) -> str:
    rows = found.mean(experiment, method)
    return f" ({found.steps(experiment, method, percent=100)} steps)" if rows else ""


def _model(found: Found) -> Spread | None:
    rows = [row for row in found.rows if row["experiment"] == "model"]
    return found.spread(rows[-1:])


def _gain(words: str, one: Spread | None, other: Spread | None, needed: float) -> Line:
    if one is None or other is None:
        return [words, f"+{needed:.2f}", None, "not run"]
    gap = one.mean - other.mean
    numbers = f"{gap:+.3f} ({one.mean:.3f} − {other.mean:.3f})"
    return [words, f"+{needed:.2f}", numbers, _mark(gap >= needed)]


def _random_probes(found: Found) -> Spread | None:
    """Spread over random ViTs, each the mean of its probes: a single random ViT gives a random result."""
    methods = [method for method in found.methods("linear") if method.startswith(LINEAR_RANDOM)]
    means = [found.mean("linear", method) for method in methods]
    return spread(item.mean for item in means if item is not None)


def _stem(found: Found) -> Line:
    """Radar stem against linear head: on the same backbone, after the longest common training."""
    words = "Boundary F1, radar stem over linear head"
    sides = [
        found.of(experiment, method, every_budget=True)
        for experiment, method in (("finetune", FINETUNED), ("head", LINEAR_HEAD))
    ]
    common = set.intersection(*({int(row["steps"]) for row in side} for side in sides))
    if not common:
        return [words, "+0.10", None, "not run"]
    steps = max(common)
    stem, linear = (
        found.spread([row for row in side if int(row["steps"]) == steps], "boundary_f1") for side in sides
    )
    return _gain(f"{words}, both fine-tuned for {steps} steps", stem, linear, 0.10)


def _above_spread(found: Found, percent: float) -> Line:
    words = f"DINO fine-tuned over from scratch at {percent:g} % of labels, mIoU"
    one = found.mean("finetune", FINETUNED, percent=percent)
    other = found.mean("scratch", SCRATCH, percent=percent)
    if one is None or other is None or min(one.count, other.count) < 3:
        return [words, "above the spread of 3 seeds", None, "not run"]
    gap = one.mean - other.mean
    reached = gap > max(one.std, other.std)
    return [words, "above the spread of 3 seeds", f"{gap:+.3f} ({one} − {other})", _mark(reached)]


def _attention(found: Found, code: str, name: str) -> Line:
    words = f"Best-head attention AUROC in the levelled map, {name}"
    dino = _best_heads(found, "DINO", code)
    random = _best_heads(found, RANDOM, code)
    if not dino or not random:
        return [words, "0.85, above random", None, "not run"]
    control = spread(random)
    assert control is not None  # nosec B101
    return [
        words,
        "0.85, above random",
        f"{dino[-1]:.3f} (random ViTs {control}, each chosen as DINO's)",
        _mark(dino[-1] >= 0.85 and dino[-1] > control.mean),
    ]


def _best_heads(found: Found, backbone: str, code: str) -> list[float]:
    """AUROC of the best head of every backbone of a kind."""
    methods = [
        method
        for method in found.methods("attention")
        if method.startswith(f"{LEVELLED}, {backbone}")  # also random ViTs of further seeds
    ]
    rows: list[Row] = [row for method in methods for row in found.of("attention", method)]
    return [float(row["heads"][code]["best_auroc"]) for row in rows if code in row["heads"]]


def _water(found: Found) -> Line:
    words = "Water IoU on the dual-polarisation chips"
    rows = [row for row in found.rows if row["experiment"] == "water" and row["method"].endswith("VV and VH")]
    if not rows:
        return [words, "0.75", None, "not run"]
    reached = float(scores(rows[-1]["scenes"].values(), [0, 80])["iou"].get("80", 0.0))
    return [words, "0.75", f"{reached:.3f}", _mark(reached >= 0.75)]


def _mark(reached: bool) -> str:
    return "reached" if reached else "**missed**"
