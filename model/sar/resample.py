"""Changes the sampling of a window: area averaging down, linear interpolation up.

Both are separable, so one small sparse matrix per axis does the work. Averages are taken in linear
power (the mean of dB values is biased low by speckle) and over valid pixels only, so that nodata
never leaks into its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from model.sar.units import db_to_power, power_to_db

if TYPE_CHECKING:
    from scipy import sparse

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

MIN_VALID_WEIGHT = 0.5
"""A working pixel is valid if at least this share of its input is valid."""


@dataclass(frozen=True)
class AxisWeights:
    """How ``count`` working pixels are made from the input pixels ``first .. first + size - 1``.

    Attributes:
        first: First input pixel needed.
        size: Number of input pixels needed.
        matrix: Sparse float32 ``[count, size]``; every row sums to 1.
    """

    first: int
    size: int
    matrix: sparse.csr_matrix


def axis_weights(start: int, count: int, input_size: int, working_size: int) -> AxisWeights:
    """Weights for the working pixels ``start .. start + count - 1`` of one axis.

    The two grids cover the same ground: working pixel ``i`` reaches from ``i / s`` to
    ``(i + 1) / s`` in input pixels, with ``s = working_size / input_size``.

    Args:
        start: First working pixel, 0 or more.
        count: Number of working pixels, 1 or more; ``start + count`` is at most ``working_size``.
        input_size: Pixels of the whole axis in the input.
        working_size: Pixels of the whole axis in the working grid.
    """
    step = np.float64(input_size / working_size)
    index = np.arange(start, start + count, dtype=np.float64)
    if step >= 1.0:
        return _area_weights(index * step, (index + 1) * step, input_size)
    return _linear_weights((index + 0.5) * step - 0.5, input_size)


def _area_weights(lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64], size: int) -> AxisWeights:
    """Each output is the mean of the input from ``lower`` to ``upper``, by covered length."""
    # Rounding may put an edge a hair beyond a pixel border; 1e-9 keeps the pixel beyond out.
    first = np.clip(np.floor(lower + 1e-9).astype(int), 0, size - 1)
    last = np.clip(np.ceil(upper - 1e-9).astype(int) - 1, first, size - 1)
    spans = last - first + 1
    rows = np.repeat(np.arange(len(lower)), spans)
    offsets = np.arange(int(spans.sum())) - np.repeat(np.cumsum(spans) - spans, spans)
    pixels = np.repeat(first, spans) + offsets
    covered = np.minimum(upper[rows], pixels + 1.0) - np.maximum(lower[rows], pixels)
    return _pack(rows, pixels, np.maximum(covered, 0.0), len(lower))


def _linear_weights(centres: npt.NDArray[np.float64], size: int) -> AxisWeights:
    """Each output is interpolated between the two input pixel centres around it."""
    position = np.clip(centres, 0.0, size - 1.0)
    left = np.minimum(np.floor(position).astype(int), max(size - 2, 0))
    right = np.minimum(left + 1, size - 1)
    share = position - left
    rows = np.repeat(np.arange(len(centres)), 2)
    pixels = np.stack([left, right], axis=1).ravel()
    weights = np.stack([1.0 - share, share], axis=1).ravel()
    return _pack(rows, pixels, weights, len(centres))


def _pack(
    rows: npt.NDArray[np.int64], pixels: npt.NDArray[np.int64], weights: npt.NDArray[np.float64], count: int
) -> AxisWeights:
    """The weights as a matrix over only the used input pixels; each row sums to 1."""
    first = int(pixels.min())
    size = int(pixels.max()) - first + 1
    total = np.bincount(rows, weights, minlength=count)
    from scipy import sparse  # late: its import takes longer than all of describe

    matrix = sparse.csr_matrix(
        ((weights / total[rows]).astype(np.float32), (rows, pixels - first)), shape=(count, size)
    )
    return AxisWeights(first, size, matrix)


def apply_weights(values: FloatArray, rows: AxisWeights, cols: AxisWeights) -> FloatArray:
    """``rows.matrix @ values @ cols.matrix.T`` for ``values`` of ``[rows.size, cols.size]``."""
    # Rows first: they shrink a contiguous array, and little is left for the strided second step.
    shrunk = rows.matrix @ values
    return np.ascontiguousarray((cols.matrix @ shrunk.T).T, dtype=np.float32)


def finish_average(total: FloatArray, weight: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Turns sums of valid power and sums of valid weights into means and their validity.

    Returns:
        Mean power (0 where invalid) and the valid mask.
    """
    valid = weight >= MIN_VALID_WEIGHT
    mean = np.divide(total, weight, out=np.zeros_like(total), where=valid)
    return mean, valid


def average_db(
    db: FloatArray, valid: BoolArray, rows: AxisWeights, cols: AxisWeights, present: tuple[bool, bool]
) -> tuple[FloatArray, BoolArray]:
    """Decibels resampled in linear power over valid pixels only.

    Args:
        db: ``[2, rows.size, cols.size]``.
        valid: ``[rows.size, cols.size]``.
        rows: Weights down.
        cols: Weights across.
        present: Which channels to resample; absent channels stay 0.
    """
    weight = apply_weights(valid.astype(np.float32), rows, cols)
    result = np.zeros((2, *weight.shape), dtype=np.float32)
    good = np.zeros(weight.shape, dtype=bool)
    for channel in (0, 1):
        if present[channel]:
            power = db_to_power(db[channel])
            power *= valid
            total = apply_weights(power, rows, cols)
            mean, good = finish_average(total, weight)
            result[channel] = power_to_db(mean, good)
    return result, good
