"""Uncompressed rasters on disk during the work on a scene, and GDAL's view of them.

Plain files written by Python report a full disk exactly, take windows in any order, and need no cache. A VRT
beside each file holds georeference, colours, names and tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405  # only writes XML

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from model.protocol.values import ClassInfo
from model.sar.grid_profile import GridProfile
from model.sar.orientation import Orientation
from model.sar.windows import Window

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
        path: The file; created new at its full size.
        bands: Number of bands.
        rows: Height.
        cols: Width.
        dtype: ``uint8`` or ``float32``.
        orientation: How the input file was turned. Values passed to or read from this object are in map
            orientation; the file is in the input's orientation.
    """

    path: Path
    bands: int
    rows: int
    cols: int
    dtype: str
    orientation: Orientation = field(default_factory=Orientation)

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
        height, width = values.shape[-2:]
        row, col, _, _ = self.orientation.window(Window(row, col, height, width), (self.rows, self.cols))
        values = self.orientation.turned(values.reshape(self.bands, height, width))
        values = np.ascontiguousarray(values, self.dtype)
        for band in range(self.bands):
            if width == self.cols:
                self._put(band, row, 0, values[band])
            else:
                for line in range(height):
                    self._put(band, row + line, col, values[band, line])

    def read(self, row: int, height: int) -> NDArray[Any]:
        """[bands, height, cols] from ``row``."""
        row = self.orientation.window(Window(row, 0, height, self.cols), (self.rows, self.cols)).row
        out = np.empty((self.bands, height, self.cols), self.dtype)
        for band in range(self.bands):
            self._file.seek(self._position(band, row, 0))
            self._file.readinto(out[band].data)
        return self.orientation.turned(out)

    def close(self) -> None:
        """Closes the file; the caller removes its folder."""
        self._file.close()

    def _position(self, band: int, row: int, col: int) -> int:
        return ((band * self.rows + row) * self.cols + col) * self._item

    def _put(self, band: int, row: int, col: int, values: NDArray[Any]) -> None:
        self._file.seek(self._position(band, row, col))
        # An unbuffered write may be short, mostly on a full disk; the next write then fails.
        view = values.data.cast("B")
        while view:
            view = view[self._file.write(view) :]


@dataclass(frozen=True)
class Style:
    """Description of a raster besides its pixels.

    Attributes:
        nodata: The nodata value.
        names: A description per band.
        classes: Colour table and category names, for a single band of class codes.
        overview: Makes a level of half the size: ``mode_of_four`` or ``mean_of_four``.
        colours: What each band shows, in GDAL's words (``Red``); empty if the bands are no picture.
    """

    nodata: float
    names: tuple[str, ...]
    overview: Callable[[NDArray[Any], float], NDArray[Any]]
    classes: tuple[ClassInfo, ...] = ()
    colours: tuple[str, ...] = ()


@dataclass
class Placement:
    """Georeference of a window of the input grid, and tags.

    Attributes:
        profile: Profile of the input file's grid.
        row: First row of the window in the file; may be a fraction, and may lie outside the file.
        col: First column of the window in the file.
        tags: Written into the file.
        cell: Pixels of the file per pixel of the product, rows and columns.
    """

    profile: GridProfile
    row: float = 0
    col: float = 0
    tags: dict[str, str] = field(default_factory=dict)
    cell: tuple[float, float] = (1, 1)


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


def _dataset(raster: RawRaster) -> Element:
    return Element("VRTDataset", rasterXSize=str(raster.cols), rasterYSize=str(raster.rows))


def _save(root: Element, path: Path) -> Path:
    # File names in the tags may hold characters that XML does not allow.
    text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", tostring(root, encoding="unicode"))
    path.write_text(text, encoding="utf-8")
    return path


def _add_georeference(root: Element, placement: Placement) -> None:
    profile = placement.profile
    if profile.gcps:
        projection = profile.gcp_crs.to_wkt() if profile.gcp_crs else ""
        points = SubElement(root, "GCPList", Projection=projection)
        for number, point in enumerate(profile.gcps, 1):
            place = {
                "Pixel": (point.col - placement.col) / placement.cell[1],
                "Line": (point.row - placement.row) / placement.cell[0],
            }
            ground = {"X": point.x, "Y": point.y, "Z": point.z or 0.0}
            numbers = {key: repr(float(value)) for key, value in {**place, **ground}.items()}
            SubElement(points, "GCP", {"Id": str(point.id or number), **numbers})
        return
    if profile.crs is not None:
        SubElement(root, "SRS").text = profile.crs.to_wkt()
    transform = profile.transform
    if transform is None and placement.cell != (1, 1):
        # A picture without georeference: as QGIS places it, so that the product lies on top of the picture.
        transform = Affine.scale(1, -1)
    if transform is not None:
        moved = transform @ Affine.translation(placement.col, placement.row)
        moved = moved @ Affine.scale(placement.cell[1], placement.cell[0])
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
        if style.colours:
            SubElement(node, "ColorInterp").text = style.colours[band]
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
