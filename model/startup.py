"""What has to be settled in a process before torch is loaded."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

from model.sar.offline import go_offline

SPIN_COUNT = "3000"
"""Rounds that an idle thread of GNU's OpenMP waits in; its own choice is a hundred times as many."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Of glibc's malloc.h."""
_KEPT_BYTES = 512 * 2**20
_MAPPED_BYTES = (2**30, 2**25)
"""The latter is the most that older versions of glibc take."""
_OPEN_FILES = 8192


def prepare_process() -> None:
    """Cuts GDAL off the network, and sets up threads and memory on Linux.

    Threads that have nothing to do give up early, and all share a heap that keeps what is freed.

    Idle threads of GNU's OpenMP burn a core for milliseconds in the hope of work. Beside a busy QGIS on
    two cores that costs up to two fifths of the speed; idle, giving up early costs nothing that can be
    measured. And glibc gives every thread a heap of its own: what one thread frees the others cannot
    use; with one heap for all, peak memory is 100 MB less. And it hands large arrays back to the system
    when they are freed, which has to clear their pages when the next array wants them: a forward pass
    could take half as long again. (All in docs/benchmarks.md.) What is free is given back once a row of
    tiles is done (:func:`model.inference.memory.give_back`).
    """
    go_offline()
    # Reading a grid in kilometres, GDAL asks a PROJ that was not told where its database lies. It knows the
    # unit all the same, but says so on stderr.
    os.environ.setdefault("PROJ_DEBUG", "0")
    os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        with contextlib.suppress(OSError, AttributeError):  # another C library
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_ARENA_MAX, 1)
            if any(mallopt(_M_MMAP_THRESHOLD, size) for size in _MAPPED_BYTES):
                mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)
    _allow_many_files()


def _allow_many_files() -> None:
    """Raises the number of files that may be open at a time: macOS starts programs with 256.

    A fine-tuning on many scenes holds them all open, in more than one thread.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; a system that allows less
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
