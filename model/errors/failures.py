"""Turns any exception of a library into an error with a code, a message and a remedy."""

from __future__ import annotations

import errno
import os
import sys
import traceback

from model.errors.errors import (
    DiskFull,
    FileNotUsable,
    InvalidRequest,
    LabelsNotReadable,
    ModelNotReadable,
    OutOfMemory,
    SardinoError,
    SceneNotReadable,
)
from model.errors.words import marked, shown


class BackendIncomplete(SardinoError):
    code = "backend_incomplete"
    remedy = marked("Set up Sardino's backend again: Raster > Sardino > Set up model backend.")


_OUT_OF_MEMORY_PHRASES = (
    "out of memory",  # CUDA and MPS
    "can't allocate memory",  # torch's CPU allocator
    "Cannot allocate memory",
    "DefaultCPUAllocator",
    "not enough memory",  # the same, on Windows
    "CUBLAS_STATUS_ALLOC_FAILED",
    "could not create a primitive",  # oneDNN, which asks for its own memory on a CPU
    "could not create a memory",
    "bad_alloc",
    "can't start new thread",
)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_TOO_MANY = {errno.EMFILE, errno.ENFILE}
FILE_ERRORS = {
    getattr(errno, name)
    for name in (
        *("EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY", "ELOOP", "EXDEV"),
        *("EIO", "ENXIO", "ENODEV", "EBUSY", "ETXTBSY", "EFBIG", "EBADF", "ESTALE", "ENOTCONN", "ETIMEDOUT"),
        *("EHOSTDOWN", "EHOSTUNREACH", "EREMOTEIO", "ENOMEDIUM", "EMEDIUMTYPE"),
    )
    if hasattr(errno, name)
}
"""Errors of the operating system about a file or folder that has changed or may not be used."""
_LIBRARIES: dict[str, tuple[type[SardinoError], str]] = {
    "rasterio": (SceneNotReadable, "The scene cannot be used"),
    "pyproj": (SceneNotReadable, "The coordinate system cannot be used"),
    "affine": (SceneNotReadable, "The scene's georeference cannot be used"),
    "pyogrio": (LabelsNotReadable, "The polygons cannot be read"),
    "shapefile": (LabelsNotReadable, "The polygons cannot be read"),
    "shapely": (LabelsNotReadable, "The polygons cannot be used"),
    "safetensors": (ModelNotReadable, "The model cannot be read"),
}
"""Library to the meaning of its errors: each of these libraries opens one kind of input."""


def explain(error: BaseException) -> SardinoError:
    """The error as a :class:`SardinoError`; unexpected errors get code ``internal``.

    Code that knows the current step gives a better message itself. This function is the safety net for all
    boundaries (files, rasters, polygons, models, numbers, texts): what a user can cause must never look like
    a bug. The traceback goes into ``detail``, for the log.
    """
    if isinstance(error, SardinoError):
        return error
    detail = "".join(traceback.format_exception(error))
    if is_out_of_memory(error):
        return OutOfMemory(marked("The computer ran out of memory."), detail=detail)
    if isinstance(error, ImportError):
        return BackendIncomplete(f"A part of Sardino's backend is missing or broken: {error}", detail=detail)
    named = _of_library(error, detail) or _of_file(error, detail) or _of_value(error, detail)
    if named is not None:
        return named
    return SardinoError(f"Something unexpected went wrong: {type(error).__name__}: {error}", detail=detail)


def _of_library(error: BaseException, detail: str) -> SardinoError | None:
    """The error of a library about unusable input."""
    # By name: an error before the library is imported must not import the library.
    for cls in type(error).__mro__:
        found = _LIBRARIES.get(cls.__module__.partition(".")[0])
        if found is not None:
            kind, words = found
            return kind(f"{words}: {_first_line(error)}", detail=detail)
    return None


def _of_file(error: BaseException, detail: str) -> SardinoError | None:
    """The error of the operating system about a file."""
    if not isinstance(error, OSError):
        return None
    if error.errno in _FULL:
        return DiskFull(marked("The disk is full."), detail=detail)
    if error.errno == errno.ENAMETOOLONG:
        return InvalidRequest(
            marked("A file's name or path is too long."),
            remedy=marked("Choose a shorter name."),
            detail=detail,
        )
    if error.errno in _TOO_MANY:
        return FileNotUsable(
            marked("Too many files are open at the same time."),
            remedy=marked("Use fewer scenes at a time."),
            detail=detail,
        )
    if error.errno in FILE_ERRORS:
        name = os.path.basename(str(error.filename2 or error.filename or ""))
        subject = shown(name) if name else "A file"
        return FileNotUsable(f"{subject} cannot be used: {error.strerror}.", detail=detail)
    return None


def _of_value(error: BaseException, detail: str) -> SardinoError | None:
    """The error of Python about an unusable number or text."""
    if isinstance(error, OverflowError):
        words = "A number is too large to work with"
    elif isinstance(error, UnicodeError):
        words = "A name or text holds characters that cannot be used"
    elif isinstance(error, RecursionError):
        words = "Something in the request or in a file is nested too deep"
    elif isinstance(error, ValueError) and "embedded null" in str(error):
        words = "A name or text holds a NUL character"
    else:
        return None
    return InvalidRequest(f"{words}: {_first_line(error)}", detail=detail)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:300]


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception of any library means that memory ran out."""
    if isinstance(error, MemoryError) or type(error).__name__ == "CPLE_OutOfMemoryError":
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    # The loader's words for a library that no longer fits into memory.
    if isinstance(error, ImportError) and "failed to map segment" in str(error):
        return True
    # Via sys.modules: an error before torch is imported must not import torch.
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, getattr(torch, "OutOfMemoryError", ())):
        return True
    # torch raises a bare RuntimeError when the CPU's or Apple's memory runs out.
    return isinstance(error, RuntimeError) and any(text in str(error) for text in _OUT_OF_MEMORY_PHRASES)
