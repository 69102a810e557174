"""Which of the model's classes may be there: the others are never said."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...model.protocol.values import ClassInfo, ModelInfo
from ..translation import tr
from ..ui.help_pages import LAYERS, open_page
from ..ui.widgets import chip, column, link, note_label

FEWEST = 2
_CODE = Qt.ItemDataRole.UserRole
_SLACK = 4
"""Pixels below the last row, so that no scroll bar appears."""


class ExpectedPanel(QgsCollapsibleGroupBox):
    """A check list of the model's classes; every class is ticked until the user says otherwise.

    Before the model is known, the panel keeps the remembered choice and passes it on.

    Signals:
        changed: The user has ticked or unticked a class, or the model lacks a class that was ticked.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Expected classes"), parent)
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        self._wanted: list[int] = []
        self._classes: list[ClassInfo] = []
        # The group hides what lies directly in it while it is folded; parts of a body can come and go.
        body = QWidget()
        QVBoxLayout(self).addWidget(body)
        layout = column(body)
        self.about = note_label()
        layout.addWidget(self.about)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Expected classes"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemChanged.connect(lambda _: self._ticked())
        layout.addWidget(self.list)
        self.all_link = link(tr("All"), self.tick_all)
        self.all_link.setToolTip(tr("Expect every class of the model."))
        self.help_link = link(tr("Help"), lambda: open_page(LAYERS, "expected-classes"))
        links = QHBoxLayout()
        links.addWidget(self.all_link)
        links.addStretch(1)
        links.addWidget(self.help_link)
        layout.addLayout(links)
        self._show()

    def choose(self, codes: Sequence[int]) -> None:
        """Shows a remembered choice; no codes means every class."""
        self._wanted = list(codes)
        self._fit()
        self._show()

    def set_model(self, model: ModelInfo | None) -> None:
        """Offers the classes of the chosen model; classes that it lacks are dropped from the choice.

        Args:
            model: None while the model is not known.
        """
        self._classes = list(model.classes) if model is not None else []
        before = self._wanted
        self._fit()
        self._show()
        if self._wanted != before:
            self.changed.emit()

    def codes(self) -> list[int]:
        """Codes of the classes that may be there; empty for every class of the model."""
        return list(self._wanted)

    def parameter(self) -> str:
        """The choice for the algorithm: ``10,40,80``, or an empty text for every class."""
        return ",".join(map(str, self._wanted))

    def parameter_of(self, model: ModelInfo | None) -> str:
        """The same for another model, without a choice if that model lacks one of the classes."""
        known = {item.code for item in model.classes} if model is not None else set()
        return self.parameter() if known >= set(self._wanted) else ""

    def missing(self) -> str:
        """Why nothing can be decided with these classes; empty if it can."""
        few = bool(self._classes) and len(self._ticked_codes()) < min(FEWEST, len(self._classes))
        return tr("Tick at least two expected classes") if few else ""

    def tick_all(self) -> None:
        """Expects every class again."""
        if self._wanted or len(self._ticked_codes()) < len(self._classes):
            self._wanted = []
            self._show()
            self.changed.emit()

    def _fit(self) -> None:
        """Drops what the model lacks; a choice that leaves nothing to decide becomes every class."""
        if not self._classes or not self._wanted:
            return
        known = [item.code for item in self._classes if item.code in self._wanted]
        self._wanted = known if FEWEST <= len(known) < len(self._classes) else []

    def _ticked_codes(self) -> list[int]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [int(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _ticked(self) -> None:
        ticked = self._ticked_codes()
        self._wanted = [] if len(ticked) == len(self._classes) else ticked
        self._say()
        self.changed.emit()

    def _show(self) -> None:
        """Fills the list."""
        self.list.blockSignals(True)
        self.list.clear()
        for item in self._classes:
            row = QListWidgetItem(chip(self.list, item.color), f"{tr(item.name)} ({item.code})")
            row.setData(_CODE, item.code)
            row.setToolTip(row.text())
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            there = not self._wanted or item.code in self._wanted
            row.setCheckState(Qt.CheckState.Checked if there else Qt.CheckState.Unchecked)
            self.list.addItem(row)
        self.list.blockSignals(False)
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(height + 2 * self.list.frameWidth() + _SLACK)
        self._say()

    def _say(self) -> None:
        """Title, explanation and link; the title shows a choice while the group is folded."""
        known, ticked = bool(self._classes), len(self._ticked_codes())
        title = tr("Expected classes")
        if known and ticked < len(self._classes):
            title = tr("Expected classes ({ticked} of {all})").format(ticked=ticked, all=len(self._classes))
        elif self._wanted:
            title = tr("Expected classes ({ticked})").format(ticked=len(self._wanted))
        self.setTitle(title)
        self.list.setVisible(known)
        self.all_link.setVisible(bool(self._wanted) or (known and ticked < len(self._classes)))
        self.about.setText(
            tr("Untick what cannot be there. The map never says it, and confidence is a share of the rest.")
            if known
            else tr("The classes of the model are not known yet.")
        )
