"""The part of a scene to segment: a window of the input grid, with or without a polygon."""

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
from model.sar.windows import Window

MAX_SIDE = 1_000_000
MAX_PIXELS = 40_000_000_000
"""200,000 pixels squared: half a day at a megapixel per second, and 1.3 terabytes with attention."""


@dataclass(frozen=True)
class Region:
    """A window in input pixels, and the working pixels that it touches.

    Attributes:
        scene: The scene.
        window: In input pixels.
        polygon: GeoJSON geometry; pixels outside are not segmented.
        polygon_crs: The polygon's coordinate system; the scene's own if None.
    """

    scene: Scene
    window: Window
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
        """The region of a request: the common part of extent and polygon.

        Args:
            scene: The scene.
            extent: West, south, east, north.
            polygon: GeoJSON.
            crs: Coordinate system of both; the scene's own if None.
            poll: Called repeatedly; may raise to end the work.

        Raises:
            ExtentOutsideScene: No part of the scene is inside.
            InvalidRequest: The polygon or ``crs`` is not valid.
            SceneTooLarge: The region is so large that segmenting would take weeks.
        """
        window = Window.whole(scene.shape)
        if extent is not None:
            window = _common(window, scene.window_of_extent(extent, crs))
        if polygon is not None:
            window = _common(window, scene.window_of_polygon(polygon, crs, poll))
        region = cls(scene, window, polygon, crs)
        _check_size(region)
        return region

    @property
    def exact(self) -> bool:
        """Whether working pixels are input pixels."""
        return self.scene.working_shape == self.scene.shape

    @property
    def working(self) -> Window:
        """The window in working pixels, with all pixels needed for interpolation."""
        parts = zip(self.window[:2], self.window.shape, self.scene.scale, self.scene.working_shape)
        firsts, sizes = [], []
        for start, size, scale, limit in parts:
            first, last = math.floor(start * scale + 1e-6), math.ceil((start + size) * scale - 1e-6)
            if not self.exact:
                first = min(first, math.floor((start + 0.5) * scale - 0.5))
                last = max(last, math.ceil((start + size - 0.5) * scale - 0.5) + 1)
            first = max(first, 0)
            firsts.append(first)
            sizes.append(max(1, min(last, limit) - first))
        return Window(*firsts, *sizes)

    def axes(self, grid: TileGrid, cell: int = 1) -> tuple[Axis, Axis]:
        """Positions of input pixels among a grid's working pixels, or its tokens of ``cell`` pixels."""
        rows, cols = (grid.rows, grid.cols) if cell == 1 else grid.token_shape
        scale_rows, scale_cols = self.scene.scale
        return (
            Axis(self.window.row, scale_rows / cell, grid.top / cell, rows),
            Axis(self.window.col, scale_cols / cell, grid.left / cell, cols),
        )

    def inside(self, window: Window) -> NDArray[np.bool_] | None:
        """The polygon's mask for a window, counted from the region's start; None without a polygon."""
        if self.polygon is None:
            return None
        place = window.moved(self.window.row, self.window.col)
        return self.scene.polygon_mask(self.polygon, self.polygon_crs, place)

    def touches_tile(self, row: int, col: int, side: int) -> bool:
        """Whether any wanted input pixel lies in a square of the scene's working pixels."""
        if self.polygon is None:
            return True
        firsts, sizes = [], []
        for start, scale, first, size in zip(
            (row, col), self.scene.scale, self.window[:2], self.window.shape, strict=True
        ):
            low = max(0, math.floor(start / scale) - first)
            high = min(size, math.ceil((start + side) / scale) - first)
            firsts.append(low)
            sizes.append(max(0, high - low))
        mask = self.inside(Window(*firsts, *sizes))
        return bool(mask is None or mask.any())


def _check_size(region: Region) -> None:
    """Raises SceneTooLarge if there are too many input or working pixels."""
    for height, width in (region.window.shape, region.working.shape):
        if max(height, width) > MAX_SIDE or height * width > MAX_PIXELS:
            raise SceneTooLarge(f"{width:,} × {height:,} pixels are too many to segment in one go.")


def _common(a: Window, b: Window) -> Window:
    common = a.common(b)
    if common is None:
        raise ExtentOutsideScene(marked("The extent and the polygon have no place in common in this scene."))
    return common
