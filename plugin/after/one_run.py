"""What groups that run an algorithm in the background share: one run at a time."""

from __future__ import annotations

from typing import Any

from ..run.runner import AlgorithmRun, Outcome
from .job import Job


class OneRun:
    """A part of a group: starts an algorithm, follows and ends it.

    Attributes:
        job: The button, its progress and its outcome.
    """

    job: Job
    _run: AlgorithmRun | None = None

    def launch(self, algorithm: str, title: str, parameters: dict[str, Any]) -> None:
        """Starts an algorithm in the background."""
        run = AlgorithmRun(algorithm, title, parameters)
        run.progressed.connect(self.job.set_fraction)
        run.said.connect(self.job.set_text)
        run.ended.connect(self._ended)
        self._run = run
        self.job.begin()
        problem = run.start()
        if problem:
            self._ended(Outcome(error=problem))

    def running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def abort(self) -> None:
        """Asks the run to end; nothing is written then."""
        if self._run is not None:
            self._run.cancel()

    def remove(self) -> None:
        """Drops the run for good; it ends by itself."""
        if self._run is not None:
            self._run.abandon()
            self._run = None

    def forget_project(self) -> None:
        """Clears what was said about the old project."""
        if not self.running():
            self.job.note.clear()

    def _ended(self, outcome: Outcome) -> None:
        """Hook: says what came of the run."""
        raise NotImplementedError
