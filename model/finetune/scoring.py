"""Scores from a confusion matrix, in the form shown to the user."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.protocol.finetuning import Scores
from model.protocol.values import ClassInfo

PREVALENCE_STEPS = 100
LEAST_SHARE = 1e-3
"""A labelled class counts as occurring, even if the map does not show it."""


def confusion_of(
    true: NDArray[np.integer[Any]],
    predicted: NDArray[np.integer[Any]],
    classes: int,
    weight: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Confusion matrix [true, predicted] of pixels, each counted with its weight."""
    flat = true.astype(np.int64) * classes + predicted.astype(np.int64)
    counts = np.bincount(flat, weights=weight, minlength=classes * classes)
    return np.asarray(counts, dtype=np.float64).reshape(classes, classes)


def as_in_the_scene(confusion: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The confusion matrix for classes that occur as often as in the scene.

    Users draw a few polygons per class, for frequent and rare classes. But F1 depends on how often a class
    occurs: for a rare class, wrongly assigned pixels soon outnumber correct pixels. Class frequencies follow
    from the frequencies in the map and from the confusion of classes, by expectation maximisation (Saerens,
    Latinne & Decaestecker 2002, "Adjusting the Outputs of a Classifier to New a Priori Probabilities", Neural
    Computation 14).

    Args:
        confusion: [true, predicted] of held-out pixels; empty rows for classes that were not checked.
        shares: [classes] share of each class in the map around the polygons.

    Returns:
        The rows with new weights; the total number of pixels stays the same.
    """
    true = confusion.sum(axis=1)
    checked = true > 0
    if not checked.any() or shares.sum() <= 0:
        return confusion
    # For unchecked classes, only their places in the map are known.
    rates = np.where(checked[:, None], confusion / np.maximum(true, 1e-9)[:, None], np.eye(len(true)))
    shares = shares / shares.sum()
    occurs = np.full(len(true), 1 / len(true))
    for _ in range(PREVALENCE_STEPS):
        occurs = occurs * (rates @ (shares / np.maximum(occurs @ rates, 1e-12)))
    weighted = np.where(checked[:, None], rates * np.maximum(occurs, LEAST_SHARE)[:, None], 0.0)
    return np.asarray(weighted * (true.sum() / weighted.sum()), dtype=np.float64)


def scores_of(
    confusion: NDArray[np.float64],
    classes: Sequence[ClassInfo],
    *,
    polygons: int,
    folds: int,
    note: str,
    estimate: bool,
) -> Scores:
    """Mean IoU over the classes that occur, accuracy, kappa, F1 and IoU per class."""
    hits = np.diag(confusion)
    true, predicted = confusion.sum(axis=1), confusion.sum(axis=0)
    total = confusion.sum()
    occurs = true > 0
    iou = hits / np.maximum(true + predicted - hits, 1e-9)
    f1 = 2 * hits / np.maximum(true + predicted, 1e-9)
    chance = float((true * predicted).sum()) / max(total, 1e-9) ** 2
    accuracy = float(hits.sum() / max(total, 1e-9))
    return Scores(
        list(classes),
        np.rint(confusion).astype(int).tolist(),
        [round(float(v), 4) if ok else None for v, ok in zip(f1, occurs, strict=True)],
        [round(float(v), 4) if ok else None for v, ok in zip(iou, occurs, strict=True)],
        round(float(iou[occurs].mean()), 4) if occurs.any() else 0.0,
        round(accuracy, 4),
        round((accuracy - chance) / max(1 - chance, 1e-9), 4),
        polygons,
        folds,
        estimate,
        note,
    )
