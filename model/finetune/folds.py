"""Which polygons are held out together: whole ones, and neighbours of a class with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.finetune.ground import Labelled

NEAR_PX = 64
"""Polygons of a class with a smaller gap are one block: two cuts of one field are no two fields.

With 16 px, scores of held-out polygons were 0.2 above those of fields elsewhere in the scene."""
LARGE_PX = 4 * NEAR_PX
"""Longer side of a block from which on its halves are places of their own."""
MOST_FOLDS = 5
REPEATS = 2

Ints = NDArray[np.int64]


def blocks(polygons: Sequence[Labelled]) -> Ints:
    """The block [polygons] of each polygon.

    A class whose polygons all lie near each other is one block and cannot be checked, unless that
    block is large: then it is cut in two across its longer side. Where this is so of every class,
    all are cut, however small: a score of the same place says more than none.
    """
    block = np.arange(len(polygons))
    kinds = np.array([item.index for item in polygons])
    together: list[Ints] = []
    for kind in np.unique(kinds):
        members = np.flatnonzero(kinds == kind)
        joined = _joined([polygons[int(member)] for member in members])
        block[members] = members[joined]
        if len(np.unique(joined)) == 1 and len(members) > 1:
            together.append(members)
    alone = all(len(np.unique(block[kinds == kind])) == 1 for kind in np.unique(kinds))
    for members in together:
        mine = [polygons[int(member)] for member in members]
        if alone or _extent(mine) >= LARGE_PX:
            block[members] = members[_halves(mine)]
    return block


def folds(polygons: Sequence[Labelled], seed: int) -> Ints:
    """The fold of each polygon in each repeat [repeats, polygons]; -1: it is never held out.

    Every class is spread over the folds. A class of one block is never held out: without it in the
    training there would be nothing to check.
    """
    block = blocks(polygons)
    kinds = np.array([item.index for item in polygons])
    by_class = [np.unique(block[kinds == kind]) for kind in np.unique(kinds)]
    most = max(len(members) for members in by_class)
    found = np.full((REPEATS, len(polygons)), -1, dtype=np.int64)
    if most < 2:
        return found
    count = min(MOST_FOLDS, most)
    for repeat in range(REPEATS):
        rng = np.random.default_rng((seed, repeat))
        for members in by_class:
            if len(members) < 2:
                continue
            order = rng.permutation(members)
            start = int(rng.integers(count))
            for place, member in enumerate(order):
                found[repeat, block == member] = (start + place) % count
    return found


def _joined(polygons: list[Labelled]) -> Ints:
    """For each polygon the index of the first polygon of its block."""
    boxes = np.array([[p.rows.min(), p.cols.min(), p.rows.max(), p.cols.max()] for p in polygons])
    scenes = np.array([p.scene for p in polygons])
    first = np.arange(len(polygons))
    for number, box in enumerate(boxes):
        gap = np.maximum(
            np.maximum(boxes[:, 0] - box[2], box[0] - boxes[:, 2]),
            np.maximum(boxes[:, 1] - box[3], box[1] - boxes[:, 3]),
        )
        near = np.flatnonzero((gap < NEAR_PX) & (scenes == scenes[number]))
        touched = np.unique(first[near])
        first[np.isin(first, touched)] = touched.min()
    return first


def _extent(polygons: list[Labelled]) -> float:
    """Longer side in pixels of what the polygons' middles span."""
    centres = np.array([item.centre for item in polygons])
    return float(np.ptp(centres, axis=0).max())


def _halves(polygons: list[Labelled]) -> Ints:
    """For each polygon the index of a polygon that stands for its half."""
    centres = np.array([item.centre for item in polygons])
    along = centres[:, int(np.argmax(np.ptp(centres, axis=0)))]
    order = np.argsort(along, kind="stable")
    cut = len(order) // 2
    found = np.full(len(polygons), order[cut])
    found[order[:cut]] = order[0]
    return found
