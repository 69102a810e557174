"""Progress, cancel and "good enough" of a fine-tuning, whatever step it is in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from model.errors.errors import Cancelled

_REPORT_SECONDS = 0.2


class Report(Protocol):
    """Takes what a :class:`model.protocol.envelope.Progress` holds."""

    def __call__(
        self,
        fraction: float,
        message: str = "",
        seconds_left: float | None = None,
        *,
        stage: str = "",
        curve: dict[str, float] | None = None,
    ) -> None:
        """Passes it on."""


class Session:
    """What every step of a fine-tuning talks to.

    Args:
        progress: Takes reports.
        cancelled: Whether to end and throw all away.
        good_enough: Whether to end with the best so far.
    """

    def __init__(
        self, progress: Report, cancelled: Callable[[], bool], good_enough: Callable[[], bool]
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._good_enough = good_enough
        self._share = (0.0, 1.0)
        self._stage = ""
        self._message = ""
        self._since = self._last = time.monotonic()
        self.stopped_early = False

    def begin(self, stage: str, message: str, first: float, last: float) -> None:
        """A step begins that takes the work from one fraction to another."""
        self._stage, self._message, self._share = stage, message, (first, last)
        self._since, self._last = time.monotonic(), 0.0
        self.at(0.0)

    def at(self, done: float, curve: dict[str, float] | None = None) -> None:
        """The share of this step that is done; raises Cancelled if wished."""
        self.poll()
        now = time.monotonic()
        if curve is None and now - self._last < _REPORT_SECONDS:
            return
        self._last = now
        first, last = self._share
        fraction = min(first + (last - first) * done, 1.0)
        self._progress(fraction, self._message, self._left(now, done), stage=self._stage, curve=curve)

    def poll(self) -> None:
        """Raises Cancelled if wished."""
        if self._cancelled():
            raise Cancelled

    def wants_end(self) -> bool:
        """Whether the user says that it is good enough; remembered."""
        self.stopped_early = self.stopped_early or self._good_enough()
        return self.stopped_early

    def _left(self, now: float, done: float) -> float | None:
        """From the pace of this step, as if the rest went as fast; unknown at its beginning."""
        first, last = self._share
        if done < 0.05:
            return None
        pace = (now - self._since) / (done * max(last - first, 1e-6))
        return pace * (1 - first - (last - first) * done)
