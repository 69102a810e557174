"""Copies layers that only QGIS can read to a temporary GeoTIFF for the worker."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsFeedback,
    QgsPointXY,
    QgsProviderRegistry,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRasterFileWriter,
    QgsRasterInterface,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt

from ..errors import ExportFailed, JobCancelled, LayerNotUsable
from ..translation import fill, tr
from .paths import absolute_source

RESOLUTION_M = 10.0
"""Pixel size for sources without a pixel size (WMS, XYZ): the model's working resolution."""

MAX_PIXELS_WITHOUT_SIZE = 16_384**2
"""A larger request to a map server is a mistake."""

# Drivers that the worker's GDAL certainly has. A file of these formats that the worker cannot read is
# broken, and a copy made by QGIS would turn the missing part into zeros.
_SHARED_DRIVERS = frozenset({"GTiff", "COG", "VRT", "PNG", "JPEG", "HFA", "ENVI", "netCDF", "AAIGrid"})

_STEM_BYTES = 150
"""Of 255 bytes; the rest is for additions to the name."""

# The worker opens nothing on a network: QGIS copies sources from a network.
_ONLY_HERE = re.compile(
    r"/vsi(?:mem|stdin|curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)(?![a-z])|^MEM:|(?:https?|ftps?)://",
    re.IGNORECASE,
)
_SUBDATASET = re.compile(r"^[A-Za-z0-9_]{3,}:")


@dataclass(frozen=True)
class RasterSource:
    """A raster layer's facts, safe to use outside the layer's thread.

    Attributes:
        name: The layer's name.
        uri: The layer's source for the provider.
        provider: Name of its provider: ``gdal``, ``wms``, ``wcs`` ...
        crs: The layer's CRS in QGIS, perhaps set by the user.
        own_crs: The CRS that the provider found in the source.
        only_here: A copy of the provider if only this process can read the layer; else None.
        layer_id: The layer's id.
    """

    name: str
    uri: str
    provider: str
    crs: QgsCoordinateReferenceSystem
    own_crs: QgsCoordinateReferenceSystem
    only_here: QgsRasterDataProvider | None
    layer_id: str = ""


def raster_source(layer: QgsRasterLayer) -> RasterSource:
    """Takes a layer's facts; call in the layer's thread.

    Raises:
        LayerNotUsable: The layer is broken.
    """
    provider = layer.dataProvider()
    if not layer.isValid() or provider is None:
        raise LayerNotUsable(
            tr("'{name}' is not available.").format(name=layer.name()),
            remedy=tr("Repair its data source (Layer > Set Data Source), or choose another layer."),
        )
    here = not readable_elsewhere(layer.providerType(), layer.source(), layer.crs(), provider.crs())
    return RasterSource(
        layer.name(),
        absolute_source(layer.source()),
        layer.providerType(),
        layer.crs(),
        provider.crs(),
        provider.clone() if here else None,
        layer.id(),
    )


def readable_elsewhere(
    provider: str,
    uri: str,
    crs: QgsCoordinateReferenceSystem,
    own_crs: QgsCoordinateReferenceSystem,
) -> bool:
    """Whether another process can open the source and would see the same as QGIS.

    Args:
        provider: Name of the layer's provider.
        uri: The layer's source.
        crs: The layer's CRS.
        own_crs: The CRS in the source; another process knows only this CRS.
    """
    if provider != "gdal" or _ONLY_HERE.search(uri):
        return False
    if crs.isValid() and crs != own_crs:
        return False
    parts = QgsProviderRegistry.instance().decodeUri("gdal", uri)
    if parts.get("authcfg") or parts.get("openOptions"):
        return False
    return os.path.exists(uri) or uri.startswith("/vsi") or bool(_SUBDATASET.match(uri))


def worth_exporting(source: RasterSource) -> bool:
    """Whether only QGIS's GDAL may be able to read a source that the worker could not read."""
    from osgeo import gdal

    dataset = gdal.OpenEx(source.uri, gdal.OF_RASTER)
    return dataset is not None and dataset.GetDriver().ShortName not in _SHARED_DRIVERS


def export(
    source: RasterSource,
    path: Path,
    bounds: QgsRectangle | None,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsFeedback,
    report: Callable[[float], None],
) -> None:
    """Writes a GeoTIFF with the source's values, on the source's pixel grid if there is one.

    Args:
        source: What to copy.
        path: File to write.
        bounds: Part to copy, in the source's CRS; None: everything.
        transforms: The project's coordinate transformations.
        feedback: Polled for cancellation.
        report: Called with the progress, 0 to 1.

    Raises:
        ExportFailed: Writing failed.
        JobCancelled: The user cancelled.
        LayerNotUsable: The part to copy is empty, unlimited or far too large.
    """
    provider = source.only_here or _open_again(source)
    window, columns, rows = _window(source, provider, bounds)
    pipe = QgsRasterPipe()
    if not pipe.set(provider):
        raise LayerNotUsable(tr("'{name}' has no pixels to copy.").format(name=source.name))
    writer = QgsRasterFileWriter(str(path))
    writer.setOutputFormat("GTiff")
    writer.setCreateOptions(["TILED=YES", "BIGTIFF=IF_SAFER", "COMPRESS=DEFLATE", "ZLEVEL=1"])
    copying = QgsRasterBlockFeedback()

    def on_progress(percent: float) -> None:
        report(percent / 100)
        if feedback.isCanceled():
            copying.cancel()

    copying.progressChanged.connect(on_progress)
    # This thread has no event loop, so a queued connection would never arrive.
    feedback.canceled.connect(copying.cancel, Qt.ConnectionType.DirectConnection)
    try:
        outcome = writer.writeRaster(pipe, columns, rows, window, source.crs, transforms, copying)
    finally:
        feedback.canceled.disconnect(copying.cancel)
    if feedback.isCanceled():
        raise JobCancelled()
    if outcome != QgsRasterFileWriter.NoError or copying.errors():
        reason = "; ".join(copying.errors()) or tr("writing error {number}").format(number=int(outcome))
        raise ExportFailed(f"'{source.name}': {reason}")


def _open_again(source: RasterSource) -> QgsRasterDataProvider:
    """A provider of the source for this thread."""
    layer = QgsRasterLayer(source.uri, source.name, source.provider)
    if not layer.isValid():
        raise LayerNotUsable(tr("'{name}' cannot be opened again.").format(name=source.name))
    return layer.dataProvider().clone()


def _window(
    source: RasterSource, provider: QgsRasterDataProvider, bounds: QgsRectangle | None
) -> tuple[QgsRectangle, int, int]:
    """The rectangle to copy with its columns and rows."""
    whole = provider.extent()
    wanted = whole if bounds is None else whole.intersect(bounds)
    if wanted.isEmpty() or not wanted.isFinite():
        raise LayerNotUsable(
            tr("The extent does not overlap '{name}'.").format(name=source.name),
            remedy=tr("Choose an extent or polygons that overlap the layer."),
        )
    if provider.capabilities() & QgsRasterInterface.Size and provider.xSize() > 0:
        return _snapped(whole, wanted, provider.xSize(), provider.ySize())
    if bounds is None:
        raise LayerNotUsable(
            tr("'{name}' comes from a map server without a pixel grid of its own.").format(name=source.name),
            remedy=tr("Choose an extent: the canvas, a rectangle or polygons."),
        )
    width, height = _metres(wanted, source.crs)
    columns, rows = max(1, round(width / RESOLUTION_M)), max(1, round(height / RESOLUTION_M))
    if columns * rows > MAX_PIXELS_WITHOUT_SIZE:
        raise LayerNotUsable(
            fill(
                tr("{width:.0f} × {height:.0f} km is too much to ask of a map server."),
                width=width / 1000,
                height=height / 1000,
            ),
            remedy=tr("Choose a smaller extent, or download the data as a file."),
        )
    return wanted, columns, rows


def _snapped(
    whole: QgsRectangle, wanted: QgsRectangle, columns: int, rows: int
) -> tuple[QgsRectangle, int, int]:
    """The smallest rectangle of whole pixels around ``wanted``."""
    step_x, step_y = whole.width() / columns, whole.height() / rows
    # An extent on pixel borders must not gain a row through rounding errors.
    tolerance = 1e-6
    left = max(0, math.floor((wanted.xMinimum() - whole.xMinimum()) / step_x + tolerance))
    right = min(columns, math.ceil((wanted.xMaximum() - whole.xMinimum()) / step_x - tolerance))
    top = max(0, math.floor((whole.yMaximum() - wanted.yMaximum()) / step_y + tolerance))
    bottom = min(rows, math.ceil((whole.yMaximum() - wanted.yMinimum()) / step_y - tolerance))
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    rectangle = QgsRectangle(
        whole.xMinimum() + left * step_x,
        whole.yMaximum() - bottom * step_y,
        whole.xMinimum() + right * step_x,
        whole.yMaximum() - top * step_y,
    )
    return rectangle, right - left, bottom - top


def _metres(box: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> tuple[float, float]:
    """Width and height on the ground along the middle of a rectangle."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    x, y = box.center().x(), box.center().y()
    width = measure.measureLine(QgsPointXY(box.xMinimum(), y), QgsPointXY(box.xMaximum(), y))
    height = measure.measureLine(QgsPointXY(x, box.yMinimum()), QgsPointXY(x, box.yMaximum()))
    return width, height


def file_stem(name: str) -> str:
    """A layer's name as the start of a file name, valid on any system; file systems count bytes."""
    stem = re.sub(r"[^\w.-]+", "_", name).strip("._")[:80]
    return stem.encode("utf-8", "replace")[:_STEM_BYTES].decode("utf-8", "ignore") or "layer"
