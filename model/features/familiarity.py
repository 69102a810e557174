"""How familiar the ground of a scene is to a model: the share of the training ground that is at least as
strange.

A token's distance to the training data's tokens (:mod:`model.checkpoint.reference`) is compared with the
distances of training places that the reference was not made from. Ground that is stranger than all but
:data:`model.protocol.values.UNFAMILIAR` percent of the training ground counts as unfamiliar. Tokens come
from the forward pass that makes the
map: nothing is computed twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.reference import Reference, kind_of, read_reference
from model.errors.errors import NoReference
from model.errors.words import marked
from model.inference.engine import Engine
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.stream import FeatureSink
from model.inference.tiles import TileGrid
from model.protocol.values import UNFAMILIAR
from model.sar.normalise import normalise
from model.sar.scene import Scene
from model.sar.windows import Window

SAMPLE_TILES = 9
"""Tiles that are looked at before segmenting: about two seconds of two cores."""

EVERY = 4
"""Of a tile's token rows and columns, how many make one that is looked at where only the share is wanted."""

MANY_TILES = 64
"""From so many tiles on the share comes from a part of the tokens: more than four thousand of them."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


def reference_of(engine: Engine) -> Reference | None:
    """The reference of an engine's model; None if it does not know its training data.

    Raises:
        ModelNotReadable: The reference is damaged.
    """
    return read_reference(engine.loaded.path, engine.loaded.reference)


def needed_reference(engine: Engine) -> Reference:
    """The reference of an engine's model.

    Raises:
        NoReference: The model does not know its training data.
        ModelNotReadable: The reference is damaged.
    """
    found = reference_of(engine)
    if found is None:
        raise NoReference(
            f"The model '{engine.loaded.card['name']}' does not know what it was trained on.",
            remedy=marked("Leave the familiarity out, or choose another model."),
        )
    return found


class Familiarity:
    """Collects distances of a stream's tokens on disk, then gives the familiarity of the scene in strips.

    Takes the tiles of a stream as :class:`model.inference.stream.FeatureSink`.

    Args:
        reference: The model's training data.
        scene: The scene, for its kind.
        grid: The tiles.
        path: A file for the distances; created new. The caller removes its folder.
        every: One of so many rows and columns of tokens is measured; the others count as unknown. Comparing
            all tokens took a third of all time besides the network.
    """

    def __init__(
        self, reference: Reference, scene: Scene, grid: TileGrid, path: Path, every: int = 1
    ) -> None:
        self._reference = reference
        self._kind = kind_of(scene.present, scene.calibrated)
        self._grid = grid
        self._mosaic = AttentionMosaic(grid, 1, path)
        self._every = every

    def add(self, index: int, valid: Mask | None, tokens: Floats, pixels: Floats) -> None:
        """Keeps the distances of a tile.

        Args:
            index: Tile row x tile columns + tile column.
            valid: [tile, tile]; None if all pixels are valid.
            tokens: [N, D].
            pixels: Not used.
        """
        side = self._grid.tokens
        some = slice(None, None, self._every)
        distances = np.zeros((1, side, side), np.float32)
        distances[0, some, some] = self._reference.distances(tokens.reshape(side, side, -1)[some, some])
        # 0 means no valid pixel; a distance of 0 is as good as the smallest one that is kept.
        self._mosaic.add(index, distances * known_tokens(valid, self._grid.patch, side)[None])

    def strips(self) -> Iterator[tuple[int, Floats]]:
        """First token row and familiarity [rows, cols] in percent; NaN without a token."""
        neutral = np.zeros((len(self._grid), 1, 2))
        neutral[..., 0] = 1.0
        for start, distances in self._mosaic.strips(neutral):
            yield start, self._reference.familiarity(distances[0], self._kind)

    def unfamiliar_share(self) -> float | None:
        """Share (0 to 1) of the known tokens that are unfamiliar; None without any."""
        counts = [
            (int((values < UNFAMILIAR).sum()), int(np.isfinite(values).sum())) for _, values in self.strips()
        ]
        strange, known = (sum(column) for column in zip(*counts))
        return strange / known if known else None

    def close(self) -> None:
        """Closes the file."""
        self._mosaic.close()


class _Together:
    """Passes the features of tiles on to several takers."""

    def __init__(self, takers: Sequence[FeatureSink]) -> None:
        self._takers = takers

    def add(self, index: int, valid: Mask | None, tokens: Floats, pixels: Floats) -> None:
        """Passes a tile on."""
        for taker in self._takers:
            taker.add(index, valid, tokens, pixels)


def together(*takers: FeatureSink | None) -> FeatureSink | None:
    """One taker for all that are not None; None if there is none."""
    found = [taker for taker in takers if taker is not None]
    return _Together(found) if len(found) > 1 else next(iter(found), None)


def known_tokens(valid: Mask | None, patch: int, side: int) -> Mask:
    """Which tokens [side, side] of a tile have a valid pixel."""
    if valid is None:
        return np.ones((side, side), bool)
    return np.asarray(valid.reshape(side, patch, side, patch).any(axis=(1, 3)))


def unfamiliar_share(familiarity: Floats) -> float | None:
    """Share (0 to 1) of the known values that are unfamiliar; None if all are NaN."""
    known = familiarity[np.isfinite(familiarity)]
    return float((known < UNFAMILIAR).mean()) if len(known) else None


def sampled_share(
    engine: Engine, region: Region, poll: Callable[[int, int], None], most: int = SAMPLE_TILES
) -> float | None:
    """Share of a scene that is unfamiliar, from a sample of its tiles; None without a valid pixel.

    Args:
        engine: The model.
        region: The part of the scene.
        poll: Called with tiles done and all tiles; may raise to end the work.
        most: Tiles to look at.

    Raises:
        NoReference: The model does not know its training data.
    """
    reference, scene = needed_reference(engine), region.scene
    grid = engine.tiles(scene, region.working)
    kind = kind_of(scene.present, scene.calibrated)
    found = []
    places = spread_tiles(grid, most)
    for number, (row, col) in enumerate(places):
        poll(number, len(places))
        tokens, known = tile_tokens(engine, scene, grid, row, col)
        if known.any():
            found.append(reference.familiarity(reference.distances(tokens[known]), kind))
    return unfamiliar_share(np.concatenate(found)) if found else None


def tile_tokens(engine: Engine, scene: Scene, grid: TileGrid, row: int, col: int) -> tuple[Floats, Mask]:
    """Tokens [side, side, D] of a tile, and which of them have a valid pixel [side, side].

    Args:
        engine: The model.
        scene: The scene.
        grid: Its tiles.
        row: First working pixel row of the tile in the grid.
        col: First column.
    """
    window = Window(grid.top + row, grid.left + col, grid.tile, grid.tile)
    part = scene.read(window)
    known = known_tokens(part.valid, grid.patch, grid.tokens)
    if not known.any():
        return np.zeros((*known.shape, 1), np.float32), known
    x = normalise(part, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
    _, tokens = engine.inference.explore(x[None], None if part.valid.all() else part.valid[None])
    return tokens[0].reshape(*known.shape, -1), known


def spread_tiles(grid: TileGrid, most: int) -> Sequence[tuple[int, int]]:
    """First rows and columns of at most ``most`` tiles, spread evenly over a grid."""
    rows, cols = len(grid.row_starts), len(grid.col_starts)
    if rows * cols <= most:
        return [(row, col) for row in grid.row_starts for col in grid.col_starts]
    down = min(rows, max(1, round(math.sqrt(most * rows / cols))))
    across = min(cols, max(1, most // down))
    down = min(rows, most // across)
    return [
        (
            grid.row_starts[(2 * i + 1) * rows // (2 * down)],
            grid.col_starts[(2 * j + 1) * cols // (2 * across)],
        )
        for i in range(down)
        for j in range(across)
    ]
