"""A folded group of the page that runs one algorithm."""

from __future__ import annotations

from typing import Any, ClassVar

from qgis.core import Qgis
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..processing.base import SardinoAlgorithm
from ..run.runner import Outcome
from ..translation import tr
from ..ui.widgets import column
from .desk import Desk
from .job import Job
from .one_run import OneRun


class FoldedGroup(QgsCollapsibleGroupBox):
    """A folded group.

    Attributes:
        body: The layout for the group's widgets.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Makes the empty group.

        Args:
            title: What can be done here.
            parent: Owner.
        """
        super().__init__(title, parent)
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        # In a widget of its own: QGIS shows all children of a group that is unfolded, hidden ones too.
        inside = QWidget()
        self.body = column(inside)
        QVBoxLayout(self).addWidget(inside)

    def update_state(self) -> None:
        """Hook: the map or the project has changed."""

    def abort(self) -> None:
        """Hook: ends what runs; does not wait."""

    def remove(self) -> None:
        """Hook: leaves QGIS for good."""

    def forget_project(self) -> None:
        """Hook: texts about the old project do not apply."""


class Group(FoldedGroup):
    """A folded group that works on the page's map.

    Attributes:
        desk: The map and what else the groups share.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        """Makes the empty group.

        Args:
            title: What can be done here.
            desk: The map and what else the groups share.
            parent: Owner.
        """
        super().__init__(title, parent)
        self.desk = desk


class AlgorithmGroup(OneRun, Group):
    """A group that runs one algorithm on the map.

    Subclasses fill :attr:`body`, and say the parameters and what came of them.

    Signals:
        done: A run has succeeded; carries the ``Outcome``.

    Attributes:
        ALGORITHM: The algorithm.
        SECTION: Anchor of the group's heading on the page of help.
    """

    done = pyqtSignal(object)

    ALGORITHM: ClassVar[type[SardinoAlgorithm]]
    SECTION: ClassVar[str]

    def __init__(self, title: str, button: str, desk: Desk, parent: QWidget | None = None) -> None:
        """Makes the group.

        Args:
            title: What can be done here.
            button: Text of the button.
            desk: The map and what else the groups share.
            parent: Owner.
        """
        super().__init__(title, desk, parent)
        self.fill()
        self.job = Job(button, tr(self.ALGORITHM.ABOUT.summary), self.SECTION)
        self.body.addWidget(self.job)
        self.job.start.connect(self.start)
        self.job.cancel.connect(self.abort)
        desk.changed.connect(self.update_state)
        self.update_state()

    def fill(self) -> None:
        """Puts the group's own widgets into :attr:`body`."""

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        raise NotImplementedError

    def missing(self) -> str:
        """Why the run cannot start yet, beside a map; empty if nothing is missing."""
        return ""

    def said(self, outcome: Outcome) -> str:
        """What came of a successful run, in a sentence."""
        raise NotImplementedError

    def update_state(self) -> None:
        """Enables the button, or says why it cannot be."""
        self.job.set_blocked(self.desk.missing() or self.missing())

    def start(self) -> None:
        """Starts the algorithm."""
        if self._run is not None or self.desk.missing() or self.missing():
            return
        self.launch(self.ALGORITHM.ABOUT.id, tr(self.ALGORITHM.ABOUT.title), self.parameters())

    def _ended(self, outcome: Outcome) -> None:
        self._run = None
        if outcome.cancelled:
            self.job.end(tr("Cancelled; nothing was written."), "info")
        elif outcome.error:
            self.job.end(outcome.error, "error")
            self.desk.tell(outcome.error, Qgis.MessageLevel.Critical)
        else:
            self.job.end(self.said(outcome), "success")
            self.done.emit(outcome)
        self.update_state()
