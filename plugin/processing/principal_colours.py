"""``sardino:principalcolours``: the first three principal components as red, green and blue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterRasterDestination,
)

from ...model.protocol.exploring import ColoursRequest, ExploreAnswer
from ..results.explore_layers import COLOURS
from ..translation import marked, tr
from .about import EXPLORING, About
from .exploring import ExploringAlgorithm


class PrincipalColoursAlgorithm(ExploringAlgorithm):
    """Makes a colour picture. Results: ``OUTPUT`` (the raster), ``FEATURES`` (the file read)."""

    ABOUT = About(
        name="principalcolours",
        title=marked("Principal colours"),
        group=EXPLORING,
        summary=marked("What the network tells apart in a radar layer, as a colour picture."),
        tags=marked("sar,radar,PCA,principal components,RGB,colour,picture,embeddings,explore"),
        description=marked(
            "<p>Shows the first three principal components of the network's tokens as red, green and blue. "
            "Places with the same colour look alike to the network; where the colours change, so does what "
            "the network sees.</p>"
            "<p>The colours have no meaning of their own, and those of two layers cannot be compared.</p>"
        ),
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_scene()
        self.add_reading()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Principal colours")),
            tr("Red, green and blue (GeoTIFF)."),
        )
        self.addOutput(QgsProcessingOutputString(self.FEATURES, tr("File of features")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker for the colours."""
        answer: ExploreAnswer = self.ask(
            parameters, context, feedback, scratch, ColoursRequest, out=self.out(parameters, context)
        )
        self.finish(COLOURS, answer, context, feedback)
        return {self.OUTPUT: answer.path, self.FEATURES: answer.features}
