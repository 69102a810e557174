"""Questions asked in the background, so that the window never waits for the worker."""

from __future__ import annotations

import contextlib
import threading
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

_asked: set[Question] = set()
"""Questions whose thread is alive. Without this, the thread could hold the last reference and take
the ``QObject`` apart in the wrong thread, and Qt then stops whatever timer has the same number."""


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
        self._thread = threading.Thread(target=self._run, name="sardino-question", daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Asks."""
        _asked.add(self)
        self._thread.start()

    def drop(self) -> None:
        """Ends the question; nobody hears of its answer."""
        self._dropped.set()

    def _run(self) -> None:
        """In the thread: gets the answer."""
        try:
            if not self._dropped.is_set():
                self._answer = self._function(self._dropped.is_set)
        except Exception as error:  # whatever it is, it must reach the user and not end in silence
            self._error = error
        with contextlib.suppress(RuntimeError):  # QGIS has ended meanwhile
            self._done.emit()

    def _deliver(self) -> None:
        """Hands the answer over, unless the question was dropped while it was on its way."""
        self._thread.join()
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
    *,
    owner: QObject | None = None,
) -> Question:
    """Asks in the background; see :class:`Question` for the arguments.

    Args:
        owner: Whoever the answer is for: when it is gone, nobody hears of the answer.
    """
    question = Question(function, answered, failed)
    if owner is not None:
        owner.destroyed.connect(question.drop)
    question.start()
    return question


def drop_all() -> None:
    """Drops every open question."""
    for question in list(_asked):
        question.drop()
