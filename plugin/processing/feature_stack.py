"""``sardino:featurestack``: backscatter, texture, attention and components as bands for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ...model.protocol.exploring import COMPONENTS, ExploreAnswer, StackRequest
from ..results.explore_layers import STACK
from ..translation import marked, tr
from .about import EXPLORING, About
from .exploring import ExploringAlgorithm
from .parameters import choice

PARTS = ("backscatter", "texture", "attention", "components")
_USUAL = 8


class FeatureStackAlgorithm(ExploringAlgorithm):
    """Makes a stack. Results: ``OUTPUT`` (the raster), ``BANDS`` (JSON: names), ``FEATURES`` (the file)."""

    ABOUT = About(
        name="featurestack",
        title=marked("Feature stack for other programs"),
        group=EXPLORING,
        summary=marked("Backscatter, texture, attention and embeddings as bands of one raster."),
        tags=marked(
            "sar,radar,stack,bands,texture,attention,embeddings,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest"
        ),
        description=marked(
            "<p>Makes one raster on the radar layer's grid, with a name for each band, for the classifiers "
            "of other programs: dzetsaka, the Semi-Automatic Classification Plugin, the EnMAP-Box, the Orfeo "
            "ToolBox.</p>"
            "<ul>"
            "<li><b>backscatter</b>: the polarisations in dB;</li>"
            "<li><b>texture</b>: how the backscatter varies around each pixel;</li>"
            "<li><b>attention</b>: where each head of the network looks;</li>"
            "<li><b>components</b>: the first principal components of the network's tokens.</li>"
            "</ul>"
            "<p>Principal components are those of this layer: a classifier trained on the stack of one "
            "layer does not fit the stack of another one.</p>"
        ),
    )

    PARTS = "PARTS"
    COMPONENTS = "COMPONENTS"
    BANDS = "BANDS"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_scene()
        self.add(
            choice(self.PARTS, tr("Parts of the stack"), PARTS, multiple=True),
            tr("What becomes bands of the raster."),
        )
        self.add(
            number(self.COMPONENTS, tr("Principal components"), number.Integer, _USUAL, False, 1, COMPONENTS),
            tr("How many principal components of the tokens become bands."),
        )
        self.add_reading()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Feature stack")),
            tr("The stack on the radar layer's grid, each band with its name (GeoTIFF)."),
        )
        self.addOutput(QgsProcessingOutputString(self.BANDS, tr("Names of the bands (JSON)")))
        self.addOutput(QgsProcessingOutputString(self.FEATURES, tr("File of features")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses a stack of nothing."""
        # The raw value: QGIS reads an empty list as the default.
        if parameters.get(self.PARTS) in ([], ""):
            return False, tr("An empty stack: choose at least one of its parts.")
        return super().checkParameterValues(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker for the stack."""
        answer: ExploreAnswer = self.ask(
            parameters,
            context,
            feedback,
            scratch,
            StackRequest,
            out=self.out(parameters, context),
            parts=self.parameterAsEnumStrings(parameters, self.PARTS, context),
            components=self.parameterAsInt(parameters, self.COMPONENTS, context),
        )
        self.finish(STACK, answer, context, feedback)
        feedback.pushInfo(", ".join(answer.bands))
        return {
            self.OUTPUT: answer.path,
            self.BANDS: json.dumps(answer.bands),
            self.FEATURES: answer.features,
        }
