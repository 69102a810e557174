"""Which layer is chosen in a box, and which layers the box leaves out: both by id.

No layer object is kept. QGIS deletes layers at any time, and Python's wrapper of a layer that QGIS made
is not told. Any call of such a wrapper crashes QGIS.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..results.layers import PRODUCT_PROPERTY
from ..results.runs import products


def live_layer(layer_id: str) -> QgsMapLayer | None:
    """The layer of this id, if it is still in the project."""
    return QgsProject.instance().mapLayer(layer_id) if layer_id else None


def id_of(layer: QgsMapLayer | None) -> str:
    """A layer's id; empty if there is none."""
    return str(layer.id()) if layer is not None else ""


class LayerChoice(QObject):
    """The chosen layer of a box; the box does not always show this layer.

    When the chosen layer goes or is left out, Qt shows a neighbour, often without a signal. Other polygons
    would become the labels, or another scene the second band. Here ``instead`` names the replacement. Without
    an answer the replacement is no layer, if the box has an entry for that. Otherwise it is the layer chosen
    before, and last the layer that the box shows.

    Signals:
        changed: Another layer is chosen, or none.
        activated: The user has chosen a layer in the box, perhaps the same layer again.
        lost: The chosen layer has gone; ``changed`` follows.
    """

    changed = pyqtSignal()
    activated = pyqtSignal()
    lost = pyqtSignal()

    def __init__(
        self, box: QgsMapLayerComboBox, instead: Callable[[], str] = str, parent: QObject | None = None
    ) -> None:
        """Follows a box.

        Args:
            box: The box, with its filters already set.
            instead: Gives the id of the layer to choose if none is chosen or the chosen layer has gone.
            parent: Owner.
        """
        super().__init__(parent)
        self._box = box
        self._instead = instead
        self._setting = False
        self._before = ""
        self.id = id_of(box.currentLayer())
        box.layerChanged.connect(self._box_changed)
        box.activated.connect(self._activated)
        # Connected after the box's own slot, so that the box already shows the neighbour.
        box.model().rowsRemoved.connect(self._rows_removed)

    def layer(self) -> QgsMapLayer | None:
        """The chosen layer."""
        return live_layer(self.id)

    def choose(self, layer: QgsMapLayer | None) -> None:
        """Chooses a layer; none if the box does not have it."""
        self._setting = True
        try:
            if layer is not None:
                self._box.setLayer(layer)
            else:
                # Not setLayer(None): it shows a blank instead of the entry for "none".
                self._box.setCurrentIndex(0 if self._box.allowEmptyLayer() else -1)
        finally:
            self._setting = False
        self._take(id_of(self._box.currentLayer()))

    def _take(self, layer_id: str) -> None:
        if layer_id != self.id:
            self._before, self.id = self.id, layer_id
            self.changed.emit()

    def _box_changed(self) -> None:
        """The box shows another layer: the user chose it, or the box lost its layer."""
        if self._setting:
            return
        if self.id and not self._has(self.id):
            self._lose()
        elif not self.id and self._has(self._instead()):
            self.choose(live_layer(self._instead()))
        else:
            self._take(id_of(self._box.currentLayer()))

    def _activated(self, row: int) -> None:
        layer = self._box.layer(row)
        if id_of(layer) != self.id:
            self.choose(layer)
        self.activated.emit()

    def _rows_removed(self) -> None:
        if self.id and not self._has(self.id):
            self._lose()

    def _lose(self) -> None:
        self.lost.emit()
        shown = id_of(self._box.currentLayer())
        wanted = [self._instead(), *(() if self._box.allowEmptyLayer() else (self._before, shown))]
        fit = [item for item in wanted if self._has(item)]
        self.choose(live_layer(fit[0]) if fit else None)

    def _has(self, layer_id: str) -> bool:
        """Whether the box offers this layer."""
        return bool(layer_id) and any(
            id_of(self._box.layer(row)) == layer_id for row in range(self._box.count())
        )


class ExceptedProducts(QObject):
    """Keeps Sardino's own products out of the boxes for radar layers.

    A box keeps bare pointers to the layers that it leaves out, even to deleted layers. So the box is never
    asked for these layers. When layers go, the box gets a new list at once: the next new layer may have the
    address of a deleted layer, and the box would leave out the new layer.

    Signals:
        came: There are more products than before.
    """

    came = pyqtSignal()

    def __init__(self, boxes: Sequence[QgsMapLayerComboBox], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes = list(boxes)
        self._ids: frozenset[str] = frozenset()
        QgsProject.instance().layersAdded.connect(self._added)
        QgsProject.instance().layersRemoved.connect(self.update)
        self._added(QgsProject.instance().mapLayers().values())

    def update(self, *_: object) -> None:
        """Leaves out all current products."""
        layers = products(QgsProject.instance())
        ids = frozenset(layer.id() for layer in layers)
        if ids == self._ids:
            return
        before, self._ids = self._ids, ids
        for box in self._boxes:
            box.setExceptedLayerList(layers)
        if ids - before:
            self.came.emit()

    def remove(self) -> None:
        """Stops following the project for good."""
        QgsProject.instance().layersAdded.disconnect(self._added)
        QgsProject.instance().layersRemoved.disconnect(self.update)
        for layer in QgsProject.instance().mapLayers().values():
            with contextlib.suppress(TypeError):  # it was added without a signal
                layer.customPropertyChanged.disconnect(self._property_changed)

    def _added(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            # The toolbox first adds a product and then marks it.
            layer.customPropertyChanged.connect(self._property_changed)
        self.update()

    def _property_changed(self, name: str) -> None:
        if name == PRODUCT_PROPERTY:
            self.update()
