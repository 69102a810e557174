"""What the groups of the page share: QGIS, the chosen map and its confidence, messages, places for files."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..panels.layer_choice import LayerChoice, id_of
from ..processing.export import file_stem
from ..results.keeping import place_beside
from ..results.layers import PRODUCT_PROPERTY, RUN_PROPERTY
from ..translation import tr
from ..ui.layer_filter import RASTER_LAYERS
from ..ui.widgets import add_field, column, shrinkable


class Desk(QObject):
    """What lies on the desk: a map and its confidence.

    Signals:
        changed: Another map or confidence is chosen.

    Attributes:
        iface: QGIS's interface.
        tell: Shows a text in QGIS's message bar.
        panel: The boxes for both layers.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        iface: QgisInterface,
        tell: Callable[[str, Qgis.MessageLevel], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.iface, self.tell = iface, tell
        self.map_box, self.confidence_box = (shrinkable(QgsMapLayerComboBox()) for _ in range(2))
        for box in (self.map_box, self.confidence_box):
            box.setFilters(RASTER_LAYERS)
            box.setShowCrs(False)
        self.map_box.setToolTip(tr("A map of classes: Sardino's or any other."))
        self.confidence_box.setToolTip(tr("Belongs to the map. Chosen by itself for Sardino's maps."))
        self.confidence_box.setAllowEmptyLayer(True)
        self.confidence_box.setCurrentIndex(0)
        self.panel = QWidget()
        layout = column(self.panel)
        add_field(layout, tr("&Land cover"), self.map_box)
        add_field(layout, tr("Con&fidence (optional)"), self.confidence_box)
        self._map = LayerChoice(self.map_box, _latest_map, self)
        self._confidence = LayerChoice(self.confidence_box, parent=self)
        self._map.changed.connect(self._map_changed)
        self._confidence.changed.connect(self.changed)
        QgsProject.instance().layersAdded.connect(self._layers_added)
        self._choose_map()

    def map(self) -> QgsRasterLayer | None:
        """The chosen map."""
        return self._map.layer()

    def confidence(self) -> QgsRasterLayer | None:
        """The chosen confidence layer."""
        return self._confidence.layer()

    def rasters(self) -> dict[str, str | None]:
        """Map and confidence as parameters of the algorithms."""
        return {"INPUT": id_of(self.map()) or None, "CONFIDENCE": id_of(self.confidence()) or None}

    def follow(self, layers: list[QgsMapLayer]) -> None:
        """Chooses the land cover among the layers of a finished segmentation."""
        for layer in layers:
            if _is_map(layer):
                self._map.choose(layer)
                self._choose_confidence()

    def missing(self) -> str:
        """Why nothing can be done yet; empty if a map is chosen."""
        layer = self.map()
        if layer is None:
            return tr("Choose a land cover layer first")
        return "" if layer.isValid() else tr("The layer is not available: repair its data source")

    def new_file(self, what: str, ending: str) -> str:
        """A free file beside the map; Processing's temporary file if that folder is no good place."""
        layer = self.map()
        source = layer.source() if layer is not None else ""
        project = QgsProject.instance().absolutePath()
        folder = place_beside(source, project, probe=True).folder
        if not folder:
            return QgsProcessing.TEMPORARY_OUTPUT
        stem = file_stem(Path(source.split("|")[0]).stem)
        for number in itertools.count(1):
            path = Path(folder) / (
                f"{stem}_{what}{ending}" if number == 1 else f"{stem}_{what}_{number}{ending}"
            )
            if not path.exists():
                return str(path)
        raise AssertionError

    def new_layer(self, what: str, ending: str = ".gpkg") -> QgsProcessingOutputLayerDefinition:
        """The same as a layer to be loaded into the project."""
        return QgsProcessingOutputLayerDefinition(self.new_file(what, ending), QgsProject.instance())

    def remove(self) -> None:
        """Stops following the project for good."""
        QgsProject.instance().layersAdded.disconnect(self._layers_added)

    def look_again(self) -> None:
        """Chooses a map if none is chosen yet: the toolbox marks its maps a moment after they come in."""
        if not _is_map(self.map()):
            self._choose_map()
        elif self.confidence() is None:
            self._choose_confidence()

    def _layers_added(self) -> None:
        self.look_again()

    def _choose_map(self) -> None:
        found = QgsProject.instance().mapLayer(_latest_map())
        if found is not None:
            self._map.choose(found)
        self._choose_confidence()

    def _map_changed(self) -> None:
        self._choose_confidence()
        self.changed.emit()

    def _choose_confidence(self) -> None:
        """Chooses the confidence of the map's own run; none if there is none."""
        layer = self.map()
        run = str(layer.customProperty(RUN_PROPERTY, "") or "") if layer is not None else ""
        found = [
            item
            for item in QgsProject.instance().mapLayers().values()
            if run
            and item.customProperty(RUN_PROPERTY) == run
            and item.customProperty(PRODUCT_PROPERTY) == "confidence"
        ]
        if found or run:
            self._confidence.choose(found[0] if found else None)


def _is_map(layer: QgsMapLayer | None) -> bool:
    return layer is not None and layer.customProperty(PRODUCT_PROPERTY) == "landcover"


def _latest_map() -> str:
    """Id of a land cover of the project, the topmost; empty if there is none."""
    project = QgsProject.instance()
    # A layer that has just come in is not in the tree yet.
    order = [*project.layerTreeRoot().layerOrder(), *project.mapLayers().values()]
    return next((id_of(layer) for layer in order if _is_map(layer)), "")
