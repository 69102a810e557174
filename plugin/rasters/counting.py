"""Counts of classes: in a whole map, in strata, in zones; and random pixels of strata."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .inside import pixels_inside
from .source import VOID, OpenRaster, row_hectares

Tick = Callable[[float], None]
Stratum = tuple[int, int]
"""Class code, and the value of a second layer; VOID without a second layer."""


@dataclass
class Totals:
    """What a map or a zone holds of each class.

    Attributes:
        pixels: Code to pixels.
        hectares: Code to hectares on the ellipsoid.
        confidence: Code to the sum of the confidence in percent, and the number of pixels that have one.
    """

    pixels: Counter[int] = field(default_factory=Counter)
    hectares: Counter[int] = field(default_factory=Counter)
    confidence: dict[int, tuple[float, int]] = field(default_factory=dict)

    def add(
        self, codes: object, hectares: object, confidence: object = None, nodata: float | None = None
    ) -> None:
        """Adds pixels: flat arrays of the same length, without VOID."""
        kinds, index = np.unique(codes, return_inverse=True)
        pixels = np.bincount(index, minlength=len(kinds))
        areas = np.bincount(index, weights=hectares, minlength=len(kinds))
        for code, many, area in zip(kinds.tolist(), pixels.tolist(), areas.tolist()):
            self.pixels[code] += many
            self.hectares[code] += area  # type: ignore[assignment]  # a Counter adds any numbers
        if confidence is None:
            return
        values = np.asarray(confidence, np.float64)
        known = np.isfinite(values)
        if nodata is not None:
            known &= values != nodata
        sums = np.bincount(index[known], weights=values[known], minlength=len(kinds))
        counts = np.bincount(index[known], minlength=len(kinds))
        for code, total, many in zip(kinds.tolist(), sums.tolist(), counts.tolist()):
            before = self.confidence.get(code, (0.0, 0))
            self.confidence[code] = (before[0] + total, before[1] + many)


def count_map(raster: OpenRaster, tick: Tick) -> Totals:
    """Pixels and hectares of each class of a map."""
    totals, areas = Totals(), row_hectares(raster)
    for top, rows in raster.strips():
        codes = raster.codes(0, top, raster.width, rows)
        known = codes != VOID
        totals.add(codes[known], np.broadcast_to(areas[top : top + rows, None], codes.shape)[known])
        tick((top + rows) / raster.height)
    return totals


def count_zone(raster: OpenRaster, wkb: bytes, areas: np.ndarray, confidence: OpenRaster | None) -> Totals:
    """What a polygon holds of each class: pixels whose centre lies inside.

    Args:
        raster: The map.
        wkb: The polygon in the map's coordinate system.
        areas: Hectares of a pixel per row.
        confidence: The confidence on the same grid.
    """
    totals = Totals()
    for left, top, mask in pixels_inside(raster, wkb):
        rows, columns = mask.shape
        codes = raster.codes(left, top, columns, rows)
        known = mask & (codes != VOID)
        values, nodata = None, None
        if confidence is not None:
            values = confidence.values(left, top, columns, rows)[known]
            nodata = confidence.nodata
        weights = np.broadcast_to(areas[top : top + rows, None], codes.shape)[known]
        totals.add(codes[known], weights, values, nodata)
    return totals


def count_strata(raster: OpenRaster, other: OpenRaster | None, tick: Tick) -> dict[Stratum, int]:
    """Pixels of each stratum."""
    counts: Counter[Stratum] = Counter()
    for top, rows in raster.strips():
        keys, kinds = _strata(raster, other, top, rows)
        for key, many in zip(kinds, np.bincount(keys, minlength=len(kinds) + 1)[1:].tolist()):
            counts[key] += many
        tick((top + rows) / raster.height)
    return dict(counts)


def pick(
    raster: OpenRaster,
    other: OpenRaster | None,
    sizes: Mapping[Stratum, int],
    wanted: Mapping[Stratum, int],
    seed: int,
    tick: Tick,
) -> list[tuple[Stratum, int, int]]:
    """Random pixels of strata, without repetition, in random order: stratum, column and row.

    The same seed gives the same pixels, whatever the memory and the machine.

    Args:
        raster: The map.
        other: The second layer of the strata, on the same grid.
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
    raster: OpenRaster, other: OpenRaster | None, top: int, rows: int
) -> tuple[np.ndarray, list[Stratum]]:
    """Number of the stratum of each pixel of a strip, from 1 on, 0 without one; and the strata."""
    codes = raster.codes(0, top, raster.width, rows).ravel()
    second = (
        other.codes(0, top, raster.width, rows).ravel() if other is not None else np.full(codes.shape, VOID)
    )
    known = codes != VOID
    if other is not None:
        known &= second != VOID
    pairs = (codes.astype(np.int64) << 32) + (second.astype(np.int64) - VOID)
    kinds, index = np.unique(pairs[known], return_inverse=True)
    keys = np.zeros(codes.shape, np.int64)
    keys[known] = index + 1
    return keys, [(int(pair >> 32), int((pair & 0xFFFFFFFF) + VOID)) for pair in kinds.tolist()]
