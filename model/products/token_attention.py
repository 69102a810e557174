"""The attention raster on the token grid: one pixel per token, an exact multiple of the scene's pixels.

The network knows attention per token, a square of ``patch_size`` working pixels. A raster of the scene's
pixels holds the same, interpolated, 64 times over. It took more time and space than all other products
together. QGIS interpolates while it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.overviews import Overviews, round_mantissa
from model.products.products import attention_style
from model.products.raw import RawRaster
from model.sar.orientation import Orientation

CHUNK_PIXELS = 4_000_000
"""Pixels of the land cover looked at at once, to find tokens without any class."""


@dataclass(frozen=True)
class TokenAxis:
    """The tokens of one axis that touch a region.

    Attributes:
        first: First token, counted from the tile grid's corner.
        count: Number of tokens.
        corner: Place of the first token's edge in input pixels of the scene; may lie outside the scene.
        step: Input pixels per token.
        pixels: First input pixel of the region in each token, [count + 1]: the last item is the region's
            length. A pixel belongs to the token that holds its centre.
    """

    first: int
    count: int
    corner: float
    step: float
    pixels: NDArray[np.int64]

    @classmethod
    def of(cls, start: int, size: int, scale: float, corner: int, patch: int, tokens: int) -> TokenAxis:
        """The tokens under ``size`` input pixels from ``start``.

        Args:
            start: First input pixel of the region.
            size: Its length.
            scale: Working pixels per input pixel.
            corner: Working pixel of the tile grid's corner.
            patch: Working pixels per token.
            tokens: Tokens of the tile grid.
        """
        centres = (np.arange(start, start + size) + 0.5) * scale - corner
        # Rounding must not push the first or last pixel out of the grid.
        index = np.clip(np.floor(centres / patch + 1e-9).astype(np.int64), 0, tokens - 1)
        first, count = int(index[0]), int(index[-1] - index[0]) + 1
        pixels = np.searchsorted(index, np.arange(first, first + count + 1))
        return cls(first, count, (corner + first * patch) / scale, patch / scale, pixels)


@dataclass(frozen=True)
class TokenWindow:
    """The tokens that touch a region, and where they lie.

    Attributes:
        rows: Tokens down.
        cols: Tokens across.
    """

    rows: TokenAxis
    cols: TokenAxis

    @classmethod
    def of(cls, region: Region, grid: TileGrid) -> TokenWindow:
        """The tokens of a region's tiles that hold the centre of a pixel of the region."""
        rows, cols = (
            TokenAxis.of(start, size, scale, corner, grid.patch, tokens)
            for start, size, scale, corner, tokens in zip(
                region.window[:2],
                region.window.shape,
                region.scene.scale,
                (grid.top, grid.left),
                grid.token_shape,
                strict=True,
            )
        )
        return cls(rows, cols)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of tokens."""
        return self.rows.count, self.cols.count

    @property
    def cell(self) -> tuple[float, float]:
        """Input pixels per token, rows and columns."""
        return self.rows.step, self.cols.step

    def corner(self, orientation: Orientation, shape: tuple[int, int]) -> tuple[float, float]:
        """Row and column of the window's first corner in the input file.

        Args:
            orientation: How the file was turned into map orientation.
            shape: Rows and columns of the file.
        """
        ends = [axis.corner + axis.count * axis.step for axis in (self.rows, self.cols)]
        return (
            shape[0] - ends[0] if orientation.rows else self.rows.corner,
            shape[1] - ends[1] if orientation.cols else self.cols.corner,
        )


def write_token_attention(
    region: Region,
    grid: TileGrid,
    mosaic: AttentionMosaic,
    landcover: RawRaster,
    path: Path,
    waiting: Callable[[], None],
) -> tuple[RawRaster, Overviews]:
    """Writes one band per head, then their mean, one pixel per token.

    NaN where no pixel of the token has a class.

    Args:
        region: The segmented region.
        grid: The region's tiles.
        mosaic: Holds the maps of all tiles.
        landcover: The complete land cover.
        path: The file to write.
        waiting: Called between parts of the work; may raise to end it.
    """
    window = TokenWindow.of(region, grid)
    raster = RawRaster(path, mosaic.heads + 1, *window.shape, "float32", region.scene.orientation)
    overviews = Overviews(raster, attention_style(mosaic.heads))
    try:
        for row, values in _rows(window, mosaic):
            waiting()
            values[:, ~tokens_with_class(window, landcover, row, values.shape[1])] = np.nan
            values = round_mantissa(values)
            raster.write(row, 0, values)
            overviews.feed(values)
        overviews.finish()
    except BaseException:
        raster.close()
        overviews.close()
        raise
    return raster, overviews


def _rows(window: TokenWindow, mosaic: AttentionMosaic) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """First row in the window and values [heads + 1, rows, cols], from top to bottom."""
    rows, cols = window.rows, window.cols
    for start, strip in mosaic.strips(mosaic.solve()):
        first, last = max(start, rows.first), min(start + strip.shape[1], rows.first + rows.count)
        if first < last:
            part = strip[:, first - start : last - start, cols.first : cols.first + cols.count]
            yield first - rows.first, np.concatenate([part, part.mean(axis=0, keepdims=True)])


def tokens_with_class(window: TokenWindow, landcover: RawRaster, row: int, count: int) -> NDArray[np.bool_]:
    """Which tokens [count, cols] from ``row`` have a pixel with a class."""
    known = np.zeros((count, window.cols.count), bool)
    height = max(1, int(CHUNK_PIXELS / landcover.cols / max(window.rows.step, 1)))
    for start in range(0, count, height):
        stop = min(start + height, count)
        edges = window.rows.pixels[row + start : row + stop + 1]
        codes = landcover.read(int(edges[0]), int(edges[-1] - edges[0]))[0]
        found = _most(_most(codes, edges - edges[0], 0), window.cols.pixels, 1)
        known[start:stop] = found != NODATA_CODE
    return known


def _most(values: NDArray[np.uint8], edges: NDArray[np.int64], axis: int) -> NDArray[np.uint8]:
    """The greatest value between every two edges along an axis; 0 between equal edges."""
    starts = np.minimum(edges[:-1], values.shape[axis] - 1)
    found: NDArray[np.uint8] = np.maximum.reduceat(values, starts, axis=axis)
    empty = edges[1:] == edges[:-1]
    if empty.any():
        found[(slice(None),) * axis + (empty,)] = 0
    return found
