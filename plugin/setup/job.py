"""Runs a set-up in a thread and reports to the window."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ..backend import diagnostics
from ..errors import JobCancelled, PluginError, SetupFailed
from .plan import Listener

_PROGRESS_SECONDS = 0.1
_LINES_SECONDS = 0.1

_running: set[SetupJob] = set()
"""Keeps a job, which is a ``QObject``, until its thread has ended: see ``run.background``."""


class SetupJob(QObject):
    """One set-up, or one check of an interpreter.

    Signals:
        step: The current step, in words.
        lines: Lines of output.
        progress: Fraction and seconds left (None while unknown).
        ended: The function's result, and the error (None if there was none).
    """

    step = pyqtSignal(str)
    lines = pyqtSignal(list)
    progress = pyqtSignal(float, object)
    ended = pyqtSignal(object, object)
    _done = pyqtSignal()

    def __init__(self, function: Callable[[Listener], Any]) -> None:
        """Prepares a job.

        Args:
            function: Called in a thread with the listener to report to.
        """
        super().__init__()
        self._function = function
        self._cancelled = threading.Event()
        self._waiting: list[str] = []
        self._sent_lines = self._sent_progress = 0.0
        self._result: Any = None
        self._error: PluginError | None = None
        self._thread = threading.Thread(target=self._run, name="sardino-setup", daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Starts the thread."""
        _running.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Asks the job to end; ``ended`` follows."""
        self._cancelled.set()

    def wait(self, seconds: float) -> None:
        """Waits for the thread to end."""
        self._thread.join(seconds)

    def _run(self) -> None:
        listener = Listener(self._step, self._line, self._progress, self._cancelled.is_set)
        try:
            self._result = self._function(listener)
        except PluginError as error:
            self._error = error
            if not isinstance(error, JobCancelled):
                diagnostics.remember(error)
        except Exception as error:  # any error must reach the user
            self._error = SetupFailed(f"{type(error).__name__}: {error}")
            diagnostics.remember(self._error)
        with contextlib.suppress(RuntimeError):  # QGIS has ended meanwhile
            self._flush()
            self._done.emit()

    def _step(self, text: str) -> None:
        self.step.emit(text)

    def _line(self, text: str) -> None:
        # At times pip prints hundreds of lines a second, so the window gets batches of lines.
        self._waiting.append(text)
        if time.monotonic() - self._sent_lines > _LINES_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self.lines.emit(self._waiting)
            self._waiting = []
        self._sent_lines = time.monotonic()

    def _progress(self, fraction: float, left: float | None) -> None:
        now = time.monotonic()
        if now - self._sent_progress > _PROGRESS_SECONDS:
            self._sent_progress = now
            self._flush()
            self.progress.emit(fraction, left)

    def _deliver(self) -> None:
        self._thread.join()
        _running.discard(self)
        self.ended.emit(self._result, self._error)
