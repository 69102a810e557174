"""The group "Compare two layers": the swipe."""

from __future__ import annotations

from qgis.core import QgsMapLayer
from qgis.PyQt.QtWidgets import QWidget

from ..translation import tr
from ..ui.help_pages import REPORT
from .job import Job
from .layer_group import LayerGroup
from .swipe import SwipeTool


class SwipeGroup(LayerGroup):
    """Shows one layer on the left and one on the right of a line that the user drags."""

    def __init__(self, tool: SwipeTool, parent: QWidget | None = None) -> None:
        about = tr("Drag the line on the map; Esc ends the comparison.")
        job = Job(tr("Swipe on the map"), about, "swipe", REPORT)
        super().__init__(tr("Compare two layers"), job, parent)
        self._tool = tool
        self.left = self.add_layer_box(tr("On the left"))
        self.right = self.add_layer_box(tr("On the right"))
        self.button.setCheckable(True)
        self.finish_layout()
        tool.ended.connect(self._tool_ended)

    def blocked_by(self) -> str:
        """Why the layers cannot be compared."""
        if self.left.layer() is None or self.right.layer() is None:
            return tr("Choose two layers.")
        return tr("Choose two different layers.") if self.left.id == self.right.id else ""

    def start(self) -> None:
        """Starts or ends the comparison."""
        if self.button.isChecked() and not self.blocked_by():
            self._tool.start(self.left.layer(), self.right.layer())
        else:
            self._tool.stop()
        self.button.setChecked(self._tool.is_on())

    def show_layers(self, left: QgsMapLayer, right: QgsMapLayer) -> None:
        """Chooses two layers and compares them."""
        self.left.choose(left)
        self.right.choose(right)
        self.button.setChecked(True)
        self.start()

    def remove(self) -> None:
        """Takes the swipe off the map for good."""
        self._tool.stop()
        self._tool.ended.disconnect(self._tool_ended)
        super().remove()

    def _tool_ended(self) -> None:
        self.button.setChecked(False)
