"""The classes of the model that looked at the scene: names and codes to offer."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...model.protocol.segmenting import ListModelsRequest, ModelList
from ...model.protocol.values import ClassInfo
from .session import Session


class Legend(QObject):
    """Asks the worker for the models, once per scene that was looked at.

    Signals:
        changed: Other classes.

    Attributes:
        classes: The model's classes; empty as long as they are unknown.
        models: Names of all models.
    """

    changed = pyqtSignal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = ""
        self.classes: list[ClassInfo] = []
        self.models: list[str] = []
        session.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Asks again if another model looked at the scene."""
        looked = self._session.looked
        if looked is not None and looked.answer.model != self._model:
            self.ask(looked.answer.model)

    def ask_again(self) -> None:
        """Asks again: there is a new model."""
        self.ask(self._model)

    def ask(self, model: str) -> None:
        """Asks for the classes of a model."""
        self._model = model
        self._session.ask(ListModelsRequest(), self._take, self._failed)

    def _take(self, models: ModelList) -> None:
        self.models = [item.name for item in models.models]
        found = [item.classes for item in models.models if item.name == self._model]
        self.classes = list(found[0]) if found else []
        self.changed.emit()

    def _failed(self, _: Exception) -> None:
        # Names are an offer, no need: the next scene asks again.
        self._model = ""
