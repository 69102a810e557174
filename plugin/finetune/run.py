"""Runs of the fine-tuning algorithms: with every training step, and with an early end."""

from __future__ import annotations

import json
import threading
from typing import Any

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import pyqtSignal

from ...model.protocol.envelope import Progress, decode
from ...model.protocol.finetuning import FinetuneResult, LabelReport
from ..processing.finetune_model import FinetuneModelAlgorithm
from ..processing.inspect_labels import InspectLabelsAlgorithm
from ..processing.suggest_labels import SuggestLabelsAlgorithm
from ..run.runner import AlgorithmRun, Outcome, RunFeedback
from ..translation import tr


class TrainingFeedback(RunFeedback):
    """Receives the steps of a training, in the training's thread, and can end the training early.

    Signals:
        heard: A ``Progress`` of the worker.

    Attributes:
        good_enough: When set, the training ends and keeps the best model so far.
        failure: Code of the error that ended the training; empty if there was none.
    """

    heard = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.good_enough = threading.Event()
        self.failure = ""

    def trained(self, progress: Progress) -> None:
        """Passes on a step of the training."""
        self.heard.emit(progress)

    def training_failed(self, code: str) -> None:
        """Notes that the training ended with an error."""
        self.failure = code


class FinetuneRun(AlgorithmRun):
    """One run of ``sardino:finetunemodel``.

    Signals:
        heard: A ``Progress`` of the worker.
    """

    heard = pyqtSignal(object)

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.training = TrainingFeedback()
        title = tr("Sardino fine-tunes a model")
        super().__init__(FinetuneModelAlgorithm.ABOUT.id, title, parameters, self.training)
        self.training.heard.connect(self.heard)
        self.result: FinetuneResult | None = None

    def finish(self) -> None:
        """Asks the training to end with the best model so far."""
        self.training.good_enough.set()

    def outlives_project(self) -> bool:
        """True: the model is useful in every project."""
        return True

    def outcome(self, results: dict[str, Any], layers: list[QgsMapLayer]) -> Outcome:
        """The new model and its scores."""
        self.result = _answer("finetuned", results["SCORES"])
        return Outcome(results=results)


class InspectRun(AlgorithmRun):
    """One run of ``sardino:inspectlabels``."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__(InspectLabelsAlgorithm.ABOUT.id, tr("Sardino counts labels"), parameters)
        self.report: LabelReport | None = None

    def outcome(self, results: dict[str, Any], layers: list[QgsMapLayer]) -> Outcome:
        """The content of the labels."""
        self.report = _answer("label_report", results["LABEL_REPORT"])
        return Outcome(results=results)


class SuggestRun(AlgorithmRun):
    """One run of ``sardino:suggestlabels``."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__(SuggestLabelsAlgorithm.ABOUT.id, tr("Sardino looks where to label"), parameters)


def _answer(kind: str, text: str) -> Any:
    """The worker's answer, from an algorithm's JSON."""
    return decode(json.dumps({"type": "result", "id": "-", "kind": kind, "result": json.loads(text)})).result
