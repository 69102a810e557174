"""The scores of a model: per class and as a confusion matrix, to read, copy and export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QMimeData, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...model.protocol.finetuning import Scores
from ..disk.whole import write_whole
from ..labels.scores import CLASS_COLUMNS, NONE, class_rows, headline, shares, to_csv, to_html
from ..translation import fill, tr, tr_sentences
from ..ui.help_button import add_help
from ..ui.help_pages import FINE_TUNING
from ..ui.widgets import chip, note_label

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoresDialog(QDialog):
    """Shows scores; stays open beside QGIS's window."""

    def __init__(self, scores: Scores, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SardinoScores")
        self.setWindowTitle(tr("Scores of '{name}'").format(name=model))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._scores = scores
        self._model = model
        layout = QVBoxLayout(self)
        title = QLabel(headline(scores))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setWordWrap(True)
        layout.addWidget(title)
        note = note_label()
        note.setText(tr_sentences(scores.note))
        note.setVisible(bool(scores.note))
        layout.addWidget(note)
        self.classes = self._class_table()
        self.matrix = self._matrix_table()
        self.tabs = tabs = QTabWidget()
        tabs.addTab(self.classes, tr("&Classes"))
        page = QWidget()
        column = QVBoxLayout(page)
        explained = note_label()
        explained.setText(
            tr("A row is what is really there, a column what the model says; numbers are % of the row.")
        )
        column.addWidget(explained)
        column.addWidget(self.matrix)
        tabs.addTab(page, tr("Confusion &matrix"))
        layout.addWidget(tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(tr("C&opy"), role)
        self.copy_button.setToolTip(tr("Copies all of it, as a table for spreadsheets and documents."))
        self.export_button = buttons.addButton(tr("E&xport …"), role)
        self.export_button.setToolTip(tr("Writes all of it to a CSV or HTML file."))
        self.help = add_help(buttons, FINE_TUNING, tr("Help: how the scores are made and read"), "the-scores")
        buttons.rejected.connect(self.reject)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self._ask_where)
        layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """Wide enough for the matrix, up to a dozen classes."""
        side = self.fontMetrics().height()
        return QSize(22 * side + 3 * side * min(max(len(self._scores.classes), 6), 12), 27 * side)

    def copy(self) -> None:
        """Copies everything to the clipboard: cells for a spreadsheet, a page for a document."""
        data = QMimeData()
        data.setText(to_csv(self._scores, self._model, "\t"))
        data.setHtml(to_html(self._scores, self._model))
        QgsApplication.clipboard().setMimeData(data)

    def export(self, path: Path) -> None:
        """Writes everything to a file: HTML or CSV, by the suffix.

        Raises:
            OSError: The file cannot be written.
        """
        make = to_html if path.suffix.lower() in (".html", ".htm") else to_csv
        write_whole(path, make(self._scores, self._model))

    def _ask_where(self) -> None:
        name, kind = QFileDialog.getSaveFileName(
            self, tr("Export the scores"), f"{self._model}.csv", tr("CSV (*.csv);;HTML (*.html)")
        )
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix(".html" if "html" in kind else ".csv")
        try:
            self.export(path)
        except OSError as error:
            QMessageBox.warning(
                self,
                "Sardino",
                tr("{path} cannot be written: {reason}. Choose another place.").format(
                    path=path, reason=error.strerror
                ),
            )

    def _class_table(self) -> QTableWidget:
        rows = class_rows(self._scores)
        table = _table(len(rows), len(CLASS_COLUMNS), tr("Scores of each class"))
        table.setHorizontalHeaderLabels([tr(name) for name in CLASS_COLUMNS])
        table.verticalHeader().hide()
        for row, cells in enumerate(rows):
            name = QTableWidgetItem(chip(self, self._scores.classes[row].color), cells[0])
            table.setItem(row, 0, name)
            for index, text in enumerate(cells[1:], 1):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT)
                table.setItem(row, index, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeaderItem(0).setTextAlignment(_LEFT)
        for index in range(1, len(CLASS_COLUMNS)):
            table.horizontalHeaderItem(index).setTextAlignment(_RIGHT)
        return table

    def _matrix_table(self) -> QTableWidget:
        classes = self._scores.classes
        table = _table(len(classes), len(classes), tr("Confusion matrix"))
        # Names above the columns would make the columns far wider than their numbers.
        table.setHorizontalHeaderLabels([str(item.code) for item in classes])
        table.setVerticalHeaderLabels([f"{item.code}  {tr(item.name)}" for item in classes])
        matrix = shares(self._scores)
        for row, counts in enumerate(self._scores.confusion):
            icon = chip(self, self._scores.classes[row].color)
            table.verticalHeaderItem(row).setIcon(icon)
            table.horizontalHeaderItem(row).setIcon(icon)
            table.horizontalHeaderItem(row).setToolTip(tr(classes[row].name))
            for index, count in enumerate(counts):
                table.setItem(row, index, self._matrix_cell(row, index, count, matrix[row][index]))
        header = table.horizontalHeader()
        header.setMinimumSectionSize(3 * self.fontMetrics().height())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _matrix_cell(self, row: int, index: int, count: int, share: float | None) -> QTableWidgetItem:
        """A cell with a stronger fill for a larger share; the theme's own colours show through."""
        item = QTableWidgetItem(NONE if share is None else f"{100 * share:.0f}" if count else "")
        item.setTextAlignment(_RIGHT)
        true, predicted = (tr(self._scores.classes[number].name) for number in (row, index))
        item.setToolTip(
            fill(
                tr("{count:,} pixels of '{true}' were taken for '{predicted}'."),
                count=count,
                true=true,
                predicted=predicted,
            )
        )
        if share:
            base = self.palette().color(QPalette.ColorRole.Base)
            shade = _mix(base, QColor("#2f7fc4" if row == index else "#d95f0e"), share**0.6)
            item.setBackground(QBrush(shade))
            # Black or white can be read on the mixed colour in any theme.
            item.setForeground(QBrush(QColor("black" if _luminance(shade) > 0.36 else "white")))
        return item


def show_scores(scores: Scores, model: str, parent: QWidget | None = None) -> ScoresDialog:
    """Opens the dialog."""
    dialog = ScoresDialog(scores, model, parent)
    dialog.show()
    return dialog


def _table(rows: int, columns: int, name: str) -> QTableWidget:
    table = QTableWidget(rows, columns)
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(columns == len(CLASS_COLUMNS))
    table.setTabKeyNavigation(False)
    return table


def _mix(base: QColor, top: QColor, share: float) -> QColor:
    mixed: Callable[[int, int], int] = lambda low, high: round(low + (high - low) * min(share, 1.0))  # noqa: E731
    return QColor(
        mixed(base.red(), top.red()), mixed(base.green(), top.green()), mixed(base.blue(), top.blue())
    )


def _luminance(color: QColor) -> float:
    """Approximate relative luminance, exact enough to choose black or white text."""
    return 0.2126 * color.redF() ** 2.2 + 0.7152 * color.greenF() ** 2.2 + 0.0722 * color.blueF() ** 2.2
