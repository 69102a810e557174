"""Finds out, in the background, what the chosen layer looks like."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...model.protocol.segmenting import DescribeRequest
from ...model.protocol.values import SceneDescription, SceneSpec
from ..processing.export import readable_elsewhere
from ..processing.paths import absolute_source
from ..run.background import Question, ask
from ..translation import tr

DEBOUNCE_MS = 300
"""For a user who steps through the layer list with the arrow keys: only the last layer is asked about."""


class Detection(QObject):
    """Asks the worker to describe a scene; the last question wins.

    Signals:
        asking: A question is on its way.
        described: The ``SceneDescription``.
        failed: The exception.
    """

    asking = pyqtSignal()
    described = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, client: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._spec: SceneSpec | None = None
        self._question: Question | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)

    def describe(self, spec: SceneSpec | None) -> None:
        """Asks about a scene after a short delay; None drops the open question."""
        self._drop()
        self._spec = spec
        self._timer.stop()
        if spec is None:
            return
        self.asking.emit()
        self._timer.start()

    def _ask(self) -> None:
        if self._spec is None:
            return
        request = DescribeRequest(self._spec)
        client = self._client
        self._question = ask(
            lambda dropped: client().request(request, cancelled=dropped),
            self._answered,
            self._failed,
            owner=self,
        )

    def _answered(self, description: SceneDescription) -> None:
        self._question = None
        self._spec = None
        self.described.emit(description)

    def _failed(self, error: Exception) -> None:
        self._question = None
        self._spec = None
        self.failed.emit(error)

    def _drop(self) -> None:
        if self._question is not None:
            self._question.drop()
            self._question = None


def scene_of(
    layer: QgsRasterLayer | None, cross_pol: QgsRasterLayer | None, reading: dict[str, Any]
) -> tuple[SceneSpec | None, str]:
    """The scene for the worker to look at, or None and the reason.

    Args:
        layer: The layer to segment.
        cross_pol: The second layer, if there is one.
        reading: How to read the layers: fields of ``SceneSpec``.
    """
    if layer is None:
        return None, tr("Load a SAR image as a raster layer.")
    for source in (layer, cross_pol):
        if source is None:
            continue
        provider = source.dataProvider()
        if not source.isValid() or provider is None:
            return None, tr("'{name}' is not available.").format(name=source.name())
        if not readable_elsewhere(source.providerType(), source.source(), source.crs(), provider.crs()):
            return None, tr("'{name}' is copied for the worker first.").format(name=source.name())
    path = absolute_source(cross_pol.source()) if cross_pol is not None else None
    return SceneSpec(absolute_source(layer.source()), path, **reading), ""
