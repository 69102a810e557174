"""The button of a group, with its progress and its outcome."""

from __future__ import annotations

from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QHBoxLayout

from ..panels.job_panel import JobPanel
from ..paths import ICONS
from ..translation import tr
from ..ui.help_button import with_help
from ..ui.help_pages import AFTER_THE_MAP


class Job(JobPanel):
    """The button of a group, its progress and its outcome."""

    def __init__(self, text: str, about: str, section: str, page: str = AFTER_THE_MAP) -> None:
        """Makes the button.

        Args:
            text: The button's text.
            about: What the help is about.
            section: Anchor of a heading on the page of help.
            page: The page of help.
        """
        super().__init__(QIcon(str(ICONS / "results.svg")), text, about, QKeySequence())
        layout = self.begun_layout()
        row, self.help = with_help(self.button, self.progress, page, about, section)
        inside = QHBoxLayout(self.progress)
        inside.setContentsMargins(0, 0, 0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button.setText(tr("Cancel"))
        inside.addWidget(self.bar, 1)
        inside.addWidget(self.cancel_button)
        layout.addWidget(self.status)
        layout.addLayout(row)
        self.set_running(False)
