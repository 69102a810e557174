"""The fast mode's classifier: a weighted sum of the logits of three experts. In numpy: no torch is needed.

1. The base model: its logits for the labels' classes, or for its nearest classes.
2. Small networks on texture: only the scene's own backscatter, without any prior.
3. Small networks on the base model's features.

A few polygons are too few for one network on all inputs: such a network relies on features that separate the
polygons by chance. Three experts, trained separately and added, err in different places. The weights come
from held-out polygons, so a base model that does not know this landscape gets a small weight.

All networks, of every fold of the cross-validation and the final networks, train at once as one batched
product: many tiny trainings in sequence would take ten times as long.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.optimize
import scipy.special
from numpy.typing import NDArray

from model.finetune.features import Samples
from model.inference.refinement import CLIP

Values = NDArray[np.float32]
Numbers = NDArray[np.int64]

STEPS = 160
BATCH = 512
HIDDEN = 24
FOLD_NETS = 2
FINAL_NETS = 3
LEARNING_RATE = 3e-2
WEIGHT_DECAY = 1e-2
SMOOTHING = 0.05
DEFAULT_WEIGHTS = (0.5, 1.0, 0.7)
"""Weights of base, texture and features if no polygon can be held out."""


@dataclass
class Scaling:
    """Level and spread of every input over the labelled pixels."""

    mean: Values
    scale: Values

    @classmethod
    def of(cls, samples: Samples) -> Scaling:
        """Scaling of all samples, rounded as a checkpoint stores the values."""
        values = samples.features
        mean = values.mean(0, dtype=np.float64)
        scale = 1 / (values.std(0, dtype=np.float64) + 1e-2)
        return cls(*(part.astype(np.float16).astype(np.float32) for part in (mean, scale)))

    def apply(self, values: Values) -> Values:
        """The values, standardised and clipped."""
        found: Values = np.clip((values - self.mean) * self.scale, -CLIP, CLIP)
        return found


@dataclass
class Nets:
    """Two-layer networks side by side: weights [nets, in, hidden] and [nets, hidden, classes]."""

    first: Values
    first_bias: Values
    second: Values
    second_bias: Values

    @classmethod
    def fresh(cls, nets: int, inputs: int, classes: int, rng: np.random.Generator) -> Nets:
        """Random first layers, zero second layers."""
        found = cls.silent(nets, inputs, classes)
        found.first = rng.standard_normal((nets, inputs, HIDDEN), np.float32)
        found.first *= np.float32(1.4 / math.sqrt(inputs))
        found.first_bias = rng.standard_normal((nets, 1, HIDDEN), np.float32) * np.float32(0.5)
        return found

    @classmethod
    def silent(cls, nets: int, inputs: int, classes: int) -> Nets:
        """Networks whose logits are zero."""
        shapes = ((nets, inputs, HIDDEN), (nets, 1, HIDDEN), (nets, HIDDEN, classes), (nets, 1, classes))
        return cls(*(np.zeros(shape, np.float32) for shape in shapes))

    def copy(self) -> Nets:
        """A copy that later training does not change."""
        return Nets(*(value.copy() for value in self.parameters()))

    def parameters(self) -> tuple[Values, Values, Values, Values]:
        """All weights and biases."""
        return self.first, self.first_bias, self.second, self.second_bias

    def logits(self, x: Values) -> Values:
        """[nets, N, classes] from [nets, N, inputs] or [N, inputs]."""
        hidden = np.maximum(x @ self.first + self.first_bias, 0)
        found: Values = hidden @ self.second + self.second_bias
        return found

    def part(self, nets: slice) -> Nets:
        """Some of the networks."""
        return Nets(*(value[nets] for value in self.parameters()))

    def gradients(self, x: Values, labels: Numbers) -> tuple[float, tuple[Values, Values, Values, Values]]:
        """Mean loss, and the gradient of every network's own loss.

        Args:
            x: [nets, N, inputs].
            labels: [nets, N] class index.
        """
        count, classes = labels.shape[1], self.second.shape[2]
        hidden = np.maximum(x @ self.first + self.first_bias, 0)
        logs = scipy.special.log_softmax(hidden @ self.second + self.second_bias, axis=2)
        wanted = np.full(logs.shape, SMOOTHING / classes, np.float32)
        rows, cols = np.ogrid[: labels.shape[0], : labels.shape[1]]
        wanted[rows, cols, labels] += np.float32(1 - SMOOTHING)
        loss = -float((wanted * logs).sum(axis=2, dtype=np.float64).mean())
        error = (np.exp(logs) - wanted) / np.float32(count)
        back = (error @ self.second.transpose(0, 2, 1)) * (hidden > 0)
        return loss, (
            x.transpose(0, 2, 1) @ back,
            back.sum(axis=1, keepdims=True),
            hidden.transpose(0, 2, 1) @ error,
            error.sum(axis=1, keepdims=True),
        )


Watch = Callable[[int, float, Nets], bool]


class _AdamW:
    """Adam with decoupled weight decay (Loshchilov & Hutter 2019, arXiv 1711.05101)."""

    def __init__(self, parameters: tuple[Values, ...], decays: tuple[float, ...]) -> None:
        self._parameters, self._decays = parameters, decays
        self._mean = [np.zeros_like(value) for value in parameters]
        self._square = [np.zeros_like(value) for value in parameters]
        self._step = 0

    def step(self, gradients: tuple[Values, ...], rate: float) -> None:
        """Changes the parameters in place."""
        self._step += 1
        first, second = 1 - 0.9**self._step, 1 - 0.999**self._step
        for value, gradient, decay, mean, square in zip(
            self._parameters, gradients, self._decays, self._mean, self._square, strict=True
        ):
            value *= np.float32(1 - rate * decay)
            mean += np.float32(0.1) * (gradient - mean)
            square += np.float32(0.001) * (gradient * gradient - square)
            value -= (
                np.float32(rate / first) * mean / (np.sqrt(square / np.float32(second)) + np.float32(1e-8))
            )


def balanced_weights(labels: Numbers, polygon: Numbers, classes: int) -> Values:
    """Weights [N]: all classes count the same, and a polygon in its class by the root of its pixel count.

    Pixels of a polygon are similar, so a large polygon is worth more than a small polygon, but not in
    proportion to its size.
    """
    weight = np.bincount(polygon)[polygon] ** -0.5
    total = np.bincount(labels, weight, minlength=classes)
    return np.asarray(weight / total[labels], np.float32)


def train(
    x: Values,
    labels: Numbers,
    shares: Values,
    per_share: list[int],
    *,
    classes: int,
    seed: int,
    watch: Watch,
) -> Nets:
    """Trains networks on samples drawn with different shares.

    Args:
        x: [N, inputs] standardised.
        labels: [N] class index.
        shares: [S, N] how often each sample is drawn, for S sets of networks.
        per_share: Number of networks in each set.
        classes: Number of classes.
        seed: Seed of the draws and first weights.
        watch: Called after every step with its number, the loss and the networks; ends the training by
            returning True, and the whole job by raising.
    """
    rng = np.random.default_rng(seed)
    nets = Nets.fresh(sum(per_share), x.shape[1], classes, rng)
    optimiser = _AdamW(nets.parameters(), (WEIGHT_DECAY, 0.0, WEIGHT_DECAY, 0.0))
    edges = np.cumsum(shares, axis=1, dtype=np.float64)
    edges /= edges[:, -1:]
    of_net = np.repeat(np.arange(len(shares)), per_share)
    for step in range(STEPS):
        rate = LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        draw = rng.random((len(of_net), BATCH))
        at = np.stack([np.searchsorted(edges[row], line) for row, line in zip(of_net, draw, strict=True)])
        np.minimum(at, len(x) - 1, out=at)
        loss, gradients = nets.gradients(x[at], labels[at])
        optimiser.step(gradients, rate)
        if watch(step, loss, nets):
            break
    return nets


def pooled_weights(experts: Values, labels: Numbers, weight: Values) -> Values:
    """Weights [E] of experts' logits [E, N, classes] with the least balanced log-loss on held-out samples.

    Weights are not negative, and stay near the defaults if the samples show little.
    """
    start = np.log(np.array(DEFAULT_WEIGHTS))
    share = weight.astype(np.float64) / weight.sum(dtype=np.float64)
    rows = np.arange(len(labels))

    def loss(log: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        factor = np.exp(log)
        logs = scipy.special.log_softmax(np.einsum("e,enk->nk", factor, experts), axis=1)
        error = np.exp(logs)
        error[rows, labels] -= 1
        slope = np.einsum("enk,nk,n->e", experts, error, share) * factor
        value = -float((logs[rows, labels] * share).sum())
        return value + 0.01 * float(((log - start) ** 2).sum()), slope + 0.02 * (log - start)

    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 40}).x
    weights = np.exp(found if np.isfinite(found).all() else start)
    return np.asarray(weights, np.float32)
