"""Folders for unfinished work: hidden, beside the results, and gone when the work is over.

A worker that is killed leaves its folders behind, some of them large. They are removed when the next
worker starts, wherever they are (each is noted in the user's cache), and when something is next
written beside them. Whether a folder's process lives, its lock tells (``model.disk.locks``).
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
import socket
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from model.disk.folders import cache_folder
from model.disk.locks import lock

log = logging.getLogger(__name__)

PREFIX = ".sardino-"
LOCK = "in-use"
STALE_SECONDS = 7 * 24 * 3600
"""A folder that is not locked and of another computer counts as left behind after so long."""
KEPT_SECONDS = 30 * 24 * 3600
"""How long a note is kept of a folder on a disk that is not connected."""


class Scratch:
    """A folder of this process's own.

    Args:
        parent: Where; it has to be there.

    Attributes:
        path: The folder.

    Raises:
        OSError: It cannot be made.
    """

    def __init__(self, parent: Path) -> None:
        prefix = f"{PREFIX}{socket.gethostname()}-{os.getpid()}-"
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent)).absolute()
        self._lock: BinaryIO | None = None
        self._note: Path | None = None
        # Without a lock or a note it is removed all the same, only later.
        with contextlib.suppress(OSError):
            self._lock = open(self.path / LOCK, "xb")
            lock(self._lock)
        with contextlib.suppress(OSError):
            notes = notes_folder()
            notes.mkdir(parents=True, exist_ok=True)
            self._note = notes / secrets.token_hex(8)
            self._note.write_bytes(os.fsencode(self.path))

    def remove(self) -> None:
        """Removes it with all that is in it."""
        if self._lock is not None:
            self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)
        if self._note is not None and not self.path.exists():
            with contextlib.suppress(OSError):
                self._note.unlink()


def notes_folder() -> Path:
    """Where it is noted which folders there are: a file with the path for each."""
    return cache_folder() / "scratch"


def remove_of_the_dead() -> None:
    """Removes the folders of processes that were killed, wherever they are."""
    try:
        notes = list(notes_folder().iterdir())
    except OSError:
        return
    for note in notes:
        with contextlib.suppress(OSError, ValueError):
            path = Path(os.fsdecode(note.read_bytes()))
            # Whatever is written there: nothing but a scratch folder is ever removed.
            if not path.is_absolute() or not path.name.startswith(PREFIX):
                note.unlink()
            elif not path.parent.is_dir():
                if _age(note) > KEPT_SECONDS:
                    note.unlink()
            else:
                _remove_if_dead(path)
                if not path.exists():
                    note.unlink()


def sweep(folder: Path) -> None:
    """Removes scratch folders that killed processes left in a folder."""
    for path in folder.glob(f"{PREFIX}*-*"):
        with contextlib.suppress(OSError):
            _remove_if_dead(path)


def _remove_if_dead(path: Path) -> None:
    if path.is_symlink() or not path.is_dir() or not _is_dead(path):
        return
    log.info("removing what a killed process left: %s", path.name)
    shutil.rmtree(path, ignore_errors=True)


def _is_dead(path: Path) -> bool:
    try:
        with open(path / LOCK, "r+b") as file:
            lock(file)
        return True
    except BlockingIOError:
        return False
    except OSError:
        # It is just being made, or of an earlier version, or the disk knows no locks.
        return _looks_dead(path)


def _looks_dead(path: Path) -> bool:
    """Whether its process's number is free; of another computer's no one knows, so it has to be old."""
    ours = f"{PREFIX}{socket.gethostname()}-"
    pid = path.name[len(ours) :].split("-")[0] if path.name.startswith(ours) else ""
    if os.name == "posix" and pid.isdigit():
        return not _is_running(int(pid))
    return _age(path) > STALE_SECONDS


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
