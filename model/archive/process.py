"""A process that segments scene after scene with a warm model, and that may die without harm.

The process is the worker of the plugin (``python -m model serve``) and speaks the same protocol: it keeps the
model between scenes, ends with its parent, stays within a limit of memory, and removes what killed processes
left. Readers of radar formats are known to leak memory, so it is replaced after a number of scenes.
"""

from __future__ import annotations

import collections
import os
import queue
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from model.errors.errors import Cancelled, SardinoError, SceneProcessDied
from model.errors.progress import Report
from model.protocol.envelope import Cancel, Failure, Message, Progress, Request, Result, decode, encode
from model.protocol.kinds import Answer, Params
from model.protocol.reading import MessageError
from model.protocol.values import ErrorInfo

ROOT = Path(__file__).resolve().parents[2]
POLL_SECONDS = 0.1
CANCEL_SECONDS = 3.0
"""The process cancels between two batches, in a second or so. A slower process is stuck."""
SILENT_SECONDS = 1800.0
"""A process that says nothing for so long hangs: it reports several times a second while it works."""
_LOG_LINES = 40


class SceneProcess:
    """One process; starts with the object.

    Args:
        memory_mb: Most memory; 0 for no limit.
        environment: Variables of the process's environment that differ.
    """

    def __init__(self, *, memory_mb: int = 0, environment: Mapping[str, str] | None = None) -> None:
        self.scenes = 0
        self._process = subprocess.Popen(
            # It waits for the next scene as long as its parent lives.
            [sys.executable, "-m", "model", "serve", "--idle-minutes", "0", "--memory-mb", str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._log: collections.deque[bytes] = collections.deque(maxlen=_LOG_LINES)
        self._threads = [
            threading.Thread(target=target, daemon=True) for target in (self._read_lines, self._read_log)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def request(self, params: Params, *, progress: Report, cancelled: Callable[[], bool]) -> Answer:
        """Runs a job and returns its answer.

        Raises:
            Cancelled: ``cancelled`` returned True.
            SceneProcessDied: The process ended, or hung and was ended.
            SardinoError: The job failed, with the code of the failure.
        """
        job = uuid.uuid4().hex
        self.scenes += 1
        self._send(Request(job, params))
        heard = time.monotonic()
        ends: float | None = None
        while True:
            now = time.monotonic()
            if ends is None and cancelled():
                self._send(Cancel(job))
                ends = now + CANCEL_SECONDS
            if ends is not None and now > ends:
                self.end()
                raise Cancelled
            if now - heard > SILENT_SECONDS:
                self.end()
                raise SceneProcessDied(
                    f"A scene's process said nothing for {SILENT_SECONDS / 60:.0f} minutes."
                )
            try:
                line = self._lines.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            heard = now
            message = self._message(line)
            if isinstance(message, Progress) and message.id == job:
                progress(message.fraction, message.message, message.seconds_left)
            elif isinstance(message, Result) and message.id == job:
                return message.result
            elif isinstance(message, Failure) and message.id in (job, ""):
                raise as_error(message.error)

    def end(self) -> None:
        """Ends the process at once. Its unfinished files are removed with the scene's scratch folder."""
        if self.alive():
            self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=1.0)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still buffered has nowhere to go
                    pass

    def _send(self, message: Message) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(encode(message).encode())
            self._process.stdin.flush()
        except (OSError, ValueError):  # it has died: the next read says so
            pass

    def _message(self, line: bytes) -> Message:
        if not line:
            raise self._death()
        try:
            return decode(line.decode("utf-8"))
        except (MessageError, UnicodeDecodeError) as error:
            self.end()
            raise SceneProcessDied(f"A scene's process said something unreadable: {error}") from error

    def _death(self) -> SceneProcessDied:
        code = self._process.wait()
        for thread in self._threads:
            thread.join(timeout=1.0)
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        log = b"".join(self._log).decode("utf-8", errors="replace")
        return SceneProcessDied(f"A scene's process ended by itself ({how}).", detail=log)

    def _read_lines(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._lines.put(line)
        except (OSError, ValueError):  # closed by end()
            pass
        self._lines.put(b"")

    def _read_log(self) -> None:
        assert self._process.stderr is not None
        try:
            self._log.extend(self._process.stderr)
        except (OSError, ValueError):
            pass


def as_error(info: ErrorInfo) -> SardinoError:
    """The exception of an error that came over the protocol."""
    if info.code == Cancelled.code:
        return Cancelled(info.message)
    error = SardinoError(info.message, remedy=info.remedy, detail=info.detail)
    error.code = info.code
    return error
