"""Polygons as label rasters on a scene's working grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from model.checkpoint.card import MAX_CLASSES
from model.data.shapes import misplaced
from model.errors.errors import InvalidRequest, LabelsNotReadable
from model.sar.crs import parse_crs, reproject
from model.sar.scene import Scene
from model.sar.vector_file import read_features
from model.sar.windows import Window

Label = TypeVar("Label", bound=np.generic)

UNLABELLED = 255
"""Index of pixels without a label; the loss and the metrics leave them out."""
SCENE_FIELD = "scene"
"""Default field with the scene of a polygon."""
CODES = f"Class codes are whole numbers from 1 to {MAX_CLASSES}"

DEGREES = "OGC:CRS84"
"""Longitude and latitude, in this order."""

_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Polygons:
    """Labelled polygons.

    Attributes:
        geometry: shapely polygons.
        codes: Class code of each polygon.
        scenes: File stem of the scene that each polygon was drawn on; None if not recorded.
        crs: Coordinate system as AUTHORITY:CODE or WKT.
        name: Name of the file, for messages.
    """

    geometry: NDArray[Any]
    codes: NDArray[np.int64]
    scenes: NDArray[Any] | None
    crs: str | None
    name: str = ""

    @property
    def named(self) -> set[str]:
        """The scenes that polygons name."""
        return set() if self.scenes is None else set(self.scenes)

    def codes_on(self, scene: Scene, stem: str) -> NDArray[np.uint8]:
        """Class codes (1..254) [rows, cols] on the working grid of a scene, 0 without a polygon."""
        classes = sorted({int(code) for code in self.codes})
        code_of = np.zeros(256, dtype=np.uint8)
        code_of[: len(classes)] = classes
        return code_of[rasterise(self, scene, stem, classes)]

    def nowhere(self, stems: Iterable[str]) -> InvalidRequest:
        """The error to raise if no polygon lies on any scene."""
        if self.scenes is not None and not set(self.scenes) & set(stems):
            named, there = (", ".join(sorted({str(s) for s in names})[:3]) for names in (self.scenes, stems))
            return InvalidRequest(
                f"The polygons of {self.name} are for other scenes: {named}; those here are {there}.",
                remedy="Name the scenes by their file names without ending, or choose another --scene-field.",
            )
        return InvalidRequest(
            f"No polygon of {self.name} lies on any of the scenes.",
            remedy="Check --labels, and the coordinate systems of polygons and scenes.",
        )


def read_polygons(path: Path, *, field: str = "class_code", scene_field: str | None = None) -> Polygons:
    """Reads polygons of any vector format that GDAL knows; polygons without a class code are left out.

    Args:
        path: The file.
        field: Name of the field with the class codes, whole numbers.
        scene_field: Name of the field with the file stem of each polygon's scene; None: ``scene`` if
            there is such a field, else every polygon counts on every scene.

    Raises:
        InvalidRequest: The file cannot be read, has no such field, holds other geometries than polygons or no
            class code at all, or a code is not a whole number.
    """
    optional = [] if scene_field else [SCENE_FIELD]
    wanted = [field, *([scene_field] if scene_field else [])]
    try:
        features = read_features(str(path), wanted, optional=optional)
    except LabelsNotReadable as error:
        raise InvalidRequest(str(error), remedy=error.remedy, detail=error.detail) from error
    values = features.columns
    geometry = _areas(path, features.geometry, features.crs)
    codes = _whole_numbers(path, field, values[field])
    kept = ~np.isnan(codes) & ~shapely.is_missing(geometry)
    if not kept.all():
        print(
            f"left out {np.count_nonzero(~kept)} polygons of {path.name} without a class code or an outline "
            "on the globe"
        )
    if not kept.any():
        raise InvalidRequest(
            f"{path.name} holds no polygon with a class code.",
            remedy=f"Fill in the field '{field}', or name another.",
        )
    scenes = values.get(scene_field or SCENE_FIELD)
    return Polygons(
        geometry[kept],
        codes[kept].astype(np.int64),
        None if scenes is None else scenes[kept],
        features.crs,
        path.name,
    )


def together(files: Sequence[Polygons]) -> Polygons:
    """The polygons of several files joined, in degrees.

    Raises:
        InvalidRequest: Only some files name the scenes of their polygons, or a coordinate system is unknown.
    """
    names = " and ".join(file.name for file in files)
    if len({file.scenes is None for file in files}) > 1:
        raise InvalidRequest(
            f"Of {names}, only some say which scene a polygon is for.",
            remedy="Give all of them a field with the scenes' names, or none.",
        )
    scenes = [file.scenes for file in files if file.scenes is not None]
    return Polygons(
        np.concatenate([_in_degrees(file) for file in files]),
        np.concatenate([file.codes for file in files]),
        np.concatenate(scenes) if scenes else None,
        DEGREES,
        names,
    )


def _in_degrees(polygons: Polygons) -> NDArray[Any]:
    if not polygons.crs:
        raise InvalidRequest(
            f"{polygons.name} does not say which coordinate system it has.",
            remedy="Save it with its coordinate system; labels of several files are brought together.",
        )
    source, target = parse_crs(polygons.crs), parse_crs(DEGREES)

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(reproject(source, target, points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(polygons.geometry, moved))


class WrongCodes(InvalidRequest):
    """The labels cannot be used on any scene: their class codes do not fit a map."""


def check_codes(codes: Iterable[int], name: str) -> None:
    """Checks that class codes fit a model: its maps are uint8, 0 means no data, 255 is kept free.

    Raises:
        WrongCodes: A code is not in 1..254.
    """
    wrong = sorted({int(code) for code in codes if not 1 <= code <= MAX_CLASSES})
    if not wrong:
        return
    remedy = f"{CODES}. 0 means unlabelled: add 1 to all codes if yours begin at 0."
    if wrong[0] > 0:
        remedy = f"{CODES}. Give the classes smaller codes, or declare as nodata what is no class."
    shown = ", ".join(map(str, wrong[:5])) + (", ..." if len(wrong) > 5 else "")
    raise WrongCodes(f"{name} has class codes that a map cannot hold: {shown}.", remedy=remedy)


def _areas(path: Path, geometry: NDArray[Any], crs: str | None) -> NDArray[Any]:
    """The geometries of a file, None where unusable; other geometries than polygons are refused."""
    kinds = shapely.get_type_id(geometry)
    other = geometry[(kinds >= 0) & ~np.isin(kinds, _AREAS)]
    if len(other):
        raise InvalidRequest(
            f"{path.name} holds {other[0].geom_type} geometries; labels are polygons.",
            remedy="Draw polygons, or buffer points and lines to areas of one class each.",
        )
    found = geometry.copy()
    found[misplaced(geometry, crs)] = None
    return found


def _whole_numbers(path: Path, field: str, values: NDArray[Any]) -> NDArray[np.float64]:
    """The class codes of a field, NaN where missing."""
    if values.dtype.kind not in "iufO":
        values = values.astype(str).astype(object)  # dates and booleans are refused below, like texts
    numbers = np.full(len(values), np.nan)
    for index, value in enumerate(values):
        try:
            numbers[index] = np.nan if value is None else float(value)
        except (TypeError, ValueError):
            numbers[index] = np.inf
    wrong = ~np.isnan(numbers) & (~np.isfinite(numbers) | (numbers != np.floor(numbers)))
    if wrong.any():
        raise InvalidRequest(
            f"'{values[wrong][0]}' in field '{field}' of {path.name} is no class code.",
            remedy=f"{CODES}. Add a field of such codes, or name it.",
        )
    return numbers


def rasterise(polygons: Polygons, scene: Scene, stem: str, classes: list[int]) -> NDArray[np.uint8]:
    """Labels [rows, cols] on the working grid: index into ``classes``, ``UNLABELLED`` elsewhere.

    Polygons that name a scene count only for that scene: neighbouring scenes with the same ground may be in
    another part of the split.

    Args:
        polygons: All polygons.
        scene: The open scene.
        stem: The scene's file name without ending, which polygons may name.
        classes: Class codes in the order of the indices, at most 254; polygons of other classes are left out.

    Raises:
        InvalidRequest: The coordinate systems cannot be related to each other.
    """
    here = np.ones(len(polygons.codes), dtype=bool)
    if polygons.scenes is not None:
        here = polygons.scenes == stem
    labels = np.full(scene.shape, UNLABELLED, dtype=np.uint8)
    for index, code in enumerate(classes):
        chosen = polygons.geometry[here & (polygons.codes == code)]
        if len(chosen):
            # Not as a union: a union fails for an outline that crosses itself.
            shape = shapely.geometry.mapping(shapely.multipolygons(shapely.get_parts(chosen)))
            labels[scene.polygon_mask(shape, polygons.crs, Window.whole(scene.shape))] = index
    return _nearest(labels, scene.working_shape)


def rasterise_each(polygons: Polygons, scene: Scene, stem: str) -> NDArray[np.int32]:
    """The index of the polygon at each pixel of the working grid, -1 without a polygon.

    Polygons that name a scene count only for that scene, as in :func:`rasterise`.
    """
    found = np.full(scene.shape, -1, dtype=np.int32)
    for index, geometry in enumerate(polygons.geometry):
        if polygons.scenes is None or polygons.scenes[index] == stem:
            shape = shapely.geometry.mapping(geometry)
            found[scene.polygon_mask(shape, polygons.crs, Window.whole(scene.shape))] = index
    return _nearest(found, scene.working_shape)


def _nearest(labels: NDArray[Label], shape: tuple[int, int]) -> NDArray[Label]:
    """The raster at another size, by nearest neighbour, so that no new classes appear."""
    if labels.shape == shape:
        return labels
    picks = [
        ((np.arange(n) + 0.5) * old / n).astype(np.int64) for n, old in zip(shape, labels.shape, strict=True)
    ]
    return labels[np.ix_(picks[0], picks[1])]
