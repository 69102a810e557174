"""The GeoPackage of a map's polygons, written by OGR in the thread that makes them."""

from __future__ import annotations

import math
from pathlib import Path

from osgeo import ogr, osr

from ..translation import tr
from .polygons import Patch
from .source import MapSource

_BATCH = 20_000
"""Features of a transaction."""

FIELDS = (
    ("code", ogr.OFTInteger),
    ("name", ogr.OFTString),
    ("area_ha", ogr.OFTReal),
    ("conf_mean", ogr.OFTReal),
    ("conf_min", ogr.OFTReal),
    ("second", ogr.OFTString),
    ("second_share", ogr.OFTReal),
    ("model", ogr.OFTString),
    ("scene", ogr.OFTString),
)


class PolygonFile:
    """A new GeoPackage.

    Attributes:
        count: Number of polygons so far.
        hectares: Their area on the ellipsoid.
        codes: Their classes.
    """

    def __init__(self, path: Path, name: str, source: MapSource, origin: tuple[str, str]) -> None:
        """Makes the file.

        Args:
            path: A new file.
            name: Name of the layer in the file.
            source: The map.
            origin: Names of model and scene.

        Raises:
            OSError: The file cannot be made.
        """
        self.count, self.hectares, self.codes = 0, 0.0, set[int]()
        self._source, self._origin = source, origin
        try:
            self._dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        except RuntimeError:
            self._dataset = None
        if self._dataset is None:
            raise OSError(tr("{file} cannot be written").format(file=path.name))
        system = None
        if source.crs.isValid():
            system = osr.SpatialReference()
            system.ImportFromWkt(source.crs.toWkt())
            system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        self._layer = self._dataset.CreateLayer(name, system, ogr.wkbPolygon)
        for field, kind in FIELDS:
            self._layer.CreateField(ogr.FieldDefn(field, kind))
        self._definition = self._layer.GetLayerDefn()
        self._layer.StartTransaction()

    def add(self, patch: Patch, wkb: bytes) -> None:
        """Adds a polygon.

        Raises:
            OSError: The file cannot be written.
        """
        feature = ogr.Feature(self._definition)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        feature.SetField(0, patch.code)
        feature.SetField(1, self._source.style_of(patch.code).name)
        feature.SetField(2, patch.hectares)
        if patch.confident:
            feature.SetField(3, patch.confidence_sum / patch.confident)
        if math.isfinite(patch.least):
            feature.SetField(4, patch.least)
        second = patch.second()
        if second is not None:
            feature.SetField(5, self._source.style_of(second[0]).name)
            feature.SetField(6, 100 * second[1])
        for index, text in enumerate(self._origin, 7):
            if text:
                feature.SetField(index, text)
        if self._layer.CreateFeature(feature) != 0:
            raise OSError(tr("the disk is full, or the file cannot be written"))
        self.count += 1
        self.hectares += patch.hectares
        self.codes.add(patch.code)
        if self.count % _BATCH == 0:
            self._layer.CommitTransaction()
            self._layer.StartTransaction()

    def close(self) -> None:
        """Completes the file."""
        self._layer.CommitTransaction()
        self._definition = self._layer = self._dataset = None
