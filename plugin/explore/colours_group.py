"""The group "Colours": the first three principal components as red, green and blue."""

from __future__ import annotations

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtWidgets import QWidget

from ...model.protocol.exploring import ColoursRequest, ColoursViewRequest, ExploreAnswer, MapView
from ..results.explore_layers import COLOURS, Explored, ExploredStyler
from ..translation import tr
from ..ui.text import shortened
from .desk import Desk
from .keeping import add_layer, new_file
from .parts import KeepJob, ToggleJob
from .picture_group import PictureGroup
from .pixels import coloured


class ColoursGroup(PictureGroup):
    """Shows the components over the map, and keeps them as a layer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        about = tr("Ground that the model sees as alike has a like colour. No class is behind it.")
        super().__init__(
            tr("Colours"), desk, ToggleJob(tr("Show colours on the map"), about, "colours"), parent
        )

    def fill(self) -> None:
        """Opacity, and the button that keeps the colours."""
        super().fill()
        self.keep = KeepJob(tr("Keep as layer"), tr("Writes the colours of the whole scene to a file."))
        self.keep.start.connect(self.keep_layer)
        self.keeping.append(self.keep)

    def begin(self) -> None:
        """Puts the picture on the canvas."""
        self.picture.start(self._request, coloured)

    def _request(self, view: MapView) -> ColoursViewRequest | None:
        return ColoursViewRequest(self.looked.features, view) if self.looked is not None else None

    def keep_layer(self) -> None:
        """Writes the components of the whole scene."""
        looked = self.looked
        if looked is None:
            return
        request = ColoursRequest(
            new_file(looked, "colours", ".tif"), looked.features, looked.scene, **looked.engine()
        )

        def made(answer: ExploreAnswer) -> str:
            explored = Explored(COLOURS, looked.layer_name, answer, looked.layer_id)
            layer = QgsRasterLayer(answer.path, shortened(explored.name, 60))
            add_layer(layer, looked, COLOURS)
            ExploredStyler(explored).dress(layer)
            return tr("The colours are a layer of the project now.")

        self.keep.run(self.desk.session, request, made, self.lost)
