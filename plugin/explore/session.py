"""Which scene is explored, with which model, and where its features are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterInterface, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...model.protocol.envelope import Progress
from ...model.protocol.exploring import FeaturesAnswer, FeaturesRequest
from ...model.protocol.values import SceneSpec
from ..disk.scratch import scratch_folder
from ..errors import PluginError
from ..finetune.host import Host
from ..panels.layer_choice import live_layer
from ..processing.area import crs_text
from ..processing.paths import absolute_model
from ..processing.progress import ProgressReporter
from ..processing.scene_inputs import SceneInput, scene_files, take_scenes
from ..run.background import Question, ask
from ..translation import tr
from .work import Dropped, Work

PROPERTY = "sardino/explore/"
"""Start of the names of a layer's properties: what was marked in the scene is saved with the project."""
SCENE_ENTRY = ("Sardino", "explore/scene")
"""Entry of the project: id of the layer in which something was marked last."""
_SETTLE_MS = 300
"""For a user who steps through a list with the arrow keys: only the last entry is asked about."""


@dataclass(frozen=True)
class Looked:
    """A scene that was looked at.

    Attributes:
        layer_id: Id of its layer.
        layer_name: Name of its layer at that time.
        scene: The scene as the worker reads it.
        crs: Coordinate system of the scene; None if unknown.
        model: The model as it was asked for; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        answer: What the worker said.
    """

    layer_id: str
    layer_name: str
    scene: SceneSpec
    crs: str | None
    model: str
    device: str
    precision: str
    answer: FeaturesAnswer

    @property
    def features(self) -> str:
        """The file with the features."""
        return self.answer.path

    def engine(self) -> dict[str, str]:
        """Model, device and precision by the names of the requests' fields."""
        return {"model": self.model, "device": self.device, "precision": self.precision}


@dataclass(frozen=True)
class _Wanted:
    """What to look at, taken from layers and boxes in the GUI thread."""

    layer_id: str
    source: SceneInput
    crs: str | None
    reading: dict[str, Any]
    model: str
    device: str
    precision: str

    def key(self) -> tuple[Any, ...]:
        """Differs for everything that needs other features."""
        uris = tuple(item.uri for item in self.source.sources())
        return (self.layer_id, uris, self.crs, json.dumps(self.reading, sort_keys=True), self.model)


class Session(QObject):
    """What the groups of the page share: the scene, the features, the way to the worker.

    Signals:
        changed: Another scene or model, or features have come or gone.
        ended: Looking at the scene has ended: the exception, or None.
    """

    changed = pyqtSignal()
    ended = pyqtSignal(object)

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = Work(self)
        self.looked: Looked | None = None
        self._host = host
        self._key: tuple[Any, ...] = ()
        self._copies = ExitStack()
        self._peek: Question | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._peek_now)

    # What is chosen

    @property
    def host(self) -> Host:
        """What the dock gives the page."""
        return self._host

    def parameters(self) -> dict[str, Any]:
        """The choices of the page "Segment"."""
        return self._host.parameters()

    def layer(self) -> QgsRasterLayer | None:
        """The chosen scene."""
        return live_layer(self._host.scene())

    def missing(self) -> str:
        """Why the scene cannot be looked at; empty if nothing is missing."""
        layer = self.layer()
        if layer is None:
            return tr("Choose a raster layer first")
        provider = layer.dataProvider()
        if not layer.isValid() or provider is None:
            return tr("The layer is not available: repair its data source, or choose another one")
        if not provider.capabilities() & QgsRasterInterface.Size:
            return tr(
                "The layer comes from a map server, which sends pictures and no radar values: "
                "download the scene as a file"
            )
        return ""

    def refresh(self, *, ask: bool = True) -> None:
        """Handles another choice: features of another scene or model do not apply.

        Args:
            ask: Whether to ask, after a moment, if features are kept.
        """
        wanted = self._wanted_or_none()
        key = wanted.key() if wanted is not None else ()
        if key != self._key:
            self._key = key
            self.cancel()
            self._set(None)
        if ask:
            self._timer.start()

    def _wanted_or_none(self) -> _Wanted | None:
        try:
            return self._wanted()
        except PluginError:
            return None

    def _wanted(self) -> _Wanted | None:
        """What the boxes say; None if that cannot be looked at."""
        if self.missing():
            return None
        values = self._host.parameters()
        layer = live_layer(values["INPUT"] or "")
        if layer is None:
            return None
        second = live_layer(values["CROSS_POL"] or "")
        (source,) = take_scenes([layer], [second] if second is not None else [])
        reading = {
            "co_band": values["CO_BAND"],
            "cross_band": values["CROSS_BAND"],
            "units": values["UNITS"],
            "nodata": values["NODATA"],
            "allow_any": values["ALLOW_ANY"],
        }
        model = absolute_model(values["MODEL"])
        return _Wanted(
            str(layer.id()),
            source,
            crs_text(layer.crs()),
            reading,
            model,
            values["DEVICE"],
            values["PRECISION"],
        )

    def crs(self) -> QgsCoordinateReferenceSystem:
        """Coordinate system of the scene's layer; invalid if there is none."""
        layer = live_layer(self.looked.layer_id) if self.looked is not None else None
        return layer.crs() if layer is not None else QgsCoordinateReferenceSystem()

    # Looking

    def look(self) -> None:
        """Looks at the scene; answered at once if its features are kept. ``ended`` follows."""
        self._drop_peek()
        try:
            wanted = self._wanted()
        except PluginError as error:
            self.ended.emit(error)
            return
        if wanted is None:
            return
        self._key = wanted.key()
        self._copies.close()
        folder = self._copies.enter_context(scratch_folder())
        client, transforms = self._host.client, QgsProject.instance().transformContext()

        def work(progress: ProgressReporter, dropped: Dropped) -> tuple[SceneSpec, FeaturesAnswer]:
            (scene,) = scene_files(
                [wanted.source], wanted.reading, folder, transforms, progress, copy_foreign=True
            )
            request = _request(wanted, scene)
            return scene, client().request(request, progress=progress.worker, cancelled=dropped)

        def answered(found: tuple[SceneSpec, FeaturesAnswer]) -> None:
            self._take(wanted, *found)
            self.ended.emit(None)

        self.work.begin(work, answered, self.ended.emit)

    def cancel(self) -> bool:
        """Ends looking, at once; False if nothing is under way."""
        self._drop_peek()
        return self.work.cancel()

    def _peek_now(self) -> None:
        """Asks whether features are kept, without a forward pass."""
        wanted = self._wanted_or_none()
        if wanted is None or self.work.busy():
            return
        if any(item.only_here is not None for item in wanted.source.sources()):
            return
        scene = SceneSpec(*(item.uri for item in wanted.source.sources()), **wanted.reading)
        client, request = self._host.client, _request(wanted, scene)
        request.only_kept = True
        self._peek = ask(
            lambda dropped: client().request(request, cancelled=dropped),
            lambda answer: self._peeked(wanted, scene, answer),
            lambda _: None,  # the button says what is wrong, once it is pressed
            owner=self,
        )

    def _peeked(self, wanted: _Wanted, scene: SceneSpec, answer: FeaturesAnswer) -> None:
        self._peek = None
        if wanted.key() != self._key:
            return
        looked = self.looked
        if looked is not None and answer.path == looked.features and not looked.answer.changed:
            return
        if answer.path:
            self._take(wanted, scene, answer)
        elif answer.changed:
            # Perhaps while the page was open: what is shown then belongs to what was there before.
            self.lose(PluginError(answer.changed, title=tr("The kept features do not apply any more")))

    def _take(self, wanted: _Wanted, scene: SceneSpec, answer: FeaturesAnswer) -> None:
        layer = live_layer(wanted.layer_id)
        name = str(layer.name()) if layer is not None else wanted.source.co.name
        crs = wanted.crs or answer.crs or None
        self._set(
            Looked(wanted.layer_id, name, scene, crs, wanted.model, wanted.device, wanted.precision, answer)
        )

    def _set(self, looked: Looked | None) -> None:
        if looked is not None or self.looked is not None:
            self.looked = looked
            self.changed.emit()

    def _drop_peek(self) -> None:
        self._timer.stop()
        if self._peek is not None:
            self._peek.drop()
            self._peek = None

    # For the groups

    def ask(
        self,
        request: Any,
        answered: Callable[[Any], None],
        failed: Callable[[Exception], None],
        told: Callable[[Progress], None] | None = None,
    ) -> Question:
        """Asks the worker in the background.

        Args:
            request: The request.
            answered: Called with the answer.
            failed: Called with the exception.
            told: Called in a thread with the progress.
        """
        client = self._host.client
        return ask(
            lambda dropped: client().request(request, progress=told, cancelled=dropped),
            answered,
            failed,
            owner=self,
        )

    def lose(self, error: Exception) -> None:
        """The kept features are gone or damaged: the scene has to be looked at again."""
        self._set(None)
        self.ended.emit(error)

    def remember(self, name: str, value: Any) -> None:
        """Saves a plain value with the scene's layer, and so with the project."""
        layer = live_layer(self.looked.layer_id) if self.looked is not None else None
        if layer is not None and self.recall(name) != value:
            layer.setCustomProperty(PROPERTY + name, json.dumps(value))
            # This also says that the project has something to save.
            QgsProject.instance().writeEntry(*SCENE_ENTRY, str(layer.id()))

    def recall(self, name: str) -> Any:
        """A value that was saved with the scene's layer; None if there is none, or it is no JSON."""
        layer = live_layer(self.looked.layer_id) if self.looked is not None else None
        text = layer.customProperty(PROPERTY + name, "") if layer is not None else ""
        try:
            return json.loads(text) if text else None
        except (TypeError, ValueError):
            return None

    def remove(self) -> None:
        """Leaves QGIS for good; the groups are told nothing any more."""
        self.blockSignals(True)
        self.cancel()
        self._copies.close()


def _request(wanted: _Wanted, scene: SceneSpec) -> FeaturesRequest:
    return FeaturesRequest(scene, model=wanted.model, device=wanted.device, precision=wanted.precision)
