"""The dock's pages "Segment" and "Fine-tune", side by side."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QTabWidget, QWidget

from ..finetune.page import FinetunePage
from ..panels.run_panel import START_KEYS
from ..translation import tr


class Pages(QTabWidget):
    """The two pages.

    Attributes:
        finetune: The page "Fine-tune".
    """

    def __init__(self, segment: QWidget, finetune: FinetunePage, parent: QWidget | None = None) -> None:
        """Puts the pages into tabs.

        Args:
            segment: The page "Segment".
            finetune: The page "Fine-tune".
            parent: Parent widget.
        """
        super().__init__(parent)
        self.finetune = finetune
        self.setDocumentMode(True)
        self.addTab(segment, tr("Segment"))
        self.addTab(finetune, tr("Fine-tune"))
        self.setTabToolTip(1, tr("A better map of your own area, from polygons that you draw"))
        for keys, slot in ((START_KEYS, finetune.start), (QKeySequence(Qt.Key.Key_Escape), self._cancel)):
            shortcut = QShortcut(keys, finetune)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _cancel(self) -> None:
        """On Escape, ends a training if there is one."""
        if self.finetune.running():
            self.finetune.train.cancel_button.click()
