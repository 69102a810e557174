"""Blended logits to land cover and confidence on the input grid, and class areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.inference.arrays import Array, Place, copied, fetched, joined, placed
from model.inference.blend import BandBlender, Carry
from model.inference.region import Region
from model.inference.tiles import TileBand, TileGrid
from model.products.certainty import Certainty
from model.products.expected import Expected
from model.products.raw import RawRaster
from model.sar.interpolate import interpolate
from model.sar.windows import Window

NO_CONFIDENCE = 255
CHUNK_COLS = 4096
CHUNK_PIXELS = 2**18
"""Input pixels classified at once: logits of so many fit into the processor's cache."""


class LandCover:
    """Turns rows of tiles into the land-cover and confidence rasters.

    Rows of tiles come band by band, from left to right, and within a band from top to bottom.

    Args:
        region: The region to segment.
        grid: The region's tiles.
        codes: Class codes in the order of the network's logits.
        wanted: Which of these classes can be said.
        place: Where the logits are: a torch device, or None for numpy.
        folder: For temporary files.

    Attributes:
        landcover: Class codes, 0 for nodata.
        confidence: 0..100, 255 for nodata.
        pixels: Number of pixels per class of ``wanted``.
        areas_m2: Ground area per class of ``wanted``; NaN without georeference.
        certainty: How sure the model is, so far.
    """

    def __init__(
        self,
        region: Region,
        grid: TileGrid,
        codes: list[int],
        wanted: Expected,
        place: Place,
        folder: Path,
    ) -> None:
        self._region = region
        self._grid = grid
        self._codes = np.array(wanted.codes, np.uint8)
        self._kept = wanted.places(codes) if wanted.excluded else None
        added = np.array(wanted.added, np.float32)[:, None, None]
        self._added = placed(added, place) if wanted.shares else None
        self._place = place
        self._folder = folder
        self._axes = region.axes(grid)
        self._ahead = (region.window.row - grid.top, region.window.col - grid.left)
        """Rows and columns of the grid before the region, if working pixels are input pixels."""
        self._bands = grid.bands()
        self._band = -1
        self._blender: BandBlender | None = None
        self._before: Carry | None = None
        self._carry: Carry | None = None
        self._tail: tuple[Array, Array] | None = None
        self._next_row = 0
        self._cols = (0, 0)
        form = (1, *region.window.shape, "uint8", region.scene.orientation)
        self.landcover = RawRaster(folder / "landcover.raw", *form)
        self.confidence = RawRaster(folder / "confidence.raw", *form)
        self.pixels = np.zeros(len(wanted.codes), np.int64)
        self.areas_m2 = np.zeros(len(wanted.codes))
        self.certainty = Certainty()

    def add(self, band: int, col: int, logits: Array) -> None:
        """Adds the logits [classes, tile, tile] of the tile at pixel column ``col``.

        Classes are left out before blending: fewer classes are less work. Weights of blending sum to 1, so
        what is added here comes out unchanged.
        """
        if self._kept is not None:
            logits = logits[self._kept]
        if self._added is not None:
            logits = logits + self._added
        self._blender_of(band).add(col, logits)

    def finish_row(self, band: int, index: int, valid: NDArray[np.bool_] | None) -> None:
        """Ends a row of tiles of a band and writes all complete pixels.

        Args:
            band: Index of the band.
            index: Index of the row of tiles.
            valid: [rows, cols] of input pixels from the row's first pixel and the band's first
                column on if working pixels are input pixels; else None.
        """
        blender = self._blender_of(band)
        first, logits, covered = blender.finish_row(index)
        stop = first + logits.shape[1]
        if self._tail is not None and not self._region.exact:
            logits = joined([self._tail[0], logits], 1)
            covered = joined([self._tail[1], covered], 0)
            first -= 1
        self._tail = (copied(logits[:, -1:]), copied(covered[-1:]))
        count = self._axes[0].ready(self._next_row, stop, self._region.window.height)
        left, right = self._cols
        step = max(1, CHUNK_PIXELS // max(1, min(right - left, CHUNK_COLS)))
        for row, height in _chunks(self._next_row, count, step):
            for col, width in _chunks(left, right - left, CHUNK_COLS):
                window = Window(row, col, height, width)
                mask = self._valid(valid, (first, self._bands[band].start), window)
                self._write(logits, covered, (first, blender.start), window, mask)
        self._next_row += count

    def close(self) -> None:
        """Closes all files."""
        for item in (self.landcover, self.confidence, self._before, self._carry):
            if item is not None:
                item.close()

    def _blender_of(self, band: int) -> BandBlender:
        if self._blender is not None and band == self._band:
            return self._blender
        here = self._bands[band]
        if self._before is not None:
            self._before.close()
        self._before, self._carry = self._carry, None
        classes = len(self._codes)
        if band + 1 < len(self._bands):
            path = self._folder / f"carry_{band % 2}.raw"
            self._carry = Carry(path, classes + 1, here.stop - here.final + 1)
        self._blender = self._tail = None  # free the accumulators before making new ones
        blender = BandBlender(self._grid, here, classes, self._place, self._before, self._carry)
        self._blender, self._band, self._tail, self._next_row = blender, band, None, 0
        self._cols = (self._cols[1], self._cols[1] + self._ready_cols(here))
        return blender

    def _ready_cols(self, band: TileBand) -> int:
        return self._axes[1].ready(self._cols[1], band.final, self._region.window.width)

    def _valid(
        self, valid: NDArray[np.bool_] | None, origin: tuple[int, int], window: Window
    ) -> NDArray[np.bool_]:
        """Wanted and valid input pixels of a window of the region; ``valid`` starts at ``origin``."""
        region = self._region
        if valid is not None:
            mask = valid[self._slices(window, origin)]
        else:
            mask = region.scene.read_valid(window.moved(region.window.row, region.window.col))
        inside = region.inside(window)
        return mask if inside is None else mask & inside

    def _slices(self, window: Window, origin: tuple[int, int]) -> tuple[slice, slice]:
        """A window of the region in an array that starts at a grid pixel; both have the same pixels."""
        return window.moved(self._ahead[0] - origin[0], self._ahead[1] - origin[1]).slices

    def _write(
        self,
        logits: Array,
        covered: Array,
        origin: tuple[int, int],
        window: Window,
        valid: NDArray[np.bool_],
    ) -> None:
        """Classifies a window of input pixels from logits that start at ``origin``."""
        row, col, height, width = window
        if self._region.exact:
            rows, cols = self._slices(window, origin)
            chosen, known = logits[:, rows, cols], covered[rows, cols]
        else:
            at_rows = self._axes[0].positions(row, height) - origin[0]
            at_cols = self._axes[1].positions(col, width) - origin[1]
            top, left = int(at_rows[0]), int(at_cols[0])
            part = logits[:, top : int(at_rows[-1]) + 2, left : int(at_cols[-1]) + 2]
            chosen = interpolate(part, at_rows - top, at_cols - left)
            nearest = [np.rint(at).astype(np.int64) for at in (at_rows, at_cols)]
            known = fetched(covered)[nearest[0]][:, nearest[1]]
        index, confidence = classify(chosen)
        good = valid & fetched(known)
        found = fetched(index)
        codes = np.where(good, self._codes[found], np.uint8(NODATA_CODE))
        self.landcover.write(row, col, codes)
        percent = np.where(good, fetched(confidence), np.uint8(NO_CONFIDENCE))
        self.confidence.write(row, col, percent)
        self._count(row, codes, percent)

    def _count(self, row: int, codes: NDArray[np.uint8], percent: NDArray[np.uint8]) -> None:
        areas = self._region.scene.pixel_area_m2(self._region.window.row + row, len(codes))
        self.certainty.add(percent, areas)
        for number, code in enumerate(self._codes):
            per_row = np.count_nonzero(codes == code, axis=1)
            self.pixels[number] += per_row.sum()
            self.areas_m2[number] += float((per_row * areas).sum())


def classify(logits: Array) -> tuple[Array, Array]:
    """The class index and the probability of that class in percent, both uint8 [h, w]."""
    if isinstance(logits, np.ndarray):
        return _classify_numpy(logits)
    import torch

    best, index = logits.max(dim=0)
    total = (logits - best).exp_().sum(dim=0)
    return index.to(torch.uint8), (100 / total).round_().to(torch.uint8)


def _classify_numpy(logits: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    # Plane by plane: numpy's argmax over the first axis takes eight times as long.
    best = logits[0].copy()
    index = np.zeros(best.shape, np.uint8)
    for number in range(1, len(logits)):
        index[logits[number] > best] = number
        np.maximum(best, logits[number], out=best)
    total = np.zeros_like(best)
    for plane in logits:
        total += np.exp(plane - best)
    return index, np.rint(100 / total).astype(np.uint8)


def _chunks(first: int, count: int, size: int) -> list[tuple[int, int]]:
    return [(at, min(size, first + count - at)) for at in range(first, first + count, size)]
