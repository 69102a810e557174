"""The ways to an environment: the user chooses a way, a build, a Python, an index."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from .. import settings
from ..translation import fill, tr
from ..ui.text import decimal, rich_tooltip
from ..ui.widgets import shrinkable
from .builds import Build
from .pythons import Interpreter
from .survey import Survey

ONLINE, FOLDER, EXISTING = "online", "folder", "existing"
_INDENT = 22


class Ways(QWidget):
    """Lets the user choose how to get an environment.

    Signals:
        changed: Another way was chosen: the survey of the computer may not be enough now.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        self.build = shrinkable(QComboBox())
        self.build.setToolTip(
            rich_tooltip(
                tr(
                    "Light segments, suggests and fine-tunes in the fast mode, on the CPU. Full adds "
                    "PyTorch: for GPUs, and for training the whole network."
                )
            )
        )
        self._row(grid, 0, tr("&Environment"), self.build)
        layout.addLayout(grid)
        box = QgsCollapsibleGroupBox(tr("Other ways"))
        box.setCollapsed(True)
        box.setSaveCollapsedState(False)
        layout.addWidget(box)
        self.box = box
        inside = QVBoxLayout(box)
        inside.setSpacing(4)
        self.online = QRadioButton(tr("&Download the packages"))
        self.from_folder = QRadioButton(tr("Take the packages from a &folder (no internet)"))
        self.existing = QRadioButton(tr("Use an &existing Python environment"))
        self.index = QLineEdit(settings.setup_text(settings.PACKAGE_INDEX))
        self.index.setPlaceholderText(tr("PyPI, or a mirror's address such as https://mirror.example/simple"))
        self.index.setToolTip(
            rich_tooltip(tr("A package index instead of PyPI. The proxy is that of QGIS's network settings."))
        )
        self.python = shrinkable(QComboBox())
        self.python.setToolTip(tr("The Python that the environment is made from. It is not changed."))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(settings.setup_text(settings.WHEELS_FOLDER))
        self.folder.setToolTip(
            rich_tooltip(tr("Filled on a computer with internet by plugin/setup/wheels.py; see the help."))
        )
        self.interpreter = QgsFileWidget()
        self.interpreter.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.interpreter.setFilePath(settings.backend_python())
        self.interpreter.setToolTip(
            rich_tooltip(tr("The file python (python.exe) of an environment that has the packages already."))
        )
        inside.addWidget(self.online)
        inside.addLayout(self._indented((tr("Package &index"), self.index)))
        inside.addWidget(self.from_folder)
        inside.addLayout(self._indented((tr("F&older"), self.folder)))
        inside.addLayout(self._indented((tr("&Made from"), self.python)))
        inside.addWidget(self.existing)
        inside.addLayout(self._indented((tr("&Interpreter"), self.interpreter)))
        self.online.setChecked(True)
        for button in (self.online, self.from_folder, self.existing):
            button.toggled.connect(self._way_changed)
        self.index.editingFinished.connect(self.changed)
        self.folder.fileChanged.connect(lambda _: self._way_changed())
        self._enable()

    def way(self) -> str:
        """``ONLINE``, ``FOLDER`` or ``EXISTING``."""
        if self.existing.isChecked():
            return EXISTING
        return FOLDER if self.from_folder.isChecked() else ONLINE

    def wheels(self) -> Path | None:
        """The folder of packages, if the user chose this way."""
        text = self.folder.filePath().strip()
        return Path(text) if self.way() == FOLDER and text else None

    def index_url(self) -> str:
        """The index that replaces PyPI; empty for PyPI."""
        return str(self.index.text()).strip()

    def chosen_build(self) -> Build | None:
        """The build of torch."""
        found = self.build.currentData()
        return found if isinstance(found, Build) else None

    def chosen_python(self) -> Interpreter | None:
        """The Python to build on; None to download a Python."""
        found = self.python.currentData()
        return found if isinstance(found, Interpreter) else None

    def show_survey(self, survey: Survey) -> None:
        """Offers the results of a survey."""
        self.build.clear()
        for build in survey.builds:
            self.build.addItem(build_text(build, survey), build)
        self.python.clear()
        usable = [item for item in survey.interpreters if not item.problem]
        if survey.interpreter is None:
            self.python.addItem(tr("A Python that Sardino fetches"), None)
        else:
            usable.remove(survey.interpreter)
            usable.insert(0, survey.interpreter)
        for item in usable:
            self.python.addItem(item.name, item)
            self.python.setItemData(self.python.count() - 1, item.path, _TOOLTIP)

    def remember(self) -> None:
        """Saves the texts for next time."""
        settings.set_setup_text(settings.PACKAGE_INDEX, self.index_url())
        settings.set_setup_text(settings.WHEELS_FOLDER, self.folder.filePath())

    def _way_changed(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        way = self.way()
        self.index.setEnabled(way == ONLINE)
        self.folder.setEnabled(way == FOLDER)
        self.interpreter.setEnabled(way == EXISTING)
        self.python.setEnabled(way != EXISTING)
        self.build.setEnabled(way != EXISTING)

    @staticmethod
    def _row(grid: QGridLayout, row: int, text: str, widget: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(widget)
        widget.setAccessibleName(text.replace("&", ""))
        grid.addWidget(label, row, 0)
        grid.addWidget(widget, row, 1)

    def _indented(self, *rows: tuple[str, QWidget]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(_INDENT, 0, 0, 2)
        grid.setColumnStretch(1, 1)
        for number, (text, widget) in enumerate(rows):
            self._row(grid, number, text, widget)
        return grid


def build_text(build: Build, survey: Survey) -> str:
    """A build as a line: "CPU – 350 MB to download, 1.0 GB on disk"."""
    gpu = survey.gpus[0].name if survey.gpus else "NVIDIA GPU"
    name = {
        "light": tr("Light: CPU, without PyTorch"),
        "cpu": tr("Full: CPU, with PyTorch"),
        "mps": tr("Full: Apple GPU (MPS)"),
        "cuda": tr("Full: {gpu} (CUDA)").format(gpu=gpu),
    }[build.kind]
    disk = build.unpacked_mb / 1000
    if not survey.online:
        return fill(tr("{name} – {disk:.1f} GB on disk"), name=name, disk=disk)
    text = tr("{name} – {size} to download, {disk:.1f} GB on disk")
    return fill(text, name=name, size=megabytes(build.download_mb), disk=disk)


def megabytes(size: float) -> str:
    """A size for people to read."""
    if size >= 1000:
        return tr("{size} GB").format(size=decimal(size / 1000, 1))
    return fill(tr("{size:.0f} MB"), size=size)


_TOOLTIP = Qt.ItemDataRole.ToolTipRole
