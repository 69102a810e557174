"""Threads that end together: an error or a cancel in any of them ends all threads promptly."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")

POLL_SECONDS = 0.05
"""Seconds until a waiting thread notices the end."""


class Stopped(Exception):
    """Raised in a waiting thread after another thread has ended everything."""


class Flow:
    """Runs worker threads beside the caller's; use as a context manager.

    Leaving the block waits for the workers. The first error of any worker is raised unchanged in the caller;
    an error in the caller's block ends the workers.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._error: BaseException | None = None
        self._lock = threading.Lock()

    def start(self, name: str, work: Callable[[], None]) -> None:
        """Runs ``work`` in a thread."""
        thread = threading.Thread(target=self._guard, args=(work,), name=f"sardino-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def put(self, channel: queue.Queue[T], item: T) -> None:
        """Puts an item on a bounded queue, waiting for room.

        Raises:
            Stopped: The flow has ended.
        """
        while True:
            self.check()
            try:
                return channel.put(item, timeout=POLL_SECONDS)
            except queue.Full:
                continue

    def get(self, channel: queue.Queue[T], waiting: Callable[[], None] | None = None) -> T:
        """Takes an item off a queue, calling ``waiting`` repeatedly until an item comes.

        Raises:
            Stopped: The flow has ended.
        """
        while True:
            self.check()
            try:
                return channel.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if waiting is not None:
                    waiting()

    def check(self) -> None:
        """Raises :class:`Stopped` if the flow has ended."""
        if self._stop.is_set():
            raise Stopped

    def wait(self, waiting: Callable[[], None] | None = None) -> None:
        """Waits until every worker is done, calling ``waiting`` repeatedly.

        Raises:
            Stopped: A worker failed.
        """
        for thread in self._threads:
            while thread.is_alive():
                thread.join(POLL_SECONDS)
                if waiting is not None:
                    waiting()
        self.check()

    def __enter__(self) -> Flow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._stop.set()
        for thread in self._threads:
            thread.join()
        # A worker's error is the cause of the caller's Stopped; any other error of the caller wins.
        if self._error is not None and (error is None or isinstance(error, Stopped)):
            raise self._error

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Stopped:
            pass
        except BaseException as error:  # Raised again in the caller's thread.
            with self._lock:
                self._error = self._error or error
            self._stop.set()
