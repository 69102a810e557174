"""What a run needs of a scheduler; and the one that needs no package: processes of this computer.

QGIS uses the plain processes: they need nothing but the backend's environment and open no port. Dask
(``model.archive.cluster``) does the same for many machines, behind the same interface.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from model.archive.scene import ArchiveScene
from model.archive.settings import Settings
from model.archive.work import Outcome, SceneWorker
from model.errors.errors import Cancelled

POLL_SECONDS = 0.2


class Scheduler(Protocol):
    """Gives scenes to workers."""

    def outcomes(self, scenes: Sequence[ArchiveScene]) -> Iterator[Outcome | None]:
        """Starts the work; gives each outcome as it comes, and None several times a second in between.

        Raises:
            SchedulerLost: The scheduler has gone; what was finished is kept.
        """

    def fractions(self) -> float:
        """How much of the scenes under way is done, in scenes; 0 where unknown."""

    def close(self) -> None:
        """Cancels what is under way, which leaves no file, and ends all workers."""


class Processes:
    """Processes of this computer, one scene each at a time.

    Args:
        settings: What is the same for all scenes.
        workers: How many.
        gpus: Numbers of the GPUs to share out; empty for none.
    """

    def __init__(self, settings: Settings, workers: int, gpus: Sequence[str] = ()) -> None:
        self._workers = [
            SceneWorker(settings, str(number), gpu_environment(gpus, number)) for number in range(workers)
        ]
        self._waiting: queue.SimpleQueue[ArchiveScene] = queue.SimpleQueue()
        self._ended: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self._fractions = [0.0] * workers
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def outcomes(self, scenes: Sequence[ArchiveScene]) -> Iterator[Outcome | None]:
        """See :class:`Scheduler`."""
        for scene in scenes:
            self._waiting.put(scene)
        for number in range(min(len(self._workers), len(scenes))):
            thread = threading.Thread(target=self._run, args=(number,), daemon=True)
            self._threads.append(thread)
            thread.start()
        count = 0
        while count < len(scenes):
            try:
                ended = self._ended.get(timeout=POLL_SECONDS)
            except queue.Empty:
                yield None
                continue
            if isinstance(ended, BaseException):
                raise ended
            count += 1
            yield ended

    def fractions(self) -> float:
        """See :class:`Scheduler`."""
        return sum(self._fractions)

    def close(self) -> None:
        """See :class:`Scheduler`."""
        self._closing.set()
        enders = [threading.Thread(target=worker.close) for worker in self._workers]
        for thread in enders:
            thread.start()
        for thread in [*enders, *self._threads]:
            thread.join()

    def _run(self, number: int) -> None:
        worker = self._workers[number]
        while not self._closing.is_set():
            try:
                scene = self._waiting.get_nowait()
            except queue.Empty:
                return
            try:
                self._ended.put(worker.work(scene, self._closing.is_set, self._reporter(number)))
            except Cancelled:
                return
            except BaseException as error:  # a fault of our own must end the run, not hang it
                self._ended.put(error)
                return
            finally:
                self._fractions[number] = 0.0

    def _reporter(self, number: int) -> Callable[..., None]:
        def report(
            fraction: float,
            message: str = "",
            seconds_left: float | None = None,
            *,
            stage: str = "",
            curve: dict[str, float] | None = None,
        ) -> None:
            self._fractions[number] = min(max(fraction, 0.0), 0.99)

        return report


def gpu_environment(gpus: Sequence[str], number: int) -> dict[str, str]:
    """The variable that gives a worker its own GPU; empty without GPUs."""
    return {"CUDA_VISIBLE_DEVICES": gpus[number % len(gpus)]} if gpus else {}
