"""How many units to sample, and how many of them in each stratum."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

ALLOCATIONS = ("minimum", "proportional", "equal", "optimal")
"""``minimum``: so many in each stratum, the rest by area (Olofsson et al. 2014, section 5.1.1);
``optimal``: by area times spread (Neyman)."""

LEAST = 2
"""Units a stratum needs for a variance."""


def wanted_size(sizes: Mapping[Key, int], expected: Mapping[Key, float], error: float) -> int:
    """Units for a wanted standard error of the overall accuracy: Cochran (1977), equation 5.25.

    Args:
        sizes: Stratum to its number of pixels.
        expected: Stratum to the user's accuracy that is expected there, 0 to 1.
        error: Wanted standard error of the overall accuracy, above 0.
    """
    total = sum(sizes.values())
    shares = {key: size / total for key, size in sizes.items()}
    spreads = {key: math.sqrt(expected[key] * (1 - expected[key])) for key in sizes}
    mean = sum(shares[key] * spreads[key] for key in sizes)
    finite = sum(shares[key] * spreads[key] ** 2 for key in sizes) / total
    return min(total, max(1, math.ceil(mean**2 / (error**2 + finite))))


def allocate(
    count: int, sizes: Mapping[Key, int], expected: Mapping[Key, float], how: str, minimum: int = 50
) -> dict[Key, int]:
    """Units of each stratum: at least two, at most all of its pixels.

    Args:
        count: Units in all; more if the least number per stratum asks for more.
        sizes: Stratum to its number of pixels.
        expected: Stratum to its expected accuracy, 0 to 1.
        how: One of :data:`ALLOCATIONS`.
        minimum: The least number per stratum for ``minimum``.
    """
    least = minimum if how == "minimum" else LEAST
    floor = {key: min(size, least) for key, size in sizes.items()}
    spread = {key: math.sqrt(expected[key] * (1 - expected[key])) for key in sizes}
    weights: dict[Key, float] = {
        "equal": dict.fromkeys(sizes, 1.0),
        "optimal": {key: sizes[key] * max(spread[key], 1e-6) for key in sizes},
    }.get(how, {key: float(size) for key, size in sizes.items()})
    return _shared_out(max(count, sum(floor.values())), weights, floor, sizes)


def _shared_out(
    count: int, weights: Mapping[Key, float], floor: Mapping[Key, int], most: Mapping[Key, int]
) -> dict[Key, int]:
    """Whole numbers in proportion to weights, within limits; the largest remainders round up."""
    fixed: dict[Key, int] = {}
    while True:
        open_keys = [key for key in weights if key not in fixed]
        left = count - sum(fixed.values())
        total = sum(weights[key] for key in open_keys)
        wanted = {key: left * weights[key] / total for key in open_keys}
        low = {key: floor[key] for key in open_keys if wanted[key] < floor[key]}
        high = {key: most[key] for key in open_keys if wanted[key] > most[key]}
        # Floors first: they take from the others, who may then be below their own limits.
        if low or high:
            fixed.update(low or high)
            continue
        result = {key: int(wanted[key]) for key in open_keys}
        rest = left - sum(result.values())
        for key in sorted(open_keys, key=lambda key: wanted[key] - result[key], reverse=True)[:rest]:
            result[key] += result[key] < most[key]
        return {key: fixed.get(key, result.get(key, 0)) for key in weights}
