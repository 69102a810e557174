"""Overviews of the products: each level has half the size of the level before; built while rows arrive.

Not made by GDAL: its COG driver takes 2.4 times (land cover) and 6 times (attention) as long from raw raster
to finished file, for the same pixels (``build.py bench overviews``), and needs the last row before it begins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.products.raw import RawRaster, Style

COG_BLOCK = 512
CHUNK_VALUES = 4_000_000
MANTISSA_BITS = 8
"""Bits kept in float32 products: a relative precision of 0.2 %, and files less than half as large."""


class Overviews:
    """Levels of 1/2, 1/4 ... of a raster, until a level fits into a block.

    Args:
        raster: The raster at full size.
        style: Gives the function that turns four pixels into one.

    Attributes:
        levels: Largest level first; complete after :meth:`finish`.
    """

    def __init__(self, raster: RawRaster, style: Style) -> None:
        self._style = style
        self.levels: list[RawRaster] = []
        source = raster
        while max(source.rows, source.cols) > COG_BLOCK:
            path = raster.path.with_name(f"{raster.path.stem}_{len(self.levels) + 1}.raw")
            rows, cols = math.ceil(source.rows / 2), math.ceil(source.cols / 2)
            source = RawRaster(path, source.bands, rows, cols, source.dtype, source.orientation)
            self.levels.append(source)
        self._row = [0] * len(self.levels)
        self._odd: list[NDArray[Any] | None] = [None] * len(self.levels)

    def feed(self, values: NDArray[Any]) -> None:
        """Takes the next rows [bands, rows, cols] of the raster."""
        self._feed(0, values)

    def finish(self) -> None:
        """Completes levels with an odd last row, and closes the levels."""
        for depth in range(len(self.levels)):
            odd, self._odd[depth] = self._odd[depth], None
            if odd is not None:
                self._halve(depth, odd)
        self.close()

    def close(self) -> None:
        """Closes the files."""
        for level in self.levels:
            level.close()

    def _feed(self, depth: int, values: NDArray[Any]) -> None:
        if depth == len(self.levels):
            return
        odd = self._odd[depth]
        if odd is not None:
            values = np.concatenate([odd, values], axis=1)
        even = values.shape[1] // 2 * 2
        self._odd[depth] = values[:, even:].copy() if even < values.shape[1] else None
        if even:
            self._halve(depth, values[:, :even])

    def _halve(self, depth: int, values: NDArray[Any]) -> None:
        half = self._style.overview(_even(values, self._style.nodata), self._style.nodata)
        self.levels[depth].write(self._row[depth], 0, half)
        self._row[depth] += half.shape[1]
        self._feed(depth + 1, half)


def build_overviews(raster: RawRaster, style: Style, waiting: Callable[[], None]) -> Overviews:
    """The overviews of a complete raster; ``waiting`` is called between parts of the work."""
    overviews = Overviews(raster, style)
    step = max(2, CHUNK_VALUES // (raster.bands * raster.cols) // 2 * 2)
    try:
        for row in range(0, raster.rows if overviews.levels else 0, step):
            waiting()
            overviews.feed(raster.read(row, min(step, raster.rows - row)))
        overviews.finish()
    except BaseException:
        overviews.close()
        raise
    return overviews


def mode_of_four(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """The most frequent of each 2 x 2 pixels, nodata last: [bands, h, w] to [bands, h/2, w/2]."""
    a, b, c, d = (np.ascontiguousarray(part) for part in _quarters(values))
    most = _chosen(c == d, c, a)
    most = _chosen((b == c) | (b == d), b, most)
    most = _chosen((a == b) | (a == c) | (a == d), a, most)
    for other in (a, b, c, d):
        empty = most == nodata
        if not empty.any():
            break
        most = _chosen(empty, other, most)
    return most


def _chosen(mask: NDArray[np.bool_], yes: NDArray[Any], no: NDArray[Any]) -> NDArray[Any]:
    """``np.where`` for bytes, bit by bit: ten times as fast."""
    if yes.dtype != np.uint8:
        return np.where(mask, yes, no)
    bits = np.negative(mask.view(np.uint8))  # 0 or 255
    # Where the mask is set, what differs is turned over.
    chosen: NDArray[Any] = no ^ ((yes ^ no) & bits)
    return chosen


def mean_of_four(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """The mean of each 2 x 2 pixels without nodata: [bands, h, w] to [bands, h/2, w/2]."""
    if math.isnan(nodata):
        # The fast path: a mean that is not NaN was made without NaN.
        rows = values[:, ::2] + values[:, 1::2]
        pooled = rows[:, :, ::2] + rows[:, :, 1::2]
        pooled *= values.dtype.type(0.25)
        if not np.isnan(pooled).any():
            return round_mantissa(pooled)
    if values.dtype == np.uint8 and not (values == nodata).any():
        return _mean_of_bytes(values)
    quarters = _quarters(values)
    known = [~np.isnan(q) if math.isnan(nodata) else q != nodata for q in quarters]
    if all(item.all() for item in known):
        return _as_type(_sum(quarters) * np.float32(0.25), values.dtype)
    count = _sum(known)
    total = _sum([np.where(k, q, 0) for k, q in zip(known, quarters, strict=True)])
    mean = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    return np.where(count > 0, _as_type(mean, values.dtype), np.array(nodata, values.dtype))


def _mean_of_bytes(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The mean of each 2 x 2 bytes, rounded as numpy rounds: halves to the even number."""
    rows = values[:, ::2].astype(np.uint16)
    rows += values[:, 1::2]
    total = rows[:, :, ::2] + rows[:, :, 1::2]
    odd = (total >> np.uint16(2)) & np.uint16(1)
    return ((total + odd + np.uint16(1)) >> np.uint16(2)).astype(np.uint8)


def round_mantissa(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rounds to ``MANTISSA_BITS``; NaN stays NaN."""
    drop = 23 - MANTISSA_BITS
    bits = values.view(np.uint32)
    # Rounding up could overflow a NaN with all bits set into the sign; numpy's NaN has other bits.
    rounded = (bits + np.uint32(1 << (drop - 1))) & np.uint32((0xFFFFFFFF << drop) & 0xFFFFFFFF)
    return rounded.view(np.float32)


def _quarters(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    return values[:, ::2, ::2], values[:, ::2, 1::2], values[:, 1::2, ::2], values[:, 1::2, 1::2]


def _sum(parts: Sequence[NDArray[Any]]) -> NDArray[np.float32]:
    """The sum of the four quarters, in the order of the fast path: rows first, so that both round alike."""
    total: NDArray[np.float32] = parts[0].astype(np.float32) + parts[2]
    total += parts[1].astype(np.float32) + parts[3]
    return total


def _even(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    rows, cols = values.shape[1] % 2, values.shape[2] % 2
    if not rows and not cols:
        return values
    return np.pad(values, ((0, 0), (0, rows), (0, cols)), constant_values=nodata)


def _as_type(mean: NDArray[np.float32], dtype: np.dtype[Any]) -> NDArray[Any]:
    if dtype == np.float32:
        return round_mantissa(mean)
    return np.rint(mean).astype(dtype)
