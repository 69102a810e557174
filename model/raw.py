"""Uncompressed rasters on disk while a scene is in work, their overviews, and GDAL's view of them.

Plain files written by Python report a full disk exactly, take any window in any order, and cost
no cache. A VRT beside them carries georeference, colours, names and tags.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405  # only writes XML

import numpy as np
import torch
from numpy.typing import NDArray

from model.georeference import GridProfile
from model.messages import ClassInfo

COG_BLOCK = 512
CHUNK_VALUES = 4_000_000
MANTISSA_BITS = 8
"""Kept of float32 products: a relative precision of 0.2 %, and files less than half as large."""

_GDAL_TYPES = {"uint8": "Byte", "float32": "Float32"}

# Name, GDALRATFieldType (0 integer, 2 string) and GDALRATFieldUsage of each column of the classes' table.
_ATTRIBUTES = (
    ("Value", "0", "5"),
    ("Class", "2", "2"),
    ("Red", "0", "6"),
    ("Green", "0", "7"),
    ("Blue", "0", "8"),
    ("Alpha", "0", "9"),
)


@dataclass
class RawRaster:
    """A raster in a plain file, band after band, row after row, in the machine's byte order.

    Attributes:
        path: The file, made new at its full size.
        bands: Number of bands.
        rows: Height.
        cols: Width.
        dtype: ``uint8`` or ``float32``.
    """

    path: Path
    bands: int
    rows: int
    cols: int
    dtype: str

    def __post_init__(self) -> None:
        self._item = np.dtype(self.dtype).itemsize
        self._file = open(self.path, "w+b", buffering=0)
        self._file.truncate(self.bytes)

    @property
    def bytes(self) -> int:
        """Size of the file."""
        return self.bands * self.rows * self.cols * self._item

    def write(self, row: int, col: int, values: NDArray[Any]) -> None:
        """Writes [bands, h, w] (or [h, w] if there is one band) at a window."""
        values = np.ascontiguousarray(values, self.dtype).reshape(self.bands, *values.shape[-2:])
        height, width = values.shape[-2:]
        for band in range(self.bands):
            if width == self.cols:
                self._put(band, row, 0, values[band])
            else:
                for line in range(height):
                    self._put(band, row + line, col, values[band, line])

    def read(self, row: int, height: int) -> NDArray[Any]:
        """[bands, height, cols] from ``row``."""
        out = np.empty((self.bands, height, self.cols), self.dtype)
        for band in range(self.bands):
            self._file.seek(self._position(band, row, 0))
            self._file.readinto(out[band].data)
        return out

    def close(self) -> None:
        """Closes the file; its folder is the caller's to remove."""
        self._file.close()

    def _position(self, band: int, row: int, col: int) -> int:
        return ((band * self.rows + row) * self.cols + col) * self._item

    def _put(self, band: int, row: int, col: int, values: NDArray[Any]) -> None:
        self._file.seek(self._position(band, row, col))
        # An unbuffered write may be short, above all when the disk fills up; the next then fails.
        view = values.data.cast("B")
        while view:
            view = view[self._file.write(view) :]


@dataclass(frozen=True)
class Style:
    """How a raster is described beside its pixels.

    Attributes:
        nodata: The value that stands for nothing.
        names: A description per band.
        classes: Colour table and category names, for a single band of class codes.
        overview: Makes a level of half the size: ``mode_of_four`` or ``mean_of_four``.
    """

    nodata: float
    names: tuple[str, ...]
    overview: Callable[[NDArray[Any], float], NDArray[Any]]
    classes: tuple[ClassInfo, ...] = ()


@dataclass
class Placement:
    """Georeference of a window of the input grid, and tags.

    Attributes:
        profile: Of the input grid.
        row: First row of the window.
        col: First column of the window.
        tags: Written into the file.
    """

    profile: GridProfile
    row: int = 0
    col: int = 0
    tags: dict[str, str] = field(default_factory=dict)


def build_overviews(raster: RawRaster, style: Style, waiting: Callable[[], None]) -> list[RawRaster]:
    """Levels of 1/2, 1/4 ... beside ``raster``, until one fits into a block."""
    levels: list[RawRaster] = []
    source = raster
    while max(source.rows, source.cols) > COG_BLOCK:
        path = raster.path.with_name(f"{raster.path.stem}_{len(levels) + 1}.raw")
        rows, cols = math.ceil(source.rows / 2), math.ceil(source.cols / 2)
        level = RawRaster(path, source.bands, rows, cols, source.dtype)
        levels.append(level)
        step = max(2, CHUNK_VALUES // (source.bands * source.cols) // 2 * 2)
        for row in range(0, source.rows, step):
            waiting()
            values = source.read(row, min(step, source.rows - row))
            level.write(row // 2, 0, style.overview(_even(values, style.nodata), style.nodata))
        source = level
    return levels


def mode_of_four(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """The most frequent of each 2 x 2 pixels, nodata last: [bands, h, w] to [bands, h/2, w/2]."""
    a, b, c, d = _quarters(values)
    most = np.where(c == d, c, a)
    most = np.where((b == c) | (b == d), b, most)
    most = np.where((a == b) | (a == c) | (a == d), a, most)
    for other in (a, b, c, d):
        most = np.where(most == nodata, other, most)
    return most


def mean_of_four(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    """The mean of those of each 2 x 2 pixels that are not nodata."""
    if math.isnan(nodata):
        # The fast path on all cores: a mean without a NaN had none in it.
        pooled = torch.nn.functional.avg_pool2d(torch.from_numpy(values)[None], 2)[0]
        if not bool(pooled.isnan().any()):
            return round_mantissa(pooled.numpy())
    quarters = _quarters(values)
    known = [~np.isnan(q) if math.isnan(nodata) else q != nodata for q in quarters]
    if all(item.all() for item in known):
        return _as_type(_sum(quarters) * np.float32(0.25), values.dtype)
    count = _sum(known)
    total = _sum([np.where(k, q, 0) for k, q in zip(known, quarters, strict=True)])
    mean = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    return np.where(count > 0, _as_type(mean, values.dtype), np.array(nodata, values.dtype))


def round_mantissa(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rounds to ``MANTISSA_BITS``; NaN stays NaN."""
    drop = 23 - MANTISSA_BITS
    bits = values.view(np.uint32)
    # Rounding up would carry a NaN of all ones over into the sign: numpy's NaN has none.
    rounded = (bits + np.uint32(1 << (drop - 1))) & np.uint32((0xFFFFFFFF << drop) & 0xFFFFFFFF)
    return rounded.view(np.float32)


def write_vrt(raster: RawRaster, levels: list[RawRaster], style: Style, placement: Placement) -> Path:
    """Writes GDAL's view of a raster and its overviews; returns the file to copy from."""
    for level in levels:
        root = _dataset(level)
        _add_bands(root, level, style, None)
        _save(root, level.path.with_suffix(".vrt"))
    root = _dataset(raster)
    _add_georeference(root, placement)
    metadata = SubElement(root, "Metadata")
    for key, value in placement.tags.items():
        SubElement(metadata, "MDI", key=key).text = value
    _add_bands(root, raster, style, levels)
    return _save(root, raster.path.with_suffix(".vrt"))


def _quarters(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    return values[:, ::2, ::2], values[:, ::2, 1::2], values[:, 1::2, ::2], values[:, 1::2, 1::2]


def _sum(parts: Sequence[NDArray[Any]]) -> NDArray[np.float32]:
    total: NDArray[np.float32] = parts[0].astype(np.float32)
    for part in parts[1:]:
        total += part
    return total


def _even(values: NDArray[Any], nodata: float) -> NDArray[Any]:
    rows, cols = values.shape[1] % 2, values.shape[2] % 2
    if not rows and not cols:
        return values
    return np.pad(values, ((0, 0), (0, rows), (0, cols)), constant_values=nodata)


def _as_type(mean: NDArray[np.float32], dtype: np.dtype[Any]) -> NDArray[Any]:
    if dtype == np.float32:
        return round_mantissa(mean)
    return np.rint(mean).astype(dtype)


def _dataset(raster: RawRaster) -> Element:
    return Element("VRTDataset", rasterXSize=str(raster.cols), rasterYSize=str(raster.rows))


def _save(root: Element, path: Path) -> Path:
    path.write_bytes(tostring(root, encoding="utf-8"))
    return path


def _add_georeference(root: Element, placement: Placement) -> None:
    profile = placement.profile
    if profile.gcps:
        projection = profile.gcp_crs.to_wkt() if profile.gcp_crs else ""
        points = SubElement(root, "GCPList", Projection=projection)
        for number, point in enumerate(profile.gcps, 1):
            place = {"Pixel": point.col - placement.col, "Line": point.row - placement.row}
            ground = {"X": point.x, "Y": point.y, "Z": point.z or 0.0}
            numbers = {key: repr(float(value)) for key, value in {**place, **ground}.items()}
            SubElement(points, "GCP", {"Id": str(point.id or number), **numbers})
        return
    if profile.crs is not None:
        SubElement(root, "SRS").text = profile.crs.to_wkt()
    if profile.transform is not None:
        moved = profile.transform @ type(profile.transform).translation(placement.col, placement.row)
        SubElement(root, "GeoTransform").text = ",".join(repr(float(value)) for value in moved.to_gdal())


def _add_bands(root: Element, raster: RawRaster, style: Style, levels: list[RawRaster] | None) -> None:
    item = np.dtype(raster.dtype).itemsize
    for band in range(raster.bands):
        kind = _GDAL_TYPES[raster.dtype]
        node = SubElement(root, "VRTRasterBand", dataType=kind, band=str(band + 1))
        node.set("subClass", "VRTRawRasterBand")
        SubElement(node, "Description").text = style.names[band]
        SubElement(node, "NoDataValue").text = repr(style.nodata)
        if style.classes:
            _add_classes(node, style.classes)
        for level in levels or []:
            overview = SubElement(node, "Overview")
            name = level.path.with_suffix(".vrt").name
            SubElement(overview, "SourceFilename", relativeToVRT="1").text = name
            SubElement(overview, "SourceBand").text = str(band + 1)
        SubElement(node, "SourceFilename", relativeToVRT="1").text = raster.path.name
        SubElement(node, "ImageOffset").text = str(band * raster.rows * raster.cols * item)
        SubElement(node, "PixelOffset").text = str(item)
        SubElement(node, "LineOffset").text = str(raster.cols * item)


def _add_classes(node: Element, classes: tuple[ClassInfo, ...]) -> None:
    by_code = {item.code: item for item in classes}
    SubElement(node, "ColorInterp").text = "Palette"
    table = SubElement(node, "ColorTable")
    names = SubElement(node, "CategoryNames")
    for code in range(max(by_code) + 1):
        found = by_code.get(code)
        SubElement(names, "Category").text = found.name if found else ""
        color = found.color if found else "#000000"
        parts = {f"c{k + 1}": str(int(color[1 + 2 * k : 3 + 2 * k], 16)) for k in range(3)}
        SubElement(table, "Entry", {**parts, "c4": "255" if found else "0"})
    _add_attribute_table(node, classes)


def _add_attribute_table(node: Element, classes: tuple[ClassInfo, ...]) -> None:
    """Code, name and colour of each class as GDAL's raster attribute table; QGIS shows it from 3.30 on."""
    table = SubElement(node, "GDALRasterAttributeTable", tableType="thematic")
    for index, (name, kind, usage) in enumerate(_ATTRIBUTES):
        defined = SubElement(table, "FieldDefn", index=str(index))
        SubElement(defined, "Name").text = name
        SubElement(defined, "Type").text = kind
        SubElement(defined, "Usage").text = usage
    for index, item in enumerate(sorted(classes, key=lambda item: item.code)):
        row = SubElement(table, "Row", index=str(index))
        channels = (int(item.color[start : start + 2], 16) for start in (1, 3, 5))
        for value in (item.code, item.name, *channels, 255):
            SubElement(row, "F").text = str(value)
