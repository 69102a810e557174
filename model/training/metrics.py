"""Dataset-level scores of land cover from one confusion matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.data.labels import UNLABELLED

BOUNDARY_TOLERANCE = 3
"""Allowed error of a border in pixels: interpreters themselves keep 2 to 3 pixels away from it."""
BOUNDARY_GAP = 12
"""Two polygons at most this many pixels apart have a border between them."""
BOUNDARY_BAND = 12
"""Predicted edges count within this many pixels of a border."""


class Confusion:
    """Counts over labelled pixels.

    Args:
        classes: Number of classes.

    Attributes:
        counts: [classes, classes] pixels by true (rows) and predicted class index.
    """

    def __init__(self, classes: int) -> None:
        self.counts: NDArray[np.int64] = np.zeros((classes, classes), dtype=np.int64)

    def add(self, labels: NDArray[np.uint8], predicted: NDArray[np.integer[Any]]) -> None:
        """Counts the labelled pixels of a scene.

        Args:
            labels: [rows, cols] class indices, ``UNLABELLED`` without a label.
            predicted: [rows, cols] class indices.
        """
        known = labels != UNLABELLED
        size = len(self.counts)
        flat = labels[known].astype(np.int64) * size + predicted[known].astype(np.int64)
        self.counts += np.bincount(flat, minlength=size * size).reshape(size, size)

    def scores(self, codes: list[int]) -> dict[str, Any]:
        """Mean IoU over the classes that occur, overall accuracy, kappa, IoU and F1 per class code.

        Args:
            codes: Class codes in the order of the indices.

        Returns:
            ``miou``, ``overall_accuracy``, ``iou`` and ``f1`` (by code, of classes that occur) in 0..1,
            ``kappa`` up to 1, and ``labelled_pixels``, all counted over the whole data set at once.
        """
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


def edges(classes: NDArray[Any]) -> NDArray[np.bool_]:
    """Pixels [rows, cols] of a map with a right or lower neighbour of another class."""
    found = np.zeros(classes.shape, dtype=bool)
    found[:, :-1] |= classes[:, :-1] != classes[:, 1:]
    found[:-1] |= classes[:-1] != classes[1:]
    return found


def boundary_counts(labels: NDArray[np.uint8], predicted: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Counts for boundary F1: matched and all predicted edge pixels, matched and all reference edge pixels.

    Polygons leave a strip around a border free; the border is the line midway between two polygons of
    different classes. Predicted edges count only in a band around such lines. Further away, borders are
    unknown or an edge is an error that mIoU already counts; such edges would outnumber the few known borders.

    Args:
        labels: [rows, cols] class indices, ``UNLABELLED`` without a label.
        predicted: [rows, cols] class indices.

    Returns:
        [4] pixels.
    """
    unknown = labels == UNLABELLED
    if unknown.all():
        return np.zeros(4, dtype=np.int64)
    distance, nearest = ndimage.distance_transform_edt(unknown, return_indices=True)
    filled = labels[nearest[0], nearest[1]]
    reference = edges(filled) & (distance <= BOUNDARY_GAP / 2)
    said = edges(predicted)
    counted = said & _within(reference, BOUNDARY_BAND)
    matched = reference & _within(said, BOUNDARY_TOLERANCE)
    near = counted & _within(reference, BOUNDARY_TOLERANCE)
    counts = [near.sum(), counted.sum(), matched.sum(), reference.sum()]
    return np.array(counts, dtype=np.int64)


def boundary_f1(counts: NDArray[np.int64]) -> float:
    """F1 in 0..1 from the counts [4] of :func:`boundary_counts`, summed over scenes."""
    precision = counts[0] / max(int(counts[1]), 1)
    recall = counts[2] / max(int(counts[3]), 1)
    return float(2 * precision * recall / max(precision + recall, 1e-9))


def _within(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    """Pixels at most ``pixels`` away from the mask."""
    if not mask.any():
        return mask
    return np.asarray(ndimage.distance_transform_edt(~mask) <= pixels, dtype=bool)
