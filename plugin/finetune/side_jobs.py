"""Short jobs beside a training: the exact count of the labels, and where to label next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..panels.layer_choice import id_of
from ..processing.label_inputs import report_lines
from ..run.runner import AlgorithmRun, Outcome
from ..translation import tr
from ..ui.widgets import Note
from .labels_panel import LabelsPanel
from .run import InspectRun, SuggestRun


class SideJobs(QObject):
    """Runs one short job at a time.

    Signals:
        changed: A job has begun or ended.
    """

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._run: AlgorithmRun | None = None

    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._run is not None

    def cancel(self) -> None:
        """Asks the job to end."""
        if self._run is not None:
            self._run.cancel()

    def abandon(self) -> None:
        """Drops the job for good; the job ends by itself."""
        if self._run is not None:
            self._run.abandon()
            self._run = None

    def check(self, parameters: dict[str, Any], panel: LabelsPanel) -> None:
        """Counts the labels exactly and shows the count in the panel."""
        if self.busy():
            return
        run = InspectRun(parameters)
        counted = id_of(panel.layer())

        def checked(outcome: Outcome) -> None:
            if id_of(panel.layer()) != counted:
                return
            if run.report is not None:
                panel.show_report(run.report, report_lines(run.report)[1])
            else:
                panel.problems.show_text(outcome.error, "error")

        panel.problems.show_text(tr("Counting …"), "")
        self._begin(run, panel.problems, checked)

    def suggest(self, parameters: dict[str, Any], note: Note) -> None:
        """Adds points that show where to label next, and zooms to the points."""
        if self.busy():
            return
        note.show_text(tr("Looking where labels would help most …"), "")
        self._begin(SuggestRun(parameters), note, lambda outcome: self._suggested(outcome, note))

    def _suggested(self, outcome: Outcome, note: Note) -> None:
        layer = next((item for item in outcome.layers if isinstance(item, QgsVectorLayer)), None)
        if layer is None:
            note.show_text(outcome.error, "error")
            return
        box = self._canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        if not box.isEmpty():
            box.scale(1.2)
            self._canvas.setExtent(box)
            self._canvas.refresh()
        text = tr("{count} places to label next, the most helpful first.")
        note.show_text(text.format(count=int(layer.featureCount())), "success")

    def _begin(self, run: AlgorithmRun, note: Note, done: Callable[[Outcome], None]) -> None:
        said = note.text()

        def ended(outcome: Outcome) -> None:
            self._run = None
            if not outcome.cancelled:
                done(outcome)
            elif note.text() == said:
                note.clear()
            self.changed.emit()

        run.ended.connect(ended)
        self._run = run
        self.changed.emit()
        problem = run.start()
        if problem:
            ended(Outcome(error=problem))
