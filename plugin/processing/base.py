"""What the algorithms share: metadata for QGIS, errors as messages, a scratch folder."""

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
    QgsRasterLayer,
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
    """Base of Sardino's algorithms.

    A subclass declares :attr:`ABOUT`, its parameters and outputs (``initAlgorithm``), and its work
    (:meth:`work`). A row in ``provider.ALGORITHMS`` makes the subclass known to QGIS.

    Attributes:
        ABOUT: The algorithm's metadata.
        WAITS: Whether the algorithm's thread only waits for the worker.
    """

    ABOUT: About
    WAITS = False

    def createInstance(self) -> SardinoAlgorithm:
        """A new instance for a run."""
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
        """Words for the toolbox's search."""
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

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Takes what the run needs from layers (:meth:`take`), in the layers' own thread."""
        try:
            self.take(parameters, context)
            return True
        except PluginError as error:
            reason = error.text()
        # Outside the handler: QGIS never frees a Python error, nor its chain of causes.
        raise QgsProcessingException(reason)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Hook: takes what the run needs from layers; called in the layers' own thread.

        Raises:
            PluginError: A layer cannot be used.
            QgsProcessingException: A layer is missing.
        """

    def raster(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsRasterLayer | None:
        """The raster layer of a parameter; None if the parameter is empty.

        Raises:
            QgsProcessingException: The parameter names no valid raster layer.
        """
        if parameters.get(name) in (None, ""):
            return None
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None or not layer.isValid():
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return layer

    def needed_raster(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsRasterLayer:
        """The raster layer of a parameter that must not be empty.

        Raises:
            QgsProcessingException: The parameter is empty or names no valid raster layer.
        """
        layer = self.raster(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return layer

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs the job. Returns an empty result after a cancellation, as QGIS's own algorithms do."""
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
        raise QgsProcessingException(reason)  # outside the handler, as above

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Does the algorithm's work; temporary files go to ``scratch``.

        Raises:
            JobCancelled: The user cancelled.
            PluginError: The work failed.
        """
        raise NotImplementedError

    def failed(self, error: PluginError, feedback: QgsProcessingFeedback) -> None:
        """Hook: called after the work has failed and before the user is told."""

    def add(
        self, parameter: QgsProcessingParameterDefinition, help_text: str, *, advanced: bool = False
    ) -> None:
        """Declares a parameter with its line of help."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        self.addParameter(parameter)

    def add_shared(self, *names: str, advanced: bool = False) -> None:
        """Declares parameters that several algorithms have, from the table in ``parameters``."""
        for name in names:
            self.add(*shared(name), advanced=advanced)

    def optional_number(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, *, integer: bool
    ) -> Any:
        """A number; None if empty or not finite, since values that are not finite are nodata anyway."""
        if parameters.get(name) in (None, ""):
            return None
        read = self.parameterAsInt if integer else self.parameterAsDouble
        value = read(parameters, name, context)
        return value if math.isfinite(value) else None


class WorkerAlgorithm(SardinoAlgorithm):
    """An algorithm that lets the worker process do its work."""

    WAITS = True
