"""Which directions of the head's features are kept for every second pixel, fixed before a scene is seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP = 2
"""Side in working pixels of a cell: features are means over it."""
COMPONENTS = 5
"""Directions of the head's features that are kept."""


def pixel_basis(weight: NDArray[Any], count: int = COMPONENTS) -> NDArray[np.float32]:
    """The directions of the head's features that the classes depend on most.

    A softmax does not see what all classes have in common. So the directions are the right singular vectors
    of the classification's weights less their mean over the classes. With few classes there are fewer of
    them; then directions at right angles to these follow.

    Args:
        weight: [classes, F] or [classes, F, 1, 1] weights of the classification.
        count: Number of directions; not more than F are returned.

    Returns:
        [P, F] float32, orthonormal rows.
    """
    flat = np.asarray(weight, np.float64).reshape(len(weight), -1)
    _, strength, rows = np.linalg.svd(flat - flat.mean(axis=0), full_matrices=False)
    useful = rows[strength > 1e-6 * max(float(strength.max(initial=0.0)), 1e-30)]
    # QR keeps the first directions, and makes the rest of the unit vectors orthogonal to them.
    found, _ = np.linalg.qr(np.concatenate([useful, np.eye(flat.shape[1])]).T)
    basis = found.T[: min(count, flat.shape[1])]
    # The sign of a singular vector is arbitrary: the same on every computer.
    largest = np.take_along_axis(basis, np.abs(basis).argmax(axis=1, keepdims=True), axis=1)
    return np.ascontiguousarray(basis * np.sign(largest), np.float32)
