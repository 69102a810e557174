"""A folded group of the page: waits for a scene, and leaves the canvas when another group takes it."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ..after.group import FoldedGroup
from ..errors import PluginError
from ..translation import tr
from .desk import Desk
from .session import Looked

LOST = frozenset({"features_not_readable"})
"""Errors after which the scene has to be looked at again."""


class ExploreGroup(FoldedGroup):
    """A folded group that works on the scene that was looked at.

    Subclasses fill ``body`` and override the hooks.

    Attributes:
        desk: The scene and what else the groups share.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        """Makes the empty group.

        Args:
            title: What can be done here.
            desk: The scene and what else the groups share.
            parent: Owner.
        """
        super().__init__(title, parent)
        self.desk = desk
        desk.taken.connect(self._taken)
        desk.session.changed.connect(self._scene_changed)

    @property
    def looked(self) -> Looked | None:
        """The scene that was looked at."""
        return self.desk.session.looked

    def missing(self) -> str:
        """Why nothing can be done yet; empty if the scene was looked at."""
        if self.desk.session.missing():
            return self.desk.session.missing()
        return "" if self.looked is not None else tr("Look at the scene first")

    def take(self) -> None:
        """Tells the other groups to leave the canvas."""
        self.desk.taken.emit(self)

    def stop(self) -> None:
        """Hook: leaves the canvas: no map tool, no picture."""

    def scene_changed(self) -> None:
        """Hook: another scene, or none; called after :meth:`stop`."""

    def lost(self, error: Exception) -> bool:
        """Whether an error says that the kept features are gone; the page then says so."""
        gone = isinstance(error, PluginError) and error.code in LOST
        if gone:
            self.desk.session.lose(error)
        return gone

    def forget_project(self) -> None:
        """Leaves the canvas of another project."""
        self.stop()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        self.stop()

    def _taken(self, group: object) -> None:
        if group is not self:
            self.stop()

    def _scene_changed(self) -> None:
        self.stop()
        self.scene_changed()
        self.update_state()
