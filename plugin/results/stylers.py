"""Marks, styles and places a layer when Processing loads it."""

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

    The layer may already be in the layer tree, as in the toolbox, or only in the project. In the second case
    the subclass places the layer. Moving a layer that is in the tree would make QGIS activate a neighbour,
    which the dock follows.
    """

    # Processing keeps no reference to the Python object: without ours it would be deleted too early.
    _alive: ClassVar[list[LayerStyler]] = []

    def __init__(self) -> None:
        super().__init__()
        self._done = False
        # Algorithms make stylers in their own threads.
        with _lock:
            self._alive[:] = [*(kept for kept in self._alive if not kept._done), self]

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer as a product before it is in the project, so that nothing takes it for a scene."""

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Styles the layer and places it."""
        raise NotImplementedError

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called once by Processing."""
        self.mark(layer)
        self.style(layer, context.project() or QgsProject.instance())
        self._done = True
