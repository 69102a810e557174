"""Style and drop-down of a label layer, saved in its GeoPackage for the next user of the file.

QGIS itself saves the first style only. Once a file's data have changed, its functions that list, replace and
delete styles read memory that was freed (seen in 3.22), and may crash QGIS. So styles in a file that has
some are written through GDAL.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timezone

from osgeo import gdal, ogr
from qgis.core import QgsProviderRegistry, QgsReadWriteContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

_TABLE = "layer_styles"
_FIELDS = (
    *("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML"),
    *("styleSLD", "useAsDefault", "description", "update_time"),
)
_OWN = "Sardino"
"""Description of the styles that are Sardino's."""
_PATIENCE_MS = "300"
"""How long GDAL waits for a file that another program writes; the window waits with it."""


def keep_style(layer: QgsVectorLayer) -> bool:
    """Saves style and drop-down in the GeoPackage itself, in the place of Sardino's style before.

    Returns:
        Whether they were saved. If not, the layer opens in the style before, or in QGIS's default colours.
    """
    with contextlib.suppress(RuntimeError), _little_patience():
        file = gdal.OpenEx(layer.source().partition("|")[0], gdal.OF_VECTOR | gdal.OF_UPDATE)
        if file is None:
            return False
        if file.GetLayerByName(_TABLE) is not None:
            return _written(file, layer)
        del file  # closed before QGIS writes
        layer.saveStyleToDatabase(layer.name(), _OWN, True, "")
        return True
    return False


@contextlib.contextmanager
def _little_patience() -> Iterator[None]:
    gdal.SetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", _PATIENCE_MS)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT", None)


def _written(file: gdal.Dataset, layer: QgsVectorLayer) -> bool:
    """Makes the layer's style the default of its table, in Sardino's row or a new one; False if it failed."""
    styles = file.GetLayerByName(_TABLE)
    form = styles.GetLayerDefn()
    if any(form.GetFieldIndex(name) < 0 for name in _FIELDS):
        return False
    named = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("layerName")
    table = file.GetLayerByName(named) if named else file.GetLayer(0)
    rows = [row for row in styles if row.GetField("f_table_name") == table.GetName()]
    mine = [row for row in rows if row.GetField("description") == _OWN]
    mine += [row for row in rows if row.GetField("styleName") == layer.name()]
    own = mine[0] if mine else ogr.Feature(form)
    values = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": table.GetName(),
        "f_geometry_column": table.GetGeometryColumn(),
        "styleName": own.GetField("styleName") or layer.name(),
        "description": _OWN,
        "styleQML": _qml(layer),
        "styleSLD": _sld(layer),
        "useAsDefault": 1,
        "update_time": datetime.now(timezone.utc).strftime("%Y/%m/%d %H:%M:%S+00"),
    }
    for name, value in values.items():
        own.SetField(name, value)
    done = styles.SetFeature(own) if mine else styles.CreateFeature(own)
    for other in rows:
        # QGIS opens a layer in its default style; it takes any if there are two.
        if other.GetFID() != own.GetFID() and other.GetField("useAsDefault"):
            other.SetField("useAsDefault", 0)
            done = done or styles.SetFeature(other)
    return not done


def _qml(layer: QgsVectorLayer) -> str:
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext())
    return document.toString()


def _sld(layer: QgsVectorLayer) -> str:
    document = QDomDocument()
    layer.exportSldStyle(document, "")
    return document.toString()
