"""How many pixels of a land-cover map change after an extent, a crop or a mirror: ideally none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rasterio
from affine import Affine
from rasterio.windows import Window

SHIFTS = ((1, 0), (3, 5), (8, 8), (37, 50))
"""Shifts in rows and columns: within a token, across tokens, by a token, and by more than the overlap."""
TURNS = {"south up": (-1, 1), "mirrored": (1, -1), "both": (-1, -1)}
_PART = 0.6
"""Side of an extent or crop relative to the scene's side."""

Segment = Callable[[Path, "list[float] | None"], Path]
"""Segments a scene, or an extent of it, and returns the land cover."""


class Change(NamedTuple):
    """The kind of change and the share of pixels that got another class, 0 to 1."""

    what: str
    share: float


def extents(scene: Path, segment: Segment) -> list[Change]:
    """Extents compared with the map of the whole scene, and with each other."""
    whole = _read(segment(scene, None))
    side, row, col = _middle(whole.shape)
    first = _read(segment(scene, _extent(scene, row, col, side)))
    found = [Change("an extent, from the whole scene", _other(whole[row:, col:], first))]
    for down, right in SHIFTS:
        second = _read(segment(scene, _extent(scene, row + down, col + right, side)))
        found.append(Change(f"an extent moved by {down}, {right} px", _other(first[down:, right:], second)))
    return found


def crops(scene: Path, segment: Segment, folder: Path) -> list[Change]:
    """Files cut from one scene, compared with each other; each file has its own statistics."""
    side, row, col = _middle(_shape(scene))
    first = _read(segment(_crop(scene, folder, row, col, side), None))
    found = []
    for down, right in SHIFTS:
        second = _read(segment(_crop(scene, folder, row + down, col + right, side), None))
        found.append(Change(f"a crop moved by {down}, {right} px", _other(first[down:, right:], second)))
    return found


def turned(scene: Path, segment: Segment, folder: Path) -> list[Change]:
    """Copies with reversed rows or columns."""
    straight = _read(segment(scene, None))
    found = []
    for name, (rows, cols) in TURNS.items():
        with rasterio.open(scene) as source:
            height, width = source.shape
            turn = Affine(cols, 0, width * (cols < 0), 0, rows, height * (rows < 0))
            profile = {**source.profile, "transform": source.transform @ turn}
            with rasterio.open(folder / scene.name, "w", **profile) as copy:
                copy.descriptions = source.descriptions
                copy.write(source.read()[:, ::rows, ::cols])
        made = _read(segment(folder / scene.name, None))
        found.append(Change(name, _other(straight, made[::rows, ::cols])))
    return found


def _middle(shape: tuple[int, ...]) -> tuple[int, int, int]:
    """Side, first row and first column of a part with room for shifts."""
    side = int(min(shape) * _PART)
    return side, (shape[0] - side) // 3, (shape[1] - side) // 3


def _shape(scene: Path) -> tuple[int, int]:
    with rasterio.open(scene) as source:
        rows, cols = source.shape
    return rows, cols


def _extent(scene: Path, row: int, col: int, side: int) -> list[float]:
    """West, south, east, north of a square of pixels."""
    with rasterio.open(scene) as source:
        (west, north), (east, south) = (
            source.transform @ place for place in ((col, row), (col + side, row + side))
        )
    return [west, south, east, north]


def _crop(scene: Path, folder: Path, row: int, col: int, side: int) -> Path:
    """A square of a scene as a file of the same name."""
    window = Window(col, row, side, side)
    with rasterio.open(scene) as source:
        profile = {
            **source.profile,
            "width": side,
            "height": side,
            "transform": source.window_transform(window),
        }
        with rasterio.open(folder / scene.name, "w", **profile) as cut:
            cut.descriptions = source.descriptions
            cut.write(source.read(window=window))
    return folder / scene.name


def _read(landcover: Path) -> np.ndarray:
    with rasterio.open(landcover) as raster:
        return raster.read(1)


def _other(a: np.ndarray, b: np.ndarray) -> float:
    """Share of different pixels in the common part, from the first pixel on."""
    rows, cols = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    return float((a[:rows, :cols] != b[:rows, :cols]).mean())
