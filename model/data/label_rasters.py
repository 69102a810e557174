"""Rasters of class codes as labels: one raster over all scenes, or a folder with one raster per scene."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.windows import Window

from model.data.labels import check_codes
from model.data.scenes import RASTER_SUFFIXES
from model.errors.errors import InvalidRequest, SardinoError
from model.sar.crs import parse_crs, reproject
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.raster import gdal_settings, open_raster
from model.sar.scene import Scene

STRIP = 256
"""Rows of the working grid read at once."""
NODES = 32
"""Pixels between places that are converted from one grid to the other. Places between are interpolated; the
error is far below a pixel in any projection."""


@dataclass
class LabelRasters:
    """Class codes in rasters of any grid and coordinate system.

    Attributes:
        path: The user's path: a raster, or a folder with one raster ``STEM.tif`` per scene.
        by_stem: The rasters of a folder by the file stem of their scene; None for a single raster over all
            scenes.
    """

    path: Path
    by_stem: dict[str, Path] | None = None
    _zeros_told: bool = field(default=False, repr=False)

    @property
    def name(self) -> str:
        """Name of the raster or folder, for messages."""
        return self.path.name

    @property
    def files(self) -> list[Path]:
        """Every label raster; these files are not scenes."""
        return [self.path] if self.by_stem is None else list(self.by_stem.values())

    @property
    def named(self) -> set[str]:
        """Stems of the scenes that have a raster of the same name."""
        return set(self.by_stem or ())

    def codes_on(self, scene: Scene, stem: str) -> NDArray[np.uint8]:
        """Class codes [rows, cols] on the working grid of a scene, by nearest neighbour.

        0 where the raster is nodata or 0, and outside the raster.

        Raises:
            InvalidRequest: The coordinate systems cannot be related to each other.
            WrongCodes: A code is not in 1..254.
            SceneNotReadable: The raster is damaged or missing.
        """
        codes = np.zeros(scene.working_shape, dtype=np.uint8)
        path = self.path if self.by_stem is None else self.by_stem.get(stem)
        if path is None:
            return codes
        with gdal_settings(), open_raster(str(path)) as raster:
            grid = Georeference(GridProfile.of(raster), raster.shape)
            for top in range(0, len(codes), STRIP):
                rows, cols = _places(scene, grid, top, min(STRIP, len(codes) - top))
                strip = self._picked(raster, rows, cols)
                check_codes(np.unique(strip[strip != 0]), self.name)
                codes[top : top + STRIP] = strip
        return codes

    def nowhere(self, stems: Iterable[str]) -> InvalidRequest:
        """The error to raise if no labelled pixel lies on any scene."""
        if self.by_stem is not None and not set(self.by_stem) & set(stems):
            return InvalidRequest(
                f"No raster in {self.path} is called as a scene is: those there are {_some(self.by_stem)}.",
                remedy=f"Name the labels of a scene as its file: {_some(f'{stem}.tif' for stem in stems)}.",
            )
        return InvalidRequest(
            f"No labelled pixel of {self.name} lies on any of the scenes.",
            remedy="Check that the labels overlap the scenes, and that 0 and nodata are not all they hold.",
        )

    def _picked(
        self, raster: rasterio.DatasetReader, rows: NDArray[np.int64], cols: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """The codes at some pixels of the raster, 0 outside it."""
        picked = np.zeros(rows.shape, dtype=np.int64)
        inside = (rows >= 0) & (rows < raster.height) & (cols >= 0) & (cols < raster.width)
        if not inside.any():
            return picked
        top, left = int(rows[inside].min()), int(cols[inside].min())
        bottom, right = int(rows[inside].max()) + 1, int(cols[inside].max()) + 1
        try:
            found = raster.read(1, window=Window(left, top, right - left, bottom - top), masked=True)
        except RasterioError as error:
            raise InvalidRequest(
                f"{Path(raster.name).name} is damaged: its labels cannot be read.",
                remedy="Export it again.",
                detail=str(error),
            ) from error
        if not self._zeros_told and bool((found == 0).any()):
            self._zeros_told = True
            print(f"0 in {self.name} counts as unlabelled; add 1 to all codes if it is a class of yours")
        picked[inside] = found.filled(0).astype(np.int64)[rows[inside] - top, cols[inside] - left]
        return picked


def holds_rasters(path: Path) -> bool:
    """Whether labels are a raster, or a folder of rasters, rather than polygons."""
    if path.is_dir():
        return any(item.suffix.lower() in RASTER_SUFFIXES for item in path.iterdir())
    return path.suffix.lower() in RASTER_SUFFIXES


def open_label_rasters(path: Path) -> LabelRasters:
    """Finds the rasters of a path and checks each of them.

    Args:
        path: A raster of class codes, or a folder of such rasters.

    Raises:
        InvalidRequest: A raster cannot be opened, is not a single band of whole numbers, or has no
            georeference; or two rasters are for the same scene.
    """
    if not path.is_dir():
        _check(path)
        return LabelRasters(path)
    by_stem: dict[str, Path] = {}
    for file in sorted(item for item in path.iterdir() if item.suffix.lower() in RASTER_SUFFIXES):
        _check(file)
        if file.stem in by_stem:
            raise InvalidRequest(
                f"{by_stem[file.stem].name} and {file.name} in {path} are labels of the same scene.",
                remedy="Keep one of them.",
            )
        by_stem[file.stem] = file
    return LabelRasters(path, by_stem)


def _check(path: Path) -> None:
    try:
        with open_raster(str(path)) as raster:
            kind, bands = np.dtype(raster.dtypes[0]), raster.count
            located = Georeference(GridProfile.of(raster), raster.shape).located
    except SardinoError as error:
        raise InvalidRequest(
            f"The labels {path.name} cannot be opened as a raster.",
            remedy="Check the path, or export the raster again.",
            detail=error.detail or str(error),
        ) from error
    if bands != 1:
        raise InvalidRequest(
            f"{path.name} has {bands} bands; labels have one band of class codes.",
            remedy="Export the codes, not the colours of the map.",
        )
    if kind.kind not in "iu":
        raise InvalidRequest(
            f"{path.name} holds {kind} numbers; class codes are whole numbers.",
            remedy="Save it as Byte (uint8), with the codes 1 to 254 and 0 where there is no label.",
        )
    if not located:
        raise InvalidRequest(
            f"{path.name} has no georeference, so nobody knows which ground its labels are of.",
            remedy="Export it with the georeference of its scene.",
        )


def _places(
    scene: Scene, grid: Georeference, top: int, height: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column [height, cols] in ``grid`` of each working pixel's centre, from row ``top`` on."""
    width = scene.working_shape[1]
    down, across = _nodes(top, height), _nodes(0, width)
    node_rows, node_cols = np.meshgrid(down / scene.scale[0], across / scene.scale[1], indexing="ij")
    xs, ys, crs = scene.map_points(node_rows.ravel(), node_cols.ravel())
    if crs is not None and grid.crs is not None:
        xs, ys = reproject(parse_crs(crs), grid.crs, xs, ys)
        if grid.crs.is_geographic:
            xs = across_date_line(xs)
    found = (values.reshape(node_rows.shape) for values in grid.to_pixel(xs, ys))
    rows, cols = (_between(values, down, across, top, height, width) for values in found)
    return rows, cols


def across_date_line(longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes in degrees; in a scene across the date line, longitudes east of the line are 180 and more.

    So interpolated longitudes are correct, too. Infinities, where a projection is undefined, stay.
    """
    known = longitudes[np.isfinite(longitudes)]
    if not len(known) or np.ptp(known) <= 180:
        return longitudes
    return np.where(longitudes < 0, longitudes + 360, longitudes)


def _nodes(first: int, count: int) -> NDArray[np.float64]:
    """Pixel coordinates from the first pixel's edge to the last pixel's edge."""
    return np.linspace(first, first + count, max(2, -(-count // NODES) + 1))


def _between(
    values: NDArray[np.float64],
    down: NDArray[np.float64],
    across: NDArray[np.float64],
    top: int,
    height: int,
    width: int,
) -> NDArray[np.int64]:
    """Values at nodes as whole numbers at every pixel's centre [height, width], bilinear; -1 if unknown."""
    centres_down, centres_across = top + np.arange(height) + 0.5, np.arange(width) + 0.5
    along = np.stack([np.interp(centres_across, across, line) for line in values])
    full = np.stack([np.interp(centres_down, down, line) for line in along.T], axis=1)
    # Conversion to whole numbers would turn infinities, where a projection is undefined, into pixels.
    return np.where(np.isfinite(full), np.floor(np.nan_to_num(full, posinf=0, neginf=0)), -1).astype(np.int64)


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:3]) + (", ..." if len(listed) > 3 else "")
