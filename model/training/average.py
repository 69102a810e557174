"""A moving average of weights: a teacher, or the model that is kept.

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
        average: Of the same architecture as the network.
        network: Whose weights it follows.
        momentum: What the average keeps of itself, 0..1.
        buffers: Whether statistics of batch norm are averaged, too, and its counters copied.
    """
    kept, new = _values(average, buffers), _values(network, buffers)
    mixed = [pair for pair in zip(kept, new, strict=True) if pair[0].dtype.is_floating_point]
    # All at once: on a GPU one launch each takes longer than the sum itself.
    torch._foreach_lerp_([one for one, _ in mixed], [other for _, other in mixed], 1 - momentum)
    for one, other in zip(kept, new, strict=True):
        if not one.dtype.is_floating_point:
            one.copy_(other)


def _values(module: nn.Module, buffers: bool) -> list[Tensor]:
    return list(module.state_dict().values()) if buffers else [value.data for value in module.parameters()]
