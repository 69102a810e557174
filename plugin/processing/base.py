"""What the algorithms share: a scratch folder, errors in words, parameters with help; group and icon."""

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
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtGui import QIcon

from ..disk.scratch import scratch_folder
from ..errors import JobCancelled, PluginError
from ..paths import ICONS
from ..translation import tr
from ..ui.help_pages import FINE_TUNING, page_url
from .running import at_work

ICON = ICONS / "finetune.svg"


class WorkerAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose work is done in the worker process."""

    def createInstance(self) -> WorkerAlgorithm:
        """A fresh instance for a run."""
        return type(self)()

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs the job; an empty result after a cancellation, as in QGIS's own algorithms."""
        try:
            with at_work(feedback), scratch_folder() as scratch:
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

    def optional_number(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, *, integer: bool
    ) -> Any:
        """A number, or None if the parameter is empty or not finite: such values are nodata anyway."""
        if parameters.get(name) in (None, ""):
            return None
        read = self.parameterAsInt if integer else self.parameterAsDouble
        value = read(parameters, name, context)
        return value if math.isfinite(value) else None


class ModelAlgorithm(WorkerAlgorithm):
    """An algorithm that trains, scores or questions a model."""

    def group(self) -> str:
        """Group in the toolbox."""
        return tr("Fine-tuning")

    def groupId(self) -> str:
        """Stable name of the group."""
        return "finetuning"

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(str(ICON))

    def helpUrl(self) -> str:
        """The page on this computer that the dialog's Help button opens."""
        return str(page_url(FINE_TUNING).toString())


def choice(
    name: str,
    label: str,
    values: tuple[str, ...],
    *,
    multiple: bool = False,
    default: list[str] | None = None,
) -> QgsProcessingParameterEnum:
    """A choice whose values are the words of the worker's protocol themselves."""
    return QgsProcessingParameterEnum(
        name,
        label,
        options=list(values),
        allowMultiple=multiple,
        defaultValue=(default or list(values)) if multiple else values[0],
        usesStaticStrings=True,
    )
