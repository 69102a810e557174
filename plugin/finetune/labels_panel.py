"""The labels: a new or existing layer, its class field, its classes, and how much is labelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from ...model.protocol.finetuning import LabelReport
from ...model.protocol.values import ClassInfo
from ..labels import classes as class_list
from ..labels.classes import LabelClass
from ..labels.copies import distinct_values
from ..labels.counter import LabelCounter
from ..labels.counts import Counts, Ground, LabelSnapshot
from ..labels.field_names import likely_field, names_of
from ..labels.kept_style import keep_style
from ..labels.layers import (
    classes_of,
    is_own,
    set_classes,
    set_current_class,
)
from ..labels.selection import SelectionBox
from ..panels.layer_choice import LayerChoice, id_of, live_layer
from ..run.background import Question, ask
from ..translation import tr
from ..ui.layer_filter import POLYGON_LAYERS
from ..ui.widgets import Note, Why, add_field, column, select_data, shrinkable
from .class_table import ClassTable


class LabelsPanel(QWidget):
    """Lets the user choose and count labels.

    Signals:
        changed: Layer, field, classes or counts have changed.
        new_layer: The user wants a new label layer.
        draw: The user wants to draw in the label layer.
        check: The user wants the exact count.
    """

    changed = pyqtSignal()
    new_layer = pyqtSignal()
    draw = pyqtSignal()
    check = pyqtSignal()

    def __init__(self, scene: Callable[[], QgsRasterLayer | None], parent: QWidget | None = None) -> None:
        """Makes the panel.

        Args:
            scene: Gives the radar layer whose pixels are counted.
            parent: Owner.
        """
        super().__init__(parent)
        self._scene = scene
        self._legend: list[ClassInfo] = []
        self._kept: dict[tuple[str, str], list[LabelClass]] = {}
        self._removed: set[str] = set()
        self._question: Question | None = None
        self._shown = ""
        self._style_is_newer = False
        self.counts = Counts()
        self.counter = LabelCounter(self)
        self.counter.set_what(self._what_to_count)
        self._more: Callable[[bool], list[LabelSnapshot]] = lambda selected_only: []
        self._build()
        self._connect()
        self._layer_changed()

    def _build(self) -> None:
        layout = column(self)
        self.layer_box = shrinkable(QgsMapLayerComboBox())
        self.layer_box.setFilters(POLYGON_LAYERS)
        self.layer_box.setAllowEmptyLayer(True, tr("None: make a new one"))
        # Not setLayer(None): it shows a blank instead of the entry for "none".
        self.layer_box.setCurrentIndex(0)
        self._choice = LayerChoice(self.layer_box, parent=self)
        add_field(layout, tr("&Label layer"), self.layer_box)
        row = QHBoxLayout()
        self.new_button = QPushButton(tr("&New label layer …"))
        self.new_button.setToolTip(
            tr("Makes a GeoPackage of polygons with these classes, and starts drawing in it.")
        )
        self.draw_button = QPushButton(tr("&Draw"))
        self.draw_button.setToolTip(tr("Draws polygons of the class that is chosen in the table."))
        for button in (self.new_button, self.draw_button):
            button.setMinimumWidth(1)
            row.addWidget(button)
        layout.addLayout(row)
        self.why_not_draw = Why()
        layout.addWidget(self.why_not_draw)
        self.field_box = shrinkable(QComboBox())
        self._field_label = add_field(layout, tr("Class fi&eld"), self.field_box)
        self.selected_only = SelectionBox()
        layout.addWidget(self.selected_only)
        self.unsaved = Note()
        layout.addWidget(self.unsaved)
        self.save_button = QPushButton(tr("Save edits"))
        self.save_button.setToolTip(tr("Saves the edits of the label layer and goes on editing."))
        layout.addWidget(self.save_button)
        self.table = ClassTable()
        layout.addWidget(self.table)
        self.hint = Note()
        layout.addWidget(self.hint)
        self.check_button = QPushButton(tr("Chec&k labels"))
        self.check_button.setToolTip(
            tr("Counts exactly, pixel by pixel, and looks for overlaps, nodata and invalid polygons.")
        )
        layout.addWidget(self.check_button)
        self.why_not_check = Why()
        layout.addWidget(self.why_not_check)
        self.problems = Note()
        layout.addWidget(self.problems)

    def _connect(self) -> None:
        self._choice.changed.connect(self._layer_changed)
        self.field_box.activated.connect(self._field_chosen)
        self.table.edited.connect(self._classes_edited)
        self.table.chosen.connect(self._class_chosen)
        self.new_button.clicked.connect(self.new_layer)
        self.draw_button.clicked.connect(self.draw)
        self.check_button.clicked.connect(self.check)
        self.save_button.clicked.connect(self.save_edits)
        self.counter.counted.connect(self._counted)
        self.counter.touched.connect(self._touched)
        self.selected_only.toggled.connect(self.counter.soon)

    # What was chosen

    def layer(self) -> QgsVectorLayer | None:
        """The label layer."""
        return self._choice.layer()

    def field(self) -> str:
        """The class field; empty if there is none."""
        return str(self.field_box.currentData() or "")

    def classes(self) -> list[LabelClass]:
        """The classes as the table shows them."""
        return list(self.table.classes)

    def choose(self, layer: QgsVectorLayer) -> None:
        """Chooses a label layer."""
        self._choice.choose(layer)

    def choose_field(self, name: str) -> None:
        """Chooses the class field as the user would."""
        if select_data(self.field_box, name):
            self._field_chosen()

    def set_legend(self, legend: list[ClassInfo]) -> None:
        """Sets the base model's classes: for new layers, and as names to recognise."""
        self._legend = list(legend)
        if self.layer() is None and not self.table.classes:
            self.table.set_classes(class_list.from_model(legend))
        elif self.layer() is not None and not is_own(self.layer()):
            self._ask_values()
        self.changed.emit()

    def set_more(self, more: Callable[[bool], list[LabelSnapshot]]) -> None:
        """Sets the source of further label layers to count; its argument: selected polygons only."""
        self._more = more

    def missing(self) -> str:
        """What the user has yet to do; empty if nothing."""
        if self.layer() is None:
            return tr("Choose a label layer, or make a new one")
        if not self.field():
            return tr("Choose the field that holds the class")
        with_polygons = {item.code for item in self.table.classes if self.counts.by_value.get(item.value)}
        if not self.counts.by_value:
            return tr("Draw polygons first: two classes at least, five polygons of each")
        if len(with_polygons) < 2:
            return tr("Draw polygons of a second class too: there is nothing to tell apart yet")
        return class_list.problem(self.table.classes)

    def save_edits(self) -> bool:
        """Saves the label layer's edits and keeps the layer editable; False if saving failed."""
        layer = self.layer()
        if layer is None or not layer.isEditable():
            return True
        saved = bool(layer.commitChanges(False))
        if not saved:
            self.problems.show_text("\n".join(layer.commitErrors()), "error")
        self._show_unsaved()
        return saved

    def show_report(self, report: LabelReport, problems: list[str]) -> None:
        """Shows the exact count and what is wrong with the labels."""
        self.table.set_report(report)
        if problems:
            self.problems.show_text("\n".join(problems), "warning")
        else:
            self.problems.show_text(tr("The labels are fine."), "success")
        self._show_hint()

    def show_selection(self, *_: Any) -> None:
        """Offers to learn from selected polygons only, if the label layers have a selection."""
        layer = self.layer()
        own = layer.selectedFeatureCount() if layer is not None else 0
        self.selected_only.say(own + sum(len(snapshot.selected) for snapshot in self._more(True)))

    def forget(self) -> None:
        """Clears for another project: its layers have other classes."""
        self._kept = {}
        self.problems.clear()

    def set_busy(self, reason: str) -> None:
        """Enables the check of the labels, unless there are no labels or ``reason`` forbids the check."""
        there = self.layer() is not None
        self.check_button.setEnabled(there and not reason)
        self.why_not_check.say(reason if there else "")

    def remove(self) -> None:
        """Stops watching for good."""
        self.counter.stop()
        self._drop_question()

    # Consequences

    def _layer_changed(self, *_: Any) -> None:
        """Handles another layer: its fields, its classes."""
        layer, before = self.layer(), live_layer(self._shown)
        if before is not None and self._style_is_newer:
            keep_style(before)
        self._style_is_newer = False
        self._shown = id_of(layer)
        self._drop_question()
        self._removed = set()
        self.counts = Counts()
        self.problems.clear()
        self._fill_fields()
        self.counter.watch(layer)
        if layer is None:
            if self._legend:
                self.table.set_classes(class_list.from_model(self._legend))
        elif is_own(layer):
            self.table.set_classes(classes_of(layer))
            self._class_chosen(self.table.current())
        else:
            self._ask_values()
        self._show_unsaved()
        self.changed.emit()

    def _fill_fields(self) -> None:
        """Lists the fields and chooses the likeliest."""
        layer = self.layer()
        self.field_box.clear()
        names = [field.name() for field in layer.fields()] if layer is not None else []
        for field in layer.fields() if layer is not None else []:
            self.field_box.addItem(field.displayNameWithAlias(), field.name())
        select_data(self.field_box, likely_field(names))
        for widget in (self.field_box, self._field_label):
            widget.setVisible(layer is not None and not is_own(layer))
        self.draw_button.setEnabled(layer is not None)
        reason = tr("To draw and to check, choose a label layer or make a new one.")
        self.why_not_draw.say(reason if layer is None else "")
        self.set_busy("")

    def _field_chosen(self) -> None:
        self._removed = set()
        self._ask_values()
        self.counter.soon()
        self.changed.emit()

    def _ask_values(self) -> None:
        """Reads the field's values in the background; each value becomes a class."""
        layer, name = self.layer(), self.field()
        self._drop_question()
        if layer is None or not name:
            self.table.set_classes([])
            return
        snapshot = LabelSnapshot(layer, name)
        key = (layer.id(), name)
        self._question = ask(
            lambda dropped: distinct_values(snapshot, dropped),
            lambda values: self._values_read(key, values),
            lambda error: None,
            owner=self,
        )

    def _names(self) -> dict[str, str]:
        """How the layer's form shows the field's values."""
        layer = self.layer()
        return names_of(layer, self.field()) if layer is not None else {}

    def _drop_question(self) -> None:
        if self._question is not None:
            self._question.drop()
            self._question = None

    def _values_read(self, key: tuple[str, str], values: list[str]) -> None:
        known = self._kept.get(key, [])
        if len(values) > class_list.LARGEST_CODE:
            self.table.set_classes([])
            self.problems.show_text(
                tr("This field has {count} different values. Choose the one that holds the class.").format(
                    count=len(values)
                ),
                "warning",
            )
        else:
            self.problems.clear()
            self.table.set_classes(class_list.for_values(values, known, self._legend, self._names()))
        self.table.set_counts(self.counts)
        self.changed.emit()

    def _classes_edited(self) -> None:
        layer = self.layer()
        now = {item.value for item in self.table.classes}
        self._removed |= set(self.counts.by_value) - now
        if is_own(layer):
            set_classes(layer, self.table.classes)
            self._style_is_newer = True
            self._keep_style()
            self._class_chosen(self.table.current())
        elif layer is not None:
            self._kept[(layer.id(), self.field())] = self.classes()
        self.table.set_counts(self.counts)
        self._show_hint()
        self.changed.emit()

    def _keep_style(self) -> None:
        """Saves the classes in the GeoPackage, except during editing, when the file may be locked."""
        layer = self.layer()
        if self._style_is_newer and is_own(layer) and not layer.isEditable():
            self._style_is_newer = not keep_style(layer)

    def _class_chosen(self, item: LabelClass | None) -> None:
        """Makes new polygons belong to the table's current class."""
        layer = self.layer()
        if is_own(layer):
            set_current_class(layer, item)
        self._show_hint()

    def _what_to_count(self) -> tuple[list[LabelSnapshot], Ground | None]:
        layer, name = self.layer(), self.field()
        only = self.selected_only.isChecked()
        own = [LabelSnapshot(layer, name, selected_only=only)] if layer is not None and name else []
        return [*own, *self._more(only)], Ground.of(self._scene())

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        known = {item.value for item in self.table.classes} | self._removed
        fresh = [value for value in counts.by_value if value not in known]
        if fresh and self.layer() is not None and len(known) + len(fresh) <= class_list.LARGEST_CODE:
            found = class_list.for_values(fresh, self.table.classes, self._legend, self._names())
            self.table.set_classes([*self.table.classes, *found])
        self.table.set_counts(counts)
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        """Says which labels are too few, and which class new polygons get."""
        lines = []
        if self.counts.outside:
            lines.append(tr("Polygons outside the radar layer: {count}.").format(count=self.counts.outside))
        if self.counts.no_value:
            lines.append(tr("Polygons without a class: {count}.").format(count=self.counts.no_value))
        if self.table.warnings:
            names = ", ".join(self.table.warnings)
            lines.append(tr("Little labelled (see the tooltips): {names}.").format(names=names))
        level = "warning" if lines else ""
        layer, item = self.layer(), self.table.current()
        if is_own(layer) and layer.isEditable() and item is not None:
            lines.append(tr("New polygons become '{name}'.").format(name=item.name))
        self.hint.show_text("\n".join(lines), level)

    def _touched(self) -> None:
        """The layer has changed: its fields, its selection or its polygons."""
        layer, name = self.layer(), self.field()
        there = [field.name() for field in layer.fields()] if layer is not None else []
        if there != [self.field_box.itemData(row) for row in range(self.field_box.count())]:
            self._fill_fields()
            if not select_data(self.field_box, name):
                self._field_chosen()
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        """Says that there are unsaved edits; they are counted, too."""
        layer = self.layer()
        modified = layer is not None and layer.isEditable() and layer.isModified()
        self.unsaved.show_text(
            tr("The label layer has unsaved edits; they are learned from too.") if modified else "", "info"
        )
        self.save_button.setVisible(modified)
        self.show_selection()
        self._keep_style()
        self._show_hint()
