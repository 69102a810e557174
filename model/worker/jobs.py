"""A table of the worker's functions for all kinds of requests.

A new job needs a dataclass in ``model.protocol``, a row here, and a function.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.errors.errors import InvalidRequest, OutOfMemory
from model.errors.progress import Report
from model.inference.warm import WarmEngine
from model.protocol.archiving import ArchiveRequest
from model.protocol.changing import ChangeRequest, CombineRequest
from model.protocol.envelope import Failure, Result
from model.protocol.exploring import (
    AttentionViewRequest,
    ColoursRequest,
    ColoursViewRequest,
    FamiliarityRequest,
    FeaturesRequest,
    SegmentsRequest,
    SimilarRequest,
    SimilarViewRequest,
    StackRequest,
    TeachViewRequest,
)
from model.protocol.finetuning import (
    EvaluateModelRequest,
    FinetuneRequest,
    InspectLabelsRequest,
    ManageModelRequest,
    SuggestLabelsRequest,
)
from model.protocol.kinds import Answer, Params
from model.protocol.segmenting import DescribeRequest, ListModelsRequest, SegmentRequest, SegmentResult
from model.worker.preferences import Preferences
from model.worker.request_checks import check


@dataclass(frozen=True)
class Job:
    """How the worker serves a kind of request.

    Attributes:
        run: ``module:function``, called with the request; imported at the first use, so that the worker says
            hello before all modules are loaded.
        takes: Keyword arguments of the function: ``progress``, ``cancelled``, ``good_enough``, ``warm``.
        heavy: Whether the job needs the whole machine: heavy jobs run one after the other.
    """

    run: str
    takes: tuple[str, ...] = ()
    heavy: bool = False

    def function(self) -> Callable[..., Answer]:
        """The function that serves the request."""
        module, _, name = self.run.partition(":")
        found: Callable[..., Answer] = getattr(importlib.import_module(module), name)
        return found


_OFTEN = ("progress", "cancelled")

JOBS: dict[type[Params], Job] = {
    DescribeRequest: Job("model.sar.scene:described"),
    ListModelsRequest: Job("model.checkpoint.library:listed"),
    ManageModelRequest: Job("model.finetune.manage:manage_model"),
    InspectLabelsRequest: Job("model.finetune.run:inspect_labels", ("cancelled",)),
    SegmentRequest: Job("model.products.segment:segment", (*_OFTEN, "warm"), heavy=True),
    ArchiveRequest: Job("model.archive.run:segment_archive", _OFTEN, heavy=True),
    FinetuneRequest: Job("model.finetune.run:finetune", (*_OFTEN, "good_enough", "warm"), heavy=True),
    EvaluateModelRequest: Job("model.finetune.evaluate:evaluate_model", (*_OFTEN, "warm"), heavy=True),
    SuggestLabelsRequest: Job("model.finetune.suggest:suggest_labels", (*_OFTEN, "warm"), heavy=True),
    ChangeRequest: Job("model.change.run:change", (*_OFTEN, "warm"), heavy=True),
    # Heavy, since the token's tile goes through the network.
    AttentionViewRequest: Job(
        "model.explore.attention_view:attention_view", ("cancelled", "warm"), heavy=True
    ),
    CombineRequest: Job("model.change.combine:combine", _OFTEN, heavy=True),
    FeaturesRequest: Job("model.features.job:features", (*_OFTEN, "warm"), heavy=True),
    SegmentsRequest: Job("model.explore.segments:segments", (*_OFTEN, "warm"), heavy=True),
    ColoursRequest: Job("model.explore.colours:colours", (*_OFTEN, "warm"), heavy=True),
    StackRequest: Job("model.explore.stack:stack", (*_OFTEN, "warm"), heavy=True),
    SimilarViewRequest: Job("model.explore.similar:similar_view"),
    SimilarRequest: Job("model.explore.similar:similar", (*_OFTEN, "warm"), heavy=True),
    TeachViewRequest: Job("model.explore.teach:teach_view"),
    ColoursViewRequest: Job("model.explore.colours_view:colours_view"),
    FamiliarityRequest: Job("model.explore.familiarity:familiarity", (*_OFTEN, "warm"), heavy=True),
}


def is_heavy(request: Params) -> bool:
    """Whether a request needs the whole machine; False for unknown requests."""
    job = JOBS.get(type(request))
    return job is not None and job.heavy


def perform(
    request: Params,
    preferences: Preferences,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    good_enough: Callable[[], bool],
    warm: WarmEngine,
) -> Answer:
    """Carries out a request.

    Args:
        request: The request.
        preferences: The user's options, used if the request leaves the choice open.
        progress: Takes reports.
        cancelled: Whether to end without results.
        good_enough: Whether a fine-tuning should end with the best model so far.
        warm: Keeps the model from job to job.

    Raises:
        SardinoError: The request failed.
    """
    job = JOBS.get(type(request))
    if job is None:
        raise InvalidRequest(f"A worker does nothing for a {type(request).__name__}.")
    check(request)
    given: dict[str, Any] = {
        "progress": progress,
        "cancelled": cancelled,
        "good_enough": good_enough,
        "warm": warm,
    }
    return job.function()(preferences.applied(request), **{name: given[name] for name in job.takes})


def ran_out_of_memory(answer: Result | Failure) -> bool:
    """Whether the job, or one of its scenes, failed for lack of memory."""
    if isinstance(answer, Failure):
        errors = [answer.error]
    elif isinstance(answer.result, SegmentResult):
        errors = [scene.error for scene in answer.result.scenes if scene.error is not None]
    else:
        return False
    return any(error.code == OutOfMemory.code for error in errors)
