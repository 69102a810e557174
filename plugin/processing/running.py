"""Which of our algorithms are at work, whoever started them: they have to end before their provider goes.

QGIS keeps a bare pointer to the provider in each algorithm and asks for it when it loads the results: a run
of the toolbox that ended after the plugin was unloaded ended QGIS.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThreadPool

_lock = threading.Lock()
_at_work: list[QgsProcessingFeedback] = []


@contextlib.contextmanager
def at_work(feedback: QgsProcessingFeedback, *, waits: bool) -> Iterator[None]:
    """An algorithm is at work in this block; any thread.

    Args:
        feedback: Cancels it.
        waits: Whether the block does nothing but wait for the worker.
    """
    with _lock:
        _at_work.append(feedback)
    # QGIS draws its map with the same few threads, as many as there are cores, and the window waits for
    # them: a thread that only waits must not be one of them.
    pool = QThreadPool.globalInstance()
    lends = waits and threading.current_thread() is not threading.main_thread()
    if lends:
        pool.releaseThread()
    try:
        yield
    finally:
        if lends:
            pool.reserveThread()
        with _lock:
            _at_work[:] = [item for item in _at_work if item is not feedback]


def cancel_all() -> None:
    """Asks all of them to end."""
    # With the lock: outside its block a feedback may be gone.
    with _lock:
        for feedback in _at_work:
            feedback.cancel()


def wait_for_all(patience_ms: int) -> bool:
    """Waits until all have ended and QGIS has taken their results; False if some have not in that time.

    QGIS goes on meanwhile. Algorithms of others are waited for too, since tasks look alike.
    """
    deadline = time.monotonic() + patience_ms / 1000
    while _at_work or _tasks():
        if time.monotonic() > deadline:
            return not _at_work
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        # Gives the algorithms' threads a turn at Python.
        time.sleep(0.005)
    return True


def _tasks() -> bool:
    """Whether an algorithm's task has not been heard to the end."""
    tasks = QgsApplication.taskManager().activeTasks()
    return any(isinstance(task, QgsProcessingAlgRunnerTask) for task in tasks)
