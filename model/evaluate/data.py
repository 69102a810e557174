"""Labelled scenes in memory, split by place, with shares of labels as whole polygons."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.data.labels import UNLABELLED, Polygons, rasterise_each, read_polygons
from model.data.scenes import find_rasters, load_scene, scene_spec, stems_of
from model.errors.errors import InvalidRequest, SardinoError
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.train.crops import LabelledScene

ALL = "all"
"""The source that means every region."""


@dataclass(frozen=True)
class Splits:
    """Which scenes are held out. All other scenes are for training.

    Attributes:
        exclude: Never used: the samples shipped with the plugin.
        validation: For choices (best head, temperature).
        test: Only for scores.
    """

    exclude: tuple[str, ...] = ()
    validation: tuple[str, ...] = ()
    test: tuple[str, ...] = ()

    def of(self, stem: str) -> str:
        """The part that a scene belongs to."""
        for part in ("exclude", "validation", "test"):
            if stem in getattr(self, part):
                return part
        return "train"


def read_splits(path: Path) -> Splits:
    """Reads a file like ``recipes/splits.json``.

    Raises:
        InvalidRequest: The file does not define splits, or a scene is in two parts.
    """
    try:
        values = {key: tuple(stems) for key, stems in json.loads(path.read_text()).items()}
        splits = Splits(**values)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise InvalidRequest(f"{path} is no file of splits.", detail=str(error)) from error
    names = [*splits.exclude, *splits.validation, *splits.test]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidRequest(f"{path}: in two parts of the split: {', '.join(twice)}.")
    return splits


def region_of(stem: str) -> str:
    """The region in a scene's name (``california_003``)."""
    return stem.split("_")[0]


@dataclass
class Dataset:
    """Labelled scenes and their polygons.

    Attributes:
        scenes: Scenes by name, with all their labels.
        polygon_ids: [rows, cols] index of the polygon at each pixel, -1 without a polygon.
        polygons: All polygons.
        splits: Which scenes are held out.
        classes: Class codes in the order of the label indices.
    """

    scenes: dict[str, LabelledScene]
    polygon_ids: dict[str, NDArray[np.int32]]
    polygons: Polygons
    splits: Splits
    classes: list[int]

    def names(self, part: str, source: str = ALL) -> list[str]:
        """Scenes of a part of the split, of one region or all regions."""
        return [
            name for name in self.scenes if self.splits.of(name) == part and source in (ALL, region_of(name))
        ]

    def regions(self) -> list[str]:
        """Regions that occur, sorted."""
        return sorted({region_of(name) for name in self.scenes})

    def training(self, source: str, percent: float, seed: int) -> list[LabelledScene]:
        """Training scenes of a region with a share of their polygons; empty scenes are left out."""
        names = self.names("train", source)
        chosen = choose_polygons(self._polygons_of(names), percent, seed)
        kept = []
        for name in names:
            item = self.scenes[name]
            here = np.isin(self.polygon_ids[name], chosen)
            labels = np.where(here, item.labels, np.uint8(UNLABELLED))
            if here.any():
                kept.append(LabelledScene(item.scene, labels))
        return kept

    def held_out(self, part: str) -> list[LabelledScene]:
        """Scenes of ``validation`` or ``test``, of all regions."""
        return [self.scenes[name] for name in self.names(part)]

    def _polygons_of(self, names: list[str]) -> dict[int, list[int]]:
        """Polygons that have pixels on some scenes, by class code."""
        found: dict[int, list[int]] = {}
        for name in names:
            for index in np.unique(self.polygon_ids[name]):
                if index >= 0:
                    found.setdefault(int(self.polygons.codes[index]), []).append(int(index))
        return found


def choose_polygons(by_class: dict[int, list[int]], percent: float, seed: int) -> list[int]:
    """A share of the polygons of every class, at least one polygon per class.

    A larger share with the same seed contains the smaller share.
    """
    chosen: list[int] = []
    for code, members in sorted(by_class.items()):
        order = np.random.default_rng((seed, code)).permutation(sorted(members))
        chosen += [int(index) for index in order[: max(1, math.ceil(len(order) * percent / 100))]]
    return chosen


def load_dataset(
    folder: Path, labels: Path, splits: Splits, normalisation: Normalisation | None = None
) -> Dataset:
    """Reads every labelled scene below a folder, normalised as a network that is trained on them wants.

    Raises:
        InvalidRequest: There is no labelled scene.
    """
    polygons = read_polygons(labels)
    classes = sorted({int(code) for code in polygons.codes})
    index_of = np.searchsorted(classes, polygons.codes).astype(np.uint8)
    scenes: dict[str, LabelledScene] = {}
    ids: dict[str, NDArray[np.int32]] = {}
    for path in find_rasters([folder]):
        stems = stems_of(path)
        named = [stem for stem in stems if polygons.scenes is None or stem in polygons.named]
        # If each polarisation has its own file, the splits may name either file.
        name = next((stem for stem in stems if splits.of(stem) != "train"), path.stem)
        if not named or splits.of(name) == "exclude":
            continue
        try:
            scene = replace(load_scene(path, normalisation or Normalisation()), name=name)
            with open_scene(scene_spec(path)) as opened:
                here = rasterise_each(polygons, opened, named[0])
        except SardinoError as error:
            print(f"left out {path.name}: {error}")
            continue
        here[~scene.valid] = -1
        if (here >= 0).any():
            ids[name] = here
            marks = np.where(here >= 0, index_of[here], np.uint8(UNLABELLED))
            scenes[name] = LabelledScene(scene, marks.astype(np.uint8))
    if not scenes:
        raise InvalidRequest(f"No polygon of {labels.name} lies on a scene of {folder}.")
    return Dataset(scenes, ids, polygons, splits, classes)
