"""The plugin as QGIS sees it: menu, toolbar, dock and Processing provider, made and removed."""

from __future__ import annotations

import contextlib
import typing
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from . import settings

if typing.TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .dock.dock import SardinoDock
    from .processing.provider import SardinoProvider

MENU = "&Sardino"
_ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
_UNLOAD_PATIENCE_MS = 2000


class SardinoPlugin:
    """Adds Sardino to QGIS and takes it away again.

    The dock and its modules are made when the dock is first opened, so that they cost nothing
    when QGIS starts.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._provider: SardinoProvider | None = None
        self._dock: SardinoDock | None = None
        self._actions: list[QAction] = []

    def initProcessing(self) -> None:
        """Adds the Processing provider; all that ``qgis_process`` needs."""
        from .processing.provider import SardinoProvider

        self._provider = SardinoProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Adds menu, toolbar button and provider."""
        self.initProcessing()
        panel = QAction(QIcon(str(_ICONS / "sardino.svg")), tr("Sardino panel"), self._iface.mainWindow())
        panel.setObjectName("SardinoPanel")
        panel.setToolTip(tr("Sardino: land cover from radar layers"))
        panel.setCheckable(True)
        panel.toggled.connect(self._first_toggle)
        report = QAction(tr("Copy report for a bug"), self._iface.mainWindow())
        report.setObjectName("SardinoReport")
        report.setToolTip(tr("Copies versions, devices and the last errors, without private paths."))
        report.triggered.connect(self._copy_report)
        self._actions = [panel, report]
        self._iface.addToolBarIcon(panel)
        for action in self._actions:
            self._iface.addPluginToRasterMenu(MENU, action)
        QgsApplication.instance().aboutToQuit.connect(self._about_to_quit)
        if settings.dock_open():
            if self._iface.mainWindow().isVisible():
                self.show_dock()
            else:
                self._iface.initializationCompleted.connect(self.show_dock)

    def show_dock(self) -> SardinoDock:
        """Opens the dock, made if it is the first time, and brings it to the front."""
        dock = self._dock or self._make_dock()
        dock.setUserVisible(True)
        return dock

    def unload(self) -> None:
        """Takes everything away again, the worker process included."""
        for signal, slot in (
            (QgsApplication.instance().aboutToQuit, self._about_to_quit),
            (self._iface.initializationCompleted, self.show_dock),
        ):
            with contextlib.suppress(TypeError):  # it was never connected
                signal.disconnect(slot)
        if self._dock is not None:
            settings.set_dock_open(not self._dock.isHidden())
            self._dock.abort()
            # The provider has to outlive the algorithms that it made.
            self._dock.wait_for_end(_UNLOAD_PATIENCE_MS)
            self._dock.remove()
            self._dock = None
        for action in self._actions:
            self._iface.removePluginRasterMenu(MENU, action)
            self._iface.removeToolBarIcon(action)
            action.deleteLater()
        self._actions = []
        if self._provider is not None:
            # Ends the worker too.
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None

    def _first_toggle(self, checked: bool) -> None:
        """The button was pressed before there was a dock."""
        if checked and self._dock is None:
            self.show_dock()

    def _make_dock(self) -> SardinoDock:
        """Makes the dock and puts it where it was last time, or on the right."""
        from .backend import shared_client
        from .dock.dock import SardinoDock

        window = self._iface.mainWindow()
        dock = SardinoDock(self._iface, QIcon(str(_ICONS / "segment.svg")), shared_client)
        self._dock = dock
        if not window.restoreDockWidget(dock):
            self._iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, [], True)
        panel = self._actions[0]
        panel.toggled.disconnect(self._first_toggle)
        dock.setToggleVisibilityAction(panel)
        return dock

    def _about_to_quit(self) -> None:
        """QGIS closes: nothing may go on computing."""
        from .backend import stop_shared_client

        if self._dock is not None:
            settings.set_dock_open(not self._dock.isHidden())
            self._dock.save()
            self._dock.abort()
        stop_shared_client()

    def _copy_report(self) -> None:
        """Puts a report for the developers on the clipboard."""
        from .backend import diagnostics

        hello = self._dock.hello if self._dock is not None else None
        QgsApplication.clipboard().setText(diagnostics.report(hello))
        self._iface.messageBar().pushInfo("Sardino", tr("The report is on the clipboard."))


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Sardino", text)
