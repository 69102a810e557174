"""Turns the worker's progress into Processing's feedback: a percentage, a text, the time left."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

from ...model.protocol.envelope import Progress
from ..translation import fill, tr


class ProgressReporter:
    """Shows the stages of a run as one progress.

    Attributes:
        feedback: Shows the progress, and says whether the user cancels.
    """

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self.feedback = feedback
        self._start, self._end = 0.0, 1.0
        self._text = ""

    def begin(self, text: str, start: float, end: float) -> None:
        """Begins a stage that fills the bar from ``start`` to ``end`` (0 to 1)."""
        self._start, self._end = start, end
        self._show(text)
        self.fraction(0.0)

    def fraction(self, done: float) -> None:
        """Shows how much of the stage is done, 0 to 1."""
        done = min(max(done, 0.0), 1.0)
        self.feedback.setProgress(100 * (self._start + (self._end - self._start) * done))

    def worker(self, progress: Progress) -> None:
        """Shows a message of the worker."""
        self.fraction(progress.fraction)
        left = "" if progress.seconds_left is None else time_left(progress.seconds_left)
        self._show(" – ".join(part for part in (tr(progress.message), left) if part))

    def _show(self, text: str) -> None:
        # Each text is a line in the dialog's log: repeat no text. The worker keeps the number of texts low.
        if text and text != self._text:
            self._text = text
            self.feedback.setProgressText(text)


def time_left(seconds: float) -> str:
    """A time in words, no more exact than an estimate."""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < 55:
        return tr("{} s left").format(5 * round(seconds / 5))
    if seconds < 600:
        half_minutes = max(2, round(seconds / 30))
        return tr("{} min left").format(fill("{minutes:g}", minutes=half_minutes / 2))
    if seconds < 5400:
        return tr("{} min left").format(round(seconds / 60))
    return tr("{} h left").format(fill("{hours:.1f}", hours=seconds / 3600))
