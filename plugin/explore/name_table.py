"""A table of names with colours and a number: segments, or classes that are taught."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from ..ui.growing_table import RIGHT, GrowingTable
from ..ui.widgets import chip

NAME, NUMBER = range(2)
_MOST_ROWS = 14

Row = tuple[str, str, str]
"""Name, colour, number as text."""


class NameTable(GrowingTable):
    """The table.

    Signals:
        renamed: The user has given a row another name: row and name.
        recolour: The user wants another colour of this row.
    """

    renamed = pyqtSignal(int, str)
    recolour = pyqtSignal(int)

    def __init__(self, name: str, heading: str, number: str, tip: str, *, several: bool) -> None:
        """Makes the empty table.

        Args:
            name: For screen readers.
            heading: Heading of the names.
            number: Heading of the numbers.
            tip: What the numbers are.
            several: Whether several rows can be selected.
        """
        super().__init__(name, [(heading, ""), (number, tip)], _MOST_ROWS, (NUMBER,))
        modes, triggers = QAbstractItemView.SelectionMode, QAbstractItemView.EditTrigger
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self._names = _Names(self)
        self.setItemDelegateForColumn(NAME, self._names)
        self.itemChanged.connect(self._item_changed)
        self.cellDoubleClicked.connect(self._double_clicked)

    def offer(self, names: Sequence[str]) -> None:
        """Names that are offered while the user types."""
        self._names.offered = list(names)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the selection stays."""
        chosen, current = self.chosen(), self.currentRow()
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for index, (name, color, number) in enumerate(rows):
            self.setItem(index, NAME, QTableWidgetItem(chip(self, color), name))
            cell = QTableWidgetItem(number)
            cell.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            cell.setTextAlignment(RIGHT)
            self.setItem(index, NUMBER, cell)
        self.blockSignals(False)
        self.fit()
        self.choose([row for row in chosen if row < len(rows)])
        if not chosen and 0 <= current < len(rows):
            self.choose([current])

    def chosen(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, rows: Sequence[int]) -> None:
        """Selects rows and brings the last into sight."""
        self.clearSelection()
        for row in rows:
            for column in range(self.columnCount()):
                self.item(row, column).setSelected(True)
        if rows:
            command = self.selectionModel().SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.model().index(rows[-1], NAME), command)
            self.scrollToItem(self.item(rows[-1], NAME))

    def edit_name(self, row: int) -> None:
        """Lets the user type a name."""
        self.setFocus()
        self.editItem(self.item(row, NAME))

    def _item_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == NAME:
            self.renamed.emit(item.row(), item.text().strip())

    def _double_clicked(self, row: int, column: int) -> None:
        if column == NUMBER:
            self.recolour.emit(row)


class _Names(QStyledItemDelegate):
    """An editor of names that completes them from a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offered: list[str] = []

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        editor = QLineEdit(parent)
        completer = QCompleter(self.offered, editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        return editor


def tool_button(row: QHBoxLayout, icon: str, text: str, slot: Callable[[], object]) -> QToolButton:
    """A button with an icon of QGIS, at the end of a row.

    Args:
        row: Receives the button.
        icon: File of QGIS's theme, without the slash.
        text: Tooltip and name for screen readers.
        slot: Called on a click.
    """
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIcon(QgsApplication.getThemeIcon(f"/{icon}"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _checked=False: slot())
    row.addWidget(button)
    return button
