"""Asks the worker for the products of one scene."""

from __future__ import annotations

from pathlib import Path

from ...model.protocol.segmenting import SegmentRequest, SegmentResult
from ..backend import shared_client
from ..errors import BackendError
from ..results.keeping import free_stem
from .progress import ProgressReporter


def run_one(request: SegmentRequest, progress: ProgressReporter, *, keep_earlier: bool) -> SegmentResult:
    """Runs the job; raises a scene's failure."""
    if keep_earlier:
        spare_earlier(request)
    result: SegmentResult = shared_client().request(
        request, progress=progress.worker, cancelled=progress.feedback.isCanceled
    )
    failure = result.scenes[0].error
    if failure is not None:
        raise BackendError.from_info(failure)
    return result


def spare_earlier(request: SegmentRequest) -> None:
    """Gives the products new names: products of an earlier run may be in somebody's project."""
    (scene,) = request.scenes
    stem = scene.stem or Path(scene.path).stem
    free = free_stem(Path(request.out_dir), stem)
    if free != stem:
        scene.stem = free
