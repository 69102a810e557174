"""What a run found: how far to trust it, the area of each class, and where the files are."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ..results.areas import ClassArea
from ..results.trust import Trust, caveat
from ..translation import tr
from ..ui.widgets import ElidedLabel, Note, column, link, note_label
from .area_table import AreaTable

__all__ = ["ClassArea", "Summary"]


class Summary(QWidget):
    """Words and a table about the last run; hidden while there is no result.

    Signals:
        remove: The user wants the result's layers out of the project.
        switch: The user wants the confidence instead of the land cover, or the land cover again.
        show_card: The user wants to know the model's known failures.
        open_folder: The user wants to see the files.
    """

    remove = pyqtSignal()
    switch = pyqtSignal()
    show_card = pyqtSignal()
    open_folder = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self._title = ElidedLabel()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        layout.addWidget(self._title)
        self.trust = Note()
        layout.addWidget(self.trust)
        self.switch_button = QPushButton(tr("Show the &confidence"))
        self.switch_button.clicked.connect(self.switch)
        layout.addWidget(self.switch_button)
        self.table = AreaTable()
        layout.addWidget(self.table)
        self._expected = note_label()
        layout.addWidget(self._expected)
        self.card_link = link(tr("What the model is known to get wrong"), self.show_card.emit)
        layout.addWidget(self.card_link)
        self._line = note_label()
        layout.addWidget(self._line)
        self.folder_link = link(tr("Open the folder with the files"), self.open_folder.emit)
        layout.addWidget(self.folder_link)
        self.remove_button = QPushButton(tr("Remove result …"))
        self.remove_button.setToolTip(
            tr("Takes the layers of the last run out of the project; the files stay.")
        )
        self.remove_button.clicked.connect(self.remove)
        layout.addWidget(self.remove_button)
        self.clear()

    def show_result(
        self,
        title: str,
        areas: list[ClassArea],
        line: str,
        *,
        trust: Trust | None = None,
        expected: str = "",
        folder: str = "",
        has_card: bool = False,
    ) -> None:
        """Shows a result.

        Args:
            title: What was segmented.
            areas: Classes that occur.
            line: Time, device and similar facts.
            trust: How far to trust the map.
            expected: Which classes the map was made with; empty for every class of the model.
            folder: Where the files are kept; empty if they are temporary.
            has_card: Whether the model's card lists known failures.
        """
        self._title.set_whole(title)
        words = [f"{trust.headline} {caveat()}", *trust.doubts] if trust is not None else []
        self.trust.show_text("\n".join(words), trust.level if trust is not None else "")
        self.table.set_areas(areas)
        self.table.setVisible(bool(areas))
        self._expected.setText(expected)
        self._expected.setVisible(bool(expected))
        self._line.setText(line)
        self.card_link.setVisible(has_card)
        self.folder_link.setVisible(bool(folder))
        self.folder_link.setToolTip(folder)
        self.show()

    def show_switch(self, text: str) -> None:
        """Says what the button switches to; an empty text hides the button."""
        if text:
            self.switch_button.setText(text)
        self.switch_button.setVisible(bool(text))

    def clear(self) -> None:
        """Hides the result."""
        self.table.setRowCount(0)
        self.show_switch("")
        self.hide()
