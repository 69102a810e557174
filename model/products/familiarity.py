"""The familiarity raster on the token grid, and the share of a scene that is unfamiliar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.reference import Reference
from model.features.familiarity import EVERY, MANY_TILES, Familiarity
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.overviews import Overviews, mean_of_four
from model.products.products import ProductFile
from model.products.raw import RawRaster, Style
from model.products.token_attention import TokenWindow, tokens_with_class
from model.protocol.values import FAMILIARITY_BAND, UNFAMILIAR

NODATA = 255

Floats = NDArray[np.float32]


def familiarity_style() -> Style:
    """uint8 percent."""
    return Style(NODATA, (FAMILIARITY_BAND,), mean_of_four)


class FamiliarityProduct:
    """The familiarity of a region: filled by a stream of tiles, then counted and written.

    Args:
        reference: The model's training data.
        region: The region to segment.
        grid: The region's tiles.
        folder: For temporary files.
        write: Whether a raster is wanted. Else the share of a large region comes from a part of its tokens.

    Attributes:
        distances: Takes the tokens of the stream.
    """

    def __init__(
        self, reference: Reference, region: Region, grid: TileGrid, folder: Path, *, write: bool
    ) -> None:
        self._region, self._grid, self._folder, self._wanted = region, grid, folder, write
        every = 1 if write or len(grid) < MANY_TILES else EVERY
        self.distances = Familiarity(reference, region.scene, grid, folder / "distances.raw", every)
        self._raster: RawRaster | None = None
        self._overviews: Overviews | None = None
        self._tokens = self._strange = 0

    def finish(self, landcover: RawRaster | None, waiting: Callable[[], None]) -> None:
        """Counts unfamiliar tokens after the last tile, and writes the raw raster if it is wanted.

        Args:
            landcover: The complete land cover: tokens without a class do not count. None: all tokens count.
            waiting: Called between parts of the work; may raise to end it.
        """
        window = TokenWindow.of(self._region, self._grid)
        if self._wanted:
            form = (1, *window.shape, "uint8", self._region.scene.orientation)
            self._raster = RawRaster(self._folder / "familiarity.raw", *form)
            self._overviews = Overviews(self._raster, familiarity_style())
        for row, values in _rows(window, self.distances, landcover):
            waiting()
            self._tokens += int(np.isfinite(values).sum())
            self._strange += int((values < UNFAMILIAR).sum())
            self._write(row, values)
        if self._overviews is not None:
            self._overviews.finish()

    def share(self) -> float | None:
        """Share (0 to 1) of the tokens that are unfamiliar: all are equally large. None without a token."""
        return self._strange / self._tokens if self._tokens else None

    def tags(self) -> dict[str, str]:
        """The share as a tag of a product."""
        share = self.share()
        return {} if share is None else {"SARDINO_UNFAMILIAR_SHARE": f"{share:.4g}"}

    def file(self, target: Path) -> ProductFile:
        """The raster to publish, after :meth:`finish`."""
        assert self._raster is not None
        return ProductFile(self._raster, familiarity_style(), target, self._overviews)

    def close(self) -> None:
        """Closes the files."""
        for item in (self.distances, self._raster, self._overviews):
            if item is not None:
                item.close()

    def _write(self, row: int, familiarity: Floats) -> None:
        if self._raster is None or self._overviews is None:
            return
        # Rounded down: what is below the limit of unfamiliar ground stays below it.
        steps = np.floor(np.where(np.isfinite(familiarity), familiarity, np.float32(NODATA)))
        values = steps.astype(np.uint8)[None]
        self._raster.write(row, 0, values)
        self._overviews.feed(values)


def _rows(
    window: TokenWindow, found: Familiarity, landcover: RawRaster | None
) -> Iterator[tuple[int, Floats]]:
    """First row in the window and familiarity [rows, cols]; NaN where nothing is known."""
    rows, cols = window.rows, window.cols
    for start, strip in found.strips():
        first, last = max(start, rows.first), min(start + len(strip), rows.first + rows.count)
        if first < last:
            part = strip[first - start : last - start, cols.first : cols.first + cols.count].copy()
            if landcover is not None:
                part[~tokens_with_class(window, landcover, first - rows.first, len(part))] = np.nan
            yield first - rows.first, part
