"""The top of the page: which scene, which model, and the button that looks at the scene."""

from __future__ import annotations

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...model.protocol.segmenting import ModelList
from ..after.job import Job
from ..errors import in_words
from ..panels.layer_choice import LayerChoice
from ..panels.model_panel import model_tooltip
from ..panels.second_layer import SecondLayer
from ..translation import fill, tr
from ..ui.help_pages import EXPLORE
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.text import shortened
from ..ui.widgets import add_field, column, select_data, shrinkable
from .session import Session


class ScenePanel(QWidget):
    """Boxes for scene, second layer and model, the same as on the page "Segment", and the button.

    Signals:
        scene_chosen: The user has chosen another scene here.
        second_chosen: The user has chosen another second layer here.
        model_chosen: The user has chosen another model here; carries its name.
    """

    scene_chosen = pyqtSignal(object)
    second_chosen = pyqtSignal(object)
    model_chosen = pyqtSignal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._following = False
        self._build()
        self._scene = LayerChoice(self.scene_box, parent=self)
        self._second = LayerChoice(self.second_layer.box, parent=self)
        self._scene.activated.connect(lambda: self.scene_chosen.emit(self._scene.layer()))
        self._second.activated.connect(lambda: self.second_chosen.emit(self._second.layer()))
        self.model_box.activated.connect(lambda _: self._choose_model())
        self.job.start.connect(self.look)
        self.job.cancel.connect(self._cancel)
        session.work.progressed.connect(self.job.set_fraction)
        session.work.said.connect(self.job.set_text)
        session.ended.connect(self._ended)
        session.changed.connect(self._changed)
        self.update_state()

    def _build(self) -> None:
        layout = column(self)
        self.scene_box = shrinkable(QgsMapLayerComboBox())
        self.scene_box.setFilters(RASTER_LAYERS)
        self.scene_box.setShowCrs(False)
        self.scene_box.setToolTip(tr("The same as on the page 'Segment', where it is said how it is read."))
        add_field(layout, tr("SAR la&yer"), self.scene_box)
        self.second_layer = SecondLayer()
        layout.addWidget(self.second_layer)
        self.model_box = shrinkable(QComboBox())
        self.model_box.addItem(tr("Default model"), "")
        add_field(layout, tr("Model to &use"), self.model_box)
        about = tr("The model looks at the whole scene once. All that follows is then answered at once.")
        self.job = Job(tr("Look at this scene"), about, "look-at-a-scene", EXPLORE)
        layout.addWidget(self.job)

    # What is chosen on the page "Segment"

    def follow(self, scene: object, second: object) -> None:
        """Shows the layers of the page "Segment"."""
        self._scene.choose(scene)
        self._second.choose(second)
        self.second_layer.fit(None, chosen=second is not None)
        self.refresh()

    def set_models(self, models: ModelList, chosen: str) -> None:
        """Lists the models that can be read."""
        self.model_box.clear()
        for item in sorted(models.models, key=lambda item: not item.is_default):
            if item.error is None:
                name = tr("{name} (default)").format(name=item.name) if item.is_default else item.name
                self.model_box.addItem(name, "" if item.is_default else item.name)
                row = self.model_box.count() - 1
                self.model_box.setItemData(row, model_tooltip(item), Qt.ItemDataRole.ToolTipRole)
        if not self.model_box.count():
            self.model_box.addItem(tr("No model installed"), "")
        self.show_model(chosen)

    def show_model(self, name: str) -> None:
        """Shows the model of the page "Segment"."""
        select_data(self.model_box, name)
        self.refresh()

    def _choose_model(self) -> None:
        self.model_chosen.emit(str(self.model_box.currentData()))
        self.refresh()

    # Looking

    def refresh(self) -> None:
        """Handles another choice."""
        self._session.refresh(ask=self.isVisible())
        self.update_state()

    def update_state(self) -> None:
        """Enables the button, or says why it cannot be pressed."""
        self.job.set_blocked(self._session.missing())

    def look(self) -> None:
        """Looks at the scene."""
        if self._session.missing() or self._session.work.busy():
            return
        self.job.begin()
        self._session.look()

    def _cancel(self) -> None:
        if self._session.cancel():
            self.job.end(tr("Cancelled; nothing was written."), "info")

    def _changed(self) -> None:
        """Says what is known of the scene, or clears what was said of another one."""
        looked = self._session.looked
        if self.job.running() and not self._session.work.busy():
            self.job.end("", "info")
        if looked is None:
            self.job.note.clear()
            self.update_state()
            return
        answer = looked.answer
        text = tr("'{layer}' was looked at with the model {model}; {size:.0f} MB are kept.")
        words = fill(text, layer=shortened(looked.layer_name), model=answer.model, size=answer.size / 1e6)
        level = "success"
        if answer.changed:
            words, level = f"{tr(answer.changed)} {words}", "warning"
        self.job.end(words, level)
        self.update_state()

    def _ended(self, error: Exception | None) -> None:
        if error is not None:
            self.job.end(in_words(error), "error")
            self.update_state()
