"""The page "Results": a map on top, and below it a folded group for each thing to do with it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis, QgsMapLayer, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ..panels.layer_choice import ExceptedProducts
from ..run.runner import Outcome
from ..translation import tr
from ..ui.widgets import fill_page
from .change_group import ChangeGroup
from .desk import Desk
from .group import AlgorithmGroup, FoldedGroup
from .groups import AccuracyGroup, CleanGroup, PolygonsGroup, SampleGroup, ZonesGroup
from .interpret import InterpretGroup
from .layer_group import LayerGroup
from .report_group import ReportGroup
from .swipe import SwipeTool
from .swipe_group import SwipeGroup


def groups_for(desk: Desk) -> list[FoldedGroup]:
    """The groups of the page, in order. A new group is a row here."""
    return [
        CleanGroup(tr("Clean up"), tr("Clean up the map"), desk),
        PolygonsGroup(tr("Polygons"), tr("Make polygons"), desk),
        ZonesGroup(tr("Areas by zones"), tr("Count the zones"), desk),
        ChangeGroup(),
        SwipeGroup(SwipeTool(desk.iface.mapCanvas())),
        SampleGroup(tr("Sample"), tr("Draw points"), desk),
        InterpretGroup(desk),
        AccuracyGroup(tr("Accuracy and areas"), tr("Assess the map"), desk),
        ReportGroup(desk),
    ]


class ResultsPage(QWidget):
    """The page.

    Attributes:
        desk: The map and what else the groups share.
        groups: The groups by their class.
        swipe: The comparison of two layers.
        report: Report and print layout.
    """

    def __init__(
        self,
        iface: QgisInterface,
        tell: Callable[[str, Qgis.MessageLevel], None],
        parent: QWidget | None = None,
    ) -> None:
        """Makes the page.

        Args:
            iface: QGIS's interface.
            tell: Shows a text in QGIS's message bar.
            parent: Owner.
        """
        super().__init__(parent)
        self.desk = Desk(iface, tell, self)
        made = groups_for(self.desk)
        self.groups: dict[type[FoldedGroup], FoldedGroup] = {type(group): group for group in made}
        self._scroll = fill_page(self, [self.desk.panel, *made], [])
        for group in made:
            group.collapsedStateChanged.connect(
                lambda collapsed, group=group: None if collapsed else self._scroll.bring_up(group)
            )
        self.swipe: SwipeGroup = self.groups[SwipeGroup]
        self.report: ReportGroup = self.groups[ReportGroup]
        self._excepted = ExceptedProducts(self.groups[ChangeGroup].boxes, self)
        self._follow_sample()
        self._follow_accuracy()

    def _follow_accuracy(self) -> None:
        """The accuracy of a map belongs into its report."""
        accuracy = self.groups.get(AccuracyGroup)
        if isinstance(accuracy, AccuracyGroup):
            accuracy.done.connect(
                lambda outcome: self.report.take_assessment(accuracy.assessed, outcome.results["ASSESSMENT"])
            )

    def follow(self, layers: list[QgsMapLayer]) -> None:
        """Takes the layers of a finished segmentation.

        Args:
            layers: The products; empty after a run without any.
        """
        self.desk.follow(layers)

    def _follow_sample(self) -> None:
        """A new sample is interpreted and assessed next."""
        sample, interpret = self.groups.get(SampleGroup), self.groups.get(InterpretGroup)
        accuracy = self.groups.get(AccuracyGroup)
        if not isinstance(sample, SampleGroup):
            return

        def drawn(outcome: Outcome) -> None:
            for layer in outcome.layers:
                if isinstance(layer, QgsVectorLayer):
                    if isinstance(interpret, InterpretGroup):
                        interpret.choose(layer)
                        interpret.setCollapsed(False)
                    if isinstance(accuracy, AccuracyGroup):
                        accuracy.choose(layer)

        sample.done.connect(drawn)

    def showEvent(self, event: QShowEvent) -> None:
        """Chooses a map that has come in meanwhile."""
        super().showEvent(event)
        self.desk.look_again()

    def running(self) -> bool:
        """Whether any algorithm of the page runs."""
        runners = (AlgorithmGroup, LayerGroup)
        return any(isinstance(group, runners) and group.running() for group in self.groups.values())

    def forget_project(self) -> None:
        """Clears for another project."""
        for group in self.groups.values():
            group.forget_project()
            group.update_state()

    def abort(self) -> None:
        """Ends all runs; does not wait for them."""
        for group in self.groups.values():
            group.abort()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        for group in self.groups.values():
            group.remove()
        self._excepted.remove()
        self.desk.remove()
