"""The bars that the model has to clear, and in words what pre-training buys, both from the rows."""

from __future__ import annotations

from model.evaluate import attention_maps
from model.evaluate.attention_maps import LEVELLED
from model.evaluate.backbones import RANDOM
from model.evaluate.pretraining import (
    FINETUNED,
    FINISHED_LINEAR_HEAD,
    FOREST,
    LINEAR_DINO,
    LINEAR_RANDOM,
    SCRATCH,
    UNET,
)
from model.evaluate.rows import Row
from model.evaluate.scoring import scores
from model.evaluate.tables import Found, Spread, spread, table

Line = list[object]


def bars_table(found: Found) -> str:
    """Every bar with the number reached; a bar whose rows are not there is not run."""
    lines: list[Line] = [
        _gain("Finished model over random forest, mIoU", _model(found), _of(found, "forest", FOREST), 0.25),
        _gain("Finished model over the small U-Net, mIoU", _model(found), _of(found, "unet", UNET), 0.05),
        _gain(
            "Linear probe, frozen DINO over random ViT, mIoU",
            _of(found, "linear", LINEAR_DINO),
            _of(found, "linear", LINEAR_RANDOM),
            0.10,
        ),
        _above_spread(found, 10),
        *(_attention(found, code, name) for code, name in (("80", "water"), ("50", "built-up"))),
        _water(found),
        _gain(
            "Boundary F1, radar stem over linear head",
            _model(found, "boundary_f1"),
            _of(found, "head", FINISHED_LINEAR_HEAD, "boundary_f1"),
            0.10,
        ),
    ]
    return table(["Bar", "Needed", "Reached", ""], lines)


def verdicts(found: Found) -> str:
    """Fine-tuned against from scratch, and frozen against random, at every share of the labels."""
    lines = []
    for percent in found.percents(["finetune", "scratch", "unet"]):
        tuned = _of(found, "finetune", FINETUNED, percent=percent)
        for experiment, method, words in (
            ("scratch", SCRATCH, "the same network from scratch"),
            ("unet", UNET, "the small U-Net"),
        ):
            other = _of(found, experiment, method, percent=percent)
            if tuned and other:
                budgets = _budgets(found, percent, experiment, method)
                lines.append(
                    f"- With {percent:g} % of the labels, DINO fine-tuned "
                    f"{_compared(tuned, other, words)}{budgets}."
                )
    for percent in found.percents(["linear"]):
        dino = _of(found, "linear", LINEAR_DINO, percent=percent)
        random = _of(found, "linear", LINEAR_RANDOM, percent=percent)
        if dino and random:
            words = "a random ViT's"
            lines.append(
                f"- With {percent:g} %, a linear probe on frozen DINO {_compared(dino, random, words)}."
            )
    lines += _attention_verdict(found)
    return "\n".join(lines)


def _budgets(found: Found, percent: float, experiment: str, method: str) -> str:
    """The training steps of both sides where they differ."""
    steps = [
        {int(row["steps"]) for row in found.of(*side, percent=percent)}
        for side in (("finetune", FINETUNED), (experiment, method))
    ]
    if steps[0] == steps[1]:
        return ""
    return "; trained for {} against {} steps".format(*(" to ".join(map(str, sorted(one))) for one in steps))


def _compared(one: Spread, other: Spread, words: str) -> str:
    gap = one.mean - other.mean
    numbers = f"({one} against {other})"
    if min(one.count, other.count) < 2:
        side = "better than" if gap > 0 else "worse than"
        return f"is {abs(gap):.3f} {side} {words} {numbers}, on one seed: the spread is unknown"
    if abs(gap) <= max(one.std, other.std):
        return f"and {words} do not differ by more than the spread of the seeds {numbers}"
    return f"is {abs(gap):.3f} {'better' if gap > 0 else 'worse'} than {words} {numbers}"


def _attention_verdict(found: Found) -> list[str]:
    without = _of(found, "forest", attention_maps.TEXTURE)
    with_it = _of(found, "attention", f"{attention_maps.TEXTURE_ATTENTION}, DINO")
    if not (without and with_it):
        return []
    words = "one on backscatter and texture alone"
    return [f"- A random forest that is given attention, too, {_compared(with_it, without, words)}."]


def _of(
    found: Found, experiment: str, method: str, score: str = "miou", *, percent: float = 100
) -> Spread | None:
    rows = found.of(experiment, method, percent=percent)
    return found.spread([row for row in rows if "scenes" in row], score)


def _model(found: Found, score: str = "miou") -> Spread | None:
    rows = [row for row in found.rows if row["experiment"] == "model"]
    return found.spread(rows[-1:], score)


def _gain(words: str, one: Spread | None, other: Spread | None, needed: float) -> Line:
    if one is None or other is None:
        return [words, f"+{needed:.2f}", None, "not run"]
    gap = one.mean - other.mean
    numbers = f"{gap:+.3f} ({one.mean:.3f} − {other.mean:.3f})"
    return [words, f"+{needed:.2f}", numbers, _mark(gap >= needed)]


def _above_spread(found: Found, percent: float) -> Line:
    words = f"DINO fine-tuned over from scratch at {percent:g} % of labels, mIoU"
    one = _of(found, "finetune", FINETUNED, percent=percent)
    other = _of(found, "scratch", SCRATCH, percent=percent)
    if one is None or other is None or min(one.count, other.count) < 3:
        return [words, "above the spread of 3 seeds", None, "not run"]
    gap = one.mean - other.mean
    reached = gap > max(one.std, other.std)
    return [words, "above the spread of 3 seeds", f"{gap:+.3f} ({one} − {other})", _mark(reached)]


def _attention(found: Found, code: str, name: str) -> Line:
    words = f"Best-head attention AUROC, {name}"
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
    """Of every backbone of a kind the AUROC of its best head."""
    methods = [
        method
        for method in found.methods("attention")
        if method.startswith(f"{LEVELLED}, {backbone}")  # random ViTs of further seeds, too
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
