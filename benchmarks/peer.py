"""A stand-in for a peer's loop over tiles: Deepness as its documentation describes it, not Deepness itself.

Tiles one after the other, without a batch: read, scale to numbers between 0 and 1, ask the network, take the
best class, paste the tile's core into an image of the whole scene in memory; at the end, one GeoTIFF. No
blending, no nodata, no confidence, no attention, no overviews, and no polygons of the classes, which Deepness
makes: so the stand-in does less than Deepness, and less than Sardino.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window

TILE = 512
OVERLAP = 0.15
"""Deepness's default: a share of the tile."""


def segment_as_peer(scene: Path, target: Path, network: Callable[[np.ndarray], np.ndarray]) -> float:
    """Seconds for a scene.

    Args:
        scene: The raster.
        target: The land cover to write.
        network: [2, TILE, TILE] to logits [classes, TILE, TILE].
    """
    begun = time.perf_counter()
    with rasterio.open(scene) as source:
        rows, cols, profile = source.height, source.width, source.profile
        whole = np.zeros((rows, cols), np.uint8)
        step = round(TILE * (1 - OVERLAP))
        cut = (TILE - step) // 2
        for row in _starts(rows, step):
            for col in _starts(cols, step):
                tile = source.read(window=Window(col, row, TILE, TILE)).astype(np.float32) / 255
                found = network(tile).argmax(axis=0).astype(np.uint8)
                top, left = (cut if at else 0 for at in (row, col))
                whole[row + top : row + TILE, col + left : col + TILE] = found[top:, left:]
    profile.update(count=1, dtype="uint8", nodata=None, tiled=False, blockysize=1, interleave="band")
    for name in ("blockxsize", "blockysize", "compress", "zlevel"):
        profile.pop(name, None)
    with rasterio.open(target, "w", **profile) as out:
        out.write(whole, 1)
    return time.perf_counter() - begun


def _starts(size: int, step: int) -> list[int]:
    return sorted({min(start, max(0, size - TILE)) for start in range(0, size, step)})
