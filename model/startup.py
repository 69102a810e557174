"""Settings of a process that must be made before torch or OpenVINO is loaded."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

from model.sar.offline import go_offline

SPIN_COUNT = "3000"
"""Waiting rounds of an idle thread of GNU's OpenMP; the default is a hundred times as many."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Constants of glibc's malloc.h."""
_KEPT_BYTES = 512 * 2**20
_MAPPED_BYTES = (2**30, 2**25)
"""The second value is the largest that older versions of glibc accept."""
_OPEN_FILES = 8192


def prepare_process() -> None:
    """Cuts GDAL off the network, and sets up threads and memory on Linux.

    Idle threads stop spinning early, and all threads share a heap that keeps freed memory.

    Idle threads of GNU's OpenMP keep a core busy for milliseconds while waiting for work. Beside a busy QGIS
    on two cores this costs up to two fifths of the speed; on an idle computer an early stop costs nothing
    measurable. By default glibc gives every thread its own heap, and other threads cannot use memory freed
    there; one heap for all threads lowers peak memory by 100 MB. glibc also returns large freed arrays to the
    system, which has to clear the pages for the next array: a forward pass could take 50 % longer. (All in
    docs/benchmarks.md.) Free memory is returned after each row of tiles
    (:func:`model.inference.memory.give_back`).
    """
    go_offline()
    # OpenVINO reports its use to a service on the network where this package of it is installed. Our lists
    # leave the package out; in an environment of the user's own its import has to fail.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    # For a grid in kilometres, GDAL calls a PROJ without a path to its database. GDAL knows the unit anyway,
    # but prints an error on stderr.
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
    """Raises the limit of open files: macOS starts programs with 256.

    A fine-tuning on many scenes keeps all scenes open, in several threads.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; a system that allows less
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
