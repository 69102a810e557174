"""The familiarity raster of the algorithm ``sardino:familiarity`` as a layer."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer

from ..translation import tr
from .layers import PRODUCT_PROPERTY, PRODUCT_TITLES, familiarity_renderer
from .map_styles import OnTop
from .smoothing import smooth_layer


class FamiliarityStyler(OnTop):
    """Colours familiarity as the product of a segmentation is coloured."""

    def __init__(self, layer: str) -> None:
        """Prepares the styling.

        Args:
            layer: Name of the radar layer.
        """
        super().__init__(f"{tr(PRODUCT_TITLES['familiarity'])} – {layer}")

    def mark(self, layer: QgsMapLayer) -> None:
        """Marks the layer as a product, so that nothing takes it for a scene."""
        layer.setCustomProperty(PRODUCT_PROPERTY, "familiarity")

    def dress(self, layer: QgsMapLayer) -> None:
        """Sets the colours."""
        if isinstance(layer, QgsRasterLayer):
            layer.setRenderer(familiarity_renderer(layer.dataProvider()))
            smooth_layer(layer)
