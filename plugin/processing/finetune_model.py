"""``sardino:finetunemodel``: trains a model for the user's own area from radar layers and polygons."""

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
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...model.protocol.envelope import Progress
from ...model.protocol.finetuning import MODES, FinetuneRequest, FinetuneResult
from ..disk.whole import write_whole
from ..errors import JobCancelled, PluginError
from ..translation import fill, marked, tr
from .about import FINETUNING, About
from .export import file_stem
from .label_inputs import report_lines
from .parameters import choice
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .training import TrainingAlgorithm, TrainingInputs

NUMBER_LIMIT = 2**31 - 1


class FinetuneModelAlgorithm(TrainingAlgorithm):
    """Fine-tunes a model in the worker process.

    Results: ``MODEL`` (name), ``MODEL_FILE``, ``MIOU`` and ``SCORES`` (JSON: the worker's scores).
    Also ``REPORT`` (HTML) if the user asked for this file. Empty after a cancellation.

    A feedback with a method ``trained`` receives every step. A feedback with ``good_enough`` (an event) can
    end the training early.
    """

    ABOUT = About(
        name="finetunemodel",
        title=marked("Fine-tune model"),
        group=FINETUNING,
        summary=marked("Trains a model on polygons of your own."),
        tags=marked("sar,radar,train,training,learn,labels,polygons,classification,model,fine-tune"),
        description=marked(
            "<p>Trains a model on polygons of your own, so that it maps your area and classes better. "
            "The base model is not changed; the new one is listed beside it, with its lineage.</p>"
            "<p><b>Labels.</b> Polygon layers in any coordinate system with a field for the class. Five or "
            "more polygons per class, spread over the scene, each of one class throughout. They are copied, "
            "with unsaved edits, joins, virtual fields and the layer's filter, and never changed. An outline "
            "that crosses itself counts as one polygon, as the map shows it.</p>"
            "<p><b>Scores.</b> Whole polygons are held out of training to score it, so the numbers say how "
            "well the model does where it was not taught. With few polygons they are an estimate.</p>"
            "<p><b>Cancel</b> throws the new model away.</p>"
        ),
    )

    BASE = "BASE"
    MODE = "MODE"
    NAME = "NAME"
    OVERWRITE = "OVERWRITE"
    SEED = "SEED"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"
    MODEL = "MODEL"
    MODEL_FILE = "MODEL_FILE"
    MIOU = "MIOU"
    SCORES = "SCORES"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_inputs()
        text, destination = QgsProcessingParameterString, QgsProcessingParameterFileDestination
        self.add(
            choice(self.MODE, tr("Mode"), MODES),
            tr("'fast' trains the head in seconds; 'full' the whole network, which pays with many labels."),
        )
        self.add(
            text(self.BASE, tr("Base model"), "", optional=True),
            tr("Name of the model to start from, or a .safetensors file. Empty: the default model."),
        )
        self.add(
            text(self.NAME, tr("Name of the new model"), "", optional=True),
            tr("Under this name it is listed. Empty: named after the first radar layer."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.OVERWRITE, tr("Replace a model of that name"), False),
            tr("Otherwise a model of that name stays, and the run fails."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.SEED, tr("Seed"), QgsProcessingParameterNumber.Integer, 0, False, 0, NUMBER_LIMIT
            ),
            tr("The same seed, labels and scenes give the same model."),
            advanced=True,
        )
        self.add_reading()
        model = destination(
            self.OUTPUT,
            tr("Model file"),
            tr("Sardino models (*.safetensors)"),
            optional=True,
            createByDefault=False,
        )
        self.add(model, tr("Where to write the model. Empty: among your models, where Sardino lists it."))
        report = destination(
            self.REPORT, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
        )
        self.add(report, tr("Scores per class and confusion matrix as a page."))
        self.addOutput(QgsProcessingOutputString(self.MODEL, tr("Name of the model")))
        self.addOutput(QgsProcessingOutputString(self.MODEL_FILE, tr("File of the model")))
        self.addOutput(QgsProcessingOutputNumber(self.MIOU, tr("Mean IoU on held-out polygons")))
        self.addOutput(QgsProcessingOutputString(self.SCORES, tr("Report of the run (JSON)")))

    def base(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Name of the model to start from."""
        return absolute_model(str(self.parameterAsString(parameters, self.BASE, context)).strip())

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Trains the model."""
        name = str(self.parameterAsString(parameters, self.NAME, context)).strip()
        out = absolute(str(self.parameterAsString(parameters, self.OUTPUT, context)).strip())

        def request(inputs: TrainingInputs) -> FinetuneRequest:
            return FinetuneRequest(
                scenes=inputs.scenes,
                labels=inputs.labels,
                classes=inputs.classes,
                name=name or (Path(out).stem if out else f"{file_stem(self.scenes[0].co.name)}-tuned"),
                base=self.base(parameters, context),
                mode=self.parameterAsEnumString(parameters, self.MODE, context),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
                out=out or None,
                seed=self.parameterAsInt(parameters, self.SEED, context),
                overwrite=self.parameterAsBool(parameters, self.OVERWRITE, context),
            )

        good_enough = getattr(feedback, "good_enough", None)
        result: FinetuneResult = self.ask_worker(
            parameters,
            context,
            feedback,
            scratch,
            request,
            progress=_listener(feedback),
            good_enough=good_enough.is_set if good_enough is not None else None,
        )
        if feedback.isCanceled() and not parameters.get(self.OVERWRITE):
            # The training ended just as the user cancelled; the user does not expect a model.
            _remove(Path(result.model.path))
            raise JobCancelled()
        return self._results(result, parameters, context, feedback)

    def failed(self, error: PluginError, feedback: QgsProcessingFeedback) -> None:
        """Gives a listener the error's code: after a worker's death the best model so far remains."""
        listen = getattr(feedback, "training_failed", None)
        if listen is not None:
            listen(error.code)

    def _results(
        self,
        result: FinetuneResult,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        lines, warnings = report_lines(result.labels)
        for line in lines:
            feedback.pushInfo(line)
        for warning in warnings:
            feedback.pushWarning(warning)
        # Imported here: QGIS imports this module at start-up.
        from ..labels.scores import headline, to_html

        feedback.pushInfo(headline(result.metrics))
        feedback.pushInfo(
            fill(
                tr("'{name}' was trained in {seconds:.0f} s on {device}."),
                name=result.model.name,
                seconds=result.seconds,
                device=result.device,
            )
        )
        report = str(self.parameterAsFileOutput(parameters, self.REPORT, context))
        if report:
            write_whole(Path(report), to_html(result.metrics, result.model.name))
        return {
            self.MODEL: result.model.name,
            self.MODEL_FILE: result.model.path,
            self.MIOU: result.metrics.miou,
            self.SCORES: json.dumps(asdict(result)),
            **({self.REPORT: report} if report else {}),
        }


def _remove(model: Path) -> None:
    """Deletes a model, and the JSON file beside the model if it is the model's card."""
    model.unlink(missing_ok=True)
    card = model.with_suffix(".json")
    if card.is_file() and '"tensors_sha256"' in card.read_text(encoding="utf-8", errors="replace"):
        card.unlink()


def _listener(feedback: QgsProcessingFeedback) -> Any:
    """Takes the worker's progress: the bar for every feedback, the curve if the feedback wants it."""
    progress = ProgressReporter(feedback)
    trained = getattr(feedback, "trained", None)

    def hear(message: Progress) -> None:
        progress.worker(message)
        if trained is not None:
            trained(message)

    return hear
