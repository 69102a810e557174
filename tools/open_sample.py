"""Start-up script for QGIS (``--code``): adds the sample scenes and shows Sardino's dock.

QGIS runs this text without ``__file__``; the plugin knows the checkout's folder.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, plugins

import sardino

folder = Path(sardino.__file__).resolve().parent
for path in sorted((folder / "resources" / "sample").glob("*.tif")):
    layer = QgsRasterLayer(str(path), path.stem)
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    iface.setActiveLayer(layer)
# After QGIS's own zoom to all layers, triggered by the first layer of a project.
QTimer.singleShot(500, iface.zoomToActiveLayer)
plugins["sardino"].show_dock()
