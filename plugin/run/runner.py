"""Runs Processing algorithms in the background and loads what they made."""

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
        cancelled: Whether the user ended it.
        project_is_gone: Whether the project that it was begun in was closed meanwhile: its layers were
            not added to another one.
        layers: The layers that were added to the project.
        areas: Name, color and hectares of each class, largest first.
        report: The worker's account of the run.
        folder: Where the files are.
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
    """Takes what an algorithm says, in its thread: texts as signals, the rest into the log.

    Signals:
        said: What is being done.
    """

    said = pyqtSignal(str)

    def __init__(self) -> None:
        # Otherwise QGIS would log everything a second time under "Processing".
        super().__init__(False)
        self.errors: list[str] = []

    def setProgressText(self, text: str) -> None:
        """What is being done."""
        self.said.emit(text)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """What went wrong."""
        self.errors.append(error)
        _log(error, Qgis.MessageLevel.Critical)

    def pushWarning(self, warning: str) -> None:
        """What the user should know."""
        _log(warning, Qgis.MessageLevel.Warning)

    def pushInfo(self, info: str) -> None:
        """What was done."""
        _log(info, Qgis.MessageLevel.Info)

    def pushDebugInfo(self, info: str) -> None:
        """More for the log."""
        _log(info, Qgis.MessageLevel.Info)


class AlgorithmRun(QObject):
    """One run of an algorithm in QGIS's task manager.

    It has no owner: it lives until its task has ended, since the task's thread works with what it keeps.

    Signals:
        progressed: How much is done, 0 to 100.
        said: What is being done.
        ended: The :class:`Outcome`, when the layers are in the project.
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
            algorithm: Its id.
            title: What QGIS's task manager shows.
            parameters: The algorithm's.
            feedback: One that hears more than the usual.
        """
        super().__init__()
        # Everything that the thread uses has to outlive it, so it is all kept here.
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
            Why it did not start; empty if it did.
        """
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(self._id)
        if self._algorithm is None:
            return tr("Sardino's Processing provider is not loaded. Restart QGIS.")
        fits, reason = self._algorithm.checkParameterValues(self._parameters, self._context)
        if not fits:
            return str(reason)
        task = QgsProcessingAlgRunnerTask(self._algorithm, self._parameters, self._context, self._feedback)
        if task.isCanceled():
            # Its preparation failed, right here in the main thread: it would never report back.
            return self._reason()
        task.setDescription(self._title)
        # A function of its own, not the method: Qt keeps it, and so this object, as long as the task.
        task.executed.connect(lambda ok, results: self._executed(ok, results))
        self._task = task
        QgsProject.instance().cleared.connect(self._lose_project)
        QgsApplication.taskManager().addTask(task)
        return ""

    def cancel(self) -> None:
        """Asks the run to end; ``ended`` follows."""
        # First, so that the algorithm hears of it even if the task manager is busy closing down.
        self._feedback.cancel()
        if self._task is not None:
            self._task.cancel()

    def abandon(self) -> None:
        """Asks the run to end; nobody hears of it any more."""
        self.blockSignals(True)
        self.cancel()

    def outlives_project(self) -> bool:
        """Whether the results are of use when the project has been closed."""
        return False

    def _executed(self, ok: bool, results: dict[str, Any]) -> None:
        """In the main thread: the algorithm has ended."""
        self._task = None
        QgsProject.instance().cleared.disconnect(self._lose_project)
        if self._feedback.isCanceled():
            self.discard(results)
            outcome = Outcome(cancelled=True)
        elif not ok:
            outcome = Outcome(error=self._reason())
        elif self._project_is_gone:
            # Whatever project is open now, it is none of these layers' business.
            outcome = self.outcome(results, [])
        else:
            outcome = self.outcome(results, load_results(self._context, self._feedback))
        outcome.project_is_gone = self._project_is_gone
        self.ended.emit(outcome)
        self.deleteLater()

    def _lose_project(self) -> None:
        """The project was closed, perhaps for another one."""
        self._project_is_gone = True
        if not self.outlives_project():
            self.cancel()

    def outcome(self, results: dict[str, Any], layers: list[QgsMapLayer]) -> Outcome:
        """What came of a run that went well.

        Args:
            results: The algorithm's.
            layers: Those that are in the project now.
        """
        return Outcome(layers=layers, results=results)

    def discard(self, results: dict[str, Any]) -> None:
        """Deletes what was complete just when the user cancelled."""

    def _reason(self) -> str:
        """The last error in words."""
        if self._feedback.errors:
            return self._feedback.errors[-1].strip()
        return tr("The run ended without a reason. Look at the log (View > Panels > Log Messages > Sardino).")


def _log(text: str, level: Qgis.MessageLevel) -> None:
    QgsMessageLog.logMessage(text, LOG_TAG, level, False)
