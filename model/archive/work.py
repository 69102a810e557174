"""The work on one scene: fetch, segment, describe, and publish everything at once."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.archive.fetch import fetch
from model.archive.process import SceneProcess, as_error
from model.archive.scene import ArchiveScene, is_remote
from model.archive.settings import Settings
from model.archive.stac_out import item_of
from model.disk.scratch import Scratch, sweep
from model.disk.whole import Move, recover, replace_all
from model.errors.errors import (
    Cancelled,
    InvalidRequest,
    OutOfMemory,
    SardinoError,
    SceneNotFetched,
    SceneProcessDied,
)
from model.errors.failures import explain
from model.errors.progress import Report
from model.errors.words import marked
from model.protocol.segmenting import SceneResult, SegmentRequest, SegmentResult
from model.protocol.values import ErrorInfo, SceneSpec

log = logging.getLogger(__name__)

_MAY_PASS = frozenset((SceneProcessDied.code, SceneNotFetched.code, OutOfMemory.code, "file_not_usable"))
"""Codes of failures after which another try makes sense: a raster that is no radar stays none."""
_WAIT_SECONDS = 1.0
_SIDECARS = (".aux.xml", ".ovr", ".msk")


@dataclass
class Outcome:
    """How the work on a scene ended.

    Attributes:
        id: The scene.
        error: Why there are no products; None if there are.
        attempts: How often the scene was tried.
        seconds: Wall time of all tries.
        worker: Who did it: number or address.
        item: The scene's STAC Item, reduced to what the Collection needs.
    """

    id: str
    error: ErrorInfo | None = None
    attempts: int = 1
    seconds: float = 0.0
    worker: str = ""
    item: dict[str, Any] = field(default_factory=dict)


class SceneWorker:
    """Segments scenes one after the other, each in a process that is bounded and replaceable.

    Args:
        settings: What is the same for all scenes.
        name: Who this is, for the log and the table.
        environment: Variables for the process, such as the GPU.
    """

    def __init__(self, settings: Settings, name: str = "", environment: dict[str, str] | None = None) -> None:
        self._settings = settings
        self._name = name
        self._environment = {**settings.environment, **(environment or {})}
        if settings.threads and "OMP_NUM_THREADS" not in self._environment:
            self._environment["OMP_NUM_THREADS"] = str(settings.threads)
        self._process: SceneProcess | None = None
        self._one_at_a_time = threading.Lock()
        self._closed = threading.Event()

    def start(self) -> None:
        """Starts the process ahead of the first scene."""
        with self._one_at_a_time:
            self._ready()

    def close(self) -> None:
        """Ends the process; a scene under way is cancelled and leaves nothing."""
        self._closed.set()
        with self._one_at_a_time:
            self._end()

    def work(
        self,
        scene: ArchiveScene,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Report | None = None,
    ) -> Outcome:
        """Makes the products and the Item of a scene; never raises, except when cancelled.

        Raises:
            Cancelled: ``cancelled`` returned True, or :meth:`close` was called.
        """
        start = time.monotonic()

        def ends() -> bool:
            return self._closed.is_set() or cancelled()

        with self._one_at_a_time:
            attempt = 0
            while True:
                attempt += 1
                error: ErrorInfo | None = None
                item: dict[str, Any] = {}
                try:
                    item = self._attempt(scene, ends, progress or _silent)
                except Cancelled:
                    self._end_if(self._closed.is_set())
                    raise
                except Exception as problem:  # any error about this scene: the others go on
                    error = explain(problem).info()
                    log.info("%s: %s: %s", scene.id, error.code, error.message)
                if error is None or error.code not in _MAY_PASS or attempt > self._settings.retries:
                    return Outcome(scene.id, error, attempt, time.monotonic() - start, self._name, item)
                self._end_if(error.code == OutOfMemory.code)
                if self._closed.wait(_WAIT_SECONDS * attempt):
                    raise Cancelled

    def _attempt(
        self, scene: ArchiveScene, cancelled: Callable[[], bool], progress: Report
    ) -> dict[str, Any]:
        folder = Path(self._settings.out_dir) / scene.id
        with _scratch(folder) as scratch:
            places = self._here(scene, scratch, cancelled)
            result, model = self._segment(scene, places, scratch, cancelled, progress)
            moves = _moves(result, scene.id, scratch, folder)
            item = item_of(scene, result, self._settings, model, [target for _, target in moves])
            made = scratch / f"{scene.id}.json"
            made.write_text(json.dumps(item, indent=1), encoding="utf-8")
            if cancelled():
                raise Cancelled
            # The Item last: whoever sees it sees complete products. And all or nothing, even if killed here.
            replace_all([*moves, (made, folder / made.name)])
        return {name: item[name] for name in ("bbox", "properties") if name in item}

    def _here(self, scene: ArchiveScene, scratch: Path, cancelled: Callable[[], bool]) -> list[str]:
        """The scene's files on this computer."""
        remote = [path for path in scene.paths if is_remote(path)]
        if not remote:
            return scene.paths
        copies = dict(zip(remote, fetch(remote, scratch, self._settings.signer, cancelled), strict=True))
        return [str(copies.get(path, path)) for path in scene.paths]

    def _segment(
        self,
        scene: ArchiveScene,
        places: list[str],
        scratch: Path,
        cancelled: Callable[[], bool],
        progress: Report,
    ) -> tuple[SceneResult, str]:
        settings = self._settings
        spec = SceneSpec(
            path=places[0],
            cross_pol_path=places[1] if len(places) > 1 else None,
            co_band=scene.co_band,
            cross_band=scene.cross_band,
            units=scene.units or settings.units,
            nodata=settings.nodata if scene.nodata is None else scene.nodata,
            allow_any=settings.allow_any,
            stem=scene.id,
        )
        request = SegmentRequest(
            scenes=[spec],
            out_dir=str(scratch / "products"),
            outputs=list(settings.outputs),
            model=settings.model,
            device=settings.device,
            precision=settings.precision,
            engine=settings.engine,
            careful=settings.careful,
            classes=list(settings.classes),
            priors=dict(settings.priors),
        )
        answer = self._ready().request(request, progress=progress, cancelled=cancelled)
        assert isinstance(answer, SegmentResult)
        (result,) = answer.scenes
        if result.error is not None:
            raise as_error(result.error)
        if answer.model_sha256 != settings.model_sha256:
            raise InvalidRequest(
                f"The model {Path(settings.model).name} has changed since the run began.",
                remedy=marked(
                    "Start again: all scenes are then made with the new model, or give the old model."
                ),
            )
        return result, answer.model

    def _ready(self) -> SceneProcess:
        """The process; a new one if there is none, if it died, or after enough scenes."""
        process = self._process
        if process is not None and (
            not process.alive() or process.scenes >= self._settings.scenes_per_process
        ):
            self._end()
        if self._process is None:
            if self._closed.is_set():
                raise Cancelled
            self._process = SceneProcess(memory_mb=self._settings.memory_mb, environment=self._environment)
        return self._process

    def _end_if(self, wanted: bool) -> None:
        if wanted:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A hidden folder in the scene's folder, removed afterwards; what a killed worker left is removed now."""
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    sweep(folder)
    scratch = Scratch(folder)
    try:
        yield scratch.path
    finally:
        scratch.remove()
        try:
            folder.rmdir()  # a failed scene leaves no empty folder
        except OSError:
            pass


def _moves(result: SceneResult, stem: str, scratch: Path, folder: Path) -> list[Move]:
    """From the scratch folder to the scene's folder; an earlier run's other files are removed."""
    moves: list[Move] = []
    made = {Path(path).name for path in result.products.values()}
    for path in sorted((scratch / "products").iterdir()):
        if path.is_file() and not path.name.startswith("."):
            moves.append((path, folder / path.name))
            made.add(path.name)
    for name in ("landcover", "confidence", "attention"):
        for ending in ("", *_SIDECARS):
            old = folder / f"{stem}_{name}.tif{ending}"
            if old.name not in made and old.exists():
                moves.append((None, old))
    return moves


def _silent(
    fraction: float,
    message: str = "",
    seconds_left: float | None = None,
    *,
    stage: str = "",
    curve: dict[str, float] | None = None,
) -> None:
    """Takes a report and does nothing."""


def failed(scene_id: str, error: SardinoError, *, attempts: int = 1) -> Outcome:
    """The outcome of a scene that no worker could finish."""
    return Outcome(scene_id, error.info(), attempts)
