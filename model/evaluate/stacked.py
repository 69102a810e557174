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

from model.evaluate.by_region import Scored, summary
from model.evaluate.classifiers import forest, probabilities
from model.evaluate.context import Context
from model.evaluate.explored import WARM, Place, features_of, held_out, model_digest, scratch
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import count_pixels
from model.evaluate.tables import Found, decimals, table
from model.evaluate.world import SOURCES
from model.explore.stack import stack
from model.protocol.exploring import StackRequest

STACK = "stack"
METHODS = {
    "Backscatter and texture": ("(dB)",),
    "with attention": ("(dB)", "Attention"),
    "with embeddings": ("(dB)", "Component"),
    "with both": ("(dB)", "Attention", "Component"),
}
"""What the names of the bands hold that a forest sees."""
CAP = 2000
"""Pixels of a class that a forest learns from a scene, at most."""

Halves = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def run_stack(context: Context) -> None:
    """Trains and tests a forest on every held-out scene with enough polygons."""
    digest = model_digest(context)
    for source, places in held_out(context).items():
        for seed in context.seeds:
            halves = {place.name: found for place in places if (found := halved(place, seed)) is not None}
            chosen = [place for place in places if place.name in halves]
            for method, parts in METHODS.items():
                key = Key(STACK, method, digest, source, seed=seed)
                if chosen:
                    context.rows.once(key, partial(_row, context, chosen, halves, parts, seed))


def _row(
    context: Context, places: list[Place], halves: dict[str, Halves], parts: tuple[str, ...], seed: int
) -> Row:
    scored = {}
    for place in places:
        item = _scored(place, _stacked(context, place, parts), halves[place.name], seed)
        scored[place.name] = {**item.counts, "mean_confidence": item.mean_confidence}
    return {"classes": places[0].classes, "scenes": scored}


def _stacked(context: Context, place: Place, parts: tuple[str, ...]) -> NDArray[np.float32]:
    """Some bands of a scene's stack [rows, cols, bands] on the working grid."""
    out = scratch(context, f"{model_digest(context)}_{place.name}_stack.tif")
    if not out.exists():
        request = StackRequest(str(out), place.spec, features=features_of(context, place))
        stack(request, progress=lambda *_, **__: None, cancelled=lambda: False, warm=WARM)
    with rasterio.open(out) as raster:
        bands = [
            band for band, name in enumerate(raster.descriptions, 1) if any(part in name for part in parts)
        ]
        return cast(NDArray[np.float32], place.on(raster.read(bands))).transpose(1, 2, 0)


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
    rows = [row for row in found.rows if row["experiment"] == STACK]
    methods = [method for method in METHODS if any(row["method"] == method for row in rows)]
    groups = list(dict.fromkeys(row["source"] for row in sorted(rows, key=lambda row: row["written"])))
    if not rows:
        return ""
    sizes = {row["source"]: len(row["scenes"]) for row in rows}
    head = ["", *(f"{SOURCES.get(group, group.capitalize())} ({sizes[group]})" for group in groups), "Mean"]
    parts = []
    for title, score in (
        ("mIoU over the classes that occur", "miou"),
        ("Accuracy", "overall_accuracy"),
    ):
        body = []
        for method in methods:
            scores = [_mean(rows, method, score, group) for group in groups]
            body.append([method, *(decimals(value) for value in (*scores, float(np.mean(scores))))])
        parts.append(f"{title}, by source (number of scenes in brackets):\n\n" + table(head, body))
    return "\n\n".join(parts)


def _mean(rows: list[Row], method: str, score: str, group: str) -> float:
    return float(
        np.mean(
            [
                summary(_items(row), row["classes"])[score]
                for row in rows
                if (row["method"], row["source"]) == (method, group)
            ]
        )
    )


def _items(row: Row) -> list[Scored]:
    return [Scored(name, counts, counts["mean_confidence"]) for name, counts in row["scenes"].items()]
