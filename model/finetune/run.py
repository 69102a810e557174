"""Fine-tuning from a request to a saved model."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from model.checkpoint.library import find_model, info_of
from model.checkpoint.weights import ModelFile, read_model
from model.checkpoint.writing import halved, save_weights
from model.disk.folders import cache_folder
from model.errors.errors import Cancelled, InvalidRequest, NothingToLearn, OutOfMemory
from model.errors.failures import is_out_of_memory
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.finetune.best import BestSoFar
from model.finetune.cache import FeatureCache
from model.finetune.familiar import reference_with
from model.finetune.fast import FastModel, built, train_fast
from model.finetune.features import Extractor, Samples
from model.finetune.ground import Ground, locate
from model.finetune.polygons import PolygonSet, classes_for, read_polygons
from model.finetune.store import Recovery, card_of, check_texts, key_of, target_of
from model.inference.engine import Engine
from model.inference.warm import WarmEngine
from model.protocol.finetuning import (
    MODES,
    FinetuneRequest,
    FinetuneResult,
    InspectLabelsRequest,
    LabelReport,
    LabelSpec,
)
from model.protocol.values import ClassInfo, SceneSpec
from model.sar.scene import Scene, open_scene
from model.sar.vector_parts import never

log = logging.getLogger(__name__)

COPIES = 1
"""Number of changed copies of each labelled tile in training, besides the tile itself."""
LARGEST_LOSS = 100.0
MOST_POLYGONS = 20_000
"""Most polygons: each gives at least one pixel, so their number affects memory and time."""


def inspect_labels(request: InspectLabelsRequest, *, cancelled: Callable[[], bool] = never) -> LabelReport:
    """Reports what labels a model could learn from, without training.

    Raises:
        Cancelled: ``cancelled`` returned True.
        LabelsNotReadable: A label file cannot be read.
        InvalidRequest: A class code is not valid.
    """

    def poll() -> None:
        if cancelled():
            raise Cancelled

    polygons = polygons_of(request.labels, request.classes, poll)
    with opened(request.scenes, poll) as scenes:
        return ground_of(scenes, request.scenes, polygons, request.classes, poll).report


def finetune(
    request: FinetuneRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    good_enough: Callable[[], bool] = never,
    warm: WarmEngine | None = None,
) -> FinetuneResult:
    """Trains a model on polygons, checks the model on held-out polygons and saves it under a new name.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled often; True ends the job without results.
        good_enough: Polled often; True ends the job with the best model so far.
        warm: Keeps the base model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True.
        NothingToLearn: There are no polygons on the scenes, or only of one class.
        ModelExists: There is a model of that name.
        OutOfMemory: Memory does not suffice.
        InvalidRequest: The request's mode is unknown.
    """
    start = time.perf_counter()
    if request.mode not in MODES:
        raise InvalidRequest(f"Unknown mode '{request.mode}'.", remedy=f"Use one of {', '.join(MODES)}.")
    check_texts(request)
    job = Progress(progress, cancelled, good_enough)
    job.begin(marked("Reading the polygons"), 0.0, 0.05, stage="features")
    target = target_of(request, find_model(request.base))
    polygons = polygons_of(request.labels, request.classes, job.poll)
    with opened(request.scenes, job.poll) as scenes:
        ground = ground_of(scenes, request.scenes, polygons, request.classes, job.poll)
        check(ground)
        ground = thinned(ground, request.seed)
        job.at(0.5)
        # The whole network is trained by torch; an error about a missing torch comes before any work.
        wanted = "torch" if request.mode == "full" else request.engine
        engine = (warm or WarmEngine()).load(request.base, request.device, request.precision, wanted)
        try:
            return _Job(request, job, engine, scenes, ground, polygons, target).run(start)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            raise OutOfMemory(marked("Memory ran out while the model learned."), detail=str(error)) from error


class _Job:
    """The work of one fine-tuning."""

    def __init__(
        self,
        request: FinetuneRequest,
        progress: Progress,
        engine: Engine,
        scenes: Sequence[Scene],
        ground: Ground,
        polygons: PolygonSet,
        target: Path,
    ) -> None:
        self.request, self.progress, self.engine = request, progress, engine
        self.scenes, self.ground, self.target = scenes, ground, target
        self.base = engine.loaded if isinstance(engine.loaded, ModelFile) else read_model(engine.loaded.path)
        self.labels_hash = polygons.digest()
        self.full = request.mode == "full"

    def run(self, start: float) -> FinetuneResult:
        """Features, training, checks, file."""
        recovery = Recovery.beside(self.target, key_of(self.request, self.base, self.labels_hash))
        before = time.perf_counter()
        samples = self._features()
        feature_seconds = time.perf_counter() - before
        fast_share = (0.35, 0.45) if self.full else (0.7, 0.95)
        self.progress.begin(
            marked("Training, with polygons held out in turn"), *fast_share, stage="validation"
        )
        best = BestSoFar(recovery, self._model, self._unfinished_card)
        try:
            fast = train_fast(
                self.base, samples, self.ground, seed=self.request.seed, watch=self._watch, keep=best.offer
            )
            if not self.full:
                self._begin_saving()
        except Cancelled:
            best.forget()
            raise
        model, scores, parameters = self._model(fast), fast.scores, self._parameters(fast)
        if self.full:
            card = self._card(scores, parameters)
            from model.finetune.full import train_full  # imports torch

            outcome = train_full(
                model,
                fast,
                samples,
                self.base,
                self.ground,
                self.scenes,
                self.engine,
                self.progress,
                seed=self.request.seed,
                recovery=recovery,
                card=card,
            )
            model, parameters = outcome.model, {**parameters, **outcome.parameters}
            scores = replace(scores, note=f"{scores.note} {outcome.note}")
            self._begin_saving()
        card = self._card(scores, parameters)
        known = {key: value for key, value in card.items() if value is not None}
        reference = self._reference()
        save_weights(
            self.target, halved(model.weights), model.config, model.heads, known, reference=reference
        )
        recovery.remove()
        return FinetuneResult(
            info_of(self.target),
            scores,
            self.ground.report,
            round(time.perf_counter() - start, 2),
            self.engine.inference.device_name,
            round(feature_seconds, 2),
            self.progress.stopped_early,
        )

    def _features(self) -> Samples:
        last = 0.35 if self.full else 0.7
        self.progress.begin(marked("Looking at the labelled places"), 0.05, last, stage="features")
        extractor = Extractor(
            self.engine,
            FeatureCache(cache_folder()),
            COPIES,
            lambda done, total: self.progress.at(done / max(total, 1)),
        )
        return extractor.run(self.scenes, self.ground.polygons, self.request.seed)

    def _begin_saving(self) -> None:
        """The last moment for the user to cancel."""
        self.progress.begin(marked("Saving the model"), 0.97, 1.0, stage="training")

    def _reference(self) -> str:
        """What the new model knows: its base's ground and its own. Empty after a full training.

        A full training changes the tokens, and the base's training data are not here to be looked at again.
        """
        if self.full:
            return ""
        polygons, poll = self.ground.polygons, self.progress.poll
        return reference_with(self.engine, self.base, self.scenes, polygons, poll)

    def _model(self, fast: FastModel) -> ModelFile:
        return built(self.base, fast, self.ground)

    def _parameters(self, fast: FastModel) -> dict[str, Any]:
        return {
            "mode": self.request.mode,
            "seed": self.request.seed,
            "copies": COPIES,
            "expert_weights": [round(value, 3) for value in fast.weights.tolist()],
        }

    def _unfinished_card(self, fast: FastModel) -> dict[str, Any]:
        return self._card(fast.scores, {**self._parameters(fast), "cut_short": True})

    def _watch(self, step: int, steps: int, loss: float, miou: float | None) -> bool:
        """Passes on the curve every tenth step; returns whether the user finds the model good enough."""
        point = {"step": float(step), "steps": float(steps), "loss": min(loss, LARGEST_LOSS)}
        if miou is not None:
            point["miou"] = miou
        self.progress.at(step / steps, curve=point if step % 10 == 0 else None)
        return self.progress.wants_end()

    def _card(self, scores: Any, parameters: dict[str, Any]) -> dict[str, Any]:
        return card_of(self.base, self.request, self.ground.classes, self.labels_hash, scores, parameters)


@contextlib.contextmanager
def opened(specs: Sequence[SceneSpec], poll: Callable[[], object] = never) -> Any:
    """All scenes, open.

    Raises:
        InvalidRequest: There are no scenes.
    """
    if not specs:
        raise InvalidRequest(
            marked("There is no scene."), remedy=marked("Choose the SAR layer that the polygons lie on.")
        )
    with contextlib.ExitStack() as stack:
        scenes = []
        for spec in specs:
            poll()
            scenes.append(stack.enter_context(open_scene(spec)))
        yield scenes


def polygons_of(
    labels: Sequence[LabelSpec], classes: Sequence[ClassInfo], poll: Callable[[], object]
) -> PolygonSet:
    """Reads the polygons of a request and checks its classes, before any scene is opened.

    Raises:
        NothingToLearn: There are no label files.
    """
    if not labels:
        raise NothingToLearn(marked("There is no label layer."))
    classes_for([], classes)
    return read_polygons(labels, poll)


def ground_of(
    scenes: Sequence[Scene],
    specs: Sequence[SceneSpec],
    polygons: PolygonSet,
    classes: Sequence[ClassInfo],
    poll: Callable[[], object],
) -> Ground:
    """The labelled pixels on some scenes."""
    stems = [spec.stem or Path(spec.path).stem for spec in specs]
    return locate(polygons, scenes, stems, classes_for(polygons.codes, classes), poll)


def thinned(ground: Ground, seed: int) -> Ground:
    """The ground with at most as many polygons as one training can use, balanced over classes.

    More polygons would not help: the number of pixels from all polygons together is limited.
    """
    if len(ground.polygons) <= MOST_POLYGONS:
        return ground
    rng = np.random.default_rng(seed)
    kinds = np.array([item.index for item in ground.polygons])
    # Every class gives one polygon in turn, so that a rare class keeps all polygons.
    turn = np.zeros(len(kinds), dtype=np.int64)
    for kind in np.unique(kinds):
        members = np.flatnonzero(kinds == kind)
        turn[rng.permutation(members)] = np.arange(len(members))
    kept = np.sort(np.argsort(turn, kind="stable")[:MOST_POLYGONS])
    report = replace(
        ground.report,
        problems=[
            *ground.report.problems,
            f"Of {len(kinds)} polygons {MOST_POLYGONS} were drawn at random to learn from.",
        ],
    )
    return Ground(ground.classes, [ground.polygons[int(index)] for index in kept], report)


def check(ground: Ground) -> None:
    """Checks that there is something to learn.

    Raises:
        NothingToLearn: There is not.
    """
    check_any(ground)
    reasons = " ".join(ground.report.problems)
    if len(ground.classes) < 2:
        only = f"All usable polygons are of one class ({ground.classes[0].name})"
        raise NothingToLearn(f"{only}, and there is nothing to tell it from. {reasons}".strip())


def check_any(ground: Ground) -> None:
    """Checks that there is at least one polygon.

    Raises:
        NothingToLearn: There is not.
    """
    if not ground.polygons:
        reasons = " ".join(ground.report.problems)
        raise NothingToLearn(f"No polygon can be used. {reasons}".strip())
