"""A folded group of the panel that starts an algorithm and says how it ended."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer
from qgis.gui import QgsCollapsibleGroupBox, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..panels.layer_choice import LayerChoice
from ..results.keeping import place_beside
from ..run.runner import AlgorithmRun, Outcome
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.widgets import Note, add_field, note_label, shrinkable


class AfterGroup(QgsCollapsibleGroupBox):
    """A title, choices, a button, progress with cancel, and a note. Stands on any page.

    Args:
        title: The group's title.
        button: The button's text.
        parent: Parent widget.
    """

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        self.fields = QVBoxLayout(self)
        self.fields.setSpacing(4)
        self.button = QPushButton(button)
        self.button.clicked.connect(self.start)
        self.why = note_label()
        self.note = Note(closable=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(tr("Progress"))
        self.cancel_button = QPushButton(tr("C&ancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel_button)
        self._step = note_label()
        self._run: AlgorithmRun | None = None

    def finish_layout(self) -> None:
        """Adds button, progress and note below the choices; call once after the choices."""
        for widget in (self.why, self.button, self._step, self._progress, self.note):
            self.fields.addWidget(widget)
        self._show_running(False)
        self.update_button()

    def add_layer_box(self, label: str) -> LayerChoice:
        """Adds a box of raster layers; returns the choice, which follows layers that go."""
        box = shrinkable(QgsMapLayerComboBox())
        box.setFilters(RASTER_LAYERS)
        box.setShowCrs(False)
        add_field(self.fields, label, box)
        choice = LayerChoice(box, parent=self)
        choice.box = box
        choice.changed.connect(self.update_button)
        return choice

    def blocked_by(self) -> str:
        """Why the button is grey; empty if it is not."""
        return ""

    def start(self) -> None:
        """Handles the button."""
        raise NotImplementedError

    def ended(self, outcome: Outcome) -> None:
        """Hook: called after a run that succeeded."""

    def run(self, algorithm: str, title: str, parameters: dict[str, Any]) -> None:
        """Starts an algorithm in the background."""
        run = AlgorithmRun(algorithm, title, parameters)
        run.progressed.connect(lambda percent: self._bar.setValue(round(percent)))
        run.said.connect(self._step.setText)
        run.ended.connect(self._ended)
        self._run = run
        self.note.clear()
        self._bar.setValue(0)
        self._show_running(True)
        problem = run.start()
        if problem:
            self._ended(Outcome(error=problem))

    def running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def cancel(self) -> None:
        """Ends a run; nothing is written."""
        if self._run is not None:
            self.cancel_button.setEnabled(False)
            self._run.cancel()

    def remove(self) -> None:
        """Ends a run for good, without a word."""
        if self._run is not None:
            self._run.abandon()
            self._run = None

    def update_button(self) -> None:
        """Enables the button, or says why it is grey."""
        reason = self.blocked_by()
        self.button.setEnabled(not reason)
        self.why.setText(reason)
        self.why.setVisible(bool(reason) and not self.running())

    def _ended(self, outcome: Outcome) -> None:
        self._run = None
        self._show_running(False)
        self.update_button()
        if outcome.error:
            self.note.show_text(outcome.error, "error")
        elif outcome.cancelled:
            self.note.show_text(tr("Cancelled; nothing was written."), "info")
        else:
            self.ended(outcome)

    def _show_running(self, running: bool) -> None:
        self.button.setVisible(not running)
        self._progress.setVisible(running)
        self._step.setVisible(running)
        self.cancel_button.setEnabled(running)
        if not running:
            self._step.clear()


def folder_beside(layer: QgsRasterLayer) -> str:
    """Where the products of a layer are kept: beside it, or temporarily if that is not possible."""
    place = place_beside(layer.source(), QgsProject.instance().absolutePath(), probe=True)
    return place.folder or str(QgsProcessing.TEMPORARY_OUTPUT)
