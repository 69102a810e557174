"""One worker process: its pipes, its threads, and which line belongs to which job."""

from __future__ import annotations

import collections
import contextlib
import json
import os
import queue
import signal
import subprocess  # nosec B404  # starts our own worker, never a shell
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Union

from ...model.protocol.envelope import (
    MAX_LINE_BYTES,
    PROTOCOL_VERSION,
    Failure,
    Hello,
    Progress,
    Result,
    Shutdown,
    decode,
    encode,
)
from ...model.protocol.reading import MessageError, parse_leniently

LOG_LINES = 200
"""Lines of the worker's log that are kept for error reports."""

MAX_FOREIGN_LINES = 5
"""Libraries sometimes print a line to stdout; more than a few means something is badly wrong."""

# By number: the subprocess module has their names on Windows only.
_CREATE_NO_WINDOW = 0x08000000
_CREATE_NEW_PROCESS_GROUP = 0x00000200

Event = Union[Progress, Result, Failure, "Ended"]


@dataclass(frozen=True)
class Launch:
    """How to start a worker.

    Attributes:
        command: Program and arguments.
        folder: Working folder.
        environment: All environment variables of the worker.
    """

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Ended:
    """No more messages will come. ``nonsense`` is the last line of a worker that sent nonsense."""

    exit_code: int | None
    nonsense: str = ""


class WorkerProcess:
    """A running worker. All methods may be called from any thread.

    Attributes:
        started: ``time.monotonic()`` of the start.
        last_heard: ``time.monotonic()`` of the last message.
        hello: The worker's greeting, once ``greeted`` is set; stays None if there was none.
        greeted: Set when the greeting has come or the worker has ended.
        refusal: The error that the worker sent instead of a greeting.
        mismatch: The worker's protocol version if it differs from ours; 0 otherwise.
        stopped: Whether we asked the worker to end.
        given_up: Whether we ended the worker because it did not cancel a job.
    """

    def __init__(self, launch: Launch, *, log: Callable[[str], None]) -> None:
        """Starts the process.

        Raises:
            OSError: The program cannot be started.
        """
        self._log = log
        self._lock = threading.Lock()
        self._jobs: dict[str, queue.Queue[Event]] = {}
        self._log_tail: collections.deque[str] = collections.deque(maxlen=LOG_LINES)
        self._outbox: queue.Queue[bytes | None] = queue.Queue()
        self._foreign_lines = 0
        self.ended: Ended | None = None
        self.hello: Hello | None = None
        self.greeted = threading.Event()
        self.refusal: Failure | None = None
        self.mismatch = 0
        self.stopped = False
        self.given_up = False
        self.started = self.last_heard = time.monotonic()
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # nosec B603  # fixed arguments
            list(launch.command),
            cwd=str(launch.folder),
            env=dict(launch.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **apart_from_qgis(sys.platform),
        )
        self._threads = [
            threading.Thread(target=target, name=f"sardino-{name}", daemon=True)
            for name, target in (("read", self._read), ("log", self._read_log), ("write", self._write))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the worker can take another job."""
        return self.ended is None and self._process.poll() is None

    def log_tail(self) -> str:
        """The last lines of the worker's log."""
        return "\n".join(list(self._log_tail))

    def open_job(self, job: str) -> queue.Queue[Event]:
        """The queue for a job's messages. Holds ``Ended`` at once if the worker has ended."""
        events: queue.Queue[Event] = queue.Queue()
        with self._lock:
            if self.ended is not None:
                events.put(self.ended)
            else:
                self._jobs[job] = events
        return events

    def close_job(self, job: str) -> None:
        """Forgets a job: later messages for the job are dropped."""
        with self._lock:
            self._jobs.pop(job, None)

    def is_oldest(self, job: str) -> bool:
        """Whether the worker is busy with this job: the worker takes jobs in turn."""
        with self._lock:
            return next(iter(self._jobs), None) == job

    def send(self, line: str) -> None:
        """Sends an encoded message. Never waits: a worker that does not read must not hang QGIS."""
        self._outbox.put(line.encode("utf-8"))

    def stop(self, patience: float = 4.0) -> None:
        """Asks the worker to leave, and kills it if it has not left after ``patience`` seconds."""
        self.stopped = True
        if self._process.poll() is None:
            self.send(encode(Shutdown()))
            self._outbox.put(None)
            # Only a worker that has said hello can have something to tidy up.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience if self.hello is not None else 0.2)
        self.kill()

    def notice_death(self) -> None:
        """Ends the children of a dead worker: while they hold the pipes, no end is seen."""
        if self.ended is None and self._process.poll() is not None:
            self._end_group()

    def kill(self) -> None:
        """Ends the process and its children, and waits for the end."""
        if self.ended is None:
            self._end_group()
        self._process.wait()
        self._outbox.put(None)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(2.0)

    def _end_group(self) -> None:
        """Kills the process, and its children if it leads a process group."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _write(self) -> None:
        pipe = _pipe(self._process.stdin)
        # No report of a broken pipe here: the reader sees the end and knows the exit code.
        with contextlib.suppress(OSError, ValueError):
            while True:
                data = self._outbox.get()
                if data is None:
                    break
                pipe.write(data)
                pipe.flush()
        with contextlib.suppress(OSError, ValueError):
            pipe.close()

    def _read_log(self) -> None:
        with _pipe(self._process.stderr) as pipe:
            # Bounded, so that a broken worker cannot fill QGIS's memory with one endless line.
            for raw in iter(lambda: pipe.readline(10_000), b""):
                line = raw.decode("utf-8", "replace").rstrip()
                if line:
                    self._log_tail.append(line)
                    self._log(line)

    def _read(self) -> None:
        nonsense = ""
        with _pipe(self._process.stdout) as pipe:
            for raw in iter(lambda: pipe.readline(MAX_LINE_BYTES), b""):
                text = raw.decode("utf-8", "replace").strip()
                if text and not self._take(text):
                    self._log(f"Not a message of the worker: {text[:200]}")
                    self._foreign_lines += 1
                    if self._foreign_lines > MAX_FOREIGN_LINES:
                        nonsense = text[:200]
                        break
        self._finish(nonsense)

    def _take(self, text: str) -> bool:
        """Hands a line to its job; False if the line is no message for us."""
        try:
            message = decode(text)
        except MessageError:
            if not self.greeted.is_set():
                self._note_foreign_version(text)
            return self.mismatch != 0 or self._end_unreadable(text)
        self.last_heard = time.monotonic()
        if isinstance(message, Hello):
            if message.protocol != PROTOCOL_VERSION:
                self.mismatch = message.protocol
            self.hello = message
            self.greeted.set()
        elif isinstance(message, Failure) and not message.id:
            self._refuse(message)
        elif isinstance(message, (Progress, Result, Failure)):
            with self._lock:
                events = self._jobs.get(message.id)
            # An unknown id is a job that we gave up: its late messages do not matter.
            if events is not None:
                events.put(message)
        else:
            return False
        return True

    def _end_unreadable(self, text: str) -> bool:
        """Ends the job whose answer makes no sense; no other will come. False if there is no such job."""
        try:
            body = parse_leniently(text)
        except MessageError:
            return False
        job = body.get("id") if isinstance(body, dict) and body.get("type") in ("result", "error") else None
        with self._lock:
            events = self._jobs.get(job) if isinstance(job, str) else None
        if events is None:
            return False
        self._log(f"An answer of the worker could not be read: {text[:200]}")
        events.put(Ended(None, text[:200]))
        return True

    def _refuse(self, failure: Failure) -> None:
        """Handles a failure without a job: the worker cannot start, or could not read a line of ours."""
        if not self.greeted.is_set():
            self.refusal = failure
            self.greeted.set()
            return
        with self._lock:
            waiting = list(self._jobs.values())
        for events in waiting:
            events.put(failure)

    def _note_foreign_version(self, text: str) -> None:
        """Notes the version in a greeting of another protocol, which we cannot read otherwise."""
        with contextlib.suppress(ValueError, RecursionError):
            body = json.loads(text)
            if isinstance(body, dict) and body.get("type") == "hello":
                version = body.get("protocol")
                if isinstance(version, int) and version != PROTOCOL_VERSION:
                    self.mismatch = version
                    self.greeted.set()

    def _finish(self, nonsense: str) -> None:
        """Collects the exit code and tells all waiting jobs."""
        if nonsense:
            self._end_group()
        try:
            # The output is closed, so the worker is about to end; a worker that stays is useless too.
            exit_code: int | None = self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            exit_code = None
        self._end_group()
        self._process.wait()
        # The last lines often say the reason: let the log thread read them first.
        self._threads[1].join(1.0)
        ended = Ended(exit_code, nonsense)
        with self._lock:
            self.ended = ended
            waiting = list(self._jobs.values())
            self._jobs.clear()
        for events in waiting:
            events.put(ended)
        self._outbox.put(None)
        self.greeted.set()


def apart_from_qgis(system: str) -> dict[str, Any]:
    """Popen arguments: no console window, and no reaction to QGIS's Ctrl+C.

    Args:
        system: As in ``sys.platform``.
    """
    if system == "win32":
        return {"creationflags": _CREATE_NO_WINDOW | _CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """The pipe; it exists because we asked for it."""
    if pipe is None:
        raise ValueError("the process was started without its pipes")
    return pipe
