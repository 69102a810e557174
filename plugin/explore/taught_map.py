"""The map of a whole scene by the classes that were taught: view by view, written to files. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

from ...model.protocol.exploring import MapView, TeachViewRequest, ViewAnswer
from ..disk.whole import whole_rasters
from ..errors import BackendProtocolError, JobCancelled, LayerNotUsable
from ..labels.classes import LabelClass
from ..processing.area import crs_text
from ..processing.progress import ProgressReporter
from ..rasters.source import MapSource, OpenRaster
from ..translation import tr
from .pixels import NODATA, STEPS, Pixels
from .work import Dropped

SIDE = 1024
"""Pixels of a view's side: the image of two bands fits into one answer."""
_PERCENT_NODATA = 255


@dataclass(frozen=True)
class Grid:
    """The pixels of a layer as QGIS sees them: upright, also where the file is rotated.

    Attributes:
        west: Left edge.
        north: Upper edge.
        step_x: Width of a pixel in map units.
        step_y: Height of a pixel.
        columns: Pixels across.
        rows: Pixels down.
        crs: Coordinate system.
    """

    west: float
    north: float
    step_x: float
    step_y: float
    columns: int
    rows: int
    crs: QgsCoordinateReferenceSystem

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> Grid:
        """The grid of a layer; call in the layer's thread.

        Raises:
            LayerNotUsable: The layer has no pixels.
        """
        box, columns, rows = layer.extent(), layer.width(), layer.height()
        if not layer.isValid() or columns < 1 or rows < 1:
            raise LayerNotUsable(tr("'{name}' is not available.").format(name=layer.name()))
        step_x, step_y = box.width() / columns, box.height() / rows
        return cls(box.xMinimum(), box.yMaximum(), step_x, step_y, columns, rows, layer.crs())

    def views(self) -> Iterator[tuple[int, int, MapView]]:
        """Left, top and view of each part."""
        crs = crs_text(self.crs)
        for top in range(0, self.rows, SIDE):
            height = min(SIDE, self.rows - top)
            for left in range(0, self.columns, SIDE):
                width = min(SIDE, self.columns - left)
                west, north = self.west + left * self.step_x, self.north - top * self.step_y
                extent = [west, north - height * self.step_y, west + width * self.step_x, north]
                yield left, top, MapView(extent, width, height, crs)


@dataclass(frozen=True)
class Taught:
    """A finished map.

    Attributes:
        land_cover: The file with class codes.
        confidence: The file with percents.
        hectares: Code to area on the ground.
    """

    land_cover: str
    confidence: str
    hectares: dict[int, float]


def write_map(
    ask: Callable[[TeachViewRequest], ViewAnswer],
    make: Callable[[MapView], TeachViewRequest],
    grid: Grid,
    classes: Sequence[LabelClass],
    paths: tuple[str, str],
    progress: ProgressReporter,
    dropped: Dropped,
) -> Taught:
    """Asks for all parts of a scene and writes land cover and confidence.

    The files have hidden names until they are complete.

    Args:
        ask: Asks the worker.
        make: The request for a view.
        grid: The pixels to write.
        classes: The classes.
        paths: New files of land cover and confidence.
        progress: Told how much is done.
        dropped: Says whether to end.

    Raises:
        JobCancelled: ``dropped`` returned True.
        OSError: A file cannot be written.
        PluginError: The worker failed.
    """
    with whole_rasters(*map(Path, paths)) as hidden:
        files = _new_files(hidden, grid, classes)
        count = max(1, -(-grid.rows // SIDE) * -(-grid.columns // SIDE))
        for number, (left, top, view) in enumerate(grid.views()):
            if dropped():
                raise JobCancelled()
            _write(files, Pixels.of(ask(make(view))), left, top, view)
            progress.fraction((number + 1) / count)
        for file in files:
            file.FlushCache()
        del file, files
        hectares = _areas(hidden[0], grid)
    return Taught(paths[0], paths[1], hectares)


def _new_files(paths: Sequence[Path], grid: Grid, classes: Sequence[LabelClass]) -> list[Any]:
    """Land cover and confidence, empty."""
    from osgeo import gdal

    from ..rasters.recode import describe
    from ..rasters.source import ClassStyle

    files = []
    for path, nodata in zip(paths, (0, _PERCENT_NODATA)):
        options = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER", "SPARSE_OK=TRUE"]
        file = gdal.GetDriverByName("GTiff").Create(
            str(path), grid.columns, grid.rows, 1, gdal.GDT_Byte, options
        )
        if file is None:
            raise OSError(tr("{file} cannot be written").format(file=path.name))
        file.SetGeoTransform((grid.west, grid.step_x, 0, grid.north, 0, -grid.step_y))
        if grid.crs.isValid():
            file.SetProjection(grid.crs.toWkt())
        file.GetRasterBand(1).SetNoDataValue(nodata)
        files.append(file)
    describe(files[0].GetRasterBand(1), {item.code: ClassStyle(item.name, item.color) for item in classes})
    return files


def _write(files: Sequence[Any], pixels: Pixels, left: int, top: int, view: MapView) -> None:
    import numpy as np

    if (pixels.width, pixels.height) != (view.width, view.height):
        raise BackendProtocolError(detail=f"{pixels.width} x {pixels.height} pixels for {view}")
    codes, sure = (
        np.frombuffer(band, np.uint8).reshape(view.height, view.width) for band in pixels.bands[:2]
    )
    known = codes != NODATA
    percent = np.rint(sure.astype(np.float32) * (100 / STEPS)).astype(np.uint8)
    values = np.where(known, codes, 0), np.where(known, percent, _PERCENT_NODATA)
    for file, part in zip(files, values):
        if file.GetRasterBand(1).WriteArray(part.astype(np.uint8), left, top) != 0:
            raise OSError(tr("{file} cannot be written").format(file=file.GetDescription()))


def _areas(path: Path, grid: Grid) -> dict[int, float]:
    """Hectares of each class on the ground."""
    from ..rasters.counting import count_map

    totals = count_map(OpenRaster(MapSource(path.name, str(path), grid.crs)), lambda _: None)
    return {int(code): float(area) for code, area in totals.hectares.items()}
