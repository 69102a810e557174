"""What the scripts that run inside QGIS share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from qgis.utils import iface


def load_layer(path: Path) -> QgsRasterLayer:
    """Adds a raster to the project, active and in view."""
    layer = QgsRasterLayer(str(path), path.stem)
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    iface.setActiveLayer(layer)
    iface.zoomToActiveLayer()
    return layer


def load_sample(name: str) -> QgsRasterLayer:
    """Adds a sample scene to the project."""
    import sardino

    return load_layer(Path(sardino.__file__).resolve().parent / "resources" / "sample" / name)


def panel_action() -> QAction:
    """The toolbar button."""
    return next(
        item for item in iface.mainWindow().findChildren(QAction) if item.objectName() == "SardinoPanel"
    )


def docks() -> list[Any]:
    """All Sardino docks there are."""
    return [
        dock for dock in iface.mainWindow().findChildren(QDockWidget) if dock.objectName() == "SardinoDock"
    ]


def open_dock() -> Any:
    """Opens the dock with the toolbar button, as a user does."""
    if not docks() or docks()[0].isHidden():
        panel_action().trigger()
    return docks()[0]


def worker_pid() -> int | None:
    """Process id of the worker."""
    from sardino.plugin.backend import shared_client

    return shared_client().pid


def state() -> dict[str, int]:
    """How many docks, buttons and providers there are."""
    providers = QgsApplication.processingRegistry().providers()
    return {
        "docks": len(docks()),
        "buttons": len(
            [a for a in iface.mainWindow().findChildren(QAction) if a.objectName() == "SardinoPanel"]
        ),
        "providers": len([provider for provider in providers if provider.id() == "sardino"]),
    }


def tree() -> list[dict[str, Any]]:
    """The groups of the layer tree with their layers, top first."""
    return [
        {"group": group.name(), "layers": [layer.name() for layer in group.findLayers()]}
        for group in QgsProject.instance().layerTreeRoot().findGroups()
    ]


def shown() -> list[str]:
    """Names of the layers in groups that are seen on the map."""
    root = QgsProject.instance().layerTreeRoot()
    return [node.name() for group in root.findGroups() for node in group.findLayers() if node.isVisible()]
