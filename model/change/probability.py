"""How likely the class of a place changed, from the probabilities of both dates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def of_any_change(before: Floats, after: Floats) -> Floats:
    """Probability that the class is another one after, 0 to 1 [rows, cols].

    One minus the sum over the classes of the product of their probabilities. The dates count as independent:
    an error that both dates share (a field taken for grassland twice) makes no change.

    Args:
        before: [classes, rows, cols] probabilities, 0 to 1.
        after: The same of the second date.
    """
    found: Floats = np.clip(1 - np.einsum("kij,kij->ij", before, after), 0, 1)
    return found


def of_change_to(target: int, before: Floats, after: Floats) -> Floats:
    """Probability that the class is the target after and was another one before, 0 to 1 [rows, cols].

    Args:
        target: Index of the class.
        before: [classes, rows, cols] probabilities, 0 to 1.
        after: The same of the second date.
    """
    found: Floats = after[target] * (1 - before[target])
    return found
