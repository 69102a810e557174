"""Medians and percentiles of many numbers: as numpy's, from one sort or one selection.

numpy selects several places at once without the processor's vector instructions, and takes five to ten times
as long. A scene is examined before its first tile, so this time is a wait.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def median(values: NDArray[np.float32]) -> float:
    """The median of finite numbers [n], at least one; as ``np.median``."""
    half = len(values) // 2
    parted = np.partition(values, half)
    if len(values) % 2:
        return float(parted[half])
    return float(np.mean([parted[:half].max(), parted[half]], dtype=values.dtype))


def percentiles(values: NDArray[np.float32], shares: Sequence[float]) -> list[float]:
    """Percentiles (0 to 100) of finite numbers [n], at least one; as ``np.percentile``."""
    ordered = np.sort(values)
    found = []
    for share in shares:
        place = share / 100 * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        found.append(float(ordered[low]) + (float(ordered[high]) - float(ordered[low])) * (place - low))
    return found
