"""The familiarity raster on the token grid, and the share of a scene that is unfamiliar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.features.familiarity import Familiarity
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.overviews import Overviews, mean_of_four
from model.products.raw import RawRaster, Style
from model.products.token_attention import TokenWindow, tokens_with_class
from model.protocol.values import UNFAMILIAR

NODATA = 255

Floats = NDArray[np.float32]


def familiarity_style() -> Style:
    """uint8 percent."""
    return Style(NODATA, ("Familiarity (%)",), mean_of_four)


class Strangeness:
    """Counts tokens and unfamiliar tokens: all tokens have the same size on the ground."""

    def __init__(self) -> None:
        self._tokens = self._strange = 0

    def add(self, familiarity: Floats) -> None:
        """Adds familiarity in percent; NaN does not count."""
        self._tokens += int(np.isfinite(familiarity).sum())
        self._strange += int((familiarity < UNFAMILIAR).sum())

    def share(self) -> float | None:
        """Share (0 to 1) of the tokens that are unfamiliar; None without a token."""
        return self._strange / self._tokens if self._tokens else None

    def tags(self) -> dict[str, str]:
        """The share as a tag of a product."""
        share = self.share()
        return {} if share is None else {"SARDINO_UNFAMILIAR_SHARE": f"{share:.4g}"}


class FamiliarityRaster:
    """The raster while it is written, with one pixel per token.

    Args:
        region: The segmented region.
        grid: The region's tiles.
        path: The file to write.

    Attributes:
        raster: uint8, 0 to 100; 255 where nothing is known.
        overviews: Its overviews.
    """

    def __init__(self, region: Region, grid: TileGrid, path: Path) -> None:
        window = TokenWindow.of(region, grid)
        self.raster = RawRaster(path, 1, *window.shape, "uint8", region.scene.orientation)
        self.overviews = Overviews(self.raster, familiarity_style())

    def write(self, row: int, familiarity: Floats) -> None:
        """Writes rows [rows, cols] in percent; NaN where nothing is known. Rows come from top to bottom."""
        # Rounded down: what is below the limit of unfamiliar ground stays below it.
        steps = np.floor(np.where(np.isfinite(familiarity), familiarity, np.float32(NODATA)))
        values = steps.astype(np.uint8)[None]
        self.raster.write(row, 0, values)
        self.overviews.feed(values)

    def close(self) -> None:
        """Closes the files."""
        self.raster.close()
        self.overviews.close()


def measure(
    region: Region,
    grid: TileGrid,
    found: Familiarity,
    landcover: RawRaster | None,
    target: FamiliarityRaster | None,
    waiting: Callable[[], None],
) -> Strangeness:
    """Counts unfamiliar tokens after the last tile, and writes the raster if it is wanted.

    Args:
        region: The segmented region.
        grid: The region's tiles.
        found: Has seen all tiles.
        landcover: The complete land cover: tokens without a class do not count. None: all tokens count.
        target: Takes the values; None if no raster is wanted.
        waiting: Called between parts of the work; may raise to end it.
    """
    counts = Strangeness()
    for row, values in _rows(TokenWindow.of(region, grid), found, landcover):
        waiting()
        counts.add(values)
        if target is not None:
            target.write(row, values)
    if target is not None:
        target.overviews.finish()
    return counts


def _rows(
    window: TokenWindow, found: Familiarity, landcover: RawRaster | None
) -> Iterator[tuple[int, Floats]]:
    """First row in the window and familiarity [rows, cols], from top to bottom; NaN where nothing is known."""
    rows, cols = window.rows, window.cols
    for start, strip in found.strips():
        first, last = max(start, rows.first), min(start + len(strip), rows.first + rows.count)
        if first < last:
            part = strip[first - start : last - start, cols.first : cols.first + cols.count].copy()
            if landcover is not None:
                part[~tokens_with_class(window, landcover, first - rows.first, len(part))] = np.nan
            yield first - rows.first, part
