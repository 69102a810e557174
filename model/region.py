"""The part of a scene to segment: a window of the input grid, limited by a polygon or not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import ExtentOutsideScene, InvalidRequest
from model.georeference import polygons_of
from model.interpolate import Axis
from model.scene import Scene


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
        cls, scene: Scene, extent: list[float] | None, polygon: dict[str, Any] | None, crs: str | None
    ) -> Region:
        """The region that a request names: the common part of extent and polygon.

        Raises:
            ExtentOutsideScene: Nothing is left.
            InvalidRequest: The polygon or ``crs`` is none.
        """
        window = (0, 0, *scene.shape)
        limits = [] if extent is None else [extent]
        if polygon is not None:
            polygons = polygons_of(polygon)
            if not polygons:
                raise InvalidRequest("The limiting geometry holds no polygon.", remedy="Draw or choose one.")
            points = np.concatenate([rings[0] for rings in polygons])
            limits.append([*points.min(axis=0).tolist(), *points.max(axis=0).tolist()])
        for limit in limits:
            window = _common(window, scene.window_of_extent(limit, crs))
        return cls(scene, *window, polygon, crs)

    @property
    def exact(self) -> bool:
        """Whether working pixels are input pixels."""
        return self.scene.working_shape == self.scene.shape

    @property
    def working(self) -> tuple[int, int, int, int]:
        """First working row and column, height and width."""
        first = [math.floor(start * scale + 1e-6) for start, scale in self._axes(0)]
        last = [math.ceil(stop * scale - 1e-6) for stop, scale in self._axes(1)]
        heights = [max(1, stop - start) for start, stop in zip(first, last, strict=True)]
        return first[0], first[1], heights[0], heights[1]

    def axes(self, cell: int = 1, cells: tuple[int, int] | None = None) -> tuple[Axis, Axis]:
        """How input pixels lie among working pixels, or among tokens of ``cell`` working pixels."""
        row, col, height, width = self.working
        rows, cols = cells or (height, width)
        scale_rows, scale_cols = self.scene.scale
        return (
            Axis(self.row, scale_rows / cell, row / cell, rows),
            Axis(self.col, scale_cols / cell, col / cell, cols),
        )

    def inside(self, row: int, col: int, height: int, width: int) -> NDArray[np.bool_] | None:
        """The polygon's mask for input pixels of the region; None if there is no polygon."""
        if self.polygon is None:
            return None
        place = (self.row + row, self.col + col, height, width)
        return self.scene.polygon_mask(self.polygon, self.polygon_crs, *place)

    def touches_tile(self, row: int, col: int, side: int) -> bool:
        """Whether any wanted input pixel lies in a square of working pixels of the region."""
        if self.polygon is None:
            return True
        working_row, working_col, _, _ = self.working
        starts = (working_row + row, working_col + col)
        box = []
        for start, scale, first, size in zip(
            starts, self.scene.scale, (self.row, self.col), (self.height, self.width), strict=True
        ):
            low = max(0, math.floor(start / scale) - first)
            high = min(size, math.ceil((start + side) / scale) - first)
            box.append((low, max(0, high - low)))
        mask = self.inside(box[0][0], box[1][0], box[0][1], box[1][1])
        return bool(mask is None or mask.any())

    def _axes(self, end: int) -> tuple[tuple[int, float], tuple[int, float]]:
        rows, cols = self.scene.scale
        return (self.row + end * self.height, rows), (self.col + end * self.width, cols)


def _common(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    row, col = max(a[0], b[0]), max(a[1], b[1])
    height = min(a[0] + a[2], b[0] + b[2]) - row
    width = min(a[1] + a[3], b[1] + b[3]) - col
    if height < 1 or width < 1:
        raise ExtentOutsideScene("The extent and the polygon have no place in common in this scene.")
    return row, col, height, width
