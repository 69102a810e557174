"""The group "Report": a page, a PDF, or a print layout of a map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton, QWidget

from ..report.layout import add_layout
from ..results.layers import PRODUCT_PROPERTY, RUN_PROPERTY
from ..run.runner import Outcome
from ..translation import tr
from ..ui.widgets import add_field
from .group import AfterGroup


class ReportGroup(AfterGroup):
    """Reports on a land-cover layer, with what belongs to it.

    Args:
        open_layout: Opens a print layout, as ``iface.openLayoutDesigner`` does.
        parent: Parent widget.
    """

    def __init__(
        self, open_layout: Callable[[QgsPrintLayout], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Report"), tr("Write a &report …"), parent)
        self._open_layout = open_layout
        self.assessment = ""
        """A file of accuracy; see ``report/assessment.py``. Set by what assesses a map."""
        self.landcover = self.add_layer_box(tr("La&nd cover layer"))
        self.heading = QLineEdit()
        self.heading.setPlaceholderText(tr("the layer's name"))
        add_field(self.fields, tr("T&itle"), self.heading)
        self.pdf = QCheckBox(tr("Also as &PDF"))
        self.pdf.setChecked(True)
        self.fields.addWidget(self.pdf)
        self.finish_layout()
        self.layout_button = QPushButton(tr("Print la&yout"))
        self.layout_button.setToolTip(
            tr("Adds a print layout with map, legend and scale bar to the project, and opens it.")
        )
        self.layout_button.clicked.connect(self.make_layout)
        self.fields.insertWidget(self.fields.indexOf(self.button) + 1, self.layout_button)
        self.landcover.changed.connect(self._layer_changed)
        self._layer_changed()

    def blocked_by(self) -> str:
        """Why there is nothing to report on."""
        layer = self.landcover.layer()
        if layer is None:
            return tr("Choose a land-cover layer.")
        if layer.customProperty(PRODUCT_PROPERTY) != "landcover":
            return tr("Choose a land-cover layer that Sardino made.")
        return ""

    def follow(self, layers: list[QgsMapLayer]) -> None:
        """Chooses the land cover among new layers."""
        for layer in layers:
            if layer.customProperty(PRODUCT_PROPERTY) == "landcover":
                self.landcover.choose(layer)

    def start(self) -> None:
        """Asks for the file and writes the report."""
        if self.blocked_by() or self.running():
            return
        layer = self.landcover.layer()
        place = Path(layer.source()).with_name(f"{Path(layer.source()).stem}_report.html")
        path, _ = QFileDialog.getSaveFileName(self, tr("Report"), str(place), tr("HTML files (*.html)"))
        if path:
            self.write(path if path.lower().endswith((".html", ".htm")) else f"{path}.html")

    def write(self, path: str) -> None:
        """Writes the report to a file, and beside it the PDF if wished."""
        layer = self.landcover.layer()
        parameters = {
            "LANDCOVER": layer.id(),
            "CONFIDENCE": _of_run(layer, "confidence"),
            "CHANGE": _latest_change(layer),
            "ASSESSMENT": self.assessment or None,
            "TITLE": self.heading.text(),
            "HTML": path,
            "PDF": str(Path(path).with_suffix(".pdf")) if self.pdf.isChecked() else None,
        }
        self.run("sardino:report", tr("Sardino writes a report"), parameters)

    def ended(self, outcome: Outcome) -> None:
        """Says where the report is, and opens it."""
        path = str(outcome.results.get("HTML", ""))
        self.note.show_text(tr("Written: {file}").format(file=path), "success")
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def make_layout(self) -> None:
        """Adds a print layout to the project and opens it."""
        layer = self.landcover.layer()
        if layer is not None:
            self._open_layout(add_layout(layer, QgsProject.instance(), self.heading.text()))

    def _layer_changed(self) -> None:
        self.layout_button.setEnabled(not self.blocked_by())


def _of_run(layer: QgsMapLayer, product: str) -> str | None:
    """Id of another product of a layer's run; None if it is not in the project."""
    key = layer.customProperty(RUN_PROPERTY)
    for other in QgsProject.instance().mapLayers().values():
        if (
            key
            and other.customProperty(RUN_PROPERTY) == key
            and other.customProperty(PRODUCT_PROPERTY) == product
        ):
            return str(other.id())
    return None


def _latest_change(layer: QgsMapLayer) -> str | None:
    """Id of the topmost layer of changes on the ground of a map; None if there is none."""
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        other = node.layer()
        if other is None or other.customProperty(PRODUCT_PROPERTY) != "change" or other.crs() != layer.crs():
            continue
        if other.extent().intersects(layer.extent()):
            return str(other.id())
    return None
