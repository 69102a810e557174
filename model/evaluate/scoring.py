"""Counts per scene, and scores and confidence intervals from the counts.

Rows hold counts, not scores. So a table can use any subset of the scenes (one region), and confidence
intervals need no second prediction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.data.labels import UNLABELLED
from model.training.metrics import Confusion, boundary_counts, boundary_f1

BINS = 10
RESAMPLES = 1000

Counts = dict[str, list[Any]]
"""Counts of one scene: ``confusion``, ``calibration`` (per bin: pixels, confidence, hits), ``boundary``."""


def count_scene(
    labels: NDArray[np.uint8], probabilities: NDArray[np.float32], *, boundary: bool = True
) -> Counts:
    """Counts of a scene from class probabilities [classes, rows, cols]."""
    predicted, confidence = probabilities.argmax(axis=0), probabilities.max(axis=0)
    return count_map(labels, predicted, confidence, len(probabilities), boundary=boundary)


def count_map(
    labels: NDArray[np.uint8],
    predicted: NDArray[np.integer[Any]],
    confidence: NDArray[np.float32],
    classes: int,
    *,
    boundary: bool = True,
) -> Counts:
    """Counts of a scene from class indices and confidence (0..1) [rows, cols]."""
    confusion = Confusion(classes)
    confusion.add(labels, predicted)
    known = labels != UNLABELLED
    counts: Counts = {
        "confusion": confusion.counts.tolist(),
        "calibration": calibration(confidence[known], predicted[known] == labels[known]).tolist(),
    }
    if boundary:
        counts["boundary"] = boundary_counts(labels, predicted).tolist()
    return counts


def count_pixels(labels: NDArray[np.uint8], probabilities: NDArray[np.float32]) -> Counts:
    """Counts from labels [N] and class probabilities [N, classes] of single pixels: no boundaries."""
    flat = np.ascontiguousarray(probabilities.T)[:, None]
    return count_scene(labels[None], flat, boundary=False)


def calibration(confidence: NDArray[np.floating[Any]], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Pixels, summed confidence and hits [bins, 3] over equal bins of confidence."""
    which = np.minimum((confidence * BINS).astype(int), BINS - 1)
    columns = [None, confidence.astype(np.float64), right.astype(np.float64)]
    return np.stack([np.bincount(which, weights=values, minlength=BINS) for values in columns], axis=1)


@dataclass
class Sums:
    """Counts as arrays, one entry per scene along the first axis."""

    confusion: NDArray[np.int64]
    calibration: NDArray[np.float64]
    boundary: NDArray[np.int64] | None

    @classmethod
    def of(cls, scenes: Iterable[Counts], classes: int) -> Sums:
        """The counts of some scenes; without boundaries unless every scene has them."""
        kept = list(scenes)
        confusion = np.array([item["confusion"] for item in kept], dtype=np.int64)
        bins = np.array([item["calibration"] for item in kept], dtype=np.float64)
        there = bool(kept) and all("boundary" in item for item in kept)
        boundary = np.array([item["boundary"] for item in kept], dtype=np.int64) if there else None
        return cls(confusion.reshape(-1, classes, classes), bins.reshape(-1, BINS, 3), boundary)

    def scores(self, classes: list[int], which: NDArray[np.int64] | None = None) -> dict[str, Any]:
        """Scores over all scenes, or over the scenes in ``which`` (indices may repeat)."""
        chosen = slice(None) if which is None else which
        total = Confusion(len(classes))
        total.counts = self.confusion[chosen].sum(axis=0)
        out = total.scores(classes)
        bins = self.calibration[chosen].sum(axis=0)
        out["ece"] = round(float(np.abs(bins[:, 1] - bins[:, 2]).sum() / max(bins[:, 0].sum(), 1)), 4)
        if self.boundary is not None:
            out["boundary_f1"] = round(boundary_f1(self.boundary[chosen].sum(axis=0)), 4)
        out["confusion"] = total.counts.tolist()
        return out


def scores(scenes: Iterable[Counts], classes: list[int]) -> dict[str, Any]:
    """Dataset-level scores: mIoU, accuracy, kappa, IoU and F1 per class, ECE, boundary F1."""
    return Sums.of(scenes, len(classes)).scores(classes)


def interval(
    scenes: Iterable[Counts], classes: list[int], score: str = "miou", *, seed: int = 0
) -> tuple[float, float]:
    """The 95 % confidence interval of a score by bootstrap over scenes.

    Pixels of a scene are not independent of each other; scenes nearly are.

    Args:
        scenes: Counts of each scene.
        classes: Class codes.
        score: A key of :func:`scores`, or two keys with a dot between (``iou.80``).
        seed: Seed of the resampling.
    """
    sums = Sums.of(scenes, len(classes))
    count = len(sums.confusion)
    rng = np.random.default_rng(seed)
    drawn = [_value(sums.scores(classes, rng.integers(0, count, count)), score) for _ in range(RESAMPLES)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _value(found: dict[str, Any], score: str) -> float:
    """The score of that name; 0 if its class does not occur in the resampled scenes."""
    name, _, code = score.partition(".")
    return float(found[name].get(code, 0.0) if code else found[name])
