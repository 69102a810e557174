"""The window "Diagnostics": a report to copy into a bug report."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QFontDatabase, QShowEvent
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ...model.protocol.envelope import Hello
from ..backend import diagnostics
from ..run.background import Question, ask
from ..translation import tr
from ..ui.help_button import add_help
from ..ui.help_pages import TROUBLESHOOTING
from ..ui.widgets import note_label


class ReportDialog(QDialog):
    """Versions, devices, environment and the last errors, without private paths and names."""

    def __init__(
        self, client: Callable[[], Any], set_up: Callable[[], Any], parent: QWidget | None = None
    ) -> None:
        """Makes the window.

        Args:
            client: Gives the worker's client; only called in background threads.
            set_up: Opens "Set up model backend".
            parent: QGIS's window.
        """
        super().__init__(parent)
        self.setObjectName("SardinoDiagnostics")
        self.setWindowTitle(tr("Sardino: diagnostics"))
        self._client = client
        self._question: Question | None = None
        layout = QVBoxLayout(self)
        self._words = note_label()
        layout.addWidget(self._words)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Report"))
        layout.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton(tr("C&opy"))
        self.copy.setDefault(True)
        self.set_up = QPushButton(tr("&Set up model backend …"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.set_up, QDialogButtonBox.ButtonRole.ActionRole)
        self.help = add_help(buttons, TROUBLESHOOTING, tr("Help: what each error means and what to do"))
        layout.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._copy)
        self.set_up.clicked.connect(lambda: set_up())
        self.resize(620, 420)

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what is known and asks the worker for the rest."""
        super().showEvent(event)
        self._words.setText(tr("Asking the worker …"))
        self.text.setPlainText(diagnostics.report(None))
        client = self._client
        self._question = ask(
            lambda dropped: client().hello(cancelled=dropped), self._answered, self._failed, owner=self
        )

    def remove(self) -> None:
        """Removes the window for good."""
        self.reject()
        self.deleteLater()

    def done(self, result: int) -> None:
        """Drops the question when the window closes."""
        if self._question is not None:
            self._question.drop()
        super().done(result)

    def _answered(self, hello: Hello) -> None:
        self._show(diagnostics.report(hello))

    def _failed(self, error: Exception) -> None:
        # By now the report contains the error itself.
        self._show(diagnostics.report(None))

    def _show(self, report: str) -> None:
        self._question = None
        self._words.setText(tr("It names no folders and no people: copy it into your bug report."))
        self.text.setPlainText(report)

    def _copy(self) -> None:
        QgsApplication.clipboard().setText(self.text.toPlainText())
        self._words.setText(tr("The report is on the clipboard."))
