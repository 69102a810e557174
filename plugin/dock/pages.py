"""The dock's pages "Segment" and "Fine-tune": made here, and told of each other."""

from __future__ import annotations

import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QTabWidget, QWidget

from ..finetune.host import Host
from ..finetune.page import FinetunePage
from ..translation import tr
from .run_panel import START_KEYS

if typing.TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .dock import SardinoDock

_ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "finetune.svg"


class Pages(QTabWidget):
    """The two pages.

    Attributes:
        finetune: The page "Fine-tune".
    """

    def __init__(
        self, dock: SardinoDock, segment: QWidget, iface: QgisInterface, client: Callable[[], Any]
    ) -> None:
        """Makes the page "Fine-tune" beside that for segmentation.

        Args:
            dock: Holds both.
            segment: The page "Segment".
            iface: QGIS.
            client: Gives the worker's client.
        """
        super().__init__(dock)
        self.setDocumentMode(True)
        panel = dock.layer_panel
        host = Host(client, lambda: panel.scene_id, dock.parameters, dock.start_with, dock.tell)
        self.finetune = FinetunePage(iface, QIcon(str(_ICON)), host)
        self.addTab(segment, tr("Segment"))
        self.addTab(self.finetune, tr("Fine-tune"))
        self.setTabToolTip(1, tr("A better map of your own area, from polygons that you draw"))
        backend = dock.backend_panel
        backend.answered.connect(lambda hello, models: self.finetune.set_models(models))
        for signal in (backend.asking, backend.failed):
            signal.connect(lambda: self.finetune.set_blocked(backend.error))
        panel.changed.connect(lambda: self.finetune.set_scene(panel.layer()))
        self.finetune.scene_chosen.connect(panel.choose)
        self.finetune.models.changed.connect(dock.model_panel.set_models)
        dock.segmented.connect(self.finetune.maps.segmented)
        for keys, slot in (
            (START_KEYS, self.finetune.start),
            (QKeySequence(Qt.Key.Key_Escape), self._cancel),
        ):
            shortcut = QShortcut(keys, self.finetune)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _cancel(self) -> None:
        """Escape: ends a training, if there is one."""
        if self.finetune.running():
            self.finetune.train.cancel_button.click()
