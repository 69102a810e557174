"""Polygons of the places whose similarity is above a threshold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem

from ..errors import LayerNotUsable, PluginError
from ..rasters.polygons import Inputs, Polygons
from ..rasters.source import VOID, MapSource, OpenRaster
from ..translation import marked, tr

Tick = Callable[[float], None]
_FIELDS = ("area_ha", "similarity")
_BATCH = 20_000
"""Features of a transaction."""


class PolygonsNotWritten(PluginError):
    """The file of polygons cannot be written."""

    code = "output_not_writable"
    title = marked("The polygons could not be written")
    remedy = marked("Check that the disk has room and that the folder may be written to.")


class _Above(OpenRaster):
    """A raster of percents as a raster of one class: the pixels from a threshold on."""

    def __init__(self, source: MapSource, threshold: float) -> None:
        super().__init__(source)
        self._threshold = threshold

    def codes(self, left: int, top: int, width: int, height: int) -> Any:
        """1 from the threshold on, else :data:`VOID`; int32 [height, width]."""
        import numpy

        values = self.values(left, top, width, height).astype(numpy.float32)
        with numpy.errstate(invalid="ignore"):
            inside = values >= self._threshold
        if self.nodata is not None:
            inside &= values != self.nodata
        return numpy.where(inside, 1, VOID).astype(numpy.int32)


def write_polygons(
    raster: str, out: str, threshold: float, crs: QgsCoordinateReferenceSystem, tick: Tick
) -> tuple[int, float]:
    """Writes the polygons with their area in hectares and their mean similarity in percent; any thread.

    Args:
        raster: Similarity in percent.
        out: A new GeoPackage.
        threshold: Percent.
        crs: Coordinate system of the raster.
        tick: Told how much is done, 0 to 1; may raise to end everything.

    Returns:
        Number of polygons and their hectares.

    Raises:
        LayerNotUsable: No place is above the threshold.
        PolygonsNotWritten: The file cannot be written.
    """
    path = Path(out)
    hidden = path.with_name(f".{path.name}.unfinished.gpkg")
    source = MapSource(path.stem, raster, crs)
    try:
        count, hectares = _write(source, hidden, path.stem, threshold, tick)
        if not count:
            raise LayerNotUsable(
                tr("No place is above the threshold of {percent} %.").format(percent=round(threshold)),
                remedy=tr("Choose a lower threshold, or mark other places."),
            )
        hidden.replace(path)
    except (OSError, RuntimeError) as error:
        raise PolygonsNotWritten(str(error)) from error
    finally:
        hidden.unlink(missing_ok=True)
    return count, hectares


def _write(source: MapSource, path: Path, name: str, threshold: float, tick: Tick) -> tuple[int, float]:
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    if dataset is None:
        raise OSError(tr("{file} cannot be written").format(file=path.name))
    layer = dataset.CreateLayer(name, _system(source.crs), ogr.wkbPolygon)
    for field in _FIELDS:
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTReal))
    definition = layer.GetLayerDefn()
    count, hectares = 0, 0.0
    layer.StartTransaction()
    inputs = Inputs(_Above(source, threshold), OpenRaster(source))
    for patch, wkb in Polygons(inputs, 0.0, tick):
        feature = ogr.Feature(definition)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        feature.SetField(0, patch.hectares)
        feature.SetField(1, patch.confidence_sum / max(patch.confident, 1))
        if layer.CreateFeature(feature) != 0:
            raise OSError(tr("the disk is full, or the file cannot be written"))
        count += 1
        hectares += patch.hectares
        if count % _BATCH == 0:
            layer.CommitTransaction()
            layer.StartTransaction()
    layer.CommitTransaction()
    del definition, layer, dataset  # in this order
    return count, hectares


def _system(crs: QgsCoordinateReferenceSystem) -> Any:
    if not crs.isValid():
        return None
    system = osr.SpatialReference()
    system.ImportFromWkt(crs.toWkt())
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system
