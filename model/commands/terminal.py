"""What the command line shows while a job runs, and how Ctrl-C ends it."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any, TextIO

from model.errors.errors import SardinoError
from model.errors.progress import Report

LINE_EVERY_PERCENT = 5


class PlainProgress:
    """Prints a line about every five per cent, for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next_percent = 0

    def __call__(
        self,
        fraction: float,
        message: str = "",
        seconds_left: float | None = None,
        *,
        stage: str = "",
        curve: dict[str, float] | None = None,
    ) -> None:
        percent = int(100 * fraction)
        if percent < self._next_percent:
            return
        self._next_percent = percent - percent % LINE_EVERY_PERCENT + LINE_EVERY_PERCENT
        parts = (f"{percent:3d} %", message, time_left(seconds_left))
        print("  ".join(part for part in parts if part), file=self._stream, flush=True)


@contextlib.contextmanager
def progress_display(stream: TextIO) -> Iterator[Report]:
    """A progress bar on a terminal, plain lines elsewhere."""
    if not stream.isatty():
        yield PlainProgress(stream)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("Starting", total=1.0, left="")

        def show(
            fraction: float,
            message: str = "",
            seconds_left: float | None = None,
            *,
            stage: str = "",
            curve: dict[str, float] | None = None,
        ) -> None:
            changes: dict[str, Any] = {"description": message} if message else {}
            bar.update(task, completed=fraction, left=time_left(seconds_left), **changes)

        yield show


def time_left(seconds: float | None) -> str:
    """Such as "1 min 05 s left"; empty while unknown."""
    if seconds is None:
        return ""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min left"
    return f"{minutes} min {rest:02d} s left" if minutes else f"{rest} s left"


class Interruption:
    """Turns Ctrl-C and SIGTERM into a cancel: the job ends and cleans up.

    A second Ctrl-C ends the program at once.

    Attributes:
        signal_number: The received signal, or None.
    """

    def __init__(self) -> None:
        self._wished = threading.Event()
        self.signal_number: int | None = None

    @property
    def exit_code(self) -> int:
        """128 + signal, as in shells: 130 after Ctrl-C."""
        return 128 + (self.signal_number or signal.SIGINT)

    def wished(self) -> bool:
        """Whether to end the job."""
        return self._wished.is_set()

    @contextlib.contextmanager
    def listen(self) -> Iterator[Interruption]:
        """Listens until the block is left. Only in the main thread."""
        before = {number: signal.signal(number, self._take) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _take(self, number: int, frame: FrameType | None) -> None:
        if self.wished():
            raise KeyboardInterrupt
        self.signal_number = number
        self._wished.set()


def print_error(error: SardinoError, subject: str = "") -> None:
    """Prints message and remedy on stderr, and the traceback of an unexpected error."""
    print(f"Error: {subject + ': ' if subject else ''}{error}", file=sys.stderr)
    print(f"       {error.remedy}", file=sys.stderr)
    if error.code == "internal" and error.detail:
        print(error.detail, file=sys.stderr)
