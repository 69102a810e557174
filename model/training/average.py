"""A moving average of weights: a teacher, or the final model.

timm's ``ModelEmaV3`` copies the network that it averages; DINO's teacher is built without the student's
drop path, and its momentum follows a schedule.
"""

from __future__ import annotations

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
