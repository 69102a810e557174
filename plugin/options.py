"""Sardino's page in QGIS's options (Settings > Options > Sardino)."""

from __future__ import annotations

from typing import Any, Callable

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..model.protocol.envelope import Hello
from ..model.protocol.finetuning import ManageModelRequest
from ..model.protocol.segmenting import ListModelsRequest, ModelList
from ..model.protocol.values import DEVICES, ENGINES, PRECISIONS
from .backend import stop_shared_client
from .backend.environment import current_surroundings, environment_phrase, is_outdated
from .run.background import Question, ask
from .settings import Options, forget_model, load_options, save_options
from .translation import tr
from .ui.text import rich_tooltip
from .ui.widgets import Why, note_label, select_data, shrinkable

_MB_PER_GB = 1024
_MOST_GB = 1024.0
_LEAST_GB = 1.5


class OptionsPage(QgsOptionsPageWidget):
    """Device, precision, memory, idle time, kept features, environment, and the defaults of a new job."""

    def __init__(
        self,
        client: Callable[[], Any],
        set_up: Callable[[], Any],
        diagnose: Callable[[], Any],
        changed: Callable[[], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._changed = client, changed
        self._question: Question | None = None
        self._asked = False
        self._default_model = ""
        self._build(set_up, diagnose)
        self._show(load_options())

    def _build(self, set_up: Callable[[], Any], diagnose: Callable[[], Any]) -> None:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        for box in (self._computing(), self._environment(set_up, diagnose), self._jobs()):
            layout.addWidget(box)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(contents)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _computing(self) -> QGroupBox:
        box, form = _group(tr("Computing"))
        self.device = shrinkable(QComboBox())
        self._devices = {
            "auto": tr("Automatic"),
            "cpu": "CPU",
            "cuda": "NVIDIA GPU (CUDA)",
            "mps": "Apple GPU (MPS)",
        }
        for kind in DEVICES:
            self.device.addItem(self._devices[kind], kind)
        self._add(
            form,
            tr("&Device"),
            self.device,
            tr("Where the model runs when a job leaves it to 'automatic'. Automatic takes a GPU that works."),
        )
        self.precision = shrinkable(QComboBox())
        for name in PRECISIONS:
            self.precision.addItem(tr("Automatic") if name == "auto" else name, name)
        self._add(
            form,
            tr("&Precision"),
            self.precision,
            tr("bf16 and fp16 are faster where the device supports them; fp32 is exact. No CPU takes fp16."),
        )
        self.engine = shrinkable(QComboBox())
        engines = {"auto": tr("Automatic"), "torch": "PyTorch", "openvino": "OpenVINO"}
        for name in ENGINES:
            self.engine.addItem(engines[name], name)
        self._add(
            form,
            tr("&Engine"),
            self.engine,
            tr(
                "What computes the network. Automatic takes PyTorch on a GPU, and on a CPU the faster one. "
                "OpenVINO is only taken if it finds the same classes as PyTorch; this is checked once."
            ),
        )
        self.memory = QDoubleSpinBox()
        self.memory.setRange(_LEAST_GB - 0.5, _MOST_GB)
        self.memory.setDecimals(1)
        self.memory.setSingleStep(0.5)
        self.memory.setSuffix(tr(" GB"))
        self.memory.setSpecialValueText(tr("No limit"))
        self._add(
            form,
            tr("&Memory limit"),
            self.memory,
            tr(
                "The most that the model's process may take, of the computer's memory and of a GPU's. With "
                "less, it works in smaller pieces. On macOS it only holds for the GPU and the caches."
            ),
        )
        self.idle = QSpinBox()
        self.idle.setRange(0, 24 * 60)
        self.idle.setSuffix(tr(" min"))
        self.idle.setSpecialValueText(tr("When QGIS closes"))
        self._add(
            form,
            tr("&Free the memory after"),
            self.idle,
            tr("After so long without a job the model's process ends; the next job starts it again."),
        )
        self.features = QDoubleSpinBox()
        self.features.setRange(0.0, _MOST_GB)
        self.features.setDecimals(1)
        self.features.setSingleStep(1.0)
        self.features.setPrefix(tr("at most "))
        self.features.setSuffix(tr(" GB"))
        self.features.setSpecialValueText(tr("Keep nothing"))
        self._add(
            form,
            tr("&Kept features"),
            self.features,
            tr(
                "Segmenting keeps what the network saw in a scene, so that the page Explore and fine-tuning "
                "need no second look at it. Beyond this limit the files that were not used for longest are "
                "removed."
            ),
        )
        return box

    def _environment(self, set_up: Callable[[], Any], diagnose: Callable[[], Any]) -> QGroupBox:
        box = QGroupBox(tr("Environment"))
        layout = QVBoxLayout(box)
        self.environment = note_label()
        layout.addWidget(self.environment)
        row = QHBoxLayout()
        self.set_up = QPushButton(tr("&Set up model backend …"))
        self.set_up.setToolTip(tr("Makes the model's Python environment anew, or chooses an existing one."))
        self.diagnose = QPushButton(tr("Dia&gnostics …"))
        self.diagnose.setToolTip(tr("A report to copy: versions, devices, environment, last errors."))
        for button, slot in ((self.set_up, set_up), (self.diagnose, diagnose)):
            button.clicked.connect(lambda _=False, slot=slot: slot())
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        return box

    def _jobs(self) -> QGroupBox:
        box, form = _group(tr("New jobs"))
        self.model = shrinkable(QComboBox())
        self.model.setEnabled(False)  # until the worker has sent its models
        self.model.addItem(tr("Known once the backend has answered"))
        self._add(form, tr("Default m&odel"), self.model, tr("For jobs that name no model."))
        names = {
            "landcover": tr("Land cover"),
            "confidence": tr("Confidence"),
            "attention": tr("Attention"),
            "familiarity": tr("Familiarity"),
        }
        row = QHBoxLayout()
        self.outputs = {name: QCheckBox(text) for name, text in names.items()}
        for check in self.outputs.values():
            check.toggled.connect(self._keep_one)
            row.addWidget(check)
        row.addStretch(1)
        form.addRow(tr("Layers to make"), row)
        self.full_attention = QCheckBox(tr("Attention with the radar layer's own pixels"))
        self.full_attention.setToolTip(
            rich_tooltip(
                tr(
                    "For stacks in which all layers have the same pixels. The file is about sixty times as "
                    "large and holds nothing more: one value per token of the network, interpolated."
                )
            )
        )
        form.addRow("", self.full_attention)
        self._why = Why()
        form.addRow("", self._why)
        return box

    @staticmethod
    def _add(form: QFormLayout, text: str, widget: QWidget, tip: str) -> None:
        widget.setToolTip(rich_tooltip(tip))
        widget.setAccessibleName(text.replace("&", ""))
        form.addRow(text, widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks the worker for its models when the page is first seen."""
        super().showEvent(event)
        surroundings = current_surroundings()
        text, name = environment_phrase(surroundings)
        if text == "none":
            words = tr("None yet: set it up to use Sardino.")
        else:
            words = tr("In use: {environment}").format(environment=tr(text).format(name=name))
            if is_outdated(surroundings):
                words += "\n" + tr("It was made for another version of Sardino: set it up anew.")
        self.environment.setText(words)
        if not self._asked and text != "none":
            self._asked = True
            client = self._client

            def question(dropped: Callable[[], bool]) -> tuple[Hello, ModelList]:
                hello = client().hello(cancelled=dropped)
                return hello, client().request(ListModelsRequest(), cancelled=dropped)

            self._question = ask(question, self._answered, lambda _: None, owner=self)

    def options(self) -> Options:
        """The options as the page shows them."""
        gigabytes = self.memory.value()
        return Options(
            device=str(self.device.currentData()),
            precision=str(self.precision.currentData()),
            engine=str(self.engine.currentData()),
            memory_mb=0 if gigabytes < _LEAST_GB else round(gigabytes * _MB_PER_GB),
            idle_minutes=float(self.idle.value()),
            outputs=[name for name, check in self.outputs.items() if check.isChecked()],
            attention="full" if self.full_attention.isChecked() else "tokens",
            features_gb=round(self.features.value(), 1),
        )

    def apply(self) -> None:
        """Saves the choices; ends a worker that runs with other options."""
        wanted, model, client = self.options(), self.model.currentData(), self._client
        restart = wanted != load_options()
        if model == self._default_model:
            model = None
        if not restart and not model:
            return
        save_options(wanted)
        if model:
            forget_model()

        def make_way(dropped: Callable[[], bool]) -> None:
            if model:
                client().request(ManageModelRequest("set_default", model), cancelled=dropped)
            if restart:
                stop_shared_client()

        # Ending the worker can take seconds if a job is under way.
        ask(make_way, lambda _: self._changed(), lambda _: self._changed())

    def _show(self, options: Options) -> None:
        select_data(self.device, options.device)
        select_data(self.precision, options.precision)
        select_data(self.engine, options.engine)
        self.memory.setValue(options.memory_mb / _MB_PER_GB if options.memory_mb else 0.0)
        self.idle.setValue(round(options.idle_minutes))
        self.features.setValue(options.features_gb)
        for name, check in self.outputs.items():
            check.setChecked(name in options.outputs)
        self.full_attention.setChecked(options.attention == "full")

    def _answered(self, answer: tuple[Hello, ModelList]) -> None:
        hello, models = answer
        self.model.clear()
        for item in models.models:
            if item.error is None:
                self.model.addItem(item.name, item.name)
                tip = rich_tooltip(tr(item.summary))
                self.model.setItemData(self.model.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
                if item.is_default:
                    self._default_model = item.name
        self.model.setEnabled(True)
        select_data(self.model, self._default_model)
        there = {item.kind: item.name for item in hello.devices}
        for row in range(self.device.count()):
            kind = self.device.itemData(row)
            if kind in there:
                self.device.setItemText(row, f"{self._devices[kind]}: {there[kind]}")
            elif kind != "auto":
                self.device.setItemText(row, tr("{name} (not found here)").format(name=self._devices[kind]))
                self.device.model().item(row).setEnabled(kind == self.device.currentData())
        words = ", ".join([f"Python {hello.python}", *engines_of(hello)])
        self.environment.setText(f"{self.environment.text()}\n{words}")

    def _keep_one(self) -> None:
        """A job makes at least one layer, so the last tick cannot be removed."""
        ticked = [check for check in self.outputs.values() if check.isChecked()]
        for check in self.outputs.values():
            check.setEnabled(not (len(ticked) == 1 and check is ticked[0]))
        self._why.say(tr("At least one layer has to be made.") if len(ticked) == 1 else "")


def engines_of(hello: Hello) -> list[str]:
    """The engines of an environment with their versions; without torch the environment is Light."""
    versions = {"torch": hello.torch, "OpenVINO": hello.openvino}
    found = [f"{name} {version}" for name, version in versions.items() if version]
    return found if hello.torch else [*found, tr("Light, without PyTorch")]


def _group(title: str) -> tuple[QGroupBox, QFormLayout]:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return box, form
