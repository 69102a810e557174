"""From the panel to *Segment an archive*: selected layers, a folder or a list, with the panel's choices."""

from __future__ import annotations

import os
from typing import Any, Callable

from qgis.core import QgsProcessing, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ..processing.segment_archive import SegmentArchiveAlgorithm
from ..results.layers import PRODUCT_PROPERTY
from ..translation import tr

FOLDER = "sardino_archive"
_SHARED = ("MODEL", "DEVICE", "PRECISION", "UNITS", "NODATA", "OUTPUTS", "ALLOW_ANY")
"""Parameters that the algorithms for one layer and for an archive have in common."""


class SeveralScenes(QWidget):
    """A button that opens *Segment an archive* with the panel's choices.

    Args:
        iface: QGIS's interface.
        parameters: The panel's choices as parameters of ``sardino:segmentlayer``.
    """

    def __init__(self, iface: QgisInterface, parameters: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._iface = iface
        self._parameters = parameters
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.button = QPushButton(tr("Several scenes …"))
        self.button.setToolTip(
            tr("Segments the layers that are selected in the layer tree, a folder or a list of files.")
        )
        self.button.clicked.connect(lambda: self.open())
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def choices(self) -> dict[str, Any]:
        """The panel's choices as parameters of ``sardino:segmentarchive``."""
        given = self._parameters()
        chosen = {name: given[name] for name in _SHARED if given.get(name) is not None}
        layers = [layer.id() for layer in self._selected()]
        if len(layers) > 1:
            chosen[SegmentArchiveAlgorithm.LAYERS] = layers
            chosen[SegmentArchiveAlgorithm.ADD] = True
        if given.get("OUTPUT_FOLDER") not in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
            # A folder per scene: not among the user's own files.
            chosen[SegmentArchiveAlgorithm.OUTPUT_FOLDER] = os.path.join(given["OUTPUT_FOLDER"], FOLDER)
        return chosen

    def open(self) -> None:
        """Opens the algorithm's dialog."""
        # Only now: QGIS's Processing plugin is loaded after this one, or switched off.
        import processing

        processing.execAlgorithmDialog(SegmentArchiveAlgorithm.ABOUT.id, self.choices())

    def _selected(self) -> list[QgsRasterLayer]:
        """The radar layers that are selected in the layer tree; maps that Sardino made are none."""
        view = self._iface.layerTreeView()
        layers = view.selectedLayers() if view is not None else []
        return [
            layer
            for layer in layers
            if isinstance(layer, QgsRasterLayer) and not layer.customProperty(PRODUCT_PROPERTY)
        ]
