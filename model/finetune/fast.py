"""Fast fine-tuning: experts on frozen features, checked by held-out polygons, made into one network."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from model.checkpoint import Loaded
from model.errors import InvalidRequest
from model.finetune.experts import (
    DEFAULT_WEIGHTS,
    FINAL_NETS,
    FOLD_NETS,
    HIDDEN,
    STEPS,
    Nets,
    Scaling,
    balanced_weights,
    pooled_weights,
    train,
)
from model.finetune.features import TEXTURE, Samples
from model.finetune.folds import folds
from model.finetune.ground import ENOUGH_POLYGONS, Ground
from model.finetune.scoring import confusion_of, scores_of
from model.finetune_messages import Scores
from model.network import SarSegmenter

MOST_HIDDEN = 1024

SCORE_EVERY = 20

Watch = Callable[[int, int, float, "float | None"], bool]
"""Takes the step, the steps in all, the loss and now and then mean IoU on held-out polygons.

It ends the training by returning True, and everything by raising."""


@dataclass
class FastModel:
    """A trained classifier and what is known about it.

    Attributes:
        scaling: Of the inputs.
        rows: [classes] the base model's class that each class starts from.
        texture: Networks on texture: the final ones.
        deep: Networks on the base model's features.
        weights: Of base, texture and features.
        scores: Of held-out polygons.
    """

    scaling: Scaling
    rows: list[int]
    texture: Nets
    deep: Nets
    weights: Tensor
    scores: Scores


def train_fast(
    base: Loaded, samples: Samples, ground: Ground, *, seed: int, watch: Watch, held_out: Tensor | None = None
) -> FastModel:
    """Trains and checks the experts.

    Args:
        base: The model to start from.
        samples: Labelled pixels.
        ground: What is labelled.
        seed: Of everything random.
        watch: Called after every step.
        held_out: [polygons] bool: polygons that the final networks must not see; none if None.
    """
    network, classes = base.network, len(ground.classes)
    scaling = Scaling.of(samples)
    if network.refine is not None:  # what it learned before goes on as it is, on the same inputs
        scaling = Scaling(network.refine.mean.cpu(), network.refine.scale.cpu())
    x = scaling.apply(samples.features)
    weight = balanced_weights(samples.labels, samples.polygon, classes)
    fold_of = torch.from_numpy(folds(ground.polygons, seed))
    if held_out is not None:
        fold_of = torch.full_like(fold_of, -1)
    repeats, count = len(fold_of), int(fold_of.max()) + 1
    seen = torch.ones(repeats * count + 1, len(ground.polygons), dtype=torch.bool)
    for number in range(repeats * count):
        seen[number] = fold_of[number // count] != number % count
    if held_out is not None:
        seen &= ~held_out
    shares = weight * seen[:, samples.polygon]
    nets = [FOLD_NETS] * (repeats * count) + [FINAL_NETS]
    parts = (x[:, samples.deep :], x[:, : samples.deep])
    experts = [
        train(
            part,
            samples.labels,
            shares,
            nets,
            classes=classes,
            seed=seed + number,
            watch=_watching(watch, number, part, samples, fold_of, classes),
        )
        for number, part in enumerate(parts)
    ]
    base_logits = base_logits_of(network, samples.features)
    rows = nearest_classes(network, base_logits, samples, ground)
    weights, scores = _check(base_logits[:, rows], parts, experts, samples, ground, weight, fold_of)
    final = slice(FOLD_NETS * repeats * count, None)
    return FastModel(scaling, rows, experts[0].part(final), experts[1].part(final), weights, scores)


def _watching(
    watch: Watch, expert: int, x: Tensor, samples: Samples, fold_of: Tensor, classes: int
) -> Callable[[int, float, Nets], bool]:
    """Passes on the steps of one expert as a part of both, and how it does on held-out polygons."""

    def passed_on(step: int, loss: float, nets: Nets) -> bool:
        score = None
        if (step + 1) % SCORE_EVERY == 0:
            score = _held_out_miou(nets, x, samples, fold_of, classes)
        return watch(expert * STEPS + step + 1, 2 * STEPS, loss, score)

    return passed_on


@torch.no_grad()
def _held_out_miou(nets: Nets, x: Tensor, samples: Samples, fold_of: Tensor, classes: int) -> float | None:
    """Of one expert on the first repeat's folds; None where nothing is held out."""
    confusion = np.zeros((classes, classes))
    polygon_fold = fold_of[0][samples.polygon]
    for fold in range(int(fold_of.max()) + 1):
        here = (samples.copy == 0) & (polygon_fold == fold)
        chosen = nets.part(slice(FOLD_NETS * fold, FOLD_NETS * (fold + 1)))
        said = chosen.logits(x[here]).mean(0).argmax(1)
        confusion += confusion_of(samples.labels[here].numpy(), said.numpy(), classes)
    true = confusion.sum(1)
    if not true.any():
        return None
    hits = np.diag(confusion)
    iou = hits / np.maximum(true + confusion.sum(0) - hits, 1)
    return round(float(iou[true > 0].mean()), 4)


@torch.no_grad()
def base_logits_of(network: SarSegmenter, inputs: Tensor) -> Tensor:
    """The base model's logits [N, base classes] from features and texture [N, F + T]."""
    classify = network.head.classify
    device = classify.weight.device
    pixels = inputs.T[None, :, :, None].to(device)
    logits: Tensor = classify(pixels[:, : classify.in_channels])
    if network.refine is not None:
        logits = logits + network.refine.of_inputs(pixels)
    return logits[0, :, :, 0].T.float().cpu()


def nearest_classes(network: SarSegmenter, logits: Tensor, samples: Samples, ground: Ground) -> list[int]:
    """For each class the base model's of the same code, or else the one it sees most on its polygons."""
    probability = logits.log_softmax(1)
    rows = []
    for index, item in enumerate(ground.classes):
        if item.code in network.classes:
            rows.append(network.classes.index(item.code))
        else:
            rows.append(int(probability[samples.labels == index].mean(0).argmax()))
    return rows


def _check(
    base: Tensor,
    parts: Sequence[Tensor],
    experts: list[Nets],
    samples: Samples,
    ground: Ground,
    weight: Tensor,
    fold_of: Tensor,
) -> tuple[Tensor, Scores]:
    """Weights of the experts and scores, both from held-out polygons of the unchanged scene."""
    classes = len(ground.classes)
    repeats, count = len(fold_of), int(fold_of.max()) + 1
    polygon_fold = fold_of[:, samples.polygon]
    true = samples.copy == 0
    logits, labels, sample_weight, owners, repeat_of = [], [], [], [], []
    for number in range(repeats * count):
        repeat, fold = divmod(number, count)
        here = true & (polygon_fold[repeat] == fold)
        nets = slice(FOLD_NETS * number, FOLD_NETS * (number + 1))
        said = [
            expert.part(nets).logits(part[here]).mean(0) for expert, part in zip(experts, parts, strict=True)
        ]
        logits.append(torch.stack([base[here], *said]))
        labels.append(samples.labels[here])
        sample_weight.append(weight[here])
        owners.append(samples.polygon[here])
        repeat_of.append(torch.full((int(here.sum()),), repeat))
    checked = int((fold_of[0] >= 0).sum())
    if not checked:
        return torch.tensor(DEFAULT_WEIGHTS), _unchecked(ground)
    held, known = torch.cat(logits, 1), torch.cat(labels)
    weights = pooled_weights(held, known, torch.cat(sample_weight))
    predicted = torch.einsum("e,enk->nk", weights, held).argmax(1)
    owner = torch.cat(owners)
    sampled = torch.bincount(samples.polygon[true], minlength=len(ground.polygons))
    size = torch.tensor([len(item.rows) for item in ground.polygons])
    pixels = (size / sampled.clamp_min(1))[owner].double().numpy() / repeats
    confusion = confusion_of(known.numpy(), predicted.numpy(), classes, pixels)
    few = min(np.bincount([item.index for item in ground.polygons], minlength=classes)) < ENOUGH_POLYGONS
    note = f"{checked} polygons, each held out {repeats} times in {count} parts together with its neighbours."
    if few:
        note = "An estimate, since some classes have few polygons. " + note
    if checked < len(ground.polygons):
        note += " Classes of a single polygon could not be checked."
    return weights, scores_of(
        confusion, ground.classes, polygons=checked, folds=repeats * count, note=note, estimate=bool(few)
    )


def _unchecked(ground: Ground) -> Scores:
    classes = len(ground.classes)
    note = "Nothing could be held out: draw at least two polygons of each class to know how good the map is."
    return scores_of(
        np.zeros((classes, classes)), ground.classes, polygons=0, folds=0, note=note, estimate=True
    )


@torch.no_grad()
def build_network(base: SarSegmenter, fast: FastModel, ground: Ground) -> SarSegmenter:
    """The experts as one network in evaluation mode on the CPU; the base network stays as it is."""
    old = 0 if base.refine is None else base.config.hidden
    added = 2 * FINAL_NETS * HIDDEN
    if old + added > MOST_HIDDEN:
        raise InvalidRequest(
            "This model was fine-tuned on top of fine-tuned models too many times.",
            remedy="Start from one of its bases, with all polygons.",
        )
    config = dataclasses.replace(
        base.config,
        classes=tuple(item.code for item in ground.classes),
        texture=base.config.texture or TEXTURE,
        hidden=old + added,
    )
    with torch.random.fork_rng(devices=[]):
        network = SarSegmenter(config)
    kept = {
        name: value
        for name, value in base.state_dict().items()
        if not name.startswith(("head.classify.", "refine."))
    }
    network.load_state_dict(kept, strict=False)
    rows, (say_base, say_texture, say_deep) = fast.rows, fast.weights.tolist()
    head, refine = network.head.classify, network.refine
    bias = base.head.classify.bias
    assert refine is not None and head.bias is not None and bias is not None  # nosec B101
    head.weight.copy_(base.head.classify.weight[rows] * say_base)
    head.bias.copy_(bias[rows] * say_base)
    refine.mean.copy_(fast.scaling.mean)
    refine.scale.copy_(fast.scaling.scale)
    for value in (refine.hidden.weight, refine.hidden.bias, refine.classify.weight, refine.classify.bias):
        assert value is not None
        value.zero_()
    assert refine.hidden.bias is not None and refine.classify.bias is not None
    if base.refine is not None:
        assert base.refine.hidden.bias is not None and base.refine.classify.bias is not None
        refine.hidden.weight[:old] = base.refine.hidden.weight
        refine.hidden.bias[:old] = base.refine.hidden.bias
        refine.classify.weight[:, :old] = base.refine.classify.weight[rows] * say_base
        refine.classify.bias += base.refine.classify.bias[rows] * say_base
    deep = head.in_channels
    place = old
    for nets, say, inputs in (
        (fast.texture, say_texture, slice(deep, None)),
        (fast.deep, say_deep, slice(0, deep)),
    ):
        for number in range(FINAL_NETS):
            units = slice(place, place + HIDDEN)
            refine.hidden.weight[units, inputs, 0, 0] = nets.first[number].T
            refine.hidden.bias[units] = nets.first_bias[number, 0]
            refine.classify.weight[:, units, 0, 0] = nets.second[number].T * (say / FINAL_NETS)
            refine.classify.bias += nets.second_bias[number, 0] * (say / FINAL_NETS)
            place += HIDDEN
    return network.eval()
