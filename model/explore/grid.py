"""The grid of a scene over its features: which tokens and cells lie under a window of the scene's pixels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import NoValidPixels, ScenesDoNotMatch
from model.errors.words import marked
from model.features.placing import Placing
from model.features.store import PIXEL_STEP, FeatureStore
from model.protocol.values import SceneSpec
from model.sar.grid_profile import GridProfile
from model.sar.interpolate import Axis, interpolate
from model.sar.orientation import Orientation
from model.sar.scene import Scene, open_scene
from model.sar.windows import Window

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

WINDOW_COLS = 2048
"""Most columns of a window that is computed at once."""
_LEAST = 1e-3
"""Smallest share of known tokens around a pixel that its value is computed from."""


@dataclass(frozen=True)
class SceneGrid:
    """The pixels of a scene, its features, and the scene itself if its file is at hand.

    Attributes:
        store: The features.
        scene: The scene; None if there is only the file of features. Then a pixel is valid if its token is.
    """

    store: FeatureStore
    scene: Scene | None = None

    @property
    def placing(self) -> Placing:
        """Where the tokens lie."""
        return self.store.placing

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the scene's pixels."""
        return self.placing.shape

    @property
    def profile(self) -> GridProfile:
        """The grid that a product copies."""
        return self.scene.profile if self.scene is not None else self.placing.profile

    @property
    def orientation(self) -> Orientation:
        """How products are turned back to lie on the scene's file."""
        return self.scene.orientation if self.scene is not None else Orientation()

    def windows(self, pixels: int) -> list[Window]:
        """Windows that cover the scene from top to bottom, of about so many pixels each."""
        rows, cols = self.shape
        width = min(cols, WINDOW_COLS)
        height = min(rows, max(1, pixels // width))
        return [
            Window(row, col, min(height, rows - row), min(width, cols - col))
            for row in range(0, rows, height)
            for col in range(0, cols, width)
        ]

    def valid(self, window: Window) -> Bools:
        """Which pixels of a window have features, and are valid in the scene."""
        rows, cols = (self._tokens_under(axis, window) for axis in (0, 1))
        near = [np.clip(found, 0, size - 1) for found, size in zip((rows, cols), self.store.shape)]
        top, left = int(near[0][0]), int(near[1][0])
        known = self.store.known(slice(top, int(near[0][-1]) + 1), slice(left, int(near[1][-1]) + 1))
        valid: Bools = known[near[0] - top][:, near[1] - left]
        valid &= (rows == near[0])[:, None] & (cols == near[1])
        return valid & self.scene.read_valid(window) if self.scene is not None else valid

    def pixel_area_m2(self, window: Window) -> NDArray[np.float64]:
        """Ground area of a pixel in each row of a window in m²; NaN if unknown."""
        return self.placing.georeference.pixel_area_m2(window.row, window.height)

    def spread_tokens(self, window: Window, tokens: Any) -> Floats:
        """Values of tokens, interpolated to the pixels of a window [planes, height, width].

        Tokens without a valid pixel do not count: beside them, the others count more.

        Args:
            window: Pixels of the scene.
            tokens: Called with slices of token rows and columns; returns [rows, cols, planes].
        """
        positions, (rows, cols) = self._under(window, self.placing.patch, self.store.shape)
        known = self.store.known(rows, cols).astype(np.float32)
        values = tokens(rows, cols) * known[:, :, None]
        both = np.concatenate([values, known[:, :, None]], axis=2).transpose(2, 0, 1)
        spread = interpolate(both, positions[0] - rows.start, positions[1] - cols.start)
        found: Floats = spread[:-1] / np.maximum(spread[-1:], np.float32(_LEAST))
        return found

    def spread_cells(self, window: Window, cells: Any) -> Floats:
        """Values of the cells of the pixel features, interpolated as :meth:`spread_tokens` does."""
        step = self.placing.patch // PIXEL_STEP
        shape = (self.store.shape[0] * step, self.store.shape[1] * step)
        positions, (rows, cols) = self._under(window, PIXEL_STEP, shape)
        values = cells(rows, cols).transpose(2, 0, 1)
        found: Floats = interpolate(values, positions[0] - rows.start, positions[1] - cols.start)
        return found

    def _tokens_under(self, axis: int, window: Window) -> NDArray[np.int64]:
        """The token of each pixel along an axis; may lie outside the grid of tokens."""
        placing = self.placing
        pixels = np.arange(window[axis], window[axis] + window.shape[axis]) + 0.5
        working = pixels * placing.scale[axis] - (placing.top, placing.left)[axis]
        return np.floor(working / placing.patch).astype(np.int64)

    def _under(
        self, window: Window, size: int, cells: tuple[int, int]
    ) -> tuple[list[NDArray[np.float64]], tuple[slice, slice]]:
        """Places of pixels among cells of some working pixels, and the cells that they need."""
        placing = self.placing
        positions = [
            Axis(0, scale / size, corner / size, count).positions(first, length)
            for scale, corner, count, first, length in zip(
                placing.scale, (placing.top, placing.left), cells, window[:2], window.shape, strict=True
            )
        ]
        spans = [
            slice(int(at[0]), min(int(at[-1]) + 2, count)) for at, count in zip(positions, cells, strict=True)
        ]
        return positions, (spans[0], spans[1])


@contextmanager
def opened_grid(store: FeatureStore, spec: SceneSpec | None) -> Iterator[SceneGrid]:
    """The grid of a scene; the scene's file is open meanwhile.

    Raises:
        NoValidPixels: No token of the features has a valid pixel.
        ScenesDoNotMatch: The features are of another scene.
        SardinoError: As ``open_scene`` raises them.
    """
    if not any(store.known(slice(row, row + 1)).any() for row in range(store.shape[0])):
        raise NoValidPixels(marked("No place of the scene has features."))
    if spec is None:
        yield SceneGrid(store)
        return
    with open_scene(spec) as scene:
        if scene.shape != store.placing.shape or not np.allclose(scene.scale, store.placing.scale):
            raise ScenesDoNotMatch(
                marked("The features are not those of this scene."),
                remedy=marked("Make the features of the scene again, or choose the scene they were made of."),
            )
        yield SceneGrid(store, scene)
