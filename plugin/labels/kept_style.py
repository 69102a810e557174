"""Style and drop-down of a label layer, saved in its GeoPackage for the next user of the file.

QGIS itself saves a new style only. Once a file's data have changed, its functions that list, replace and
delete styles read memory that was freed (seen in 3.22), and may crash QGIS. So a style that is there is
replaced through GDAL.
"""

from __future__ import annotations

import contextlib

from osgeo import gdal
from qgis.core import QgsReadWriteContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

_TABLE = "layer_styles"
_OWN = "Sardino"
"""Description of the styles that are Sardino's."""


def keep_style(layer: QgsVectorLayer) -> None:
    """Saves style and drop-down in the GeoPackage itself, in the place of Sardino's style before."""
    # An error does not matter: the layer then opens in QGIS's default colours next time.
    with contextlib.suppress(RuntimeError):
        file = gdal.OpenEx(layer.source().partition("|")[0], gdal.OF_VECTOR | gdal.OF_UPDATE)
        if file is None:
            return
        replaced = _replace(file, layer)
        del file  # closed before QGIS writes
        if not replaced:
            layer.saveStyleToDatabase(layer.name(), _OWN, True, "")


def _replace(file: gdal.Dataset, layer: QgsVectorLayer) -> bool:
    """Makes Sardino's style in a file the layer's style; False if there is none."""
    table = file.GetLayerByName(_TABLE)
    if table is None:
        return False
    mine = [row for row in table if row.GetField("description") == _OWN]
    for row in mine:
        row.SetField("styleQML", _qml(layer))
        row.SetField("styleSLD", _sld(layer))
        table.SetFeature(row)
    return bool(mine)


def _qml(layer: QgsVectorLayer) -> str:
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext())
    return document.toString()


def _sld(layer: QgsVectorLayer) -> str:
    document = QDomDocument()
    layer.exportSldStyle(document, "")
    return document.toString()
