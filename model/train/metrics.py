"""Dataset-level scores of land cover from one confusion matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.train.labels import UNLABELLED


class Confusion:
    """Counts of (true, predicted) class indices over labelled pixels."""

    def __init__(self, classes: int) -> None:
        self.counts: NDArray[np.int64] = np.zeros((classes, classes), dtype=np.int64)

    def add(self, labels: NDArray[np.uint8], predicted: NDArray[np.integer[Any]]) -> None:
        """Counts the labelled pixels of a scene."""
        known = labels != UNLABELLED
        size = len(self.counts)
        flat = labels[known].astype(np.int64) * size + predicted[known].astype(np.int64)
        self.counts += np.bincount(flat, minlength=size * size).reshape(size, size)

    def scores(self, codes: list[int]) -> dict[str, Any]:
        """Mean IoU over the classes that occur, overall accuracy, kappa, IoU and F1 per class code."""
        hits = np.diag(self.counts).astype(np.float64)
        true, predicted = self.counts.sum(axis=1), self.counts.sum(axis=0)
        total = max(int(true.sum()), 1)
        union = true + predicted - hits
        occurs = true > 0
        iou = np.where(union > 0, hits / np.maximum(union, 1), 0.0)
        f1 = np.where(union > 0, 2 * hits / np.maximum(true + predicted, 1), 0.0)
        chance = float((true * predicted).sum()) / total**2
        accuracy = float(hits.sum()) / total
        return {
            "miou": round(float(iou[occurs].mean()), 4),
            "overall_accuracy": round(accuracy, 4),
            "kappa": round((accuracy - chance) / max(1 - chance, 1e-9), 4),
            "iou": {
                str(code): round(float(v), 4) for code, v, o in zip(codes, iou, occurs, strict=True) if o
            },
            "f1": {str(code): round(float(v), 4) for code, v, o in zip(codes, f1, occurs, strict=True) if o},
            "labelled_pixels": total,
        }
