"""Polygons as label rasters on a scene's working grid."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from model.errors import InvalidRequest
from model.scene import Scene

Label = TypeVar("Label", bound=np.generic)

UNLABELLED = 255
"""Index of pixels without a label; the loss and the metrics leave them out."""


@dataclass(frozen=True)
class Polygons:
    """Labelled polygons.

    Attributes:
        geometry: shapely polygons.
        codes: Class code of each.
        scenes: File stem of the scene that each was drawn on, or None where that is not recorded.
        crs: Coordinate system as pyogrio gives it.
    """

    geometry: NDArray[Any]
    codes: NDArray[np.int64]
    scenes: NDArray[Any] | None
    crs: str | None


def read_polygons(path: Path, *, field: str = "class_code", scene_field: str = "scene") -> Polygons:
    """Reads polygons of any vector format that GDAL knows.

    Raises:
        InvalidRequest: The file has no such field or cannot be read.
    """
    try:
        meta, _, wkb, columns = pyogrio.raw.read(path)
    except Exception as error:
        raise InvalidRequest(f"{path.name} cannot be read as polygons.", detail=str(error)) from error
    values = dict(zip([str(name) for name in meta["fields"]], columns, strict=True))
    if field not in values:
        names = ", ".join(sorted(values)) or "none"
        raise InvalidRequest(f"{path.name} has no field '{field}'.", remedy=f"Fields there: {names}.")
    geometry = shapely.make_valid(shapely.from_wkb(wkb))
    return Polygons(geometry, values[field].astype(np.int64), values.get(scene_field), meta["crs"])


def rasterise(polygons: Polygons, scene: Scene, stem: str, classes: list[int]) -> NDArray[np.uint8]:
    """Labels on the working grid: index into ``classes``, ``UNLABELLED`` elsewhere.

    Polygons that name a scene count for that scene alone: neighbouring scenes that show the same
    ground may be on the other side of a training split.
    """
    here = np.ones(len(polygons.codes), dtype=bool)
    if polygons.scenes is not None:
        here = polygons.scenes == stem
    rows, cols = scene.shape
    labels = np.full((rows, cols), UNLABELLED, dtype=np.uint8)
    for index, code in enumerate(classes):
        chosen = polygons.geometry[here & (polygons.codes == code)]
        if len(chosen):
            shape = shapely.geometry.mapping(shapely.union_all(chosen))
            labels[scene.polygon_mask(shape, polygons.crs, 0, 0, rows, cols)] = index
    return _nearest(labels, scene.working_shape)


def rasterise_each(polygons: Polygons, scene: Scene, stem: str) -> NDArray[np.int32]:
    """The index of the polygon at each pixel of the working grid, -1 where there is none.

    Polygons that name a scene count for that scene alone, as in :func:`rasterise`.
    """
    rows, cols = scene.shape
    found = np.full((rows, cols), -1, dtype=np.int32)
    for index, geometry in enumerate(polygons.geometry):
        if polygons.scenes is None or polygons.scenes[index] == stem:
            shape = shapely.geometry.mapping(geometry)
            found[scene.polygon_mask(shape, polygons.crs, 0, 0, rows, cols)] = index
    return _nearest(found, scene.working_shape)


def _nearest(labels: NDArray[Label], shape: tuple[int, int]) -> NDArray[Label]:
    """The raster at another size, without inventing classes between two."""
    if labels.shape == shape:
        return labels
    picks = [
        ((np.arange(n) + 0.5) * old / n).astype(np.int64) for n, old in zip(shape, labels.shape, strict=True)
    ]
    return labels[np.ix_(picks[0], picks[1])]
