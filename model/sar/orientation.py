"""Orientation of a raster in its file, and how to read the raster in map orientation: north up, east right.

A network trained on north-up images confuses some classes in mirrored images. So a file whose rows run
northwards or whose columns run westwards is turned while reading. Products are turned back and lie exactly on
the file's own grid. Rotated grids and grids with only GCPs are not turned.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.crs import CRS

from model.errors.errors import SardinoError
from model.sar.crs import WGS84, reproject
from model.sar.grid_profile import GridProfile
from model.sar.windows import Window

Number = TypeVar("Number", bound=np.generic)

_CLEARLY = 2.0
"""A map counts as upside down only if its axes run more south and west than sideways."""


@dataclass(frozen=True)
class Orientation:
    """How a file is turned into map orientation; the same turn leads back.

    Attributes:
        rows: Whether the order of rows is reversed.
        cols: Whether the order of columns is reversed.
    """

    rows: bool = False
    cols: bool = False

    @classmethod
    def of(cls, profile: GridProfile, shape: tuple[int, int]) -> Orientation:
        """The turn that a file needs.

        Args:
            profile: The file's grid.
            shape: Its rows and columns.
        """
        transform = profile.transform
        if transform is None or transform.b != 0 or transform.d != 0:
            return cls()
        turned = _upside_down(profile.crs, transform, shape)
        return cls((transform.e > 0) != turned, (transform.a < 0) != turned)

    def profile(self, profile: GridProfile, shape: tuple[int, int]) -> GridProfile:
        """The grid after the turn, of a file with this grid and shape."""
        if profile.transform is None or not (self.rows or self.cols):
            return profile
        turn = Affine(-1 if self.cols else 1, 0, shape[1] if self.cols else 0,
                      0, -1 if self.rows else 1, shape[0] if self.rows else 0)  # fmt: skip
        return replace(profile, transform=profile.transform @ turn)

    def window(self, window: Window, shape: tuple[int, int]) -> Window:
        """A window after the turn; a window given after the turn is turned back."""
        row = shape[0] - window.bottom if self.rows else window.row
        col = shape[1] - window.right if self.cols else window.col
        return Window(row, col, *window.shape)

    def turned(self, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Values [..., rows, cols] of a window after the turn."""
        if not (self.rows or self.cols):
            return values
        step_rows, step_cols = (-1 if flipped else 1 for flipped in (self.rows, self.cols))
        return np.ascontiguousarray(values[..., ::step_rows, ::step_cols])


def ground_anchor(profile: GridProfile, scale: tuple[float, float]) -> tuple[int, int]:
    """Row and column of a grid's corner, counted in working pixels from the origin of its map.

    Files cut from one product, with grids that differ by whole pixels, share this count. (0, 0) for rotated
    grids and grids with only GCPs.

    Args:
        profile: The grid in map orientation.
        scale: Working pixels per pixel of the grid, rows and columns.
    """
    transform = profile.transform
    if transform is None or transform.b != 0 or transform.d != 0:
        return 0, 0
    places = (transform.f / transform.e * scale[0], transform.c / transform.a * scale[1])
    # Borders on whole pixels must not depend on rounding; floats above 2^50 have no fraction left.
    rows, cols = (
        math.floor(place + 1e-3) if math.isfinite(place) and abs(place) < 2**50 else 0 for place in places
    )
    return rows, cols


def _upside_down(crs: CRS | None, transform: Affine, shape: tuple[int, int]) -> bool:
    """Whether the axes of a map run south and west, as in the South African Lo systems."""
    if crs is None or crs.is_geographic:
        return False
    x, y = transform @ (shape[1] / 2, shape[0] / 2)
    dx, dy = abs(transform.a), abs(transform.e)
    try:
        lon, lat = reproject(crs, WGS84, np.array([x, x + dx, x]), np.array([y, y, y + dy]))
    except SardinoError:  # a local system: nobody knows where north is
        return False
    squeeze = math.cos(math.radians(float(lat[0]))) if math.isfinite(lat[0]) else math.nan
    (x_east, x_north), (y_east, y_north) = (
        (float((lon[k] - lon[0] + 180) % 360 - 180) * squeeze, float(lat[k] - lat[0])) for k in (1, 2)
    )
    return x_east < -_CLEARLY * abs(x_north) and y_north < -_CLEARLY * abs(y_east)
