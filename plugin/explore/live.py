"""A picture that follows the view of the canvas: asked for in the background, the latest wish first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage

from ...model.protocol.exploring import MapView, ViewAnswer
from ..errors import JobCancelled, WorkerDied
from ..run.background import Question
from .overlay import Overlay, view_of
from .pixels import Painting, Pixels
from .session import Session

_SETTLE_MS = 120
"""A view that still moves is not asked for."""

Asking = Callable[[MapView], Any]
"""Makes the request for a view; None if there is nothing to ask."""


@dataclass(frozen=True)
class _Shown:
    """The last answer and its place."""

    pixels: Pixels
    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem


class LivePicture(QObject):
    """Keeps a picture over the canvas up to date.

    One request at a time is with the worker. A wish that comes meanwhile waits, and a newer one takes its
    place, so a slow worker is never behind by more than one picture. The old picture stays until the new one
    is there.

    Signals:
        asking: A request is on its way.
        drawn: A new picture is shown; carries the ``Pixels``.
        failed: The exception of a request; the old picture stays.
        waits: Why the answer takes long, in the worker's words.
    """

    asking = pyqtSignal()
    drawn = pyqtSignal(object)
    failed = pyqtSignal(object)
    waits = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._session = canvas, session
        self._overlay: Overlay | None = None
        self._strength = 0.7
        self._request: Asking | None = None
        self._painting: Painting | None = None
        self._question: Question | None = None
        self._waiting = self._again = False
        self._shown: _Shown | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.update)

    @property
    def on(self) -> bool:
        """Whether the picture follows the view."""
        return self._request is not None

    @property
    def waiting(self) -> bool:
        """Whether a newer picture was asked for while the last one was on its way."""
        return self._waiting

    @property
    def pixels(self) -> Pixels | None:
        """The last answer."""
        return self._shown.pixels if self._shown is not None else None

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._overlay.image if self._overlay is not None else None

    def start(self, request: Asking, painting: Painting) -> None:
        """Shows a picture of the view from now on.

        Args:
            request: Makes the request for a view.
            painting: Makes the picture of an answer.
        """
        if not self.on:
            self._canvas.extentsChanged.connect(self._moved)
            self._canvas.rotationChanged.connect(self._moved)
            self._canvas.destinationCrsChanged.connect(self._moved)
        self._request, self._painting = request, painting
        if self._overlay is None:
            self._overlay = Overlay(self._canvas)
            self._overlay.strength = self._strength
        self.update()

    def stop(self) -> None:
        """Takes the picture off the canvas and drops what was asked."""
        self._timer.stop()
        self._waiting = self._again = False
        self._shown = None
        if self._question is not None:
            self._question.drop()
            self._question = None
        if self.on:
            self._canvas.extentsChanged.disconnect(self._moved)
            self._canvas.rotationChanged.disconnect(self._moved)
            self._canvas.destinationCrsChanged.disconnect(self._moved)
        self._request = self._painting = None
        if self._overlay is not None:
            self._canvas.scene().removeItem(self._overlay)
            self._overlay = None
            self._canvas.update()

    def update(self) -> None:
        """Asks for the picture of the view as it is now."""
        self._timer.stop()
        if not self.on:
            return
        if self._question is not None:
            self._waiting = True
        else:
            self._again = False
            self._send()

    def clear(self) -> None:
        """Shows nothing until the next answer."""
        self._shown = None
        if self._overlay is not None:
            self._overlay.put(None, QgsRectangle(), QgsCoordinateReferenceSystem())

    def redraw(self) -> None:
        """Paints the last answer anew, with other colours; asks nothing."""
        if self._shown is not None and self._painting is not None and self._overlay is not None:
            shown = self._shown
            self._overlay.put(self._painting(shown.pixels), shown.extent, shown.crs)

    def set_strength(self, strength: float) -> None:
        """Sets the opacity, 0 to 1."""
        self._strength = strength
        if self._overlay is not None:
            self._overlay.strength = strength
            self._overlay.update()

    def _moved(self, *_: object) -> None:
        self._timer.start()

    def _send(self) -> None:
        view = view_of(self._canvas)
        request = self._request(view[0]) if view is not None and self._request is not None else None
        if view is None or request is None:
            self.clear()
            return
        _, extent, crs = view
        self.asking.emit()
        self._question = self._session.ask(
            request,
            lambda answer: self._answered(answer, extent, crs),
            self._failed,
            # In a thread; a signal arrives in this object's own.
            lambda progress: self.waits.emit(progress.message),
        )

    def _answered(self, answer: ViewAnswer, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
        self._question = None
        self._again = False
        try:
            pixels = Pixels.of(answer)
        except Exception as error:
            self.failed.emit(error)
        else:
            self._shown = _Shown(pixels, extent, crs)
            self.redraw()
            self.drawn.emit(pixels)
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._question = None
        if isinstance(error, WorkerDied) and not self._again:
            # All that the worker needs is in the request, and the next request starts a new worker.
            self._again = True
            self._send()
            return
        self._again = False
        if not isinstance(error, JobCancelled):  # the user has stopped the worker
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        """Sends the wish that came meanwhile."""
        if self._waiting:
            self._waiting = False
            self.update()
