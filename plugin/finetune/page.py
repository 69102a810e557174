"""The "Fine-tune" page of the dock: puts its panels together and connects them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ...model.protocol.finetuning import FinetuneResult
from ...model.protocol.segmenting import ModelList
from ..errors import PluginError, in_words
from ..labels.layers import start_digitising
from ..panels.layer_choice import LayerChoice, live_layer
from ..panels.run_panel import START_KEYS
from ..run.runner import Outcome
from ..settings import FinetuneChoices, load_finetune_choices, save_finetune_choices
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.text import shortened
from ..ui.widgets import add_field, column, fill_page, select_data, shrinkable
from .host import Host
from .labels_panel import LabelsPanel
from .maps import MapMaker
from .new_labels import ask_for_label_layer
from .parameters import free_name, map_parameters, seen_extent, suggestion_parameters, training_parameters
from .result_panel import ResultPanel
from .run import FinetuneRun
from .scores_dialog import show_scores
from .shelf import ModelShelf
from .side_jobs import SideJobs
from .sources_panel import SourcesPanel
from .train_panel import OptionsPanel, TrainPanel

RECOVERABLE = frozenset({"worker_died", "worker_silent", "out_of_memory", "backend_protocol"})
"""Errors after which the best model so far may still exist."""


class FinetunePage(QWidget):
    """Collects labels and options, starts the algorithms, shows the results.

    Signals:
        scene_chosen: The user has chosen another radar layer here.
    """

    scene_chosen = pyqtSignal(object)

    def __init__(self, iface: QgisInterface, icon: QIcon, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface = iface
        self._host = host
        self._blocked = ""
        self._run: FinetuneRun | None = None
        self._name_is_ours = True
        self._unfinished = ""
        self._then_map: dict[str, Any] = {}
        self._then_base = ""
        self._choices = load_finetune_choices()
        self.result: FinetuneResult | None = None
        self.models = ModelShelf(host.client, self)
        self.maps = MapMaker(iface, host.segment, host.parameters, self)
        self.side_jobs = SideJobs(iface.mapCanvas(), self)
        self._build(icon)
        self._connect()
        select_data(self.options.mode, self._choices.mode)
        self.options.segment_after.setChecked(self._choices.segment_after)
        self.results.places.setValue(self._choices.places)
        self._update()

    def _build(self, icon: QIcon) -> None:
        """Choices in a scroll area, the button always in view below."""
        self.scene_box = shrinkable(QgsMapLayerComboBox())
        self.scene_box.setFilters(RASTER_LAYERS)
        self.scene_box.setShowCrs(False)
        self.scene_box.setToolTip(tr("The same as on the page 'Segment', where it is said how it is read."))
        self._scene = LayerChoice(self.scene_box, self._host.scene, self)
        self.labels = LabelsPanel(self.scene)
        self.sources = SourcesPanel(lambda: [self.scene(), self.labels.layer()], self.labels.field)
        self.labels.set_more(self.sources.snapshots)
        self.options = OptionsPanel()
        self.results = ResultPanel()
        self.train = TrainPanel(icon, START_KEYS)
        self.recover_button = QPushButton(tr("&Recover the best model so far"))
        self.recover_button.setToolTip(tr("Keeps what the training had reached when it was cut off."))
        self.recover_button.hide()
        scene = QWidget()
        add_field(column(scene), tr("SAR la&yer"), self.scene_box)
        choices = (scene, self.labels, self.sources, self.options, self.results)
        self._scroll = fill_page(self, choices, (self.recover_button, self.train))

    def _connect(self) -> None:
        self._scene.activated.connect(lambda: self.scene_chosen.emit(self.scene()))
        self._scene.changed.connect(self._scene_changed)
        self.labels.changed.connect(self._update)
        self.labels.new_layer.connect(self.new_label_layer)
        self.labels.draw.connect(self.draw)
        self.labels.check.connect(self.check_labels)
        self.sources.changed.connect(self.labels.counter.soon)
        self.sources.changed.connect(self.labels.show_selection)
        self._iface.mapCanvas().selectionChanged.connect(self.labels.show_selection)
        self.options.changed.connect(self._update)
        self.options.base_changed.connect(self._base_changed)
        self.options.manage.connect(lambda: self.models.show())
        self.models.changed.connect(self.set_models)
        self.options.name.textEdited.connect(self._name_edited)
        self.train.start.connect(self.start)
        self.train.finish.connect(lambda: self._run.finish() if self._run is not None else None)
        self.train.cancel.connect(self._cancel)
        self.recover_button.clicked.connect(self.recover)
        self.results.show_scores.connect(self.show_scores)
        self.results.segment.connect(self.segment)
        self.results.compare.connect(self.maps.show)
        self.results.suggest.connect(self.suggest)
        self.maps.changed.connect(self._maps_changed)
        self.side_jobs.changed.connect(self._update)

    # Messages from the dock

    def scene(self) -> QgsRasterLayer | None:
        """The radar layer."""
        return self._scene.layer()

    def set_scene(self, layer: QgsRasterLayer | None) -> None:
        """The dock's radar layer has changed."""
        self._scene.choose(layer)

    def forget_project(self) -> None:
        """Clears for another project: texts and maps of the old project do not apply."""
        self.labels.forget()
        self.maps.forget()
        self.result = None
        self.results.set_result(None)
        if not self.running():
            self.train.forget()
        self._name_is_ours = True
        self._suggest_name()
        self._update()

    def set_models(self, models: ModelList) -> None:
        """Takes the worker's models."""
        self.models.models = models.models
        self.options.set_models(models.models)
        self._suggest_name()

    def set_blocked(self, reason: str) -> None:
        """Says why no work can start at all; an empty reason allows work."""
        self._blocked = reason
        self._update()

    def blocked_by(self) -> str:
        """Why the training cannot start yet; empty if nothing is missing."""
        if self.scene() is None:
            return tr("Choose a raster layer first")
        if self._blocked:
            return self._blocked
        if self._host.parameters().get("CROSS_POL") and self.sources.scenes():
            return tr("With a second layer for VH or HV, only one scene can be learned from")
        return self.labels.missing() or ("" if self._name() else tr("Give the new model a name"))

    def running(self) -> bool:
        """Whether a training is under way."""
        return self._run is not None

    def abort(self) -> None:
        """Ends all runs; does not wait for them."""
        self.side_jobs.cancel()
        if self._run is not None:
            self._run.cancel()

    def remove(self) -> None:
        """Disconnects from QGIS for good."""
        self._iface.mapCanvas().selectionChanged.disconnect(self.labels.show_selection)
        self.labels.remove()
        self.sources.remove()
        self.side_jobs.abandon()
        if self._run is not None:
            self._run.abandon()

    def save(self) -> None:
        """Remembers the choices."""
        save_finetune_choices(
            FinetuneChoices(
                mode=str(self.options.mode.currentData()),
                segment_after=self.options.segment_after.isChecked(),
                places=self.results.places.value(),
                label_folder=self._choices.label_folder,
            )
        )

    # Labels

    def new_label_layer(self) -> None:
        """Asks for a place, makes a label layer there, and starts drawing in it."""
        classes = self.labels.classes() or []
        try:
            layer = ask_for_label_layer(self, self.scene(), self._choices.label_folder, classes)
        except PluginError as error:
            self.labels.problems.show_text(error.text(), "error")
            return
        if layer is None:
            return
        self._choices.label_folder = str(Path(layer.source().split("|")[0]).parent)
        self.save()
        self.labels.choose(layer)
        start_digitising(layer, self._iface)
        self.labels.table.table.setFocus()

    def draw(self) -> None:
        """Starts drawing in the label layer."""
        layer = self.labels.layer()
        if layer is not None:
            start_digitising(layer, self._iface)

    def check_labels(self) -> None:
        """Asks the worker for the exact count of the labels."""
        if self.scene() is not None:
            self.side_jobs.check(self._training_parameters(), self.labels)

    # Training

    def start(self) -> None:
        """Starts the training."""
        if self.running() or self.blocked_by():
            return
        overwrite = self._name() in self.options.taken_names()
        if overwrite and not self._may_overwrite():
            return
        self.save()
        parameters = {
            **self._training_parameters(),
            "MODE": self.options.mode.currentData(),
            "BASE": self.options.base.currentData() or "",
            "NAME": self._name(),
            "OVERWRITE": overwrite,
        }
        self._unfinished = parameters["NAME"]
        # For the scene of this training, even if another scene is chosen when the training ends.
        self._then_map = map_parameters(self._host.parameters())
        base = self.options.base_model()
        self._then_base = base.name if base is not None else ""
        run = FinetuneRun(parameters)
        run.progressed.connect(self.train.set_fraction)
        run.said.connect(self.train.set_text)
        run.heard.connect(self.train.hear)
        run.ended.connect(self._ended)
        self._run = run
        self.recover_button.hide()
        self.train.begin()
        problem = run.start()
        if problem:
            self._ended(Outcome(error=problem))

    def _may_overwrite(self) -> bool:
        """Asks before a model is replaced."""
        allowed, why_not = self.models.may_replace(self._name(), self.options.base_model())
        if why_not:
            self.train.note.show_text(why_not, "warning")
        return allowed

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _ended(self, outcome: Outcome) -> None:
        """Says how the training ended."""
        run, self._run = self._run, None
        if run is None:
            return
        if outcome.cancelled:
            self.train.end(tr("Cancelled. No model was kept."), "info")
        elif outcome.error or run.result is None:
            self.train.end(outcome.error, "error")
            self._host.tell(outcome.error, Qgis.MessageLevel.Critical)
            self.recover_button.setVisible(run.training.failure in RECOVERABLE)
        else:
            self._show_result(run.result)
            if not outcome.project_is_gone:
                self._make_maps(run.result.model.name)
            self.models.ask()
        self._update()

    def _show_result(self, result: FinetuneResult) -> None:
        self.result = result
        text = tr("'{name}' is trained.").format(name=shortened(result.model.name))
        if result.stopped_early:
            text += " " + tr("It was ended early.")
        self.train.end(text, "success")
        self._host.tell(text, Qgis.MessageLevel.Success)
        self.results.set_result(result)
        self._scroll.bring_up(self.results)
        self._name_is_ours = True

    def _make_maps(self, model: str) -> None:
        """Makes the maps that the user asked for, if the scene still exists."""
        scene = live_layer(self._then_map["INPUT"])
        if self.options.segment_after.isChecked() and scene is not None:
            extent = seen_extent(self._iface.mapCanvas(), scene)
            self.maps.make(scene, model, {**self._then_map, "EXTENT": extent}, self._then_base)

    def recover(self) -> None:
        """Asks the worker to turn the best state so far into a model."""
        name = self._unfinished
        self.recover_button.hide()

        def recovered(models: ModelList) -> None:
            self.train.note.show_text(tr("'{name}' is recovered.").format(name=shortened(name)), "success")
            self._name_is_ours = True
            self.models.take(models)

        self.models.recover(
            name, recovered, lambda error: self.train.note.show_text(in_words(error), "error")
        )

    # What to do with the new model

    def show_scores(self) -> None:
        """Opens the scores of the last training."""
        if self.result is not None:
            show_scores(self.result.metrics, self.result.model.name, self)

    def segment(self) -> None:
        """Makes a map with the new model; everything else as chosen on the page "Segment"."""
        scene = self.scene()
        if self.result is not None and scene is not None:
            self.maps.make_one(scene, self.result.model.name)

    def suggest(self) -> None:
        """Asks the worker where to label next, for the model of the last training or the base model."""
        scene = self.scene()
        if scene is None or self._blocked:
            return
        model = self.result.model.name if self.result is not None else self.options.base.currentData() or ""
        parameters = suggestion_parameters(
            self._host.parameters(),
            model,
            self.results.places.value(),
            seen_extent(self._iface.mapCanvas(), scene),
            self._label_layers(),
        )
        self.side_jobs.suggest(parameters, self.train.note)

    # Helpers

    def _training_parameters(self) -> dict[str, Any]:
        scene = self.scene()
        scenes = [scene, *self.sources.scenes()] if scene is not None else self.sources.scenes()
        return training_parameters(
            self._host.parameters(),
            scenes,
            self._label_layers(),
            self.labels.classes(),
            selected_only=self.labels.selected_only.isChecked(),
        )

    def _label_layers(self) -> list[tuple[QgsVectorLayer, str]]:
        layer = self.labels.layer()
        own = [(layer, self.labels.field())] if layer is not None else []
        return [*own, *self.sources.labels()]

    def _base_changed(self) -> None:
        model = self.options.base_model()
        if model is not None:
            self.labels.set_legend(model.classes)

    def _scene_changed(self, *_: Any) -> None:
        self.labels.counter.soon()
        self._suggest_name()
        self._update()

    def _maps_changed(self) -> None:
        self.results.set_comparable(self.maps.comparable(), after=self.maps.after_is_shown)

    def _name(self) -> str:
        return str(self.options.name.text()).strip()

    def _name_edited(self) -> None:
        self._name_is_ours = not self._name()

    def _suggest_name(self) -> None:
        scene = self.scene()
        if self._name_is_ours and not self.running() and scene is not None:
            self.options.name.setText(free_name(scene.name(), self.options.taken_names()))

    def _update(self) -> None:
        """Enables what can be done now."""
        self.train.set_blocked(self.blocked_by())
        reason = self._blocked or (tr("Another count or search is on.") if self.side_jobs.busy() else "")
        if not reason and self.scene() is None:
            reason = tr("Choose a radar layer first.")
        self.results.set_busy(reason)
        self.labels.set_busy(reason)
