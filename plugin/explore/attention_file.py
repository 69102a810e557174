"""The attention of a place as a small raster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import PluginError
from ..translation import marked, tr
from .pixels import NODATA, STEPS, Pixels

Extent = tuple[float, float, float, float]
"""West, south, east, north."""


class AttentionNotWritten(PluginError):
    """The file cannot be written."""

    code = "output_not_writable"
    title = marked("The attention could not be written")
    remedy = marked("Check that the disk has room and that the folder may be written to.")


def extent_of(numbers: dict[str, float]) -> Extent:
    """The bounds of the tile that an answer speaks of, in the scene's system."""
    xs, ys = ([numbers[f"tile_{axis}{corner}"] for corner in range(4)] for axis in "xy")
    return min(xs), min(ys), max(xs), max(ys)


def write_attention(path: str, pixels: Pixels, extent: Extent, wkt: str) -> None:
    """Writes a GeoTIFF: a band per head, then the mean, in percent of the largest value; any thread.

    Args:
        path: The file.
        pixels: The bands.
        extent: Their place.
        wkt: Coordinate system; empty if unknown.

    Raises:
        AttentionNotWritten: The file cannot be written.
    """
    import numpy
    from osgeo import gdal

    hidden = Path(path).with_name(f".{Path(path).name}.unfinished")
    shape = (len(pixels.bands), pixels.height, pixels.width)
    steps = numpy.frombuffer(b"".join(pixels.bands), numpy.uint8).reshape(shape)
    percent = numpy.rint(steps * numpy.float32(100 / STEPS)).astype(numpy.uint8)
    percent[steps == NODATA] = NODATA
    try:
        _write(gdal, str(hidden), percent, extent, wkt)
        hidden.replace(path)
    except (OSError, RuntimeError) as error:
        raise AttentionNotWritten(str(error)) from error
    finally:
        hidden.unlink(missing_ok=True)


def _write(gdal: Any, path: str, percent: Any, extent: Extent, wkt: str) -> None:
    bands, height, width = percent.shape
    options = ["COMPRESS=DEFLATE"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, bands, gdal.GDT_Byte, options)
    if dataset is None:
        raise OSError(tr("{file} cannot be written").format(file=Path(path).name))
    west, south, east, north = extent
    dataset.SetGeoTransform((west, (east - west) / width, 0, north, 0, (south - north) / height))
    if wkt:
        dataset.SetProjection(wkt)
    for number in range(bands):
        band = dataset.GetRasterBand(number + 1)
        band.SetNoDataValue(NODATA)
        band.SetDescription(f"head_{number + 1}" if number < bands - 1 else "mean")
        if band.WriteArray(percent[number]) != 0:
            raise OSError(tr("the disk is full, or the file cannot be written"))
    dataset.FlushCache()
    del band, dataset  # in this order
