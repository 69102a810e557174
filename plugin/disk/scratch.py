"""Temporary folders of the plugin: removed when their work is over, or at a later start of QGIS.

QGIS removes its temporary folder when it ends. Of a QGIS that was killed it stays, with our copies of
layers, some of them large. A lock file in each tells whether its process lives: Qt looks for the
process and its name, so that a number that was given anew saves no folder.
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
    """A folder in QGIS's temporary folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=QgsProcessingUtils.tempFolder()) as name:
        lock = _lock_of(Path(name))
        lock.tryLock(0)
        try:
            yield Path(name)
        finally:
            lock.unlock()


def remove_left() -> threading.Thread:
    """Removes what sessions of QGIS that were killed left, in a thread; returns it."""
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
        if lock.tryLock(0):  # its process is dead: a living one holds it
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                folder.parent.rmdir()  # the session's own, if nothing else is in it


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / LOCK))
    # Held as long as its process lives, however long that is.
    lock.setStaleLockTime(0)
    return lock
