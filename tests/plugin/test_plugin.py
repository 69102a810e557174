"""The plugin comes and goes without a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget

import sardino
from sardino.plugin import settings

pytestmark = pytest.mark.usefixtures("clean_settings")


def traces(iface: Any) -> dict[str, int]:
    """What there is of Sardino in QGIS."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = iface.mainWindow()
    return {
        "docks": len(
            [dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "SardinoDock"]
        ),
        "actions": len(
            [item for item in window.findChildren(QAction) if item.objectName().startswith("Sardino")]
        ),
        "providers": len(
            [item for item in QgsApplication.processingRegistry().providers() if item.id() == "sardino"]
        ),
    }


NOTHING = {"docks": 0, "actions": 0, "providers": 0}


def test_loading_and_unloading_twice_leaves_nothing(qgis_iface: Any) -> None:
    for _ in range(2):
        plugin = sardino.classFactory(qgis_iface)
        plugin.initGui()
        assert traces(qgis_iface) == {"docks": 0, "actions": 5, "providers": 1}
        plugin.show_dock()
        plugin.show_dock()
        assert traces(qgis_iface) == {"docks": 1, "actions": 5, "providers": 1}
        items = len(qgis_iface.mapCanvas().scene().items())
        plugin.unload()
        assert traces(qgis_iface) == NOTHING
        assert len(qgis_iface.mapCanvas().scene().items()) < items, "the rubber bands are gone"


def test_the_toolbar_button_opens_and_closes_the_dock(qgis_iface: Any) -> None:
    plugin = sardino.classFactory(qgis_iface)
    plugin.initGui()
    try:
        (button,) = [
            item
            for item in qgis_iface.mainWindow().findChildren(QAction)
            if item.objectName() == "SardinoPanel"
        ]
        qgis_iface.mainWindow().show()
        button.trigger()
        dock = qgis_iface.mainWindow().findChild(QDockWidget, "SardinoDock")
        assert dock is not None
        assert not dock.isHidden()
        button.trigger()
        assert dock.isHidden()
        button.trigger()
        assert not dock.isHidden()
    finally:
        plugin.unload()


def test_an_open_dock_is_open_again_after_a_reload(qgis_iface: Any) -> None:
    qgis_iface.mainWindow().show()
    plugin = sardino.classFactory(qgis_iface)
    plugin.initGui()
    plugin.show_dock()
    plugin.unload()
    assert settings.dock_open()
    plugin = sardino.classFactory(qgis_iface)
    plugin.initGui()
    assert traces(qgis_iface)["docks"] == 1
    plugin.unload()
    assert traces(qgis_iface) == NOTHING


def test_processing_alone_needs_no_window(qgis_iface: Any) -> None:
    plugin = sardino.classFactory(qgis_iface)
    plugin.initProcessing()
    assert QgsApplication.processingRegistry().algorithmById("sardino:segmentlayer") is not None
    plugin.unload()
    assert traces(qgis_iface) == NOTHING


def test_starting_imports_neither_torch_nor_the_dock(plugins_folder: Path) -> None:
    code = (
        # Newer releases of QGIS import numpy themselves.
        "import sys; import qgis.core; before = set(sys.modules); "
        "import sardino; import sardino.plugin.plugin; "
        "heavy = {'torch', 'rasterio', 'timm', 'numpy', 'sardino.plugin.dock.dock'} "
        "& (set(sys.modules) - before); "
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(plugins_folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
