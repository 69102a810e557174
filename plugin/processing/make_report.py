"""``sardino:report``: a map, its areas, accuracy, change and origin as one page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..backend import shared_client
from ..disk.whole import write_whole
from ..errors import JobCancelled, LayerNotUsable, PluginError
from ..translation import marked, tr
from .about import REPORTING, About
from .base import SardinoAlgorithm


class MakeReportAlgorithm(SardinoAlgorithm):
    """Writes a report on a land-cover layer. Results: ``HTML`` and ``PDF``, the files that were asked for."""

    ABOUT = About(
        name="report",
        title=marked("Report on a map"),
        group=REPORTING,
        summary=marked(
            "Map, legend, areas, confidence, accuracy, change and origin as one HTML page and a PDF."
        ),
        tags=marked("report,html,pdf,print,areas,legend,accuracy,provenance,model card,land cover"),
        description=marked(
            "<p>Writes what is known of a land-cover layer: the map with legend and scale bar, confidence, "
            "areas, accuracy, changes, the model's card, parameters, origin, and warnings.</p>"
            "<p>The HTML file holds its pictures and can be sent as it is. Only the land cover is needed; "
            "what else you give adds its part.</p>"
        ),
    )

    LANDCOVER = "LANDCOVER"
    CONFIDENCE = "CONFIDENCE"
    CHANGE = "CHANGE"
    ASSESSMENT = "ASSESSMENT"
    BACKGROUND = "BACKGROUND"
    TITLE = "TITLE"
    AUTHOR = "AUTHOR"
    REMARKS = "REMARKS"
    HTML = "HTML"
    PDF = "PDF"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        raster, text = QgsProcessingParameterRasterLayer, QgsProcessingParameterString
        self.add(
            raster(self.LANDCOVER, tr("Land cover layer")),
            tr("A raster of class codes: a land cover of Sardino, or of any other program."),
        )
        self.add(
            raster(self.CONFIDENCE, tr("Confidence layer"), optional=True),
            tr("The confidence of the same run: a picture, and the confidence of each class."),
        )
        self.add(
            raster(self.CHANGE, tr("Change layer"), optional=True),
            tr("A layer of 'Change between two dates': a picture, and the table from class to class."),
        )
        self.add(
            QgsProcessingParameterFile(self.ASSESSMENT, tr("Accuracy (JSON)"), optional=True),
            tr("All figures (ASSESSMENT) of 'Assess a map': a JSON file, or the text itself."),
        )
        self.add(text(self.TITLE, tr("Title"), optional=True), tr("Empty: the name of the layer."))
        self.add(text(self.AUTHOR, tr("Author"), optional=True), tr("Named under the title."))
        self.add(
            text(self.REMARKS, tr("Remarks"), multiLine=True, optional=True),
            tr("A text of your own, shown after the title."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.BACKGROUND, tr("Layers below the map"), QgsProcessing.TypeMapLayer, optional=True
            ),
            tr("Drawn below the land cover, as they look in the project."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.HTML, tr("Report"), tr("HTML files (*.html)")),
            tr("One page with its pictures inside."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.PDF, tr("Report as PDF"), tr("PDF files (*.pdf)"), optional=True, createByDefault=False
            ),
            tr("The same for printing."),
        )

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes facts and draws the maps."""
        from ..rasters.source import take_map
        from ..report.pictures import take_picture
        from ..report.sources import MapSource

        landcover = self.needed_raster(parameters, self.LANDCOVER, context)
        self._map, self._codes = MapSource.of(landcover), take_map(landcover)
        below = self.parameterAsLayerList(parameters, self.BACKGROUND, context)
        self._pictures = {"map": take_picture([landcover, *below], landcover)}
        confidence = self.raster(parameters, self.CONFIDENCE, context)
        self._confidence = MapSource.of(confidence) if confidence is not None else None
        self._sure = take_map(confidence) if confidence is not None else None
        if confidence is not None:
            self._pictures["confidence"] = take_picture([confidence], landcover)
        change = self.raster(parameters, self.CHANGE, context)
        self._change = MapSource.of(change) if change is not None else None
        self._changes = take_map(change) if change is not None else None
        if change is not None:
            self._pictures["change"] = take_picture([change], change)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Counts, writes the page and the PDF."""
        # Imported here: QGIS imports this module at start-up.
        from ..rasters.source import OpenRaster, aligned
        from ..report.counting import count
        from ..report.page import Contents, page
        from ..report.pdf import write_pdf

        feedback.setProgressText(tr("Counting areas"))
        areas = count(self._codes, self._sure, feedback)
        if self._changes is not None:
            aligned(self._changes, OpenRaster(self._codes))  # refuses the changes of another place
        contents = Contents(
            title=self.parameterAsString(parameters, self.TITLE, context) or self._map.name,
            author=self.parameterAsString(parameters, self.AUTHOR, context),
            remarks=self.parameterAsString(parameters, self.REMARKS, context),
            map=self._map,
            areas=areas,
            pictures=self._pictures,
            confidence=self._confidence,
            change=self._change,
            assessment=_assessment(self.parameterAsFile(parameters, self.ASSESSMENT, context)),
            card=_card(self._map.tags.get("SARDINO_MODEL_SHA256", ""), feedback),
        )
        if feedback.isCanceled():
            raise JobCancelled()
        feedback.setProgressText(tr("Writing the report"))
        found = {}
        html = self.parameterAsFileOutput(parameters, self.HTML, context)
        if html:
            write_whole(Path(html), page(contents))
            found[self.HTML] = html
        pdf = self.parameterAsFileOutput(parameters, self.PDF, context)
        if pdf:
            write_pdf(Path(pdf), contents, scratch)
            found[self.PDF] = pdf
        return found


def _assessment(given: str) -> dict[str, Any]:
    """The accuracy in a file or a text; empty without both."""
    if not given:
        return {}
    from ..report.assessment import checked
    from ..report.from_assess import adapted

    is_text = given.lstrip().startswith(("{", "["))
    try:
        text = given if is_text else Path(given).read_text(encoding="utf-8")
        return checked(adapted(json.loads(text)))
    except (OSError, ValueError) as error:
        name = tr("The text") if is_text else Path(given).name
        raise LayerNotUsable(
            tr("{file} holds no accuracy: {reason}").format(file=name, reason=error),
            remedy=tr("Give all figures (ASSESSMENT) of 'Assess a map', as a JSON file or as text."),
        ) from error


def _card(sha256: str, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """The card of the model with this hash; empty if the model or the worker is not there."""
    from ...model.protocol.segmenting import ListModelsRequest

    if not sha256:
        return {}
    try:
        models = shared_client().request(ListModelsRequest(), cancelled=feedback.isCanceled).models
    except JobCancelled:
        raise
    except PluginError as error:
        feedback.pushInfo(tr("The model's card is left out: {reason}").format(reason=error.text()))
        return {}
    card = next((item.card for item in models if item.sha256 == sha256), {})
    if not card:
        feedback.pushInfo(tr("The model that made this map is no longer installed: its card is left out."))
    return dict(card)
