"""The dock's pages "Segment", "Fine-tune", "Results" and "Explore", side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut, QTabWidget, QWidget

from ..after.page import ResultsPage
from ..explore.page import ExplorePage
from ..finetune.page import FinetunePage
from ..panels.run_panel import START_KEYS
from ..translation import tr


def page_shortcut(page: QWidget, keys: QKeySequence, slot: Callable[[], Any]) -> QShortcut:
    """A shortcut that works while a page has the focus.

    Args:
        page: The page.
        keys: The keys.
        slot: What the keys do.
    """
    shortcut = QShortcut(keys, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut


class Pages(QTabWidget):
    """The pages.

    Attributes:
        finetune: The page "Fine-tune".
        results: The page "Results".
        explore: The page "Explore".
    """

    def __init__(
        self,
        segment: QWidget,
        finetune: FinetunePage,
        results: ResultsPage,
        explore: ExplorePage,
        parent: QWidget | None = None,
    ) -> None:
        """Puts the pages into tabs.

        Args:
            segment: The page "Segment".
            finetune: The page "Fine-tune".
            results: The page "Results".
            explore: The page "Explore".
            parent: Parent widget.
        """
        super().__init__(parent)
        self.finetune, self.results, self.explore = finetune, results, explore
        self.setDocumentMode(True)
        # In a narrow dock a cut word is better than a page that is out of sight.
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)
        self.addTab(segment, tr("Segment"))
        self.addTab(finetune, tr("Fine-tune"))
        self.addTab(explore, tr("Explore"))
        self.addTab(results, tr("Results"))
        self.setTabToolTip(1, tr("A better map of your own area, from polygons that you draw"))
        self.setTabToolTip(2, tr("What the model sees in a scene, also where it knows no class"))
        self.setTabToolTip(3, tr("Clean polygons, areas, accuracy, change and a report of a finished map"))
        for keys, slot in ((START_KEYS, finetune.start), (QKeySequence(Qt.Key.Key_Escape), self._cancel)):
            page_shortcut(finetune, keys, slot)

    def scene_boxes(self) -> tuple[QgsMapLayerComboBox, ...]:
        """The boxes of radar layers on these pages."""
        scene = self.explore.scene
        return self.finetune.scene_box, scene.scene_box, scene.second_layer.box

    def forget_project(self) -> None:
        """Clears for another project."""
        for page in (self.finetune, self.results, self.explore):
            page.forget_project()

    def abort(self) -> None:
        """Ends all that is under way; does not wait."""
        for page in (self.finetune, self.results, self.explore):
            page.abort()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        for page in (self.finetune, self.results, self.explore):
            page.remove()

    def _cancel(self) -> None:
        """On Escape, ends a training if there is one."""
        if self.finetune.running():
            self.finetune.train.cancel_button.click()
