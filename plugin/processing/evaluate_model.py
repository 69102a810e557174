"""``sardino:evaluatemodel``: how well a model does on labelled polygons."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ...model.protocol.finetuning import EvaluateModelRequest, Scores
from ..disk.whole import write_whole
from ..errors import JobCancelled
from ..translation import marked, tr
from .about import FINETUNING, About
from .paths import absolute_model
from .training import TrainingAlgorithm, TrainingInputs


class EvaluateModelAlgorithm(TrainingAlgorithm):
    """Scores a model in the worker process.

    Results: ``MIOU``, ``ACCURACY`` and ``SCORES`` (JSON). Also ``REPORT`` (HTML) and ``TABLE`` (CSV) if
    the user asked for these files. Empty after a cancellation.
    """

    ABOUT = About(
        name="evaluatemodel",
        title=marked("Evaluate model"),
        group=FINETUNING,
        summary=marked("F1 per class and confusion matrix of a model on labelled polygons."),
        tags=marked("sar,radar,accuracy,confusion matrix,f1,iou,kappa,validation,test,model,score"),
        description=marked(
            "<p>Scores a model on labelled polygons: F1 and IoU per class, confusion matrix, accuracy and "
            "kappa.</p>"
            "<p>Use polygons that the model was <b>not</b> trained on; on its own training polygons any "
            "model looks better than it is.</p>"
        ),
    )

    MODEL = "MODEL"
    REPORT = "REPORT"
    TABLE = "TABLE"
    MIOU = "MIOU"
    ACCURACY = "ACCURACY"
    SCORES = "SCORES"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_inputs()
        self.add_shared(self.MODEL)
        self.add_reading()
        for name, label, kinds, about in (
            (
                self.REPORT,
                tr("Report"),
                tr("HTML files (*.html)"),
                tr("Scores and confusion matrix as a page."),
            ),
            (
                self.TABLE,
                tr("Table"),
                tr("CSV files (*.csv)"),
                tr("Scores and confusion matrix for a spreadsheet."),
            ),
        ):
            self.add(
                QgsProcessingParameterFileDestination(
                    name, label, kinds, optional=True, createByDefault=False
                ),
                about,
            )
        self.addOutput(QgsProcessingOutputNumber(self.MIOU, tr("Mean IoU")))
        self.addOutput(QgsProcessingOutputNumber(self.ACCURACY, tr("Overall accuracy")))
        self.addOutput(QgsProcessingOutputString(self.SCORES, tr("Scores (JSON)")))

    def base(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Name of the model whose classes are recognised."""
        return absolute_model(str(self.parameterAsString(parameters, self.MODEL, context)).strip())

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Scores the model."""
        # Imported here: QGIS imports this module at start-up.
        from ..labels.scores import class_rows, headline, to_csv, to_html

        model = self.base(parameters, context)

        def request(inputs: TrainingInputs) -> EvaluateModelRequest:
            return EvaluateModelRequest(
                scenes=inputs.scenes,
                labels=inputs.labels,
                classes=inputs.classes,
                model=model,
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
            )

        scores: Scores = self.ask_worker(parameters, context, feedback, scratch, request)
        if feedback.isCanceled():
            raise JobCancelled()
        feedback.pushInfo(headline(scores))
        for name, f1, *_ in class_rows(scores):
            feedback.pushInfo(f"{name}: F1 {f1}")
        title = model or tr("Default model")
        files = {}
        for name, make in ((self.REPORT, to_html), (self.TABLE, to_csv)):
            path = str(self.parameterAsFileOutput(parameters, name, context))
            if path:
                write_whole(Path(path), make(scores, title))
                files[name] = path
        return {
            self.MIOU: scores.miou,
            self.ACCURACY: scores.overall_accuracy,
            self.SCORES: json.dumps(asdict(scores)),
            **files,
        }
