"""Which layers to add, and where their files are kept."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLabel, QToolButton, QWidget

from ...model.protocol.values import DEFAULT_OUTPUTS
from ..results.keeping import Place, place_beside
from ..translation import tr
from ..ui.widgets import add_field, column, note_label, select_data, shrinkable


class OutputPanel(QWidget):
    """Lets the user choose the outputs and where their files are kept.

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
            (
                "familiarity",
                tr("Fa&miliarity"),
                tr("How much the ground is like what the model was trained on, 0 to 100."),
            ),
        ):
            box = QCheckBox(text)
            box.setChecked(name in DEFAULT_OUTPUTS)
            box.setToolTip(tip)
            box.toggled.connect(lambda _: self.changed.emit())
            layout.addWidget(box)
            self.boxes[name] = box
        self.keep = shrinkable(QComboBox())
        self.keep.addItem(tr("Beside the radar layer"), "beside")
        self.keep.addItem(tr("In a folder that I choose"), "folder")
        self.keep.addItem(tr("Only until QGIS is closed"), "temporary")
        add_field(layout, tr("&Keep the files"), self.keep)
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder for Sardino's products"))
        self.folder.lineEdit().setPlaceholderText(tr("Folder"))
        self.folder.lineEdit().setAccessibleName(tr("Folder for Sardino's products"))
        for button in self.folder.findChildren(QToolButton):
            button.setAccessibleName(button.toolTip() or tr("Choose a folder"))
        layout.addWidget(self.folder)
        self._hint = note_label()
        layout.addWidget(self._hint)
        self._source = ""
        self._beside = Place("", "")
        self.keep.currentIndexChanged.connect(lambda _: self._keep_changed())
        self.folder.fileChanged.connect(self._folder_changed)
        QgsProject.instance().projectSaved.connect(self._project_saved)
        self.set_source("")

    def parameters(self) -> dict[str, Any]:
        """The choices as parameters of ``sardino:segmentlayer``."""
        return {
            "OUTPUTS": self.outputs(),
            "OUTPUT_FOLDER": self.folder_path() or QgsProcessing.TEMPORARY_OUTPUT,
            "KEEP_EARLIER": True,
        }

    def outputs(self) -> list[str]:
        """The chosen outputs, any of ``messages.OUTPUTS``."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def keeping(self) -> str:
        """One of ``settings.KEEPING``."""
        return str(self.keep.currentData())

    def chosen_folder(self) -> str:
        """The folder that the user has named, in use or not."""
        return str(self.folder.filePath()).strip()

    def folder_path(self) -> str:
        """Where the files go; empty for a temporary folder."""
        return {"beside": self._beside.folder, "folder": self.chosen_folder()}.get(self.keeping(), "")

    def missing(self) -> str:
        """What the user has yet to do; empty if nothing."""
        if not self.outputs():
            return tr("Tick at least one of the layers to add")
        if self.keeping() == "folder" and not self.chosen_folder():
            return tr("Choose a folder for the files first")
        return ""

    def choose(self, outputs: list[str], folder: str, keep: str = "folder") -> None:
        """Chooses outputs, folder, and one of ``settings.KEEPING``."""
        for name, box in self.boxes.items():
            box.setChecked(name in outputs)
        self.folder.setFilePath(folder)
        select_data(self.keep, keep)

    def set_source(self, source: str, *, probe: bool = False) -> None:
        """Sets the radar layer, beside which files can be kept.

        Args:
            source: The radar layer's source; empty if there is none.
            probe: Whether to test the folder by writing a file.
        """
        self._source = source
        project = QgsProject.instance().absolutePath()
        self._beside = place_beside(source, project, probe=probe) if source else Place("", "")
        self._show_hint()

    def remove(self) -> None:
        """Stops following the project for good."""
        QgsProject.instance().projectSaved.disconnect(self._project_saved)

    def look_again(self, *, probe: bool = False) -> None:
        """Updates: the project's folder or the rights to write may have changed."""
        self.set_source(self._source, probe=probe)

    def _project_saved(self) -> None:
        self.look_again()

    def _folder_changed(self) -> None:
        """Switches to the folder: a user who names a folder wants the files there."""
        if self.chosen_folder() and self.keeping() != "folder":
            select_data(self.keep, "folder")
        else:
            self._keep_changed()

    def _keep_changed(self) -> None:
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        """Says where the files go."""
        keeping = self.keeping()
        self.folder.setVisible(keeping == "folder")
        words = {"beside": self._beside.words, "folder": "", "temporary": ""}[keeping]
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
