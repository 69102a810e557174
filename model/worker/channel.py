"""The worker's end of the protocol: lines in from stdin, messages out to stdout.

stdout is only for the protocol. Libraries may print anywhere, so the process's real stdin and stdout are
hidden at the start: file descriptor 1 becomes the log (stderr), 0 becomes empty, and only this module holds
the real streams.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from model.errors.errors import AnswerTooLong
from model.protocol.envelope import MAX_LINE_BYTES, Message, encode
from model.protocol.reading import MessageError, parse_leniently

log = logging.getLogger(__name__)

READ_BYTES = 65_536
MAX_ID_LENGTH = 200
"""Longest id of a job: the id is part of each message about the job."""
MAX_WAITING_PROGRESS = 50
"""Most progress messages that wait for the client; further messages are dropped."""


@dataclass(frozen=True)
class OverlongLine:
    """Represents a line of more than ``MAX_LINE_BYTES``, which was discarded while reading."""


class Channel:
    """Reads lines and writes messages; writing never blocks the caller.

    If a client stops reading, a plain write would block for ever, and so would the job that reports progress.
    So a thread writes, and ``send`` only queues.
    """

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._outgoing: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._unwritten = 0
        self._count_lock = threading.Lock()
        self.broken = threading.Event()
        threading.Thread(target=self._write_all, name="protocol writer", daemon=True).start()

    def send(self, message: Message) -> None:
        """Queues a message.

        Raises:
            ValueError: The message holds NaN or infinity, which JSON lacks.
            AnswerTooLong: The line is too long for the client.
        """
        line = encode(message)
        if len(line) > MAX_LINE_BYTES:
            raise AnswerTooLong(f"The answer has {len(line)} bytes; {MAX_LINE_BYTES} are possible.")
        self._put(line)

    def send_if_idle(self, message: Message) -> None:
        """Queues a message that may be dropped if the client is far behind."""
        if self._unwritten < MAX_WAITING_PROGRESS:
            self._put(encode(message))

    def drain(self, seconds: float) -> None:
        """Waits until everything is written, the client is gone, or ``seconds`` have passed."""
        end = time.monotonic() + seconds
        while self._unwritten and not self.broken.is_set() and time.monotonic() < end:
            time.sleep(0.01)

    def lines(self) -> Iterator[bytes | OverlongLine]:
        """Each complete line, without its end, until the client closes its side.

        A last line that was never ended is a half-sent message and is dropped.
        """
        pending = bytearray()
        overlong = False
        while chunk := self._read():
            *ended, rest = chunk.split(b"\n")
            for part in ended:
                pending += part
                if overlong or len(pending) > MAX_LINE_BYTES:
                    yield OverlongLine()
                elif pending.strip():
                    yield bytes(pending)
                pending.clear()
                overlong = False
            pending += rest
            if len(pending) > MAX_LINE_BYTES:
                pending.clear()
                overlong = True
        if pending or overlong:
            log.warning("the client left in the middle of a line")

    def _read(self) -> bytes:
        try:
            return os.read(self._read_fd, READ_BYTES)
        except OSError as error:
            log.warning("stdin cannot be read any more: %s", error)
            return b""

    def _put(self, line: str) -> None:
        with self._count_lock:
            self._unwritten += 1
        self._outgoing.put(line)

    def _write_all(self) -> None:
        while True:
            data = self._outgoing.get().encode("ascii")
            try:
                while data:
                    data = data[os.write(self._write_fd, data) :]
            except OSError as error:
                log.warning("stdout cannot be written any more: %s", error)
                self.broken.set()
                return
            with self._count_lock:
                self._unwritten -= 1


def request_id_of(line: bytes | OverlongLine) -> str:
    """The id of a malformed request, so that an answer can reach its client.

    Empty if the line is no request or has no usable id.
    """
    if isinstance(line, OverlongLine):
        return ""
    try:
        body = parse_leniently(line.decode("utf-8", "replace"))
    except MessageError:
        return ""
    if not isinstance(body, dict) or body.get("type") != "request":
        return ""
    job_id = body.get("id")
    return job_id if isinstance(job_id, str) and len(job_id) <= MAX_ID_LENGTH else ""


def take_over_stdio() -> Channel:
    """Moves the real stdin and stdout into a channel, out of reach of libraries."""
    read_fd, write_fd = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        # Text mode would turn every line end into two bytes, and would stop at a Ctrl-Z.
        msvcrt.setmode(read_fd, os.O_BINARY)
        msvcrt.setmode(write_fd, os.O_BINARY)
    sys.stdout.flush()
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return Channel(read_fd, write_fd)
