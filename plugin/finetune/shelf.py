"""The worker's models: asked for in the background, and shown in a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...model.protocol.finetuning import ManageModelRequest
from ...model.protocol.segmenting import ListModelsRequest, ModelList
from ...model.protocol.values import ModelInfo
from ..run.background import ask
from ..translation import tr
from ..ui.text import shortened
from .models_dialog import ModelsDialog, is_bundled


class ModelShelf(QObject):
    """Knows the worker's models.

    Signals:
        changed: The ``ModelList`` after a change.

    Attributes:
        models: The models known so far.
        dialog: The window with the models, once opened.
    """

    changed = pyqtSignal(object)

    def __init__(self, client: Callable[[], Any], window: QWidget) -> None:
        """Starts without models.

        Args:
            client: Gives the worker's client; only called in background threads.
            window: Parent of the window with the models.
        """
        super().__init__(window)
        self._client = client
        self._window = window
        self.models: list[ModelInfo] = []
        self.dialog: ModelsDialog | None = None

    def ask(self) -> None:
        """Asks for the models again."""
        self._request(ListModelsRequest(), self.take, lambda error: None)

    def take(self, models: ModelList) -> None:
        """Takes the worker's models and emits ``changed``."""
        self.models = models.models
        self.changed.emit(models)

    def recover(
        self, name: str, done: Callable[[ModelList], None], failed: Callable[[Exception], None]
    ) -> None:
        """Asks the worker to turn the best state of an interrupted training into a model."""
        self._request(ManageModelRequest("recover", name), done, failed)

    def has_failures(self, name: str) -> bool:
        """Whether a model's card lists known failures."""
        return any(item.name == name and item.card.get("known_failures") for item in self.models)

    def may_replace(self, name: str, base: ModelInfo | None) -> tuple[bool, str]:
        """Asks before a model is replaced. The base model and Sardino's own models are never replaced.

        Args:
            name: Name of the existing model.
            base: The model that the new model is trained from.

        Returns:
            Whether the model may be replaced, and why it never may; empty if the user was asked.
        """
        model = next(item for item in self.models if item.name == name)
        if is_bundled(model) or (base is not None and base.name == name):
            text = tr("'{name}' is the base model or came with Sardino: it stays. Choose another name.")
            return False, text.format(name=shortened(name))
        question = tr("Replace the model '{name}'? It cannot be brought back.").format(name=name)
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        no = QMessageBox.StandardButton.No
        answer = QMessageBox.question(self._window, "Sardino", question, buttons, no)
        return bool(answer == QMessageBox.StandardButton.Yes), ""

    def show(self, name: str = "") -> None:
        """Opens the window with the models.

        Args:
            name: The model to choose in the window; empty keeps the choice.
        """
        if self.dialog is None:
            self.dialog = ModelsDialog(self._client, self._window)
            self.dialog.models_changed.connect(self.take)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.refresh(name)

    def _request(
        self, request: Any, answered: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        client = self._client
        ask(lambda dropped: client().request(request, cancelled=dropped), answered, failed, owner=self)
