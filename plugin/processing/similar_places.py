"""``sardino:similarplaces``: where a scene looks like example places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterDestination,
)

from ...model.protocol.exploring import Example, ExploreAnswer, SimilarRequest
from ..results.explore_layers import SIMILARITY
from ..translation import marked, tr
from .about import EXPLORING, About
from .area import crs_text, take_polygons
from .examples import ExamplesNotUsable, examples_of
from .exploring import ExploringAlgorithm

_KINDS = [QgsProcessing.TypeVectorPoint, QgsProcessing.TypeVectorLine, QgsProcessing.TypeVectorPolygon]
LIKE_THIS, NOT_LIKE_THIS = 1, 0


class SimilarPlacesAlgorithm(ExploringAlgorithm):
    """Finds similar places. Results: ``OUTPUT`` (similarity in percent), ``FEATURES`` (the file read)."""

    ABOUT = About(
        name="similarplaces",
        title=marked("Similar places"),
        group=EXPLORING,
        summary=marked("How much each place of a radar layer looks like your examples, in percent."),
        tags=marked("sar,radar,similarity,search,find,examples,embeddings,few-shot,detection,explore"),
        description=marked(
            "<p>Give one or more places of what you look for, as points, lines or polygons. The result says "
            "how much each place of the radar layer looks like them to the network, from 0 to 100. Places "
            "that are <i>not</i> meant make the result sharper: give some where it was wrong.</p>"
            "<p>No model of land cover is needed, so this works for anything that the network can tell "
            "apart, also outside the model's classes.</p>"
            "<p><b>Limits.</b> The number is a similarity, not a probability. Small things disappear: the "
            "network sees about 80 m at a time. Look at the result before you choose a threshold.</p>"
        ),
    )

    LIKE = "LIKE"
    UNLIKE = "UNLIKE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        places = QgsProcessingParameterFeatureSource
        self.add_scene()
        self.add(
            places(self.LIKE, tr("Places like this"), _KINDS),
            tr("Points, lines or polygons on what you look for, in any coordinate system."),
        )
        self.add(
            places(self.UNLIKE, tr("Places not like this"), _KINDS, optional=True),
            tr("Points, lines or polygons on what you do not look for. Empty: none."),
        )
        self.add_reading()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Similarity")),
            tr("Similarity in percent (GeoTIFF)."),
        )
        self.addOutput(QgsProcessingOutputString(self.FEATURES, tr("File of features")))

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the scene and the examples."""
        super().take(parameters, context)
        self._places = []
        for name, code in ((self.LIKE, LIKE_THIS), (self.UNLIKE, NOT_LIKE_THIS)):
            snapshot = take_polygons(self, parameters, name, context)
            if snapshot is not None:
                self._places.append((snapshot, code))
            elif parameters.get(name) not in (None, ""):
                raise ExamplesNotUsable(self.invalidSourceError(parameters, name))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker for the similarity."""
        crs = self.scenes[0].co.crs
        answer: ExploreAnswer = self.ask(
            parameters,
            context,
            feedback,
            scratch,
            SimilarRequest,
            out=self.out(parameters, context),
            examples=self._examples(context),
            crs=crs_text(crs),
        )
        self.finish(SIMILARITY, answer, context, feedback)
        return {self.OUTPUT: answer.path, self.FEATURES: answer.features}

    def _examples(self, context: QgsProcessingContext) -> list[Example]:
        crs, transforms = self.scenes[0].co.crs, context.transformContext()
        found = [
            example
            for snapshot, code in self._places
            for example in examples_of(snapshot, code, crs, transforms)
        ]
        if not any(example.code == LIKE_THIS for example in found):
            raise ExamplesNotUsable(
                tr("There is no place in the layer or selection."),
                remedy=tr("Give at least one point or polygon on what you look for."),
            )
        return found
