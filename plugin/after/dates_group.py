"""The group "Other dates": radar layers that show the place of the chosen layer, to be averaged with it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..results.acquisition import acquisition, shown
from ..results.layers import PRODUCT_PROPERTY
from ..results.tree_groups import groups_of
from ..translation import tr
from ..ui.widgets import note_label

_SHARED = 0.5
"""Least share of the layer's ground that another date has to show."""
_ROWS = 4


class DatesGroup(QgsCollapsibleGroupBox):
    """Offers the other dates of a layer; hidden while there are none.

    Signals:
        changed: Another set of dates is chosen.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Several dates"), parent)
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(4)
        about = note_label()
        about.setText(
            tr("These layers show the same place. Ticked dates are averaged with the layer: less speckle.")
        )
        layout.addWidget(about)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Other dates of this place"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_ROWS * self.list.fontMetrics().height() * 3 // 2)
        self.list.itemChanged.connect(self._ticked)
        layout.addWidget(self.list)
        self._layer = ""
        # Layers come and go in groups: look once afterwards.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        project = QgsProject.instance()
        project.layersAdded.connect(self._look_soon)
        project.layersRemoved.connect(self._look_soon)
        self.hide()

    def set_layer(self, layer: QgsRasterLayer | None) -> None:
        """Looks for other dates of a layer."""
        self._layer = layer.id() if layer is not None else ""
        self.look()

    def parameters(self) -> dict[str, Any]:
        """The ticked layers as a parameter of ``sardino:segmentlayer``."""
        chosen = self.chosen()
        return {"DATES": chosen} if chosen else {}

    def chosen(self) -> list[str]:
        """Ids of the ticked layers that are still in the project."""
        ids = [item.data(_ID) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        return [key for key in ids if key and QgsProject.instance().mapLayer(key) is not None]

    def look(self) -> None:
        """Lists the layers that show the same place; ticks stay."""
        ticked = set(self.chosen())
        layer = QgsProject.instance().mapLayer(self._layer) if self._layer else None
        found = dates_of(layer) if isinstance(layer, QgsRasterLayer) else []
        self.list.blockSignals(True)
        self.list.clear()
        for name, held in groups_of(QgsProject.instance(), {other.id() for other in found}).items():
            text = tr("Group {name}: {count} dates").format(name=name, count=len(held))
            self._add(text, text, ticked.issuperset(held)).setData(_HELD, held)
        for other in found:
            time = shown(acquisition(other))
            text = f"{time}  {other.name()}" if time else other.name()
            self._add(text, other.name(), other.id() in ticked).setData(_ID, other.id())
        self.list.blockSignals(False)
        self.setVisible(bool(found))
        if ticked != set(self.chosen()):
            self.changed.emit()

    def remove(self) -> None:
        """Stops following the project for good."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._look_soon)
        project.layersRemoved.disconnect(self._look_soon)
        self._timer.stop()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _add(self, text: str, tip: str, ticked: bool) -> QListWidgetItem:
        """Adds a row with a box to tick."""
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_STATES[ticked])
        item.setToolTip(tip)
        self.list.addItem(item)
        return item

    def _ticked(self, changed: QListWidgetItem) -> None:
        """A group's box ticks all its layers; a layer's box may complete a group, or end that."""
        held = changed.data(_HELD)
        self.list.blockSignals(True)
        if held:
            for item in self._items():
                if item.data(_ID) in held:
                    item.setCheckState(changed.checkState())
        chosen = set(self.chosen())
        for item in self._items():
            if item.data(_HELD):
                item.setCheckState(_STATES[chosen.issuperset(item.data(_HELD))])
        self.list.blockSignals(False)
        self.changed.emit()

    def _look_soon(self, *_: object) -> None:
        self._timer.start(0)


_ID = int(Qt.ItemDataRole.UserRole)
_HELD = _ID + 1
"""Of a row that stands for a group: the ids of its layers."""
_STATES = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


def dates_of(layer: QgsRasterLayer) -> list[QgsRasterLayer]:
    """Raster layers of the project that show most of a layer's ground, the earliest first.

    Products of Sardino, pictures with three bands or more, and layers of maps on the web are left out.
    """
    own = layer.extent()
    if not layer.isValid() or own.isEmpty():
        return []
    found = []
    for other in QgsProject.instance().mapLayers().values():
        if not isinstance(other, QgsRasterLayer) or other.id() == layer.id() or not other.isValid():
            continue
        if other.providerType() != "gdal" or other.customProperty(PRODUCT_PROPERTY) or other.bandCount() > 2:
            continue
        if other.source() == layer.source():
            continue
        shared = _in_crs_of(layer, other).intersect(own)
        if shared.width() * shared.height() >= _SHARED * own.width() * own.height():
            found.append(other)
    return sorted(found, key=lambda item: (shown(acquisition(item)) or "9", item.name()))


def _in_crs_of(layer: QgsRasterLayer, other: QgsRasterLayer) -> QgsRectangle:
    """The extent of another layer in the coordinates of a layer; empty if that is not possible."""
    if other.crs() == layer.crs():
        return other.extent()
    try:
        change = QgsCoordinateTransform(other.crs(), layer.crs(), QgsProject.instance())
        return change.transformBoundingBox(other.extent())
    except QgsCsException:
        return QgsRectangle()
