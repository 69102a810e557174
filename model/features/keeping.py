"""Takes tokens, attention and pixel features of one pass, and writes the file of them."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import NoValidPixels
from model.errors.words import marked
from model.features.components import Components, Moments, Range
from model.features.levels import Levels, levels_of
from model.features.mosaic import Cells, TileFile
from model.features.placing import Placing
from model.features.store import (
    PIXEL_STEP,
    FeatureWriter,
    attention_steps,
    layout_of,
    steps_of,
)
from model.inference.light import tokens_with
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.tiles import TileGrid, ramp

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TokenPart:
    """The tokens of a grid that touch its region: others would miss tiles on one side.

    Attributes:
        rows: Rows of the tile grid's tokens.
        cols: Columns.
    """

    rows: slice
    cols: slice

    @classmethod
    def of(cls, region: Region, grid: TileGrid) -> TokenPart:
        """The tokens of a region's tiles that touch the region."""
        parts = []
        for start, size, corner, tokens in zip(
            region.working[:2], region.working.shape, (grid.top, grid.left), grid.token_shape, strict=True
        ):
            first = (start - corner) // grid.patch
            parts.append(slice(first, min(math.ceil((start + size - corner) / grid.patch), tokens)))
        return cls(*parts)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows.stop - self.rows.start, self.cols.stop - self.cols.start


class Keeper:
    """Collects what a stream of tiles sees, beside its work.

    Trouble with the disk ends the keeping, not the stream: then :attr:`failed` says why.

    Args:
        region: What is inferred.
        grid: The region's tiles.
        components: Principal components of the tokens to keep.
        scratch: A folder for what waits.

    Attributes:
        failed: The error that ended the keeping, or None.
    """

    def __init__(self, region: Region, grid: TileGrid, components: int, scratch: Path) -> None:
        self._region, self._grid, self._scratch = region, grid, scratch
        self._count = components
        self._part = TokenPart.of(region, grid)
        self.failed: OSError | None = None
        self._tokens: TileFile | None = None
        self._pixels: TileFile | None = None
        self._moments = Moments(0)
        self._range = Range(0)
        self._ramp = grid.token_ramp()

    def add(self, index: int, valid: NDArray[np.bool_] | None, tokens: Floats, pixels: Floats) -> None:
        """Takes the tokens [N, D] and pixel features [P, h, w] of a tile with its valid pixels."""
        if self.failed is not None:
            return
        try:
            self._add(index, valid, tokens, pixels)
        except OSError as error:
            log.warning("features are not kept: %s", error)
            self.failed = error

    def _add(self, index: int, valid: NDArray[np.bool_] | None, tokens: Floats, pixels: Floats) -> None:
        side, dim = self._grid.tokens, tokens.shape[-1]
        if self._tokens is None or self._pixels is None:
            self._begin(dim, len(pixels))
        assert self._tokens is not None and self._pixels is not None
        whole = np.ones((side, side), bool)
        known = whole if valid is None else tokens_with(valid[None], self._grid.patch)[0]
        weight = (self._ramp * known).ravel()
        self._moments.add(tokens, weight)
        self._tokens.add(index, tokens.reshape(side, side, dim), known)
        if valid is None:
            cells = np.ones(pixels.shape[1:], bool)
            self._range.add(pixels.reshape(len(pixels), -1))
        else:
            cells = tokens_with(valid[None], PIXEL_STEP)[0]
            self._range.add(pixels[:, cells])
        self._pixels.add(index, pixels.transpose(1, 2, 0), cells)

    def _begin(self, dim: int, planes: int) -> None:
        """Opens the files once the sizes of what comes are known."""
        grid = self._grid
        self._moments, self._range = Moments(dim), Range(planes)
        self._tokens = TileFile(_cells(grid, grid.patch), dim, self._scratch / "tokens.tiles")
        self._pixels = TileFile(_cells(grid, PIXEL_STEP), planes, self._scratch / "pixels.tiles")

    def finish(
        self,
        mosaic: AttentionMosaic,
        basis: Floats,
        path: Path,
        about: dict[str, Any],
        tick: Callable[[], None],
    ) -> None:
        """Writes the file.

        Args:
            mosaic: The attention of the same pass.
            basis: [P, F] directions of the pixel features.
            path: The file to write.
            about: What the file says of itself.
            tick: Called between parts of the work; may raise to end it.

        Raises:
            OSError: The disk is full, or was while the tiles came.
            NoValidPixels: Nothing that was seen is valid.
        """
        if self.failed is not None:
            raise self.failed
        if self._tokens is None or self._pixels is None:
            raise NoValidPixels(marked("No valid pixel lies in the part of the scene that was chosen."))
        found = self._moments.components(self._count)
        count, dim = found.basis.shape
        grid = self._grid
        layout = layout_of(self._part.shape, grid.patch, mosaic.heads, count, dim, *basis.shape)
        writer = FeatureWriter(path, layout)
        try:
            if not self._write_tokens(writer, found, self._tokens, tick):
                raise NoValidPixels(marked("No valid pixel lies in the part of the scene that was chosen."))
            self._write_attention(writer, mosaic, tick)
            self._write_pixels(writer, basis, self._pixels, tick)
            writer.finish(self._placing(), about)
        except BaseException:
            writer.drop()
            raise

    def close(self) -> None:
        """Closes the files; the caller removes their folder."""
        for file in (self._tokens, self._pixels):
            if file is not None:
                file.close()

    def _write_tokens(
        self, writer: FeatureWriter, found: Components, file: TileFile, tick: Callable[[], None]
    ) -> bool:
        """Writes the tokens, levelled; returns whether any is known."""
        levels = levels_of(file, _cells(self._grid, self._grid.patch), found.of, found.spread)
        last = self._components_of_levelled(found, levels, file, tick)

        def change(tile: int, values: Floats) -> Floats:
            return last.of(levels.applied(tile, found.of(values)))

        rows, cols = self._part.rows, self._part.cols
        any_known = False
        for band in file.bands(cols.start, cols.stop):
            to = slice(band.start - cols.start, band.stop - cols.start)
            for start, values, known in file.strips(band, change):
                tick()
                here, target = _common(start, len(values), rows)
                steps = steps_of(values[here], last.scale)
                writer.arrays["tokens"][target, to] = steps * known[here][..., None]
                writer.arrays["known"][target, to] = known[here]
                any_known = any_known or bool(known[here].any())
            writer.settle()
        whole = found.then(last)
        for name in ("mean", "basis", "share", "scale"):
            writer.arrays[f"token_{name}"][:] = getattr(whole, name)
        return any_known

    def _components_of_levelled(
        self, found: Components, levels: Levels, file: TileFile, tick: Callable[[], None]
    ) -> Components:
        """The principal components of the levelled components: without what made tiles differ."""
        moments = Moments(len(found.basis))
        for index in range(len(self._grid)):
            tick()
            if (tile := file.tile(index)) is not None:
                values = levels.applied(index, found.of(tile[0].astype(np.float32)))
                weight = self._ramp * tile[1]
                moments.add(values.reshape(-1, values.shape[-1]), weight.ravel())
        return moments.components(self._count)

    def _write_attention(
        self, writer: FeatureWriter, mosaic: AttentionMosaic, tick: Callable[[], None]
    ) -> None:
        rows, cols = self._part.rows, self._part.cols
        for start, values in mosaic.strips(mosaic.solve()):
            tick()
            here, target = _common(start, values.shape[1], rows)
            writer.arrays["attention"][:, target] = attention_steps(values[:, here, cols])

    def _write_pixels(
        self, writer: FeatureWriter, basis: Floats, file: TileFile, tick: Callable[[], None]
    ) -> None:
        per = self._grid.patch // PIXEL_STEP
        rows, cols = (slice(part.start * per, part.stop * per) for part in (self._part.rows, self._part.cols))
        mean, scale = self._range.mean(), self._range.scale()
        for band in file.bands(cols.start, cols.stop):
            to = slice(band.start - cols.start, band.stop - cols.start)
            for start, values, _ in file.strips(band, lambda _, values: values - mean):
                tick()
                here, target = _common(start, len(values), rows)
                writer.arrays["pixels"][target, to] = steps_of(values[here], scale)
            writer.settle()
        writer.arrays["pixel_basis"][:] = basis
        writer.arrays["pixel_mean"][:] = mean @ basis
        writer.arrays["pixel_scale"][:] = scale

    def _placing(self) -> Placing:
        """Where the kept tokens lie."""
        scene, grid, part = self._region.scene, self._grid, self._part
        return Placing(
            scene.orientation.profile(scene.profile, scene.shape),
            scene.shape,
            scene.scale,
            grid.top + part.rows.start * grid.patch,
            grid.left + part.cols.start * grid.patch,
            grid.patch,
            (part.shape[0] * grid.patch, part.shape[1] * grid.patch),
        )


def room(
    region: Region, grid: TileGrid, heads: int, components: int, dim: int, planes: int
) -> tuple[int, int]:
    """Bytes of the file of a region's features, and of what waits while it is made.

    Args:
        region: The region.
        grid: Its tiles.
        heads: Attention heads.
        components: Principal components of the tokens to keep.
        dim: Length of a token.
        planes: Directions of the pixel features.
    """
    shape = TokenPart.of(region, grid).shape
    layout = layout_of(shape, grid.patch, heads, components, dim, planes, 0)
    size = sum(np.dtype(kind).itemsize * math.prod(shape) for kind, shape in layout.values())
    fine = (grid.tile // PIXEL_STEP) ** 2
    tile = grid.tokens**2 * (2 * dim + 2 * heads + 1) + fine * (2 * planes + 1)
    return size, len(grid) * tile


def _cells(grid: TileGrid, side: int) -> Cells:
    """The cells of ``side`` pixels of a grid's tiles."""
    rows, cols = ([start // side for start in starts] for starts in (grid.row_starts, grid.col_starts))
    return Cells(rows, cols, grid.tile // side, ramp(grid.tile // side, grid.shared // side))


def _common(start: int, count: int, wanted: slice) -> tuple[slice, slice]:
    """The part of ``count`` rows from ``start`` that is wanted: among those rows, and among the wanted."""
    first, last = max(start, wanted.start), max(min(start + count, wanted.stop), max(start, wanted.start))
    return slice(first - start, last - start), slice(first - wanted.start, last - wanted.start)
