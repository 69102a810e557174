"""Counts labels while the user draws: soon after a change, in the background; the last count wins."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..panels.layer_choice import id_of, live_layer
from ..run.background import Question, ask
from .counts import Counts, Ground, LabelSnapshot, count

DEBOUNCE_MS = 300
"""Dragging a vertex, or pasting a whole layer, is one change."""

_SIGNALS = (
    "featureAdded",
    "featureDeleted",
    "geometryChanged",
    "attributeValueChanged",
    "editingStarted",
    "editingStopped",
    "afterRollBack",
    "layerModified",
    "dataChanged",
    "updatedFields",
    "selectionChanged",
    "subsetStringChanged",
)


class LabelCounter(QObject):
    """Watches a label layer and counts it, together with layers that change less often.

    Signals:
        counted: The :class:`Counts`.
        touched: The watched layer has changed.
    """

    counted = pyqtSignal(object)
    touched = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched = ""
        self._what: Callable[[], tuple[list[LabelSnapshot], Ground | None]] = lambda: ([], None)
        self._question: Question | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._count)

    def set_what(self, what: Callable[[], tuple[list[LabelSnapshot], Ground | None]]) -> None:
        """Sets the source of snapshots and scene; it is called at each count."""
        self._what = what

    def watch(self, layer: QgsVectorLayer | None) -> None:
        """Watches only this layer."""
        before = live_layer(self._watched)
        if before is not None:
            for name in _SIGNALS:
                getattr(before, name).disconnect(self._touched)
        self._watched = id_of(layer)
        # The count under way is for another layer.
        self._drop()
        if layer is not None:
            for name in _SIGNALS:
                getattr(layer, name).connect(self._touched)
        self.soon()

    def soon(self) -> None:
        """Counts after a short delay."""
        self._timer.start()

    def stop(self) -> None:
        """Stops counting."""
        self._timer.stop()
        self.watch(None)
        self._timer.stop()

    def _touched(self, *_: object) -> None:
        self.touched.emit()
        self.soon()

    def _drop(self) -> None:
        if self._question is not None:
            self._question.drop()
            self._question = None

    def _count(self) -> None:
        self._drop()
        snapshots, ground = self._what()

        def question(dropped: Callable[[], bool]) -> Counts:
            total = Counts()
            for snapshot in snapshots:
                if snapshot.has_field:
                    total.add(count(snapshot, ground, dropped))
            return total

        self._question = ask(question, self._answered, self._failed, owner=self)

    def _answered(self, counts: Counts) -> None:
        self._question = None
        self.counted.emit(counts)

    def _failed(self, error: Exception) -> None:
        # The layer was removed while it was read: the next change asks again.
        self._question = None
