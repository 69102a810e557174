"""Makes the reference of a model's training data: what familiarity is measured against.

Tokens of training places are standardised, taken as directions, and replaced by the centres of clusters
(spherical k-means, Dhillon & Modha 2001), so that some hundred kilobytes stand for all of them. A token's
distance is that to the nearest centre: nearest neighbours among deep features of length 1 tell unknown
inputs (Sun et al. 2022, "Out-of-Distribution Detection with Deep Nearest Neighbors"). docs/results.md
compares other choices.

The levels are calibrated on ground that the reference was not made from: the places are split into blocks
of neighbours, and the distances of each block are those to a reference made of all others.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.reference import KINDS, MOST_PROTOTYPES, Reference, kind_of
from model.data.scenes import scene_spec
from model.errors.errors import InvalidRequest, SardinoError
from model.errors.words import marked
from model.features.familiarity import known_tokens, spread_tiles
from model.inference.engine import Engine
from model.sar.normalise import normalise
from model.sar.scene import Scene, open_scene
from model.sar.windows import Window

PROTOTYPES = 256
LEAST_SPREAD = 1e-3
LEVELS = 201
"""Half a percent of the training ground between two levels."""
TILES_PER_PLACE = 2
TOKENS_PER_TILE = 250
BLOCKS = 4
ROUNDS = 10
"""Rounds of k-means."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Ground:
    """Tokens of a training place, seen as one kind of scene.

    Attributes:
        place: Name of the place.
        kind: From :func:`model.checkpoint.reference.kind_of`.
        tokens: [N, D].
    """

    place: str
    kind: int
    tokens: Floats


def look(engine: Engine, path: Path) -> list[Ground]:
    """Tokens of a training place, for each kind of scene that it can stand for.

    A place with both polarisations also stands for scenes with one of them, and a calibrated one for scenes
    without calibration.

    Args:
        engine: The model.
        path: The place's raster, from :func:`model.data.scenes.find_rasters`.

    Raises:
        SardinoError: The raster is no usable scene.
    """
    with open_scene(scene_spec(path)) as scene:
        grid = engine.tiles(scene)
        rng = np.random.default_rng(zlib.crc32(path.stem.encode()))
        parts: dict[int, list[Floats]] = {}
        for row, col in spread_tiles(grid, TILES_PER_PLACE):
            window = Window(grid.top + row, grid.left + col, grid.tile, grid.tile)
            for kind, tokens in _kinds_of_tile(engine, scene, window, grid.patch):
                chosen = rng.permutation(len(tokens))[:TOKENS_PER_TILE]
                parts.setdefault(kind, []).append(tokens[chosen])
    return [Ground(path.stem, kind, np.concatenate(found)) for kind, found in parts.items()]


def _kinds_of_tile(engine: Engine, scene: Scene, window: Window, patch: int) -> list[tuple[int, Floats]]:
    part = scene.read(window)
    known = known_tokens(part.valid, patch, window.height // patch)
    if not known.any():
        return []
    valid = None if part.valid.all() else part.valid[None]
    found = []
    for present, calibrated in variants(scene.present, scene.calibrated):
        x = normalise(part, present, scene.statistics, calibrated, engine.normalisation)
        _, tokens = engine.inference.explore(x[None], valid)
        found.append((kind_of(present, calibrated), tokens[0][known.ravel()]))
    return found


def variants(present: tuple[bool, bool], calibrated: bool) -> list[tuple[tuple[bool, bool], bool]]:
    """The kinds of scenes that a place can stand for: polarisations that are there, and calibration."""
    polarisations = [present]
    if all(present):
        polarisations += [(True, False), (False, True)]
    found = [(kept, calibrated) for kept in polarisations]
    return [*found, (present, False)] if calibrated else found


def look_at_all(engine: Engine, paths: Sequence[Path], report: Callable[[str], None]) -> list[Ground]:
    """Tokens of all training places; a place that is no usable scene is left out and reported."""
    found: list[Ground] = []
    for number, path in enumerate(paths, 1):
        try:
            found += look(engine, path)
        except SardinoError as error:
            report(f"left out {path.name}: {error}")
        if number % 20 == 0:
            report(f"{number} of {len(paths)} places")
    return found


def make_reference(ground: Sequence[Ground], seed: int = 0) -> Reference:
    """The reference of training places.

    Args:
        ground: Their tokens.
        seed: For k-means.

    Raises:
        InvalidRequest: There are fewer places than blocks.
    """
    blocks = blocks_of(sorted({item.place for item in ground}))
    if len(set(blocks.values())) < BLOCKS:
        raise InvalidRequest(marked("There are too few training places for a reference of familiarity."))
    distances: dict[int, list[Floats]] = {kind: [] for kind in range(2 * len(KINDS))}
    for block in range(BLOCKS):
        others = fitted([item for item in ground if blocks[item.place] != block], seed)
        for item in ground:
            if blocks[item.place] == block:
                distances[item.kind].append(others.distances(item.tokens))
    return replace(fitted(ground, seed), levels=levels_of(distances))


def blocks_of(places: Sequence[str]) -> dict[str, int]:
    """The block of each place. Neighbours have neighbouring names: each source is cut into runs of names."""
    sources: dict[str, list[str]] = {}
    for place in sorted(places):
        sources.setdefault(place.split("_")[0], []).append(place)
    return {
        name: number * BLOCKS // len(names) for names in sources.values() for number, name in enumerate(names)
    }


def levels_of(distances: dict[int, list[Floats]]) -> Floats:
    """Distances that equal shares of the ground lie within [kinds, LEVELS]; each place counts the same.

    A place with few tokens has as much weight as a large one: shares are of the world's kinds of ground,
    not of chips.
    """
    levels = np.full((2 * len(KINDS), LEVELS), np.nan, np.float32)
    for kind, parts in distances.items():
        if parts:
            values = np.concatenate(parts)
            weights = np.concatenate([np.full(len(part), 1 / len(part)) for part in parts])
            levels[kind] = _quantiles(values, weights, np.linspace(0, 1, LEVELS))
    return levels


def _quantiles(values: Floats, weights: NDArray[np.float64], shares: NDArray[np.float64]) -> Floats:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) - weights[order] / 2
    return np.asarray(np.interp(shares * weights.sum(), reached, values[order]), np.float32)


def fitted(ground: Sequence[Ground], seed: int) -> Reference:
    """Mean, spread and prototypes of some places; the levels are empty."""
    tokens = np.concatenate([item.tokens for item in ground]).astype(np.float32)
    spread = tokens.std(axis=0) + np.float32(LEAST_SPREAD)
    empty = Reference(tokens.mean(axis=0), spread, tokens[:0], np.empty((2 * len(KINDS), 0), np.float32))
    return replace(empty, prototypes=clusters(empty.directions(tokens), PROTOTYPES, seed))


def clusters(directions: Floats, count: int, seed: int) -> Floats:
    """Centres [count or fewer, D], of length 1, of clusters of directions [N, D], by spherical k-means."""
    rng = np.random.default_rng(seed)
    centres = directions[rng.permutation(len(directions))[:count]].copy()
    for _ in range(ROUNDS):
        nearest = (directions @ centres.T).argmax(axis=1)
        members = np.bincount(nearest, minlength=len(centres))
        starts = np.cumsum(members) - members
        kept = members > 0
        sums = np.add.reduceat(directions[np.argsort(nearest, kind="stable")], starts[kept], axis=0)
        length = np.sqrt(np.square(sums).sum(axis=1, keepdims=True))
        centres = (sums / np.maximum(length, np.float32(1e-6))).astype(np.float32)
    # As they are stored, so that the levels are those of the stored centres.
    return centres.astype(np.float16).astype(np.float32)


def with_ground(reference: Reference, tokens: Floats, seed: int = 0, count: int = 32) -> Reference:
    """A reference that knows more ground: the centres of its tokens [N, D] are added to the prototypes.

    The levels stay: a distance means the same as before.
    """
    added = clusters(reference.directions(tokens), min(count, len(tokens)), seed)
    both = np.concatenate([reference.prototypes, added])
    return replace(reference, prototypes=both[-MOST_PROTOTYPES:])
