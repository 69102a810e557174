"""``sardino:combinedates``: several dates of one place as one radar layer with less speckle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsRasterLayer,
)

from ...model.protocol.changing import CombineRequest, CombineResult
from ..backend import shared_client
from ..errors import BackendError, JobCancelled
from ..results.acquisition import acquisition
from ..results.date_layers import DatesStyler, span_of
from ..results.tree_groups import layers_in_group
from ..translation import marked, tr
from .about import DATES, About
from .base import WorkerAlgorithm
from .paths import absolute
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes

TOO_FEW = marked("Averaging takes two or more dates: choose two or more radar layers.")


class CombineDatesAlgorithm(WorkerAlgorithm):
    """Averages layers in the worker process. Results: ``OUTPUT`` (a raster) and ``DATES`` (their number)."""

    ABOUT = About(
        name="combinedates",
        title=marked("Several dates as one"),
        group=DATES,
        summary=marked("The mean of several dates of one place, with less speckle, and how the dates vary."),
        tags=marked("sar,radar,multitemporal,speckle,mean,average,stack,time series,standard deviation"),
        description=marked(
            "<p>Averages radar layers of one place in linear power: speckle differs from date to date, "
            "so the mean has less of it. Segment the result as any radar layer.</p>"
            "<p>Bands: the mean of each polarisation, then the standard deviation over the dates of each "
            "polarisation in dB, then the number of dates.</p>"
            "<p>What the ground did between the dates is averaged, too: take dates of one season.</p>"
        ),
    )

    INPUTS = "INPUTS"
    ALLOW_ANY = "ALLOW_ANY"
    DATES_GROUP = "DATES_GROUP"
    OUTPUT = "OUTPUT"
    DATES = "DATES"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        layers = QgsProcessingParameterMultipleLayers(
            self.INPUTS, tr("Radar layers, one per date"), QgsProcessing.TypeRaster, optional=True
        )
        self.add(layers, tr("Two or more layers of one place. The first one gives the grid."))
        self.add_shared(self.DATES_GROUP)
        self.add_shared(self.ALLOW_ANY, advanced=True)
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Mean of the dates")),
            tr("Means, deviations and number of dates (GeoTIFF)."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.DATES, tr("Number of dates")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses a single date before anything starts; a group's layers are counted later."""
        given = parameters.get(self.INPUTS) or []
        if not parameters.get(self.DATES_GROUP) and isinstance(given, (list, tuple)) and len(given) < 2:
            return False, tr(TOO_FEW)
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        layers = dates_in(self, parameters, self.INPUTS, self.DATES_GROUP, context)
        if len(layers) < 2:
            raise QgsProcessingException(tr(TOO_FEW))
        self._scenes = take_scenes(layers, [])
        self._span = span_of([acquisition(layer) for layer in layers])

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Averages the layers."""
        out = absolute(self.parameterAsOutputLayer(parameters, self.OUTPUT, context))
        reading = {"allow_any": self.parameterAsBool(parameters, self.ALLOW_ANY, context)}
        result = combine_layers(self._scenes, reading, out, context, ProgressReporter(feedback), scratch)
        if feedback.isCanceled():
            Path(result.path).unlink(missing_ok=True)
            raise JobCancelled()
        for note in result.notes:
            feedback.pushWarning(tr(note))
        feedback.pushInfo(tr("{count} dates averaged.").format(count=result.dates))
        if context.willLoadLayerOnCompletion(out):
            context.layerToLoadOnCompletionDetails(out).setPostProcessor(DatesStyler(self._span))
        return {self.OUTPUT: out, self.DATES: result.dates}


def dates_in(
    algorithm: WorkerAlgorithm,
    parameters: dict[str, Any],
    layers: str,
    group: str,
    context: QgsProcessingContext,
) -> list[QgsRasterLayer]:
    """The dates that a run names: layers, then those of a layer group; each once.

    Args:
        algorithm: Has the parameters.
        parameters: Their values.
        layers: Name of the parameter with layers.
        group: Name of the parameter with a group's name.
        context: Has the project.

    Raises:
        NoSuchGroup: The project has no such group.
    """
    given = algorithm.parameterAsLayerList(parameters, layers, context) if parameters.get(layers) else []
    name = algorithm.parameterAsString(parameters, group, context)
    found = [layer for layer in given if isinstance(layer, QgsRasterLayer)]
    found += layers_in_group(context.project(), name)
    return list({layer.source(): layer for layer in found}.values())


def combine_layers(
    scenes: list[Any],
    reading: dict[str, Any],
    out: str,
    context: QgsProcessingContext,
    progress: ProgressReporter,
    scratch: Path,
) -> CombineResult:
    """Asks the worker for the mean of some layers; layers that only QGIS can read are copied.

    Args:
        scenes: From ``take_scenes``.
        reading: More fields of ``SceneSpec``.
        out: The file to write.
        context: Has the coordinate transformations.
        progress: Shows the progress.
        scratch: Folder for copies.
    """

    def attempt(copy_foreign: bool) -> CombineResult:
        transforms = context.transformContext()
        specs = scene_files(scenes, reading, scratch, transforms, progress, copy_foreign=copy_foreign)
        for spec in specs:
            spec.stem = None
        progress.begin(tr("Starting"), 0.0, 1.0)
        cancelled = progress.feedback.isCanceled
        return shared_client().request(
            CombineRequest(specs, out), progress=progress.worker, cancelled=cancelled
        )

    try:
        return attempt(False)
    except BackendError as error:
        if error.code != "scene_not_readable" or not any_foreign(scenes):
            raise
    progress.feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
    return attempt(True)
