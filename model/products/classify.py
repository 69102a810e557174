"""Blended logits to land cover and confidence on the input grid, and class areas."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.inference.arrays import Array, Place, copied, fetched, joined, placed
from model.inference.blend import BandBlender, Carry
from model.inference.region import Region
from model.inference.tiles import TileBand, TileGrid
from model.products.certainty import Certainty, count_bytes
from model.products.expected import Expected
from model.products.overviews import Overviews
from model.products.raw import RawRaster, Style
from model.sar.interpolate import interpolate
from model.sar.windows import Window

T = TypeVar("T")

NO_CONFIDENCE = 255
CHUNK_COLS = 4096
CHUNK_PIXELS = 2**18
"""Input pixels written at once."""
GPU_CHUNK_PIXELS = 2**22
_THREADS = 2
"""Threads that classify on a CPU: with a fast network, blending is what takes longest."""
CACHED_PIXELS = 2**15
"""Input pixels classified at once: logits of so many fit into a processor's own cache."""


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
        styles: Of the products ``landcover`` and ``confidence`` that will be written.

    Attributes:
        landcover: Class codes, 0 for nodata.
        confidence: 0..100, 255 for nodata.
        pixels: Number of pixels per class of ``wanted``.
        areas_m2: Ground area per class of ``wanted``; NaN without georeference.
        certainty: How sure the model is, so far.
        overviews: Of the products to write, made while rows arrive; empty if they arrive in several bands.
    """

    def __init__(
        self,
        region: Region,
        grid: TileGrid,
        codes: list[int],
        wanted: Expected,
        place: Place,
        folder: Path,
        styles: Mapping[str, Style],
    ) -> None:
        self._region = region
        self._grid = grid
        self._codes = wanted.codes
        self._table = bytes([*self._codes, *([NODATA_CODE] * (256 - len(self._codes)))])
        """The code of each class index; the code of nodata for all other numbers."""
        self._kept = wanted.places(codes) if wanted.excluded else None
        added = np.array(wanted.added, np.float32)[:, None, None]
        self._added = placed(added, place) if any(wanted.added) else None
        self._scale = wanted.scale
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
        rasters = {"landcover": self.landcover, "confidence": self.confidence}
        self.overviews: dict[str, Overviews] = {}
        if len(self._bands) == 1 and region.window.width <= CHUNK_COLS:
            self.overviews = {name: Overviews(rasters[name], style) for name, style in styles.items()}
        self.pixels = np.zeros(len(self._codes), np.int64)
        self.areas_m2 = np.zeros(len(self._codes))
        self.certainty = Certainty()
        self._threads = ThreadPoolExecutor(_THREADS, "sardino-classify")

    def add(self, band: int, col: int, logits: Array) -> None:
        """Adds the logits [classes, tile, tile] of the tile at pixel column ``col``.

        Classes are left out before blending: fewer classes are less work. Weights of blending sum to 1, so
        what is multiplied and added here comes out unchanged.
        """
        if self._kept is not None:
            logits = logits[self._kept]
        if self._scale != 1.0:
            logits = logits * self._scale
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
        if self._tail is not None:
            logits = joined([self._tail[0], logits], 1)
            covered = joined([self._tail[1], covered], 0)
            first -= 1
        if not self._region.exact:
            self._tail = (copied(logits[:, -1:]), copied(covered[-1:]))
        count = self._axes[0].ready(self._next_row, stop, self._region.window.height)
        left, right = self._cols
        # A GPU takes a whole row of tiles at once: each answer that the CPU fetches is a wait.
        size = CHUNK_PIXELS if self._place is None else GPU_CHUNK_PIXELS
        step = max(1, size // max(1, min(right - left, CHUNK_COLS)))
        windows = [
            Window(row, col, height, width)
            for row, height in _chunks(self._next_row, count, step)
            for col, width in _chunks(left, right - left, CHUNK_COLS)
        ]
        found = self._side_by_side(windows, partial(self._classify, logits, covered, (first, blender.start)))
        for window, (classes, percent, known) in zip(windows, found, strict=True):
            good = self._valid(valid, (first, self._bands[band].start), window) & known
            self._write(window, classes, percent, good)
        self._next_row += count

    def _side_by_side(self, windows: list[Window], work: Callable[[Window], T]) -> Iterator[T]:
        """Works on windows in two threads; results in order, few at once. On a GPU in the caller's thread."""
        if self._place is not None:
            yield from map(work, windows)
            return
        pending: deque[Future[T]] = deque()
        for window in windows:
            pending.append(self._threads.submit(work, window))
            if len(pending) > _THREADS:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def finish(self) -> None:
        """Completes the overviews after the last row."""
        for made in self.overviews.values():
            made.finish()

    def close(self) -> None:
        """Closes all files."""
        self._threads.shutdown()
        for item in (self.landcover, self.confidence, self._before, self._carry, *self.overviews.values()):
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

    def _classify(
        self, logits: Array, covered: Array, origin: tuple[int, int], window: Window
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
        """Class index, confidence, and where a tile covers a pixel; the logits start at ``origin``."""
        chosen, known = self._chosen(logits, covered, origin, window)
        return *classify(chosen), known

    def _chosen(
        self, logits: Array, covered: Array, origin: tuple[int, int], window: Window
    ) -> tuple[Array, NDArray[np.bool_]]:
        """The logits of a window of input pixels, and where a tile covers a pixel."""
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
        return chosen, fetched(known)

    def _write(
        self,
        window: Window,
        index: NDArray[np.uint8],
        percent: NDArray[np.uint8],
        good: NDArray[np.bool_],
    ) -> None:
        """Writes and counts a window of input pixels; only ``good`` pixels get a class."""
        row, col = window[:2]
        if not good.all():
            # Bitwise: a choice by a mask takes ten times as long.
            bad = np.multiply(~good, np.uint8(255), dtype=np.uint8)
            index |= bad
            percent |= bad
        codes = np.frombuffer(bytearray(index.data).translate(self._table), np.uint8).reshape(index.shape)
        self.landcover.write(row, col, codes)
        self.confidence.write(row, col, percent)
        for name, made in self.overviews.items():
            made.feed((codes if name == "landcover" else percent)[None])
        self._count(row, index, percent)

    def _count(self, row: int, index: NDArray[np.uint8], percent: NDArray[np.uint8]) -> None:
        areas = self._region.scene.pixel_area_m2(self._region.window.row + row, len(index))
        self.certainty.add(percent, areas)
        pixels, ground = count_bytes(index, areas)
        self.pixels += pixels[: len(self._codes)]
        self.areas_m2 += ground[: len(self._codes)]


def classify(logits: Array) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The class index and the probability of that class in percent, both [h, w].

    Args:
        logits: [classes, h, w]: a numpy array, or a tensor on any device.
    """
    if isinstance(logits, np.ndarray):
        return _classify_on_cpu(logits)
    import torch

    best, index = logits.max(dim=0)
    total = (logits - best).exp_().sum(dim=0)
    percent = (100 / total).round_()
    both = torch.stack([index.to(torch.uint8), percent.to(torch.uint8)]).cpu().numpy()
    return both[0], both[1]


def _classify_on_cpu(logits: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """As :func:`classify`, five times as fast as torch: few rows at once, which stay in the cache."""
    classes, height, width = logits.shape
    index = np.zeros((height, width), np.uint8)
    percent = np.empty((height, width), np.uint8)
    step = max(1, CACHED_PIXELS // width)
    for row in range(0, height, step):
        part = logits[:, row : row + step]
        best, found = part[0].copy(), index[row : row + step]
        larger, number = np.empty(best.shape, bool), np.empty(best.shape, np.uint8)
        for each in range(1, classes):
            np.greater(part[each], best, out=larger)
            # Numbers grow, so the greatest number is that of the last class that was larger than all before.
            np.multiply(larger.view(np.uint8), np.uint8(each), out=number)
            np.maximum(found, number, out=found)
            np.maximum(part[each], best, out=best)
        total, term = np.zeros_like(best), np.empty_like(best)
        for each in range(classes):
            np.subtract(part[each], best, out=term)
            np.exp(term, out=term)
            total += term
        np.divide(100, total, out=total)
        percent[row : row + step] = np.rint(total, out=total)
    return index, percent


def _chunks(first: int, count: int, size: int) -> list[tuple[int, int]]:
    return [(at, min(size, first + count - at)) for at in range(first, first + count, size)]
