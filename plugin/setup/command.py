"""Runs one program of the set-up: passes on its lines, and ends it with all children when cancelled."""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import subprocess  # nosec B404  # fixed programs, never a shell
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..backend.process import apart_from_qgis
from ..errors import JobCancelled

_POLL_SECONDS = 0.1
_TAIL_LINES = 40


class CommandFailed(Exception):
    """A program ended with an error; the last lines say why."""

    def __init__(self, exit_code: int | None, tail: Sequence[str]) -> None:
        super().__init__("\n".join(tail))
        self.exit_code = exit_code
        self.tail = list(tail)


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    line: Callable[[str], None],
    cancelled: Callable[[], bool],
    tick: Callable[[], None] = lambda: None,
) -> list[str]:
    """Runs a program to its end.

    Args:
        command: Program and arguments.
        environment: All environment variables of the program.
        folder: The program's working folder.
        line: Called in this thread with each printed line.
        cancelled: Polled; True ends the program and all its children.
        tick: Called about ten times a second.

    Returns:
        The program's last lines.

    Raises:
        CommandFailed: The program ended with an error or could not be started.
        JobCancelled: ``cancelled`` returned True.
    """
    try:
        process = subprocess.Popen(  # nosec B603  # a list of words, no shell
            list(command),
            cwd=str(folder),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **apart_from_qgis(sys.platform),
        )
    except OSError as error:
        raise CommandFailed(None, [f"{command[0]}: {error.strerror or error}"]) from error
    lines: list[str] = []
    fresh = threading.Condition()
    waiting: list[str] = []

    def read() -> None:
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        rest = ""
        stream = process.stdout
        while stream is not None:
            # Not readline: pip and uv may redraw a line with only a carriage return.
            chunk = os.read(stream.fileno(), 65536)
            rest += decode(chunk, final=not chunk).replace("\r\n", "\n").replace("\r", "\n")
            *whole, rest = rest.split("\n")
            with fresh:
                waiting.extend(whole if chunk else [*whole, rest])
                fresh.notify()
            if not chunk:
                return

    reader = threading.Thread(target=read, name="sardino-setup-output", daemon=True)
    reader.start()
    try:
        while True:
            with fresh:
                if not waiting:
                    fresh.wait(_POLL_SECONDS)
                taken = waiting[:]
                waiting.clear()
            for text in taken:
                if text.strip():
                    lines = [*lines[1 - _TAIL_LINES :], text.rstrip()]
                    line(text.rstrip())
            tick()
            if cancelled():
                raise JobCancelled()
            if not taken and process.poll() is not None:
                # The last output may still be on its way, and a child that still runs may hold the pipe.
                reader.join(1.0)
                if not waiting:
                    break
    finally:
        end(process)
        reader.join(2.0)
        if process.stdout is not None and not reader.is_alive():
            process.stdout.close()
    if process.returncode != 0:
        raise CommandFailed(process.returncode, lines)
    return lines


def end(process: subprocess.Popen[bytes], system: str = sys.platform) -> None:
    """Ends a program and its children, and waits for the end."""
    if system == "win32":
        if process.poll() is None:
            # Windows has no process groups that could be ended in one step.
            subprocess.run(  # nosec B603 B607  # a program of Windows itself
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
                **apart_from_qgis(system),
            )
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
