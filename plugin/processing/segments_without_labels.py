"""``sardino:segmentswithoutlabels``: parts of a scene that look alike, without any labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ...model.protocol.exploring import ExploreAnswer, SegmentsRequest
from ..results.explore_layers import SEGMENTS
from ..translation import fill, marked, tr
from .about import EXPLORING, About
from .exploring import ExploringAlgorithm
from .finetune_model import NUMBER_LIMIT

MOST_SEGMENTS = 64


class SegmentsWithoutLabelsAlgorithm(ExploringAlgorithm):
    """Groups a scene's ground.

    Results: ``OUTPUT`` (segments, numbered from 1), ``SEGMENTS`` (their number), ``AREAS`` (JSON: a list of
    code, name, color, hectares), ``REPORT`` (JSON: figures of the worker) and ``FEATURES`` (the file read).
    """

    ABOUT = About(
        name="segmentswithoutlabels",
        title=marked("Segments without labels"),
        group=EXPLORING,
        summary=marked("Parts of a radar layer that look alike to the network, without any labels."),
        tags=marked("sar,radar,clustering,k-means,unsupervised,classification,segments,embeddings,explore"),
        description=marked(
            "<p>Groups the ground of a radar layer by how it looks to the network (k-means of its features). "
            "No labels and no classes are needed. The borders follow the image.</p>"
            "<p>What a segment is, only you can say: name the segments on the page <i>Explore</i> of "
            "Sardino's panel, and merge those that are the same for you.</p>"
            "<p><b>Limits.</b> Segments differ as the network sees it. This need not be a difference in land "
            "cover: wind on water, soil moisture and the side of a slope make segments, too.</p>"
        ),
    )

    COUNT = "COUNT"
    SEED = "SEED"
    NUMBER = "SEGMENTS"
    AREAS = "AREAS"
    REPORT = "REPORT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_scene()
        self.add(
            number(
                self.COUNT,
                tr("Number of segments (0: proposed)"),
                number.Integer,
                0,
                False,
                0,
                MOST_SEGMENTS,
            ),
            tr("How many kinds of ground to tell apart. 0: Sardino proposes a number."),
        )
        self.add_reading()
        self.add(
            number(self.SEED, tr("Seed"), number.Integer, 0, False, 0, NUMBER_LIMIT),
            tr("The same seed gives the same segments."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Segments")),
            tr("Segments numbered from 1; 0 where the input is invalid (GeoTIFF)."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.NUMBER, tr("Number of segments")))
        self.addOutput(QgsProcessingOutputString(self.AREAS, tr("Area of each class (JSON)")))
        self.addOutput(QgsProcessingOutputString(self.REPORT, tr("Report of the run (JSON)")))
        self.addOutput(QgsProcessingOutputString(self.FEATURES, tr("File of features")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses a single segment."""
        if self.parameterAsInt(parameters, self.COUNT, context) == 1:
            return False, tr("One segment is the whole layer: choose 2 or more, or 0.")
        return super().checkParameterValues(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker for the segments."""
        answer: ExploreAnswer = self.ask(
            parameters,
            context,
            feedback,
            scratch,
            SegmentsRequest,
            out=self.out(parameters, context),
            count=self.parameterAsInt(parameters, self.COUNT, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
        )
        self.finish(SEGMENTS, answer, context, feedback)
        rows = area_rows(answer)
        for row in rows:
            feedback.pushInfo(fill("{name}: {hectares:,.1f} ha", name=row["name"], hectares=row["hectares"]))
        return {
            self.OUTPUT: answer.path,
            self.NUMBER: len(answer.classes),
            self.AREAS: json.dumps(rows),
            self.REPORT: json.dumps(answer.numbers),
            self.FEATURES: answer.features,
        }


def area_rows(answer: ExploreAnswer) -> list[dict[str, Any]]:
    """Code, name, color and hectares of each class in an answer; 0 hectares where areas are unknown."""
    return [
        {
            "code": item.code,
            "name": tr(item.name),
            "color": item.color,
            "hectares": answer.areas_ha.get(str(item.code), 0.0),
        }
        for item in answer.classes
    ]
