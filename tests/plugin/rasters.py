"""Small rasters for the plugin's tests, written with GDAL."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer

WEST, NORTH, PIXEL = 500_000.0, 4_000_000.0, 10.0


def write_raster(
    path: Path | str,
    bands: np.ndarray,
    *,
    nodata: float | None = None,
    epsg: int | None = 32611,
    names: tuple[str, ...] = (),
    driver: str = "GTiff",
) -> str:
    """Writes [bands, rows, cols] with 10 m pixels, north up, from (WEST, NORTH)."""
    kind = {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "int16": gdal.GDT_Int16}.get(
        str(bands.dtype), gdal.GDT_Float32
    )
    count, rows, columns = bands.shape
    dataset = gdal.GetDriverByName(driver).Create(str(path), columns, rows, count, kind)
    dataset.SetGeoTransform((WEST, PIXEL, 0, NORTH, 0, -PIXEL))
    if epsg is not None:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        dataset.SetProjection(system.ExportToWkt())
    for index, values in enumerate(bands, 1):
        band = dataset.GetRasterBand(index)
        band.WriteArray(values)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if names:
            band.SetDescription(names[index - 1])
    dataset.FlushCache()
    return str(path)


def open_raster(path: Path | str, name: str, provider: str = "gdal") -> QgsRasterLayer:
    """A layer that belongs to the project.

    QGIS never frees a Python error that went through it, nor what the error's frames hold. A layer
    of ours among that would crash Python when it ends, after QGIS.
    """
    layer = QgsRasterLayer(str(path), name, provider)
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def radar(rows: int = 96, columns: int = 128, seed: int = 0) -> np.ndarray:
    """VV and VH in dB of two fields with speckle, [2, rows, cols]."""
    random = np.random.default_rng(seed)
    level = np.where(np.arange(columns) < columns // 2, -22.0, -9.0)
    speckle = 10 * np.log10(random.gamma(4.4, 1 / 4.4, (2, rows, columns)))
    return (level + np.array([0.0, -7.0])[:, None, None] + speckle).astype(np.float32)


def picture(rows: int = 96, columns: int = 128) -> np.ndarray:
    """A smooth colour picture, [3, rows, cols] uint8."""
    y, x = np.mgrid[0:rows, 0:columns]
    return np.stack([x % 256, y % 256, (x + y) % 256]).astype(np.uint8)


def read(path: Path | str) -> np.ndarray:
    """All bands, [bands, rows, cols]."""
    values = gdal.Open(str(path)).ReadAsArray()
    return values if values.ndim == 3 else values[None]
