"""The attention raster: the mosaic of token maps, interpolated to the input grid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from model.interpolate import interpolate
from model.legend import NODATA_CODE
from model.mosaic import AttentionMosaic
from model.raw import RawRaster, round_mantissa
from model.region import Region
from model.tiles import TileGrid

CHUNK_VALUES = 2_000_000


def write_attention(
    region: Region,
    grid: TileGrid,
    mosaic: AttentionMosaic,
    landcover: RawRaster,
    path: Path,
    waiting: Callable[[], None],
) -> RawRaster:
    """Writes one band per head, then their mean; NaN where the land cover is nodata.

    Args:
        region: What is segmented.
        grid: Its tiles.
        mosaic: Holds the maps of all tiles.
        landcover: Complete; says which pixels are known.
        path: The file to make.
        waiting: Called between parts of the work; may raise to end it.
    """
    heads = mosaic.heads
    raster = RawRaster(path, heads + 1, region.height, region.width, "float32")
    try:
        axes = region.axes(grid.patch, grid.token_shape)
        cols = axes[1].positions(0, region.width)
        step = max(1, CHUNK_VALUES // ((heads + 1) * region.width))
        tail: NDArray[np.float32] | None = None
        row = 0
        levels = mosaic.solve()
        for first, strip in mosaic.strips(levels):
            waiting()
            planes = np.concatenate([strip, strip.mean(axis=0, keepdims=True)])
            stop = first + planes.shape[1]
            if tail is not None:
                planes, first = np.concatenate([tail, planes], 1), first - 1
            tail = planes[:, -1:].copy()
            last = row + axes[0].ready(row, stop, region.height)
            while row < last:
                height = min(step, last - row)
                values = _at(planes, axes[0].positions(row, height) - first, cols)
                unknown = landcover.read(row, height)[0] == NODATA_CODE
                if unknown.any():
                    values[:, unknown] = np.nan
                raster.write(row, 0, round_mantissa(values))
                row += height
                waiting()
    except BaseException:
        raster.close()
        raise
    return raster


def _at(
    planes: NDArray[np.float32], rows: NDArray[np.float64], cols: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Bilinear interpolation over the tokens that are known; NaN where none is near."""
    first = int(rows[0])
    part = torch.from_numpy(np.ascontiguousarray(planes[:, first : int(rows[-1]) + 2]))
    known = ~part[0].isnan()
    if bool(known.all()):
        return interpolate(part, rows - first, cols).numpy()
    weights = interpolate(known[None].float(), rows - first, cols)
    values = interpolate(part.nan_to_num(0.0), rows - first, cols)
    return torch.where(weights > 0, values / weights, torch.nan).numpy()
