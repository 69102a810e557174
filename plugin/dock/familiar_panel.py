"""Before a run: how much of the chosen layer is unlike what the model was trained on."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtWidgets import QWidget

from ...model.protocol.exploring import ExploreAnswer, FamiliarityRequest
from ...model.protocol.values import UNFAMILIAR, SceneSpec
from ..errors import in_words
from ..processing.paths import absolute_model
from ..results.trust import UNFAMILIAR_SHARE, share_in_percent, unfamiliar_in_words
from ..run.background import Question, ask
from ..translation import fill, tr
from ..ui.widgets import Note, column, link


class FamiliarPanel(QWidget):
    """A link that asks the worker to look at a sample of the layer, and its answer.

    The worker looks only when it is asked: it loads the model, which takes some seconds at the first time.
    """

    def __init__(
        self,
        client: Callable[[], Any],
        scene: Callable[[], tuple[SceneSpec | None, str]],
        choice: Callable[[], tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Makes the panel.

        Args:
            client: Gives the worker's client; only called in a background thread.
            scene: The scene to look at, or None and why not.
            choice: Name of the model and device.
            parent: Owner.
        """
        super().__init__(parent)
        self._client, self._scene, self._choice = client, scene, choice
        self._question: Question | None = None
        layout = column(self)
        self.link = link(tr("Is this ground familiar to the model?"), self.ask)
        self.note = Note()
        layout.addWidget(self.link)
        layout.addWidget(self.note)
        self.forget()

    def forget(self) -> None:
        """Drops question and answer: another layer or another model is chosen."""
        if self._question is not None:
            self._question.drop()
            self._question = None
        self.note.clear()
        self.link.setVisible(self._scene()[0] is not None)

    def ask(self) -> None:
        """Asks about the layer; the answer comes within seconds."""
        self.forget()
        spec, problem = self._scene()
        if spec is None:
            self.note.show_text(problem)
            return
        model, device = self._choice()
        request = FamiliarityRequest(spec, model=absolute_model(model), device=device)
        client = self._client
        self.note.show_text(tr("Looking at a sample of the layer …"), "")
        self._question = ask(
            lambda dropped: client().request(request, cancelled=dropped),
            self._answered,
            self._failed,
            owner=self,
        )

    def _answered(self, answer: ExploreAnswer) -> None:
        self._question = None
        share = float(answer.numbers["unfamiliar"])
        if share >= UNFAMILIAR_SHARE:
            self.note.show_text(unfamiliar_in_words(share), "warning")
            return
        text = tr(
            "Familiar to the model: {share} % of the sample is unlike the training data "
            "({usual} % of training ground is). Familiar ground can be mapped wrongly, too."
        )
        words = fill(text, share=share_in_percent(share), usual=UNFAMILIAR)
        self.note.show_text(words.replace(" %", "\u00a0%"), "info")

    def _failed(self, error: Exception) -> None:
        self._question = None
        self.note.show_text(in_words(error), "warning")
