"""The classes that are taught: a list with colours, and how many places each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ..labels.classes import LabelClass, added, changed
from ..translation import tr
from ..ui.widgets import Why, column
from .name_table import NameTable, tool_button


class ClassList(QWidget):
    """Lets the user choose, name and colour classes.

    Signals:
        edited: The user has changed the classes.
        removed: The user has removed a class; carries its code. ``edited`` follows.
        chosen: Another class is current.

    Attributes:
        classes: The classes.
    """

    edited = pyqtSignal()
    removed = pyqtSignal(int)
    chosen = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: list[LabelClass] = []
        self._removed: list[LabelClass] = []
        self._counts: Counter[int] = Counter()
        layout = column(self)
        tip = tr("Places that were marked")
        self.table = NameTable(tr("Classes"), tr("Class"), tr("Places"), tip, several=False)
        layout.addWidget(self.table)
        self.row = QHBoxLayout()
        self.row.setSpacing(2)
        self.add_button = tool_button(self.row, "symbologyAdd.svg", tr("Add a class"), self.add)
        self.remove_button = tool_button(
            self.row, "symbologyRemove.svg", tr("Remove the class and its places"), self.remove
        )
        self.colour_button = tool_button(
            self.row, "propertyicons/symbology.svg", tr("Colour of the class …"), self.recolour
        )
        layout.addLayout(self.row)
        self._why = Why()
        layout.addWidget(self._why)
        self.table.renamed.connect(self._rename)
        self.table.recolour.connect(self._ask_colour)
        self.table.itemSelectionChanged.connect(self._selected)
        self._show()

    def set_classes(self, classes: Sequence[LabelClass]) -> None:
        """Shows other classes, and chooses the first."""
        self.classes, self._removed = list(classes), []
        self.table.clearSelection()
        self._show()
        self.table.choose([0] if self.classes else [])

    def set_counts(self, codes: Sequence[int]) -> None:
        """Shows how many places each class has; a removed class comes back with its places.

        Args:
            codes: The class of each place.
        """
        back = [item for item in self._removed if item.code in codes]
        self._removed = [item for item in self._removed if item not in back]
        self.classes = [*self.classes, *back]
        self._counts = Counter(codes)
        self._show()

    def current(self) -> LabelClass | None:
        """The chosen class."""
        rows = self.table.chosen()
        return self.classes[rows[0]] if rows and rows[0] < len(self.classes) else None

    def choose(self, row: int) -> None:
        """Chooses a class."""
        self.table.choose([row])

    def color_of(self, code: int) -> str:
        """Colour of a class; grey if there is none with this code."""
        return next((item.color for item in self.classes if item.code == code), "#808080")

    # What the user does

    def add(self) -> None:
        """Adds a class and lets the user name it."""
        # The code of a removed class is not free: its places may come back.
        new = added([*self.classes, *self._removed], tr("New class"))[-1]
        self._change([*self.classes, new])
        self.choose(len(self.classes) - 1)
        self.table.edit_name(len(self.classes) - 1)

    def remove(self) -> None:
        """Removes the chosen class with its places."""
        item = self.current()
        if item is not None:
            row = self.classes.index(item)
            self.classes = [other for other in self.classes if other is not item]
            self._removed.append(item)
            self.removed.emit(item.code)
            self._change(self.classes)
            if self.classes:
                self.choose(min(row, len(self.classes) - 1))

    def recolour(self) -> None:
        """Asks for another colour of the chosen class."""
        item = self.current()
        if item is not None:
            self._ask_colour(self.classes.index(item))

    def set_colour(self, row: int, color: str) -> None:
        """Gives a class another colour."""
        self._change(changed(self.classes, row, color=color))

    def _ask_colour(self, row: int) -> None:
        item = self.classes[row]
        color = QgsColorDialog.getColor(QColor(item.color), self, tr("Colour of '{}'").format(item.name))
        if color.isValid():
            self.set_colour(row, color.name())

    def _rename(self, row: int, name: str) -> None:
        if name:
            self._change(changed(self.classes, row, name=name))
        else:
            self._show()

    def _change(self, classes: Sequence[LabelClass]) -> None:
        self.classes = list(classes)
        self._show()
        self.edited.emit()

    def _selected(self) -> None:
        self._update()
        self.chosen.emit()

    def _show(self) -> None:
        rows = [(item.name, item.color, str(self._counts[item.code] or "–")) for item in self.classes]
        self.table.set_rows(rows)
        self._update()

    def _update(self) -> None:
        is_chosen = self.current() is not None
        self.remove_button.setEnabled(is_chosen)
        self.colour_button.setEnabled(is_chosen)
        choose = tr("Choose the class to mark.") if self.classes else tr("Add a class first.")
        self._why.say("" if is_chosen else choose)
