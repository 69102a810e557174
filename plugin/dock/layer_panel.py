"""Which layer to segment, and what it looks like to the worker."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...model.messages import SceneDescription
from ..layers import PRODUCT_PROPERTY
from ..scene_words import summary_in_words
from ..translation import tr
from .layer_filter import RASTER_LAYERS
from .widgets import Note, add_field, column, shrinkable


class LayerPanel(QWidget):
    """Lets the user choose a layer, and a second one where VH is a file of its own.

    The layer follows the active raster layer until the user chooses another one; choosing the
    active layer again, or removing the chosen one, makes it follow again.

    Signals:
        changed: Another layer was chosen, by whomever.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.layer_box = shrinkable(QgsMapLayerComboBox())
        self.cross_pol_box = shrinkable(QgsMapLayerComboBox())
        for box in (self.layer_box, self.cross_pol_box):
            box.setFilters(RASTER_LAYERS)
            box.setShowCrs(False)
        self.cross_pol_box.setAllowEmptyLayer(True, tr("None: both are in the layer above"))
        # Not setLayer(None), which shows a blank instead of the entry for "none".
        self.cross_pol_box.setCurrentIndex(0)
        add_field(layout, tr("SAR la&yer"), self.layer_box)
        add_field(layout, tr("Second layer for VH or HV"), self.cross_pol_box)
        self.cross_pol_box.setToolTip(tr("Only if VH (or HV) is a file of its own on the same grid."))
        self.detected = Note()
        self.warnings = Note()
        layout.addWidget(self.detected)
        layout.addWidget(self.warnings)
        self._active: QgsMapLayer | None = None
        self._chosen_by_user = False
        self._told: tuple[QgsRasterLayer | None, QgsRasterLayer | None] = (None, None)
        self.layer_box.activated.connect(self._layer_activated)
        self.layer_box.layerChanged.connect(self._layer_changed)
        self.cross_pol_box.layerChanged.connect(self._tell)

    def layer(self) -> QgsRasterLayer | None:
        """The layer to segment."""
        return self.layer_box.currentLayer()

    def cross_pol(self) -> QgsRasterLayer | None:
        """The second layer, if there is one."""
        return self.cross_pol_box.currentLayer()

    def follow(self, layer: QgsMapLayer | None) -> None:
        """The active layer of QGIS has changed."""
        self._active = layer if isinstance(layer, QgsRasterLayer) and not _is_product(layer) else None
        if self._active is not None and not self._chosen_by_user:
            self.layer_box.setLayer(self._active)

    def set_excepted(self, layers: list[QgsMapLayer]) -> None:
        """Leaves layers out of the lists."""
        for box in (self.layer_box, self.cross_pol_box):
            if box.exceptedLayerList() != layers:
                box.setExceptedLayerList(layers)

    def choose(self, layer: QgsRasterLayer) -> None:
        """Chooses a layer as the user would."""
        self.layer_box.setLayer(layer)
        self._layer_activated()

    def show_asking(self) -> None:
        """Says that the layer is being looked at."""
        self.detected.show_text(tr("Looking at the layer …"), "")
        self.warnings.clear()

    def show_description(self, description: SceneDescription) -> None:
        """Says what the layer looks like."""
        level = "success" if description.looks_like_radar else "warning"
        self.detected.show_text(summary_in_words(description.summary), level)
        self.warnings.show_text("\n".join(map(tr, description.warnings)), "warning")

    def add_warning(self, text: str) -> None:
        """Says one thing more about the layer."""
        self.warnings.show_text("\n".join(filter(None, (self.warnings.text(), text))), "warning")

    def show_problem(self, text: str, level: str = "warning") -> None:
        """Says why nothing is known about the layer."""
        self.detected.show_text(text, level)
        self.warnings.clear()

    def _layer_activated(self) -> None:
        """The user has chosen a layer in the list."""
        self._chosen_by_user = self.layer() is not self._active

    def _layer_changed(self, layer: QgsMapLayer | None) -> None:
        if layer is None:
            self._chosen_by_user = False
        self._tell()

    def _tell(self) -> None:
        """Emits ``changed`` if it is true: the boxes also report that their lists were filtered."""
        now = (self.layer(), self.cross_pol())
        if now != self._told:
            self._told = now
            self.changed.emit()


def _is_product(layer: QgsMapLayer) -> bool:
    """Whether Sardino made this layer: to follow it would offer the map of a map."""
    return bool(layer.customProperty(PRODUCT_PROPERTY))
