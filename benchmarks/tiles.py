"""Other sizes of tiles, and other overlaps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import rasterio

from benchmarks.scenes import KANSAS, SAMPLE
from benchmarks.seams import seams
from benchmarks.table import Row
from model.inference.engine import Engine, load_engine
from model.inference.warm import WarmEngine
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene

if TYPE_CHECKING:
    from benchmarks.segment import Bench

LARGE = 1024
"""Below this size of scenes, with ``--quick``, the smaller sample has to do."""
TILES = ((256, 32), (256, 16), (384, 32), (512, 32), (512, 64))


class Fixed(WarmEngine):
    """One engine, whatever is asked for."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def load(self, model: str, device: str, precision: str, engine: str = "auto") -> Engine:
        """The engine."""
        return self._engine


def measure_tiles(bench: Bench) -> list[Row]:
    """Other tiles and overlaps: the network's time, the same classes, seams; against the present ones.

    The time is that of the processor for all passes of a scene: it is fair also where other work runs.
    """
    engine = bench.engine
    scene = KANSAS if bench.sizes.time < LARGE else SAMPLE
    rows = []
    before: tuple[float, np.ndarray] | None = None
    present = (engine.tile, engine.overlap)
    for tile, overlap in (present, *(pair for pair in TILES if pair != present)):
        # A new engine: it keeps a question for its tile size. Torch: OpenVINO is compiled for a tile size.
        other = load_engine(str(bench.model), bench.device, bench.precision, "torch")
        other.tile, other.overlap = tile, overlap
        other.inference.fit_batch(tile)
        begun = time.process_time()
        result = bench.segment(scene, attention="full", warm=Fixed(other))
        seconds = time.process_time() - begun
        with rasterio.open(result.products["landcover"]) as raster:
            classes = raster.read(1)
        with rasterio.open(result.products["attention"]) as raster:
            mean = raster.read(raster.count)
        with open_scene(SceneSpec(str(scene))) as opened:
            grid = other.tiles(opened)
            found = seams(mean, grid)
        before = before or (seconds, classes)
        computed = len(grid) * tile**2 / classes.size
        rows.append(
            Row(
                f"tiles of {tile}, overlap {overlap}",
                f"each pixel {computed:.2f} times, time {seconds / before[0]:.2f}, "
                f"same class {100 * (classes == before[1]).mean():.1f} %, "
                f"seams {found.borders:.3f}, {found.overlaps:.3f}",
            )
        )
    return rows
