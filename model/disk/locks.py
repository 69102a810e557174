"""Locks on files that end with their process in any case.

A process's number does not prove that the process is alive, since numbers are reused. A lock does.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

_FAR = 1 << 30
"""On Windows other programs cannot read locked bytes, so the locked byte is behind the end of the file."""


def lock(file: BinaryIO) -> None:
    """Locks an open file until it is closed, or its process ends.

    Raises:
        BlockingIOError: Another process holds the lock.
        OSError: The disk does not support locks.
    """
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error
        finally:
            file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def share(file: BinaryIO) -> None:
    """Locks an open file against :func:`lock`, not against others that share it.

    The lock lasts until the file and all that was mapped from it are closed. On Windows nothing is done:
    there a mapped file cannot be removed.

    Raises:
        BlockingIOError: Another process holds the lock.
        OSError: The disk does not support locks.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
