"""A table as high as its rows; long names wrap instead of being cut off."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableWidget, QWidget

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


_FEWEST_ROWS = 3
_MARGINS = 12
_HEADING_MARGINS = 38
"""Pixels around the text of a cell, and around a heading with its sort arrow."""


class GrowingTable(QTableWidget):
    """Names in the first column, numbers in the others.

    The table has no scroll bar while all rows are visible: a scroll area inside a scroll area is a trap. If
    the longest word of a name has no room, dispensable columns are hidden.
    """

    def __init__(
        self,
        name: str,
        headings: list[tuple[str, str]],
        most_rows: int,
        dispensable: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Makes an empty table.

        Args:
            name: For screen readers.
            headings: The columns' headings and their tooltips.
            most_rows: With more rows the table scrolls.
            dispensable: Columns to hide if there is no room, in this order.
            parent: Owner.
        """
        super().__init__(0, len(headings), parent)
        self._headings = [text for text, _ in headings]
        self._most_rows = most_rows
        self._dispensable = dispensable
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(self._headings)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With Tab moving from cell to cell, the keyboard could never leave the table.
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for index, (_, about) in enumerate(headings):
            self.horizontalHeaderItem(index).setTextAlignment(RIGHT if index else LEFT)
            self.horizontalHeaderItem(index).setToolTip(about)
        # Qt sets column widths only after the current events, so row heights must wait for them.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.fit)
        header.sectionResized.connect(lambda *_: self._soon.start())

    def fit(self) -> None:
        """Makes the table as high as its rows; call after the rows have changed."""
        self._fit_columns()
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(min(self.rowCount(), self._most_rows)))
        rows = max(rows, _FEWEST_ROWS * self.verticalHeader().defaultSectionSize())
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows + header + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wraps names again for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    def _fit_columns(self) -> None:
        words = [word for row in range(self.rowCount()) for word in self.item(row, 0).text().split()]
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        room = self.viewport().width() - longest - self.iconSize().width() - _MARGINS
        if not self.iconSize().isValid():
            room -= self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, self)
        heading = self.horizontalHeader().fontMetrics()
        widths = {
            index: max(self.sizeHintForColumn(index), heading.horizontalAdvance(text) + _HEADING_MARGINS)
            for index, text in enumerate(self._headings)
            if index > 0
        }
        for column in self._dispensable:
            hidden = sum(widths.values()) > room
            self.setColumnHidden(column, hidden)
            if hidden:
                del widths[column]
