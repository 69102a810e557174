"""What a run found: the area of each class."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..translation import tr
from .text import hectares, percent
from .widgets import chip, column, note_label


@dataclass(frozen=True)
class ClassArea:
    """The area of a class: its legend entry (``color`` is ``#rrggbb``) and hectares."""

    name: str
    color: str
    hectares: float


class Summary(QWidget):
    """A table of class areas with a line about the run; hidden while there is no result.

    Signals:
        remove: The user wants the result's layers out of the project.
    """

    remove = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self._title = QLabel()
        self._title.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        layout.addWidget(self._title)
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([tr("Class"), "ha", "%"])
        self.table.setAccessibleName(tr("Area of each class"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With the Tab key going from cell to cell, the keyboard could never leave the table.
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for index in (1, 2):
            header.setSectionResizeMode(index, QHeaderView.ResizeMode.ResizeToContents)
            self.table.horizontalHeaderItem(index).setTextAlignment(_RIGHT)
        self.table.horizontalHeaderItem(0).setTextAlignment(_LEFT)
        layout.addWidget(self.table)
        self._line = note_label()
        layout.addWidget(self._line)
        self.remove_button = QPushButton(tr("Remove result …"))
        self.remove_button.setToolTip(
            tr("Takes the layers of the last run out of the project; the files stay.")
        )
        self.remove_button.clicked.connect(self.remove)
        layout.addWidget(self.remove_button)
        self.hide()

    def show_result(self, title: str, areas: list[ClassArea], line: str) -> None:
        """Shows a result.

        Args:
            title: What was segmented.
            areas: Classes that occur, in the order to show them.
            line: Time, device and the like.
        """
        self._title.setText(title)
        total = sum(area.hectares for area in areas)
        self.table.setRowCount(len(areas))
        for row, area in enumerate(areas):
            name = QTableWidgetItem(chip(self, area.color), area.name)
            name.setToolTip(area.name)
            self.table.setItem(row, 0, name)
            share = area.hectares / total if total > 0 else 0.0
            for index, text in ((1, hectares(area.hectares)), (2, percent(share))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT)
                self.table.setItem(row, index, item)
        self.table.setVisible(bool(areas))
        self.table.resizeRowsToContents()
        self._fit_height()
        self._line.setText(line)
        self.show()

    def clear(self) -> None:
        """Hides the result."""
        self.table.setRowCount(0)
        self.hide()

    def _fit_height(self) -> None:
        """Makes the table as high as its rows: a scroll area inside a scroll area is a trap."""
        rows = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        height = rows + self.table.horizontalHeader().sizeHint().height() + 2 * self.table.frameWidth() + 2
        self.table.setFixedHeight(height)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
