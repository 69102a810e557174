"""The clean-up of a raster of any size, block by block with margins: the result is that of one piece."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from ..errors import PluginError
from ..translation import marked, tr
from .memory import give_back, small_cache
from .sieve import AREA_UNIT, Ground, settle_large, settle_round, smooth
from .source import VOID, OpenRaster, row_hectares

BLOCK = 1024
MARGIN = 384
"""Pixels around a block, if they are enough for a round or more."""
MOST_PIXELS = 2500
"""Of a minimum mapping unit: 25 ha at 10 m. Margins grow with the unit, and memory with their square."""
_PROBABILITY_STEPS = 10_000

Tick = Callable[[float], None]
"""Told how much is done, 0 to 1; raises JobCancelled to end everything."""


class UnitTooLarge(PluginError):
    """The minimum mapping unit has too many pixels."""

    code = "mapping_unit_too_large"
    title = marked("The minimum mapping unit is too large for this raster")
    remedy = marked(
        "Choose a smaller unit, or bring the map to larger pixels first (Raster > Projections > Warp)."
    )


@dataclass(frozen=True)
class Wishes:
    """What to clean up.

    Attributes:
        hectares: Minimum mapping unit; 0: no patch is removed.
        radius: Majority smoothing over ``2 radius + 1`` pixels squared; 0: none.
        protected: Codes that neither change nor grow.
        block: Side of a block in pixels.
    """

    hectares: float
    radius: int = 0
    protected: frozenset[int] = frozenset()
    block: int = BLOCK


@dataclass
class Done:
    """What the clean-up did.

    Attributes:
        changed: Pixels with another class than before.
        left: Pixels of patches below the minimum with no larger neighbour to join.
        valid: Pixels with a class.
    """

    changed: int = 0
    left: int = 0
    valid: int = 0


@dataclass
class _State:
    """Codes and settled pixels of the whole raster in a file, and how many pixels of each block are open."""

    dataset: Any
    open_pixels: dict[tuple[int, int], int] = field(default_factory=dict)

    def read(self, left: int, top: int, width: int, height: int) -> tuple[Any, Any]:
        found = self.dataset.ReadAsArray(left, top, width, height)
        self.dataset.FlushCache()
        return found[0], found[1].astype(bool)

    def write(self, left: int, top: int, codes: Any, settled: Any) -> None:
        self.dataset.GetRasterBand(1).WriteArray(np.ascontiguousarray(codes), left, top)
        self.dataset.GetRasterBand(2).WriteArray(np.ascontiguousarray(settled).astype(np.int32), left, top)
        self.dataset.FlushCache()


class CleanUp:
    """Cleans up one raster."""

    def __init__(
        self,
        raster: OpenRaster,
        wishes: Wishes,
        scratch: Path,
        confidence: OpenRaster | None = None,
        probabilities: tuple[OpenRaster, dict[int, int]] | None = None,
    ) -> None:
        """Prepares the work.

        Args:
            raster: The land cover.
            wishes: What to do.
            scratch: A folder for two working files.
            confidence: The map's confidence on the same grid.
            probabilities: A raster on the same grid with the probabilities, and class code to its band.

        Raises:
            UnitTooLarge: The minimum mapping unit has too many pixels.
        """
        self._raster, self._wishes, self._scratch = raster, wishes, scratch
        self._confidence, self._probabilities = confidence, probabilities
        areas = row_hectares(raster)
        self._areas = np.rint(areas / AREA_UNIT)
        self._least = math.floor(wishes.hectares / AREA_UNIT * (1 - 1e-6))
        self._reach = math.ceil(wishes.hectares / max(float(areas.min()), 1e-12)) + 1
        if wishes.hectares > 0 and self._reach > MOST_PIXELS + 1:
            text = tr("{pixels} pixels of it are one unit; {most} are the most.")
            raise UnitTooLarge(text.format(pixels=self._reach - 1, most=MOST_PIXELS))
        self._rounds = max(1, MARGIN // self._reach - 1)
        self.done = Done()

    def run(self, tick: Tick) -> Any:
        """Does all the work; the first band of the returned data set holds the new codes, or VOID."""
        state = self._begin(tick)
        if self._wishes.hectares > 0:
            state = self._first_rounds(state, tick)
            state = self._more_rounds(state, tick)
            self.done.left = sum(state.open_pixels.values())
        return state.dataset

    def _new_state(self, name: str) -> _State:
        path = str(self._scratch / f"{name}.tif")
        options = [
            "TILED=YES",
            "BLOCKXSIZE=512",
            "BLOCKYSIZE=512",
            "BIGTIFF=IF_SAFER",
            "INTERLEAVE=BAND",
            "COMPRESS=LZW",
        ]
        made = gdal.GetDriverByName("GTiff").Create(
            path, self._raster.width, self._raster.height, 2, gdal.GDT_Int32, options
        )
        return _State(made)

    def _blocks(self) -> list[tuple[int, int, int, int]]:
        side, width, height = self._wishes.block, self._raster.width, self._raster.height
        return [
            (left, top, min(side, width - left), min(side, height - top))
            for top in range(0, height, side)
            for left in range(0, width, side)
        ]

    def _around(self, block: tuple[int, int, int, int], margin: int) -> tuple[tuple[int, int, int, int], Any]:
        """A block's window with a margin, and the block's place in this window."""
        left, top, width, height = block
        x, y = max(0, left - margin), max(0, top - margin)
        right = min(self._raster.width, left + width + margin)
        bottom = min(self._raster.height, top + height + margin)
        inner = (slice(top - y, top - y + height), slice(left - x, left - x + width))
        return (x, y, right - x, bottom - y), inner

    def _fixed(self, codes: Any) -> Any:
        return (codes == VOID) | np.isin(codes, list(self._wishes.protected))

    def _begin(self, tick: Tick) -> _State:
        """Copies the map, smoothed if wanted."""
        state, blocks = self._new_state("first"), self._blocks()
        for number, block in enumerate(blocks):
            window, inner = self._around(block, self._wishes.radius)
            codes = self._raster.codes(*window)
            before = codes[inner]
            if self._wishes.radius:
                codes = smooth(codes, self._fixed(codes), self._wishes.radius)
            self.done.valid += int((before != VOID).sum())
            state.write(block[0], block[1], codes[inner], np.zeros(before.shape, bool))
            tick(0.2 * (number + 1) / len(blocks))
        return state

    def _ground(self, state: _State, window: tuple[int, int, int, int]) -> Ground:
        codes, settled = state.read(*window)
        ground = Ground(codes, settled, self._fixed(codes))
        if self._probabilities is not None:
            raster, bands = self._probabilities
            ground.probability = {code: _whole(raster.values(*window, band)) for code, band in bands.items()}
        elif self._confidence is not None:
            values = self._confidence.values(*window).astype(np.float64)
            if self._confidence.nodata is not None:
                values[values == self._confidence.nodata] = 0
            ground.certainty = np.rint(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0))
        return ground

    def _first_rounds(self, state: _State, tick: Tick) -> _State:
        """Settles large patches, and the first rounds of small ones."""
        after, blocks = self._new_state("second"), self._blocks()
        margin = (self._rounds + 1) * self._reach
        for number, block in enumerate(blocks):
            window, inner = self._around(block, margin)
            ground = self._ground(state, window)
            settle_large(ground, self._areas[window[1] : window[1] + window[3]], self._least)
            self._settle(ground)
            self._keep(after, block, ground, inner)
            give_back()
            tick(0.2 + 0.6 * (number + 1) / len(blocks))
        return after

    def _settle(self, ground: Ground) -> int:
        settled = 0
        for _ in range(self._rounds):
            found = settle_round(ground)
            if not found:
                break
            settled += found
        return settled

    def _keep(self, state: _State, block: tuple[int, int, int, int], ground: Ground, inner: Any) -> None:
        codes, settled, fixed = ground.codes[inner], ground.settled[inner], ground.fixed[inner]
        state.write(block[0], block[1], codes, settled)
        state.open_pixels[block[0], block[1]] = int((~(settled | fixed)).sum())

    def _more_rounds(self, state: _State, tick: Tick) -> _State:
        """Further rounds, until none joins: seldom more than one pass, and only where patches are left."""
        margin = self._rounds * self._reach
        before = -1
        spare: _State | None = None
        while sum(state.open_pixels.values()) not in (0, before):
            before = sum(state.open_pixels.values())
            # The file before last is free again: what it held has been copied.
            after = spare or self._new_state("third")
            after.open_pixels.clear()
            for block in self._blocks():
                key = block[:2]
                window, inner = self._around(block, margin if state.open_pixels[key] else 0)
                ground = self._ground(state, window)
                if state.open_pixels[key]:
                    self._settle(ground)
                self._keep(after, block, ground, inner)
                tick(0.8)
            state, spare = after, state
        return state


def _whole(values: Any) -> Any:
    """Probabilities as whole numbers, which are summed without rounding errors."""
    found = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    return np.maximum(0, np.rint(found * (1 if values.dtype.kind in "iu" else _PROBABILITY_STEPS)))


def write_result(
    raster: OpenRaster, done: Done, dataset: Any, path: Path, tags: dict[str, str], tick: Tick
) -> None:
    """Writes the cleaned map as a GeoTIFF of the map's own type, with its colours, names and overviews.

    Args:
        raster: The map before.
        done: Gets the number of changed pixels.
        dataset: What :meth:`CleanUp.run` returned.
        path: A new file.
        tags: What the file says about itself, beside the tags of the map.
        tick: Told how much is done.

    Raises:
        OSError: The file cannot be written.
    """
    band = raster.dataset.GetRasterBand(1)
    options = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"]
    out = gdal.GetDriverByName("GTiff").Create(
        str(path), raster.width, raster.height, 1, band.DataType, options
    )
    if out is None:
        raise OSError(tr("{file} cannot be written").format(file=path.name))
    out.SetGeoTransform(raster.transform)
    crs = raster.source.crs
    out.SetProjection(crs.toWkt() if crs.isValid() else raster.dataset.GetProjection())
    out.SetMetadata({**(raster.dataset.GetMetadata() or {}), **tags})
    target = out.GetRasterBand(1)
    void = raster.nodata
    if void is not None:
        target.SetNoDataValue(void)
    if band.GetColorTable() is not None:
        target.SetColorTable(band.GetColorTable())
    if band.GetCategoryNames():
        target.SetCategoryNames(band.GetCategoryNames())
    if band.GetDefaultRAT() is not None:
        target.SetDefaultRAT(band.GetDefaultRAT())
    if band.GetDescription():
        target.SetDescription(band.GetDescription())
    for top in range(0, raster.height, 512):
        rows = min(512, raster.height - top)
        for left in range(0, raster.width, 4096):
            columns = min(4096, raster.width - left)
            codes = dataset.GetRasterBand(1).ReadAsArray(left, top, columns, rows)
            done.changed += int((codes != raster.codes(left, top, columns, rows)).sum())
            if void is not None:
                codes[codes == VOID] = 0 if void != void else void
            if target.WriteArray(codes, left, top) != 0:
                raise OSError(tr("{file} cannot be written").format(file=path.name))
        out.FlushCache()
        dataset.FlushCache()
        tick(0.8 + 0.15 * (top + rows) / raster.height)
    levels = [2**level for level in range(1, 12) if max(raster.width, raster.height) / 2**level > 256]
    if levels:
        with small_cache():
            out.BuildOverviews("MODE", levels, callback=_progress(tick))
    out.FlushCache()


def _progress(tick: Tick) -> Any:
    def on_progress(fraction: float, *_: Any) -> int:
        tick(0.95 + 0.05 * fraction)
        return 1

    return on_progress
