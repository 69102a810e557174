"""From which class to which: counts, areas, and the codes and colours of the change raster."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.errors.words import marked
from model.protocol.changing import Transition
from model.protocol.values import UNCHANGED, ClassInfo

FIRST = UNCHANGED + 1
"""Value of the largest change."""
OTHERS = 254
"""Value of all changes beyond the first 252."""
_GREY, _OTHERS_COLOUR = "#e6e6e6", "#505050"
ARROW = " → "


class Transitions:
    """Counts changes strip by strip, then names them.

    Args:
        classes: Legend of both maps.

    Attributes:
        pixels: [classes, classes] pixels by class before and class after.
        areas_m2: The same on the ground; NaN where the area of a pixel is unknown.
    """

    def __init__(self, classes: list[ClassInfo]) -> None:
        self._classes = classes
        self._index = np.full(256, len(classes), np.int64)
        for number, item in enumerate(classes):
            self._index[item.code] = number
        shape = (len(classes), len(classes))
        self.pixels = np.zeros(shape, np.int64)
        self.areas_m2 = np.zeros(shape)

    @property
    def total(self) -> int:
        """Pixels that are valid on both dates."""
        return int(self.pixels.sum())

    def add(self, before: NDArray[np.uint8], after: NDArray[np.uint8], areas: NDArray[np.float64]) -> None:
        """Counts a strip.

        Args:
            before: [rows, cols] class codes.
            after: [rows, cols] class codes.
            areas: [rows] ground area of a pixel in each row in m²; NaN if unknown.
        """
        count = len(self._classes)
        pairs = self._index[before] * (count + 1) + self._index[after]
        for row, area in zip(pairs, areas):
            found = np.bincount(row, minlength=(count + 1) ** 2).reshape(count + 1, count + 1)[:-1, :-1]
            self.pixels += found
            self.areas_m2 += np.where(found > 0, found * area, 0.0)

    def matrix_ha(self) -> list[list[float]]:
        """Hectares by class before and after; empty if areas are unknown."""
        if not np.isfinite(self.areas_m2).all():
            return []
        return [[float(value) for value in row] for row in self.areas_m2 / 1e4]

    def found(self) -> list[Transition]:
        """The changes that occur, the largest first."""
        known = bool(np.isfinite(self.areas_m2).all())
        return [
            Transition(
                min(FIRST + rank, OTHERS),
                self._classes[was].code,
                self._classes[now].code,
                float(self.areas_m2[was, now] / 1e4) if known else None,
                int(self.pixels[was, now]),
            )
            for rank, (was, now) in enumerate(self._ranked())
        ]

    def codes(self, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Values of the change raster for class codes of both dates; call after the last :meth:`add`."""
        count = len(self._classes)
        table = np.zeros((count + 1, count + 1), np.uint8)
        table[range(count), range(count)] = UNCHANGED
        for rank, (was, now) in enumerate(self._ranked()):
            table[was, now] = min(FIRST + rank, OTHERS)
        found: NDArray[np.uint8] = table[self._index[before], self._index[after]]
        return found

    def legend(self) -> list[ClassInfo]:
        """Values of the change raster with names, and colours like those of the class after."""
        legend = [ClassInfo(UNCHANGED, marked("No change"), _GREY)]
        used: dict[int, int] = {}
        for rank, (was, now) in enumerate(self._ranked()):
            if FIRST + rank >= OTHERS:
                legend.append(ClassInfo(OTHERS, marked("Other changes"), _OTHERS_COLOUR))
                break
            before, after = self._classes[was], self._classes[now]
            shade = used.get(now, 0)
            used[now] = shade + 1
            name = f"{before.name}{ARROW}{after.name}"
            legend.append(ClassInfo(FIRST + rank, name, _shaded(after.color, shade)))
        return legend

    def _ranked(self) -> list[tuple[int, int]]:
        """Class indices of the changes that occur, the largest first."""
        off = self.pixels.copy()
        np.fill_diagonal(off, 0)
        order = np.argsort(-off, axis=None, kind="stable")
        places = [divmod(int(at), len(self._classes)) for at in order]
        return [place for place in places if off[place] > 0]


def _shaded(colour: str, number: int) -> str:
    """A colour a little darker with each number, so that changes to one class can be told apart."""
    factor = 0.86 ** min(number, 5)
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part * factor):02x}" for part in parts)
