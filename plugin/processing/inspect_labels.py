"""``sardino:inspectlabels``: what there is to learn from, counted pixel by pixel."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputString

from ...model.protocol.finetuning import InspectLabelsRequest, LabelReport
from ..errors import JobCancelled
from ..translation import tr
from .finetune_help import inspect_description
from .label_inputs import report_lines
from .training import TrainingAlgorithm, TrainingInputs


class InspectLabelsAlgorithm(TrainingAlgorithm):
    """Counts labels in the worker process. Result: ``LABEL_REPORT`` (JSON)."""

    LABEL_REPORT = "LABEL_REPORT"

    def name(self) -> str:
        """Stable name."""
        return "inspectlabels"

    def displayName(self) -> str:
        """Name in the toolbox."""
        return tr("Inspect labels")

    def tags(self) -> list[str]:
        """Words under which the toolbox finds it."""
        return tr("sar,radar,labels,polygons,training data,check,count").split(",")

    def shortDescription(self) -> str:
        """Tooltip in the toolbox."""
        return tr("Counts labelled polygons and pixels per class, and names what is wrong with them.")

    def shortHelpString(self) -> str:
        """Description beside the parameters."""
        return inspect_description()

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
        """Counts."""

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
