"""``sardino:inspectlabels``: how much there is to learn from, counted pixel by pixel."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputString

from ...model.protocol.finetuning import InspectLabelsRequest, LabelReport
from ..errors import JobCancelled
from ..translation import marked, tr
from .about import FINETUNING, About
from .label_inputs import report_lines
from .training import TrainingAlgorithm, TrainingInputs


class InspectLabelsAlgorithm(TrainingAlgorithm):
    """Counts labels in the worker process. Result: ``LABEL_REPORT`` (JSON)."""

    ABOUT = About(
        name="inspectlabels",
        title=marked("Inspect labels"),
        group=FINETUNING,
        summary=marked("Counts labelled polygons and pixels per class, and names what is wrong with them."),
        tags=marked("sar,radar,labels,polygons,training data,check,count"),
        description=marked(
            "<p>Counts, pixel by pixel, what there is to learn from: polygons and pixels per class, polygons "
            "outside the scene or on nodata, outlines that cross themselves, and pixels that two classes "
            "claim. Nothing is trained or changed.</p>"
        ),
    )

    LABEL_REPORT = "LABEL_REPORT"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_inputs()
        self.add_reading()
        self.addOutput(QgsProcessingOutputString(self.LABEL_REPORT, tr("Report (JSON)")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Counts the labels."""

        def request(inputs: TrainingInputs) -> InspectLabelsRequest:
            return InspectLabelsRequest(inputs.scenes, inputs.labels, inputs.classes)

        report: LabelReport = self.ask_worker(parameters, context, feedback, scratch, request)
        if feedback.isCanceled():
            raise JobCancelled()
        lines, warnings = report_lines(report)
        for line in lines:
            feedback.pushInfo(line)
        for warning in warnings:
            feedback.pushWarning(warning)
        return {self.LABEL_REPORT: json.dumps(asdict(report))}
