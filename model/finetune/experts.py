"""The fast mode's classifier: three experts whose logits are added with weights of their own.

1. The base model: what it says of the labels' classes, or of the nearest of its own.
2. Small networks on texture: what the scene's own backscatter tells, without any prior.
3. Small networks on the base model's features.

A few polygons are too few for one network on all of it: it leans on features that happen to
separate them. Trained apart and added, the three err in different places. The weights come from
held-out polygons, so a base model that knows nothing of this landscape gets little say.

All networks, those of every fold of the cross-validation and the final ones, train at once as one
batched product: many tiny trainings one after the other would take ten times as long.
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
"""Of base, texture and features where nothing can be held out."""


@dataclass
class Scaling:
    """Level and spread of every input over the labelled pixels."""

    mean: Tensor
    scale: Tensor

    @classmethod
    def of(cls, samples: Samples) -> Scaling:
        """Of all samples, rounded as a checkpoint will store it."""
        values = samples.features
        scale = 1 / (values.std(0, correction=0) + 1e-2)
        return cls(values.mean(0).half().float(), scale.half().float())

    def apply(self, values: Tensor) -> Tensor:
        """Standardised and clipped."""
        return ((values - self.mean) * self.scale).clamp(-CLIP, CLIP)


@dataclass
class Nets:
    """Networks of two layers side by side: weights [nets, in, hidden] and [nets, hidden, classes]."""

    first: Tensor
    first_bias: Tensor
    second: Tensor
    second_bias: Tensor

    @classmethod
    def fresh(cls, nets: int, inputs: int, classes: int, generator: torch.Generator) -> Nets:
        """Random first layers; second layers that say nothing yet."""
        first = torch.randn(nets, inputs, HIDDEN, generator=generator) * (1.4 / math.sqrt(inputs))
        bias = torch.randn(nets, 1, HIDDEN, generator=generator) * 0.5
        return cls(first, bias, torch.zeros(nets, HIDDEN, classes), torch.zeros(nets, 1, classes))

    @classmethod
    def silent(cls, nets: int, inputs: int, classes: int) -> Nets:
        """Networks whose logits are zero."""
        first, bias = torch.zeros(nets, inputs, HIDDEN), torch.zeros(nets, 1, HIDDEN)
        return cls(first, bias, torch.zeros(nets, HIDDEN, classes), torch.zeros(nets, 1, classes))

    def copy(self) -> Nets:
        """As they are now, whatever is trained on."""
        values = (self.first, self.first_bias, self.second, self.second_bias)
        return Nets(*(value.detach().clone() for value in values))

    def parameters(self) -> list[Tensor]:
        """All of them."""
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
    """Weights [N] by which every class counts alike, and every polygon of a class by its pixels' root.

    Pixels of a polygon resemble each other, so a large one is worth more than a small one, but
    not by as much as it is larger.
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
        labels: [N].
        shares: [S, N] how often each sample is drawn, for S sets of networks.
        per_share: Networks of each set.
        classes: Number of classes.
        seed: Of the draws and first weights.
        watch: Called after every step with its number, the loss and the networks; ends the training
            by returning True, and everything by raising.
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
        # The sum over networks: each learns as if it were alone.
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

    Weights are not negative, and are held near the defaults where samples tell little.
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
