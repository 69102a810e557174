"""What the worker does for each kind of request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from model.errors import OutOfMemory
from model.finetune.session import Report
from model.finetune_messages import (
    EvaluateModelRequest,
    FinetuneRequest,
    InspectLabelsRequest,
    ManageModelRequest,
    SuggestLabelsRequest,
)
from model.messages import (
    Answer,
    DescribeRequest,
    Failure,
    ListModelsRequest,
    ModelList,
    Params,
    Result,
    SegmentRequest,
    SegmentResult,
)
from model.preferences import Preferences
from model.request_checks import check

HEAVY = (SegmentRequest, FinetuneRequest, EvaluateModelRequest, SuggestLabelsRequest)
"""Requests that take the whole machine: they run one after the other."""


def perform(
    request: Params,
    preferences: Preferences,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    good_enough: Callable[[], bool],
) -> Answer:
    """Does what a request asks for.

    Args:
        request: The request.
        preferences: The user's options, where it leaves the choice open.
        progress: Takes reports.
        cancelled: Whether to end and leave nothing.
        good_enough: Whether a fine-tuning should end with the best so far.

    Raises:
        SardinoError: It cannot be done.
    """
    check(request)
    # Imported when first needed: the worker says hello before all of it is loaded.
    params: Any = preferences.applied(request)
    if isinstance(request, DescribeRequest):
        from model.scene import describe

        return describe(params.scene)
    if isinstance(request, ListModelsRequest):
        from model.checkpoint import list_models

        return ModelList(list_models())
    if isinstance(request, InspectLabelsRequest):
        from model.finetune.run import inspect_labels

        return inspect_labels(params, cancelled=cancelled)
    if isinstance(request, ManageModelRequest):
        from model.finetune.manage import manage_model

        return manage_model(request)
    if isinstance(request, FinetuneRequest):
        from model.finetune.run import finetune

        return finetune(params, progress=progress, cancelled=cancelled, good_enough=good_enough)
    if isinstance(request, EvaluateModelRequest):
        from model.finetune.evaluate import evaluate_model

        return evaluate_model(params, progress=progress, cancelled=cancelled)
    if isinstance(request, SuggestLabelsRequest):
        from model.finetune.suggest import suggest_labels

        return suggest_labels(params, progress=progress, cancelled=cancelled)
    from model.segment import segment

    return segment(params, progress=progress, cancelled=cancelled)


def ran_out_of_memory(answer: Result | Failure) -> bool:
    """Whether the job, or one of its scenes, failed for lack of memory."""
    if isinstance(answer, Failure):
        errors = [answer.error]
    elif isinstance(answer.result, SegmentResult):
        errors = [scene.error for scene in answer.result.scenes if scene.error is not None]
    else:
        return False
    return any(error.code == OutOfMemory.code for error in errors)
