"""Which layer to segment, and what the worker detects in the layer."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...model.protocol.values import ModelInfo, SceneDescription
from ..panels.layer_choice import LayerChoice, id_of, live_layer
from ..panels.second_layer import SecondLayer
from ..results.input_cost import cost_in_words
from ..results.layers import PRODUCT_PROPERTY
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.scene_words import summary_in_words
from ..ui.widgets import Note, add_field, column, shrinkable

_SETTLE_MS = 10
"""One action of the user, such as removing a group with its layers, takes several events."""


class LayerPanel(QWidget):
    """Lets the user choose a layer, and a second layer if VH is in a separate file.

    The choice follows QGIS's active raster layer until the user chooses another layer. The choice
    follows again when the user chooses the active layer or removes the chosen layer.

    Signals:
        changed: Another layer was chosen, by the user or by following.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.layer_box = shrinkable(QgsMapLayerComboBox())
        self.layer_box.setFilters(RASTER_LAYERS)
        self.layer_box.setShowCrs(False)
        add_field(layout, tr("SAR la&yer"), self.layer_box)
        self.detected = Note()
        self.warnings = Note()
        self.cost = Note()
        for note in (self.detected, self.warnings, self.cost):
            layout.addWidget(note)
        self.second_layer = SecondLayer()
        self.cross_pol_box = self.second_layer.box
        layout.addWidget(self.second_layer)
        self._description: SceneDescription | None = None
        self._model: ModelInfo | None = None
        self._active = ""
        self._newly_active: list[tuple[str, bool]] = []
        self._chosen_by_user = False
        self._lost = self._disturbed = False
        self._scene = LayerChoice(self.layer_box, lambda: self._active, self)
        self._second = LayerChoice(self.cross_pol_box, parent=self)
        self._scene.activated.connect(self._layer_activated)
        self._scene.lost.connect(self._layer_lost)
        self._scene.changed.connect(self.changed)
        self._second.changed.connect(self.changed)
        self._follow_timer = QTimer(self)
        self._follow_timer.setSingleShot(True)
        self._follow_timer.setInterval(_SETTLE_MS)
        self._follow_timer.timeout.connect(self._follow_newly_active)
        QgsProject.instance().layersRemoved.connect(self._others_removed)

    def layer(self) -> QgsRasterLayer | None:
        """The layer to segment."""
        return self._scene.layer()

    @property
    def scene_id(self) -> str:
        """Id of the layer to segment; empty if there is none."""
        return self._scene.id

    def cross_pol(self) -> QgsRasterLayer | None:
        """The second layer, if there is one."""
        return self._second.layer()

    def follow_soon(self, layer: QgsMapLayer | None) -> None:
        """Handles a change of QGIS's active layer, with a delay: a new product is not marked as such yet."""
        self._newly_active.append((id_of(layer), not self._disturbed))
        self._follow_timer.start()

    def follow(self, layer: QgsMapLayer | None) -> None:
        """Follows a layer that the user has made QGIS's active layer."""
        self._note_active(layer)
        if self._active and not self._chosen_by_user:
            self._scene.choose(layer)

    def _note_active(self, layer: QgsMapLayer | None) -> None:
        self._active = id_of(layer) if isinstance(layer, QgsRasterLayer) and not _is_product(layer) else ""

    def _follow_newly_active(self) -> None:
        # In order: a product may have become active just after a scene did.
        pending, self._newly_active = self._newly_active, []
        for layer_id, by_user in pending:
            if by_user or self._lost:
                self.follow(live_layer(layer_id))
            else:
                self._note_active(live_layer(layer_id))
        self._lost = self._disturbed = False

    def expect_results(self) -> None:
        """Prepares for new results: while results are moved into place, QGIS activates neighbours.

        The user did not choose those neighbours, so the panel does not follow.
        """
        self._disturbed = True
        self._follow_timer.start()

    def _others_removed(self) -> None:
        """After a removal QGIS activates a neighbour; the user did not choose that layer."""
        self._newly_active = [(layer_id, False) for layer_id, _ in self._newly_active]
        self._follow_timer.start()

    def choose(self, layer: QgsRasterLayer) -> None:
        """Chooses a layer as the user would."""
        self._scene.choose(layer)
        self._layer_activated()

    def choose_second(self, layer: QgsRasterLayer | None) -> None:
        """Chooses a second layer as the user would; None for none."""
        self._second.choose(layer)

    def remove(self) -> None:
        """Stops following the project for good."""
        self._follow_timer.stop()
        QgsProject.instance().layersRemoved.disconnect(self._others_removed)

    def show_asking(self) -> None:
        """Says that the worker is looking at the layer."""
        self.detected.show_text(tr("Looking at the layer …"), "")
        self._description = None
        self.warnings.clear()
        self.cost.clear()

    def show_description(self, description: SceneDescription) -> None:
        """Says what the layer looks like."""
        self._description = description
        self.set_model(self._model)
        level = "success" if description.looks_like_radar else "warning"
        self.detected.show_text(summary_in_words(description.summary), level)
        self.warnings.show_text("\n".join(map(tr, description.warnings)), "warning")
        self.second_layer.fit(description, chosen=bool(self._second.id))

    def add_warning(self, text: str) -> None:
        """Adds a warning about the layer."""
        self.warnings.show_text("\n".join(filter(None, (self.warnings.text(), text))), "warning")

    def set_model(self, model: ModelInfo | None) -> None:
        """Says what a missing polarisation or calibration costs with a model, from the model's own scores."""
        self._model = model
        known = self._description is not None and model is not None
        self.cost.show_text(cost_in_words(self._description, model.by_source) if known else "", "info")

    def show_problem(self, text: str, level: str = "warning") -> None:
        """Says why nothing is known about the layer."""
        self.second_layer.fit(None, chosen=bool(self._second.id))
        self._description = None
        self.detected.show_text(text, level)
        self.warnings.clear()
        self.cost.clear()

    def _layer_activated(self) -> None:
        """The user has chosen a layer in the list."""
        self._chosen_by_user = self._scene.id != self._active

    def _layer_lost(self) -> None:
        self._chosen_by_user = False
        self._lost = True
        self._follow_timer.start()


def _is_product(layer: QgsMapLayer) -> bool:
    """Whether Sardino made this layer: a map of a map makes no sense."""
    return bool(layer.customProperty(PRODUCT_PROPERTY))
