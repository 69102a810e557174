"""Scores of a finished model on labelled scenes, group by group, from the same products that users get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.checkpoint import load_checkpoint
from model.data.label_rasters import LabelRasters
from model.data.labels import UNLABELLED, Polygons
from model.data.scenes import scene_spec, stems_of
from model.errors.errors import InvalidRequest
from model.evaluate.mapped import mapped
from model.evaluate.scoring import Counts, scores
from model.sar.scene import open_scene
from model.train.scenes import stem_in_labels

BUILT_UP = 50


@dataclass(frozen=True)
class Scored:
    """A scene's map compared with its labels.

    Attributes:
        stem: Name of the scene.
        counts: Result of :func:`model.evaluate.scoring.count_map`.
        mean_confidence: Mean confidence of the labelled pixels, 0..1.
    """

    stem: str
    counts: Counts
    mean_confidence: float

    @property
    def group(self) -> str:
        """First part of the scene's name: its source or its region."""
        return group_of(self.stem)


def group_of(stem: str) -> str:
    """First part of a scene's name: its source or its region."""
    return stem.partition("_")[0]


def score_model(
    model: Path,
    paths: Sequence[Path],
    labels: Polygons | LabelRasters,
    device: str,
    *,
    careful: bool = False,
) -> tuple[list[int], list[Scored]]:
    """Maps every labelled scene and compares.

    Args:
        model: A finished model.
        paths: Rasters; scenes without labels are skipped.
        labels: Polygons or rasters of class codes.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        careful: Whether to segment carefully, four times as slow.

    Returns:
        Class codes of labels and model in the order of the counts, and a score per scene.

    Raises:
        InvalidRequest: No label lies on any scene, or a scene cannot be segmented.
    """
    known = [(path, codes) for path in paths if (codes := _codes(path, labels)).any()]
    if not known:
        raise InvalidRequest("No label lies on any of the scenes.", remedy="Check --labels and the folders.")
    there = {int(code) for _, codes in known for code in np.unique(codes) if code}
    classes = sorted(there | set(load_checkpoint(model).network.classes))
    index = np.full(256, UNLABELLED, np.uint8)
    index[classes] = np.arange(len(classes))
    found = []
    maps = mapped(model, [scene_spec(path) for path, _ in known], classes, device, careful=careful)
    for (path, codes), result in zip(known, maps, strict=True):
        marks = np.where(result.index == UNLABELLED, UNLABELLED, index[codes]).astype(np.uint8)
        if (marks != UNLABELLED).any():
            confidence = float(result.confidence[marks != UNLABELLED].mean())
            found.append(Scored(path.stem, result.counts(marks, len(classes)), confidence))
    return classes, found


def _codes(path: Path, labels: Polygons | LabelRasters) -> NDArray[np.uint8]:
    with open_scene(scene_spec(path)) as scene:
        return labels.codes_on(scene, stem_in_labels(labels, stems_of(path)))


def summary(scenes: Sequence[Scored], classes: list[int]) -> dict[str, Any]:
    """Scores of several scenes together.

    Returns:
        The result of :func:`model.evaluate.scoring.scores`, with ``mean_confidence`` (0..1) and
        ``built_up_elsewhere``: the share (0..1) of labelled pixels of other classes that are mapped as
        built-up.
    """
    found = scores([item.counts for item in scenes], classes)
    confusion = np.array(found["confusion"])
    pixels = [np.sum(item.counts["confusion"]) for item in scenes]
    found["mean_confidence"] = float(np.average([item.mean_confidence for item in scenes], weights=pixels))
    found["built_up_elsewhere"] = _said_elsewhere(confusion, classes, BUILT_UP)
    return found


def _said_elsewhere(confusion: NDArray[np.int64], classes: list[int], code: int) -> float:
    if code not in classes:
        return 0.0
    at = classes.index(code)
    others = np.delete(confusion, at, axis=0)
    return float(others[:, at].sum() / max(others.sum(), 1))
