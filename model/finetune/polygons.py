"""Reads polygons with class codes from any vector file, divides and counts them.

This module does not use scenes: :mod:`model.finetune.ground` finds the pixels.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from model.checkpoint.legend import worldcover
from model.data.shapes import Geometries, Ints, polygons_in
from model.errors.errors import InvalidRequest
from model.errors.words import marked
from model.protocol.finetuning import LabelSpec
from model.protocol.values import ClassInfo
from model.sar.vector_file import read_features
from model.sar.vector_parts import check_amount, is_missing, never

FEWEST_CODE, LARGEST_CODE = 1, 254
"""A land-cover raster is uint8; 0 is nodata and 255 is kept free."""

_SHOWN = 5
"""Most values that a message names."""
_POLL_EVERY = 10_000
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


@dataclass(frozen=True)
class LabelFile:
    """The polygons of a label file that have a class.

    Attributes:
        polygons: shapely polygons without height; outlines may cross themselves.
        codes: Class code of each polygon.
        scenes: File stem of the scene that each polygon was drawn on, None for a polygon that counts for
            every scene; None if all polygons count for every scene.
        crs: Coordinate system as AUTHORITY:CODE or WKT; None if the file has none.
        name: Name of the file, for messages.
    """

    polygons: Geometries
    codes: Ints
    scenes: npt.NDArray[np.object_] | None
    crs: str | None
    name: str


@dataclass
class PolygonSet:
    """All polygons of a request.

    Attributes:
        files: The label files; parts of multipolygons and collections count as separate polygons.
        crossing: Number of features with an outline that crosses itself.
        no_value: Number of features without a class.
        no_area: Number of features without an area: points, lines, empty geometries.
        misplaced: Number of features with coordinates that are infinite, NaN or outside the world.
        unknown_values: Values of the field without a class.
        no_crs: Files without a coordinate system.
        empty: Files without features.
    """

    files: list[LabelFile] = field(default_factory=list)
    crossing: int = 0
    no_value: int = 0
    no_area: int = 0
    misplaced: int = 0
    unknown_values: dict[str, None] = field(default_factory=dict)
    no_crs: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(file.codes) for file in self.files)

    @property
    def codes(self) -> list[int]:
        """The class codes that occur."""
        return sorted({int(code) for file in self.files for code in np.unique(file.codes)})

    def digest(self) -> str:
        """SHA-256 over geometry, code and scene of every polygon: the labels of a model's lineage."""
        value = hashlib.sha256()
        for file in self.files:
            scenes = file.scenes if file.scenes is not None else [None] * len(file.codes)
            for polygon, code, scene in zip(file.polygons, file.codes, scenes, strict=True):
                value.update(f"{code} {scene} {file.crs}\n".encode("utf-8", "surrogatepass"))
                value.update(shapely.to_wkb(polygon))
        return value.hexdigest()


def read_polygons(labels: Sequence[LabelSpec], poll: Callable[[], object] = never) -> PolygonSet:
    """Reads every label file.

    Args:
        labels: The files.
        poll: Called repeatedly; may raise to end the work.

    Raises:
        LabelsNotReadable: A file is missing or damaged, or has no such layer or field.
        InvalidRequest: A code is outside 1..254, or the field holds texts and no codes are given.
    """
    found = PolygonSet()
    vertices = 0
    for spec in labels:
        poll()
        _read(spec, found, poll)
        vertices += int(shapely.get_num_coordinates(found.files[-1].polygons).sum())
        check_amount("All label files together", len(found), vertices)
    return found


def classes_for(codes: Sequence[int], wanted: Sequence[ClassInfo]) -> list[ClassInfo]:
    """Name and colour of every code: first the wanted classes in their order, then other codes with defaults.

    Wanted classes without a polygon are kept: the report names them.

    Raises:
        InvalidRequest: A code occurs twice or is outside 1..254.
    """
    given = [item.code for item in wanted]
    if len(set(given)) < len(given):
        raise InvalidRequest(
            marked("Two classes have the same code."), remedy=marked("Give every class a code of its own.")
        )
    for code in given:
        _checked(code, "The list of classes")
    return [*wanted, *(worldcover(code) for code in sorted(set(codes) - set(given)))]


def _read(spec: LabelSpec, into: PolygonSet, poll: Callable[[], object]) -> None:
    fields = [spec.field, *([spec.scene_field] if spec.scene_field else [])]
    features = read_features(spec.path, fields, layer=spec.layer, poll=poll)
    if not len(features.geometry):
        into.empty.append(features.name)
    if features.crs is None:
        into.no_crs.append(features.name)
    codes = _codes(features.columns[spec.field], spec, features.name, into, poll)
    known = codes > 0
    shapes = polygons_in(features.geometry[known], features.crs, poll)
    into.no_area += shapes.no_area
    into.misplaced += shapes.misplaced
    into.crossing += shapes.crossing
    scenes = None
    if spec.scene_field:
        values = features.columns[spec.scene_field][known][shapes.owner]
        scenes = np.array([None if is_missing(value) else _text(value) for value in values], dtype=object)
    into.files.append(
        LabelFile(shapes.polygons, codes[known][shapes.owner], scenes, features.crs, features.name)
    )


def _codes(
    values: npt.NDArray[Any], spec: LabelSpec, name: str, into: PolygonSet, poll: Callable[[], object]
) -> Ints:
    """The class code of every value of the field; values without a class give 0 and are counted."""
    wanted = {text.strip(): code for text, code in spec.values.items()}
    codes = np.zeros(len(values), dtype=np.int64)
    for number, value in enumerate(values):
        if number % _POLL_EVERY == 0:
            poll()
        if is_missing(value):
            into.no_value += 1
            continue
        text = _text(value)
        if not wanted:
            codes[number] = _checked(_whole(text, spec.field, name), f"{name}, field '{spec.field}'")
        elif text in wanted:
            codes[number] = _checked(wanted[text], f"Class '{text[:40]}'")
        else:
            into.no_value += 1
            into.unknown_values[text] = None
    return codes


def _whole(text: str, field_name: str, name: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise InvalidRequest(
            f"Field '{field_name}' of {name} holds '{text[:40]}', which is no class code.",
            remedy=marked("Choose a field of class codes, or say which code each value stands for."),
        )
    return int(text)


def _checked(code: int, where: str) -> int:
    if not FEWEST_CODE <= code <= LARGEST_CODE:
        reason = "0 means nodata in land-cover rasters" if code == 0 else "codes are stored in one byte"
        raise InvalidRequest(
            f"{where}: {code} cannot be a class code ({reason}).",
            remedy=f"Use whole numbers from {FEWEST_CODE} to {LARGEST_CODE}.",
        )
    return code


def _text(value: Any) -> str:
    """The value as shown in QGIS: an integer column with missing values arrives here as floats."""
    if isinstance(value, (bool, np.bool_)):
        return str(int(value))
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def shown(values: Sequence[str]) -> str:
    """Some values for a message: "a, b, c and 4 more"."""
    first = ", ".join(f"'{value[:30]}'" for value in values[:_SHOWN])
    rest = len(values) - _SHOWN
    return f"{first} and {rest} more" if rest > 0 else first
