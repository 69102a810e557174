"""How to train, the start button, and the running training: curve, time left, good enough, cancel."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ...model.protocol.envelope import Progress
from ...model.protocol.values import ModelInfo
from ..panels.job_panel import JobPanel
from ..panels.model_panel import model_tooltip
from ..translation import tr
from ..ui.help_button import with_help
from ..ui.help_pages import FINE_TUNING
from ..ui.widgets import Why, WrappingCheckBox, add_field, column, note_label, select_data, shrinkable
from .curve import CurveView

_CAN_FINISH = ("validation", "training")
"""Stages with a model that could be good enough."""


class OptionsPanel(QWidget):
    """Mode, base model, name of the new model, and what happens afterwards.

    Signals:
        changed: Something was chosen.
        base_changed: Another base model was chosen.
        manage: The user wants to see the models.
        add_torch: The user wants to set up PyTorch, which the full mode needs.
    """

    changed = pyqtSignal()
    base_changed = pyqtSignal()
    manage = pyqtSignal()
    add_torch = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.mode = shrinkable(QComboBox())
        self.mode.addItem(tr("Fast: under a minute"), "fast")
        self.mode.addItem(tr("Full: minutes to hours"), "full")
        add_field(layout, tr("&Mode"), self.mode)
        self._about_mode = note_label()
        layout.addWidget(self._about_mode)
        self.torch_button = QPushButton(tr("Add PyTorch …"))
        self.torch_button.setToolTip(tr("Opens the set-up: the environment Full has PyTorch."))
        self.torch_button.hide()
        layout.addWidget(self.torch_button)
        self._has_torch = True
        row = QHBoxLayout()
        self.base = shrinkable(QComboBox())
        self.base.addItem(tr("Default model"), "")
        self.manage_button = QPushButton(tr("Models …"))
        self.manage_button.setToolTip(
            tr("Lists the models: rename, import, export, delete, set the default.")
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.base, 1)
        row.addWidget(self.manage_button)
        label = add_field(layout, tr("Start &from the model"), holder)
        label.setBuddy(self.base)
        self.base.setAccessibleName(tr("Start from the model"))
        self.name = QLineEdit()
        self.name.setToolTip(tr("Under this name the new model is listed. The base model stays as it is."))
        add_field(layout, tr("Name of the ne&w model"), self.name)
        self.segment_after = WrappingCheckBox(tr("Then &segment the view"))
        self.segment_after.setToolTip(
            tr("With the new model; and with the base model too if its map is not there yet, to compare.")
        )
        self.segment_after.setChecked(True)
        layout.addWidget(self.segment_after)
        self._models: list[ModelInfo] = []
        self.mode.activated.connect(lambda _: self.changed.emit())
        self.mode.currentIndexChanged.connect(lambda _: self._explain_mode())
        self._explain_mode()
        self.base.activated.connect(self._base_chosen)
        self.name.textChanged.connect(lambda _: self.changed.emit())
        self.segment_after.toggled.connect(lambda _: self.changed.emit())
        self.manage_button.clicked.connect(self.manage)
        self.torch_button.clicked.connect(self.add_torch)

    def set_torch(self, installed: bool) -> None:
        """Takes whether the environment has PyTorch."""
        self._has_torch = installed
        self._explain_mode()

    def set_models(self, models: list[ModelInfo]) -> None:
        """Lists the models to start from."""
        wanted = self.base.currentData()
        self._models = [item for item in models if item.error is None]
        self.base.clear()
        for item in sorted(self._models, key=lambda item: not item.is_default):
            text = tr("{name} (default)").format(name=item.name) if item.is_default else item.name
            self.base.addItem(text, "" if item.is_default else item.name)
        if not self._models:
            self.base.addItem(tr("No model installed"), "")
        select_data(self.base, wanted)
        self._base_chosen()

    def base_model(self) -> ModelInfo | None:
        """The model to start from, if known."""
        wanted = self.base.currentData()
        return next(
            (item for item in self._models if item.name == wanted or (not wanted and item.is_default)), None
        )

    def taken_names(self) -> set[str]:
        """Names of the existing models."""
        return {item.name for item in self._models}

    def _explain_mode(self) -> None:
        """Says what the mode does; a combo box has no room for that text."""
        about = {
            "fast": tr("Keeps how the model sees the image, and learns what it means here."),
            "full": tr(
                "Also changes how the model sees the image. Better with a GPU, and with 20 and more polygons "
                "per class."
            ),
        }
        mode = str(self.mode.currentData())
        lacks_torch = mode == "full" and not self._has_torch
        words = [about[mode]]
        if lacks_torch:
            words.append(tr("It needs PyTorch, which this environment (Light) does not have."))
        self._about_mode.setText(" ".join(words))
        self.torch_button.setVisible(lacks_torch)

    def _base_chosen(self) -> None:
        model = self.base_model()
        self.base.setToolTip(model_tooltip(model) if model is not None else "")
        self.base_changed.emit()
        self.changed.emit()


class TrainPanel(JobPanel):
    """The button and the view of a training.

    Signals:
        finish: The user finds the training good enough.
    """

    finish = pyqtSignal()

    def __init__(self, icon: QIcon, keys: QKeySequence, parent: QWidget | None = None) -> None:
        ready = tr("Trains a new model on the labels. ({keys})")
        super().__init__(icon, tr("Fine-&tune"), ready, keys, parent)
        layout = self.begun_layout()
        self.curve = CurveView()
        layout.addWidget(self.curve)
        about = tr("Help: from polygons to a model of your own")
        button_row, self.help = with_help(self.button, self.progress, FINE_TUNING, about)
        inner = column(self.progress)
        self.bar.setAccessibleName(tr("Progress of the training"))
        inner.addWidget(self.bar)
        row = QHBoxLayout()
        self.finish_button = QPushButton(tr("&Good enough"))
        self.finish_button.setToolTip(tr("Ends the training now and keeps the best model so far."))
        self.cancel_button.setText(tr("&Cancel"))
        self.cancel_button.setToolTip(tr("Ends the training; no model is kept. (Esc)"))
        for button in (self.finish_button, self.cancel_button):
            button.setMinimumWidth(1)
            row.addWidget(button)
        inner.addLayout(row)
        self._why_not_finish = Why()
        inner.addWidget(self._why_not_finish)
        layout.addWidget(self.status)
        layout.addLayout(button_row)
        self.finish_button.clicked.connect(self._finish)
        self.curve.hide()
        self.set_running(False)

    def forget(self) -> None:
        """Clears the last training."""
        self.note.clear()
        self.curve.clear()
        self.curve.hide()

    def begin(self) -> None:
        """Shows that a training has started."""
        self.curve.clear()
        self.curve.show()
        super().begin()

    def hear(self, progress: Progress) -> None:
        """Shows a step of the training."""
        if progress.curve:
            self.curve.add(progress.stage, progress.curve)
        # Before the training begins there is no model to keep.
        can_finish = progress.stage in _CAN_FINISH
        self.finish_button.setEnabled(can_finish and not self._finishing)
        self._why_not_finish.say("" if can_finish else _not_yet())

    def end(self, text: str, level: str) -> None:
        """Shows that the training has ended, and how."""
        super().end(text, level)
        if not self.curve.points.series:
            self.curve.hide()

    def set_cancelling(self) -> None:
        """Shows that the training is about to end."""
        self.finish_button.setEnabled(False)
        self._why_not_finish.say("")
        super().set_cancelling()

    def set_running(self, running: bool) -> None:
        """Shows the progress instead of the button, or the button again."""
        self._finishing = False
        super().set_running(running)
        self.finish_button.setEnabled(False)
        self._why_not_finish.say(_not_yet() if running else "")

    def _finish(self) -> None:
        self._finishing = True
        self.finish_button.setEnabled(False)
        self.status.setText(tr("Finishing with the best model so far …"))
        self.finish.emit()


def _not_yet() -> str:
    return tr("'Good enough' can be pressed once there is a first model.")
