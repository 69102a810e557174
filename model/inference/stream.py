"""Streams the tiles of a region through the network: reading, inference and blending at once.

One thread reads and normalises, the caller's thread runs the network, a third thread blends and writes.
Bounded queues between the threads limit memory.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from model.inference import memory
from model.inference.arrays import Array, fetched
from model.inference.flow import Flow
from model.inference.handover import Handover
from model.inference.mosaic import AttentionMosaic
from model.inference.runner import Inference
from model.inference.tiles import TileGrid
from model.sar.normalise import DecibelWindow, Normalisation, Statistics, normalise
from model.sar.windows import Window


@dataclass(frozen=True)
class Tile:
    """A tile to infer: ``x`` [2, tile, tile]; ``valid`` [tile, tile], or None if all pixels are valid."""

    band: int
    index: int
    col: int
    x: NDArray[np.float32]
    valid: NDArray[np.bool_] | None


@dataclass(frozen=True)
class RowEnd:
    """Follows the tiles of a row in a band; ``skipped`` tiles had nothing to infer."""

    band: int
    row: int
    valid: NDArray[np.bool_] | None
    skipped: int


@dataclass(frozen=True)
class Inferred:
    """The network's output for the tiles among some items, in their order.

    Attributes:
        items: Tiles and ends of rows.
        logits: [tiles, classes, tile, tile] at the network's place; None without a tile.
        attention: [tiles, heads, tokens, tokens]; None without a tile, or if not wanted.
        ready: The device's word that all are computed (:class:`Handover`).
        tokens: [tiles, N, D]; None if not wanted.
        pixels: [tiles, P, tile / 2, tile / 2]; None if not wanted.
    """

    items: list[Tile | RowEnd]
    logits: Array | None
    attention: Array | None
    ready: Any
    tokens: Array | None = None
    pixels: Array | None = None


class Source(Protocol):
    """A scene with readable windows of working pixels, as :class:`model.sar.scene.Scene`."""

    @property
    def present(self) -> tuple[bool, bool]: ...

    @property
    def calibrated(self) -> bool: ...

    @property
    def statistics(self) -> Sequence[Statistics | None]: ...

    def read(self, window: Window) -> DecibelWindow: ...


class Wanted(Protocol):
    """The part of a scene to infer, as :class:`model.inference.region.Region`."""

    @property
    def scene(self) -> Source: ...

    @property
    def exact(self) -> bool: ...

    def touches_tile(self, row: int, col: int, side: int) -> bool: ...


class LogitSink(Protocol):
    """Takes the logits of tiles, row of tiles by row of tiles, band by band."""

    def add(self, band: int, col: int, logits: Array) -> None:
        """Adds the logits [classes, tile, tile] of the tile at pixel column ``col``."""

    def finish_row(self, band: int, index: int, valid: NDArray[np.bool_] | None) -> None:
        """Ends a row of tiles; ``valid`` are its input pixels where working pixels are input pixels."""


class FeatureSink(Protocol):
    """Takes the features of tiles, as :class:`model.features.keeping.Keeper`."""

    def add(
        self,
        index: int,
        valid: NDArray[np.bool_] | None,
        tokens: NDArray[np.float32],
        pixels: NDArray[np.float32],
    ) -> None:
        """Adds tokens [N, D] and pixels [P, tile / 2, tile / 2] of a tile with its valid pixels."""


class Nowhere:
    """A :class:`LogitSink` that forgets, for passes that want no map."""

    def add(self, band: int, col: int, logits: Array) -> None:
        """Does nothing."""

    def finish_row(self, band: int, index: int, valid: NDArray[np.bool_] | None) -> None:
        """Does nothing."""


@dataclass
class TileStream:
    """Runs every tile of a region.

    Attributes:
        region: The region to segment.
        grid: The region's tiles.
        normalisation: Level and spread of the network's training data.
        inference: The network on its device.
        landcover: Takes the logits.
        mosaic: Takes the attention; None if not wanted.
        tick: Called between batches and while waiting, with the number of tiles done; may raise to
            end everything.
        keeper: Takes tokens and pixel features of the same pass; None if not wanted.
        inferred: Number of tiles inferred so far.
    """

    region: Wanted
    grid: TileGrid
    normalisation: Normalisation
    inference: Inference
    landcover: LogitSink
    mosaic: AttentionMosaic | None
    tick: Callable[[int], None]
    keeper: FeatureSink | None = None
    inferred: int = field(default=0, init=False)
    _done: int = field(default=0, init=False)
    _handover: Handover = field(init=False)

    def run(self) -> None:
        """Returns when every pixel is written; raises the first error of any thread."""
        batch = self.inference.batch_size
        to_infer: queue.Queue[Tile | RowEnd | None] = queue.Queue(max(16, 2 * batch))
        to_blend: queue.Queue[Inferred | None] = queue.Queue(4)
        self._handover = Handover(self.inference.place)
        with Flow() as flow:
            flow.start("read", lambda: self._read(flow, to_infer))
            flow.start("blend", lambda: self._blend(flow, to_blend))
            self._infer(flow, to_infer, to_blend)
            flow.put(to_blend, None)
            flow.wait(lambda: self.tick(self._done))

    def _read(self, flow: Flow, out: queue.Queue[Tile | RowEnd | None]) -> None:
        grid, scene = self.grid, self.region.scene
        for number, band in enumerate(grid.bands()):
            for row, top in enumerate(grid.row_starts):
                flow.check()
                width = band.stop - band.start
                backscatter = scene.read(Window(grid.top + top, grid.left + band.start, grid.tile, width))
                strip = normalise(
                    backscatter, scene.present, scene.statistics, scene.calibrated, self.normalisation
                )
                skipped = 0
                for col in range(band.first, band.last):
                    tile = self._tile(number, row, col, band.start, strip, backscatter.valid)
                    if tile is None:
                        skipped += 1
                    else:
                        flow.put(out, tile)
                valid = backscatter.valid if self.region.exact else None
                flow.put(out, RowEnd(number, row, valid, skipped))
        flow.put(out, None)

    def _tile(
        self,
        band: int,
        row: int,
        col: int,
        start: int,
        strip: NDArray[np.float32],
        valid: NDArray[np.bool_],
    ) -> Tile | None:
        """A tile of a strip that begins at column ``start``; None if there is nothing to do."""
        grid = self.grid
        side, top, left = grid.tile, grid.row_starts[row], grid.col_starts[col]
        cols = slice(left - start, left - start + side)
        known = valid[:, cols]
        if not known.any() or not self.region.touches_tile(grid.top + top, grid.left + left, side):
            return None
        index = row * len(grid.col_starts) + col
        return Tile(band, index, left, strip[:, :, cols], None if known.all() else known)

    def _infer(
        self,
        flow: Flow,
        source: queue.Queue[Tile | RowEnd | None],
        out: queue.Queue[Inferred | None],
    ) -> None:
        waiting: list[Tile | RowEnd] = []
        tiles = 0
        while True:
            item = flow.get(source, lambda: self.tick(self._done))
            if item is not None:
                waiting.append(item)
                tiles += isinstance(item, Tile)
            size = self.inference.batch_size
            # Row ends wait for the tiles before them, but only a few may wait: each holds a mask.
            if waiting and (item is None or tiles == 0 or tiles >= size or len(waiting) > size + 4):
                flow.put(out, self._batch(waiting))
                waiting, tiles = [], 0
                self.tick(self._done)
            if item is None:
                return

    def _batch(self, items: list[Tile | RowEnd]) -> Inferred:
        tiles = [item for item in items if isinstance(item, Tile)]
        logits: Array | None = None
        maps: Array | None = None
        tokens: Array | None = None
        pixels: Array | None = None
        if tiles:
            x = np.stack([tile.x for tile in tiles])
            if self.keeper is None:
                logits, maps = self.inference.run(x, _valid_of(tiles))
            else:
                seen = self.inference.see(x, _valid_of(tiles))
                logits, maps, tokens, pixels = seen.logits, seen.attention, seen.tokens, seen.pixels
        self.inferred += len(tiles)
        self._done += len(tiles) + sum(item.skipped for item in items if isinstance(item, RowEnd))
        return Inferred(items, logits, maps, self._handover.ready(), tokens, pixels)

    def _blend(self, flow: Flow, source: queue.Queue[Inferred | None]) -> None:
        with self._handover.blending():
            while (batch := flow.get(source)) is not None:
                self._blend_batch(batch)

    def _blend_batch(self, batch: Inferred) -> None:
        self._handover.wait(batch.ready, batch.logits, batch.attention, batch.tokens, batch.pixels)
        wanted = self.mosaic is not None and batch.attention is not None
        maps = fetched(batch.attention) if wanted else None
        place = 0
        for item in batch.items:
            if isinstance(item, RowEnd):
                self.landcover.finish_row(item.band, item.row, item.valid)
                memory.give_back()
                continue
            assert batch.logits is not None
            self.landcover.add(item.band, item.col, batch.logits[place])
            if self.mosaic is not None and maps is not None:
                self.mosaic.add(item.index, maps[place])
            if self.keeper is not None and batch.tokens is not None and batch.pixels is not None:
                tokens, pixels = fetched(batch.tokens[place]), fetched(batch.pixels[place])
                self.keeper.add(item.index, item.valid, tokens, pixels)
            place += 1


def _valid_of(tiles: list[Tile]) -> NDArray[np.bool_] | None:
    """Masks [B, tile, tile], or None if every pixel of every tile is valid (faster)."""
    if all(tile.valid is None for tile in tiles):
        return None
    full = np.ones(tiles[0].x.shape[1:], bool)
    return np.stack([full if tile.valid is None else tile.valid for tile in tiles])
