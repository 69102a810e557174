"""Does familiarity tell wrong pixels from right ones, and places of other continents from training places?

Only scenes with calibrated VV and VH, so that kinds of scenes are not what is told apart. Held-apart ground
is measured against a reference of the other blocks of training places, all else against all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from model.checkpoint.weights import read_model
from model.data.labels import Polygons, read_polygons, together
from model.data.scenes import find_rasters, scene_spec
from model.evaluate.context import Context
from model.evaluate.data import read_splits
from model.evaluate.rows import Key, Row
from model.evaluate.tables import Found, decimals, table
from model.evaluate.world import KINDS, LABELS, SPLITS
from model.features.familiarity import known_tokens, spread_tiles
from model.features.reference import BLOCKS, LEAST_SPREAD, Ground, blocks_of, clusters, fitted
from model.inference.engine import Engine, load_engine
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window

FAMILIARITY = "familiarity"
CONFIDENCE, ENERGY = "Confidence (1 minus the softmax)", "Energy of the logits"
NEAREST = "Nearest of 256 directions (in use)"
MORE_LABELS = Path(__file__).parents[2] / "recipes" / "world_more_polygons.gpkg"
NEAR_TRAINING = ("Spain", "USA")
"""Chips of continents that most training data come from; the others are elsewhere."""
TILES, TOKENS = 2, 120
"""Tiles of a place, and tokens of a place that count: no place outweighs the others."""
SHRINK = 0.01

Floats = NDArray[np.float32]
Fit = Callable[[Floats], Callable[[Floats], Floats]]


@dataclass
class Seen:
    """What the network sees in a place, token by token.

    Attributes:
        place: Name of the place.
        tokens: [N, D].
        confidence: [N] mean over the token's pixels, 0..1.
        energy: [N] negative mean of the logarithm of the sum of the logits' exponentials.
        wrong: [N] labelled pixels with another class.
        right: [N] labelled pixels with this class.
    """

    place: str
    tokens: Floats
    confidence: Floats
    energy: Floats
    wrong: Floats
    right: Floats


def mahalanobis(tokens: Floats) -> Callable[[Floats], Floats]:
    """Distance to the mean in spreads, by one covariance (Lee et al. 2018, without classes)."""
    centre, whitening = tokens.mean(axis=0), _whitening(tokens - tokens.mean(axis=0))
    return lambda given: np.sqrt(np.square((given - centre) @ whitening).mean(axis=1))


def mixture(tokens: Floats, count: int = 16) -> Callable[[Floats], Floats]:
    """Distance to the nearest of some clusters, by the covariance within all of them."""
    made = fitted([Ground("", 0, tokens)], 0)
    nearest = (made.directions(tokens) @ clusters(made.directions(tokens), count, 0).T).argmax(axis=1)
    kept = [index for index in range(count) if (nearest == index).sum() > 1]
    centres = np.stack([tokens[nearest == index].mean(axis=0) for index in kept])
    within = np.concatenate([tokens[nearest == index] - c for index, c in zip(kept, centres, strict=True)])
    whitening = _whitening(within)
    places = centres @ whitening

    def distances(given: Floats) -> Floats:
        found = given @ whitening
        squares = np.square(places).sum(axis=1) - 2 * found @ places.T
        return np.asarray(squares.min(axis=1) + np.square(found).sum(axis=1), np.float32)

    return distances


def nearest_direction(tokens: Floats) -> Callable[[Floats], Floats]:
    """The distance in use: 1 minus the cosine to the nearest of the prototypes."""
    return fitted([Ground("", 0, tokens)], 0).distances


METHODS: dict[str, Fit] = {
    "Mahalanobis, one covariance": mahalanobis,
    "Mahalanobis, 16 clusters": mixture,
    NEAREST: nearest_direction,
}


def _whitening(centred: Floats) -> Floats:
    variance, vectors = np.linalg.eigh(np.cov(centred.T.astype(np.float64)))
    spread = np.sqrt(np.maximum(variance, 0) + SHRINK * variance.mean() + LEAST_SPREAD**2)
    return np.asarray(vectors / spread, np.float32)


def run_familiarity(context: Context) -> None:
    """Compares the distances, with confidence and energy as controls."""
    if context.world is None or context.model is None or context.chips is None:
        return
    digest = read_model(context.model).sha256[:10]
    gathered: list[Groups] = []

    def groups() -> Groups:
        if not gathered:
            assert context.model is not None and context.world is not None and context.chips is not None
            gathered.append(gather(context.model, context.world, context.chips[0]))
        return gathered[0]

    for method, fit in METHODS.items():
        context.rows.once(Key(FAMILIARITY, method, digest), partial(_distance_row, groups, fit))
    for method, name in ((CONFIDENCE, "confidence"), (ENERGY, "energy")):
        context.rows.once(Key(FAMILIARITY, method, digest), partial(_control_row, groups, name))


@dataclass
class Groups:
    """Places with calibrated VV and VH.

    Attributes:
        training: Trained on.
        held_out: Of the training's sources, with labels, not trained on.
        near: Of another source, on the training's continents.
        far: Of that source, on other continents.
    """

    training: list[Seen]
    held_out: list[Seen]
    near: list[Seen]
    far: list[Seen]


def gather(model: Path, world: Path, chips: Path) -> Groups:
    """Looks at all places."""
    engine = load_engine(str(model), "cpu", "auto")
    labels = together([read_polygons(world / LABELS), read_polygons(MORE_LABELS)])
    held_out = set(read_splits(SPLITS).test)
    training: list[Seen] = []
    test: list[Seen] = []
    for path in find_rasters([world / KINDS[0]]):
        if path.stem in labels.named:
            (test if path.stem in held_out else training).append(look(engine, path, labels))
    near: list[Seen] = []
    far: list[Seen] = []
    for path in find_rasters([chips]):
        (near if path.stem.startswith(NEAR_TRAINING) else far).append(look(engine, path, None))
    return Groups(training, test, near, far)


def look(engine: Engine, path: Path, labels: Polygons | None) -> Seen:
    """Looks at a few tiles of a place."""
    codes = np.array(engine.loaded.classes)
    parts: list[tuple[Floats, ...]] = []
    with open_scene(scene_spec(path)) as scene:
        rows, cols = scene.working_shape
        marks = np.zeros((rows, cols), np.uint8) if labels is None else labels.codes_on(scene, path.stem)
        grid = engine.tiles(scene)
        for row, col in spread_tiles(grid, TILES):
            window = Window(grid.top + row, grid.left + col, grid.tile, grid.tile)
            part = scene.read(window)
            x = normalise(part, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
            valid = None if part.valid.all() else part.valid[None]
            logits, tokens = engine.inference.explore(x[None], valid)
            known = known_tokens(part.valid, grid.patch, grid.tokens).ravel()
            here = _cut(marks, window) * part.valid
            maps = _maps(logits[0], here, codes)
            parts.append((tokens[0][known], *(_per_token(item, grid.patch)[known] for item in maps)))
    tokens, confidence, energy, wrong, right = (np.concatenate(item) for item in zip(*parts, strict=True))
    confidence, energy = (np.asarray(item / grid.patch**2, np.float32) for item in (confidence, energy))
    return Seen(path.stem, tokens, confidence, energy, wrong, right)


def _cut(marks: NDArray[np.uint8], window: Window) -> NDArray[np.uint8]:
    """A window of labels, 0 beyond their edges."""
    found = np.zeros(window.shape, np.uint8)
    top, left = max(window.row, 0), max(window.col, 0)
    part = marks[top : window.bottom, left : window.right]
    found[top - window.row :, left - window.col :][: part.shape[0], : part.shape[1]] = part
    return found


def _maps(logits: Floats, marks: NDArray[np.uint8], codes: NDArray[np.int64]) -> list[Floats]:
    """Confidence, energy, and where a labelled pixel is wrong and right, each [tile, tile]."""
    largest = logits.max(axis=0)
    total = np.exp(logits - largest).sum(axis=0)
    said = codes[logits.argmax(axis=0)]
    labelled = marks > 0
    found = [1 / total, -(largest + np.log(total)), labelled & (said != marks), labelled & (said == marks)]
    return [np.asarray(item, np.float32) for item in found]


def _per_token(values: Floats, patch: int) -> Floats:
    """Sums [N] over the pixels of each token."""
    side = len(values) // patch
    found: Floats = values.reshape(side, patch, side, patch).sum(axis=(1, 3)).ravel()
    return found


def _distance_row(groups: Callable[[], Groups], fit: Fit) -> Row:
    found = groups()
    blocks = blocks_of([item.place for item in found.training])
    apart: list[Floats] = [np.empty(0, np.float32)] * len(found.training)
    for block in range(BLOCKS):
        others = [item for item in found.training if blocks[item.place] != block]
        distance = fit(np.concatenate([_some(item) for item in others]))
        for index, item in enumerate(found.training):
            if blocks[item.place] == block:
                apart[index] = distance(_some(item))
    distance = fit(np.concatenate([_some(item) for item in found.training]))
    other = [[distance(_some(item)) for item in part] for part in (found.held_out, found.near, found.far)]
    strangeness = np.concatenate([distance(item.tokens) for item in found.held_out])
    return _row(found, strangeness, apart, other)


def _control_row(groups: Callable[[], Groups], name: str) -> Row:
    found = groups()
    sign = -1 if name == "confidence" else 1

    def of(item: Seen) -> Floats:
        return np.asarray(sign * getattr(item, name), np.float32)

    apart = [of(item)[_chosen(item)] for item in found.training]
    other = [[of(item)[_chosen(item)] for item in part] for part in (found.held_out, found.near, found.far)]
    return _row(found, np.concatenate([of(item) for item in found.held_out]), apart, other)


def _chosen(item: Seen) -> NDArray[np.int64]:
    return np.random.default_rng(0).permutation(len(item.tokens))[:TOKENS]


def _some(item: Seen) -> Floats:
    return item.tokens[_chosen(item)]


def _row(
    found: Groups, strangeness: Floats, apart: Sequence[Floats], other: Sequence[Sequence[Floats]]
) -> Row:
    wrong, right, confidence = (
        np.concatenate([getattr(item, name) for item in found.held_out])
        for name in ("wrong", "right", "confidence")
    )
    both = rankdata(strangeness) + rankdata(-confidence)
    row: dict[str, Any] = {
        "wrong": auroc(strangeness, wrong, right),
        "wrong_with_confidence": auroc(both, wrong, right),
        "places": {name: len(getattr(found, name)) for name in ("training", "held_out", "near", "far")},
        "labelled_pixels": int(wrong.sum() + right.sum()),
    }
    inside = np.concatenate(apart)
    for name, parts in zip(("held_out", "near", "far"), other, strict=True):
        outside = np.concatenate(parts)
        row[name] = told_apart(outside, inside)
        means = [np.array([part.mean() for part in group]) for group in (parts, apart)]
        row[f"{name}_places"] = told_apart(*means)
    return row


def told_apart(outside: NDArray[Any], inside: NDArray[Any]) -> float:
    """AUROC of values that should be higher outside."""
    values = np.concatenate([outside, inside])
    where = np.concatenate([np.ones(len(outside)), np.zeros(len(inside))])
    return auroc(values, where, 1 - where)


def auroc(values: NDArray[Any], positive: NDArray[Any], negative: NDArray[Any]) -> float:
    """Share of pairs of a positive and a negative in which the positive has the higher value.

    Args:
        values: [N].
        positive: [N] weight as a positive.
        negative: [N] weight as a negative.
    """
    _, index = np.unique(values, return_inverse=True)
    ups, downs = np.bincount(index, positive), np.bincount(index, negative)
    below = np.cumsum(downs) - downs / 2
    return round(float((ups * below).sum() / (ups.sum() * downs.sum())), 4)


def familiarity_section(found: Found) -> str:
    """A row per distance, and the controls."""
    methods = [name for name in (*METHODS, CONFIDENCE, ENERGY) if found.of(FAMILIARITY, name)]
    if not methods:
        return ""
    columns = {
        "wrong": "Wrong pixels",
        "wrong_with_confidence": "with confidence",
        "far": "Other continents, tokens",
        "far_places": "places",
        "near": "Control: same source, Spain and USA",
        "held_out": "Control: held-out places of the training's sources",
    }
    body = []
    for name in methods:
        row = found.of(FAMILIARITY, name)[-1]
        body.append([name, *(decimals(row[key]) for key in columns)])
    places = found.of(FAMILIARITY, methods[0])[-1]["places"]
    words = (
        f"AUROC; 0.5 is chance. Wrong against right: the labelled pixels of {places['held_out']} held-out "
        f"places. The others: against held-apart ground of {places['training']} training places; "
        f"{places['far']} chips of other continents, {places['near']} of Spain and the USA. VV and VH, "
        "calibrated, in all of them.\n\n"
    )
    return words + table(["", *columns.values()], body)
