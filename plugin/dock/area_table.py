"""The area of each class as a table to sort and copy, never cut off."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale, QPoint, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QShortcut,
    QTableWidgetItem,
    QWidget,
)

from ..results.areas import ClassArea
from ..translation import tr
from ..ui.growing_table import RIGHT, GrowingTable
from ..ui.text import hectares, percent
from ..ui.widgets import chip

NAME, AREA, SHARE = range(3)
_MOST_ROWS = 256
"""Class codes are bytes: all classes are always in view."""


class AreaTable(GrowingTable):
    """Classes with their hectares and shares, to sort and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        headings = [
            (tr("Class"), ""),
            (tr("Area (ha)"), tr("Hectares on the ground")),
            ("%", tr("Share of the area that got a class")),
        ]
        super().__init__(tr("Area of each class"), headings, _MOST_ROWS, (SHARE,), parent)
        self.setToolTip(tr("A click on a heading sorts. Ctrl+C copies the chosen rows, or all of them."))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def set_areas(self, areas: list[ClassArea]) -> None:
        """Shows areas, the largest first."""
        total = sum(area.hectares for area in areas)
        # With sorting on, rows would move while we fill the table.
        self.setSortingEnabled(False)
        self.setRowCount(len(areas))
        for row, area in enumerate(areas):
            share = area.hectares / total if total > 0 else 0.0
            name = _Cell(area.name, area.name.casefold(), area.name)
            name.setIcon(chip(self, area.color))
            name.setToolTip(area.name)
            self.setItem(row, NAME, name)
            for index, text, value in (
                (AREA, hectares(area.hectares), area.hectares),
                (SHARE, percent(share), 100 * share),
            ):
                cell = _Cell(text, value, plain_number(value))
                cell.setTextAlignment(RIGHT)
                self.setItem(row, index, cell)
        self.sortItems(AREA, Qt.SortOrder.DescendingOrder)
        self.horizontalHeader().setSortIndicator(AREA, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.fit()

    def as_text(self) -> str:
        """The selected rows, or all rows, as cells for a spreadsheet."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self.rowCount())
        header = [self.horizontalHeaderItem(index).text() for index in range(self.columnCount())]
        cells = [[self.item(row, index).copied for index in range(self.columnCount())] for row in rows]
        return "\n".join("\t".join(line) for line in [header, *cells])

    def copy(self) -> None:
        """Copies the selected rows, or all rows, to the clipboard."""
        QApplication.clipboard().setText(self.as_text())

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Copy"), self.copy)
        menu.addAction(tr("Select all"), self.selectAll)
        menu.exec(self.viewport().mapToGlobal(position))
        menu.deleteLater()


class _Cell(QTableWidgetItem):
    """A cell with a separate sort value and a separate text for copying."""

    def __init__(self, text: str, value: str | float, copied: str) -> None:
        super().__init__(text)
        self._value = value
        self.copied = copied

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return bool(self._value < other._value)


def plain_number(value: float) -> str:
    """A number as the user's spreadsheet reads it: local decimal sign, no thousands separator."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return str(locale.toString(value, "f", 2))
