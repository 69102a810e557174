"""The pixels whose centre lies in a polygon, part by part."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from osgeo import gdal, ogr

from .source import STRIP_PIXELS, OpenRaster, memory_layer


def pixels_inside(raster: OpenRaster, wkb: bytes) -> Iterator[tuple[int, int, Any]]:
    """Windows of the raster with the pixels of a polygon.

    Args:
        raster: The raster.
        wkb: A polygon in the raster's coordinate system.

    Yields:
        Left column, top row and mask [rows, columns] of each window that has such pixels.
    """
    geometry = ogr.CreateGeometryFromWkb(wkb)
    window = _window(raster, geometry)
    if window is None:
        return
    left, top, width, height = window
    memory, layer = memory_layer(ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)
    rows = max(1, STRIP_PIXELS // width)
    _, b, c, _, e, f = raster.transform
    for first in range(top, top + height, rows):
        count = min(rows, top + height - first)
        mask = gdal.GetDriverByName("MEM").Create("", width, count, 1, gdal.GDT_Byte)
        x, y = raster.place(left, first)
        mask.SetGeoTransform((x, b, c, y, e, f))
        gdal.RasterizeLayer(mask, [1], layer, burn_values=[1])
        found = mask.ReadAsArray().astype(bool)
        if found.any():
            yield left, first, found
    del layer, memory  # in this order


def _window(raster: OpenRaster, geometry: Any) -> tuple[int, int, int, int] | None:
    """The part of the raster that a geometry's bounds touch; None if there is none."""
    west, east, south, north = geometry.GetEnvelope()
    inverse = gdal.InvGeoTransform(raster.transform)
    if inverse is None:
        return None
    corners = np.array([gdal.ApplyGeoTransform(inverse, x, y) for x in (west, east) for y in (south, north)])
    if not np.isfinite(corners).all():
        return None
    left, top = (max(0, math.floor(value)) for value in corners.min(axis=0))
    right = min(raster.width, math.ceil(corners[:, 0].max()))
    bottom = min(raster.height, math.ceil(corners[:, 1].max()))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def pixel_at(raster: OpenRaster, x: float, y: float) -> tuple[int, int] | None:
    """Column and row of the pixel at a place; None outside."""
    inverse = gdal.InvGeoTransform(raster.transform)
    column, row = (math.floor(value) for value in gdal.ApplyGeoTransform(inverse, x, y))
    return (column, row) if 0 <= column < raster.width and 0 <= row < raster.height else None
