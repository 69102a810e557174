"""The plugin as QGIS sees it: menu, toolbar, dock and Processing provider, made and removed."""

from __future__ import annotations

import contextlib
import typing
from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from . import settings, translation
from .paths import ICONS
from .translation import tr

if typing.TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .dock.dock import SardinoDock
    from .options_factory import OptionsFactory
    from .processing.provider import SardinoProvider
    from .setup.dialog import SetupDialog
    from .setup.report_dialog import ReportDialog

MENU = "&Sardino"
_UNLOAD_PATIENCE_MS = 2000


class SardinoPlugin:
    """Adds Sardino to QGIS and removes it again.

    The dock and its modules are loaded when the dock is first opened. So they do not slow down QGIS's
    start.
    """

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._provider: SardinoProvider | None = None
        self._dock: SardinoDock | None = None
        self._setup: SetupDialog | None = None
        self._report: ReportDialog | None = None
        self._options: OptionsFactory | None = None
        self._actions: list[QAction] = []

    def initProcessing(self) -> None:
        """Adds the Processing provider; ``qgis_process`` needs nothing else."""
        translation.install()
        from .processing.provider import SardinoProvider

        self._provider = SardinoProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Adds menu, toolbar button and provider."""
        self.initProcessing()
        panel = QAction(QIcon(str(ICONS / "sardino.svg")), tr("Sardino panel"), self._iface.mainWindow())
        panel.setObjectName("SardinoPanel")
        panel.setToolTip(tr("Sardino: land cover from radar layers"))
        panel.setCheckable(True)
        panel.toggled.connect(self._first_toggle)
        swipe = QAction(tr("Compare two layers (swipe)"), self._iface.mainWindow())
        swipe.setObjectName("SardinoSwipe")
        swipe.setToolTip(
            tr("Shows the two layers that are selected, or the two topmost ones, on both sides of a line.")
        )
        swipe.triggered.connect(self.compare)
        setup = QAction(tr("Set up model backend …"), self._iface.mainWindow())
        setup.setObjectName("SardinoSetupAction")
        setup.setToolTip(tr("Makes the Python environment that the model runs in, or chooses one."))
        setup.triggered.connect(lambda: self.show_setup())
        report = QAction(tr("Diagnostics …"), self._iface.mainWindow())
        report.setObjectName("SardinoReport")
        report.setToolTip(tr("Versions, devices and the last errors, to copy, without private paths."))
        report.triggered.connect(self.show_report)
        help_pages = QAction(tr("Help"), self._iface.mainWindow())
        help_pages.setObjectName("SardinoHelp")
        help_pages.setToolTip(tr("Opens the help in the browser; it is on this computer."))
        help_pages.triggered.connect(_open_help)
        self._actions = [panel, swipe, setup, report, help_pages]
        self._add_options()
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
        """Opens the dock, makes it at the first call, and brings it to the front."""
        dock = self._dock or self._make_dock()
        dock.setUserVisible(True)
        return dock

    def compare(self) -> None:
        """Compares two layers on the map: the selected ones, or the two topmost visible rasters."""
        from .after.swipe import two_layers

        layers = two_layers(self._iface.layerTreeView().selectedLayers())
        if len(layers) < 2:
            self._iface.messageBar().pushInfo(
                "Sardino", tr("Select two raster layers in the layer panel first.")
            )
            return
        dock = self.show_dock()
        page = dock.pages.results
        dock.pages.setCurrentWidget(page)
        page.swipe.setCollapsed(False)
        page.swipe.show_layers(*layers)

    def show_setup(self, then: Callable[[], Any] | None = None) -> SetupDialog:
        """Opens "Set up model backend", and makes the dialog at the first call.

        Args:
            then: Called once there is an environment.
        """
        from .setup.dialog import SetupDialog

        if self._setup is None:
            self._setup = SetupDialog(self._iface.mainWindow())
            self._setup.succeeded.connect(self._set_up)
        self._setup.open_for(then)
        return self._setup

    def show_report(self) -> ReportDialog:
        """Opens the diagnostics."""
        from .backend import shared_client
        from .setup.report_dialog import ReportDialog

        if self._report is None:
            self._report = ReportDialog(shared_client, self.show_setup, self._iface.mainWindow())
        self._report.show()
        self._report.raise_()
        return self._report

    def _add_options(self) -> None:
        """Adds Sardino's page to QGIS's options."""
        from .backend import shared_client
        from .options_factory import OptionsFactory

        self._options = OptionsFactory(
            ICONS / "sardino.svg", shared_client, self.show_setup, self.show_report, self._options_changed
        )
        self._iface.registerOptionsWidgetFactory(self._options)

    def _options_changed(self) -> None:
        """Applies changed options to the dock."""
        if self._dock is not None:
            self._dock.take_options()

    def _set_up(self) -> None:
        """Updates after a set-up: there is an environment now."""
        if self._setup is not None and not self._setup.isVisible():
            self._iface.messageBar().pushSuccess("Sardino", tr("The model backend is ready."))
        if self._dock is not None:
            self._dock.backend_panel.ask()

    def unload(self) -> None:
        """Removes everything again, including the worker process."""
        for window in (self._setup, self._report):
            if window is not None:
                window.remove()
        self._setup = self._report = None
        if self._options is not None:
            self._iface.unregisterOptionsWidgetFactory(self._options)
            self._options = None
        for signal, slot in (
            (QgsApplication.instance().aboutToQuit, self._about_to_quit),
            (self._iface.initializationCompleted, self.show_dock),
        ):
            with contextlib.suppress(TypeError):  # it was never connected
                signal.disconnect(slot)
        if self._dock is not None:
            settings.set_dock_open(not self._dock.isHidden())
            self._dock.abort()
        self._end_algorithms()
        if self._dock is not None:
            self._dock.remove()
            self._dock = None
        for action in self._actions:
            self._iface.removePluginRasterMenu(MENU, action)
            self._iface.removeToolBarIcon(action)
            action.deleteLater()
        self._actions = []
        if self._provider is not None:
            # This also ends the worker.
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        translation.remove()

    @staticmethod
    def _end_algorithms() -> None:
        """Ends all running algorithms, also the toolbox's: the provider must outlive its algorithms."""
        from .backend import stop_shared_client
        from .processing.running import cancel_all, wait_for_all

        cancel_all()
        if not wait_for_all(_UNLOAD_PATIENCE_MS):
            # Without the worker the algorithms have nothing to wait for.
            stop_shared_client()
            wait_for_all(_UNLOAD_PATIENCE_MS)

    def _first_toggle(self, checked: bool) -> None:
        """Handles the first press of the button, before there is a dock."""
        if checked and self._dock is None:
            self.show_dock()

    def _make_dock(self) -> SardinoDock:
        """Makes the dock and puts it where it was last time, or on the right."""
        from .backend import shared_client
        from .dock.dock import SardinoDock

        window = self._iface.mainWindow()
        icon = QIcon(str(ICONS / "segment.svg"))
        dock = SardinoDock(self._iface, icon, shared_client, self.show_setup)
        self._dock = dock
        if not window.restoreDockWidget(dock):
            self._iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, [], True)
        panel = self._actions[0]
        panel.toggled.disconnect(self._first_toggle)
        dock.setToggleVisibilityAction(panel)
        return dock

    def _about_to_quit(self) -> None:
        """QGIS closes: ends all computation."""
        from .backend import stop_shared_client

        if self._dock is not None:
            settings.set_dock_open(not self._dock.isHidden())
            self._dock.save()
            self._dock.abort()
        if self._setup is not None:
            self._setup.remove()
            self._setup = None
        stop_shared_client()


def _open_help() -> None:
    from .ui.help_pages import INDEX, open_page

    open_page(INDEX)
