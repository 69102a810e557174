"""A place for the groups that come after the map."""

from __future__ import annotations

from qgis.core import QgsMapLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtWidgets import QWidget

from ..panels.layer_choice import ExceptedProducts
from ..ui.widgets import fill_page
from .change_group import ChangeGroup
from .report_group import ReportGroup
from .swipe import SwipeTool
from .swipe_group import SwipeGroup


class AfterPage(QWidget):
    """The groups, one below the other.

    Attributes:
        change: Change between two dates.
        report: Report and print layout.
        swipe: Comparison of two layers.
    """

    def __init__(self, iface: QgisInterface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = ChangeGroup()
        self.swipe = SwipeGroup(SwipeTool(iface.mapCanvas()))
        self.report = ReportGroup(lambda layout: iface.openLayoutDesigner(layout))
        self.groups = (self.change, self.swipe, self.report)
        fill_page(self, self.groups, [])
        self._excepted = ExceptedProducts((self.change.before.box, self.change.after.box), self)

    def follow(self, layers: list[QgsMapLayer]) -> None:
        """Takes the layers of a finished segmentation."""
        self.report.follow(layers)

    def remove(self) -> None:
        """Ends everything for good."""
        self._excepted.remove()
        for group in self.groups:
            group.remove()
