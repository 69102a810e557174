"""What the algorithms share: they tell QGIS of themselves, and of errors in words; a scratch folder."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from ..disk.scratch import scratch_folder
from ..errors import JobCancelled, PluginError
from ..paths import ICONS
from ..translation import tr
from ..ui.help_pages import page_url
from .about import About
from .parameters import shared
from .running import at_work


class SardinoAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of Sardino's.

    One of them declares :attr:`ABOUT`, its parameters and outputs (``initAlgorithm``), and what it does
    (:meth:`work`). A row in ``provider.ALGORITHMS`` makes it known to QGIS.

    Attributes:
        ABOUT: Its metadata.
        WAITS: Whether its thread does nothing but wait for the worker.
    """

    ABOUT: About
    WAITS = False

    def createInstance(self) -> SardinoAlgorithm:
        """A fresh instance for a run."""
        return type(self)()

    def name(self) -> str:
        """Stable name."""
        return self.ABOUT.name

    def displayName(self) -> str:
        """Name in the toolbox."""
        return tr(self.ABOUT.title)

    def group(self) -> str:
        """Group in the toolbox."""
        return tr(self.ABOUT.group.title)

    def groupId(self) -> str:
        """Stable name of the group."""
        return self.ABOUT.group.name

    def tags(self) -> list[str]:
        """Words under which the toolbox finds it."""
        return tr(self.ABOUT.tags).split(",")

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(str(ICONS / self.ABOUT.group.icon))

    def shortDescription(self) -> str:
        """Tooltip in the toolbox."""
        return tr(self.ABOUT.summary)

    def shortHelpString(self) -> str:
        """Description beside the parameters."""
        return tr(self.ABOUT.description)

    def helpUrl(self) -> str:
        """The page on this computer that the dialog's Help button opens."""
        return str(page_url(self.ABOUT.group.page).toString())

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs the job; an empty result after a cancellation, as in QGIS's own algorithms."""
        try:
            with at_work(feedback, waits=self.WAITS), scratch_folder() as scratch:
                return self.work(parameters, context, feedback, scratch)
        except JobCancelled:
            feedback.pushInfo(tr("Cancelled; nothing was written."))
            return {}
        except PluginError as error:
            feedback.pushDebugInfo(error.detail)
            self.failed(error, feedback)
            reason = error.text()
        # Outside the handler: QGIS never frees a Python error, nor the chain of causes it carries.
        raise QgsProcessingException(reason)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """What the algorithm does; temporary files go to ``scratch``.

        Raises:
            JobCancelled: The user cancelled.
            PluginError: It failed.
        """
        raise NotImplementedError

    def failed(self, error: PluginError, feedback: QgsProcessingFeedback) -> None:
        """Hook: the work has failed, and the user is about to be told."""

    def add(
        self, parameter: QgsProcessingParameterDefinition, help_text: str, *, advanced: bool = False
    ) -> None:
        """Declares a parameter with its line of help."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        self.addParameter(parameter)

    def add_shared(self, *names: str, advanced: bool = False) -> None:
        """Declares parameters that other algorithms have too, from the table in ``parameters``."""
        for name in names:
            self.add(*shared(name), advanced=advanced)

    def optional_number(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, *, integer: bool
    ) -> Any:
        """A number, or None if the parameter is empty or not finite: such values are nodata anyway."""
        if parameters.get(name) in (None, ""):
            return None
        read = self.parameterAsInt if integer else self.parameterAsDouble
        value = read(parameters, name, context)
        return value if math.isfinite(value) else None


class WorkerAlgorithm(SardinoAlgorithm):
    """An algorithm whose work is done in the worker process."""

    WAITS = True
