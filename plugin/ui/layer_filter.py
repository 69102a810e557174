"""Layer filters under the name that this QGIS knows them by."""

from __future__ import annotations

from qgis.core import Qgis, QgsMapLayerProxyModel

# Qgis.LayerFilter came with QGIS 3.34; the old name goes with QGIS 4.
_Filter = getattr(Qgis, "LayerFilter", None) or QgsMapLayerProxyModel.Filter

RASTER_LAYERS = _Filter.RasterLayer
POLYGON_LAYERS = _Filter.PolygonLayer
