"""A second layer for VH or HV, collapsed if the first layer holds both polarisations."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...model.protocol.values import SceneDescription
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.widgets import shrinkable


class SecondLayer(QgsCollapsibleGroupBox):
    """A box for the second layer. The box opens when it is needed, or by a click anywhere.

    Attributes:
        box: Lists the raster layers, and "none".
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Second layer for VH or HV"), parent)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        self.setCollapsed(True)
        layout = QVBoxLayout(self)
        self.box = shrinkable(QgsMapLayerComboBox())
        self.box.setFilters(RASTER_LAYERS)
        self.box.setShowCrs(False)
        self.box.setAllowEmptyLayer(True, tr("None"))
        # Not setLayer(None): it shows a blank instead of the entry for "none".
        self.box.setCurrentIndex(0)
        self.box.setToolTip(tr("Only if VH (or HV) is a file of its own on the same grid."))
        self.box.setAccessibleName(tr("Second layer for VH or HV"))
        layout.addWidget(self.box)
        self._needed = False

    def fit(self, description: SceneDescription | None, *, chosen: bool) -> None:
        """Opens or collapses, once per change; between changes the user decides.

        Args:
            description: Description of the layer, with the second layer if there is one; None if unknown.
            chosen: Whether a second layer is chosen.
        """
        one = description is not None and bool(description.co_pol) != bool(description.cross_pol)
        needed = one or chosen
        if needed != self._needed:
            self._needed = needed
            self.setCollapsed(not needed)
