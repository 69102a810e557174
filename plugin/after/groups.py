"""The groups that make layers and tables from a map."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QPushButton, QSpinBox

from ..labels.field_names import likely_field
from ..panels.layer_choice import LayerChoice, id_of, live_layer
from ..processing.areas_by_zones import AreasByZonesAlgorithm
from ..processing.assess import AssessAlgorithm
from ..processing.clean_up import CleanUpAlgorithm
from ..processing.draw_sample import DrawSampleAlgorithm
from ..processing.to_polygons import ToPolygonsAlgorithm
from ..results.layers import PRODUCT_PROPERTY
from ..results.runs import products
from ..run.runner import Outcome
from ..translation import fill, tr
from ..ui.layer_filter import POLYGON_LAYERS, REFERENCE_LAYERS
from ..ui.text import hectares
from ..ui.widgets import WrappingCheckBox, add_field, select_data, shrinkable
from .group import AlgorithmGroup

_BEFORE = "sardino/cleaned_from"
"""Id of the map before the clean-up, kept with the cleaned map's layer."""


class CleanGroup(AlgorithmGroup):
    """Clean up."""

    ALGORITHM = CleanUpAlgorithm
    SECTION = "clean-up"

    def fill(self) -> None:
        """Minimum mapping unit and smoothing."""
        self.unit = QDoubleSpinBox()
        self.unit.setRange(0, 1000)
        self.unit.setValue(0.5)
        self.unit.setSuffix(" ha")
        self.unit.setToolTip(tr("Smaller patches go to the neighbour that is most probable there."))
        add_field(self.body, tr("Minimum mapping unit"), self.unit)
        self.smooth = WrappingCheckBox(tr("Smooth borders first (3 × 3 majority)"))
        self.body.addWidget(self.smooth)

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        self._cleaned = id_of(self.desk.map())
        return {
            **self.desk.rasters(),
            "HECTARES": self.unit.value(),
            "SMOOTHING": "3x3" if self.smooth.isChecked() else "none",
            "OUTPUT": self.desk.new_layer("clean", ".tif"),
        }

    def said(self, outcome: Outcome) -> str:
        """How much changed."""
        for layer in outcome.layers:
            layer.setCustomProperty(_BEFORE, self._cleaned)
        return fill(tr("{share:.1f} % of the pixels changed."), share=100 * outcome.results["CHANGED_SHARE"])


class PolygonsGroup(AlgorithmGroup):
    """Polygons."""

    ALGORITHM = ToPolygonsAlgorithm
    SECTION = "polygons"

    def fill(self) -> None:
        """Simplification."""
        self.tolerance = QDoubleSpinBox()
        self.tolerance.setRange(0, 10)
        self.tolerance.setSingleStep(0.5)
        self.tolerance.setDecimals(1)
        self.tolerance.setSuffix(" " + tr("pixels"))
        self.tolerance.setSpecialValueText(tr("not at all"))
        self.tolerance.setToolTip(tr("How far a border may move. Neighbours keep their shared border."))
        add_field(self.body, tr("Simplify borders"), self.tolerance)

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        layer = self.desk.map()
        before = live_layer(str(layer.customProperty(_BEFORE, "") or "")) if layer is not None else None
        return {
            **self.desk.rasters(),
            "BEFORE": id_of(before) or None,
            "TOLERANCE": self.tolerance.value(),
            "OUTPUT": self.desk.new_layer("polygons"),
        }

    def said(self, outcome: Outcome) -> str:
        """How many there are."""
        text = tr("{count:,} polygons, {area} ha")
        area = hectares(outcome.results["HECTARES"])
        return fill(text, count=outcome.results["POLYGONS"], area=area)


class ZonesGroup(AlgorithmGroup):
    """Areas by zones."""

    ALGORITHM = AreasByZonesAlgorithm
    SECTION = "areas-by-zones"

    def fill(self) -> None:
        """The zones and their names."""
        self.zones_box, self.name_box = shrinkable(QgsMapLayerComboBox()), shrinkable(QComboBox())
        self.zones_box.setFilters(POLYGON_LAYERS)
        self.zones_box.setShowCrs(False)
        add_field(self.body, tr("Zones (polygons)"), self.zones_box)
        add_field(self.body, tr("Field with their names"), self.name_box)
        self._zones = LayerChoice(self.zones_box, parent=self)
        self._zones.changed.connect(self._zones_changed)
        _show_fields(self.name_box, self._zones.layer())

    def _zones_changed(self) -> None:
        _show_fields(self.name_box, self._zones.layer())
        self.update_state()

    def missing(self) -> str:
        """Whether there are zones."""
        return "" if self._zones.layer() is not None else tr("Add a layer of polygons first")

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        return {
            **self.desk.rasters(),
            "ZONES": id_of(self._zones.layer()),
            "FIELD": self.name_box.currentText(),
            "OUTPUT": self.desk.new_layer("zones"),
        }

    def said(self, outcome: Outcome) -> str:
        """How many zones there are."""
        return tr("{count} zones with a class. The table is in the project.").format(
            count=outcome.results["COUNT"]
        )


class SampleGroup(AlgorithmGroup):
    """Draw a sample."""

    ALGORITHM = DrawSampleAlgorithm
    SECTION = "a-sample"

    def fill(self) -> None:
        """How exact, and at least how many per class."""
        self.error = QDoubleSpinBox()
        self.error.setRange(0.1, 20)
        self.error.setDecimals(1)
        self.error.setSingleStep(0.5)
        self.error.setValue(2.0)
        self.error.setSuffix(" %")
        self.error.setToolTip(tr("Of the overall accuracy. Half of it needs four times as many points."))
        add_field(self.body, tr("Wanted standard error"), self.error)
        self.minimum = QSpinBox()
        self.minimum.setRange(2, 10_000)
        self.minimum.setValue(50)
        self.minimum.setToolTip(tr("Olofsson et al. advise 50 to 100."))
        add_field(self.body, tr("Points per class, at least"), self.minimum)
        self.seed = QSpinBox()
        self.seed.setRange(0, 1_000_000)
        self.seed.setValue(1)
        self.seed.setToolTip(tr("The same seed gives the same points."))
        add_field(self.body, tr("Seed"), self.seed)
        self.second_box = shrinkable(QComboBox())
        self.second_box.setToolTip(
            tr("Familiar and unfamiliar ground, or changed and unchanged ground, get points of their own.")
        )
        self._second_label = add_field(self.body, tr("Classes, and within them"), self.second_box)
        # Layers come and go while the group is folded.
        self.collapsedStateChanged.connect(self._list_seconds)

    def update_state(self) -> None:
        """Offers what lies on the map's ground, too."""
        self._list_seconds()
        super().update_state()

    def _list_seconds(self, *_: object) -> None:
        chosen = self.second_box.currentData()
        self.second_box.clear()
        self.second_box.addItem(tr("nothing else"), "")
        for layer in _seconds(self.desk.map()):
            self.second_box.addItem(layer.name(), layer.id())
        select_data(self.second_box, chosen)
        for widget in (self._second_label, self.second_box):
            widget.setVisible(self.second_box.count() > 1)

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        return {
            "INPUT": self.desk.rasters()["INPUT"],
            "WANTED_ERROR": self.error.value(),
            "MINIMUM": self.minimum.value(),
            "SEED": self.seed.value(),
            "STRATA": id_of(live_layer(self.second_box.currentData() or "")) or None,
            "OUTPUT": self.desk.new_layer("sample"),
        }

    def said(self, outcome: Outcome) -> str:
        """How many points there are, and what comes next."""
        return tr("{count} points. Say what is there under 'Interpret'.").format(
            count=outcome.results["POINTS"]
        )


class AccuracyGroup(AlgorithmGroup):
    """Accuracy and areas."""

    ALGORITHM = AssessAlgorithm
    SECTION = "accuracy-and-areas"

    def fill(self) -> None:
        """The reference and its field, and afterwards the page."""
        self.reference_box, self.field_box = shrinkable(QgsMapLayerComboBox()), shrinkable(QComboBox())
        self.reference_box.setFilters(REFERENCE_LAYERS)
        self.reference_box.setShowCrs(False)
        add_field(self.body, tr("Reference: a sample, points or polygons"), self.reference_box)
        add_field(self.body, tr("Field with the class"), self.field_box)
        self.with_kappa = WrappingCheckBox(tr("Also kappa"))
        self.body.addWidget(self.with_kappa)
        self._reference = LayerChoice(self.reference_box, parent=self)
        self._reference.changed.connect(self._reference_changed)
        self.page_button = QPushButton(tr("Open the page with all figures"))
        self.page_button.hide()
        self.page_button.clicked.connect(self._open_page)
        self._page = self.assessed = ""
        _show_fields(self.field_box, self._reference.layer())

    def choose(self, layer: QgsVectorLayer) -> None:
        """Chooses the reference."""
        self._reference.choose(layer)

    def _reference_changed(self) -> None:
        _show_fields(self.field_box, self._reference.layer())
        self.update_state()

    def missing(self) -> str:
        """Whether there is a reference."""
        return "" if self._reference.layer() is not None else tr("Draw a sample, or add reference data first")

    def parameters(self) -> dict[str, Any]:
        """The algorithm's parameters."""
        self.assessed = id_of(self.desk.map())
        return {
            "INPUT": self.assessed,
            "REFERENCE": id_of(self._reference.layer()),
            "FIELD": self.field_box.currentText(),
            "KAPPA": self.with_kappa.isChecked(),
            "OUTPUT": self.desk.new_layer("accuracy"),
            "REPORT": self.desk.new_file("accuracy", ".html"),
        }

    def said(self, outcome: Outcome) -> str:
        """The overall accuracy."""
        self._page = str(outcome.results.get("REPORT", ""))
        # Below the job's note, which says the figure.
        self.body.addWidget(self.page_button)
        self.page_button.setVisible(bool(self._page))
        text = tr("Overall accuracy: {value:.1f} % (95 % interval {low:.1f} to {high:.1f} %)")
        value, low, high = (
            100 * outcome.results[name] for name in ("OVERALL", "OVERALL_LOW", "OVERALL_HIGH")
        )
        return fill(text, value=value, low=low, high=high)

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._page))

    def forget_project(self) -> None:
        """Clears what was said about the old project."""
        super().forget_project()
        self.page_button.hide()


def _seconds(layer: QgsRasterLayer | None) -> list[QgsMapLayer]:
    """Layers of familiarity and of change on the ground of a map, by name."""
    if layer is None or not layer.isValid():
        return []
    found = [
        other
        for other in products(QgsProject.instance())
        if other.customProperty(PRODUCT_PROPERTY) in ("familiarity", "change")
        and other.crs() == layer.crs()
        and other.extent().intersects(layer.extent())
    ]
    return sorted(found, key=lambda other: other.name())


def _show_fields(box: QComboBox, layer: QgsVectorLayer | None) -> None:
    """Lists a layer's fields and chooses the likely one."""
    box.clear()
    if layer is None:
        return
    names = [field.name() for field in layer.fields()]
    box.addItems(names)
    likely = likely_field(names)
    if likely is not None:
        box.setCurrentText(likely)
