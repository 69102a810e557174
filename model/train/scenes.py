"""Scenes with their labels in memory, split into training and held-out scenes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.data.label_rasters import LabelRasters, holds_rasters, open_label_rasters
from model.data.labels import UNLABELLED, Polygons, WrongCodes, check_codes, read_polygons, together
from model.data.room import check_room
from model.data.scenes import LoadedScene, load_scene, scene_spec, stems_of
from model.errors.errors import InvalidRequest, SardinoError
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.train.crops import LabelledScene


@dataclass
class TrainingScenes:
    """The data of a training.

    Attributes:
        classes: Class codes in the order of the label indices.
        labelled: Labelled scenes for training.
        held_out: Labelled scenes only for scores.
        dual: Scenes with both polarisations, labelled or not, without held-out scenes.
    """

    classes: list[int] = field(default_factory=list)
    labelled: list[LabelledScene] = field(default_factory=list)
    held_out: list[LabelledScene] = field(default_factory=list)
    dual: list[LoadedScene] = field(default_factory=list)


def read_labels(path: Path, *, field: str, scene_field: str | None) -> Polygons | LabelRasters:
    """Labels from polygons, a raster of class codes or a folder of such rasters.

    Raises:
        InvalidRequest: The labels cannot be read, or hold something else.
    """
    if holds_rasters(path):
        return open_label_rasters(path)
    polygons = read_polygons(path, field=field, scene_field=scene_field)
    check_codes(polygons.codes, path.name)
    return polygons


def read_all_labels(paths: Sequence[Path], *, field: str, scene_field: str | None) -> Polygons | LabelRasters:
    """Labels of one file, or polygons of several files; the scene field must be in all files or in none.

    Raises:
        InvalidRequest: The files cannot be read, hold something else, or do not fit together.
    """
    found = [read_labels(path, field=field, scene_field=scene_field) for path in paths]
    if len(found) == 1:
        return found[0]
    polygons = [item for item in found if isinstance(item, Polygons)]
    if len(polygons) < len(found):
        raise InvalidRequest(
            "Label rasters do not go together with other labels.",
            remedy="Give several files of polygons, or one raster, or one folder of rasters.",
        )
    return together(polygons)


def check_stems(option: str, stems: Sequence[str], paths: Sequence[Path]) -> None:
    """Checks that every scene named in an option is among the files.

    Raises:
        InvalidRequest: A scene is missing: with a typo, a held-out scene would be used for training.
    """
    there = {stem for path in paths for stem in stems_of(path)}
    unknown = [stem for stem in stems if stem not in there]
    if unknown:
        raise InvalidRequest(
            f"{option} names scenes that are in none of the folders: {', '.join(unknown)}.",
            remedy=f"Scenes are named by their file names without ending, as {sorted(there)[0]}.",
        )


def gather(
    paths: Sequence[Path],
    labels: Polygons | LabelRasters,
    reference: Normalisation,
    *,
    hold_out: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> TrainingScenes:
    """Reads the scenes and their labels; unusable files are left out with a line on stdout.

    Args:
        paths: Rasters; label rasters among them are skipped.
        labels: Polygons or rasters of class codes.
        reference: Statistics to blend with each scene's own statistics.
        hold_out: Stems of scenes not used for training, not even without labels.
        exclude: Stems of scenes to skip.

    Raises:
        InvalidRequest: A name matches no scene, no label lies on a training scene, or a class code is not in
            1..254.
        OutOfMemory: The scenes clearly do not fit into memory.
    """
    if isinstance(labels, LabelRasters):
        own = {file.resolve() for file in labels.files}
        paths = [path for path in paths if path.resolve() not in own]
    if not paths:
        raise InvalidRequest(
            "Every raster in the folders is a label raster.", remedy="Name the folder of the scenes as well."
        )
    check_stems("--hold-out", hold_out, paths)
    check_stems("--exclude", exclude, paths)
    paths = [path for path in paths if not set(stems_of(path)) & set(exclude)]
    check_room([scene_spec(path) for path in paths])
    found = TrainingScenes()
    coded: list[tuple[LoadedScene, NDArray[np.uint8], bool]] = []
    for path in paths:
        try:
            scene = load_scene(path, reference)
            with open_scene(scene_spec(path)) as opened:
                codes = labels.codes_on(opened, stem_in_labels(labels, stems_of(path)))
        except WrongCodes:
            raise
        except SardinoError as error:
            print(f"left out {path.name}: {error}")
            continue
        codes[~scene.valid] = 0
        held = bool(set(stems_of(path)) & set(hold_out))
        if codes.any():
            coded.append((scene, codes, held))
        elif held:
            print(f"{path.name} is held out, but nothing on it is labelled: it gives no scores")
        if all(scene.present) and not held:
            found.dual.append(scene)
    found.classes = _classes(labels, [marks for _, marks, _ in coded])
    for scene, marks, held in coded:
        part = found.held_out if held else found.labelled
        part.append(LabelledScene(scene, _indices(marks, found.classes)))
    if not coded:
        raise labels.nowhere([stem for path in paths for stem in stems_of(path)])
    if not found.labelled:
        raise InvalidRequest(
            f"Every labelled scene is held out ({', '.join(item.scene.name for item in found.held_out)}): "
            "there is nothing to train on.",
            remedy="Name fewer scenes after --hold-out.",
        )
    return found


def stem_in_labels(labels: Polygons | LabelRasters, stems: Sequence[str]) -> str:
    """The scene's name that the labels use, else its first name."""
    return next((stem for stem in stems if stem in labels.named), stems[0])


def _classes(labels: Polygons | LabelRasters, codes: list[NDArray[np.uint8]]) -> list[int]:
    """All codes of polygons; for rasters, which may be very large, only codes on the scenes."""
    if isinstance(labels, Polygons):
        return sorted({int(code) for code in labels.codes})
    return sorted({int(code) for marks in codes for code in np.unique(marks) if code})


def _indices(codes: NDArray[np.uint8], classes: list[int]) -> NDArray[np.uint8]:
    """Class codes as indices into ``classes``, ``UNLABELLED`` without a code."""
    index = np.full(256, UNLABELLED, dtype=np.uint8)
    index[classes] = np.arange(len(classes))
    return index[codes]
