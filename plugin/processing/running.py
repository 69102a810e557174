"""Which of our algorithms run, whoever started them: they must end before their provider goes.

QGIS keeps a bare pointer to the provider in each algorithm and uses the pointer when it loads the results.
So a run of the toolbox that ended after the plugin was unloaded crashed QGIS.
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
    """Counts an algorithm as running during the ``with`` block; any thread.

    Args:
        feedback: Cancels the algorithm.
        waits: Whether the block only waits for the worker.
    """
    with _lock:
        _at_work.append(feedback)
    # QGIS draws its map with the same few threads, as many as there are cores, and the window waits for
    # these threads. A thread that only waits must not be one of them.
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
    """Asks all running algorithms to end."""
    # With the lock: a feedback may be deleted after its block.
    with _lock:
        for feedback in _at_work:
            feedback.cancel()


def wait_for_all(patience_ms: int) -> bool:
    """Waits until all algorithms have ended and QGIS has taken their results; False if ours still run.

    QGIS keeps handling events. Other plugins' algorithms are waited for too, since tasks look alike.
    """
    deadline = time.monotonic() + patience_ms / 1000
    while _at_work or _tasks():
        if time.monotonic() > deadline:
            return not _at_work
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        # Lets the algorithms' threads run Python.
        time.sleep(0.005)
    return True


def _tasks() -> bool:
    """Whether QGIS has not finished an algorithm's task."""
    tasks = QgsApplication.taskManager().activeTasks()
    return any(isinstance(task, QgsProcessingAlgRunnerTask) for task in tasks)
