"""The group "Change between two dates"."""

from __future__ import annotations

import json

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..processing.change import ChangeAlgorithm
from ..results.acquisition import acquisition, other_track, out_of_order, shown
from ..run.runner import Outcome
from ..translation import fill, tr
from ..ui.help_pages import CHANGE
from ..ui.widgets import Note, add_field, note_label, shrinkable
from .job import Job
from .layer_group import LayerGroup, folder_beside

_TARGETS = (
    (10, "Tree cover"),
    (20, "Shrubland"),
    (30, "Grassland"),
    (40, "Cropland"),
    (50, "Built-up"),
    (60, "Bare / sparse vegetation"),
    (80, "Permanent water bodies"),
    (90, "Herbaceous wetland"),
    (95, "Mangroves"),
)
"""Codes and names of ESA WorldCover, as the bundled models have them."""


class ChangeGroup(LayerGroup):
    """Compares two radar layers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr(ChangeAlgorithm.ABOUT.summary)
        job = Job(tr("Compare the dates"), about, "change-between-two-dates", CHANGE)
        super().__init__(tr("Change between two dates"), job, parent)
        self.before = self.add_layer_box(tr("Earlier radar layer"))
        self.after = self.add_layer_box(tr("Later radar layer"))
        self._times = note_label()
        self._track = Note()
        self.body.addWidget(self._times)
        self.body.addWidget(self._track)
        self.target = shrinkable(QComboBox())
        self.target.addItem(tr("Any class"), 0)
        for code, name in _TARGETS:
            self.target.addItem(tr(name), code)
        self.target.setToolTip(tr("The probability layer says how likely a change to this class is."))
        add_field(self.body, tr("How likely is a change to"), self.target)
        for choice in (self.before, self.after):
            choice.changed.connect(self._show_times)
        self.finish_layout()
        self._show_times()

    def blocked_by(self) -> str:
        """Why the layers cannot be compared."""
        first, second = (choice.layer() for choice in (self.before, self.after))
        if first is None or second is None:
            return tr("Choose two radar layers.")
        if first.source() == second.source():
            return tr("Choose two different layers.")
        return ""

    def start(self) -> None:
        """Compares the layers."""
        first, second = self.before.layer(), self.after.layer()
        if self.blocked_by() or self.running():
            return
        parameters = {
            "BEFORE": first.id(),
            "AFTER": second.id(),
            "TARGET": self.target.currentData(),
            "OUTPUT_FOLDER": folder_beside(first),
        }
        self.launch(ChangeAlgorithm.ABOUT.id, tr("Sardino compares two dates"), parameters)

    def said(self, outcome: Outcome) -> tuple[str, str]:
        """How much changed."""
        found = json.loads(outcome.results.get("MATRIX") or "{}")
        pixels = found.get("valid_pixels") or 1
        changed = sum(item["pixels"] for item in found.get("transitions", []))
        text = fill(tr("{share:.1f} % of the pixels have another class."), share=100 * changed / pixels)
        notes = [tr(note) for note in found.get("notes", [])]
        return " ".join([text, *notes]), "warning" if notes else "success"

    def _show_times(self) -> None:
        layers = [choice.layer() for choice in (self.before, self.after)]
        known = [layer for layer in layers if isinstance(layer, QgsRasterLayer) and layer.isValid()]
        times = [shown(acquisition(layer)) or tr("date unknown") for layer in known]
        self._times.setText(" → ".join(times) if len(known) == 2 else "")
        doubts = [out_of_order(*known), other_track(*known)] if len(known) == 2 else []
        self._track.show_text(" ".join(text for text in doubts if text), "warning")
