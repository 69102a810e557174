"""The part of a scene to segment: a window of the input grid, limited by a polygon or not."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import ExtentOutsideScene, SceneTooLarge
from model.errors.words import marked
from model.inference.tiles import TileGrid
from model.sar.interpolate import Axis
from model.sar.scene import Scene

MAX_SIDE = 1_000_000
MAX_PIXELS = 40_000_000_000
"""200,000 pixels squared: at a megapixel a second that is half a day, and 1.3 terabytes with attention."""


@dataclass(frozen=True)
class Region:
    """A window in input pixels, and the working pixels that it touches.

    Attributes:
        scene: The scene.
        row: First input row.
        col: First input column.
        height: Input rows.
        width: Input columns.
        polygon: GeoJSON geometry outside which nothing is wanted.
        polygon_crs: Its coordinate system; the scene's own if None.
    """

    scene: Scene
    row: int
    col: int
    height: int
    width: int
    polygon: dict[str, Any] | None = None
    polygon_crs: str | None = None

    @classmethod
    def of(
        cls,
        scene: Scene,
        extent: list[float] | None,
        polygon: dict[str, Any] | None,
        crs: str | None,
        poll: Callable[[], None] | None = None,
    ) -> Region:
        """The region that a request names: the common part of extent and polygon.

        Args:
            scene: The scene.
            extent: West, south, east, north.
            polygon: GeoJSON.
            crs: Coordinate system of both; the scene's own if None.
            poll: Called now and then; may raise to end the work.

        Raises:
            ExtentOutsideScene: Nothing is left.
            InvalidRequest: The polygon or ``crs`` is none.
            SceneTooLarge: What is left would take weeks.
        """
        window = (0, 0, *scene.shape)
        if extent is not None:
            window = _common(window, scene.window_of_extent(extent, crs))
        if polygon is not None:
            window = _common(window, scene.window_of_polygon(polygon, crs, poll))
        region = cls(scene, *window, polygon, crs)
        _check_size(region)
        return region

    @property
    def exact(self) -> bool:
        """Whether working pixels are input pixels."""
        return self.scene.working_shape == self.scene.shape

    @property
    def working(self) -> tuple[int, int, int, int]:
        """First working row and column, height and width; with those that are interpolated from."""
        parts = zip(
            (self.row, self.col), (self.height, self.width), self.scene.scale, self.scene.working_shape
        )
        firsts, sizes = [], []
        for start, size, scale, limit in parts:
            first, last = math.floor(start * scale + 1e-6), math.ceil((start + size) * scale - 1e-6)
            if not self.exact:
                first = min(first, math.floor((start + 0.5) * scale - 0.5))
                last = max(last, math.ceil((start + size - 0.5) * scale - 0.5) + 1)
            first = max(first, 0)
            firsts.append(first)
            sizes.append(max(1, min(last, limit) - first))
        return firsts[0], firsts[1], sizes[0], sizes[1]

    def axes(self, grid: TileGrid, cell: int = 1) -> tuple[Axis, Axis]:
        """How input pixels lie among the working pixels of a grid, or its tokens of ``cell`` pixels."""
        rows, cols = (grid.rows, grid.cols) if cell == 1 else grid.token_shape
        scale_rows, scale_cols = self.scene.scale
        return (
            Axis(self.row, scale_rows / cell, grid.top / cell, rows),
            Axis(self.col, scale_cols / cell, grid.left / cell, cols),
        )

    def inside(self, row: int, col: int, height: int, width: int) -> NDArray[np.bool_] | None:
        """The polygon's mask for input pixels of the region; None if there is no polygon."""
        if self.polygon is None:
            return None
        place = (self.row + row, self.col + col, height, width)
        return self.scene.polygon_mask(self.polygon, self.polygon_crs, *place)

    def touches_tile(self, row: int, col: int, side: int) -> bool:
        """Whether any wanted input pixel lies in a square of the scene's working pixels."""
        if self.polygon is None:
            return True
        box = []
        for start, scale, first, size in zip(
            (row, col), self.scene.scale, (self.row, self.col), (self.height, self.width), strict=True
        ):
            low = max(0, math.floor(start / scale) - first)
            high = min(size, math.ceil((start + side) / scale) - first)
            box.append((low, max(0, high - low)))
        mask = self.inside(box[0][0], box[1][0], box[0][1], box[1][1])
        return bool(mask is None or mask.any())


def _check_size(region: Region) -> None:
    """Raises SceneTooLarge if input or working pixels are more than anyone waits for."""
    for height, width in ((region.height, region.width), region.working[2:]):
        if max(height, width) > MAX_SIDE or height * width > MAX_PIXELS:
            raise SceneTooLarge(f"{width:,} × {height:,} pixels are too many to segment in one go.")


def _common(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    row, col = max(a[0], b[0]), max(a[1], b[1])
    height = min(a[0] + a[2], b[0] + b[2]) - row
    width = min(a[1] + a[3], b[1] + b[3]) - col
    if height < 1 or width < 1:
        raise ExtentOutsideScene(marked("The extent and the polygon have no place in common in this scene."))
    return row, col, height, width
