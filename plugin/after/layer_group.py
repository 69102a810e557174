"""A folded group of the page that chooses its own layers, apart from the page's map."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QWidget

from ..panels.layer_choice import LayerChoice
from ..results.keeping import place_beside
from ..run.runner import Outcome
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.widgets import add_field, shrinkable
from .group import FoldedGroup
from .job import Job
from .one_run import OneRun


class LayerGroup(OneRun, FoldedGroup):
    """Choices, a button, progress with cancel, and a note.

    Args:
        title: The group's title.
        job: The button and what belongs to it.
        parent: Parent widget.
    """

    def __init__(self, title: str, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.job, self.button, self.note = job, job.button, job.note
        self.boxes: list[QgsMapLayerComboBox] = []
        job.start.connect(self.start)
        job.cancel.connect(self.abort)

    def finish_layout(self) -> None:
        """Adds button, progress and note below the choices; call once after the choices."""
        self.body.addWidget(self.job)
        self.update_state()

    def add_layer_box(self, label: str) -> LayerChoice:
        """Adds a box of raster layers; returns the choice, which follows layers that go."""
        box = shrinkable(QgsMapLayerComboBox())
        box.setFilters(RASTER_LAYERS)
        box.setShowCrs(False)
        add_field(self.body, label, box)
        self.boxes.append(box)
        choice = LayerChoice(box, parent=self)
        choice.changed.connect(self.update_state)
        return choice

    def blocked_by(self) -> str:
        """Why the button is grey; empty if it is not."""
        return ""

    def start(self) -> None:
        """Handles the button."""
        raise NotImplementedError

    def said(self, outcome: Outcome) -> tuple[str, str]:
        """What came of a run that succeeded, and the note's level."""
        raise NotImplementedError

    def update_state(self) -> None:
        """Enables the button, or says why it is grey."""
        self.job.set_blocked(self.blocked_by())

    def _ended(self, outcome: Outcome) -> None:
        self._run = None
        if outcome.error:
            self.job.end(outcome.error, "error")
        elif outcome.cancelled:
            self.job.end(tr("Cancelled; nothing was written."), "info")
        else:
            self.job.end(*self.said(outcome))
        self.update_state()


def folder_beside(layer: QgsRasterLayer) -> str:
    """Where the products of a layer are kept: beside it, or temporarily if that is not possible."""
    place = place_beside(layer.source(), QgsProject.instance().absolutePath(), probe=True)
    return place.folder or str(QgsProcessing.TEMPORARY_OUTPUT)
