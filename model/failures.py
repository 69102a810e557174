"""Turns whatever a library raised into an error with a code, a message and a remedy."""

from __future__ import annotations

import errno
import sys
import traceback

from model.errors import DiskFull, OutOfMemory, SardinoError, SceneNotReadable


class BackendIncomplete(SardinoError):
    code = "backend_incomplete"
    remedy = "Set up Sardino's backend again: Raster > Sardino > Set up model backend."


_OF_GDAL = ("RasterioError", "CRSError", "CPLE_BaseError")
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


def explain(error: BaseException) -> SardinoError:
    """The error as a :class:`SardinoError`; an unexpected one gets code ``internal``.

    The traceback goes into ``detail``, for the log.
    """
    if isinstance(error, SardinoError):
        return error
    detail = "".join(traceback.format_exception(error))
    if is_out_of_memory(error):
        return OutOfMemory("The computer ran out of memory.", detail=detail)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFull("The disk is full.", detail=detail)
    if isinstance(error, ImportError):
        return BackendIncomplete(f"A part of Sardino's backend is missing or broken: {error}", detail=detail)
    if _is_of_gdal(error):
        return SceneNotReadable(f"GDAL cannot read a file: {error}", detail=detail)
    return SardinoError(f"Something unexpected went wrong: {type(error).__name__}: {error}", detail=detail)


def _is_of_gdal(error: BaseException) -> bool:
    """Whether GDAL or PROJ raised it, through rasterio: about a file or a coordinate system, not our code."""
    # Asked of sys.modules, so that an error met before rasterio is there does not import it.
    found = [sys.modules.get(name) for name in ("rasterio.errors", "rasterio._err")]
    kinds = [getattr(module, kind, ()) for module in found for kind in _OF_GDAL]
    return any(isinstance(error, kind) for kind in kinds)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a library says in its own way that memory ran out."""
    if isinstance(error, MemoryError):
        return True
    # Asked of sys.modules, so that an error met before torch is there does not import it.
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, getattr(torch, "OutOfMemoryError", ())):
        return True
    # torch raises a bare RuntimeError when the CPU's or Apple's memory runs out.
    return isinstance(error, RuntimeError) and any(text in str(error) for text in _OUT_OF_MEMORY_PHRASES)
