"""Crops of scenes as a set of samples, drawn uniformly over valid area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from model.data.scenes import LoadedScene
from model.data.views import Ground, ViewConfig, make_views
from model.data.windows import MIN_VALID
from model.errors.errors import InvalidRequest

TRIES = 100
"""Windows drawn at random before a search for all windows with enough valid ground."""
_NAMED = 3
"""Most scenes that an error names."""
_STRIP = 256
"""Rows of windows processed together, to limit memory."""


class SceneCrops(Dataset[list[Tensor]]):
    """Samples of multi-crop views; sample ``i`` depends only on the seed and ``i``.

    So a run gives the same result with any number of loader processes, and resumes exactly.

    Args:
        scenes: Scenes to draw from.
        config: Crops and augmentations.
        length: Number of samples.
        seed: Seed of everything random.
        dates: Endings of the names of two scenes that show one place on two dates, in the same pixels. Crops
            of a sample then show both dates: what changes within weeks should not matter.

    Attributes:
        scenes: Usable scenes.
        left_out: A line about each unusable scene.
        share: [scenes] probability of each scene: its part of the valid area.

    Raises:
        InvalidRequest: No scene is usable.
    """

    def __init__(
        self,
        scenes: list[LoadedScene],
        config: ViewConfig,
        *,
        length: int,
        seed: int,
        dates: tuple[str, str] | None = None,
    ) -> None:
        size = config.source_size
        self.scenes: list[LoadedScene] = []
        self.left_out: list[str] = []
        self._windows: list[NDArray[np.int64]] = []
        for scene in scenes:
            windows = windows_per_row(scene.valid, size)
            if windows.any():
                self.scenes.append(scene)
                self._windows.append(windows)
            else:
                self.left_out.append(_why_not(scene, size))
        if not self.scenes:
            raise InvalidRequest(
                f"No scene has a window of {size} x {size} pixels that is {MIN_VALID:.0%} valid: "
                f"{'; '.join(self.left_out[:_NAMED])}.",
                remedy="Use a smaller --crop or larger scenes; a window is one and a half crops wide.",
            )
        area = np.array([np.count_nonzero(scene.valid) for scene in self.scenes], dtype=np.float64)
        self.share = area / area.sum()
        self._other_date = other_dates(self.scenes, dates) if dates else {}
        self.config = config
        self.length = length
        self.seed = seed

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> list[Tensor]:
        """The views of a sample, from :func:`model.data.views.make_views`."""
        rng = np.random.default_rng((self.seed, index))
        scene, row, col = self._place(rng)
        shown = [_ground(scene, row, col, self.config.source_size)]
        if (other := self._other_date.get(scene.name)) is not None:
            later = _ground(other, row, col, self.config.source_size)
            if later.valid.mean() >= MIN_VALID:
                shown.append(later)
        return make_views(shown, self.config, rng)

    def _place(self, rng: np.random.Generator) -> tuple[LoadedScene, int, int]:
        """A scene, drawn in proportion to its valid area, and a place with enough valid pixels in it."""
        size = self.config.source_size
        for _ in range(TRIES):
            number = int(rng.choice(len(self.scenes), p=self.share))
            scene = self.scenes[number]
            rows, cols = scene.shape
            row, col = int(rng.integers(0, rows - size + 1)), int(rng.integers(0, cols - size + 1))
            if scene.valid[row : row + size, col : col + size].mean() >= MIN_VALID:
                return scene, row, col
        windows = self._windows[number]
        row = int(rng.choice(len(windows), p=windows / windows.sum()))
        good = valid_windows(scene.valid[row : row + size], size)[0]
        return scene, row, int(rng.choice(np.flatnonzero(good)))


def other_dates(scenes: list[LoadedScene], endings: tuple[str, str]) -> dict[str, LoadedScene]:
    """The scene of the other date by a scene's name, for places with two dates on one grid.

    Raises:
        InvalidRequest: No two scenes differ in these endings alone.
    """
    named = {scene.name: scene for scene in scenes}
    found = {}
    for mine, others in (endings, endings[::-1]):
        for name, scene in named.items():
            other = named.get(name.removesuffix(mine) + others) if name.endswith(mine) else None
            if other is not None and other.shape == scene.shape:
                found[name] = other
    if not found:
        raise InvalidRequest(
            f"No two scenes of one size are called alike but for {endings[0]} and {endings[1]}.",
            remedy="Check the endings of --dates; they come before the file's suffix.",
        )
    return found


def _ground(scene: LoadedScene, row: int, col: int, size: int) -> Ground:
    inside = (slice(row, row + size), slice(col, col + size))
    db = scene.db[(slice(None), *inside)].astype(np.float32)
    return Ground(db, scene.valid[inside], scene.present, scene.normalisation)


def valid_windows(valid: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Which windows hold enough valid ground, by their first row and column.

    Args:
        valid: [rows, cols], both at least ``size``.
        size: Side of a window in pixels.

    Returns:
        [rows - size + 1, cols - size + 1] bool.
    """
    rows, cols = valid.shape
    below = np.zeros((rows + 1, cols + 1), dtype=np.int32)  # the integral image
    below[1:, 1:] = valid.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    inside = below[size:, size:] - below[:-size, size:] - below[size:, :-size] + below[:-size, :-size]
    enough: NDArray[np.bool_] = inside / size**2 >= MIN_VALID
    return enough


def windows_per_row(valid: NDArray[np.bool_], size: int) -> NDArray[np.int64]:
    """How many windows with enough valid ground begin in each row; empty if the scene is too small."""
    rows, cols = valid.shape
    if min(rows, cols) < size:
        return np.zeros(0, dtype=np.int64)
    strips = [
        valid_windows(valid[top : top + _STRIP + size - 1], size).sum(axis=1)
        for top in range(0, rows - size + 1, _STRIP)
    ]
    return np.concatenate(strips).astype(np.int64)


def _why_not(scene: LoadedScene, size: int) -> str:
    rows, cols = scene.shape
    if min(rows, cols) < size:
        return f"left out {scene.name}: {rows} x {cols} pixels of 10 m, less than the {size} of a window"
    return f"left out {scene.name}: no window of {size} x {size} pixels is {MIN_VALID:.0%} valid"
