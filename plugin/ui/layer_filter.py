"""Layer filters under the name that this QGIS version knows."""

from __future__ import annotations

from qgis.core import Qgis, QgsMapLayerProxyModel

# QGIS 3.34 added Qgis.LayerFilter; QGIS 4 removes the old name.
_Filter = getattr(Qgis, "LayerFilter", None) or QgsMapLayerProxyModel.Filter

RASTER_LAYERS = _Filter.RasterLayer
POLYGON_LAYERS = _Filter.PolygonLayer
POINT_LAYERS = _Filter.PointLayer
REFERENCE_LAYERS = _Filter.PointLayer | _Filter.PolygonLayer
