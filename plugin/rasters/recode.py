"""A class raster with other codes: written as a new file, or read in cells for label polygons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal

from ..translation import tr
from .memory import small_cache
from .source import VOID, ClassStyle, MapSource, OpenRaster

Tick = Callable[[float], None]
NODATA = 0
_LARGEST = 255


class Recoded(OpenRaster):
    """A raster of codes, read as other codes; codes without a new one become VOID."""

    def __init__(self, source: MapSource, codes: Mapping[int, int]) -> None:
        """Opens the raster.

        Args:
            source: The raster's facts.
            codes: Old code (0 to 255) to new code.

        Raises:
            LayerNotUsable: It cannot be opened.
        """
        super().__init__(source)
        self._table = np.full(_LARGEST + 1, VOID, np.int32)
        for old, new in codes.items():
            self._table[old] = new

    def codes(self, left: int, top: int, width: int, height: int) -> Any:
        """New codes of a window, int32 [height, width]; VOID where there is none."""
        old = super().codes(left, top, width, height)
        known = (old >= 0) & (old <= _LARGEST)
        return np.where(known, self._table[np.where(known, old, 0)], VOID)


class InCells(Recoded):
    """The same, cut into square cells: polygons then end at the borders of the cells.

    Attributes:
        SIDE: Pixels of a cell's side.
    """

    SIDE = 64
    _STEP = 256

    def codes(self, left: int, top: int, width: int, height: int) -> Any:
        """Codes that differ from cell to cell; :meth:`code` gives the class."""
        found = super().codes(left, top, width, height)
        across = (left + np.arange(width, dtype=np.int32)) // self.SIDE
        down = (top + np.arange(height, dtype=np.int32)) // self.SIDE
        # Cells that touch must differ, and only they: two bits are enough, and codes stay small.
        cell = (across % 2)[None, :] + 2 * (down % 2)[:, None]
        return np.where(found == VOID, VOID, found + self._STEP * cell)

    @classmethod
    def code(cls, found: int) -> int:
        """The class of a code of :meth:`codes`."""
        return found % cls._STEP


def write_classes(
    raster: Recoded, classes: Mapping[int, ClassStyle], path: Path, tags: dict[str, str], tick: Tick
) -> None:
    """Writes the new codes as a GeoTIFF with colours, names and overviews; 0 is nodata.

    Args:
        raster: The raster with its new codes, 1 to 254.
        classes: Code to name and colour.
        path: A new file.
        tags: What the file says about itself, beside the tags of the raster.
        tick: Told how much is done, 0 to 1; raises to end.

    Raises:
        OSError: The file cannot be written.
    """
    options = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"]
    driver = gdal.GetDriverByName("GTiff")
    out = driver.Create(str(path), raster.width, raster.height, 1, gdal.GDT_Byte, options)
    if out is None:
        raise OSError(tr("{file} cannot be written").format(file=path.name))
    out.SetGeoTransform(raster.transform)
    crs = raster.source.crs
    out.SetProjection(crs.toWkt() if crs.isValid() else raster.dataset.GetProjection())
    out.SetMetadata({**(raster.dataset.GetMetadata() or {}), **tags})
    band = out.GetRasterBand(1)
    band.SetNoDataValue(NODATA)
    describe(band, classes)
    for top, rows in raster.strips():
        codes = raster.codes(0, top, raster.width, rows)
        codes[codes == VOID] = NODATA
        if band.WriteArray(codes.astype(np.uint8), 0, top) != 0:
            raise OSError(tr("{file} cannot be written").format(file=path.name))
        out.FlushCache()
        tick(0.9 * (top + rows) / raster.height)
    levels = [2**level for level in range(1, 12) if max(raster.width, raster.height) / 2**level > 256]
    if levels:
        with small_cache():
            out.BuildOverviews("MODE", levels)
    out.FlushCache()
    tick(1.0)


def describe(band: Any, classes: Mapping[int, ClassStyle]) -> None:
    """Gives a band its colours, and a table with code, name and colour of each class.

    Names of categories would not do: GDAL 3.6 does not find them again in a GeoTIFF of its own.
    """
    colors = gdal.ColorTable()
    table = gdal.RasterAttributeTable()
    columns = (
        ("Value", gdal.GFT_Integer, gdal.GFU_MinMax),
        ("Class", gdal.GFT_String, gdal.GFU_Name),
        ("Red", gdal.GFT_Integer, gdal.GFU_Red),
        ("Green", gdal.GFT_Integer, gdal.GFU_Green),
        ("Blue", gdal.GFT_Integer, gdal.GFU_Blue),
    )
    for column in columns:
        table.CreateColumn(*column)
    for row, (code, item) in enumerate(sorted(classes.items())):
        channels = [int(item.color[at : at + 2], 16) for at in (1, 3, 5)]
        colors.SetColorEntry(code, (*channels, 255))
        table.SetValueAsInt(row, 0, code)
        table.SetValueAsString(row, 1, item.name)
        for column, channel in enumerate(channels, 2):
            table.SetValueAsInt(row, column, channel)
    band.SetColorTable(colors)
    band.SetDefaultRAT(table)
