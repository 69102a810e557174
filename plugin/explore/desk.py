"""What the groups of the page share."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

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

    @property
    def canvas(self) -> QgsMapCanvas:
        """QGIS's canvas."""
        return self.iface.mapCanvas()
