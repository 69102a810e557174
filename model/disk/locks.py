"""Locks on files that end with their process, however it ends.

A process's number is no proof that it lives, since numbers are given anew. A lock is.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

_FAR = 1 << 30
"""On Windows what is locked cannot be read by others: so it is a byte behind the end of the file."""


def lock(file: BinaryIO) -> None:
    """Locks an open file until it is closed, or its process ends.

    Raises:
        BlockingIOError: Another has it.
        OSError: The disk knows no locks.
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
