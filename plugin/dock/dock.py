"""The dock widget: puts the panels together and lets them talk to each other."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import Qgis, QgsProcessing, QgsProject
from qgis.gui import QgisInterface, QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QWidget

from ...model.protocol.envelope import Hello
from ...model.protocol.segmenting import ModelList
from ...model.protocol.values import SceneDescription, SceneSpec
from ..after.dates_group import DatesGroup
from ..after.page import ResultsPage
from ..errors import in_words
from ..panels.extent_panel import ExtentPanel
from ..panels.layer_choice import ExceptedProducts, live_layer
from ..panels.model_panel import ModelPanel
from ..panels.run_panel import START_KEYS, RunPanel
from ..results.trust import trust_in_report
from ..run.background import drop_all
from ..run.runner import Outcome
from ..settings import load_choices, save_choices
from ..translation import tr
from ..ui.widgets import fill_page, name_collapse_buttons
from .advanced_panel import AdvancedPanel
from .backend_panel import BackendPanel
from .detection import Detection, scene_of
from .expected_panel import ExpectedPanel
from .exploring import explore_page
from .familiar_panel import FamiliarPanel
from .finetuning import Neighbours, finetune_page, host_of
from .layer_panel import LayerPanel
from .output_panel import OutputPanel
from .pages import Pages, page_shortcut
from .remembered import Remembered
from .result_view import MESSAGE_LEVELS, ResultView, segmented_in_words, without_layers_in_words
from .segment_run import SegmentRun
from .several import SeveralScenes
from .summary import Summary

_SAVE_DELAY_MS = 500


class SardinoDock(QgsDockWidget):
    """Collects what to segment and how, starts the Processing algorithm, shows the result.

    The worker is asked nothing before the dock is first seen.

    Signals:
        segmented: A run has ended; carries the ``Outcome``.
    """

    segmented = pyqtSignal(object)

    def __init__(
        self,
        iface: QgisInterface,
        icon: QIcon,
        client: Callable[[], Any],
        set_up: Callable[[Callable[[], Any]], Any] | None = None,
    ) -> None:
        """Makes the dock.

        Args:
            iface: QGIS's interface.
            icon: For the button.
            client: Gives the worker's client; only called in background threads.
            set_up: Opens "Set up model backend" and calls its argument after a successful set-up.
        """
        super().__init__(iface.mainWindow())
        self.setObjectName("SardinoDock")
        self.setWindowTitle("Sardino")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._iface = iface
        self._client = client
        self.backend_panel = BackendPanel(client, set_up)
        self._start_once_asked = self._had_no_backend = False
        self.hello: Hello | None = None
        self._awake = False
        self._run: SegmentRun | None = None
        self._run_layer_name, self._run_is_kept = "", False
        self._detection = Detection(client, self)
        self._save_timer = QTimer(self, singleShot=True, interval=_SAVE_DELAY_MS)
        self._save_timer.timeout.connect(self.save)
        self._build(icon)
        self._restore()
        self._connect()
        self._update_button()

    def _build(self, icon: QIcon) -> None:
        """Makes the panels: choices in a scroll area, the button always in view below."""
        self.layer_panel = LayerPanel()
        self.several = SeveralScenes(self._iface, self.parameters)
        self.dates = DatesGroup()
        self.extent_panel = ExtentPanel(self._iface.mapCanvas())
        self.model_panel = ModelPanel()
        self.expected_panel = ExpectedPanel()
        self.output_panel = OutputPanel()
        self.advanced_panel = AdvancedPanel()
        self.familiar = FamiliarPanel(self._client, self._scene, self.model_panel.choice)
        self.summary = Summary()
        self.run_panel = RunPanel(icon)
        self._segment_page = QWidget()
        choices = (
            self.backend_panel,
            self.layer_panel,
            self.several,
            self.dates,
            self.extent_panel,
            self.model_panel,
            self.familiar,
            self.expected_panel,
            self.output_panel,
            self.advanced_panel,
            self.summary,
        )
        self._scroll = fill_page(self._segment_page, choices, [self.run_panel])
        self._remembered = Remembered(
            self.extent_panel, self.model_panel, self.expected_panel, self.output_panel, self.advanced_panel
        )
        panels = Neighbours(self.layer_panel, self.model_panel, self.backend_panel)
        host = host_of(self._client, self.layer_panel, self.parameters, self.start_with, self.tell)
        finetune = finetune_page(self._iface, host, panels, self.segmented)
        results = ResultsPage(self._iface, self.tell)
        explore = explore_page(self._iface, host, panels, self.segmented)
        self.pages = Pages(self._segment_page, finetune, results, explore, self)
        finetune.options.add_torch.connect(lambda: self.backend_panel.set_up(self.backend_panel.ask))
        self.setWidget(self.pages)
        name_collapse_buttons(self.pages)
        page, escape = self._segment_page, QKeySequence(Qt.Key.Key_Escape)
        self._start_keys = page_shortcut(page, START_KEYS, self.start)
        self._cancel_key = page_shortcut(page, escape, self.run_panel.cancel_button.click)
        self._cancel_key.setEnabled(False)

    def _connect(self) -> None:
        """Connects the panels with each other and with QGIS."""
        self.visibilityChanged.connect(self._visibility_changed)
        self._iface.currentLayerChanged.connect(self.layer_panel.follow_soon)
        QgsProject.instance().cleared.connect(self._forget_project)
        self.layer_panel.changed.connect(self._layer_changed)
        self.advanced_panel.reading_changed.connect(self._describe)
        self.model_panel.shown.connect(self.expected_panel.set_model)
        self.model_panel.shown.connect(self.layer_panel.set_model)
        self.model_panel.shown.connect(lambda _: self.familiar.forget())
        for panel in self._remembered.panels:
            panel.changed.connect(self._choice_changed)
        self._detection.asking.connect(self.layer_panel.show_asking)
        self._detection.described.connect(self._described)
        self._detection.failed.connect(self._description_failed)
        self.run_panel.start.connect(self.start)
        self.run_panel.cancel.connect(self._cancel)
        self.summary.remove.connect(self._take_out)
        self.backend_panel.asking.connect(self._backend_asked)
        self.backend_panel.answered.connect(self._backend_answered)
        self.backend_panel.failed.connect(self._backend_failed)
        panel = self.layer_panel
        boxes = panel.layer_box, panel.cross_pol_box, *self.pages.scene_boxes()
        self._excepted = ExceptedProducts(boxes, self)
        self._excepted.came.connect(panel.expect_results)
        canvas = self._iface.mapCanvas()
        self.result = ResultView(self.summary, canvas, self.pages.finetune.models, self)
        self.layer_panel.follow(self._iface.activeLayer())
        self._layer_changed()

    # What the user chose

    def _restore(self) -> None:
        """Shows the choices of last time."""
        self._remembered.show(load_choices())

    def save(self) -> None:
        """Remembers the choices."""
        self._save_timer.stop()
        save_choices(self._remembered.choices())

    def parameters(self) -> dict[str, Any]:
        """The choices as parameters of ``sardino:segmentlayer``."""
        layer, cross_pol = self.layer_panel.layer(), self.layer_panel.cross_pol()
        model, device = self.model_panel.choice()
        return {
            "INPUT": layer.id() if layer is not None else None,
            "CROSS_POL": cross_pol.id() if cross_pol is not None else None,
            "MODEL": model,
            "CLASSES": self.expected_panel.parameter(),
            "DEVICE": device,
            **self.output_panel.parameters(),
            **self.advanced_panel.parameters(),
            **self.extent_panel.parameters(),
            **self.dates.parameters(),
        }

    def blocked_by(self) -> str:
        """Why the layer cannot be segmented yet; empty if nothing is missing."""
        layer = self.layer_panel.layer()
        if layer is None:
            return tr("Choose a raster layer first")
        if not layer.isValid():
            return tr("The layer is not available: repair its data source, or choose another one")
        if self.backend_panel.error and not self.backend_panel.can_set_up:
            return self.backend_panel.error
        return self.expected_panel.missing() or self.output_panel.missing() or self.extent_panel.missing()

    def _choice_changed(self) -> None:
        self._save_timer.start()
        self._update_button()

    def _update_button(self) -> None:
        self.run_panel.set_blocked(self.blocked_by())

    # The worker, asked in the background

    def _visibility_changed(self, visible: bool) -> None:
        """Wakes up when the dock is first seen; a dock tab behind another tab is not seen."""
        self.extent_panel.set_shown(visible)
        if visible and not self._awake:
            self._awake = True
            self.backend_panel.ask()
            self._describe()

    def _start_after_setup(self) -> None:
        """After the set-up, does what the button was pressed for, once the new backend has answered."""
        self._start_once_asked = True
        self.backend_panel.ask()

    def take_options(self) -> None:
        """Applies changed options."""
        self._restore()
        if self._awake:
            self.backend_panel.ask()

    def _backend_asked(self) -> None:
        self.model_panel.set_asking()
        self._update_button()

    def _backend_answered(self, hello: Hello, models: ModelList) -> None:
        self.hello = hello
        self.model_panel.set_devices(hello)
        self.pages.finetune.options.set_torch(bool(hello.torch))
        self.model_panel.set_models(models)
        if self._had_no_backend:
            self._had_no_backend = False
            self._describe()
        if self._start_once_asked:
            self._start_once_asked = False
            self.start()

    def _backend_failed(self) -> None:
        self._start_once_asked = False
        self._had_no_backend = True
        self.model_panel.set_unknown()
        self._update_button()

    def _layer_changed(self) -> None:
        """Handles another layer: other bands, another folder for its products, a new description."""
        layer = self.layer_panel.layer()
        self.advanced_panel.set_bands(layer, self.layer_panel.cross_pol())
        self.output_panel.set_source(layer.source() if layer is not None else "")
        self.dates.set_layer(layer)
        self.familiar.forget()
        self._describe()
        self._update_button()

    def _scene(self) -> tuple[SceneSpec | None, str]:
        """What to ask the worker about, or None and why not."""
        layer, cross_pol = self.layer_panel.layer(), self.layer_panel.cross_pol()
        return scene_of(layer, cross_pol, self.advanced_panel.reading())

    def _describe(self) -> None:
        """Asks the worker to describe the layer."""
        if not self._awake:
            return
        spec, problem = self._scene()
        self._detection.describe(spec)
        if spec is None:
            self.layer_panel.show_problem(problem, "info")

    def _described(self, description: SceneDescription) -> None:
        self.layer_panel.show_description(description)
        if not description.looks_like_radar and not self.advanced_panel.allow_any.isChecked():
            self.layer_panel.add_warning(
                tr("If it is radar all the same, tick 'Also segment what is not radar' under Advanced.")
            )

    def _description_failed(self, error: Exception) -> None:
        # Problems of the worker itself are shown once, above.
        self.layer_panel.show_problem("" if self.backend_panel.error else in_words(error))

    # The run

    def start(self) -> None:
        """Segments the layer."""
        if self.running() or self.blocked_by():
            return
        if self.backend_panel.can_set_up:
            self.backend_panel.set_up(self._start_after_setup)
            return
        self.save()
        self.output_panel.look_again(probe=True)
        self._begin(self.parameters())

    def start_with(self, changes: dict[str, Any]) -> str:
        """Segments the layer with some parameters changed. Returns the reason if that fails, else ""."""
        reason = tr("Another run is on") if self.running() else self.blocked_by()
        if not reason:
            model = self.model_panel.info(changes.get("MODEL"))
            self._begin({**self.parameters(), "CLASSES": self.expected_panel.parameter_of(model), **changes})
        return reason

    def _begin(self, parameters: dict[str, Any]) -> None:
        layer = live_layer(parameters["INPUT"])
        run = SegmentRun(parameters)
        run.progressed.connect(self.run_panel.set_fraction)
        run.said.connect(self.run_panel.set_text)
        run.ended.connect(self._ended)
        self._run = run
        self._run_layer_name = layer.name() if layer is not None else ""
        self._run_is_kept = parameters["OUTPUT_FOLDER"] != QgsProcessing.TEMPORARY_OUTPUT
        self.run_panel.begin()
        self._cancel_key.setEnabled(True)
        problem = run.start()
        if problem:
            self._ended(Outcome(error=problem))

    def running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _ended(self, outcome: Outcome) -> None:
        """Says how the run ended."""
        self._run = None
        self._cancel_key.setEnabled(False)
        if words := without_layers_in_words(outcome, self._run_layer_name):
            self.run_panel.end(words.note, words.level)
            self.tell(words.message, MESSAGE_LEVELS[words.level])
        else:
            self._show_result(outcome)
        self._update_button()
        self.pages.results.follow(outcome.layers)
        self.segmented.emit(outcome)

    def _show_result(self, outcome: Outcome) -> None:
        trust = trust_in_report(outcome.report)
        text = segmented_in_words(self._run_layer_name, trust)
        self.run_panel.end(text, trust.level)
        self.tell(f"{text} {trust.headline}", MESSAGE_LEVELS[trust.level])
        self.result.show(outcome, self._run_layer_name, trust, kept=self._run_is_kept)
        self._scroll.bring_up(self.summary)

    def _take_out(self) -> None:
        if self.result.take_out():
            self.run_panel.note.clear()

    def tell(self, text: str, level: Qgis.MessageLevel) -> None:
        """Shows a text in QGIS's message bar; errors stay until the user closes them."""
        seconds = 0 if level == Qgis.MessageLevel.Critical else 6
        self._iface.messageBar().pushMessage("Sardino", text, level, seconds)

    def _forget_project(self) -> None:
        """Clears for another project: texts and choices of the old project do not apply."""
        self.result.forget()
        if not self.running():
            self.run_panel.note.clear()
        self.extent_panel.forget()
        self.advanced_panel.forget()
        self.pages.forget_project()

    # The end

    def abort(self) -> None:
        """Ends a run and all questions; does not wait for them."""
        drop_all()
        self._detection.describe(None)
        self._cancel()
        self.pages.abort()

    def remove(self) -> None:
        """Removes the dock from QGIS for good."""
        if self._save_timer.isActive():
            self.save()
        self.abort()
        if self._run is not None:
            self._run.abandon()
        self._iface.currentLayerChanged.disconnect(self.layer_panel.follow_soon)
        QgsProject.instance().cleared.disconnect(self._forget_project)
        self.visibilityChanged.disconnect(self._visibility_changed)
        self._excepted.remove()
        self.result.remove()
        for part in (self.layer_panel, self.extent_panel, self.output_panel, self.pages, self.dates):
            part.remove()
        self._iface.removeDockWidget(self)
        self.deleteLater()
