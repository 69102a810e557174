"""Keeps the worker within the memory that the user allows."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import logging
import os
import sys
from typing import Any

log = logging.getLogger(__name__)

SMALLEST_MB = 1500
"""Less memory does not hold torch, the model and one tile."""

_GDAL_SHARE = 0.1
_limit_mb = 0


def limit_mb() -> int:
    """The current limit in MB; 0 without a limit."""
    return _limit_mb


def limit(megabytes: int) -> None:
    """Sets the limit, before torch and rasterio are loaded.

    Beyond the limit an allocation fails, and the worker continues with smaller batches, as it does when the
    computer runs out of memory. macOS enforces no such limit: on macOS only the caches and the share of a GPU
    follow the limit.

    Args:
        megabytes: 0 for no limit; smaller values than ``SMALLEST_MB`` count as ``SMALLEST_MB``.
    """
    global _limit_mb
    if megabytes <= 0:
        return
    _limit_mb = max(SMALLEST_MB, megabytes)
    os.environ["GDAL_CACHEMAX"] = str(max(64, round(_limit_mb * _GDAL_SHARE)))
    try:
        if sys.platform == "win32":
            _limit_windows(_limit_mb * 2**20)
        else:
            _limit_posix(_limit_mb * 2**20)
    except (OSError, ValueError, OverflowError) as error:
        log.warning("the memory limit could not be set: %s", error)


def limit_gpu(total_bytes: int) -> float | None:
    """The share of a GPU's memory that torch may take; None for no limit."""
    if not _limit_mb or total_bytes <= 0:
        return None
    return min(1.0, _limit_mb * 2**20 / total_bytes)


def _limit_posix(size: int) -> None:
    import resource

    # Not RLIMIT_AS: CUDA reserves far more addresses than memory.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (size, hard))


def _limit_windows(size: int) -> None:
    """Limits memory with a job object that holds only this process."""

    class Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("basic", Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    process_memory_flag, extended_information = 0x100, 9
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = Extended()
    limits.basic.flags = process_memory_flag
    limits.process_memory = size
    done = kernel.SetInformationJobObject(
        job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits)
    ) and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
    if not done:
        raise OSError(ctypes.get_last_error(), "SetInformationJobObject")  # type: ignore[attr-defined]


def give_back() -> None:
    """Returns freed memory to the system if the C library can (glibc).

    The heap of a long run is full of holes between large arrays; without this call, peak memory grows with
    the size of the scene (docs/benchmarks.md).
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library
            _libc().malloc_trim(0)


def do_without_onednn() -> None:
    """Makes torch continue with its own kernels after memory ran out.

    oneDNN, torch's library for the CPU, never recovers from a failed allocation for its generated code
    ("could not create a primitive"), even with free memory.
    """
    import torch

    torch.backends.mkldnn.set_flags(False)  # type: ignore[no-untyped-call]


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
