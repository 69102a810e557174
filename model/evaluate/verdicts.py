"""In words, from the rows: what pre-training, attention and more steps buy."""

from __future__ import annotations

from model.evaluate import attention_maps, embeddings
from model.evaluate.ablation_tables import frozen_scores
from model.evaluate.backbones import RANDOM
from model.evaluate.emergence import EMERGENCE
from model.evaluate.pretraining import (
    CONVERGED_FINETUNED,
    CONVERGED_SCRATCH,
    CONVERGED_UNET,
    FINETUNED,
    LINEAR_DINO,
    LINEAR_RANDOM,
    SCRATCH,
    UNET,
)
from model.evaluate.tables import Found, Spread


def verdicts(found: Found) -> str:
    """A list of sentences, each on one question."""
    parts = (_trained, _converged, _frozen, _attention, _tokens, _emergence)
    lines = [line for part in parts for line in part(found)]
    return "\n".join(f"- {line}." for line in lines)


def _trained(found: Found) -> list[str]:
    """Fine-tuned against from scratch and the U-Net, at every share of the labels."""
    lines = []
    for percent in found.percents(["finetune", "scratch", "unet"]):
        tuned = found.mean("finetune", FINETUNED, percent=percent)
        for experiment, method, words in (
            ("scratch", SCRATCH, "the same network from scratch"),
            ("unet", UNET, "the small U-Net"),
        ):
            other = found.mean(experiment, method, percent=percent)
            if tuned and other:
                budgets = _budgets(found, percent, experiment, method)
                lines.append(
                    f"With {percent:g} % of the labels, DINO fine-tuned "
                    f"{compared(tuned, other, words)}{budgets}"
                )
    return lines


def _converged(found: Found) -> list[str]:
    """The same with all labels, after so many steps that more no longer help."""
    tuned = found.mean("converged", CONVERGED_FINETUNED)
    others = (
        (CONVERGED_SCRATCH, "the same network from scratch"),
        (CONVERGED_UNET, "the small U-Net"),
    )
    lines = []
    for method, words in others:
        other = found.mean("converged", method)
        if tuned and other:
            lines.append(
                f"Trained to convergence with all labels, DINO fine-tuned {compared(tuned, other, words)}"
            )
    return lines


def _budgets(found: Found, percent: float, experiment: str, method: str) -> str:
    """The training steps of both sides where they differ."""
    steps = [
        {int(row["steps"]) for row in found.of(*side, percent=percent)}
        for side in (("finetune", FINETUNED), (experiment, method))
    ]
    if steps[0] == steps[1]:
        return ""
    return "; trained for {} against {} steps".format(*(" to ".join(map(str, sorted(one))) for one in steps))


def _frozen(found: Found) -> list[str]:
    lines = []
    for percent in found.percents(["linear"]):
        dino = found.mean("linear", LINEAR_DINO, percent=percent)
        random = found.mean("linear", LINEAR_RANDOM, percent=percent)
        if dino and random:
            words = compared(dino, random, "one random ViT's")
            lines.append(f"With {percent:g} %, a linear probe on frozen DINO {words}")
    return lines


def _attention(found: Found) -> list[str]:
    """A forest with attention of both backbones against one without."""
    without = found.mean("forest", attention_maps.TEXTURE)
    method = attention_maps.TEXTURE_ATTENTION
    lines = []
    for name, words in (("DINO", "DINO's"), (RANDOM, "a random ViT's")):
        with_it = found.mean("attention", f"{method}, {name}")
        if without and with_it:
            other = "one on backscatter and texture alone"
            lines.append(
                f"A random forest that is given {words} attention, too, {compared(with_it, without, other)}"
            )
    return lines


def _tokens(found: Found) -> list[str]:
    """Tokens and attention together against tokens alone, by the linear probe."""
    classifier = next(name for name in embeddings.CLASSIFIERS if name.startswith("Linear"))
    both, tokens = (
        found.mean("embeddings", f"{classifier}: DINO, {features}") for features in ("both", "tokens")
    )
    if not (both and tokens):
        return []
    words = compared(both, tokens, "one on tokens alone")
    return [f"A linear probe on DINO's tokens and attention together {words}"]


def _emergence(found: Found) -> list[str]:
    """The first and the last kept step, and where attention was worst."""
    along = {
        int(method.removeprefix(EMERGENCE)): frozen_scores(found, row)
        for method in found.methods("emergence")
        for row in found.of("emergence", method)
    }
    if len(along) < 2:
        return []
    first, last = min(along), max(along)
    worst = min(along, key=lambda step: along[step]["attention"])
    probe, attention = (
        f"from {along[first][name]:.3f} to {along[last][name]:.3f}" for name in ("linear", "attention")
    )
    return [
        f"From step {first} to step {last} of pre-training a linear probe goes {probe}, and the mean "
        f"AUROC of the best heads {attention} (lowest at step {worst}: {along[worst]['attention']:.3f})"
    ]


def compared(one: Spread, other: Spread, words: str) -> str:
    """How one method does against another, and whether that is more than the spread of the seeds.

    Args:
        one: Scores of the method that the sentence is about.
        other: Those of the other.
        words: The other, in words.
    """
    gap = one.mean - other.mean
    numbers = f"({one} against {other})"
    if min(one.count, other.count) < 2:
        side = "better than" if gap > 0 else "worse than"
        return f"is {abs(gap):.3f} {side} {words} {numbers}, on one seed: the spread is unknown"
    if abs(gap) <= max(one.std, other.std):
        return f"and {words} do not differ by more than the spread of the seeds {numbers}"
    return f"is {abs(gap):.3f} {'better' if gap > 0 else 'worse'} than {words} {numbers}"
