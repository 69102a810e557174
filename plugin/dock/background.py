"""Questions asked in the background, so that the window never waits for the worker."""

from __future__ import annotations

import threading
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

_asked: set[Question] = set()
"""Questions without an answer yet, so that they are not collected meanwhile."""


class Question(QObject):
    """Runs a function in a thread and hands its answer back in the thread that asked.

    A plain thread and no ``QgsTask``: QGIS announces each task's end to the user, and before
    QGIS 3.26 a task cannot keep it from doing so.
    """

    _done = pyqtSignal()

    def __init__(
        self,
        function: Callable[[Callable[[], bool]], Any],
        answered: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Prepares a question; :func:`ask` asks it.

        Args:
            function: Called in a thread with a function that says whether the question was dropped.
            answered: Called in this thread with what ``function`` returned.
            failed: Called in this thread with what ``function`` raised.
        """
        super().__init__()
        self._function = function
        self._answered = answered
        self._failed = failed
        self._answer: Any = None
        self._error: Exception | None = None
        self._dropped = threading.Event()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Asks."""
        threading.Thread(target=self._run, name="sardino-question", daemon=True).start()

    def drop(self) -> None:
        """Ends the question; nobody hears of its answer."""
        self._dropped.set()
        _asked.discard(self)

    def _run(self) -> None:
        """In the thread: gets the answer."""
        try:
            self._answer = self._function(self._dropped.is_set)
        except Exception as error:  # whatever it is, it must reach the user and not end in silence
            self._error = error
        if not self._dropped.is_set():
            self._done.emit()

    def _deliver(self) -> None:
        """Hands the answer over, unless the question was dropped while it was on its way."""
        _asked.discard(self)
        if self._dropped.is_set():
            return
        if self._error is not None:
            self._failed(self._error)
        else:
            self._answered(self._answer)


def ask(
    function: Callable[[Callable[[], bool]], Any],
    answered: Callable[[Any], None],
    failed: Callable[[Exception], None],
) -> Question:
    """Asks in the background; see :class:`Question` for the arguments."""
    question = Question(function, answered, failed)
    _asked.add(question)
    question.start()
    return question


def drop_all() -> None:
    """Drops every open question."""
    for question in list(_asked):
        question.drop()
