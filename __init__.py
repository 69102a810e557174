"""Sardino: land cover, confidence and attention layers from SAR, in QGIS.

This folder is the QGIS plugin. QGIS imports this file at start-up, so it imports nothing.
"""

from __future__ import annotations

import typing

if typing.TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin.plugin import SardinoPlugin


def classFactory(iface: QgisInterface) -> SardinoPlugin:
    """Makes the plugin object. QGIS calls this function."""
    from .plugin.plugin import SardinoPlugin

    return SardinoPlugin(iface)
