"""What the panels that start a job share: the button, the progress, cancel, and the outcome."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..translation import tr
from ..ui.text import rich_tooltip
from ..ui.widgets import Note, column, note_label


class JobPanel(QWidget):
    """Starts and cancels a job and shows its progress. Subclasses arrange the parts.

    Args:
        icon: The button's icon.
        text: The button's text.
        ready: The enabled button's tooltip; ``{keys}`` stands for the shortcut.
        keys: The shortcut.
        parent: Parent widget.

    Signals:
        start: The user wants the job.
        cancel: The user wants the job to end.
    """

    start = pyqtSignal()
    cancel = pyqtSignal()

    def __init__(
        self, icon: QIcon, text: str, ready: str, keys: QKeySequence, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reason = ""
        self._ready = ready.format(keys=keys.toString(QKeySequence.SequenceFormat.NativeText))
        self.note = Note(closable=True)
        self.button = QPushButton(icon, text)
        font = self.button.font()
        font.setBold(True)
        self.button.setFont(font)
        self.button.setMinimumHeight(int(2.2 * self.button.fontMetrics().height()))
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.progress = QWidget()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.cancel_button = QPushButton()
        self.status = note_label()
        self.button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self._cancel)

    def begun_layout(self) -> QVBoxLayout:
        """The panel's layout with the note on top."""
        layout = column(self)
        layout.addWidget(self.note)
        return layout

    def set_blocked(self, reason: str) -> None:
        """Enables the button, or disables it for a reason, shown in the tooltip and in the line above."""
        self._reason = reason
        self.button.setEnabled(not reason)
        self.button.setToolTip(rich_tooltip(reason or self._ready))
        self.button.setAccessibleDescription(reason or self._ready)
        if not self.running():
            self._show_reason()

    def _show_reason(self) -> None:
        """Shows the reason as text, too: the tooltip of a disabled button is easily missed."""
        reason = self._reason
        self.status.setText(reason + "." if reason and not reason.endswith(".") else reason)
        self.status.setVisible(bool(reason))

    def begin(self) -> None:
        """Shows that a job has started."""
        self.note.clear()
        self.status.setText(tr("Starting …"))
        # Without a fraction yet, a moving bar says "busy" and not "stuck at 0 %".
        self.bar.setRange(0, 0)
        had_focus = self.button.hasFocus()
        self.set_running(True)
        if had_focus:
            self.cancel_button.setFocus()

    def set_fraction(self, percent: float) -> None:
        """Shows how much is done, 0 to 100."""
        if percent > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(10 * min(100.0, percent)))

    def set_text(self, text: str) -> None:
        """Shows the current step and the time left."""
        if self.cancel_button.isEnabled():
            self.status.setText(text)

    def set_cancelling(self) -> None:
        """Shows that the job is about to end."""
        self.cancel_button.setEnabled(False)
        self.status.setText(tr("Cancelling …"))

    def end(self, text: str, level: str) -> None:
        """Shows that the job has ended, and how."""
        focus = self.focusWidget()
        had_focus = focus is not None and self.progress.isAncestorOf(focus) and focus.hasFocus()
        self.set_running(False)
        if had_focus:
            self.button.setFocus()
        self.note.show_text(text, level)

    def running(self) -> bool:
        """Whether a job is under way."""
        return not self.progress.isHidden()

    def set_running(self, running: bool) -> None:
        """Shows the progress instead of the button, or the button again."""
        self.button.setVisible(not running)
        self.progress.setVisible(running)
        self.cancel_button.setEnabled(running)
        if running:
            self.status.show()
        else:
            self._show_reason()

    def _cancel(self) -> None:
        self.set_cancelling()
        self.cancel.emit()
