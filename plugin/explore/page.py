"""The page "Explore": a scene on top, and below it a folded group for each way to look into it."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ..finetune.host import Host
from ..panels.layer_choice import live_layer
from ..ui.widgets import fill_page
from .attention_group import AttentionGroup
from .colours_group import ColoursGroup
from .desk import Desk
from .group import ExploreGroup
from .scene_panel import ScenePanel
from .segments_group import SegmentsGroup
from .session import SCENE_ENTRY, Session
from .similar_group import SimilarGroup
from .teach_group import TeachGroup


def groups_for(desk: Desk) -> list[ExploreGroup]:
    """The groups of the page, in order. A new group is a row here."""
    return [
        SimilarGroup(desk),
        AttentionGroup(desk),
        ColoursGroup(desk),
        SegmentsGroup(desk),
        TeachGroup(desk),
    ]


class ExplorePage(QWidget):
    """The page.

    Attributes:
        session: The scene that is explored.
        scene: The boxes and the button on top.
        groups: The groups by their class.
    """

    def __init__(self, iface: QgisInterface, host: Host, parent: QWidget | None = None) -> None:
        """Makes the page.

        Args:
            iface: QGIS's interface.
            host: What the page needs from the dock.
            parent: Owner.
        """
        super().__init__(parent)
        self._removed = False
        self.session = Session(host, self)
        self.desk = Desk(iface, self.session, host.tell, self)
        self.scene = ScenePanel(self.session)
        made = groups_for(self.desk)
        self.groups: dict[type[ExploreGroup], ExploreGroup] = {type(group): group for group in made}
        self._scroll = fill_page(self, [self.scene, *made], [])
        for group in made:
            group.collapsedStateChanged.connect(
                lambda collapsed, group=group: None if collapsed else self._scroll.bring_up(group)
            )

        QgsProject.instance().readProject.connect(self._project_read)

    def _project_read(self) -> None:
        """Goes on with the scene in which something was marked when the project was saved."""
        layer = live_layer(QgsProject.instance().readEntry(*SCENE_ENTRY)[0])
        if layer is not None:
            self.scene.scene_chosen.emit(layer)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks whether features of the scene are kept: it may have been segmented meanwhile."""
        super().showEvent(event)
        self.scene.refresh()

    def running(self) -> bool:
        """Whether the scene is being looked at."""
        return self.session.work.busy()

    def forget_project(self) -> None:
        """Clears for another project."""
        for group in self.groups.values():
            group.forget_project()
        self.session.refresh()

    def abort(self) -> None:
        """Ends all that is under way; does not wait."""
        self.session.cancel()
        for group in self.groups.values():
            group.stop()
            group.abort()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        if self._removed:
            return
        self._removed = True
        QgsProject.instance().readProject.disconnect(self._project_read)
        for group in self.groups.values():
            group.remove()
        self.session.remove()
