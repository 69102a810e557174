"""The models: what each is and can do; rename, import, export, delete, set as default."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...model.protocol.finetuning import ManageModelRequest
from ...model.protocol.segmenting import ListModelsRequest, ModelList
from ...model.protocol.values import ModelInfo
from ..errors import PluginError
from ..paths import PLUGIN_ROOT
from ..run.background import Question, ask
from ..translation import marked, tr
from ..ui.help_button import add_help
from ..ui.help_pages import MODELS
from ..ui.widgets import Note, Why
from .model_card import card_html

_FILES = marked("Sardino models (*.safetensors)")


class ModelsDialog(QDialog):
    """Lists and manages the models. The worker makes every change, asked in the background.

    Signals:
        models_changed: The ``ModelList`` after a change.
    """

    models_changed = pyqtSignal(object)

    def __init__(self, client: Callable[[], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SardinoModels")
        self.setWindowTitle(tr("Sardino models"))
        self._client = client
        self._models: list[ModelInfo] = []
        self._question: Question | None = None
        self._choose_next = ""
        layout = QVBoxLayout(self)
        self.note = Note(closable=True)
        layout.addWidget(self.note)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = QTextBrowser()
        self.card.setAccessibleName(tr("Card of the model"))
        self.card.setOpenLinks(False)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.card)
        splitter.setSizes([240, 460])
        layout.addWidget(splitter, 1)
        row = QHBoxLayout()
        self.default_button = self._button(row, tr("&Set as default"), self.set_default)
        self.rename_button = self._button(row, tr("&Rename …"), self.ask_rename)
        self.export_button = self._button(row, tr("&Export …"), self.ask_export)
        self.delete_button = self._button(row, tr("&Delete …"), self.ask_delete)
        row.addStretch(1)
        self.import_button = self._button(row, tr("&Import …"), self.ask_import)
        layout.addLayout(row)
        self._why = Why()
        layout.addWidget(self._why)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.help = add_help(buttons, MODELS, tr("Help: how to read a model's card"), "how-to-read-a-card")
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(lambda _: self._show_current())
        self._show_current()

    def sizeHint(self) -> QSize:
        """Large enough for a card."""
        return QSize(760, 480)

    def _button(self, row: QHBoxLayout, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: slot())
        row.addWidget(button)
        return button

    def refresh(self, choose: str = "") -> None:
        """Asks the worker for the models.

        Args:
            choose: Name of the model to choose afterwards; empty keeps the choice.
        """
        self._choose_next = choose
        self._ask(ListModelsRequest(), "")

    def current(self) -> ModelInfo | None:
        """The model that is chosen in the list."""
        row = self.list.currentRow()
        return self._models[row] if 0 <= row < len(self._models) else None

    def manage(self, action: str, model: str, target: str = "", done: str = "", then: str = "") -> None:
        """Asks the worker for a change.

        Args:
            action: One of ``messages.MODEL_ACTIONS``.
            model: A model's name, or a file to import.
            target: New name or file.
            done: What to say afterwards.
            then: Name of the model to choose afterwards.
        """
        self._choose_next = then
        self._ask(ManageModelRequest(action, model, target), done)

    def set_default(self) -> None:
        """Makes the current model the default."""
        model = self.current()
        if model is not None:
            self.manage("set_default", model.name, done=tr("'{}' is the default now.").format(model.name))

    def ask_rename(self) -> None:
        """Asks for the current model's new name."""
        model = self.current()
        if model is None:
            return
        name, ok = QInputDialog.getText(
            self, tr("Rename the model"), tr("New name"), QLineEdit.EchoMode.Normal, model.name
        )
        name = name.strip()
        if ok and name and name != model.name:
            self.manage("rename", model.name, name, tr("Renamed to '{}'.").format(name), name)

    def ask_export(self) -> None:
        """Asks where to write the current model."""
        model = self.current()
        if model is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export the model"), f"{model.name}.safetensors", tr(_FILES)
        )
        if name:
            path = Path(name)
            path = path if path.suffix == ".safetensors" else path.with_name(path.name + ".safetensors")
            self.manage("export", model.name, str(path), tr("Written to {}.").format(path))

    def ask_import(self) -> None:
        """Asks for a model file to import."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Import a model"), "", tr(_FILES))
        if name:
            stem = Path(name).stem
            self.manage("import", name, done=tr("'{}' is imported.").format(stem), then=stem)

    def ask_delete(self) -> None:
        """Asks the user and deletes the current model."""
        model = self.current()
        if model is None:
            return
        question = tr("Delete the model '{}' for good? Its maps stay.").format(model.name)
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        answer = QMessageBox.question(self, "Sardino", question, buttons, QMessageBox.StandardButton.No)
        if answer == QMessageBox.StandardButton.Yes:
            self.manage("delete", model.name, done=tr("'{}' is deleted.").format(model.name))

    def closeEvent(self, event: Any) -> None:
        """Drops open questions: nobody waits for an answer any longer."""
        if self._question is not None:
            self._question.drop()
        super().closeEvent(event)

    def _ask(self, request: Any, done: str) -> None:
        client = self._client
        self._set_busy(True)
        self._question = ask(
            lambda dropped: client().request(request, cancelled=dropped),
            lambda answer: self._answered(answer, done),
            self._failed,
            owner=self,
        )

    def _answered(self, models: ModelList, done: str) -> None:
        before = self.current()
        wanted = self._choose_next or (before.name if before is not None else "")
        self._models = models.models
        self.list.clear()
        for item in self._models:
            text = tr("{name} (default)").format(name=item.name) if item.is_default else item.name
            entry = QListWidgetItem(text)
            entry.setToolTip(tr(item.error.message if item.error is not None else item.summary))
            font = entry.font()
            font.setBold(item.is_default)
            font.setItalic(item.error is not None)
            entry.setFont(font)
            self.list.addItem(entry)
        rows = [row for row, item in enumerate(self._models) if item.name == wanted]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self._set_busy(False)
        self.note.show_text(done, "success")
        self.models_changed.emit(models)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.note.show_text(error.text() if isinstance(error, PluginError) else str(error), "error")

    def _set_busy(self, busy: bool) -> None:
        self._question = None
        self.list.setEnabled(not busy)
        self.import_button.setEnabled(not busy)
        self._show_current(busy)

    def _show_current(self, busy: bool = False) -> None:
        model = self.current()
        self.card.setHtml(card_html(model) if model is not None else "")
        usable = model is not None and not busy
        own = usable and not is_bundled(model)
        self.default_button.setEnabled(usable and model.error is None and not model.is_default)
        self.export_button.setEnabled(usable and model.error is None)
        self.rename_button.setEnabled(own and model.error is None)
        self.delete_button.setEnabled(own)
        self._why.say(" ".join(_limits(model)) if usable else "")


def _limits(model: ModelInfo) -> list[str]:
    """Sentences that say what cannot be done with a model, and why."""
    limits = []
    if model.is_default:
        limits.append(tr("It is the default already."))
    if is_bundled(model):
        limits.append(tr("It came with Sardino: it can be neither renamed nor deleted."))
    if model.error is not None:
        limits.append(tr("It cannot be read: it can only be deleted."))
    return limits


def is_bundled(model: ModelInfo) -> bool:
    """Whether the model came with the plugin."""
    return (PLUGIN_ROOT / "resources") in Path(model.path).parents
