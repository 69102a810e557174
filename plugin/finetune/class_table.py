"""The table of classes: name, colour, order, code, and how much is labelled per class."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QShortcut,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from ...model.protocol.finetuning import LabelReport
from ..labels.classes import LARGEST_CODE, LabelClass, added, changed, moved, whole_number
from ..labels.counts import Count, Counts, warning
from ..translation import fill, tr
from ..ui.growing_table import RIGHT, GrowingTable
from ..ui.text import decimal, rich_tooltip
from ..ui.widgets import Why, chip, column

NAME, CODE, POLYGONS, PIXELS = range(4)
_MOST_ROWS = 14


class ClassTable(QWidget):
    """Lets the user edit the classes.

    Signals:
        edited: The user has changed the classes.
        chosen: Another row is current; carries the ``LabelClass`` or None.
    """

    edited = pyqtSignal()
    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: list[LabelClass] = []
        self.warnings: dict[str, str] = {}
        self._counts = Counts()
        self._exact: dict[int, tuple[int, int, str]] = {}
        layout = column(self)
        self.table = self._make_table()
        layout.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(2)
        self.add_button = self._button(row, "symbologyAdd.svg", tr("Add a class"), self.add)
        self.remove_button = self._button(
            row, "symbologyRemove.svg", tr("Remove the class (Del)"), self.remove
        )
        self.up_button = self._button(
            row, "mActionArrowUp.svg", tr("Move the class up"), lambda: self.move(-1)
        )
        self.down_button = self._button(
            row, "mActionArrowDown.svg", tr("Move the class down"), lambda: self.move(1)
        )
        self.colour_button = self._button(
            row, "propertyicons/symbology.svg", tr("Colour of the class …"), self.recolour
        )
        row.addStretch(1)
        layout.addLayout(row)
        self._why = Why()
        layout.addWidget(self._why)
        self.table.itemChanged.connect(self._item_changed)
        self.table.currentCellChanged.connect(self._row_chosen)
        self.table.cellDoubleClicked.connect(self._double_clicked)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        self._show()

    def _make_table(self) -> GrowingTable:
        headings = [
            (tr("Class"), ""),
            (tr("Code"), tr("Pixel value of the class in the land cover")),
            (tr("Polygons"), tr("Polygons of the label layer")),
            (tr("Pixels"), tr("Pixels of the radar layer beneath them, about")),
        ]
        table = GrowingTable(tr("Classes"), headings, _MOST_ROWS, (PIXELS, CODE))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            triggers.EditKeyPressed
            | triggers.AnyKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
        )
        return table

    def _button(self, row: QHBoxLayout, icon: str, text: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    # Content

    def set_classes(self, classes: Sequence[LabelClass]) -> None:
        """Shows other classes."""
        self.classes = list(classes)
        self._exact = {}
        self._show()

    def set_counts(self, counts: Counts) -> None:
        """Shows how much is labelled; an earlier exact count is dropped."""
        self._counts = counts
        self._exact = {}
        self._show_counts()

    def set_report(self, report: LabelReport) -> None:
        """Shows the worker's exact count."""
        self._exact = {item.code: (item.polygons, item.pixels, item.warning) for item in report.classes}
        self._show_counts()

    def current(self) -> LabelClass | None:
        """The class of the current row."""
        row = self.table.currentRow()
        return self.classes[row] if 0 <= row < len(self.classes) else None

    def choose(self, row: int) -> None:
        """Makes a row current."""
        self.table.setCurrentCell(row, NAME)

    # What the user does

    def add(self) -> None:
        """Adds a class and lets the user name it."""
        self._change(added(self.classes, tr("New class")), len(self.classes))
        self.table.setFocus()
        self.table.editItem(self.table.item(self.table.currentRow(), NAME))

    def remove(self) -> None:
        """Removes the current class; the training leaves out its polygons."""
        row = self.table.currentRow()
        if 0 <= row < len(self.classes):
            kept = [item for index, item in enumerate(self.classes) if index != row]
            self._change(kept, min(row, len(kept) - 1))

    def move(self, by: int) -> None:
        """Moves the current class up or down."""
        row = self.table.currentRow()
        if 0 <= row < len(self.classes):
            self._change(moved(self.classes, row, by), min(max(row + by, 0), len(self.classes) - 1))

    def recolour(self) -> None:
        """Asks for another colour of the current class."""
        item = self.current()
        if item is None:
            return
        color = QgsColorDialog.getColor(QColor(item.color), self, tr("Colour of '{}'").format(item.name))
        if color.isValid():
            self.set_colour(self.table.currentRow(), color.name())

    def set_colour(self, row: int, color: str) -> None:
        """Gives a class another colour."""
        self._change(changed(self.classes, row, color=color), row)

    def _double_clicked(self, row: int, column_index: int) -> None:
        if column_index in (POLYGONS, PIXELS):
            self.recolour()

    def _item_changed(self, item: QTableWidgetItem) -> None:
        """The user has edited a cell; an edit that makes no sense is undone."""
        row, text = item.row(), item.text().strip()
        if item.column() == NAME and text:
            self._change(changed(self.classes, row, name=text), row)
        elif item.column() == CODE and 1 <= (whole_number(text) or 0) <= LARGEST_CODE:
            self._change(changed(self.classes, row, code=int(text)), row)
        else:
            self._show()

    def _change(self, classes: Sequence[LabelClass], row: int) -> None:
        self.classes = list(classes)
        self._exact = {}
        self._show()
        self.choose(row)
        self.edited.emit()

    def _row_chosen(self, row: int, *_: int) -> None:
        self._update_buttons()
        self.chosen.emit(self.current())

    # Appearance

    def _show(self) -> None:
        """Fills the table anew."""
        current = self.table.currentRow()
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.classes))
        fixed = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        for row, item in enumerate(self.classes):
            name = QTableWidgetItem(chip(self, item.color), item.name)
            code = QTableWidgetItem(str(item.code))
            code.setTextAlignment(RIGHT)
            self.table.setItem(row, NAME, name)
            self.table.setItem(row, CODE, code)
            for index in (POLYGONS, PIXELS):
                cell = QTableWidgetItem("")
                cell.setFlags(fixed)
                cell.setTextAlignment(RIGHT)
                self.table.setItem(row, index, cell)
        if self.classes:
            self.table.setCurrentCell(min(max(current, 0), len(self.classes) - 1), NAME)
        self.table.blockSignals(False)
        self._show_counts()
        self.table.fit()
        self._update_buttons()

    def _show_counts(self) -> None:
        """Shows how much is labelled, with a warning where too little is labelled."""
        self.table.blockSignals(True)
        self.warnings = {}
        for row, item in enumerate(self.classes):
            count = self._counts.by_value.get(item.value, Count())
            polygons, pixels = count.polygons, round(count.pixels)
            text = warning(polygons, pixels)
            if item.code in self._exact:
                polygons, pixels, text = self._exact[item.code]
            if text and polygons:
                self.warnings[item.name] = text
            cells = self.table.item(row, POLYGONS), self.table.item(row, PIXELS)
            cells[0].setText(str(polygons) if polygons else "–")
            cells[1].setText(short_number(pixels) if polygons else "–")
            icon = QgsApplication.getThemeIcon("/mIconWarning.svg") if text and polygons else None
            cells[0].setData(Qt.ItemDataRole.DecorationRole, icon)
            exactly = fill(
                tr("{name} (polygons: {polygons}, pixels: {pixels:,})"),
                name=item.name,
                polygons=polygons,
                pixels=pixels,
            )
            tip = rich_tooltip(". ".join(filter(None, (exactly, text))))
            for index in range(4):
                self.table.item(row, index).setToolTip(tip)
        self.table.blockSignals(False)

    def _update_buttons(self) -> None:
        row, last = self.table.currentRow(), len(self.classes) - 1
        self.remove_button.setEnabled(row >= 0)
        self.colour_button.setEnabled(row >= 0)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < last)
        choose = tr("Choose a class in the table to change it.") if self.classes else tr("Add a class first.")
        self._why.say(choose if row < 0 else "")
        self.up_button.setToolTip(tr("It is the first class.") if row == 0 else tr("Move the class up"))
        self.down_button.setToolTip(tr("It is the last class.") if row == last else tr("Move the class down"))


def short_number(value: float) -> str:
    """A count short enough for a narrow column: "980", "12.3 k", "1.2 M"."""
    if value < 10_000:
        return f"{value:.0f}"
    if value < 999_500:
        return fill(tr("{count:.0f} k"), count=value / 1000)
    return tr("{count} M").format(count=decimal(value / 1e6, 1))
