"""A land cover layer's facts for other threads, and its pixels by windows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
)

from ..errors import LayerNotUsable
from ..translation import tr

VOID = -(2**31)
"""Stands for pixels without a class in arrays of int32."""

STRIP_PIXELS = 3_000_000
"""Pixels that are in memory at once: a strip of a wide raster has fewer rows."""

_ROWS_MEASURED = 65
_MOST_NAMES = 10_000


@dataclass(frozen=True)
class ClassStyle:
    """Name and colour (``#rrggbb``) of a class."""

    name: str
    color: str


@dataclass(frozen=True)
class MapSource:
    """A class raster's facts, safe to use outside its layer's thread.

    Attributes:
        name: The layer's name.
        uri: What GDAL opens.
        crs: The layer's coordinate system.
        classes: Code to name and colour of the classes that have a name, in the layer's style or its file.
        layer_id: The layer's id.
        colors: Code to colour, of classes without a name too.
        others: Further classes that the file names: the model knows them, and the style leaves them out.
    """

    name: str
    uri: str
    crs: QgsCoordinateReferenceSystem
    classes: dict[int, ClassStyle] = field(default_factory=dict)
    layer_id: str = ""
    colors: dict[int, str] = field(default_factory=dict)
    others: dict[int, ClassStyle] = field(default_factory=dict)

    @property
    def named(self) -> dict[int, ClassStyle]:
        """All classes that have a name, in the style's order."""
        return {**self.classes, **self.others}

    def style_of(self, code: int) -> ClassStyle:
        """A class's name and colour, made up if the layer has none."""
        made_up = ClassStyle(tr("Class {code}").format(code=code), self.colors.get(code, "#808080"))
        return self.named.get(code, made_up)


def take_map(layer: QgsRasterLayer) -> MapSource:
    """Takes a layer's facts; call in the layer's thread.

    Raises:
        LayerNotUsable: GDAL does not read this layer.
    """
    if not layer.isValid() or layer.providerType() != "gdal":
        raise LayerNotUsable(tr("'{name}' is no raster file that GDAL reads.").format(name=layer.name()))
    uri = layer.source()
    uri = os.path.abspath(uri) if os.path.exists(uri) else uri
    # In a variable: a band dies with its data set.
    dataset = open_dataset(uri, layer.name())
    band = dataset.GetRasterBand(1)
    in_file = _file_names(band)
    classes, colors = {}, {}
    renderer = layer.renderer()
    rows = renderer.classes() if isinstance(renderer, QgsPalettedRasterRenderer) else []
    made_up = _colors_made_up(layer)
    for item in rows:
        if not float(item.value).is_integer():
            continue
        code = int(item.value)
        colors[code] = item.color.name()
        if made_up and band.GetColorTable() is not None:
            colors[code] = _file_color(band.GetColorTable(), code)
        # A file with a colour table gives 256 entries that are called as their codes.
        name = str(item.label) if str(item.label) not in ("", str(code)) else ""
        name = name or tr(in_file.get(code, ""))
        if name:
            classes[code] = ClassStyle(name, colors[code])
    others = {
        code: ClassStyle(tr(name), _file_color(band.GetColorTable(), code))
        for code, name in in_file.items()
        if code not in classes and code != band.GetNoDataValue()
    }
    return MapSource(layer.name(), uri, layer.crs(), classes, layer.id(), colors, others)


def _colors_made_up(layer: QgsRasterLayer) -> bool:
    """Whether QGIS chose the colours: from 3.30 on an attribute table rules, even one without colours."""
    table = layer.attributeTable(1) if hasattr(layer, "attributeTable") else None
    return table is not None and not table.hasColor()


def _file_names(band: Any) -> dict[int, str]:
    """Names of classes in a file: in its attribute table, else its category names."""
    from osgeo import gdal

    table = band.GetDefaultRAT()
    if table is not None:
        code = table.GetColOfUsage(gdal.GFU_MinMax)
        name = table.GetColOfUsage(gdal.GFU_Name)
        if code >= 0 and name >= 0:
            rows = range(min(table.GetRowCount(), _MOST_NAMES))
            found = {table.GetValueAsInt(row, code): table.GetValueAsString(row, name) for row in rows}
            return {key: text for key, text in found.items() if text}
    return {code: text for code, text in enumerate(band.GetCategoryNames() or []) if text}


def _file_color(table: Any, code: int) -> str:
    """A colour of a file's colour table."""
    if table is None or code >= table.GetCount():
        return "#808080"
    red, green, blue, _ = table.GetColorEntry(code)
    return f"#{red:02x}{green:02x}{blue:02x}"


class OpenRaster:
    """A raster opened for reading by windows. Not for several threads."""

    def __init__(self, source: MapSource, dataset: Any = None, below: OpenRaster | None = None) -> None:
        """Opens the raster.

        Args:
            source: The raster's facts.
            dataset: A view of GDAL on the raster; None: the raster itself.
            below: What the view reads from, which must live as long.

        Raises:
            LayerNotUsable: It cannot be opened.
        """
        self.source, self._below = source, below
        self._dataset = open_dataset(source.uri, source.name) if dataset is None else dataset
        self._band = self._dataset.GetRasterBand(1)
        self.width, self.height = int(self._dataset.RasterXSize), int(self._dataset.RasterYSize)
        self.bands = int(self._dataset.RasterCount)
        self.transform: tuple[float, ...] = tuple(self._dataset.GetGeoTransform())
        self.nodata = self._band.GetNoDataValue()

    @property
    def dataset(self) -> Any:
        """GDAL's data set."""
        return self._dataset

    def codes(self, left: int, top: int, width: int, height: int) -> Any:
        """Class codes of a window, int32 [height, width]; :data:`VOID` where there is no class.

        Raises:
            LayerNotUsable: The values are no codes, or cannot be read.
        """
        import numpy

        values = self.values(left, top, width, height)
        if values.dtype.kind == "f":
            void = ~numpy.isfinite(values)
            if self.nodata is not None:
                void |= values == self.nodata
            values = numpy.where(void, 0, values)
            if not bool((values == numpy.rint(values)).all()):
                raise LayerNotUsable(
                    tr("'{name}' holds measurements, not classes.").format(name=self.source.name),
                    remedy=tr("Choose a land cover layer: a raster of class codes."),
                )
        else:
            void = values == self.nodata if self.nodata is not None else numpy.zeros(values.shape, bool)
        codes = values.astype(numpy.int32)
        codes[void] = VOID
        return codes

    def values(self, left: int, top: int, width: int, height: int, band: int | None = None) -> Any:
        """Bare values of a window."""
        source = self._band if band is None else self._dataset.GetRasterBand(band)
        try:
            found = source.ReadAsArray(left, top, width, height)
        except RuntimeError:  # if GDAL's exceptions are switched on
            found = None
        if found is None:
            raise LayerNotUsable(tr("'{name}' cannot be read to its end.").format(name=self.source.name))
        # GDAL's cache would keep what was read until it is full, so that memory grew with the raster.
        self._dataset.FlushCache()
        return found

    def strips(self) -> Iterator[tuple[int, int]]:
        """First row and number of rows of the strips that fit into memory."""
        rows = max(1, STRIP_PIXELS // self.width)
        for top in range(0, self.height, rows):
            yield top, min(rows, self.height - top)

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Map coordinates of a place in pixels."""
        a, b, c, d, e, f = self.transform
        return a + b * column + c * row, d + e * column + f * row


def open_dataset(uri: str, name: str) -> Any:
    """Opens a raster with GDAL.

    Raises:
        LayerNotUsable: It cannot be opened.
    """
    from osgeo import gdal

    try:
        opened = gdal.OpenEx(uri, gdal.OF_RASTER | gdal.OF_READONLY)
    except RuntimeError:
        opened = None
    if opened is None:
        raise LayerNotUsable(tr("'{name}' cannot be opened again.").format(name=name))
    return opened


def memory_layer(kind: int) -> tuple[Any, Any]:
    """A data set in memory and its only layer, which dies with it.

    Args:
        kind: Kind of geometry, a ``wkb`` constant of OGR.
    """
    from osgeo import gdal

    # GDAL 3.11 made one driver of the two.
    driver = "MEM" if int(gdal.VersionInfo()) >= 3_110_000 else "Memory"
    dataset = gdal.GetDriverByName(driver).Create("", 0, 0, 0, gdal.GDT_Unknown)
    return dataset, dataset.CreateLayer("areas", None, kind)


def row_hectares(raster: OpenRaster) -> Any:
    """Hectares on the ellipsoid of a pixel in each row, float64 [height].

    Measured at up to 65 rows along the middle column, and interpolated: a projection's scale changes slowly.
    """
    import numpy

    measure = QgsDistanceArea()
    crs = raster.source.crs
    if crs.isValid():
        measure.setSourceCrs(crs, QgsCoordinateTransformContext())
        measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    rows = numpy.unique(numpy.linspace(0, raster.height, min(_ROWS_MEASURED, raster.height + 1)))
    middle = raster.width / 2
    # A square of some pixels: the rounding errors of a single small pixel would show.
    half = min(32.0, raster.width / 2)
    areas = []
    for row in rows:
        corners = [
            raster.place(middle + x, row + y)
            for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))
        ]
        polygon = QgsGeometry.fromPolygonXY([[QgsPointXY(*corner) for corner in corners]])
        areas.append(measure.measureArea(polygon) / (2 * half) ** 2 / 10_000)
    return numpy.interp(numpy.arange(raster.height) + 0.5, rows, areas)


def aligned(source: MapSource, like: OpenRaster, *, nearest: bool = True) -> OpenRaster:
    """Another raster on the grid of this one, read as if it lay on it; nothing is written.

    Args:
        source: The other raster.
        like: The raster whose grid counts.
        nearest: Whether values are codes, which must not be averaged.

    Raises:
        LayerNotUsable: The two do not overlap.
    """
    from osgeo import gdal

    other = OpenRaster(source)
    same = (
        (other.width, other.height) == (like.width, like.height)
        and all(
            abs(a - b) <= 1e-6 * max(abs(like.transform[1]), 1e-12)
            for a, b in zip(other.transform, like.transform)
        )
        and source.crs == like.source.crs
    )
    if same:
        return other
    if not _bounds(source, other, like).intersects(_bounds(like.source, like, like)):
        raise LayerNotUsable(
            tr("'{name}' and '{map}' do not overlap.").format(name=source.name, map=like.source.name),
            remedy=tr("Choose layers of the same place, and check their coordinate systems."),
        )
    a, b, c, d, e, f = like.transform
    if c or e:
        raise LayerNotUsable(
            tr("'{name}' lies on another grid, and the map's grid is rotated.").format(name=source.name),
            remedy=tr("Bring both layers onto one grid first (Raster > Projections > Warp)."),
        )
    right, bottom = like.place(like.width, like.height)
    try:
        warped = gdal.Warp(
            "",
            other.dataset,
            format="VRT",
            srcSRS=source.crs.toWkt() if source.crs.isValid() else None,
            dstSRS=like.source.crs.toWkt() if like.source.crs.isValid() else None,
            outputBounds=(min(a, right), min(d, bottom), max(a, right), max(d, bottom)),
            width=like.width,
            height=like.height,
            resampleAlg="near" if nearest else "bilinear",
            dstNodata=other.nodata if other.nodata is not None else 0,
        )
    except RuntimeError:  # if GDAL's exceptions are switched on
        warped = None
    if warped is None or f > 0 or b < 0:
        raise LayerNotUsable(
            tr("'{name}' cannot be brought onto the grid of the map.").format(name=source.name),
            remedy=tr("Bring both layers onto one grid first (Raster > Projections > Warp)."),
        )
    return OpenRaster(source, dataset=warped, below=other)


def _bounds(source: MapSource, raster: OpenRaster, like: OpenRaster) -> QgsRectangle:
    """A raster's bounds in the coordinate system of another; empty if they cannot be transformed."""
    corners = [raster.place(x, y) for x in (0, raster.width) for y in (0, raster.height)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = QgsRectangle(min(xs), min(ys), max(xs), max(ys))
    target = like.source.crs
    if source.crs == target or not source.crs.isValid() or not target.isValid():
        return box
    try:
        return QgsCoordinateTransform(
            source.crs, target, QgsCoordinateTransformContext()
        ).transformBoundingBox(box)
    except QgsCsException:
        return QgsRectangle()


def codes_of_text(text: str) -> list[int]:
    """Whole numbers in a text: "80, 95" are 80 and 95."""
    return [int(part) for part in re.findall(r"-?\d+", text)]
