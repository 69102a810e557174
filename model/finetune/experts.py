"""The fast mode's classifier: a weighted sum of the logits of three experts.

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

import torch
import torch.nn.functional as F
from torch import Tensor

from model.finetune.features import Samples
from model.network.refine import CLIP

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

    mean: Tensor
    scale: Tensor

    @classmethod
    def of(cls, samples: Samples) -> Scaling:
        """Scaling of all samples, rounded as a checkpoint stores the values."""
        values = samples.features
        scale = 1 / (values.std(0, correction=0) + 1e-2)
        return cls(values.mean(0).half().float(), scale.half().float())

    def apply(self, values: Tensor) -> Tensor:
        """The values, standardised and clipped."""
        return ((values - self.mean) * self.scale).clamp(-CLIP, CLIP)


@dataclass
class Nets:
    """Two-layer networks side by side: weights [nets, in, hidden] and [nets, hidden, classes]."""

    first: Tensor
    first_bias: Tensor
    second: Tensor
    second_bias: Tensor

    @classmethod
    def fresh(cls, nets: int, inputs: int, classes: int, generator: torch.Generator) -> Nets:
        """Random first layers, zero second layers."""
        first = torch.randn(nets, inputs, HIDDEN, generator=generator) * (1.4 / math.sqrt(inputs))
        bias = torch.randn(nets, 1, HIDDEN, generator=generator) * 0.5
        return cls(first, bias, torch.zeros(nets, HIDDEN, classes), torch.zeros(nets, 1, classes))

    @classmethod
    def silent(cls, nets: int, inputs: int, classes: int) -> Nets:
        """Networks whose logits are zero."""
        first, bias = torch.zeros(nets, inputs, HIDDEN), torch.zeros(nets, 1, HIDDEN)
        return cls(first, bias, torch.zeros(nets, HIDDEN, classes), torch.zeros(nets, 1, classes))

    def copy(self) -> Nets:
        """A copy that later training does not change."""
        values = (self.first, self.first_bias, self.second, self.second_bias)
        return Nets(*(value.detach().clone() for value in values))

    def parameters(self) -> list[Tensor]:
        """All weights and biases."""
        return [self.first, self.second, self.first_bias, self.second_bias]

    def logits(self, x: Tensor) -> Tensor:
        """[nets, N, classes] from [nets, N, inputs] or [N, inputs]."""
        hidden = F.relu(x @ self.first + self.first_bias)
        return hidden @ self.second + self.second_bias

    def part(self, nets: slice) -> Nets:
        """Some of the networks."""
        return Nets(*(value[nets] for value in (self.first, self.first_bias, self.second, self.second_bias)))


Watch = Callable[[int, float, Nets], bool]


def balanced_weights(labels: Tensor, polygon: Tensor, classes: int) -> Tensor:
    """Weights [N]: all classes count the same, and a polygon in its class by the root of its pixel count.

    Pixels of a polygon are similar, so a large polygon is worth more than a small polygon, but not in
    proportion to its size.
    """
    size = torch.bincount(polygon)[polygon].double()
    weight = size.rsqrt()
    total = torch.zeros(classes, dtype=torch.float64).index_add_(0, labels, weight)
    return (weight / total[labels]).float()


def train(
    x: Tensor, labels: Tensor, shares: Tensor, per_share: list[int], *, classes: int, seed: int, watch: Watch
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
    generator = torch.Generator().manual_seed(seed)
    nets = Nets.fresh(sum(per_share), x.shape[1], classes, generator)
    for value in nets.parameters():
        value.requires_grad_()
    groups = [
        {"params": [nets.first, nets.second], "weight_decay": WEIGHT_DECAY},
        {"params": [nets.first_bias, nets.second_bias], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=LEARNING_RATE)
    edges = (shares / shares.sum(1, keepdim=True)).cumsum(1)
    edges = edges.repeat_interleave(torch.tensor(per_share), 0).contiguous()
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * step / STEPS))
        draw = torch.rand(len(edges), BATCH, generator=generator)
        at = torch.searchsorted(edges, draw).clamp_max(len(x) - 1)
        logits = nets.logits(x[at]).flatten(0, 1)
        loss = F.cross_entropy(logits, labels[at].flatten(), label_smoothing=SMOOTHING)
        # The sum over networks: each network learns as if trained alone.
        (loss * len(edges)).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if watch(step, float(loss.detach()), nets):
            break
    for value in nets.parameters():
        value.requires_grad_(False)
    return nets


def pooled_weights(experts: Tensor, labels: Tensor, weight: Tensor) -> Tensor:
    """Weights [E] of experts' logits [E, N, classes] with the least balanced log-loss on held-out samples.

    Weights are not negative, and stay near the defaults if the samples show little.
    """
    start = torch.tensor(DEFAULT_WEIGHTS)
    log = start.log().clone().requires_grad_()
    share = weight / weight.sum()
    optimiser = torch.optim.LBFGS([log], max_iter=40, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        logits = torch.einsum("e,enk->nk", log.exp(), experts)
        value = (F.cross_entropy(logits, labels, reduction="none") * share).sum()
        value = value + 0.01 * ((log - start.log()) ** 2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    found = log.detach().exp()
    return found if bool(torch.isfinite(found).all()) else start
