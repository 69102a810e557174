"""Strata of a sample: classes, within the parts of a second layer; their counts and random pixels of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...model.protocol.values import CHANGE_BAND, FAMILIARITY_BAND, UNCHANGED, UNFAMILIAR
from ..errors import LayerNotUsable
from ..translation import fill, marked, tr
from .counting import Tick
from .source import VOID, MapSource, OpenRaster, aligned

Stratum = tuple[int, int]
"""Class code, and the part of a second layer; VOID without a second layer."""

MOST_PARTS = 50
"""A second layer with more values is a measurement: its strata would have a pixel or two each."""

_OWN = {
    FAMILIARITY_BAND: ((float(UNFAMILIAR),), (marked("unfamiliar"), marked("familiar"))),
    CHANGE_BAND: ((float(UNCHANGED + 1),), (marked("unchanged"), marked("changed"))),
}
"""Name of a product's band to the limits of its parts, and what the parts are called."""


@dataclass(frozen=True)
class Second:
    """A second layer of strata.

    Attributes:
        raster: The layer on the map's grid.
        limits: Rising. The first part lies below the first limit, the next from it on, and so on. Without
            limits each value is a part.
        names: Names of the parts; empty: told by the limits.
    """

    raster: OpenRaster
    limits: tuple[float, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: MapSource, like: OpenRaster, limits: tuple[float, ...] = ()) -> Second:
        """Brings a layer onto the grid of the map. Familiarity and change of Sardino know their two parts.

        Args:
            source: The layer.
            like: The map.
            limits: The user's; empty: those of the product, or none.

        Raises:
            LayerNotUsable: The two do not overlap.
        """
        names: tuple[str, ...] = ()
        if not limits:
            limits, names = _OWN.get(_band_of_ours(source), ((), ()))
        return cls(aligned(source, like), limits, names)

    def parts(self, left: int, top: int, width: int, height: int) -> Any:
        """Parts of a window, int32 [height, width], with limits from 1 on; VOID without a value."""
        if not self.limits:
            return self.raster.codes(left, top, width, height)
        values = self.raster.values(left, top, width, height)
        known = np.isfinite(values)
        if self.raster.nodata is not None:
            known &= values != self.raster.nodata
        return np.where(known, np.digitize(values, self.limits) + 1, VOID).astype(np.int32)

    def words(self, part: int) -> str:
        """A part in words."""
        if self.names:
            return tr(self.names[part - 1])
        if not self.limits:
            return self.raster.source.style_of(part).name
        if part == 1:
            return fill(tr("below {limit:g}"), limit=self.limits[0])
        if part > len(self.limits):
            return fill(tr("{limit:g} and above"), limit=self.limits[-1])
        return fill(tr("{low:g} to {high:g}"), low=self.limits[part - 2], high=self.limits[part - 1])


def _band_of_ours(source: MapSource) -> str:
    """Name of the only band of a file that Sardino made; empty for any other file."""
    dataset = OpenRaster(source).dataset
    ours = dataset.RasterCount == 1 and dataset.GetMetadataItem("SARDINO_VERSION") is not None
    return str(dataset.GetRasterBand(1).GetDescription()) if ours else ""


def count_strata(raster: OpenRaster, other: Second | None, tick: Tick) -> dict[Stratum, int]:
    """Pixels of each stratum."""
    counts: Counter[Stratum] = Counter()
    for top, rows in raster.strips():
        keys, kinds = _strata(raster, other, top, rows)
        for key, many in zip(kinds, np.bincount(keys, minlength=len(kinds) + 1)[1:].tolist()):
            counts[key] += many
        if len({key[1] for key in counts}) > MOST_PARTS:
            assert other is not None
            raise LayerNotUsable(
                tr("'{name}' has more than {count} values, and each would be a stratum.").format(
                    name=other.raster.source.name, count=MOST_PARTS
                ),
                remedy=tr("Give limits for the second layer, such as 50: below it, and from it on."),
            )
        tick((top + rows) / raster.height)
    return dict(counts)


def pick(
    raster: OpenRaster,
    other: Second | None,
    sizes: Mapping[Stratum, int],
    wanted: Mapping[Stratum, int],
    seed: int,
    tick: Tick,
) -> list[tuple[Stratum, int, int]]:
    """Random pixels of strata, without repetition, in random order: stratum, column and row.

    The same seed gives the same pixels, whatever the memory and the machine.

    Args:
        raster: The map.
        other: The second layer of the strata.
        sizes: Pixels of each stratum, from :func:`count_strata`.
        wanted: Pixels to draw from each stratum.
        seed: Of the random numbers.
        tick: Told how much is done.
    """
    generator = random.Random(seed)  # nosec B311
    ranks = {
        key: np.array(sorted(generator.sample(range(sizes[key]), wanted[key])), np.int64)
        for key in sorted(sizes)
    }
    seen: Counter[Stratum] = Counter()
    found: list[tuple[Stratum, int, int]] = []
    for top, rows in raster.strips():
        keys, kinds = _strata(raster, other, top, rows)
        for number, key in enumerate(kinds, 1):
            here = np.flatnonzero(keys == number)
            first = seen[key]
            inside = ranks[key][(ranks[key] >= first) & (ranks[key] < first + len(here))]
            for place in here[inside - first].tolist():
                found.append((key, place % raster.width, top + place // raster.width))
            seen[key] += len(here)
        tick((top + rows) / raster.height)
    found.sort()
    generator.shuffle(found)
    return found


def _strata(
    raster: OpenRaster, other: Second | None, top: int, rows: int
) -> tuple[np.ndarray, list[Stratum]]:
    """Number of the stratum of each pixel of a strip, from 1 on, 0 without one; and the strata."""
    codes = raster.codes(0, top, raster.width, rows).ravel()
    second = (
        other.parts(0, top, raster.width, rows).ravel() if other is not None else np.full(codes.shape, VOID)
    )
    known = codes != VOID
    if other is not None:
        known &= second != VOID
    pairs = (codes.astype(np.int64) << 32) + (second.astype(np.int64) - VOID)
    kinds, index = np.unique(pairs[known], return_inverse=True)
    keys = np.zeros(codes.shape, np.int64)
    keys[known] = index + 1
    return keys, [(int(pair >> 32), int((pair & 0xFFFFFFFF) + VOID)) for pair in kinds.tolist()]
