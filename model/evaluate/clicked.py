"""Places that somebody clicks: similar ground from one click, and classes from five clicks each.

The control is what other plugins have: backscatter and texture, with the same clicks. Clicks are drawn from
the labelled pixels of held-out scenes. Similarity is scored by average precision on the labelled pixels that
lie further than two tokens from the click; classes by mIoU on all labelled pixels of the scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score

from model.data.labels import UNLABELLED
from model.evaluate.context import Context
from model.evaluate.explored import Place, features_of, held_out, model_digest
from model.evaluate.rows import Key, Row
from model.evaluate.tables import Found, decimals, table
from model.evaluate.world import pixel_features
from model.explore.examples import Places
from model.explore.grid import SceneGrid
from model.explore.opened import Opened
from model.explore.scoring import Space
from model.explore.similar import scorer_of
from model.explore.teach import Taught
from model.features.store import FeatureStore
from model.sar.windows import Window
from model.training.metrics import Confusion

SIMILAR, CLICKS = "similar", "clicks"
FEATURES = "Features"
TEXTURE = "Backscatter and texture"
FOREST = "Random forest on backscatter and texture"
PER_CLASS = 5
"""Clicks of each class."""
CLASS_PIXELS = 50
"""Labelled pixels that a class of a scene must have."""
FAR = 16.0
"""Working pixels around a click that do not count: ground is like its neighbour, whatever is compared."""
CLICKS_EACH = 3
"""Clicks of each class and scene, one after the other, for one seed."""
TREES = 100

Floats = NDArray[np.float32]
Similarity = Callable[[int, int], Floats]
"""From the row and column of a click to the similarity of every working pixel [rows, cols]."""


def run_similar(context: Context) -> None:
    """Similarity from one click on the held-out scenes."""
    for source, places in held_out(context).items():
        for seed in context.seeds:
            key = Key(SIMILAR, FEATURES, model_digest(context), source, seed=seed)
            context.rows.once(key, partial(_similar_row, places, seed, partial(_by_features, context)))
            key = Key(SIMILAR, TEXTURE, "", source, seed=seed)
            context.rows.once(key, partial(_similar_row, places, seed, _by_texture))


def run_clicks(context: Context) -> None:
    """Classes from a few clicks on the held-out scenes."""
    for source, places in held_out(context).items():
        for seed in context.seeds:
            key = Key(CLICKS, FEATURES, model_digest(context), source, seed=seed)
            context.rows.once(key, partial(_clicks_row, places, seed, partial(_taught, context)))
            key = Key(CLICKS, FOREST, "", source, seed=seed)
            context.rows.once(key, partial(_clicks_row, places, seed, _forest))


def _similar_row(places: list[Place], seed: int, method: Callable[[Place], Similarity]) -> Row:
    return {"scenes": {place.name: _precisions(place, seed, method(place)) for place in places}}


def _precisions(place: Place, seed: int, similarity: Similarity) -> dict[str, float]:
    """Average precision for each class code of a scene, mean over clicks."""
    rows, cols = np.nonzero(place.labels != UNLABELLED)
    labels = place.labels[rows, cols]
    found = {}
    for index in _classes(place):
        scores = []
        for click in _drawn(place, index, CLICKS_EACH, seed):
            far = np.hypot(rows - click[0], cols - click[1]) > FAR
            wanted = labels[far] == index
            if wanted.any() and not wanted.all():
                said = similarity(*click)[rows[far], cols[far]]
                scores.append(float(average_precision_score(wanted, said)))
        if scores:
            found[str(place.classes[index])] = float(np.mean(scores))
    return found


def _classes(place: Place) -> list[int]:
    """Indices of the classes with enough labelled pixels."""
    counts = np.bincount(place.labels[place.labels != UNLABELLED], minlength=len(place.classes))
    return [int(index) for index in np.flatnonzero(counts >= CLASS_PIXELS)]


def _drawn(place: Place, index: int, count: int, seed: int) -> list[tuple[int, int]]:
    """Rows and columns of clicks on a class; the same for every method."""
    here = np.argwhere(place.labels == index)
    chosen = np.random.default_rng((seed, index)).choice(len(here), count, replace=False)
    return [(int(row), int(col)) for row, col in here[chosen]]


def _by_features(context: Context, place: Place) -> Similarity:
    opened, grid = _opened(context, place)
    space = Space.of(opened)

    def similarity(row: int, col: int) -> Floats:
        scorer = scorer_of(space, _places(grid, [(row, col)], [1]))
        found: Floats = _on(place, space.on_window(grid, Window(0, 0, *grid.shape), scorer))[0]
        return found

    return similarity


def _by_texture(place: Place) -> Similarity:
    """The negative distance in standardised backscatter and texture: better than their cosine."""
    values = pixel_features(place.scene)
    inside = values[place.scene.valid]
    standard = (values - inside.mean(axis=0)) / np.maximum(inside.std(axis=0), 1e-6)

    def similarity(row: int, col: int) -> Floats:
        found: Floats = -np.square(standard - standard[row, col]).sum(axis=2)
        return found

    return similarity


def _opened(context: Context, place: Place) -> tuple[Opened, SceneGrid]:
    store = FeatureStore.open(Path(features_of(context, place)))
    return Opened(store), SceneGrid(store)


def _places(grid: SceneGrid, clicks: list[tuple[int, int]], codes: list[int]) -> Places:
    """Clicks on the centres of working pixels."""
    at = np.array(clicks, np.float64) + 0.5
    placing = grid.placing
    return Places(
        at[:, 0] - placing.top, at[:, 1] - placing.left, np.array(codes, np.int64), np.arange(len(at)), 0
    )


def _on(place: Place, raster: Floats) -> Floats:
    """A raster of the scene's pixels on the working grid."""
    return np.asarray(place.on(raster), np.float32)


def _clicks_row(
    places: list[Place], seed: int, method: Callable[[Place, list[tuple[int, int]], list[int], int], Floats]
) -> Row:
    found = {}
    for place in places:
        classes = _classes(place)
        if len(classes) < 2:
            continue
        drawn = [(click, index) for index in classes for click in _drawn(place, index, PER_CLASS, seed)]
        said = method(place, [click for click, _ in drawn], [index for _, index in drawn], seed)
        counted = Confusion(len(place.classes))
        known = np.isin(place.labels, classes)
        counted.add(np.where(known, place.labels, UNLABELLED).astype(np.uint8), said.astype(np.int64))
        scores = counted.scores(place.classes)
        found[place.name] = {"miou": scores["miou"], "classes": len(classes)}
    return {"scenes": found}


def _taught(
    context: Context, place: Place, clicks: list[tuple[int, int]], indices: list[int], seed: int
) -> Floats:
    opened, grid = _opened(context, place)
    space = Space.of(opened)
    taught = Taught.of(space, _places(grid, clicks, indices))
    best = _on(place, space.on_window(grid, Window(0, 0, *grid.shape), taught))[0]
    return np.asarray(taught.head.codes[best.astype(np.intp)], np.float32)


def _forest(place: Place, clicks: list[tuple[int, int]], indices: list[int], seed: int) -> Floats:
    values = pixel_features(place.scene)
    rows, cols = np.array(clicks).T
    # Leaves of one example: with five of a class, larger leaves would hold all of them.
    forest = RandomForestClassifier(TREES, random_state=seed).fit(values[rows, cols], indices)
    found = np.zeros(place.labels.shape, np.float32)
    known = place.labels != UNLABELLED
    found[known] = forest.predict(values[known])
    return found


def similar_section(found: Found) -> str:
    """Average precision by class, and the mean over classes."""
    rows = [row for row in found.rows if row["experiment"] == SIMILAR]
    if not rows:
        return ""
    codes = sorted({int(code) for row in rows for scores in row["scenes"].values() for code in scores})
    head = ["", *(f"{code} ({_scenes(rows, str(code))})" for code in codes), "Mean of classes"]
    body = []
    for method in (FEATURES, TEXTURE):
        values = [precision(rows, method, str(code)) for code in codes]
        body.append([method, *(decimals(value) for value in (*values, float(np.mean(values))))])
    text = "Average precision of similarity from one click, by class code (number of scenes in brackets):\n\n"
    return text + table(head, body)


def precision(rows: list[Row], method: str, code: str) -> float:
    """Mean over scenes and seeds of a class's average precision."""
    return float(np.mean([value for name, value in _scored(rows, method) if name == code]))


def _scored(rows: list[Row], method: str) -> Iterator[tuple[str, float]]:
    for row in rows:
        if row["method"] == method:
            for scores in row["scenes"].values():
                yield from scores.items()


def _scenes(rows: list[Row], code: str) -> int:
    return len({name for row in rows for name, scores in row["scenes"].items() if code in scores})


def clicks_section(found: Found) -> str:
    """Scores of five clicks a class, by source."""
    rows = [row for row in found.rows if row["experiment"] == CLICKS]
    if not rows:
        return ""
    groups = list(dict.fromkeys(row["source"] for row in sorted(rows, key=lambda row: row["written"])))
    sizes = {row["source"]: len(row["scenes"]) for row in rows}
    head = ["", *(f"{group} ({sizes[group]})" for group in groups), f"All ({sum(sizes.values())})"]
    body = [
        [method, *(decimals(mean_miou(rows, method, group)) for group in (*groups, ""))]
        for method in (FEATURES, FOREST)
    ]
    text = f"mIoU of {PER_CLASS} clicks a class, mean over scenes (their number in brackets):\n\n"
    return text + table(head, body)


def mean_miou(rows: list[Row], method: str, group: str = "") -> float:
    """Mean over scenes and seeds, of one source or of all."""
    values = [
        scores["miou"]
        for row in rows
        if row["method"] == method and group in ("", row["source"])
        for scores in row["scenes"].values()
    ]
    return float(np.mean(values)) if values else float("nan")
