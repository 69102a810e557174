"""The group "Interpret": goes from point to point of a sample over the canvas."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapLayerComboBox, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QSpinBox, QWidget

from ..labels.counts import plain
from ..labels.layers import CLASS_FIELD
from ..labels.samples import MAP_CODE, facts_of, map_class_is_shown, numbers_of, set_class, show_map_class
from ..panels.layer_choice import LayerChoice
from ..translation import tr
from ..ui.layer_filter import POINT_LAYERS
from ..ui.widgets import Note, Why, WrappingCheckBox, add_field, chip, note_label, shrinkable
from .desk import Desk
from .group import Group

_MOST_CLASSES = 14
_FRAME = "#ff00c8"


class InterpretGroup(Group):
    """Next and previous point, the classes to click, and the form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Interpret"), desk, parent)
        self._at = 0
        self._frame: QgsRubberBand | None = None
        self._build()
        self._sample = LayerChoice(self.sample_box, parent=self)
        self._sample.changed.connect(self.update_state)
        QgsProject.instance().layersAdded.connect(self._layers_added)
        self.update_state()

    def _build(self) -> None:
        self.sample_box = shrinkable(QgsMapLayerComboBox())
        self.sample_box.setFilters(POINT_LAYERS)
        self.sample_box.setShowCrs(False)
        add_field(self.body, tr("Sample"), self.sample_box)
        self.why, self.where, self.note = Why(), note_label(), Note()
        self.body.addWidget(self.why)
        self.body.addWidget(self.where)
        row = QHBoxLayout()
        self.back, self.forth = QPushButton(tr("Previous")), QPushButton(tr("Next"))
        self.open = QPushButton(tr("Next open"))
        self.open.setToolTip(tr("Goes to the next point without a class."))
        for button, slot in (
            (self.back, lambda: self.go(self._at - 1)),
            (self.forth, lambda: self.go(self._at + 1)),
            (self.open, self.go_to_open),
        ):
            button.setMinimumWidth(1)
            button.clicked.connect(slot)
        row.addWidget(self.back, 1)
        row.addWidget(self.forth, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.open)
        self.classes = QListWidget()
        self.classes.setAccessibleName(tr("Class of the point"))
        self.classes.setToolTip(tr("A click, or Enter, gives the point this class and goes on."))
        self.classes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.classes.itemClicked.connect(self._chosen)
        self.classes.itemActivated.connect(self._chosen)
        self.body.addWidget(self.classes)
        self.around = QSpinBox()
        self.around.setRange(2, 500)
        self.around.setValue(15)
        self.around.setSuffix(" " + tr("pixels"))
        add_field(self.body, tr("Show around the point"), self.around)
        self.around.valueChanged.connect(lambda _: self._look())
        self.show_map = WrappingCheckBox(tr("Show what the map says"))
        self.show_map.setToolTip(tr("Off while you interpret: the map's class would lead you."))
        self.show_map.toggled.connect(self._show_map)
        self.body.addWidget(self.show_map)
        self.form_button = QPushButton(tr("Open the point's form"))
        self.form_button.clicked.connect(self.open_form)
        self.body.addWidget(self.form_button)
        self.body.addWidget(self.note)

    def sample(self) -> QgsVectorLayer | None:
        """The chosen layer, if it is a sample."""
        layer = self._sample.layer()
        return layer if facts_of(layer) is not None else None

    def update_state(self) -> None:
        """Shows the chosen sample, or says what is missing."""
        layer = self.sample()
        reason = "" if layer is not None else tr("Draw a sample first, or choose one.")
        self.why.say(reason)
        for widget in (
            self.back,
            self.forth,
            self.open,
            self.classes,
            self.show_map,
            self.form_button,
            self.around,
        ):
            widget.setEnabled(layer is not None)
        self.where.setVisible(layer is not None)
        self.note.clear()
        self._list_classes()
        if layer is None:
            self._hide_frame()
            return
        self.show_map.blockSignals(True)
        self.show_map.setChecked(map_class_is_shown(layer))
        self.show_map.blockSignals(False)
        numbers = numbers_of(layer)
        self._at = min(self._at, max(0, len(numbers) - 1))
        self._say(numbers)

    def _list_classes(self) -> None:
        self.classes.clear()
        facts = facts_of(self._sample.layer())
        for item in facts.classes if facts is not None else ():
            row = QListWidgetItem(chip(self.classes, item.color), item.name)
            row.setData(Qt.ItemDataRole.UserRole, item.code)
            row.setToolTip(item.name)
            self.classes.addItem(row)
        count = max(3, min(_MOST_CLASSES, self.classes.count()))
        height = max(self.classes.sizeHintForRow(0), self.classes.fontMetrics().height() + 4)
        self.classes.setFixedHeight(count * height + 2 * self.classes.frameWidth() + 2)

    # From point to point

    def go(self, at: int) -> None:
        """Goes to a point, counted from 0; after the last comes the first."""
        layer = self.sample()
        numbers = numbers_of(layer) if layer is not None else []
        if layer is None or not numbers:
            return
        self._at = at % len(numbers)
        self._say(numbers)
        self._look()

    def go_to_open(self) -> None:
        """Goes to the next point without a class."""
        layer = self.sample()
        numbers = numbers_of(layer) if layer is not None else []
        for step in range(1, len(numbers) + 1):
            at = (self._at + step) % len(numbers)
            if not numbers[at][2]:
                self.go(at)
                return
        if numbers:
            self.note.show_text(tr("All points have a class. Assess the map below."), "success")

    def feature(self) -> QgsFeature | None:
        """The point that is shown."""
        layer = self.sample()
        numbers = numbers_of(layer) if layer is not None else []
        if layer is None or not numbers:
            return None
        found = layer.getFeature(numbers[self._at][1])
        return found if found.isValid() else None

    def _chosen(self, item: QListWidgetItem) -> None:
        layer, feature = self.sample(), self.feature()
        if layer is None or feature is None:
            return
        code = int(item.data(Qt.ItemDataRole.UserRole))
        # One click sends both signals in styles where a click activates.
        if plain(feature[CLASS_FIELD]) == code:
            return
        if not set_class(layer, feature.id(), code):
            self.note.show_text(tr("The class could not be saved: the layer cannot be edited."), "error")
            return
        layer.triggerRepaint()
        self.note.clear()
        self.go_to_open()
        self._say(numbers_of(layer))

    def open_form(self) -> None:
        """Opens QGIS's own form of the point, for a note."""
        layer, feature = self.sample(), self.feature()
        if layer is not None and feature is not None:
            own = not layer.isEditable()
            if own and not layer.startEditing():
                self.note.show_text(tr("The class could not be saved: the layer cannot be edited."), "error")
                return
            self.desk.iface.openFeatureForm(layer, feature, False, True)
            if own and not layer.commitChanges():
                layer.rollBack()
            self._say(numbers_of(layer))

    def _show_map(self, shown: bool) -> None:
        layer = self.sample()
        if layer is not None:
            show_map_class(layer, shown)
            self._say(numbers_of(layer))

    def _say(self, numbers: list[tuple[int, int, bool]]) -> None:
        """Says which point is shown and how many are done."""
        done = sum(has_class for *_, has_class in numbers)
        text = tr("Point {number} of {count}, {done} done.")
        lines = [text.format(number=self._at + 1 if numbers else 0, count=len(numbers), done=done)]
        feature, facts = self.feature(), facts_of(self._sample.layer())
        names = {item.code: item.name for item in facts.classes} if facts is not None else {}
        code = plain(feature[CLASS_FIELD]) if feature is not None else None
        if feature is not None and self.show_map.isChecked():
            lines.append(tr("On the map: {name}").format(name=names.get(plain(feature[MAP_CODE]), "–")))
        self.where.setText("\n".join(lines))
        self.classes.setCurrentRow(-1)
        for row in range(self.classes.count()):
            if code is not None and self.classes.item(row).data(Qt.ItemDataRole.UserRole) == code:
                self.classes.setCurrentRow(row)

    # The canvas

    def _look(self) -> None:
        """Brings the point into the middle of the canvas, with a frame around its pixel."""
        layer, feature, facts = self.sample(), self.feature(), facts_of(self._sample.layer())
        if layer is None or feature is None or facts is None:
            return
        point = feature.geometry().asPoint()
        canvas = self.desk.iface.mapCanvas()
        ax, ay, bx, by = facts.pixel
        corners = [
            QgsPointXY(point.x() + i * ax + j * bx, point.y() + i * ay + j * by)
            for i, j in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
        ]
        pixel = QgsGeometry.fromPolygonXY([[*corners, corners[0]]])
        transform = QgsCoordinateTransform(
            layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )
        box = QgsRectangle(pixel.boundingBox())
        box.scale(2.0 * self.around.value() + 1)
        try:
            seen = transform.transformBoundingBox(box)
        except QgsCsException:
            return
        canvas.setExtent(seen)
        canvas.refresh()
        self._hide_frame()
        self._frame = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._frame.setStrokeColor(QColor(_FRAME))
        self._frame.setFillColor(QColor(0, 0, 0, 0))
        self._frame.setWidth(2)
        self._frame.setToGeometry(pixel, layer)

    def _hide_frame(self) -> None:
        if self._frame is not None:
            self.desk.iface.mapCanvas().scene().removeItem(self._frame)
            self._frame = None

    # The end

    def _layers_added(self) -> None:
        """A new sample is what the user wants to interpret."""
        if self.sample() is None:
            for layer in QgsProject.instance().mapLayers().values():
                if facts_of(layer) is not None:
                    self._sample.choose(layer)
        self.update_state()

    def choose(self, layer: QgsVectorLayer) -> None:
        """Chooses a sample, at its first point."""
        self._at = 0
        self._sample.choose(layer)
        self.update_state()

    def forget_project(self) -> None:
        """Takes the frame from the canvas."""
        self._hide_frame()
        self._at = 0

    def remove(self) -> None:
        """Leaves QGIS for good."""
        QgsProject.instance().layersAdded.disconnect(self._layers_added)
        self._hide_frame()
