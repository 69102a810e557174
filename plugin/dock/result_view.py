"""The layers of the last run: described in the summary, shown in turn, removed on request."""

from __future__ import annotations

import typing

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QMessageBox

from ..results.expected import expected_in_report
from ..results.layers import PRODUCT_PROPERTY
from ..results.runs import is_shown, layers_of_run, remove_run, run_key, show_product
from ..results.trust import Trust
from ..run.runner import Outcome
from ..translation import tr
from ..ui.text import duration, shortened
from .summary import Summary

MESSAGE_LEVELS = {
    "success": Qgis.MessageLevel.Success,
    "info": Qgis.MessageLevel.Info,
    "warning": Qgis.MessageLevel.Warning,
    "error": Qgis.MessageLevel.Critical,
}
"""How QGIS's message bar shows a level of trust, or of :class:`Words`."""

if typing.TYPE_CHECKING:
    from ..finetune.shelf import ModelShelf

MESSAGE_LEVELS = {
    "success": Qgis.MessageLevel.Success,
    "info": Qgis.MessageLevel.Info,
    "warning": Qgis.MessageLevel.Warning,
    "error": Qgis.MessageLevel.Critical,
}
"""Levels of notes as levels of QGIS's message bar."""


class ResultView(QObject):
    """Keeps the key of the last run and handles its layers as the summary asks.

    Attributes:
        key: Key of the last run; empty if there is none.
    """

    def __init__(
        self,
        summary: Summary,
        canvas: QgsMapCanvas,
        models: ModelShelf,
        parent: QObject | None = None,
    ) -> None:
        """Follows the summary.

        Args:
            summary: Shows the result.
            canvas: The map.
            models: Knows the models' cards.
            parent: Owner.
        """
        super().__init__(parent)
        self._summary = summary
        self._canvas = canvas
        self._models = models
        self.key = ""
        self._model = self._folder = ""
        summary.switch.connect(self._switch)
        summary.show_card.connect(lambda: models.show(self._model))
        summary.open_folder.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)))
        # Whoever ticks a layer in the tree: the button must name what a click would show.
        QgsProject.instance().layerTreeRoot().visibilityChanged.connect(self._update_switch)

    def show(self, outcome: Outcome, layer: str, trust: Trust, *, kept: bool) -> None:
        """Shows what a run found.

        Args:
            outcome: Result of the run.
            layer: Name of the segmented layer.
            trust: How far to trust the map.
            kept: Whether the files outlive QGIS.
        """
        self.key = run_key(outcome.layers)
        self._model = str(outcome.report.get("model") or "")
        self._folder = outcome.folder
        seconds = float(outcome.report.get("seconds") or 0.0)
        device = str(outcome.report.get("device") or "")
        self._summary.show_result(
            layer,
            outcome.areas,
            tr("{time} on {device}").format(time=duration(seconds), device=device),
            trust=trust,
            expected=expected_in_report(outcome.report),
            folder=outcome.folder if kept else "",
            has_card=self._models.has_failures(self._model),
        )
        self._update_switch()

    def forget(self) -> None:
        """Clears for another project, which has no last run."""
        self.key = ""
        self._summary.clear()

    def take_out(self) -> bool:
        """Asks the user and removes the layers from the project; False if the user declined."""
        names = [layer.name() for layer in layers_of_run(QgsProject.instance(), self.key)]
        if names:
            question = tr("Remove these layers from the project? Their files stay.")
            buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
            answer = QMessageBox.question(
                self._summary, "Sardino", "\n".join([question, "", *names]), buttons
            )
            if answer != QMessageBox.StandardButton.Yes:
                return False
            remove_run(QgsProject.instance(), self.key)
            self._canvas.refresh()
        self.forget()
        return True

    def remove(self) -> None:
        """Disconnects from the project for good."""
        QgsProject.instance().layerTreeRoot().visibilityChanged.disconnect(self._update_switch)

    def _switch(self) -> None:
        show_product(QgsProject.instance(), self.key, self._other())
        self._canvas.refresh()

    def _other(self) -> str:
        """Which product a click shows: the land cover if the confidence is visible, else the confidence."""
        return "landcover" if is_shown(QgsProject.instance(), self.key, "confidence") else "confidence"

    def _update_switch(self, *_: object) -> None:
        made = {
            layer.customProperty(PRODUCT_PROPERTY) for layer in layers_of_run(QgsProject.instance(), self.key)
        }
        text = ""
        if {"landcover", "confidence"} <= made:
            text = tr("Show the &confidence") if self._other() == "confidence" else tr("Show the land &cover")
        self._summary.show_switch(text)


def segmented_in_words(layer: str, trust: Trust) -> str:
    """A sentence that a layer is segmented, no more cheerful than the map deserves."""
    texts = {
        "success": tr("'{layer}' is segmented."),
        "info": tr("'{layer}' is segmented. Check the map before you use it."),
        "warning": tr("'{layer}' is segmented, but the map is doubtful."),
    }
    return texts[trust.level].format(layer=shortened(layer))


class Words(typing.NamedTuple):
    """Texts for the end of a run.

    Attributes:
        note: Stays beside the button.
        message: In QGIS's message bar.
        level: "info" or "error".
    """

    note: str
    message: str
    level: str


def without_layers_in_words(outcome: Outcome, layer: str) -> Words | None:
    """Why a run has added no layers; None if the run has added layers."""
    if outcome.cancelled:
        note = tr("Cancelled. Nothing was written.")
        if outcome.project_is_gone:
            note = tr("Cancelled: its project was closed. Nothing was written.")
        return Words(note, tr("Cancelled."), "info")
    if outcome.error:
        return Words(outcome.error, outcome.error, "error")
    if outcome.project_is_gone:
        text = tr("'{layer}' is segmented. Its project was closed, so its layers were not added.")
        message = text.format(layer=layer)
        files = tr("Files: {folder}").format(folder=outcome.folder)
        return Words(f"{message} {files}", message, "info")
    return None
