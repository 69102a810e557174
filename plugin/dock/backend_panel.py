"""Whether there is a model backend, and how to get one."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ...model.protocol.envelope import Hello
from ...model.protocol.segmenting import ListModelsRequest, ModelList
from ..backend.environment import current_surroundings, is_outdated
from ..errors import SETUP_HELPS, NoBackend, PluginError
from ..run.background import ask
from ..settings import backend_python
from ..translation import tr
from ..ui.widgets import Note, column


class BackendPanel(QWidget):
    """Asks the worker for devices and models; without a worker, says why and offers the set-up. Else empty.

    Signals:
        asking: The worker is being asked.
        answered: A ``Hello`` and a ``ModelList``.
        failed: There is no worker.

    Attributes:
        error: Why there is no worker; empty if there is one.
        needs_setup: Whether a set-up would help.
    """

    asking = pyqtSignal()
    answered = pyqtSignal(object, object)
    failed = pyqtSignal()

    def __init__(
        self,
        client: Callable[[], Any],
        set_up: Callable[[Callable[[], Any]], Any] | None,
        parent: QWidget | None = None,
    ) -> None:
        """Makes the panel.

        Args:
            client: Gives the worker's client; only called in background threads.
            set_up: Opens "Set up model backend" and calls its argument after a successful set-up.
            parent: Parent widget.
        """
        super().__init__(parent)
        self._client, self._set_up = client, set_up
        self.error = ""
        self.needs_setup = False
        layout = column(self)
        self.note = Note()
        self.set_up_button = QPushButton(tr("Set up model backend …"))
        self.try_again = QPushButton(tr("Try again"))
        for widget in (self.note, self.set_up_button, self.try_again):
            layout.addWidget(widget)
        self.try_again.clicked.connect(self.ask)
        self.set_up_button.clicked.connect(lambda: self.set_up(self.ask))
        self._show("")

    @property
    def can_set_up(self) -> bool:
        """Whether a set-up would help and is possible."""
        return self.needs_setup and self._set_up is not None

    def set_up(self, then: Callable[[], Any]) -> None:
        """Opens the set-up; calls ``then`` after a successful set-up."""
        if self._set_up is not None:
            self._set_up(then)

    def ask(self) -> None:
        """Asks which devices and models there are."""
        self.needs_setup = False
        self._show("")
        self.asking.emit()
        client = self._client

        def question(dropped: Callable[[], bool]) -> tuple[Hello, ModelList]:
            return client().hello(cancelled=dropped), client().request(ListModelsRequest(), cancelled=dropped)

        ask(question, self._answered, self._failed, owner=self)

    def _answered(self, answer: tuple[Hello, ModelList]) -> None:
        if is_outdated(current_surroundings()):
            self.note.show_text(tr("The model backend is of another version of Sardino."), "info")
            self.set_up_button.setVisible(self._set_up is not None)
            self.show()
        self.answered.emit(*answer)

    def _failed(self, error: Exception) -> None:
        self.needs_setup = isinstance(error, PluginError) and error.code in SETUP_HELPS
        self._show(error.text() if isinstance(error, PluginError) else str(error))
        if self.can_set_up and isinstance(error, NoBackend) and not backend_python():
            # No error: this is the first start.
            self.note.show_text(
                tr(
                    "The model needs a Python environment of its own. 'Set up model backend' makes it, once; "
                    "QGIS itself stays as it is."
                ),
                "info",
            )
            self.try_again.hide()
        self.failed.emit()

    def _show(self, error: str) -> None:
        self.error = error
        self.note.show_text(error, "error")
        self.try_again.setVisible(bool(error))
        self.set_up_button.setVisible(self.can_set_up)
        self.setVisible(bool(error))
