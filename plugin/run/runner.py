"""Runs Processing algorithms in the background and loads their results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsMessageLog,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..results.areas import ClassArea
from ..results.layers import load_results
from ..translation import tr

LOG_TAG = "Sardino"


@dataclass
class Outcome:
    """How a run ended.

    Attributes:
        error: What went wrong and what to do; empty if nothing.
        cancelled: Whether the user ended the run.
        project_is_gone: Whether the run's project was closed before the end: the layers were not added
            to another project.
        layers: The layers that were added to the project.
        areas: Name, color and hectares of each class, largest first.
        report: The worker's report on the run.
        folder: Folder of the files.
        results: All results of the algorithm.
    """

    error: str = ""
    cancelled: bool = False
    project_is_gone: bool = False
    layers: list[QgsMapLayer] = field(default_factory=list)
    areas: list[ClassArea] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    folder: str = ""
    results: dict[str, Any] = field(default_factory=dict)


class RunFeedback(QgsProcessingFeedback):
    """Takes an algorithm's messages, in the algorithm's thread: texts as signals, the rest to the log.

    Signals:
        said: The current step, in words.
    """

    said = pyqtSignal(str)

    def __init__(self) -> None:
        # Without this QGIS would log everything a second time under "Processing".
        super().__init__(False)
        self.errors: list[str] = []

    def setProgressText(self, text: str) -> None:
        """Takes the current step."""
        self.said.emit(text)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """Takes an error."""
        self.errors.append(error)
        _log(error, Qgis.MessageLevel.Critical)

    def pushWarning(self, warning: str) -> None:
        """Takes a warning for the user."""
        _log(warning, Qgis.MessageLevel.Warning)

    def pushInfo(self, info: str) -> None:
        """Takes a report of what was done."""
        _log(info, Qgis.MessageLevel.Info)

    def pushDebugInfo(self, info: str) -> None:
        """Takes details for the log."""
        _log(info, Qgis.MessageLevel.Info)


class AlgorithmRun(QObject):
    """One run of an algorithm in QGIS's task manager.

    It has no owner and lives until its task has ended, since the task's thread uses its data.

    Signals:
        progressed: How much is done, 0 to 100.
        said: The current step, in words.
        ended: The :class:`Outcome`, after the layers were added to the project.
    """

    progressed = pyqtSignal(float)
    said = pyqtSignal(str)
    ended = pyqtSignal(object)

    def __init__(
        self,
        algorithm: str,
        title: str,
        parameters: dict[str, Any],
        feedback: RunFeedback | None = None,
    ) -> None:
        """Prepares a run.

        Args:
            algorithm: The algorithm's id.
            title: Title in QGIS's task manager.
            parameters: The algorithm's parameters.
            feedback: A feedback that takes more than the usual messages.
        """
        super().__init__()
        # Everything that the thread uses must outlive the thread, so all of it is kept here.
        self._id = algorithm
        self._title = title
        self._parameters = parameters
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._feedback = feedback or RunFeedback()
        self._context.setFeedback(self._feedback)
        self._feedback.progressChanged.connect(self.progressed)
        self._feedback.said.connect(self.said)
        self._algorithm: Any = None
        self._task: QgsProcessingAlgRunnerTask | None = None
        self._project_is_gone = False

    def start(self) -> str:
        """Starts the run.

        Returns:
            Why the run did not start; empty if it started.
        """
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(self._id)
        if self._algorithm is None:
            return tr("Sardino's Processing provider is not loaded. Restart QGIS.")
        fits, reason = self._algorithm.checkParameterValues(self._parameters, self._context)
        if not fits:
            return str(reason)
        task = QgsProcessingAlgRunnerTask(self._algorithm, self._parameters, self._context, self._feedback)
        if task.isCanceled():
            # The preparation failed, right here in the main thread: the task would never report back.
            return self._reason()
        task.setDescription(self._title)
        # A function, not the method: Qt keeps a method, and so this object, as long as the task.
        task.executed.connect(lambda ok, results: self._executed(ok, results))
        self._task = task
        QgsProject.instance().cleared.connect(self._lose_project)
        QgsApplication.taskManager().addTask(task)
        return ""

    def cancel(self) -> None:
        """Asks the run to end; ``ended`` follows."""
        # First, so that the algorithm gets the message even if the task manager is closing down.
        self._feedback.cancel()
        if self._task is not None:
            self._task.cancel()

    def abandon(self) -> None:
        """Asks the run to end; ``ended`` is not emitted any longer."""
        self.blockSignals(True)
        self.cancel()

    def outlives_project(self) -> bool:
        """Whether the results are useful after the project was closed."""
        return False

    def _executed(self, ok: bool, results: dict[str, Any]) -> None:
        """Handles the algorithm's end, in the main thread."""
        self._task = None
        QgsProject.instance().cleared.disconnect(self._lose_project)
        if self._feedback.isCanceled():
            self.discard(results)
            outcome = Outcome(cancelled=True)
        elif not ok:
            outcome = Outcome(error=self._reason())
        elif self._project_is_gone:
            # The layers do not belong to the project that is open now.
            outcome = self.outcome(results, [])
        else:
            outcome = self.outcome(results, load_results(self._context, self._feedback))
        outcome.project_is_gone = self._project_is_gone
        self.ended.emit(outcome)
        self.deleteLater()

    def _lose_project(self) -> None:
        """Handles the end of the project, perhaps replaced by another project."""
        self._project_is_gone = True
        if not self.outlives_project():
            self.cancel()

    def outcome(self, results: dict[str, Any], layers: list[QgsMapLayer]) -> Outcome:
        """The outcome of a successful run.

        Args:
            results: The algorithm's results.
            layers: The layers that were added to the project.
        """
        return Outcome(layers=layers, results=results)

    def discard(self, results: dict[str, Any]) -> None:
        """Deletes results that were complete just as the user cancelled."""

    def _reason(self) -> str:
        """The last error in words."""
        if self._feedback.errors:
            return self._feedback.errors[-1].strip()
        return tr("The run ended without a reason. Look at the log (View > Panels > Log Messages > Sardino).")


def _log(text: str, level: Qgis.MessageLevel) -> None:
    QgsMessageLog.logMessage(text, LOG_TAG, level, False)
