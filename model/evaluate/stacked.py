"""A random forest on the bands of a stack, with and without attention and embeddings.

The forest learns half of the polygons of a held-out scene and is tested on the other half: what a user of a
classification plugin does. That attention helps other algorithms is the claim of arXiv 2310.03513.
"""

from __future__ import annotations

from functools import partial
from typing import cast

import numpy as np
import rasterio
from numpy.typing import NDArray

from model.evaluate.by_region import Scored, group_of, summary
from model.evaluate.classifiers import forest, probabilities
from model.evaluate.context import Context
from model.evaluate.explored import Place, features_of, held_out, model_digest, scratch
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import count_pixels
from model.evaluate.tables import Found, decimals, table
from model.explore.stack import stack
from model.protocol.exploring import StackRequest

STACK = "stack"
METHODS = {
    "Backscatter and texture": ("backscatter", "texture"),
    "with attention": ("backscatter", "texture", "attention"),
    "with embeddings": ("backscatter", "texture", "components"),
    "with both": ("backscatter", "texture", "attention", "components"),
}
CAP = 2000
"""Pixels of a class that a forest learns from a scene, at most."""

Halves = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def run_stack(context: Context) -> None:
    """Trains and tests a forest on every held-out scene with enough polygons."""
    digest = model_digest(context)
    for seed in context.seeds:
        for method, parts in METHODS.items():
            key = Key(STACK, method, digest, seed=seed)
            context.rows.once(key, partial(_row, context, parts, seed))


def _row(context: Context, parts: tuple[str, ...], seed: int) -> Row:
    scored, classes = {}, []
    for place in held_out(context):
        halves = halved(place, seed)
        if halves is None:
            continue
        classes = place.classes
        item = _scored(place, _stacked(context, place, parts), halves, seed)
        scored[place.name] = {**item.counts, "mean_confidence": item.mean_confidence}
    return {"classes": classes, "scenes": scored}


def _stacked(context: Context, place: Place, parts: tuple[str, ...]) -> NDArray[np.float32]:
    """The bands of a scene's stack [rows, cols, bands] on the working grid."""
    out = scratch(context, f"{place.name}_stack.tif")
    request = StackRequest(str(out), place.spec, parts=list(parts), features=features_of(context, place))
    stack(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    with rasterio.open(out) as raster:
        return cast(NDArray[np.float32], place.on(raster.read())).transpose(1, 2, 0)


def halved(place: Place, seed: int) -> Halves | None:
    """Pixels [rows, cols] of the polygons to learn and of those to test; whole polygons.

    Classes with a single polygon do not count. None if fewer than two classes are left.
    """
    rng = np.random.default_rng(seed)
    learnt: list[int] = []
    tested: list[int] = []
    classes = 0
    for index in range(len(place.classes)):
        members = np.unique(place.polygons[(place.labels == index) & (place.polygons >= 0)])
        if len(members) < 2:
            continue
        classes += 1
        order = rng.permutation(members)
        learnt += order[: len(order) // 2 + len(order) % 2].tolist()
        tested += order[len(order) // 2 + len(order) % 2 :].tolist()
    if classes < 2:
        return None
    return np.isin(place.polygons, learnt), np.isin(place.polygons, tested)


def _scored(place: Place, bands: NDArray[np.float32], halves: Halves, seed: int) -> Scored:
    known = np.isfinite(bands).all(axis=2)
    learnt, tested = (half & known for half in halves)
    rng = np.random.default_rng(seed)
    chosen = []
    for index in np.unique(place.labels[learnt]):
        here = np.flatnonzero(learnt & (place.labels == index))
        chosen.append(rng.choice(here, CAP, replace=False) if len(here) > CAP else here)
    pixels = np.concatenate(chosen)
    model = forest(seed)
    model.fit(bands.reshape(-1, bands.shape[2])[pixels], place.labels.ravel()[pixels])
    said = probabilities(model, bands[tested], len(place.classes))
    counts = count_pixels(place.labels[tested], said)
    return Scored(place.name, counts, float(said.max(axis=1).mean()))


def stack_section(found: Found) -> str:
    """Mean IoU and accuracy by source."""
    methods = [method for method in METHODS if found.of(STACK, method)]
    if not methods:
        return ""
    first = found.of(STACK, methods[0])[0]["scenes"]
    groups = list(dict.fromkeys(group_of(name) for name in first))
    head = ["", *(f"{group} ({sum(group_of(name) == group for name in first)})" for group in groups), "All"]
    parts = []
    for title, score in (
        ("mIoU over the classes that occur", "miou"),
        ("Accuracy", "overall_accuracy"),
    ):
        body = [
            [method, *(decimals(_mean(found, method, score, group)) for group in (*groups, ""))]
            for method in methods
        ]
        parts.append(f"{title} (number of scenes in brackets):\n\n" + table(head, body))
    return "\n\n".join(parts)


def _mean(found: Found, method: str, score: str, group: str) -> float:
    values = []
    for row in found.of(STACK, method):
        items = [
            Scored(name, counts, counts["mean_confidence"])
            for name, counts in row["scenes"].items()
            if group in ("", group_of(name))
        ]
        if items:
            values.append(summary(items, row["classes"])[score])
    return float(np.mean(values))
