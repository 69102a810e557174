"""Questions asked in the background, so that the window never waits for the worker."""

from __future__ import annotations

import contextlib
import threading
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

_asked: set[Question] = set()
"""Questions with a living thread. Otherwise the thread could hold the last reference and delete the
``QObject`` in the wrong thread. Qt would then stop any timer with the same number."""


class Question(QObject):
    """Runs a function in a thread and delivers its answer in the thread that asked.

    A plain thread, not a ``QgsTask``: QGIS tells the user about each task's end. A task cannot prevent
    that before QGIS 3.26.
    """

    _done = pyqtSignal()

    def __init__(
        self,
        function: Callable[[Callable[[], bool]], Any],
        answered: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Prepares a question; :func:`ask` starts it.

        Args:
            function: Called in a thread; its argument says whether the question was dropped.
            answered: Called in this thread with the result of ``function``.
            failed: Called in this thread with the exception of ``function``.
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
        """Starts the thread."""
        _asked.add(self)
        self._thread.start()

    def drop(self) -> None:
        """Ends the question; its answer is not delivered."""
        self._dropped.set()

    def _run(self) -> None:
        """In the thread: gets the answer."""
        try:
            if not self._dropped.is_set():
                self._answer = self._function(self._dropped.is_set)
        except Exception as error:  # any error must reach the user
            self._error = error
        with contextlib.suppress(RuntimeError):  # QGIS has ended meanwhile
            self._done.emit()

    def _deliver(self) -> None:
        """Delivers the answer, unless the question was dropped in the meantime."""
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
        owner: Receiver of the answer: if it is deleted, the answer is not delivered.
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
