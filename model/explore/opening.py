"""The features that a request of Explore reads: a file, or features of a scene made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from model.errors.errors import InvalidRequest
from model.errors.progress import Progress
from model.errors.words import marked
from model.explore.grid import SceneGrid, opened_grid
from model.features.job import features
from model.features.store import FeatureStore
from model.inference.warm import WarmEngine
from model.protocol.exploring import FeaturesRequest
from model.protocol.values import SceneSpec

MADE = 0.6
"""Fraction of a job that has passed when features had to be made."""


class Explored(Protocol):
    """What requests have in common that read features and write a raster."""

    @property
    def features(self) -> str: ...
    @property
    def scene(self) -> SceneSpec | None: ...
    @property
    def model(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def engine(self) -> str: ...


@contextmanager
def explored(
    request: Explored, job: Progress, cancelled: Callable[[], bool], warm: WarmEngine | None
) -> Iterator[tuple[SceneGrid, float]]:
    """The grid of a request's scene over its features, and the fraction of the job that is done.

    Raises:
        Cancelled: The user cancelled.
        FeaturesNotReadable: The file of features is damaged or of another version.
        InvalidRequest: There is neither a file of features nor a scene.
        SardinoError: As :func:`model.explore.grid.opened_grid` and the making of features raise them.
    """
    job.begin(marked("Opening the features"), 0.0, 0.02)
    path, done = request.features, 0.02
    if not path:
        path, done = _made(request, job, cancelled, warm), MADE
    with opened_grid(FeatureStore.open(Path(path)), request.scene) as grid:
        yield grid, done


def _made(request: Explored, job: Progress, cancelled: Callable[[], bool], warm: WarmEngine | None) -> str:
    """Makes the features of the request's scene, or finds them in the cache; returns their file."""
    if request.scene is None:
        raise InvalidRequest(
            marked("There are neither features nor a scene."), remedy=marked("Choose a layer.")
        )
    job.begin(marked("Making the features"), 0.02, MADE)
    asked = FeaturesRequest(
        scene=request.scene,
        model=request.model,
        device=request.device,
        precision=request.precision,
        engine=request.engine,
    )

    def report(
        fraction: float,
        message: str = "",
        seconds_left: float | None = None,
        *,
        stage: str = "",
        curve: dict[str, float] | None = None,
    ) -> None:
        job.at(fraction, message)

    return features(asked, progress=report, cancelled=cancelled, warm=warm).path
