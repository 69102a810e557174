"""The pixels of many polygons on one scene, block by block: pixels of each polygon, and conflicts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from model.data.shapes import Ints
from model.finetune.outlines import Outlines, pixels_inside
from model.sar.scene import Scene
from model.sar.windows import Window

SIDE = 512
"""Side of a block: similar to the blocks of raster files."""
MOST_KEPT = 8_000_000
"""Most pixels whose places are kept. Beyond it, only pixels on a lattice keep places; all pixels are
counted."""
WIDEST_LATTICE = 24
"""In pixels: suggestions keep this distance from labels, so pixels between two labels count as labelled."""
_AT_ONCE = 2_000_000
"""Pixels in the windows of all polygons that are processed at the same time."""


@dataclass
class Pixels:
    """The pixels of polygons; lists and arrays have one entry per polygon.

    Attributes:
        total: Number of pixels with their centre inside.
        valid: Number of valid pixels among ``total``.
        own: Number of valid pixels outside all polygons of other classes and all earlier polygons of the same
            class.
        places: Rows and columns of the ``own`` pixels, or of a part of them if there are very many.
        conflicts: Number of pixels inside polygons of two classes.
    """

    total: Ints
    valid: Ints
    own: Ints
    places: list[tuple[Ints, Ints]]
    conflicts: int


def pixels_of(scene: Scene, outlines: Outlines, classes: Ints, poll: Callable[[], object]) -> Pixels:
    """Finds the pixels of every polygon.

    Args:
        scene: An open scene.
        outlines: The polygons on the scene; earlier polygons take priority.
        classes: Class index of each polygon.
        poll: Called repeatedly; may raise to end the work.
    """
    return _Count(scene, outlines, classes, poll).run()


class _Count:
    def __init__(self, scene: Scene, outlines: Outlines, classes: Ints, poll: Callable[[], object]) -> None:
        self._scene, self._outlines, self._classes, self._poll = scene, outlines, classes, poll
        self._width = scene.working_shape[1]
        count = len(classes)
        self._total, self._valid, self._own = (np.zeros(count, dtype=np.int64) for _ in range(3))
        self._conflicts = 0
        self._keys: list[list[Ints]] = [[] for _ in range(count)]
        area = (outlines.boxes[:, 2] - outlines.boxes[:, 0]) * (outlines.boxes[:, 3] - outlines.boxes[:, 1])
        most = min(int(area.sum()), math.prod(scene.working_shape))
        self._lattice = min(WIDEST_LATTICE, math.ceil(math.sqrt(max(most / MOST_KEPT, 1.0))))

    def run(self) -> Pixels:
        for box, members in _blocks(self._outlines, self._scene.working_shape):
            self._poll()
            self._block(box, members)
        places = [self._places(keys) for keys in self._keys]
        return Pixels(self._total, self._valid, self._own, places, self._conflicts)

    def _block(self, box: Ints, members: Ints) -> None:
        boxes = self._outlines.boxes[members]
        boxes = np.concatenate([np.maximum(boxes[:, :2], box[:2]), np.minimum(boxes[:, 2:], box[2:])], axis=1)
        # Read only the parts that polygons touch: most polygons are small and few.
        top, left = (int(value) for value in boxes[:, :2].min(axis=0))
        height, width = (int(value) for value in boxes[:, 2:].max(axis=0) - (top, left))
        valid = self._scene.read(Window(top, left, height, width)).valid.ravel()
        owner = np.full(height * width, -1, dtype=np.int64)
        lowest = np.full(height * width, np.iinfo(np.int16).max, dtype=np.int16)
        highest = np.full(height * width, -1, dtype=np.int16)
        for some in _batches(boxes):
            chosen = members[some]
            place, row, col = pixels_inside(self._outlines, chosen, boxes[some], self._poll)
            key = (row - top) * width + col - left
            self._total[chosen] += np.bincount(place, minlength=len(chosen))
            good = valid[key]
            place, key = place[good], key[good]
            self._valid[chosen] += np.bincount(place, minlength=len(chosen))
            kinds = self._classes[chosen][place].astype(np.int16)
            np.minimum.at(lowest, key, kinds)
            np.maximum.at(highest, key, kinds)
            fresh = owner[key] < 0
            # With several values for one place the last value wins: in reverse order this is the first
            # polygon.
            owner[key[fresh][::-1]] = chosen[place[fresh]][::-1]
        claimed = owner >= 0
        disputed = claimed & (lowest != highest)
        self._conflicts += int(disputed.sum())
        key = np.flatnonzero(claimed & ~disputed)
        row, col = np.divmod(key, width)
        self._keep(owner[key], row + top, col + left)

    def _keep(self, owner: Ints, row: Ints, col: Ints) -> None:
        """Stores the places of a block's pixels."""
        if not len(owner):
            return
        order = np.argsort(owner, kind="stable")
        owner, key = owner[order], (row * self._width + col)[order]
        found, first, counts = np.unique(owner, return_index=True, return_counts=True)
        self._own[found] += counts
        if self._lattice > 1:
            kept = (row[order] % self._lattice == 0) & (col[order] % self._lattice == 0)
            kept[first] = True  # every polygon keeps at least one pixel
            owner, key = owner[kept], key[kept]
            first = np.searchsorted(owner, found)
        for index, part in zip(found, np.split(key, first[1:]), strict=True):
            self._keys[int(index)].append(part)

    def _places(self, keys: list[Ints]) -> tuple[Ints, Ints]:
        if not keys:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        key = np.sort(np.concatenate(keys)) if len(keys) > 1 else keys[0]
        row, col = np.divmod(key, self._width)
        return row, col


def _blocks(outlines: Outlines, shape: tuple[int, int]) -> Iterator[tuple[Ints, Ints]]:
    """Blocks with polygons: start and stop of rows and columns, and the polygons that touch the block."""
    there = np.flatnonzero(outlines.inside)
    boxes = outlines.boxes[there]
    for band in _touched(boxes[:, 0], boxes[:, 2], shape[0]):
        top, bottom = band * SIDE, min((band + 1) * SIDE, shape[0])
        in_band = np.flatnonzero((boxes[:, 0] < bottom) & (boxes[:, 2] > top))
        for stripe in _touched(boxes[in_band, 1], boxes[in_band, 3], shape[1]):
            left, right = stripe * SIDE, min((stripe + 1) * SIDE, shape[1])
            members = in_band[(boxes[in_band, 1] < right) & (boxes[in_band, 3] > left)]
            yield np.array([top, left, bottom, right]), there[members]


def _touched(starts: Ints, stops: Ints, size: int) -> list[int]:
    """Numbers of the blocks along an axis that intervals touch."""
    changes = np.zeros(-(-size // SIDE) + 1, dtype=np.int64)
    np.add.at(changes, starts // SIDE, 1)
    np.add.at(changes, -(-stops // SIDE), -1)
    return [int(number) for number in np.flatnonzero(np.cumsum(changes))]


def _batches(boxes: Ints) -> Iterator[slice]:
    """Groups of polygons, limited by the size of their windows."""
    total = np.cumsum((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1] + 1))
    start = 0
    while start < len(boxes):
        before = int(total[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(total, before + _AT_ONCE)))
        yield slice(start, stop)
        start = stop
