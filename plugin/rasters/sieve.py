"""Minimum mapping unit and majority smoothing on an array.

GDAL's sieve gives a patch to its largest neighbour, knows no probabilities, and holds a row per patch of the
whole raster. Here a patch goes to its most probable neighbour, in rounds:

1. Patches of the minimum size are settled. They keep every pixel.
2. In each round every small patch that touches settled ground takes the class of the best settled
   neighbour and is settled. All patches of a round see the ground as it was before the round, so their order
   is of no matter.

A small patch has few pixels, so a round looks only as far as these reach. A window with a margin of so many
pixels per round gives exactly what the whole raster gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .components import label
from .source import VOID

AREA_UNIT = 1e-9
"""Hectares. Areas are summed as whole numbers, which have no rounding errors that depend on the window."""

_SIDES = (
    (slice(1, None), slice(None), slice(None, -1), slice(None)),
    (slice(None, -1), slice(None), slice(1, None), slice(None)),
    (slice(None), slice(1, None), slice(None), slice(None, -1)),
    (slice(None), slice(None, -1), slice(None), slice(1, None)),
)
"""Rows and columns of pixels, and of their neighbours on each of four sides."""


@dataclass
class Ground:
    """A window of the map while small patches are merged; the arrays change.

    Attributes:
        codes: Class codes, int32; VOID without a class.
        settled: Whether a pixel's class is final.
        fixed: Pixels that neither change nor take others: protected classes, and VOID.
        certainty: Whole numbers, the weight of a pixel as a neighbour; None: all are equal.
        probability: Class code to the probability of the class as whole numbers; empty if not kept.
    """

    codes: Any
    settled: Any
    fixed: Any
    certainty: Any = None
    probability: dict[int, Any] | None = None


def settle_large(ground: Ground, areas: Any, least: int) -> None:
    """Settles patches of at least ``least``.

    Args:
        ground: The window.
        areas: Area of a pixel per row of the window, whole numbers in AREA_UNIT.
        least: The minimum mapping unit in AREA_UNIT.
    """
    numbers, count = label(np.where(ground.fixed, VOID, ground.codes), VOID)
    weights = np.broadcast_to(areas[:, None], numbers.shape)
    sizes = np.bincount(numbers.ravel(), weights=weights.ravel(), minlength=count + 1)
    large = sizes >= least
    large[0] = False
    ground.settled[:] = large[numbers]


def settle_round(ground: Ground) -> int:
    """Lets small patches beside settled ground join their best neighbour; returns how many did."""
    small = ~(ground.settled | ground.fixed)
    if not bool(small.any()):
        return 0
    numbers, count = label(np.where(small, ground.codes, VOID), VOID)
    patches, codes, weights = _neighbours(ground, numbers)
    if not len(patches):
        return 0
    own = np.zeros(count + 1, np.int32)
    own[numbers[small]] = ground.codes[small]
    kinds, index = np.unique(codes, return_inverse=True)
    keys, place = np.unique(patches.astype(np.int64) * len(kinds) + index, return_inverse=True)
    patches, codes = keys // len(kinds), kinds[keys % len(kinds)]
    if ground.probability:
        scores = _probabilities(ground, numbers, count, patches, codes)
    else:
        scores = np.bincount(place, weights=weights)
    # Settled ground of the patch's own class has grown up to it: the patch is part of it.
    scores = np.where(codes == own[patches], np.inf, scores)
    # The last of each patch wins: the highest score, then the lowest code.
    order = np.lexsort((-codes.astype(np.int64), scores, patches))
    last = np.ones(len(order), bool)
    last[:-1] = patches[order][1:] != patches[order][:-1]
    winners = order[last]
    takes = np.zeros(count + 1, bool)
    takes[patches[winners]] = True
    own[patches[winners]] = codes[winners]
    here = takes[numbers]
    ground.codes[here] = own[numbers[here]]
    ground.settled |= here
    return len(winners)


def _neighbours(ground: Ground, numbers: Any) -> tuple[Any, Any, Any]:
    """Each contact of a small patch with a settled pixel: patch, code and weight of the pixel."""
    patches, codes, weights = [], [], []
    for rows, columns, other_rows, other_columns in _SIDES:
        contact = (numbers[rows, columns] > 0) & ground.settled[other_rows, other_columns]
        patches.append(numbers[rows, columns][contact])
        codes.append(ground.codes[other_rows, other_columns][contact])
        if ground.certainty is None:
            weights.append(np.ones(len(codes[-1])))
        else:
            # At least 1: neighbours without any confidence still count by their number.
            weights.append(np.maximum(1.0, ground.certainty[other_rows, other_columns][contact]))
    return np.concatenate(patches), np.concatenate(codes), np.concatenate(weights)


def _probabilities(ground: Ground, numbers: Any, count: int, patches: Any, codes: Any) -> Any:
    """The probability of a code, summed over a patch's pixels, for each pair of patch and code."""
    scores = np.zeros(len(patches))
    for code, values in (ground.probability or {}).items():
        wanted = codes == code
        if bool(wanted.any()):
            sums = np.bincount(numbers.ravel(), weights=values.ravel(), minlength=count + 1)
            scores[wanted] = sums[patches[wanted]]
    return scores


def smooth(codes: Any, fixed: Any, radius: int) -> Any:
    """The most frequent class around each pixel; a pixel that shares the first place keeps its class.

    Args:
        codes: Class codes, int32.
        fixed: Pixels that neither change nor vote.
        radius: Pixels to each side: 1 looks at 3 x 3.
    """
    best = np.zeros(codes.shape, np.int32)
    own = np.zeros(codes.shape, np.int32)
    winner = codes.copy()
    for code in np.unique(codes[~fixed]):
        votes = _box_sum((codes == code) & ~fixed, radius)
        is_own = codes == code
        own[is_own] = votes[is_own]
        more = votes > best
        best[more] = votes[more]
        winner[more] = code
    return np.where(fixed | (own >= best), codes, winner)


def _box_sum(values: Any, radius: int) -> Any:
    """Sums over squares around each pixel; outside there is nothing."""
    for axis in (0, 1):
        padding = [(0, 0), (0, 0)]
        padding[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(values, padding).astype(np.int32), axis=axis)
        side = 2 * radius + 1
        values = np.take(sums, range(side, sums.shape[axis]), axis) - np.take(
            sums, range(sums.shape[axis] - side), axis
        )
    return values
