"""Keeps the memory of a long run from growing with the raster."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

from osgeo import gdal

CACHE_BYTES = 64 * 2**20


def give_back() -> None:
    """Returns freed memory to the system; only glibc keeps it.

    Outlines of open areas lie between the arrays of a strip, so the arrays of the next strip find only holes.
    """
    if sys.platform != "linux":
        return
    # Other C libraries do not have the function, and need none.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextlib.contextmanager
def small_cache() -> Iterator[None]:
    """Limits GDAL's cache of blocks during the ``with`` block; the default is a twentieth of all memory."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, CACHE_BYTES))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
