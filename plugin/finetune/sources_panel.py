"""Further scenes and label layers to learn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ..labels.counts import LabelSnapshot
from ..results.layers import PRODUCT_PROPERTY
from ..translation import tr


@dataclass(frozen=True)
class Source:
    """A further layer: a scene, or with ``field`` a label layer."""

    layer_id: str
    field: str = ""

    def layer(self) -> QgsMapLayer | None:
        """The layer, if it is still in the project."""
        return QgsProject.instance().mapLayer(self.layer_id)


class SourcesPanel(QgsCollapsibleGroupBox):
    """A list to add scenes and label layers to.

    Signals:
        changed: The list has changed.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        taken: Callable[[], list[QgsMapLayer | None]],
        field: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Makes the panel.

        Args:
            taken: Gives the layers that are chosen elsewhere.
            field: Gives the class field that is chosen elsewhere; it is offered first.
            parent: Owner.
        """
        super().__init__(tr("More scenes and labels"), parent)
        self._taken = taken
        self._field = field
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        self.sources: list[Source] = []
        layout = QVBoxLayout(self)
        layout.setSpacing(4)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("More scenes and labels"))
        self.list.setToolTip(tr("The model learns from all of them at once. Del takes one out."))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(5 * self.fontMetrics().height())
        layout.addWidget(self.list)
        row = QHBoxLayout()
        self.scene_menu, self.label_menu = QMenu(self), QMenu(self)
        for text, tip, menu in (
            (tr("Scene"), tr("Adds a radar layer of the project."), self.scene_menu),
            (tr("Labels"), tr("Adds a polygon layer of the project, with its class field."), self.label_menu),
        ):
            button = QPushButton(QgsApplication.getThemeIcon("/symbologyAdd.svg"), text)
            button.setToolTip(tip)
            button.setMenu(menu)
            button.setMinimumWidth(1)
            row.addWidget(button)
        self.remove_button = QPushButton(QgsApplication.getThemeIcon("/symbologyRemove.svg"), tr("Remove"))
        self.remove_button.setMinimumWidth(1)
        row.addWidget(self.remove_button)
        layout.addLayout(row)
        self.scene_menu.aboutToShow.connect(self._fill_scenes)
        self.label_menu.aboutToShow.connect(self._fill_labels)
        self.remove_button.clicked.connect(self._remove_current)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove_current)
        QgsProject.instance().layersRemoved.connect(self._forget)
        self._show()

    def add(self, source: Source) -> None:
        """Adds a scene or a label layer."""
        if source not in self.sources:
            self.sources.append(source)
            self._show()
            self.changed.emit()

    def scenes(self) -> list[QgsRasterLayer]:
        """The further scenes."""
        layers = [item.layer() for item in self.sources if not item.field]
        return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]

    def labels(self) -> list[tuple[QgsVectorLayer, str]]:
        """The further label layers with their fields."""
        pairs = [(item.layer(), item.field) for item in self.sources if item.field]
        return [(layer, field) for layer, field in pairs if isinstance(layer, QgsVectorLayer)]

    def snapshots(self, selected_only: bool) -> list[LabelSnapshot]:
        """The further label layers, prepared for counting."""
        return [LabelSnapshot(layer, field, selected_only=selected_only) for layer, field in self.labels()]

    def remove(self) -> None:
        """Stops following the project for good."""
        QgsProject.instance().layersRemoved.disconnect(self._forget)

    def _fill_scenes(self) -> None:
        self.scene_menu.clear()
        taken = [*self._taken(), *self.scenes()]
        for layer in self._layers(QgsRasterLayer):
            if layer not in taken and not layer.customProperty(PRODUCT_PROPERTY):
                source = Source(layer.id())
                self.scene_menu.addAction(layer.name(), lambda source=source: self.add(source))
        self._say_if_empty(self.scene_menu, tr("No other raster layer in the project"))

    def _fill_labels(self) -> None:
        self.label_menu.clear()
        taken = [*self._taken(), *(layer for layer, _ in self.labels())]
        for layer in self._layers(QgsVectorLayer):
            if layer in taken or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
                continue
            submenu = self.label_menu.addMenu(layer.name())
            names = [field.name() for field in layer.fields()]
            for name in sorted(names, key=lambda name: name != self._field()):
                source = Source(layer.id(), name)
                submenu.addAction(name, lambda source=source: self.add(source))
        self._say_if_empty(self.label_menu, tr("No other polygon layer in the project"))

    @staticmethod
    def _say_if_empty(menu: QMenu, text: str) -> None:
        if menu.isEmpty():
            menu.addAction(text).setEnabled(False)

    @staticmethod
    def _layers(kind: type) -> list[QgsMapLayer]:
        layers = QgsProject.instance().mapLayers().values()
        return sorted(
            (item for item in layers if isinstance(item, kind)), key=lambda item: item.name().lower()
        )

    def _remove_current(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.sources):
            del self.sources[row]
            self._show()
            self.changed.emit()

    def _forget(self, ids: list[str]) -> None:
        """Removes entries of layers that have left the project."""
        kept = [item for item in self.sources if item.layer_id not in ids]
        if kept != self.sources:
            self.sources = kept
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self.list.clear()
        for source in self.sources:
            layer = source.layer()
            name = layer.name() if layer is not None else ""
            text = tr("Labels: {name} ({field})") if source.field else tr("Scene: {name}")
            item = QListWidgetItem(text.format(name=name, field=source.field))
            item.setToolTip(item.text())
            self.list.addItem(item)
        self.remove_button.setVisible(bool(self.sources))
        if self.sources:
            self.list.setCurrentRow(len(self.sources) - 1)
