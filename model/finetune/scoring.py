"""Scores from a confusion matrix, in the form in which the user sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.finetune_messages import Scores
from model.messages import ClassInfo


def confusion_of(
    true: NDArray[np.integer[Any]],
    predicted: NDArray[np.integer[Any]],
    classes: int,
    weight: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Pixels [true, predicted], each counted by its weight."""
    flat = true.astype(np.int64) * classes + predicted.astype(np.int64)
    counts = np.bincount(flat, weights=weight, minlength=classes * classes)
    return np.asarray(counts, dtype=np.float64).reshape(classes, classes)


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
