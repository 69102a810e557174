"""Folders for unfinished work: hidden, beside the results, and removed at the end of the work.

A killed worker leaves its folders behind, and some are large. The next worker removes these folders at its
start, anywhere on disk (each path is noted in the user's cache). The next job that writes beside them also
removes them. A folder's lock shows whether its process is alive (``model.disk.locks``).
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
"""An unlocked folder of another computer counts as left behind after this time."""
KEPT_SECONDS = 30 * 24 * 3600
"""How long the note of a folder on a disconnected disk is kept."""


class Scratch:
    """A folder that belongs to this process.

    Args:
        parent: Where to create the folder; must exist.

    Attributes:
        path: The folder.

    Raises:
        OSError: The folder cannot be created.
    """

    def __init__(self, parent: Path) -> None:
        prefix = f"{PREFIX}{socket.gethostname()}-{os.getpid()}-"
        self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent)).absolute()
        self._lock: BinaryIO | None = None
        self._note: Path | None = None
        # Without a lock or a note the folder is also removed, only later.
        with contextlib.suppress(OSError):
            self._lock = open(self.path / LOCK, "xb")
            lock(self._lock)
        with contextlib.suppress(OSError):
            notes = notes_folder()
            notes.mkdir(parents=True, exist_ok=True)
            self._note = notes / secrets.token_hex(8)
            self._note.write_bytes(os.fsencode(self.path))

    def remove(self) -> None:
        """Removes the folder with all its content."""
        if self._lock is not None:
            self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)
        if self._note is not None and not self.path.exists():
            with contextlib.suppress(OSError):
                self._note.unlink()


def notes_folder() -> Path:
    """The folder of notes: a file with the path of each scratch folder."""
    return cache_folder() / "scratch"


def remove_of_the_dead() -> None:
    """Removes the folders of killed processes, anywhere on disk."""
    try:
        notes = list(notes_folder().iterdir())
    except OSError:
        return
    for note in notes:
        with contextlib.suppress(OSError, ValueError):
            path = Path(os.fsdecode(note.read_bytes()))
            # Whatever a note contains, only scratch folders are removed.
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
        # The folder is just being created, or from an earlier version, or the disk does not support locks.
        return _looks_dead(path)


def _looks_dead(path: Path) -> bool:
    """Whether the number of a folder's process is free; a folder of another computer has to be old."""
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
