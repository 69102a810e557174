"""What Processing lets us do with a layer that it loads: mark it, style it, put it into its place."""

from __future__ import annotations

import threading
from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
)

_lock = threading.Lock()


class LayerStyler(QgsProcessingLayerPostProcessorInterface):
    """Handles one layer. Called in the GUI thread.

    The layer may be in the layer tree already, as in the toolbox, or in the project alone: then the heir puts
    it into its place. To move it there would let QGIS make its neighbour active, which the dock follows.
    """

    # Processing keeps no reference to the Python half: without ours it would be gone too early.
    _alive: ClassVar[list[LayerStyler]] = []

    def __init__(self) -> None:
        super().__init__()
        self._done = False
        # Algorithms make them in threads of their own.
        with _lock:
            self._alive[:] = [*(kept for kept in self._alive if not kept._done), self]

    def mark(self, layer: QgsMapLayer) -> None:
        """Says on the layer what it is: before it is in the project, lest it be taken for a scene."""

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Styles the layer and puts it into its place."""
        raise NotImplementedError

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by Processing, once."""
        self.mark(layer)
        self.style(layer, context.project() or QgsProject.instance())
        self._done = True
