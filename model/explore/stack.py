"""A raster for other programs: backscatter, texture, attention and principal components as named bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import InvalidRequest, NoValidPixels
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.explore.grid import SceneGrid
from model.explore.opening import explored
from model.explore.texture import MARGIN, names, textures
from model.explore.writing import Product, product
from model.inference.warm import WarmEngine
from model.products.overviews import mean_of_four, round_mantissa
from model.products.raw import Style
from model.protocol.exploring import ExploreAnswer, StackRequest
from model.sar.scene import Scene
from model.sar.windows import Window

Floats = NDArray[np.float32]

PARTS = ("backscatter", "texture", "attention", "components")
"""What a stack can hold, in the order of its bands."""
VALUES = 8_000_000
"""Values computed at once."""
STACKED = 0.75
"""Fraction of the work on features at hand after every value is computed."""


@dataclass(frozen=True)
class Stack:
    """The bands of a stack.

    Attributes:
        grid: The scene and its features.
        scene: The scene.
        parts: Any of ``PARTS``.
        components: Principal components.
    """

    grid: SceneGrid
    scene: Scene
    parts: tuple[str, ...]
    components: int

    @property
    def bands(self) -> list[str]:
        """A name for each band."""
        found = []
        if "backscatter" in self.parts:
            found += [f"{name} backscatter (dB)" for _, name in self._polarisations()]
        if "texture" in self.parts:
            found += [text for _, name in self._polarisations() for text in names(name)]
        if "attention" in self.parts:
            found += [f"Attention head {number + 1}" for number in range(self.grid.store.heads)]
        if "components" in self.parts:
            found += [f"Component {number + 1}" for number in range(self.components)]
        return found

    def read(self, window: Window) -> Floats:
        """The values of a window [bands, height, width]; NaN where a pixel is not valid."""
        planes: list[Floats] = []
        if {"backscatter", "texture"} & set(self.parts):
            planes += self._radar(window)
        store = self.grid.store
        if "attention" in self.parts:
            planes.append(
                self.grid.spread_tokens(
                    window, lambda rows, cols: np.nan_to_num(store.attention(rows, cols)).transpose(1, 2, 0)
                )
            )
        if "components" in self.parts:
            planes.append(
                self.grid.spread_tokens(
                    window, lambda rows, cols: store.tokens(rows, cols)[:, :, : self.components]
                )
            )
        values = round_mantissa(np.concatenate(planes))
        values[:, ~self.grid.valid(window)] = np.nan
        return values

    def _radar(self, window: Window) -> list[Floats]:
        """Backscatter, then textures, [n, height, width] each."""
        row, col, height, width = window
        wide = Window(row - MARGIN, col - MARGIN, height + 2 * MARGIN, width + 2 * MARGIN)
        read = self.scene.read_pixels(wide)
        inner = (slice(None), slice(MARGIN, MARGIN + height), slice(MARGIN, MARGIN + width))
        channels = [channel for channel, _ in self._polarisations()]
        found = [read.db[channels][inner]] if "backscatter" in self.parts else []
        if "texture" in self.parts:
            found += [textures(read.db[channel], read.valid)[inner] for channel in channels]
        return found

    def _polarisations(self) -> list[tuple[int, str]]:
        """Channel and name of the polarisations that are present."""
        described = self.scene.description
        found = zip((described.co_pol, described.cross_pol), self.scene.present, strict=True)
        return [(channel, str(name)) for channel, (name, there) in enumerate(found) if there]


def stack(
    request: StackRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ExploreAnswer:
    """Writes the stack of a scene.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between blocks.
        warm: Keeps the model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: A part is unknown, or the number of components is out of range.
        NoValidPixels: No pixel of the scene has features.
        SardinoError: As :func:`model.explore.opening.explored` and
            :func:`model.explore.writing.product` raise them.
    """
    parts = _parts(request)
    job = Progress(progress, cancelled)
    with explored(request, job, cancelled, warm) as (grid, done):
        assert grid.scene is not None
        count = _components(request, grid) if "components" in parts else 0
        bands = Stack(grid, grid.scene, parts, count)
        with product(request.out, grid, len(bands.bands), "float32") as made:
            job.begin(marked("Computing the bands"), done, done + (1 - done) * STACKED)
            _fill(made, bands, job)
            job.begin(marked("Writing"), done + (1 - done) * STACKED, 1.0)
            style = Style(float("nan"), tuple(bands.bands), mean_of_four)
            made.publish(style, {"parts": list(parts), "components": count}, job, keep=warm is not None)
    job.end(marked("Done"))
    return ExploreAnswer(path=str(made.out), features=str(grid.store.path), bands=bands.bands)


def _fill(made: Product, bands: Stack, job: Progress) -> None:
    windows = made.grid.windows(VALUES // len(bands.bands))
    known = False
    for number, window in enumerate(windows):
        job.at(number / len(windows))
        values = bands.read(window)
        known = known or bool(np.isfinite(values[0]).any())
        made.raster.write(window.row, window.col, values)
    if not known:
        raise NoValidPixels(marked("No pixel of the scene has features."))


def _parts(request: StackRequest) -> tuple[str, ...]:
    unknown = sorted(set(request.parts) - set(PARTS))
    if unknown:
        raise InvalidRequest(f"'{unknown[0]}' is no part of a stack.", remedy=f"Use {', '.join(PARTS)}.")
    if not request.parts:
        raise InvalidRequest(marked("The stack has no part."), remedy=f"Choose from {', '.join(PARTS)}.")
    return tuple(part for part in PARTS if part in request.parts)


def _components(request: StackRequest, grid: SceneGrid) -> int:
    most = grid.store.components
    if not 1 <= request.components <= most:
        raise InvalidRequest(
            f"{request.components} is no number of components.", remedy=f"Use 1 to {most} components."
        )
    return request.components
