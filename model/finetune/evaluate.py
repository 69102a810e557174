"""Scores of a model on labelled polygons, without training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.finetune.ground import ENOUGH_POLYGONS
from model.finetune.predict import pixel_weights, predict_at
from model.finetune.run import check_any, ground_of, opened, polygons_of
from model.finetune.scoring import confusion_of, scores_of
from model.inference.warm import WarmEngine
from model.protocol.finetuning import EvaluateModelRequest, Scores
from model.protocol.values import ClassInfo

MOST_PIXELS = 5000
"""Most pixels of each polygon; further pixels are similar."""


def evaluate_model(
    request: EvaluateModelRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> Scores:
    """Scores of a model on polygons; classes are matched by their codes.

    Raises:
        Cancelled: ``cancelled`` returned True.
        NothingToLearn: No polygon lies on a scene.
    """
    job = Progress(progress, cancelled)
    job.begin(marked("Reading the polygons"), 0.0, 0.05, stage="validation")
    polygons = polygons_of(request.labels, request.classes, job.poll)
    with opened(request.scenes, job.poll) as scenes:
        ground = ground_of(scenes, request.scenes, polygons, request.classes, job.poll)
        check_any(ground)
        engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
        job.begin(marked("Comparing with the polygons"), 0.05, 1.0, stage="validation")
        owner, found = predict_at(
            engine.inference,
            engine,
            scenes,
            ground.polygons,
            most=MOST_PIXELS,
            card=engine.loaded.card,
            tick=lambda done, total: job.at(done / max(total, 1)),
        )
    legend, of_model = _joined(ground.classes, engine.classes)
    true = np.array([item.index for item in ground.polygons])[owner]
    confusion = confusion_of(true, of_model[found], len(legend), pixel_weights(owner, ground.polygons))
    used = [n for n in range(len(legend)) if n < len(ground.classes) or confusion[:, n].any()]
    confusion, legend = confusion[np.ix_(used, used)], [legend[n] for n in used]
    counts = np.bincount([item.index for item in ground.polygons], minlength=len(ground.classes))
    missing = [item.name for item in ground.classes if item.code not in engine.loaded.classes]
    note = f"{len(ground.polygons)} polygons, none of which was used for training, if you kept them apart."
    if missing:
        note += f" The model does not know {', '.join(missing)}."
    return scores_of(
        confusion,
        legend,
        polygons=len(ground.polygons),
        folds=0,
        note=note,
        estimate=bool(counts.min() < ENOUGH_POLYGONS),
    )


def _joined(labels: list[ClassInfo], model: list[ClassInfo]) -> tuple[list[ClassInfo], NDArray[np.int64]]:
    """The labels' classes, then the model's other classes; and the index of each model class in that list."""
    codes = [item.code for item in labels]
    legend = [*labels, *(item for item in model if item.code not in codes)]
    place = {item.code: number for number, item in enumerate(legend)}
    return legend, np.array([place[item.code] for item in model])
