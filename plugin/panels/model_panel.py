"""Which model to use, and on which device."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...model.protocol.envelope import Hello
from ...model.protocol.segmenting import ModelList
from ...model.protocol.values import ModelInfo
from ..translation import fill, tr
from ..ui.text import rich_tooltip
from ..ui.widgets import add_field, column, select_data, shrinkable


class ModelPanel(QWidget):
    """Lets the user choose a model and a device.

    Until the worker has answered, the panel offers the default model and the automatic device.

    Signals:
        changed: Another model or device was chosen.
        shown: Another model is shown, or more is known about it; carries the ``ModelInfo`` or None.
    """

    changed = pyqtSignal()
    shown = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self)
        self.model = shrinkable(QComboBox())
        self.device = shrinkable(QComboBox())
        add_field(layout, tr("Model to &use"), self.model)
        add_field(layout, tr("Dev&ice"), self.device)
        self._models: list[ModelInfo] = []
        self._wanted_model = ""
        self._wanted_device = "auto"
        self.model.addItem(tr("Default model"), "")
        self.device.addItem(tr("Automatic"), "auto")
        self.model.activated.connect(self._model_chosen)
        self.device.activated.connect(self._device_chosen)

    def choose(self, model: str, device: str) -> None:
        """Chooses a model by name (empty: the default) and a device by kind.

        A model or device that is not in the list yet is chosen as soon as it appears.
        """
        self._wanted_model, self._wanted_device = model, device
        self._select()
        self.shown.emit(self.info())

    def take(self, model: str, device: str) -> None:
        """Chooses as the user would: as :meth:`choose`, and tells."""
        self.choose(model, device)
        self.changed.emit()

    def choice(self) -> tuple[str, str]:
        """The model's name (empty: the default) and the device's kind."""
        return self._wanted_model, self._wanted_device

    def info(self, name: str | None = None) -> ModelInfo | None:
        """What is known about a model; None if nothing is, or the model cannot be read.

        Args:
            name: The model's name, empty for the default; None for the chosen model.
        """
        wanted = self._wanted_model if name is None else name
        found = [item for item in self._models if item.name == wanted or (not wanted and item.is_default)]
        return found[0] if found and found[0].error is None else None

    def set_asking(self) -> None:
        """Says that the worker is being asked."""
        self.device.setItemText(0, tr("Automatic (asking …)"))

    def set_unknown(self) -> None:
        """Says that the worker could not be asked."""
        self.device.setItemText(0, tr("Automatic (not known yet)"))

    def set_devices(self, hello: Hello) -> None:
        """Lists the worker's devices."""
        self.device.clear()
        first = hello.devices[0].name if hello.devices else tr("none")
        self.device.addItem(tr("{name} (automatic)").format(name=first), "auto")
        for device in hello.devices:
            self.device.addItem(device.name, device.kind)
            if device.memory_mb:
                tip = fill(tr("{memory:.1f} GB of memory"), memory=device.memory_mb / 1024)
                self.device.setItemData(self.device.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._select()
        self._wanted_device = str(self.device.currentData())

    def set_models(self, models: ModelList) -> None:
        """Lists the worker's models; an unreadable model is shown disabled, with the reason."""
        self._models = models.models
        self.model.clear()
        ordered = sorted(models.models, key=lambda item: (not item.is_default, item.error is not None))
        for item in ordered:
            text = tr("{name} (default)").format(name=item.name) if item.is_default else item.name
            if item.error is not None:
                text = tr("{name} (cannot be read)").format(name=item.name)
            self.model.addItem(text, "" if item.is_default else item.name)
            row = self.model.count() - 1
            self.model.setItemData(row, model_tooltip(item), Qt.ItemDataRole.ToolTipRole)
            if item.error is not None:
                self.model.model().item(row).setEnabled(False)
        if not ordered:
            self.model.addItem(tr("No model installed"), "")
        self._select()
        self._wanted_model = str(self.model.currentData())
        self.shown.emit(self.info())

    def _select(self) -> None:
        """Shows the wanted entries, or the first entries if the wanted entries are missing."""
        for combo, wanted in ((self.model, self._wanted_model), (self.device, self._wanted_device)):
            if not select_data(combo, wanted):
                combo.setCurrentIndex(0)
            self._explain(combo)

    def _model_chosen(self) -> None:
        self._wanted_model = str(self.model.currentData())
        self._explain(self.model)
        self.shown.emit(self.info())
        self.changed.emit()

    def _device_chosen(self) -> None:
        self._wanted_device = str(self.device.currentData())
        self._explain(self.device)
        self.changed.emit()

    @staticmethod
    def _explain(combo: QComboBox) -> None:
        """Gives the combo box the tooltip of its entry, or the entry's text, which may be cut off."""
        tip = combo.currentData(Qt.ItemDataRole.ToolTipRole)
        combo.setToolTip(tip or rich_tooltip(combo.currentText()))


def model_tooltip(model: ModelInfo) -> str:
    """A model's card in a few lines."""
    lines = [f"<b>{html.escape(model.name)}</b>"]
    if model.error is not None:
        lines += [html.escape(tr(model.error.message)), html.escape(tr(model.error.remedy))]
    if model.summary:
        lines.append(html.escape(tr(model.summary)))
    if model.classes:
        lines.append(
            html.escape(
                tr("Classes: {names}").format(names=", ".join(tr(item.name) for item in model.classes))
            )
        )
    if model.licence:
        lines.append(html.escape(tr("Licence: {licence}").format(licence=model.licence)))
    return "<qt>" + "<br>".join(lines) + "</qt>"
