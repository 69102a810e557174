"""Chooses polygons to hold out together: whole polygons with their neighbours of the same class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from model.finetune.ground import Labelled

NEAR_PX = 64
"""Polygons of a class with a smaller gap are one block: two parts of one field are not two fields. With 16
px, scores of held-out polygons were 0.2 above the scores of fields elsewhere in the scene."""
LARGE_PX = 4 * NEAR_PX
"""From this longer side on, the two halves of a block count as separate places."""
MOST_FOLDS = 5
REPEATS = 2
_AT_ONCE = 200
"""Polygons per search for neighbours: in a dense group each polygon has thousands of neighbours."""

Ints = NDArray[np.int64]


def blocks(polygons: Sequence[Labelled]) -> Ints:
    """The block [polygons] of each polygon.

    A class with all polygons near each other is one block and cannot be checked. A large block is cut in two
    across its longer side. If no class could be checked otherwise, even small blocks are cut: a score from
    the same place is better than no score.
    """
    block = np.arange(len(polygons))
    kinds = np.array([item.index for item in polygons])
    classes = [np.flatnonzero(kinds == kind) for kind in np.unique(kinds)]
    for members in classes:
        block[members] = members[_joined([polygons[int(member)] for member in members])]
    single = [len(np.unique(block[members])) == 1 for members in classes]
    for members, one in zip(classes, single, strict=True):
        if one and len(members) > 1:
            mine = [polygons[int(member)] for member in members]
            if all(single) or _extent(mine) >= LARGE_PX:
                block[members] = members[_halves(mine)]
    return block


def folds(polygons: Sequence[Labelled], seed: int) -> Ints:
    """The fold of each polygon in each repeat [repeats, polygons]; -1: never held out.

    Every class is spread over the folds. A class of one block is never held out: a training without the class
    could not be checked.
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
            fold_of = np.full(len(polygons), -1, dtype=np.int64)
            fold_of[order] = (start + np.arange(len(order))) % count
            mine = fold_of[block]
            found[repeat] = np.where(mine >= 0, mine, found[repeat])
    return found


def _joined(polygons: list[Labelled]) -> Ints:
    """For each polygon the index of the first polygon of its block."""
    box = np.array([item.box for item in polygons], dtype=np.float64)
    # Scenes are placed beside each other, too far apart to count as near.
    step = float(box[:, 2:].max()) + 2 * NEAR_PX
    shift = step * np.array([item.scene for item in polygons])
    boxes = shapely.box(box[:, 1], box[:, 0] + shift, box[:, 3], box[:, 2] + shift)
    # The gap is less than the limit; both ends are whole numbers of pixels.
    margin = NEAR_PX - 0.5
    wide = shapely.box(
        box[:, 1] - margin, box[:, 0] + shift - margin, box[:, 3] + margin, box[:, 2] + shift + margin
    )
    tree = shapely.STRtree(boxes)
    first = np.arange(len(polygons))
    for start in range(0, len(polygons), _AT_ONCE):
        near, other = tree.query(wide[start : start + _AT_ONCE])
        first = _united(first, near + start, other)
    return first


def _united(first: Ints, left: Ints, right: Ints) -> Ints:
    """Groups, each named by its first member, after joining pairs of members."""
    count = len(first)
    links = coo_matrix((np.ones(len(left), dtype=np.int8), (first[left], first[right])), shape=(count, count))
    group = connected_components(links, directed=False)[1][first]
    least = np.full(count, count)
    np.minimum.at(least, group, np.arange(count))
    return np.asarray(least[group], dtype=np.int64)


def _extent(polygons: list[Labelled]) -> float:
    """Longer side in pixels of the bounds of the polygons' middles."""
    centres = np.array([item.centre for item in polygons])
    return float(np.ptp(centres, axis=0).max())


def _halves(polygons: list[Labelled]) -> Ints:
    """For each polygon the index of the polygon that represents its half."""
    centres = np.array([item.centre for item in polygons])
    along = centres[:, int(np.argmax(np.ptp(centres, axis=0)))]
    order = np.argsort(along, kind="stable")
    cut = len(order) // 2
    found = np.full(len(polygons), order[cut])
    found[order[:cut]] = order[0]
    return found
