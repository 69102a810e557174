"""Operations that numpy arrays and torch tensors name differently.

What follows the network works on both: on numpy arrays after a CPU, where no torch is needed, and on torch's
tensors where the logits lie on a GPU.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = Any
"""A numpy array or a torch tensor."""
Place = Any
"""A torch device, or None for numpy."""


def placed(values: NDArray[Any], place: Place) -> Array:
    """A numpy array where the other arrays are; no copy for numpy."""
    if place is None:
        return values
    import torch

    return torch.from_numpy(np.ascontiguousarray(values)).to(place)


def place_of(values: Array) -> Place:
    """Where an array is."""
    return None if isinstance(values, np.ndarray) else values.device


def fetched(values: Array) -> NDArray[Any]:
    """The values as a numpy array."""
    if isinstance(values, np.ndarray):
        return values
    found: NDArray[Any] = values.cpu().numpy()
    return found


def zeros(shape: tuple[int, ...], place: Place) -> Array:
    """An array of float32 zeros."""
    if place is None:
        return np.zeros(shape, np.float32)
    import torch

    return torch.zeros(shape, device=place)


def joined(parts: list[Array], axis: int) -> Array:
    """Arrays side by side along an axis."""
    if isinstance(parts[0], np.ndarray):
        return np.concatenate(parts, axis)
    import torch

    return torch.cat(parts, axis)


def copied(values: Array) -> Array:
    """A copy."""
    return values.copy() if isinstance(values, np.ndarray) else values.clone()


def at_least(values: Array, least: float) -> Array:
    """The values, none below ``least``."""
    return (
        np.maximum(values, np.float32(least)) if isinstance(values, np.ndarray) else values.clamp_min(least)
    )


def add_product(sums: Array, values: Array, weights: Array) -> None:
    """Adds ``values * weights`` to ``sums``, which may be a view; in place."""
    if isinstance(sums, np.ndarray):
        sums += values * weights
    else:
        sums.addcmul_(values, weights)
