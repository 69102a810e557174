"""Fast fine-tuning: experts on frozen features, checked by held-out polygons, made into one network."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.checkpoint.checkpoint import Loaded
from model.errors.errors import InvalidRequest
from model.errors.words import marked
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
from model.finetune.scoring import as_in_the_scene, confusion_of, scores_of
from model.network.network import SarSegmenter
from model.protocol.finetuning import Scores

MOST_HIDDEN = 1024

SCORE_EVERY = 20

Watch = Callable[[int, int, float, "float | None"], bool]
"""Takes the step, the number of steps, the loss and sometimes mean IoU on held-out polygons. Returns True to
end the training; raises to end the whole job."""

Keep = Callable[["FastModel"], None]
"""Takes the current classifier, from time to time."""


@dataclass
class FastModel:
    """A trained classifier with its scores.

    Attributes:
        scaling: Scaling of the inputs.
        rows: [classes] class of the base model that each class starts from.
        texture: The final networks on texture.
        deep: The final networks on the base model's features.
        weights: Weights of base, texture and features.
        scores: Scores of held-out polygons.
    """

    scaling: Scaling
    rows: list[int]
    texture: Nets
    deep: Nets
    weights: Tensor
    scores: Scores


def train_fast(
    base: Loaded,
    samples: Samples,
    ground: Ground,
    *,
    seed: int,
    watch: Watch,
    held_out: Tensor | None = None,
    keep: Keep | None = None,
) -> FastModel:
    """Trains and checks the experts.

    Args:
        base: The model to start from.
        samples: Labelled pixels.
        ground: The labelled polygons.
        seed: Seed of everything random.
        watch: Called after every step.
        held_out: [polygons] bool: polygons that the final networks must not see; no polygons if None.
        keep: Gets a copy of the current classifier with its scores, before ``watch`` gets the scores.
    """
    network, classes = base.network, len(ground.classes)
    scaling = Scaling.of(samples)
    if network.refine is not None:  # earlier refinement stays unchanged, on the same inputs
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
    base_logits = base_logits_of(network, samples.features)
    rows = nearest_classes(network, base_logits, samples, ground)
    final = slice(FOLD_NETS * repeats * count, None)
    around = scaling.apply(samples.surroundings)
    surroundings = _Surroundings(
        base_logits_of(network, samples.surroundings)[:, rows],
        (around[:, samples.deep :], around[:, : samples.deep]),
        final,
    )
    check = _Check(base_logits[:, rows], parts, samples, ground, weight, fold_of, surroundings)

    def so_far(experts: list[Nets]) -> float | None:
        scores = check.so_far(experts)
        if keep is not None:
            texture, deep = (expert.part(final).copy() for expert in experts)
            keep(FastModel(scaling, rows, texture, deep, torch.tensor(DEFAULT_WEIGHTS), scores))
        return scores.miou if scores.polygons else None

    # Networks that are not trained yet have zero logits.
    experts = [Nets.silent(sum(nets), part.shape[1], classes) for part in parts]
    for number, part in enumerate(parts):

        def passed_on(step: int, loss: float, nets: Nets, number: int = number) -> bool:
            """Passes on the steps of one expert as part of both experts, and scores on held-out polygons."""
            experts[number] = nets
            score = so_far(experts) if (step + 1) % SCORE_EVERY == 0 else None
            return watch(number * STEPS + step + 1, 2 * STEPS, loss, score)

        experts[number] = train(
            part, samples.labels, shares, nets, classes=classes, seed=seed + number, watch=passed_on
        )
    weights, scores = check.final(experts)
    return FastModel(scaling, rows, experts[0].part(final), experts[1].part(final), weights, scores)


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
    """For each class the base model's class of the same code, or its most frequent class on the polygons."""
    probability = logits.log_softmax(1)
    rows = []
    for index, item in enumerate(ground.classes):
        if item.code in network.classes:
            rows.append(network.classes.index(item.code))
        else:
            rows.append(int(probability[samples.labels == index].mean(0).argmax()))
    return rows


@dataclass
class _Surroundings:
    """Pixels all over the labelled tiles, to estimate how often the classes occur.

    Attributes:
        base: [M, classes] the base model's logits.
        parts: [M, inputs] inputs of each expert.
        final: The networks of an expert that saw all polygons.
    """

    base: Tensor
    parts: Sequence[Tensor]
    final: slice

    @torch.no_grad()
    def shares(self, experts: list[Nets], weights: Tensor) -> NDArray[np.float64]:
        """Share [classes] of these pixels in each class of the map."""
        said = [
            expert.part(self.final).logits(part).mean(0)
            for expert, part in zip(experts, self.parts, strict=True)
        ]
        found = torch.einsum("e,enk->nk", weights, torch.stack([self.base, *said])).argmax(1)
        counts = torch.bincount(found, minlength=self.base.shape[1])
        return (counts / counts.sum().clamp_min(1)).double().numpy()


@dataclass
class _Check:
    """Checks with held-out polygons, on the unchanged scene.

    Attributes:
        base: [N, classes] the base model's logits.
        parts: [N, inputs] inputs of each expert.
        samples: Labelled pixels.
        ground: The labelled polygons.
        weight: [N] weight of each sample.
        fold_of: [repeats, polygons] the fold in which a polygon is held out.
        surroundings: Pixels that show how often the classes occur.
    """

    base: Tensor
    parts: Sequence[Tensor]
    samples: Samples
    ground: Ground
    weight: Tensor
    fold_of: Tensor
    surroundings: _Surroundings

    @property
    def _folds(self) -> int:
        return int(self.fold_of.max()) + 1

    @torch.no_grad()
    def so_far(self, experts: list[Nets]) -> Scores:
        """Scores of a running training: first repeat, default weights of the experts."""
        if not self._folds:
            return _unchecked(self.ground)
        held, at = self._held_out(experts, 1)
        weights = torch.tensor(DEFAULT_WEIGHTS)
        shares = self.surroundings.shares(experts, weights)
        return self._scores(weights, held, at, 1, shares, marked("The training was cut short."))

    def final(self, experts: list[Nets]) -> tuple[Tensor, Scores]:
        """Weights of the experts and scores."""
        if not self._folds:
            return torch.tensor(DEFAULT_WEIGHTS), _unchecked(self.ground)
        repeats = len(self.fold_of)
        with torch.no_grad():
            held, at = self._held_out(experts, repeats)
        weights = pooled_weights(held, self.samples.labels[at], self.weight[at])
        shares = self.surroundings.shares(experts, weights)
        return weights, self._scores(weights, held, at, repeats, shares, "")

    def _held_out(self, experts: list[Nets], repeats: int) -> tuple[Tensor, Tensor]:
        """Logits [experts, M, classes] of networks that did not see a sample, and its index [M]."""
        polygon_fold = self.fold_of[:, self.samples.polygon]
        logits, places = [], []
        for number in range(repeats * self._folds):
            repeat, fold = divmod(number, self._folds)
            at = ((self.samples.copy == 0) & (polygon_fold[repeat] == fold)).nonzero()[:, 0]
            nets = slice(FOLD_NETS * number, FOLD_NETS * (number + 1))
            said = [
                expert.part(nets).logits(part[at]).mean(0)
                for expert, part in zip(experts, self.parts, strict=True)
            ]
            logits.append(torch.stack([self.base[at], *said]))
            places.append(at)
        return torch.cat(logits, 1), torch.cat(places)

    def _scores(
        self,
        weights: Tensor,
        held: Tensor,
        at: Tensor,
        repeats: int,
        shares: NDArray[np.float64],
        remark: str,
    ) -> Scores:
        polygons, classes = self.ground.polygons, len(self.ground.classes)
        predicted = torch.einsum("e,enk->nk", weights, held).argmax(1)
        sampled = torch.bincount(self.samples.polygon[self.samples.copy == 0], minlength=len(polygons))
        size = torch.tensor([item.pixels for item in polygons])
        pixels = (size / sampled.clamp_min(1))[self.samples.polygon[at]].double().numpy() / repeats
        confusion = confusion_of(self.samples.labels[at].numpy(), predicted.numpy(), classes, pixels)
        confusion = as_in_the_scene(confusion, shares)
        checked = int((self.fold_of[0] >= 0).sum())
        few = min(np.bincount([item.index for item in polygons], minlength=classes)) < ENOUGH_POLYGONS
        often = "once" if repeats == 1 else f"{repeats} times"
        note = (
            f"{checked} polygons, each held out {often} in {self._folds} parts together with its neighbours; "
            "weighted by how often the classes occur around the polygons."
        )
        if few:
            note = marked("An estimate, since some classes have few polygons.") + " " + note
        if checked < len(polygons):
            note += " " + marked(
                "Classes whose polygons all lie in one place could not be checked: draw some elsewhere, too."
            )
        note = f"{note} {remark}".strip()
        runs = repeats * self._folds
        return scores_of(
            confusion, self.ground.classes, polygons=checked, folds=runs, note=note, estimate=bool(few)
        )


def _unchecked(ground: Ground) -> Scores:
    classes = len(ground.classes)
    note = marked(
        "Nothing could be held out: draw at least two polygons of each class to know how good the map is."
    )
    return scores_of(
        np.zeros((classes, classes)), ground.classes, polygons=0, folds=0, note=note, estimate=True
    )


@torch.no_grad()
def build_network(base: SarSegmenter, fast: FastModel, ground: Ground) -> SarSegmenter:
    """The experts as one network in evaluation mode on the CPU; the base network stays unchanged.

    Raises:
        InvalidRequest: With earlier fine-tunings included, the network would get too large.
    """
    old = 0 if base.refine is None else base.config.hidden
    added = 2 * FINAL_NETS * HIDDEN
    if old + added > MOST_HIDDEN:
        raise InvalidRequest(
            marked("This model was fine-tuned on top of fine-tuned models too many times."),
            remedy=marked("Start from one of its bases, with all polygons."),
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
