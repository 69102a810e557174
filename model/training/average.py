"""Averages of weights: moving (a teacher, or the final model), and of several models.

timm's ``ModelEmaV3`` copies the network that it averages; DINO's teacher is built without the student's
drop path, and its momentum follows a schedule.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, momentum: float, *, buffers: bool = False) -> None:
    """Moves an average towards a network, in place.

    Args:
        average: Average with the network's architecture; changed in place.
        network: The network to follow.
        momentum: Share of its own values that the average keeps, 0..1.
        buffers: Whether to average batch norm statistics, too, and copy the counters.
    """
    kept, new = _values(average, buffers), _values(network, buffers)
    mixed = [pair for pair in zip(kept, new, strict=True) if pair[0].dtype.is_floating_point]
    # All at once: on a GPU, a launch per tensor takes longer than the sum itself.
    torch._foreach_lerp_([one for one, _ in mixed], [other for _, other in mixed], 1 - momentum)
    for one, other in zip(kept, new, strict=True):
        if not one.dtype.is_floating_point:
            one.copy_(other)


def _values(module: nn.Module, buffers: bool) -> list[Tensor]:
    return list(module.state_dict().values()) if buffers else [value.data for value in module.parameters()]


@torch.no_grad()
def mean_weights(network: nn.Module, others: Sequence[nn.Module]) -> None:
    """Sets a network's weights to their mean with those of other networks of the same build.

    Models that share a part of their training lie in one valley of the loss, and their mean is often better
    than each (model soups, Wortsman et al. 2022, arXiv 2203.05482).

    Raises:
        RuntimeError: A network is built in another way.
    """
    mean = network.state_dict()
    for other in others:
        theirs = other.state_dict()
        if {name: value.shape for name, value in theirs.items()} != {n: v.shape for n, v in mean.items()}:
            raise RuntimeError("networks of different builds have no mean")
    for name, value in mean.items():
        if value.is_floating_point():
            stack = [value, *(other.state_dict()[name].to(value) for other in others)]
            mean[name] = torch.stack(stack).mean(dim=0)
    network.load_state_dict(mean)
