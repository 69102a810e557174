"""A worker process on its pipes, watched for memory; nothing here can block."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.places import ROOT

MEMORY_LIMIT = 2 * 2**30
START_SECONDS = 120.0
POLL_SECONDS = 0.02


class WorkerClient:
    """``python -m model serve``, started in a folder of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "model", "serve", "--device", "cpu", "--idle-minutes", "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )
        self.log = b""
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=target, daemon=True)
            for target in (self._read_answers, self._read_log, self._write)
        ]
        for thread in self._threads:
            thread.start()

    def send(self, line: bytes) -> None:
        self._outgoing.put(line + b"\n")

    def next_line(self, seconds: float) -> bytes | None:
        """The next line of the worker, empty if it has closed its side; None if none came in time."""
        try:
            return self._answers.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def resident_bytes(self) -> int:
        """Memory in use now; 0 where it cannot be told."""
        return self._status("VmRSS")

    def peak_bytes(self) -> int:
        """The most memory since :meth:`forget_peak`; 0 where it cannot be told."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def _status(self, name: str) -> int:
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        found = [line for line in text.splitlines() if line.startswith(name + ":")]
        return int(found[0].split()[1]) * 1024 if found else 0

    def where_it_hangs(self) -> str:
        """Ends the worker and returns the stacks of its threads, where the system can tell."""
        if hasattr(signal, "SIGABRT") and os.name == "posix" and self.is_alive():
            self.process.send_signal(signal.SIGABRT)  # faulthandler then writes the stacks
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            time.sleep(0.1)
            # The last of them only: the log is cut at its start.
            return "Fatal" + self.log.decode(errors="replace").rpartition("Fatal Python error")[2]
        return ""

    def close(self) -> None:
        """Ends the process and waits for the threads that serve its pipes."""
        self.process.kill()
        self.process.wait()
        self._outgoing.put(None)
        for thread in self._threads:
            thread.join(5)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):  # what was still buffered has nowhere to go
                pipe.close()

    def _read_answers(self) -> None:
        for line in self.process.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def _read_log(self) -> None:
        for line in self.process.stderr:
            self.log = (self.log + line)[-200_000:]

    def _write(self) -> None:
        while (line := self._outgoing.get()) is not None:
            try:
                self.process.stdin.write(line)
                self.process.stdin.flush()
            except OSError:
                return  # the worker is gone: whoever waits for its answer finds out
