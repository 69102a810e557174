"""What the groups of the page share."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsProject
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..panels.layer_choice import live_layer
from .session import Session


class Desk(QObject):
    """QGIS, the scene that is explored, and whose turn it is.

    Signals:
        taken: A group draws on the canvas from now on; carries the group. All others leave.

    Attributes:
        iface: QGIS's interface.
        session: The scene.
        tell: Shows a text in QGIS's message bar.
    """

    taken = pyqtSignal(object)

    def __init__(
        self,
        iface: QgisInterface,
        session: Session,
        tell: Callable[[str, Qgis.MessageLevel], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.iface, self.session, self.tell = iface, session, tell

    def in_scene(self, place: QgsGeometry) -> QgsGeometry | None:
        """A place of the canvas in the scene's coordinate system; None if it lies outside the scene."""
        looked = self.session.looked
        layer = live_layer(looked.layer_id) if looked is not None else None
        if layer is None:
            return None
        moved, seen = QgsGeometry(place), self.canvas.mapSettings().destinationCrs()
        if layer.crs().isValid() and seen.isValid() and seen != layer.crs():
            try:
                moved.transform(QgsCoordinateTransform(seen, layer.crs(), QgsProject.instance()))
            except QgsCsException:
                return None
        box = moved.boundingBox()
        return moved if box.isFinite() and layer.extent().intersects(box) else None

    @property
    def canvas(self) -> QgsMapCanvas:
        """QGIS's canvas."""
        return self.iface.mapCanvas()
