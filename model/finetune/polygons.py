"""Polygons of any vector file with a class code each, repaired on a copy and counted.

Nothing here touches a scene: :mod:`model.finetune.ground` finds the pixels.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.errors
import shapely

from model.errors import InvalidRequest, LabelsNotReadable
from model.finetune_messages import LabelSpec
from model.legend import worldcover
from model.messages import ClassInfo
from model.sources import check_source

FEWEST_CODE, LARGEST_CODE = 1, 254
"""A land-cover raster is uint8; 0 is nodata and 255 is kept free."""

_POLYGON, _MULTIPOLYGON = 3, 6
_SHOWN = 5
"""Values that a message names at most."""


@dataclass(frozen=True)
class Polygon:
    """A labelled polygon.

    Attributes:
        geometry: A valid shapely Polygon without height.
        code: Class code.
        crs: Coordinate system as pyogrio gives it; None if the file has none.
        scene: File stem of the scene that it was drawn on; None: it counts for every scene.
    """

    geometry: shapely.Polygon
    code: int
    crs: str | None
    scene: str | None


@dataclass
class PolygonSet:
    """All polygons of a request.

    Attributes:
        polygons: Parts of multipolygons and collections count as polygons of their own.
        repaired: Features with invalid geometry.
        no_value: Features without a class.
        not_polygons: Features without an area: points, lines, empty geometries.
        unknown_values: Values of the field that stand for no class.
        no_crs: Files that do not say in which coordinate system they are.
    """

    polygons: list[Polygon] = field(default_factory=list)
    repaired: int = 0
    no_value: int = 0
    not_polygons: int = 0
    unknown_values: list[str] = field(default_factory=list)
    no_crs: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """SHA-256 over geometry, code and scene of every polygon: the labels of a model's lineage."""
        value = hashlib.sha256()
        for item in self.polygons:
            value.update(f"{item.code} {item.scene} {item.crs}\n".encode())
            value.update(shapely.to_wkb(item.geometry))
        return value.hexdigest()


def read_polygons(labels: Sequence[LabelSpec]) -> PolygonSet:
    """Reads every label file.

    Raises:
        LabelsNotReadable: A file is missing or damaged, or has no such layer or field.
        InvalidRequest: A code is outside 1..254, or values of the field are text and no codes are given.
    """
    found = PolygonSet()
    for spec in labels:
        _read(spec, found)
    return found


def classes_for(codes: Sequence[int], wanted: Sequence[ClassInfo]) -> list[ClassInfo]:
    """Name and colour of every code: as wanted, in that order; then the rest with defaults.

    Classes that were wanted but have no polygon are kept: the report names them.

    Raises:
        InvalidRequest: A code comes twice or is outside 1..254.
    """
    given = [item.code for item in wanted]
    if len(set(given)) < len(given):
        raise InvalidRequest("Two classes have the same code.", remedy="Give every class a code of its own.")
    for code in given:
        _checked(code, "The list of classes")
    return [*wanted, *(worldcover(code) for code in sorted(set(codes) - set(given)))]


def _read(spec: LabelSpec, into: PolygonSet) -> None:
    name = Path(spec.path).name
    meta, wkb, columns = _open(spec, name)
    if spec.field not in columns:
        fields = ", ".join(columns) or "none"
        raise LabelsNotReadable(f"{name} has no field '{spec.field}'.", remedy=f"Fields there: {fields}.")
    if spec.scene_field and spec.scene_field not in columns:
        raise LabelsNotReadable(f"{name} has no field '{spec.scene_field}'.")
    crs = meta["crs"]
    if crs is None:
        into.no_crs.append(name)
    scenes = columns.get(spec.scene_field or "")
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    for number, shape in enumerate(shapes):
        code = _code(columns[spec.field][number], spec, name, into)
        if code is None:
            continue
        scene = None if scenes is None or _is_missing(scenes[number]) else _text(scenes[number])
        parts = _parts(shape, into)
        into.polygons += [Polygon(part, code, crs, scene) for part in parts]


def _open(spec: LabelSpec, name: str) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    if not Path(spec.path).exists():
        raise LabelsNotReadable(
            f"The label file {name} is not there.",
            remedy="It may have been moved, renamed or removed: choose the layer again.",
        )
    check_source(spec.path, LabelsNotReadable)
    try:
        meta, _, wkb, columns = pyogrio.raw.read(spec.path, layer=spec.layer, force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError) as error:
        raise LabelsNotReadable(f"{name} cannot be read as polygons.", detail=str(error)) from error
    if wkb is None:
        raise LabelsNotReadable(f"{name} is a table without geometry.")
    return meta, wkb, dict(zip([str(field) for field in meta["fields"]], columns, strict=True))


def _code(value: Any, spec: LabelSpec, name: str, into: PolygonSet) -> int | None:
    """The class code of a field's value; None, and counted, where there is none."""
    if _is_missing(value):
        into.no_value += 1
        return None
    text = _text(value)
    if spec.values:
        if text not in spec.values:
            into.no_value += 1
            if text not in into.unknown_values:
                into.unknown_values.append(text)
            return None
        return _checked(spec.values[text], f"Class '{text}'")
    try:
        return _checked(int(text), f"{name}, field '{spec.field}'")
    except ValueError:
        raise InvalidRequest(
            f"Field '{spec.field}' of {name} holds '{text[:40]}', which is no whole number.",
            remedy="Choose a field of class codes, or say which code each value stands for.",
        ) from None


def _checked(code: int, where: str) -> int:
    if not FEWEST_CODE <= code <= LARGEST_CODE:
        reason = "0 means nodata in land-cover rasters" if code == 0 else "codes are stored in one byte"
        raise InvalidRequest(
            f"{where}: {code} cannot be a class code ({reason}).",
            remedy=f"Use whole numbers from {FEWEST_CODE} to {LARGEST_CODE}.",
        )
    return code


def _is_missing(value: Any) -> bool:
    if value is None or (isinstance(value, (float, np.floating)) and math.isnan(value)):
        return True
    return isinstance(value, str) and not value.strip()


def _text(value: Any) -> str:
    """The value as QGIS shows it: a column of integers with gaps arrives here as floats."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _parts(shape: Any, into: PolygonSet) -> list[shapely.Polygon]:
    """The polygons in a geometry of any kind, valid ones."""
    if shape is None or shapely.is_empty(shape):
        into.not_polygons += 1
        return []
    if not shapely.is_valid(shape):
        into.repaired += 1
        shape = shapely.make_valid(shape)
    found: list[shapely.Polygon] = []
    queue = [shape]
    while queue:
        item = queue.pop()
        kind = shapely.get_type_id(item)
        if kind == _POLYGON and not shapely.is_empty(item) and shapely.area(item) > 0:
            found.append(item)
        elif kind >= _MULTIPOLYGON:  # multipolygons and collections
            queue.extend(shapely.get_parts(item)[::-1])
    if not found:
        into.not_polygons += 1
    return found


def shown(values: Sequence[str]) -> str:
    """Some values for a message: "a, b, c and 4 more"."""
    first = ", ".join(f"'{value[:30]}'" for value in values[:_SHOWN])
    rest = len(values) - _SHOWN
    return f"{first} and {rest} more" if rest > 0 else first
