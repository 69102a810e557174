"""Segments without labels: what they have in common with classes that nobody told them.

k-means of the features, and k-means of backscatter and texture with as many segments, on held-out scenes.
Normalised mutual information is that of labelled pixels, scene by scene: twice the information over the sum
of both entropies (Danon et al. 2005).
"""

from __future__ import annotations

from functools import partial
from typing import cast

import numpy as np
import rasterio
from numpy.typing import NDArray

from model.data.labels import UNLABELLED
from model.evaluate.context import Context
from model.evaluate.explored import WARM, Place, features_of, held_out, model_digest, scratch
from model.evaluate.features import textures
from model.evaluate.rows import Key, Row
from model.evaluate.tables import Found, decimals, table
from model.evaluate.world import SOURCES
from model.explore.clusters import k_means
from model.explore.segments import segments
from model.protocol.exploring import SegmentsRequest

SEGMENTS = "segments"
FEATURES = "Features"
TEXTURE = "Backscatter and texture"
COUNTS = (6, 0)
"""Numbers of segments; 0: as many as are proposed from the features."""
SAMPLE = 20_000
"""Pixels that k-means of backscatter and texture is fitted on, as many as for the features."""

Scores = dict[str, float]


def run_segments(context: Context) -> None:
    """Divides the held-out scenes and compares with their labels."""
    digest = model_digest(context)
    for source, places in held_out(context).items():
        for seed in context.seeds:
            for count in COUNTS:
                key = Key(SEGMENTS, _method(FEATURES, count), digest, source, seed=seed)
                row = context.rows.once(key, partial(_features_row, context, places, count, seed))
                numbers = {name: int(found["segments"]) for name, found in row["scenes"].items()}
                key = Key(SEGMENTS, _method(TEXTURE, count), "", source, seed=seed)
                context.rows.once(key, partial(_texture_row, places, numbers, seed))


def _method(what: str, count: int) -> str:
    return f"{what}, {count} segments" if count else f"{what}, proposed number"


def _features_row(context: Context, places: list[Place], count: int, seed: int) -> Row:
    found = {}
    for place in places:
        out = scratch(context, f"{place.name}_segments.tif")
        request = SegmentsRequest(
            str(out), count=count, seed=seed, features=features_of(context, place), scene=place.spec
        )
        answer = segments(request, progress=lambda *_, **__: None, cancelled=lambda: False, warm=WARM)
        with rasterio.open(out) as raster:
            numbers = cast(NDArray[np.uint8], place.on(raster.read(1)))
        found[place.name] = {**compared(place.labels, numbers), "segments": len(answer.classes)}
    return {"scenes": found}


def _texture_row(places: list[Place], counts: dict[str, int], seed: int) -> Row:
    found = {}
    for place in places:
        numbers = _by_texture(place, counts[place.name], seed)
        found[place.name] = {**compared(place.labels, numbers), "segments": counts[place.name]}
    return {"scenes": found}


def _by_texture(place: Place, count: int, seed: int) -> NDArray[np.uint8]:
    """The segment of each working pixel by k-means of standardised backscatter and texture."""
    values = textures(place.scene)
    valid = values[place.scene.valid]
    vectors = ((values - valid.mean(axis=0)) / np.maximum(valid.std(axis=0), 1e-6)).astype(np.float32)
    inside = vectors[place.scene.valid]
    rng = np.random.default_rng(seed)
    if len(inside) > SAMPLE:
        inside = inside[rng.choice(len(inside), SAMPLE, replace=False)]
    centres = k_means(inside, count, seed).centres
    near = vectors @ centres.T - 0.5 * np.square(centres).sum(axis=1)
    numbers: NDArray[np.uint8] = near.argmax(axis=2).astype(np.uint8) + np.uint8(1)
    return np.where(place.scene.valid, numbers, np.uint8(0))


def compared(labels: NDArray[np.uint8], numbers: NDArray[np.uint8]) -> Scores:
    """What segments [rows, cols] and labels have in common on labelled pixels.

    Returns:
        ``nmi``, 0 to 1; ``accuracy`` if each segment is called what most of its labelled pixels are.
    """
    known = (labels != UNLABELLED) & (numbers > 0)
    counts = np.zeros((256, 256))
    np.add.at(counts, (labels[known], numbers[known]), 1)
    shares = counts / counts.sum()
    of_labels, of_numbers = _entropy(shares.sum(axis=1)), _entropy(shares.sum(axis=0))
    common = of_labels + of_numbers - _entropy(shares.ravel())
    total = of_labels + of_numbers
    return {
        "nmi": float(2 * common / total) if total > 0 else 0.0,
        "accuracy": float(shares.max(axis=0).sum()),
    }


def _entropy(shares: NDArray[np.float64]) -> float:
    kept = shares[shares > 0]
    return float(-(kept * np.log(kept)).sum())


def segments_section(found: Found) -> str:
    """Scores by source, a table per score."""
    rows = [row for row in found.rows if row["experiment"] == SEGMENTS]
    methods = [_method(what, count) for count in COUNTS for what in (FEATURES, TEXTURE)]
    methods = [method for method in methods if any(row["method"] == method for row in rows)]
    groups = list(dict.fromkeys(row["source"] for row in sorted(rows, key=lambda row: row["written"])))
    if not rows:
        return ""
    sizes = {row["source"]: len(row["scenes"]) for row in rows}
    head = [
        "",
        *(f"{SOURCES.get(group, group.capitalize())} ({sizes[group]})" for group in groups),
        f"All ({sum(sizes.values())})",
    ]
    parts = []
    for title, score in (
        ("Normalised mutual information with the classes", "nmi"),
        ("Accuracy if each segment gets its best class", "accuracy"),
        ("Number of segments", "segments"),
    ):
        body = [
            [method, *(decimals(_mean(rows, method, score, group)) for group in (*groups, ""))]
            for method in methods
        ]
        parts.append(f"{title}, mean over scenes (their number in brackets):\n\n" + table(head, body))
    return "\n\n".join(parts)


def _mean(rows: list[Row], method: str, score: str, group: str) -> float:
    values = [
        scores[score]
        for row in rows
        if row["method"] == method and group in ("", row["source"])
        for scores in row["scenes"].values()
    ]
    return float(np.mean(values))
