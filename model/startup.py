"""What has to be settled in a process before torch is loaded."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

SPIN_COUNT = "3000"
"""Rounds that an idle thread of GNU's OpenMP waits in; its own choice is a hundred times as many."""

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def prepare_process() -> None:
    """Has idle threads give up early and threads share a heap; on Linux, elsewhere nothing is changed.

    Idle threads of GNU's OpenMP burn a core for milliseconds in the hope of work. Beside a busy QGIS on
    two cores that costs up to two fifths of the speed; idle, giving up early costs nothing that can be
    measured. And glibc gives every thread a heap of its own: what one thread frees the others cannot
    use; with one heap for all, peak memory is 100 MB less. (Both in docs/benchmarks.md.)
    """
    os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
