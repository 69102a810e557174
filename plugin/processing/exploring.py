"""What the algorithms of the group Explore share: the scene, its features, the raster that is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
)

from ...model.protocol.exploring import ExploreAnswer
from ...model.protocol.values import SceneSpec
from ..backend import shared_client
from ..errors import BackendError, JobCancelled
from ..results.explore_layers import Explored, ExploredStyler, remove_explored, save_explored_style
from ..translation import tr, tr_sentences
from .base import WorkerAlgorithm
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes

_ENDINGS = (".tif", ".tiff")


class ExploringAlgorithm(WorkerAlgorithm):
    """An algorithm that reads the features of one scene.

    The features come from the cache if the scene was segmented or explored before; otherwise the worker makes
    them.
    """

    INPUT = "INPUT"
    CROSS_POL = "CROSS_POL"
    CO_BAND = "CO_BAND"
    CROSS_BAND = "CROSS_BAND"
    UNITS = "UNITS"
    NODATA = "NODATA"
    ALLOW_ANY = "ALLOW_ANY"
    MODEL = "MODEL"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"
    FEATURES = "FEATURES"
    OUTPUT = "OUTPUT"

    def add_scene(self) -> None:
        """Declares the scene."""
        self.add_shared(self.INPUT)
        self.add_shared(self.CROSS_POL, advanced=True)

    def add_reading(self, *, features: bool = True) -> None:
        """Declares how the scene is read, and the model.

        Args:
            features: Whether a file of features can be given.
        """
        self.add_shared(self.MODEL)
        reading = (self.CO_BAND, self.CROSS_BAND, self.UNITS, self.NODATA)
        self.add_shared(*reading, self.DEVICE, self.PRECISION, advanced=True)
        self.add(
            QgsProcessingParameterBoolean(
                self.ALLOW_ANY, tr("Explore even if it does not look like radar"), False
            ),
            tr("Go on even if the layer does not look like a radar image."),
            advanced=True,
        )
        if features:
            self.add(
                QgsProcessingParameterFile(self.FEATURES, tr("File of features"), optional=True),
                tr("Features of this layer, made before. Empty: from the cache, or made now."),
                advanced=True,
            )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses impossible values before anything starts."""
        if parameters.get(self.INPUT) in (None, ""):
            return False, tr("No layer: choose the radar layer.")
        definition = self.parameterDefinition(self.OUTPUT)
        if definition is not None and definition.type() == "rasterDestination":
            path = self.parameterAsOutputLayer(parameters, self.OUTPUT, QgsProcessingContext())
            if path and not path.lower().endswith(_ENDINGS):
                return False, tr("The result is a GeoTIFF: choose a file that ends with .tif.")
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the scene; a subclass that takes more calls this first."""
        layer = self.needed_raster(parameters, self.INPUT, context)
        cross = self.raster(parameters, self.CROSS_POL, context)
        self.scenes = take_scenes([layer], [cross] if cross is not None else [])

    def ask(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
        make: Callable[..., Any],
        **fields: Any,
    ) -> Any:
        """Asks the worker; a layer that only QGIS can read is copied first.

        Args:
            parameters: The algorithm's parameters.
            context: The algorithm's context.
            feedback: Shows the progress.
            scratch: Folder for copies.
            make: The request's class.
            **fields: Its fields besides scene, model, device and precision.

        Raises:
            PluginError: The request or a copy failed.
        """
        progress = ProgressReporter(feedback)
        reading = {
            "co_band": self.optional_number(parameters, self.CO_BAND, context, integer=True),
            "cross_band": self.optional_number(parameters, self.CROSS_BAND, context, integer=True),
            "units": self.parameterAsEnumString(parameters, self.UNITS, context),
            "nodata": self.optional_number(parameters, self.NODATA, context, integer=False),
            "allow_any": self.parameterAsBool(parameters, self.ALLOW_ANY, context),
        }
        computing = {
            "model": absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
            "device": self.parameterAsEnumString(parameters, self.DEVICE, context),
            "precision": self.parameterAsEnumString(parameters, self.PRECISION, context),
        }
        if self.parameterDefinition(self.FEATURES) is not None:
            computing["features"] = absolute(self.parameterAsString(parameters, self.FEATURES, context))

        def attempt(copy_foreign: bool) -> Any:
            scene: SceneSpec
            transforms = context.transformContext()
            (scene,) = scene_files(
                self.scenes, reading, scratch, transforms, progress, copy_foreign=copy_foreign
            )
            progress.begin(tr("Starting"), 0.0, 1.0)
            request = make(scene=scene, **computing, **fields)
            return shared_client().request(request, progress=progress.worker, cancelled=feedback.isCanceled)

        try:
            return attempt(False)
        except BackendError as error:
            if error.code != "scene_not_readable" or not any_foreign(self.scenes):
                raise
        feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
        return attempt(True)

    def out(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The raster to write."""
        return absolute(self.parameterAsOutputLayer(parameters, self.OUTPUT, context))

    def finish(
        self,
        product: str,
        answer: ExploreAnswer,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Says what was done, and styles the file and the layer.

        Args:
            product: One of ``results.explore_layers``.
            answer: The worker's answer.
            context: Loads the layer.
            feedback: Receives notes.

        Raises:
            JobCancelled: The user cancelled just as the raster was complete.
        """
        if feedback.isCanceled():
            remove_explored(answer.path)
            raise JobCancelled()
        if answer.note:
            feedback.pushInfo(tr_sentences(answer.note))
        scene = self.scenes[0].co
        explored = Explored(product, scene.name, answer, scene.layer_id)
        try:
            save_explored_style(explored)
        except OSError as error:
            feedback.pushWarning(tr("The style of {} could not be saved: {}").format(answer.path, error))
        if context.willLoadLayerOnCompletion(answer.path):
            details = context.layerToLoadOnCompletionDetails(answer.path)
            details.name, details.forceName = explored.name, True
            details.setPostProcessor(ExploredStyler(explored))
