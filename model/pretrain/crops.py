"""Unlabelled scenes as a set of crops, drawn uniformly over valid area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from model.errors import InvalidRequest, SardinoError
from model.messages import SceneSpec
from model.normalise import Normalisation
from model.pretrain.views import ViewConfig, make_views
from model.scene import open_scene

RASTER_SUFFIXES = {".tif", ".tiff", ".vrt", ".img", ".dim", ".jp2"}
MIN_VALID = 0.9
"""Share of valid pixels that a crop needs: a crop of nodata teaches the border, not the ground."""


@dataclass
class LoadedScene:
    """A scene held in memory.

    Attributes:
        name: File stem.
        db: [2, rows, cols] float16 dB.
        valid: [rows, cols] bool.
        present: Which polarisations there are.
        normalisation: Training statistics blended with the scene's.
    """

    name: str
    db: NDArray[np.float16]
    valid: NDArray[np.bool_]
    present: tuple[bool, bool]
    normalisation: Normalisation

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the working grid."""
        rows, cols = self.valid.shape
        return rows, cols


def find_rasters(folders: Iterable[Path]) -> list[Path]:
    """All rasters below some folders (or the files themselves), sorted.

    Raises:
        InvalidRequest: There are none.
    """
    found: set[Path] = set()
    for folder in folders:
        files = [folder] if folder.is_file() else folder.rglob("*")
        found.update(path for path in files if path.suffix.lower() in RASTER_SUFFIXES)
    if not found:
        raise InvalidRequest("No raster files found.", remedy="Name a folder that holds SAR rasters.")
    return sorted(found)


def load_scene(path: Path, reference: Normalisation) -> LoadedScene:
    """Reads a whole scene on the working grid."""
    with open_scene(SceneSpec(str(path))) as scene:
        window = scene.read(0, 0, *scene.working_shape)
        blended = reference.blended(scene.statistics, calibrated=scene.calibrated)
        db = window.db.astype(np.float16)
        return LoadedScene(path.stem, db, window.valid, scene.present, blended)


def load_scenes(
    paths: Iterable[Path], reference: Normalisation, *, exclude: Iterable[str] = ()
) -> list[LoadedScene]:
    """Reads scenes; files that are no usable SAR scene are left out with a line on stdout.

    Raises:
        InvalidRequest: None is usable.
    """
    left_out = set(exclude)
    scenes = []
    for path in paths:
        if path.stem in left_out:
            continue
        try:
            scenes.append(load_scene(path, reference))
        except SardinoError as error:
            print(f"left out {path.name}: {error}")
    if not scenes:
        raise InvalidRequest("None of the rasters is a usable SAR scene.")
    return scenes


class SceneCrops(Dataset[list[Tensor]]):
    """Samples of multi-crop views; sample ``i`` depends on the seed and ``i`` alone.

    So a run is the same with any number of loader processes, and resumes exactly where it was.
    """

    def __init__(self, scenes: list[LoadedScene], config: ViewConfig, *, length: int, seed: int) -> None:
        size = config.source_size
        self.scenes = [scene for scene in scenes if min(scene.shape) >= size]
        if not self.scenes:
            raise InvalidRequest(f"Every scene is smaller than a crop ({size} pixels).")
        area = np.array([np.count_nonzero(scene.valid) for scene in self.scenes], dtype=np.float64)
        self.share = area / area.sum()
        self.config = config
        self.length = length
        self.seed = seed

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> list[Tensor]:
        rng = np.random.default_rng((self.seed, index))
        scene, row, col = self._place(rng)
        size = self.config.source_size
        db = scene.db[:, row : row + size, col : col + size].astype(np.float32)
        return make_views(db, scene.present, scene.normalisation, self.config, rng)

    def _place(self, rng: np.random.Generator) -> tuple[LoadedScene, int, int]:
        """A scene with chance in proportion to its valid area, and a place in it that is valid enough."""
        size = self.config.source_size
        for _ in range(100):
            scene = self.scenes[int(rng.choice(len(self.scenes), p=self.share))]
            rows, cols = scene.shape
            row, col = int(rng.integers(0, rows - size + 1)), int(rng.integers(0, cols - size + 1))
            if scene.valid[row : row + size, col : col + size].mean() >= MIN_VALID:
                break
        return scene, row, col
