"""Which layers to add, and where their files are kept."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QLabel, QToolButton, QWidget

from ..translation import tr
from .widgets import add_field, column, note_label


class OutputPanel(QWidget):
    """Lets the user choose the outputs and their folder.

    Signals:
        changed: Something was chosen.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        layout.addWidget(QLabel(tr("Layers to add")))
        self.boxes: dict[str, QCheckBox] = {}
        for name, text, tip in (
            (
                "landcover",
                tr("La&nd cover"),
                tr("The most likely class of every pixel, in the model's colours."),
            ),
            ("confidence", tr("Con&fidence"), tr("How sure the model is of that class, 0 to 100 %.")),
            (
                "attention",
                tr("A&ttention"),
                tr("What each attention head of the transformer looks at, and their mean."),
            ),
        ):
            box = QCheckBox(text)
            box.setChecked(True)
            box.setToolTip(tip)
            box.toggled.connect(lambda _: self.changed.emit())
            layout.addWidget(box)
            self.boxes[name] = box
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder for Sardino's products"))
        self.folder.lineEdit().setPlaceholderText(tr("Temporary folder"))
        label = add_field(layout, tr("&Keep files in"), self.folder)
        label.setBuddy(self.folder.lineEdit())
        self.folder.lineEdit().setAccessibleName(tr("Keep files in"))
        for button in self.folder.findChildren(QToolButton):
            button.setAccessibleName(button.toolTip() or tr("Choose a folder"))
        self._hint = note_label()
        layout.addWidget(self._hint)
        self.folder.fileChanged.connect(self._folder_changed)
        self._folder_changed()

    def outputs(self) -> list[str]:
        """The chosen outputs, any of ``messages.OUTPUTS``."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def folder_path(self) -> str:
        """The chosen folder; empty for a temporary one."""
        return str(self.folder.filePath()).strip()

    def choose(self, outputs: list[str], folder: str) -> None:
        """Chooses outputs and folder."""
        for name, box in self.boxes.items():
            box.setChecked(name in outputs)
        self.folder.setFilePath(folder)

    def _folder_changed(self) -> None:
        """Says what happens to the files."""
        temporary = not self.folder_path()
        self._hint.setText(tr("Temporary: the files are deleted when QGIS is closed.") if temporary else "")
        self._hint.setVisible(temporary)
        self.changed.emit()
