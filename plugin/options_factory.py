"""Adds Sardino's page to QGIS's options; light, since QGIS imports this module at start-up."""

from __future__ import annotations

import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.gui import QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

if typing.TYPE_CHECKING:
    from .options import OptionsPage

TITLE = "Sardino"


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page when QGIS asks for it."""

    def __init__(
        self,
        icon: Path,
        client: Callable[[], Any],
        set_up: Callable[[], Any],
        diagnose: Callable[[], Any],
        changed: Callable[[], Any],
    ) -> None:
        """Keeps what the page needs.

        Args:
            icon: The page's icon.
            client: Gives the worker's client; only called in background threads.
            set_up: Opens "Set up model backend".
            diagnose: Opens the diagnostics.
            changed: Called after changed options have taken effect.
        """
        super().__init__()
        self.setTitle(TITLE)
        self._icon = QIcon(str(icon))
        self._client, self._set_up, self._diagnose, self._changed = client, set_up, diagnose, changed

    def icon(self) -> QIcon:
        """The page's icon."""
        return self._icon

    def createWidget(self, parent: QWidget | None = None) -> OptionsPage:
        """Makes a new page."""
        from .options import OptionsPage  # not at QGIS's start-up

        return OptionsPage(self._client, self._set_up, self._diagnose, self._changed, parent)
