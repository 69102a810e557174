"""The button that starts a segmentation, its progress, and the outcome."""

from __future__ import annotations

from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ..translation import tr
from ..ui.help_button import with_help
from ..ui.help_pages import FIRST_MAP
from .job_panel import JobPanel

START_KEYS = QKeySequence("Ctrl+Return")


class RunPanel(JobPanel):
    """Starts and cancels a segmentation and shows its progress."""

    def __init__(self, icon: QIcon, parent: QWidget | None = None) -> None:
        ready = tr("Segments the layer with the choices above. ({keys})")
        super().__init__(icon, tr("Se&gment layer"), ready, START_KEYS, parent)
        layout = self.begun_layout()
        about = tr("Help: from a radar layer to the first map")
        button_row, self.help = with_help(self.button, self.progress, FIRST_MAP, about)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button.setText(tr("C&ancel"))
        self.cancel_button.setToolTip(tr("Ends the run; nothing is written. (Esc)"))
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        layout.addWidget(self.status)
        layout.addLayout(button_row)
        self.set_running(False)
