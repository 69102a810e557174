"""Progress of a job: throttles reports, estimates the time left and checks for the end, all in one place."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from model.errors.errors import Cancelled

TELL_SECONDS = 0.1
"""Seconds between reports: ten per second look smooth; more would only fill the pipe."""
WORDS_SECONDS = 1.0
"""Seconds between new words or times left within a step: each is a line in the log of Processing."""
_BURST = 5
"""Largest number of steps that may begin with a new message within as many times :data:`WORDS_SECONDS`."""
_KNOWN_SHARE, _KNOWN_SECONDS = 0.05, 3.0
"""A step's pace is known after this share of the step, or after this time."""


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
        """Passes the report on."""


class Progress:
    """Every step of a job reports to this object. Use from one thread only, except :meth:`poll`.

    Reported fractions never decrease. The first report, a new stage, a score and the end are sent at once;
    other reports that come too soon are left out.

    Args:
        tell: Takes reports.
        cancelled: Whether to end and discard all results.
        good_enough: Whether to end with the best result so far.

    Attributes:
        stopped_early: Whether the user said that the result is good enough.
    """

    def __init__(
        self,
        tell: Report,
        cancelled: Callable[[], bool],
        good_enough: Callable[[], bool] = lambda: False,
    ) -> None:
        self._tell = tell
        self._cancelled = cancelled
        self._good_enough = good_enough
        self.stopped_early = False
        self._share = (0.0, 0.0)
        self._done = self._fraction = 0.0
        self._message = ""
        self._stage: str | None = None
        self._since = time.monotonic()
        self._expected: float | None = None
        self._told = float("-inf")
        self._words: tuple[str, float | None] = ("", None)
        self._worded: deque[float] = deque([float("-inf")] * _BURST, maxlen=_BURST)

    def begin(self, message: str, first: float, last: float, *, stage: str = "") -> None:
        """Begins a step that takes the job from fraction ``first`` to ``last``.

        Raises:
            Cancelled: The user cancelled the job.
        """
        self.poll()
        now = time.monotonic()
        at_once = stage != self._stage or now - self._worded[0] >= _BURST * WORDS_SECONDS
        self._message, self._stage = message, stage
        self._share, self._done, self._since = (first, last), 0.0, now
        self._report(now, at_once=at_once, other_words=at_once)

    def at(self, done: float, message: str = "", *, curve: dict[str, float] | None = None) -> None:
        """Reports the share of this step that is done, with an optional new message or point of a curve.

        Raises:
            Cancelled: The user cancelled the job.
        """
        self.poll()
        self._done = min(max(done, self._done), 1.0)
        self._message = message or self._message
        self._report(time.monotonic(), at_once=curve is not None and "miou" in curve, curve=curve)

    def tick(self) -> None:
        """Reports that work goes on, without a known share.

        Raises:
            Cancelled: The user cancelled the job.
        """
        self.at(self._done)

    def end(self, message: str) -> None:
        """Reports that all is done; this report is always sent."""
        self._message, self._share, self._done = message, (1.0, 1.0), 1.0
        self._report(time.monotonic(), at_once=True, other_words=True)

    def poll(self) -> None:
        """Only checks whether to end.

        Raises:
            Cancelled: The user cancelled the job.
        """
        if self._cancelled():
            raise Cancelled

    def wants_end(self) -> bool:
        """Whether the user says that the result is good enough; the answer is remembered."""
        self.stopped_early = self.stopped_early or self._good_enough()
        return self.stopped_early

    def _report(
        self,
        now: float,
        *,
        at_once: bool,
        other_words: bool = False,
        curve: dict[str, float] | None = None,
    ) -> None:
        first, last = self._share
        fraction = max(self._fraction, min(first + (last - first) * self._done, 1.0))
        ends = fraction >= 1 > self._fraction
        self._fraction = fraction
        if not (at_once or ends) and now - self._told < TELL_SECONDS:
            return
        self._told = now
        if other_words or ends or now - self._worded[-1] >= WORDS_SECONDS:
            self._worded.append(now)
            self._words = (self._message, self._seconds_left(now))
        self._tell(fraction, *self._words, stage=self._stage or "", curve=curve)

    def _seconds_left(self, now: float) -> float | None:
        """From the pace of this step, assumed for the rest; until the pace is known, the earlier estimate."""
        first, last = self._share
        grown, spent = (last - first) * self._done, now - self._since
        if self._fraction >= 1:
            return 0.0
        if grown > 0 and (self._done >= _KNOWN_SHARE or spent >= _KNOWN_SECONDS):
            self._expected = now + spent / grown * (1 - first - grown)
        return None if self._expected is None else max(self._expected - now, 0.0)
