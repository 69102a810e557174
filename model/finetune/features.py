"""Features of labelled pixels from the frozen network, tile by tile as in segmentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.data.speckle import speckle_db
from model.finetune.cache import FeatureCache, tile_key
from model.finetune.ground import Labelled
from model.inference.engine import Engine
from model.inference.refinement import texture
from model.network.config import POLARISATIONS
from model.sar.normalise import normalise
from model.sar.scene import Backscatter, Scene
from model.sar.windows import Window

TEXTURE = (5, 15, 31)
"""Sides in pixels of the windows for the refinement of a fine-tuned model."""

PIXELS_PER_POLYGON = 200
"""Most pixels per polygon: pixels of a large polygon are similar, so more pixels add little."""

MOST_PIXELS = 100_000
"""Most pixels of all polygons together, limited by memory and time."""

MOST_LOGITS = 4_000_000
"""Most pixels times classes: many classes leave room for fewer pixels."""

MOST_SURROUNDINGS = 50_000
"""Most pixels drawn from anywhere in all labelled tiles together."""

SURROUNDINGS_PER_TILE = 400
"""Pixels drawn from anywhere in a labelled tile, to estimate how often each class occurs."""


@dataclass
class Samples:
    """Labelled pixels with the network's features.

    Attributes:
        features: [N, F + T] float32: the head's features, then texture.
        deep: F, the number of the head's features.
        labels: [N] class index.
        polygon: [N] index of the polygon.
        copy: [N] 0: the unchanged scene; 1 and up: changed copies.
        surroundings: [M, F + T] features and texture of pixels drawn all over the labelled tiles.
    """

    features: NDArray[np.float32]
    deep: int
    labels: NDArray[np.int64]
    polygon: NDArray[np.int64]
    copy: NDArray[np.int64]
    surroundings: NDArray[np.float32]


@dataclass(frozen=True)
class LabelledTile:
    """A tile to compute and its wanted pixels."""

    window: Window
    polygon: NDArray[np.int64]
    rows: NDArray[np.int64]
    cols: NDArray[np.int64]


class Extractor:
    """Takes features of labelled pixels from an engine's network.

    Args:
        engine: The frozen network.
        cache: Cache of features on disk.
        copies: Number of changed copies of each tile besides the tile itself.
        tick: Called with tiles done and the number of all tiles; may raise to end the work.
    """

    def __init__(
        self, engine: Engine, cache: FeatureCache, copies: int, tick: Callable[[int, int], None]
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._copies = copies
        self._tick = tick
        self._batch = engine.inference.batch_size
        self._network_key = f"{engine.loaded.sha256} {engine.inference.name} {engine.inference.precision} 1"

    def run(self, scenes: Sequence[Scene], polygons: Sequence[Labelled], seed: int) -> Samples:
        """Samples of all polygons.

        Raises:
            OutOfMemory: Not even a single tile fits.
        """
        rng = np.random.default_rng(seed)
        classes = np.array([item.index for item in polygons])
        room = min(MOST_PIXELS, MOST_LOGITS // (int(classes.max()) + 1))
        most = max(1, min(PIXELS_PER_POLYGON, room // len(polygons)))
        work = [
            (scene, labelled_tiles(scene, number, polygons, self._engine, most, rng))
            for number, scene in enumerate(scenes)
        ]
        tiles_in_all = sum(len(tiles) for _, tiles in work)
        per_tile = max(1, min(SURROUNDINGS_PER_TILE, MOST_SURROUNDINGS // max(tiles_in_all, 1)))
        total = tiles_in_all * (1 + self._copies)
        parts: list[tuple[NDArray[np.float32], NDArray[np.int64], int]] = []
        around: list[NDArray[np.float32]] = []
        done = 0
        for scene, tiles in work:
            for start in range(0, len(tiles), self._batch):
                batch = tiles[start : start + self._batch]
                windows = [scene.read(tile.window) for tile in batch]
                for copy in range(1 + self._copies):
                    self._tick(done, total)
                    maps = self._maps(scene, batch, windows, copy)
                    for tile, values in zip(batch, maps, strict=True):
                        parts.append(
                            (np.ascontiguousarray(values[:, tile.rows, tile.cols].T), tile.polygon, copy)
                        )
                    if copy == 0:
                        pairs = zip(windows, maps, strict=True)
                        around += [_surroundings(*pair, per_tile, rng) for pair in pairs]
                    done += len(batch)
        self._tick(total, total)
        self._cache.trim()
        owner = np.concatenate([polygon for _, polygon, _ in parts])
        return Samples(
            np.concatenate([features for features, _, _ in parts]),
            self._engine.loaded.config.feature_channels,
            classes[owner],
            owner,
            np.concatenate([np.full(len(p), copy) for _, p, copy in parts]),
            np.concatenate(around),
        )

    def _maps(
        self, scene: Scene, batch: list[LabelledTile], windows: list[Backscatter], copy: int
    ) -> NDArray[np.float32]:
        """Features [B, F + T, tile, tile] of some tiles in copy number ``copy``."""
        changed = [
            _changed(window, scene, (tile.window.row, tile.window.col, copy)) if copy else window
            for window, tile in zip(windows, batch, strict=True)
        ]
        x = np.stack([self._normalised(scene, window) for window in changed])
        whole = all(window.valid.all() for window in windows)
        valid = None if whole else np.stack([window.valid for window in windows])
        flips = _flips(copy)
        if flips:
            x = np.flip(x, flips).copy()
            valid = None if valid is None else np.flip(valid, flips).copy()
        deep = self._features(x, valid)
        windows_px = self._engine.loaded.config.texture or TEXTURE
        maps = np.concatenate([deep, texture(x[:, :POLARISATIONS], valid, windows_px)], 1)
        return np.flip(maps, flips) if flips else maps

    def _normalised(self, scene: Scene, window: Backscatter) -> NDArray[np.float32]:
        normalisation = self._engine.normalisation
        return normalise(window, scene.present, scene.statistics, scene.calibrated, normalisation)

    def _features(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> NDArray[np.float32]:
        """Features [B, F, tile, tile] float32, from the cache or computed."""
        keys = [
            tile_key(x[place], None if valid is None else valid[place], self._network_key)
            for place in range(len(x))
        ]
        found = [self._cache.get(key) for key in keys]
        missing = [place for place, item in enumerate(found) if item is None]
        if missing:
            computed = self._compute(x[missing], None if valid is None else valid[missing])
            for place, values in zip(missing, computed, strict=True):
                found[place] = values
                self._cache.put(keys[place], values)
        return np.stack([item for item in found if item is not None]).astype(np.float32)

    def _compute(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> NDArray[np.float16]:
        found = self._engine.inference.features(x, valid)
        # float16 holds up to 65504; sensible values are smaller.
        return np.clip(found, -6e4, 6e4).astype(np.float16)


def labelled_tiles(
    scene: Scene,
    number: int,
    polygons: Sequence[Labelled],
    engine: Engine,
    most: int,
    rng: np.random.Generator,
) -> list[LabelledTile]:
    """The tiles of a scene with labelled pixels, at most ``most`` pixels of each polygon.

    Each pixel goes to the tile with the nearest centre.
    """
    owners, rows, cols = [], [], []
    for index, item in enumerate(polygons):
        if item.scene == number:
            chosen = rng.permutation(len(item.rows))[:most]
            owners.append(np.full(len(chosen), index))
            rows.append(item.rows[chosen])
            cols.append(item.cols[chosen])
    if not owners:
        return []
    owner, row, col = (np.concatenate(parts) for parts in (owners, rows, cols))
    first_row, first_col = int(row.min()), int(col.min())
    extent = (int(row.max()) + 1 - first_row, int(col.max()) + 1 - first_col)
    grid = engine.tiles(scene, Window(first_row, first_col, *extent))
    tops, lefts = np.array(grid.row_starts) + grid.top, np.array(grid.col_starts) + grid.left
    at_row, at_col = _deepest(row, tops, grid.tile), _deepest(col, lefts, grid.tile)
    tile = at_row * len(lefts) + at_col
    order = np.argsort(tile, kind="stable")
    found, first = np.unique(tile[order], return_index=True)
    work = []
    for which, here in zip(found, np.split(order, first[1:]), strict=True):
        top, left = int(tops[which // len(lefts)]), int(lefts[which % len(lefts)])
        window = Window(top, left, grid.tile, grid.tile)
        work.append(LabelledTile(window, owner[here], row[here] - top, col[here] - left))
    return work


def _surroundings(
    window: Backscatter, maps: NDArray[np.float32], most: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Features [M, F + T] of valid pixels drawn all over a tile."""
    known = np.flatnonzero(window.valid)
    drawn = rng.choice(known, min(most, len(known)), replace=False)
    return np.ascontiguousarray(maps.reshape(len(maps), -1)[:, drawn].T)


def _deepest(at: NDArray[np.int64], starts: NDArray[np.int64], tile: int) -> NDArray[np.int64]:
    """For each position the tile with the nearest middle."""
    middles = starts + tile / 2
    after = np.clip(np.searchsorted(middles, at), 1, max(len(starts) - 1, 1))
    if len(starts) == 1:
        return np.zeros(len(at), np.int64)
    nearer = np.abs(at - middles[after]) < np.abs(at - middles[after - 1])
    return np.where(nearer, after, after - 1)


def _changed(window: Backscatter, scene: Scene, key: tuple[int, int, int]) -> Backscatter:
    """The window with new speckle and a new gain; the same key gives the same result."""
    # A tile may begin above or left of the scene, and a seed must not be negative.
    rng = np.random.default_rng([part % 2**32 for part in key])
    db = speckle_db(window.db, float(rng.uniform(8.0, 20.0)), rng)
    db += np.float32(rng.normal(0.0, 0.5))
    db[:, ~window.valid] = 0
    return Backscatter(db, window.valid)


def _flips(copy: int) -> tuple[int, ...]:
    return ((), (-2,), (-1,), (-2, -1))[copy % 4]
