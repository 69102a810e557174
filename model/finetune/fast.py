"""Fast fine-tuning: experts on frozen features, checked by held-out polygons, made into one network."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.special
from numpy.typing import NDArray

from model.checkpoint.weights import ModelFile, Weights
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
from model.inference.refinement import Refinement
from model.network.config import NetworkConfig
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
    weights: NDArray[np.float32]
    scores: Scores


def train_fast(
    base: ModelFile,
    samples: Samples,
    ground: Ground,
    *,
    seed: int,
    watch: Watch,
    held_out: NDArray[np.bool_] | None = None,
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
    classes = len(ground.classes)
    scaling = Scaling.of(samples)
    if (refine := Refinement.of(base)) is not None:  # earlier refinement stays unchanged, on the same inputs
        scaling = Scaling(refine.mean, refine.scale)
    x = scaling.apply(samples.features)
    weight = balanced_weights(samples.labels, samples.polygon, classes)
    fold_of = folds(ground.polygons, seed)
    if held_out is not None:
        fold_of = np.full_like(fold_of, -1)
    repeats, count = len(fold_of), int(fold_of.max()) + 1
    seen = np.ones((repeats * count + 1, len(ground.polygons)), bool)
    for number in range(repeats * count):
        seen[number] = fold_of[number // count] != number % count
    if held_out is not None:
        seen &= ~held_out
    shares = weight * seen[:, samples.polygon]
    nets = [FOLD_NETS] * (repeats * count) + [FINAL_NETS]
    parts = (x[:, samples.deep :], x[:, : samples.deep])
    base_logits = base_logits_of(base, samples.features)
    rows = nearest_classes(base, base_logits, samples, ground)
    final = slice(FOLD_NETS * repeats * count, None)
    around = scaling.apply(samples.surroundings)
    surroundings = _Surroundings(
        base_logits_of(base, samples.surroundings)[:, rows],
        (around[:, samples.deep :], around[:, : samples.deep]),
        final,
    )
    check = _Check(base_logits[:, rows], parts, samples, ground, weight, fold_of, surroundings)

    def so_far(experts: list[Nets]) -> float | None:
        scores = check.so_far(experts)
        if keep is not None:
            texture, deep = (expert.part(final).copy() for expert in experts)
            keep(FastModel(scaling, rows, texture, deep, np.array(DEFAULT_WEIGHTS, np.float32), scores))
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


def base_logits_of(base: ModelFile, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """The base model's logits [N, base classes] from features and texture [N, F + T]."""
    weight, bias = _classification(base)
    logits: NDArray[np.float32] = inputs[:, : weight.shape[1]] @ weight.T + bias
    refine = Refinement.of(base)
    return logits if refine is None else logits + refine.of_inputs(inputs)


def _classification(base: ModelFile) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weight [classes, F] and bias [classes] of the head's last layer."""
    weight = base.weights["head.classify.weight"][:, :, 0, 0].astype(np.float32)
    return weight, base.weights["head.classify.bias"].astype(np.float32)


def nearest_classes(
    base: ModelFile, logits: NDArray[np.float32], samples: Samples, ground: Ground
) -> list[int]:
    """For each class the base model's class of the same code, or its most frequent class on the polygons."""
    probability = scipy.special.log_softmax(logits, axis=1)
    rows = []
    for index, item in enumerate(ground.classes):
        if item.code in base.classes:
            rows.append(base.classes.index(item.code))
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

    base: NDArray[np.float32]
    parts: Sequence[NDArray[np.float32]]
    final: slice

    def shares(self, experts: list[Nets], weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """Share [classes] of these pixels in each class of the map."""
        said = [
            expert.part(self.final).logits(part).mean(0)
            for expert, part in zip(experts, self.parts, strict=True)
        ]
        found = np.einsum("e,enk->nk", weights, np.stack([self.base, *said])).argmax(1)
        counts = np.bincount(found, minlength=self.base.shape[1])
        return np.asarray(counts / max(counts.sum(), 1), np.float64)


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

    base: NDArray[np.float32]
    parts: Sequence[NDArray[np.float32]]
    samples: Samples
    ground: Ground
    weight: NDArray[np.float32]
    fold_of: NDArray[np.int64]
    surroundings: _Surroundings

    @property
    def _folds(self) -> int:
        return int(self.fold_of.max()) + 1

    def so_far(self, experts: list[Nets]) -> Scores:
        """Scores of a running training: first repeat, default weights of the experts."""
        if not self._folds:
            return _unchecked(self.ground)
        held, at = self._held_out(experts, 1)
        weights = np.array(DEFAULT_WEIGHTS, np.float32)
        shares = self.surroundings.shares(experts, weights)
        return self._scores(weights, held, at, 1, shares, marked("The training was cut short."))

    def final(self, experts: list[Nets]) -> tuple[NDArray[np.float32], Scores]:
        """Weights of the experts and scores."""
        if not self._folds:
            return np.array(DEFAULT_WEIGHTS, np.float32), _unchecked(self.ground)
        repeats = len(self.fold_of)
        held, at = self._held_out(experts, repeats)
        weights = pooled_weights(held, self.samples.labels[at], self.weight[at])
        shares = self.surroundings.shares(experts, weights)
        return weights, self._scores(weights, held, at, repeats, shares, "")

    def _held_out(self, experts: list[Nets], repeats: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Logits [experts, M, classes] of networks that did not see a sample, and its index [M]."""
        polygon_fold = self.fold_of[:, self.samples.polygon]
        logits, places = [], []
        for number in range(repeats * self._folds):
            repeat, fold = divmod(number, self._folds)
            at = np.flatnonzero((self.samples.copy == 0) & (polygon_fold[repeat] == fold))
            nets = slice(FOLD_NETS * number, FOLD_NETS * (number + 1))
            said = [
                expert.part(nets).logits(part[at]).mean(0)
                for expert, part in zip(experts, self.parts, strict=True)
            ]
            logits.append(np.stack([self.base[at], *said]))
            places.append(at)
        return np.concatenate(logits, 1), np.concatenate(places)

    def _scores(
        self,
        weights: NDArray[np.float32],
        held: NDArray[np.float32],
        at: NDArray[np.int64],
        repeats: int,
        shares: NDArray[np.float64],
        remark: str,
    ) -> Scores:
        polygons, classes = self.ground.polygons, len(self.ground.classes)
        predicted = np.einsum("e,enk->nk", weights, held).argmax(1)
        sampled = np.bincount(self.samples.polygon[self.samples.copy == 0], minlength=len(polygons))
        size = np.array([item.pixels for item in polygons], np.float64)
        pixels = (size / np.maximum(sampled, 1))[self.samples.polygon[at]] / repeats
        confusion = confusion_of(self.samples.labels[at], predicted, classes, pixels)
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


def built(base: ModelFile, fast: FastModel, ground: Ground) -> ModelFile:
    """The experts and the base as one model; the base stays unchanged. Weights are float32.

    Raises:
        InvalidRequest: With earlier fine-tunings included, the network would get too large.
    """
    old = base.config.hidden
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
    kept = {
        name: value.astype(np.float32) if value.dtype.kind == "f" else value
        for name, value in base.weights.items()
        if not name.startswith(("head.classify.", "refine."))
    }
    weight, bias = _classification(base)
    rows, say = fast.rows, fast.weights
    weights = {
        **kept,
        "head.classify.weight": (weight[rows] * say[0])[:, :, None, None],
        "head.classify.bias": bias[rows] * say[0],
        **_refinement(base, fast, config, weight.shape[1]),
    }
    return dataclasses.replace(base, config=config, weights=weights)


def _refinement(base: ModelFile, fast: FastModel, config: NetworkConfig, deep: int) -> Weights:
    """Weights of the new refinement: the base model's own units, then those of the experts."""
    old, inputs, classes = base.config.hidden, len(fast.scaling.mean), len(config.classes)
    hidden, hidden_bias = np.zeros((config.hidden, inputs), np.float32), np.zeros(config.hidden, np.float32)
    classify, bias = np.zeros((classes, config.hidden), np.float32), np.zeros(classes, np.float32)
    say_base, say_texture, say_deep = fast.weights.tolist()
    if (refine := Refinement.of(base)) is not None:
        hidden[:old], hidden_bias[:old] = refine.hidden[0].T, refine.hidden[1]
        classify[:, :old] = refine.classify[0].T[fast.rows] * np.float32(say_base)
        bias += refine.classify[1][fast.rows] * np.float32(say_base)
    place = old
    for nets, say, chosen in (
        (fast.texture, say_texture, slice(deep, None)),
        (fast.deep, say_deep, slice(0, deep)),
    ):
        for number in range(FINAL_NETS):
            units = slice(place, place + HIDDEN)
            hidden[units, chosen] = nets.first[number].T
            hidden_bias[units] = nets.first_bias[number, 0]
            classify[:, units] = nets.second[number].T * np.float32(say / FINAL_NETS)
            bias += nets.second_bias[number, 0] * np.float32(say / FINAL_NETS)
            place += HIDDEN
    return {
        "refine.mean": fast.scaling.mean,
        "refine.scale": fast.scaling.scale,
        "refine.hidden.weight": hidden[:, :, None, None],
        "refine.hidden.bias": hidden_bias,
        "refine.classify.weight": classify[:, :, None, None],
        "refine.classify.bias": bias,
    }
