"""Keeps what was taught as a model: a Fast fine-tuning on the marked places, its scores, its use."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsGeometry, QgsProcessingUtils, QgsRasterLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ...model.protocol.finetuning import FinetuneResult
from ..errors import PluginError, in_words
from ..finetune.parameters import free_name, training_parameters
from ..finetune.run import FinetuneRun
from ..finetune.scores_dialog import show_scores
from ..labels.classes import LabelClass
from ..labels.layers import CLASS_FIELD, make_label_layer
from ..labels.scores import headline
from ..run.runner import Outcome
from ..translation import tr
from ..ui.text import shortened
from ..ui.widgets import add_field, column, note_label
from .parts import KeepJob
from .segment_files import add_labels

Labelled = tuple[QgsRasterLayer, Sequence[tuple[QgsGeometry, int]], Sequence[LabelClass]]
"""The scene, polygons with class codes, and the classes."""


class TaughtModel(QWidget):
    """Name, button, progress and scores.

    Signals:
        trained: A model was made; carries its name.
        use: The user wants to use the model on the page "Segment"; carries its name.

    Attributes:
        job: The button.
        name: The new model's name.
        result: The last training.
    """

    trained = pyqtSignal(str)
    use = pyqtSignal(str)

    def __init__(
        self,
        parameters: Callable[[], dict[str, Any]],
        labelled: Callable[[], Labelled | None],
        parent: QWidget | None = None,
    ) -> None:
        """Makes the widgets.

        Args:
            parameters: Gives the choices of the page "Segment".
            labelled: Gives what to learn from; None if there is nothing.
            parent: Owner.
        """
        super().__init__(parent)
        self.result: FinetuneResult | None = None
        self._parameters, self._labelled = parameters, labelled
        self._run: FinetuneRun | None = None
        self._file: Path | None = None
        self._base = ""
        layout = column(self)
        self.name = QLineEdit()
        self.name.setMinimumWidth(1)
        add_field(layout, tr("Name of the new model"), self.name)
        about = note_label()
        about.setText(
            tr(
                "A kept model is trained by Fast fine-tuning on your places, as on the page 'Fine-tune'. It "
                "is not the quick classifier of the view, so its map differs a little from the one you see."
            )
        )
        layout.addWidget(about)
        self.job = KeepJob(
            tr("Keep as model"), tr("Trains a model that the page 'Segment' can use on other scenes, too.")
        )
        layout.addWidget(self.job)
        self.scores_button = QPushButton(tr("&Scores …"))
        self.use_button = QPushButton(tr("Use on the page 'Segment'"))
        row = QHBoxLayout()
        for button in (self.scores_button, self.use_button):
            button.setMinimumWidth(1)
            button.hide()
            row.addWidget(button)
        layout.addLayout(row)
        self.job.start.connect(self.start)
        self.job.cancel.connect(self.abort)
        self.scores_button.clicked.connect(self._show_scores)
        self.use_button.clicked.connect(self._use)

    def suggest_name(self, scene: str, taken: set[str]) -> None:
        """Suggests a free name for a model of a scene."""
        if not self.running():
            self.name.setText(free_name(scene, taken))

    def set_base(self, model: str) -> None:
        """Sets the model to start from: the one that looked at the scene."""
        self._base = model

    def running(self) -> bool:
        """Whether a training is under way."""
        return self._run is not None

    def start(self) -> None:
        """Starts the training."""
        labelled = self._labelled()
        if self.running() or labelled is None:
            return
        scene, polygons, classes = labelled
        self.job.begin()
        try:
            self._file = _file_of(polygons, scene, classes)
        except PluginError as error:
            self.job.end(in_words(error), "error")
            return
        parameters = {
            **training_parameters(self._parameters(), [scene], [], classes),
            "LABELS": [str(self._file)],
            "FIELD": CLASS_FIELD,
            "MODE": "fast",
            "BASE": self._base,
            "NAME": self.name.text().strip(),
        }
        run = FinetuneRun(parameters)
        run.progressed.connect(self.job.set_fraction)
        run.said.connect(self.job.set_text)
        run.ended.connect(self._ended)
        self._run = run
        problem = run.start()
        if problem:
            self._ended(Outcome(error=problem))

    def abort(self) -> None:
        """Asks the training to end; no model is kept."""
        if self._run is not None:
            self._run.cancel()

    def remove(self) -> None:
        """Drops the training for good."""
        if self._run is not None:
            self._run.abandon()
            self._run = None
        self._remove_file()

    def forget(self) -> None:
        """Clears what was said about another project."""
        if not self.running():
            self.job.end("", "info")
            self._show(None)

    def _ended(self, outcome: Outcome) -> None:
        run, self._run = self._run, None
        self._remove_file()
        if run is None:
            return
        if outcome.cancelled:
            self.job.end(tr("Cancelled. No model was kept."), "info")
        elif outcome.error or run.result is None:
            self.job.end(outcome.error, "error")
        else:
            name = run.result.model.name
            text = tr("'{name}' is trained by Fast fine-tuning.").format(name=shortened(name))
            self.job.end(f"{text} {headline(run.result.metrics)}", "success")
            self._show(run.result)
            self.trained.emit(name)

    def _show(self, result: FinetuneResult | None) -> None:
        self.result = result
        for button in (self.scores_button, self.use_button):
            button.setVisible(result is not None)

    def _show_scores(self) -> None:
        if self.result is not None:
            show_scores(self.result.metrics, self.result.model.name, self)

    def _use(self) -> None:
        if self.result is not None:
            self.use.emit(self.result.model.name)

    def _remove_file(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink()
            self._file = None


def _file_of(
    polygons: Sequence[tuple[QgsGeometry, int]], scene: QgsRasterLayer, classes: Sequence[LabelClass]
) -> Path:
    """A temporary label layer, which nobody sees.

    Raises:
        LabelLayerFailed: It cannot be written.
    """
    path = Path(QgsProcessingUtils.generateTempFilename("taught.gpkg"))
    path.parent.mkdir(parents=True, exist_ok=True)
    add_labels(make_label_layer(path, scene.crs(), classes), polygons)
    return path
