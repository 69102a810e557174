"""The attention raster: the mosaic of token maps, interpolated to the input grid."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.inference.flow import Flow
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.overviews import Overviews, round_mantissa
from model.products.products import attention_style
from model.products.raw import RawRaster
from model.sar.interpolate import interpolate

CHUNK_VALUES = 2_000_000


def write_attention(
    region: Region,
    grid: TileGrid,
    mosaic: AttentionMosaic,
    landcover: RawRaster,
    path: Path,
    waiting: Callable[[], None],
) -> tuple[RawRaster, Overviews]:
    """Writes one band per head, then their mean; NaN where the land cover is nodata.

    Args:
        region: The segmented region.
        grid: The region's tiles.
        mosaic: Holds the maps of all tiles.
        landcover: The complete land cover; its nodata pixels become NaN.
        path: The file to write.
        waiting: Called between parts of the work; may raise to end it.
    """
    turn = region.scene.orientation
    raster = RawRaster(path, mosaic.heads + 1, *region.window.shape, "float32", turn)
    overviews = Overviews(raster, attention_style(mosaic.heads))
    made: queue.Queue[tuple[int, NDArray[np.float32]] | None] = queue.Queue(2)
    try:
        # During interpolation, earlier rows go to the disk and into the overviews.
        with Flow() as flow:
            flow.start("attention", lambda: _save(flow, made, raster, overviews))
            for row, values in _rows(region, grid, mosaic, waiting):
                unknown = landcover.read(row, values.shape[1])[0] == NODATA_CODE
                if unknown.any():
                    values[:, unknown] = np.nan
                flow.put(made, (row, values))
                waiting()
            flow.put(made, None)
            flow.wait(waiting)
    except BaseException:
        raster.close()
        overviews.close()
        raise
    return raster, overviews


def _save(
    flow: Flow,
    made: queue.Queue[tuple[int, NDArray[np.float32]] | None],
    raster: RawRaster,
    overviews: Overviews,
) -> None:
    while (item := flow.get(made)) is not None:
        row, values = item
        values = round_mantissa(values)
        raster.write(row, 0, values)
        overviews.feed(values)
    overviews.finish()


def _rows(
    region: Region, grid: TileGrid, mosaic: AttentionMosaic, waiting: Callable[[], None]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """First row and values [heads + 1, rows, cols] of parts of the map, from top to bottom."""
    axes = region.axes(grid, grid.patch)
    cols = axes[1].positions(0, region.window.width)
    step = max(1, CHUNK_VALUES // ((mosaic.heads + 1) * region.window.width))
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
        last = row + axes[0].ready(row, stop, region.window.height)
        while row < last:
            height = min(step, last - row)
            yield row, _at(planes, axes[0].positions(row, height) - first, cols)
            row += height


def _at(
    planes: NDArray[np.float32], rows: NDArray[np.float64], cols: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Bilinear interpolation over the known tokens; NaN without a known token nearby."""
    first = int(rows[0])
    part = np.ascontiguousarray(planes[:, first : int(rows[-1]) + 2])
    known = ~np.isnan(part[0])
    found: NDArray[np.float32]
    if known.all():
        found = interpolate(part, rows - first, cols)
        return found
    weights = interpolate(known[None].astype(np.float32), rows - first, cols)
    found = interpolate(np.nan_to_num(part, nan=0.0), rows - first, cols)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weights > 0, found / weights, np.float32(np.nan))
