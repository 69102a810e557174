"""Runs programs and prints messages in the terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent

_FOREIGN = re.compile(
    r"^(PYTHON(?!DONTWRITEBYTECODE|UNBUFFERED).*|VIRTUAL_ENV|GDAL_DATA|GDAL_DRIVER_PATH|PROJ_.*|QT_.*)$"
)
_CLOSING = re.compile(r"\b\d+ (passed|failed|error|errors|skipped|deselected)\b|no tests ran")

_running: set[subprocess.Popen[str]] = set()
"""Test runners that have not ended."""


class Stop(Exception):
    """Ends the command with a message for the user; the exit code is 1."""


def stop(message: str) -> NoReturn:
    """Ends the command with ``message``."""
    raise Stop(message)


def say(message: str = "") -> None:
    """Prints at once, so that our lines and lines of started programs stay in order."""
    print(message, flush=True)


def heading(message: str) -> None:
    """Prints the title of a step."""
    say(f"\n== {message}")


def clean_environment(**extra: str) -> dict[str, str]:
    """This process's environment without variables that break another Python or QGIS."""
    kept = {name: value for name, value in os.environ.items() if not _FOREIGN.fullmatch(name)}
    return {**kept, **extra}


def run(
    command: Sequence[str | Path],
    *,
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    check: bool = True,
) -> int:
    """Runs a program with its output on the terminal and no input.

    Raises:
        Stop: ``check`` is set and the program failed or does not exist.
    """
    words = [str(word) for word in command]
    try:
        code = subprocess.run(
            words, env=env or clean_environment(), cwd=cwd, stdin=subprocess.DEVNULL, check=False
        ).returncode
    except OSError as error:
        stop(f"{words[0]} could not be started: {error}")
    if check and code != 0:
        stop(f"failed ({code}): {' '.join(words)}")
    return code


def read(command: Sequence[str | Path], *, env: dict[str, str] | None = None) -> str | None:
    """A program's output, or None if it fails, does not exist or takes over a minute."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            env=env or clean_environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def run_tests(
    command: Sequence[str | Path], *, env: dict[str, str], minutes: float, mark: str = ""
) -> tuple[int, str]:
    """Runs a test runner with its output on the terminal.

    Args:
        command: The runner.
        env: All environment variables of the runner.
        minutes: After this time the runner counts as hung and is ended with all its children.
        mark: Stands before every line, where two runners print side by side.

    Returns:
        Exit code and the runner's closing line.
    """
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words,
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # A separate group: a hung test may have started QGIS and a worker.
        start_new_session=os.name == "posix",
    )
    _running.add(process)
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end_group(process)

    overdue = threading.Timer(minutes * 60, end_late)
    overdue.daemon = True
    overdue.start()
    closing = ""
    try:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                sys.stdout.write(mark + line)
                sys.stdout.flush()
                if _CLOSING.search(line):
                    closing = line.strip()
        code = process.wait()
    except BaseException:
        _end_group(process)
        raise
    finally:
        overdue.cancel()
        _running.discard(process)
    if late.is_set():
        return code or 1, f"was ended after {minutes:g} minutes: hung, or the machine is too slow or too busy"
    return code, closing or f"ended with exit code {code} and no closing line"


def end_tests() -> None:
    """Ends every test runner that other threads of this process started."""
    for process in tuple(_running):
        _end_group(process)


def _end_group(process: subprocess.Popen[str]) -> None:
    """Ends the process and its children."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # the process has just ended by itself
