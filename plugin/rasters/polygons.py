"""A class raster of any size to polygons with shared borders: strip by strip, joined where strips meet.

GDAL makes the polygons of a strip. An area that goes on in the next strip stays open: its pieces are kept
until no row continues it, then GEOS joins them. So memory holds a strip and the open areas. (QGIS's own
algorithm holds a number for every area of the raster, and knows no confidence.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from osgeo import gdal, gdal_array, ogr

from .components import label
from .memory import give_back
from .rings import Mosaic, moved
from .source import VOID, OpenRaster, memory_layer, row_hectares

Tick = Callable[[float], None]


@dataclass
class Patch:
    """A connected area of one class.

    Attributes:
        code: Its class.
        pixels: Its number of pixels.
        hectares: Its area on the ellipsoid, as its pixels add up.
        confidence_sum: Sum of the confidence in percent over the pixels that have one.
        confident: Number of these pixels.
        least: The lowest confidence; infinite without one.
        before: Pixels per class in the map before the clean-up; empty without such a map.
        pieces: Its polygons in pixels, as WKB.
    """

    code: int
    pixels: int
    hectares: float
    confidence_sum: float = 0.0
    confident: int = 0
    least: float = float("inf")
    before: Counter[int] = field(default_factory=Counter)
    pieces: list[bytes] = field(default_factory=list)

    def take(self, other: Patch) -> None:
        """Joins another part of the same area."""
        self.pixels += other.pixels
        self.hectares += other.hectares
        self.confidence_sum += other.confidence_sum
        self.confident += other.confident
        self.least = min(self.least, other.least)
        self.before.update(other.before)
        self.pieces += other.pieces

    def second(self) -> tuple[int, float] | None:
        """The most frequent other class before the clean-up and its share (0 to 1); None without one."""
        others = [(count, -code) for code, count in self.before.items() if code not in (self.code, VOID)]
        if not others:
            return None
        count, code = max(others)
        return -code, count / self.pixels

    def outline(self) -> bytes:
        """The area's polygon in pixels, as WKB."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        together = ogr.Geometry(ogr.wkbMultiPolygon)
        for piece in self.pieces:
            together.AddGeometry(ogr.CreateGeometryFromWkb(piece))
        return bytes(together.UnionCascaded().ExportToWkb(ogr.wkbNDR))


@dataclass(frozen=True)
class Inputs:
    """The rasters of a run, all on one grid.

    Attributes:
        raster: The land cover.
        confidence: Its confidence in percent, or None.
        before: The land cover before a clean-up, or None.
    """

    raster: OpenRaster
    confidence: OpenRaster | None = None
    before: OpenRaster | None = None


class Polygons:
    """Iterates over the patches of a raster, with their polygons in map coordinates."""

    def __init__(self, inputs: Inputs, tolerance: float, tick: Tick, rows: int = 0) -> None:
        """Prepares the work.

        Args:
            inputs: The rasters.
            tolerance: How far a border may move, in pixels; 0: borders follow the pixels.
            tick: Told how much is done; raises to end everything.
            rows: Rows of a strip; 0: as many as fit into memory.
        """
        self._in, self._tolerance, self._tick, self._rows = inputs, tolerance, tick, rows
        self._hectares = row_hectares(inputs.raster)
        self._open: dict[int, Patch] = {}
        self._last: Any = None
        self._last_codes: Any = None
        self._next = 1

    def __iter__(self) -> Iterator[tuple[Patch, bytes]]:
        """Each patch once, with its polygon as WKB."""
        raster = self._in.raster
        strips = list(raster.strips())
        if self._rows:
            tops = range(0, raster.height, self._rows)
            strips = [(top, min(self._rows, raster.height - top)) for top in tops]
        for top, rows in strips:
            for patch in self._strip(top, rows, is_last=top + rows == raster.height):
                yield patch, self._placed(patch)
            give_back()
            self._tick((top + rows) / raster.height)

    def _placed(self, patch: Patch) -> bytes:
        outline = patch.outline()
        if self._tolerance:
            # What the polygon gained or lost by simplification, in proportion: no sum of areas changes.
            patch.hectares *= ogr.CreateGeometryFromWkb(outline).GetArea() / patch.pixels
        return moved(outline, self._in.raster.transform)

    def _strip(self, top: int, rows: int, *, is_last: bool) -> Iterator[Patch]:
        codes = self._in.raster.codes(0, top, self._in.raster.width, rows)
        numbers, count = label(codes, VOID)
        patches = self._patches(codes, numbers, count, top)
        for patch, wkb in zip(patches, self._outlines(numbers, count, top)):
            patch.pieces.append(wkb)
        groups = self._joined(numbers, codes)
        going_on = set() if is_last else {int(number) for number in np.unique(numbers[-1]) if number}
        new_number: dict[int, int] = {}
        done: list[Patch] = []
        grouped: set[int] = set()
        still_open: dict[int, Patch] = {}
        for olds, news in groups:
            grouped |= news
            first, *others = [*(self._open[old] for old in olds), *(patches[new - 1] for new in news)]
            for other in others:
                first.take(other)
            self._put(first, news & going_on, still_open, new_number, done)
        yield from (patch for old, patch in self._open.items() if old not in self._grouped_old(groups))
        self._open = still_open
        for number, patch in enumerate(patches, 1):
            if number in grouped:
                continue
            self._put(patch, {number} & going_on, still_open, new_number, done)
        self._remember(numbers, codes, new_number, count)
        yield from done

    @staticmethod
    def _grouped_old(groups: list[tuple[set[int], set[int]]]) -> set[int]:
        return set().union(*(olds for olds, _ in groups)) if groups else set()

    def _put(
        self,
        patch: Patch,
        going_on: set[int],
        still_open: dict[int, Patch],
        new_number: dict[int, int],
        done: list[Patch],
    ) -> None:
        """Keeps a patch open under a new number if it may go on below; otherwise it is done."""
        if not going_on:
            done.append(patch)
            return
        still_open[self._next] = patch
        new_number.update(dict.fromkeys(going_on, self._next))
        self._next += 1

    def _remember(self, numbers: Any, codes: Any, new_number: dict[int, int], count: int) -> None:
        lookup = np.zeros(count + 1, np.int64)
        for number, new in new_number.items():
            lookup[number] = new
        self._last, self._last_codes = lookup[numbers[-1]], codes[-1].copy()

    def _joined(self, numbers: Any, codes: Any) -> list[tuple[set[int], set[int]]]:
        """Open areas and areas of this strip that are one: sets of old and of new numbers."""
        if self._last is None:
            return []
        same = (self._last > 0) & (numbers[0] > 0) & (self._last_codes == codes[0])
        pairs = {(int(old), int(new)) for old, new in zip(self._last[same], numbers[0][same])}
        group_of: dict[tuple[str, int], tuple[set[int], set[int]]] = {}
        for old, new in pairs:
            ours = group_of.get(("old", old)) or (set(), set())
            theirs = group_of.get(("new", new)) or (set(), set())
            if ours is not theirs:
                ours[0].update(theirs[0])
                ours[1].update(theirs[1])
            ours[0].add(old)
            ours[1].add(new)
            for key in ours[0]:
                group_of["old", key] = ours
            for key in ours[1]:
                group_of["new", key] = ours
        found = {id(group): group for group in group_of.values()}
        return list(found.values())

    def _patches(self, codes: Any, numbers: Any, count: int, top: int) -> list[Patch]:
        """The areas of a strip with their figures, without outlines."""
        flat = numbers.ravel()
        width = self._in.raster.width
        rows = len(numbers)
        size = count + 1
        pixels = np.bincount(flat, minlength=size)
        areas = np.repeat(self._hectares[top : top + rows], width)
        hectares = np.bincount(flat, weights=areas, minlength=size)
        own = np.zeros(size, np.int64)
        own[flat] = codes.ravel()
        patches = [
            Patch(int(code), int(many), float(area))
            for code, many, area in zip(own[1:], pixels[1:], hectares[1:])
        ]
        if self._in.confidence is not None:
            self._add_confidence(patches, flat, top, rows)
        if self._in.before is not None:
            before = self._in.before.codes(0, top, width, rows).ravel()
            kinds, index = np.unique(before, return_inverse=True)
            keys, counts = np.unique(flat.astype(np.int64) * len(kinds) + index, return_counts=True)
            for key, many in zip(keys.tolist(), counts.tolist()):
                number = key // len(kinds)
                if number:
                    patches[number - 1].before[int(kinds[key % len(kinds)])] = many
        return patches

    def _add_confidence(self, patches: list[Patch], flat: Any, top: int, rows: int) -> None:
        raster = self._in.confidence
        assert raster is not None
        values = raster.values(0, top, raster.width, rows).astype(np.float64).ravel()
        known = np.isfinite(values) & (flat > 0)
        if raster.nodata is not None:
            known &= values != raster.nodata
        size = len(patches) + 1
        where, values = flat[known], values[known]
        sums = np.bincount(where, weights=values, minlength=size)
        counts = np.bincount(where, minlength=size)
        # As np.minimum.at, which is slow before numpy 1.25.
        order = np.lexsort((values, where))
        first = np.ones(len(order), bool)
        first[1:] = where[order][1:] != where[order][:-1]
        least = np.full(size, np.inf)
        least[where[order][first]] = values[order][first]
        for patch, total, many, low in zip(patches, sums[1:], counts[1:], least[1:]):
            patch.confidence_sum, patch.confident, patch.least = float(total), int(many), float(low)

    def _outlines(self, numbers: Any, count: int, top: int) -> list[bytes]:
        """The polygon in pixels of each area of a strip, as WKB."""
        if not count:
            return []
        strip = gdal_array.OpenArray(np.ascontiguousarray(numbers))
        strip.SetGeoTransform((0, 1, 0, top, 0, 1))
        memory, layer = memory_layer(ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
        band = strip.GetRasterBand(1)
        band.SetNoDataValue(0)
        gdal.Polygonize(band, band.GetMaskBand(), layer, 0, [])
        wkbs: list[bytes] = [b""] * count
        for feature in layer:
            wkbs[feature.GetField(0) - 1] = bytes(feature.GetGeometryRef().ExportToWkb(ogr.wkbNDR))
        del layer, memory  # in this order
        return Mosaic(wkbs, numbers, top).simplified(self._tolerance) if self._tolerance else wkbs
