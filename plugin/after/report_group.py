"""The group "Report": a page, a PDF, or a print layout of a map."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsMapLayer, QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton, QWidget

from ..panels.layer_choice import id_of
from ..processing.make_report import MakeReportAlgorithm
from ..report.layout import add_layout
from ..results.layers import PRODUCT_PROPERTY
from ..run.runner import Outcome
from ..translation import tr
from ..ui.help_pages import REPORT
from ..ui.widgets import add_field
from .desk import Desk
from .job import Job
from .layer_group import LayerGroup


class ReportGroup(LayerGroup):
    """Reports on the page's map, with what belongs to it.

    Args:
        desk: The map and what else the groups share.
        parent: Parent widget.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        about = tr(MakeReportAlgorithm.ABOUT.summary)
        super().__init__(tr("Report"), Job(tr("Write a report …"), about, "report", REPORT), parent)
        self.desk = desk
        self._assessed = self._assessment = ""
        self.heading = QLineEdit()
        self.heading.setPlaceholderText(tr("the layer's name"))
        add_field(self.body, tr("Title"), self.heading)
        self.pdf = QCheckBox(tr("Also as PDF"))
        self.pdf.setChecked(True)
        self.body.addWidget(self.pdf)
        self.body.addWidget(self.job)
        self.layout_button = QPushButton(tr("Print layout"))
        self.layout_button.setToolTip(
            tr("Adds a print layout with map, legend and scale bar to the project, and opens it.")
        )
        self.layout_button.clicked.connect(self.make_layout)
        self.body.addWidget(self.layout_button)
        desk.changed.connect(self.update_state)
        self.update_state()

    def blocked_by(self) -> str:
        """Why there is nothing to report on."""
        layer = self.desk.map()
        if layer is None or not layer.isValid():
            return self.desk.missing()
        # A map of another program has no mark; a confidence has one, and is no map.
        product = layer.customProperty(PRODUCT_PROPERTY)
        if (product and product != "landcover") or (not product and _is_measured(layer)):
            return tr("Choose a land cover layer first")
        return ""

    def take_assessment(self, layer_id: str, figures: str) -> None:
        """Takes the accuracy of a map into its report.

        Args:
            layer_id: Id of the layer that was assessed.
            figures: All figures, as ``sardino:assess`` returns them (JSON).
        """
        self._assessed, self._assessment = layer_id, figures

    def forget_project(self) -> None:
        """Clears what belongs to the old project."""
        super().forget_project()
        self._assessed = self._assessment = ""

    def start(self) -> None:
        """Asks for the file and writes the report."""
        if self.blocked_by() or self.running():
            return
        layer = self.desk.map()
        place = Path(layer.source()).with_name(f"{Path(layer.source()).stem}_report.html")
        path, _ = QFileDialog.getSaveFileName(self, tr("Report"), str(place), tr("HTML files (*.html)"))
        if path:
            self.write(path if path.lower().endswith((".html", ".htm")) else f"{path}.html")

    def write(self, path: str) -> None:
        """Writes the report to a file, and beside it the PDF if wished."""
        layer = self.desk.map()
        parameters = {
            "LANDCOVER": layer.id(),
            "CONFIDENCE": id_of(self.desk.confidence()) or None,
            "CHANGE": _latest_change(layer),
            "ASSESSMENT": self._assessment if layer.id() == self._assessed else None,
            "TITLE": self.heading.text(),
            "HTML": path,
            "PDF": str(Path(path).with_suffix(".pdf")) if self.pdf.isChecked() else None,
        }
        self.launch(MakeReportAlgorithm.ABOUT.id, tr("Sardino writes a report"), parameters)

    def said(self, outcome: Outcome) -> tuple[str, str]:
        """Where the report is; opens it."""
        path = str(outcome.results.get("HTML", ""))
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        return tr("Written: {file}").format(file=path), "success"

    def make_layout(self) -> None:
        """Adds a print layout to the project and opens it."""
        layer = self.desk.map()
        if layer is not None:
            self.desk.iface.openLayoutDesigner(add_layout(layer, QgsProject.instance(), self.heading.text()))

    def update_state(self) -> None:
        """Enables both buttons, or says why they are grey."""
        super().update_state()
        self.layout_button.setEnabled(not self.blocked_by())


def _is_measured(layer: QgsRasterLayer) -> bool:
    """Whether a layer looks like a scene: numbers with fractions, and no style by class."""
    kinds = (Qgis.DataType.Float32, Qgis.DataType.Float64)
    by_class = isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    return layer.dataProvider().dataType(1) in kinds and not by_class


def _latest_change(layer: QgsMapLayer) -> str | None:
    """Id of the topmost layer of changes on the ground of a map; None if there is none."""
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        other = node.layer()
        if other is None or other.customProperty(PRODUCT_PROPERTY) != "change" or other.crs() != layer.crs():
            continue
        if other.extent().intersects(layer.extent()):
            return str(other.id())
    return None
