"""A table as high as its rows, in which long names take more lines rather than be cut off."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QWidget

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GrowingTable(QTableWidget):
    """Names in the first column, numbers in the others.

    It has no scroll bar while all rows are shown: a scroll area inside a scroll area is a trap.
    """

    def __init__(
        self, name: str, headings: list[tuple[str, str]], most_rows: int, parent: QWidget | None = None
    ) -> None:
        """Makes an empty table.

        Args:
            name: For screen readers.
            headings: The columns' headings and their tooltips.
            most_rows: With more rows it scrolls.
            parent: Owner.
        """
        super().__init__(0, len(headings), parent)
        self._most_rows = most_rows
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([text for text, _ in headings])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With the Tab key going from cell to cell, the keyboard could never leave the table.
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for index, (_, about) in enumerate(headings):
            self.horizontalHeaderItem(index).setTextAlignment(RIGHT if index else LEFT)
            self.horizontalHeaderItem(index).setToolTip(about)

    def fit_height(self) -> None:
        """Makes the table as high as its rows; to be called when they have changed."""
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(min(self.rowCount(), self._most_rows)))
        rows = max(rows, _FEWEST_ROWS * self.verticalHeader().defaultSectionSize())
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows + header + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrower table names take more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()


_FEWEST_ROWS = 3
