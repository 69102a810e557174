"""One long request in the background, with progress and a cancel that works at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..processing.progress import ProgressReporter
from ..run.background import Question, ask
from ..run.runner import RunFeedback

Dropped = Callable[[], bool]


class Work(QObject):
    """Runs one function at a time in a thread.

    Signals:
        progressed: How much is done, 0 to 100.
        said: The current step, in words.
    """

    progressed = pyqtSignal(float)
    said = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._feedback: RunFeedback | None = None

    def busy(self) -> bool:
        """Whether a function runs."""
        return self._question is not None

    def begin(
        self,
        function: Callable[[ProgressReporter, Dropped], Any],
        answered: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs a function; one that still runs is cancelled.

        Args:
            function: Called in a thread with the progress, and with a function that says whether to end.
            answered: Called in this thread with the result.
            failed: Called in this thread with the exception.
        """
        self.cancel()
        feedback = RunFeedback()
        feedback.progressChanged.connect(self.progressed)
        feedback.said.connect(self.said)
        reporter = ProgressReporter(feedback)

        def ended(receiver: Callable[[Any], None], value: Any) -> None:
            self._question = self._feedback = None
            receiver(value)

        self._feedback = feedback
        self._question = ask(
            lambda dropped: function(reporter, dropped),
            lambda value: ended(answered, value),
            lambda error: ended(failed, error),
            owner=self,
        )

    def cancel(self) -> bool:
        """Ends the function at once: neither ``answered`` nor ``failed`` is called. False if none runs."""
        question, feedback = self._question, self._feedback
        self._question = self._feedback = None
        if question is None or feedback is None:
            return False
        # What is said from now on belongs to nothing that is shown.
        feedback.blockSignals(True)
        feedback.cancel()
        question.drop()
        return True
