"""Temporary folders of the plugin: removed after use, or at a later start of QGIS.

QGIS removes its temporary folder when QGIS ends. After a crash the folder stays, with our copies of
layers, some of them large. A lock file in each folder tells whether its process lives. Qt compares the
process's name as well as its number, so a reused number keeps no folder.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QLockFile

PREFIX = "sardino-"
LOCK = ".sardino-in-use"
_SESSIONS = "processing_*"
"""How QGIS names its temporary folders, beside each other."""


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder inside QGIS's temporary folder, removed at the end of the ``with`` block."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=QgsProcessingUtils.tempFolder()) as name:
        lock = _lock_of(Path(name))
        lock.tryLock(0)
        try:
            yield Path(name)
        finally:
            lock.unlock()


def remove_left() -> threading.Thread:
    """Removes, in a thread, what killed sessions of QGIS left; returns the thread."""
    parent = Path(QgsProcessingUtils.tempFolder()).parent
    thread = threading.Thread(target=_remove_left, args=(parent,), name="sardino-tidy", daemon=True)
    thread.start()
    return thread


def _remove_left(parent: Path) -> None:
    for lock_file in parent.glob(f"{_SESSIONS}/{PREFIX}*/{LOCK}"):
        folder = lock_file.parent
        if folder.is_symlink():
            continue
        lock = _lock_of(folder)
        if lock.tryLock(0):  # the process is dead: a living process holds the lock
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                folder.parent.rmdir()  # the session's own, if nothing else is in it


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / LOCK))
    # The lock holds as long as its process lives, without a time limit.
    lock.setStaleLockTime(0)
    return lock
