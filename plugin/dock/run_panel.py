"""The button that starts, the progress of a run, and what came of it."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from ..help_pages import FIRST_MAP, open_page
from .text import rich_tooltip, tr
from .widgets import Note, column, note_label

START_KEYS = QKeySequence("Ctrl+Return")


class RunPanel(QWidget):
    """Starts and cancels a run and shows how far it is.

    Signals:
        start: The user wants to segment.
        cancel: The user wants the run to end.
    """

    start = pyqtSignal()
    cancel = pyqtSignal()

    def __init__(self, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.note = Note(closable=True)
        layout.addWidget(self.note)
        self.segment = QPushButton(icon, tr("Se&gment layer"))
        font = self.segment.font()
        font.setBold(True)
        self.segment.setFont(font)
        self.segment.setMinimumHeight(int(2.2 * self.segment.fontMetrics().height()))
        self.segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.help = QToolButton()
        self.help.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        self.help.setToolTip(tr("Help: from a radar layer to the first map"))
        self.help.setAccessibleName(tr("Help"))
        self.help.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        button_row = QHBoxLayout()
        button_row.addWidget(self.segment, 1)
        button_row.addWidget(self.help)
        layout.addLayout(button_row)
        self._progress_row = QWidget()
        row = QHBoxLayout(self._progress_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button = QPushButton(tr("C&ancel"))
        self.cancel_button.setToolTip(tr("Ends the run; nothing is written. (Esc)"))
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        layout.addWidget(self._progress_row)
        self.status = note_label()
        layout.addWidget(self.status)
        self.segment.clicked.connect(self.start)
        self.help.clicked.connect(lambda: open_page(FIRST_MAP))
        self.cancel_button.clicked.connect(self._cancel)
        self._set_running(False)

    def set_blocked(self, reason: str) -> None:
        """Enables the button, or disables it for a reason that its tooltip tells."""
        self.segment.setEnabled(not reason)
        keys = START_KEYS.toString(QKeySequence.SequenceFormat.NativeText)
        ready = tr("Segments the layer with the choices above. ({keys})").format(keys=keys)
        self.segment.setToolTip(rich_tooltip(reason or ready))
        self.segment.setAccessibleDescription(reason or ready)

    def begin(self) -> None:
        """Shows that a run has started."""
        self.note.clear()
        self.status.setText(tr("Starting …"))
        # Without a fraction yet, a bar that moves says "busy" and not "stuck at 0 %".
        self.bar.setRange(0, 0)
        had_focus = self.segment.hasFocus()
        self._set_running(True)
        if had_focus:
            self.cancel_button.setFocus()

    def set_fraction(self, percent: float) -> None:
        """Shows how much is done, 0 to 100."""
        if percent > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(10 * min(100.0, percent)))

    def set_text(self, text: str) -> None:
        """Shows what is being done and how long it will take."""
        if self.cancel_button.isEnabled():
            self.status.setText(text)

    def set_cancelling(self) -> None:
        """Shows that the run is about to end."""
        self.cancel_button.setEnabled(False)
        self.status.setText(tr("Cancelling …"))

    def end(self, text: str, level: str) -> None:
        """Shows that the run has ended, and how."""
        had_focus = self.cancel_button.hasFocus()
        self._set_running(False)
        if had_focus:
            self.segment.setFocus()
        self.note.show_text(text, level)

    def running(self) -> bool:
        """Whether a run is on."""
        return not self._progress_row.isHidden()

    def _cancel(self) -> None:
        self.set_cancelling()
        self.cancel.emit()

    def _set_running(self, running: bool) -> None:
        self.segment.setVisible(not running)
        self._progress_row.setVisible(running)
        self.status.setVisible(running)
        self.cancel_button.setEnabled(running)
