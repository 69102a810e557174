"""``sardino:familiarity``: how much of a radar layer is unlike what a model was trained on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterDestination,
)

from ...model.protocol.exploring import ExploreAnswer, FamiliarityRequest
from ...model.protocol.values import UNFAMILIAR
from ..backend import shared_client
from ..errors import BackendError, JobCancelled
from ..results.familiarity import FamiliarityStyler
from ..results.trust import UNFAMILIAR_SHARE, share_in_percent, unfamiliar_in_words
from ..translation import fill, marked, tr
from .about import SEGMENTATION, About
from .base import WorkerAlgorithm
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes


class FamiliarityAlgorithm(WorkerAlgorithm):
    """Asks the worker. Results: ``OUTPUT`` (a raster, if wanted) and ``UNFAMILIAR_SHARE`` (0 to 1)."""

    ABOUT = About(
        name="familiarity",
        title=marked("Familiarity of a layer"),
        group=SEGMENTATION,
        summary=marked("How much of a radar layer is unlike what the model was trained on."),
        tags=marked(
            "sar,radar,familiarity,area of applicability,out of distribution,novelty,trust,embeddings"
        ),
        description=marked(
            "<p>A model is good where the ground looks like its training data. This compares the "
            "network's embeddings of a layer with those of the training data.</p>"
            "<p>The raster has one pixel per token of the network. Its value is the share of the training "
            "ground, in percent, that is at least as strange: below 5 the ground is stranger than all but "
            "5 % of the training ground. Expect mistakes there: fine-tune, or explore.</p>"
            "<p>Without a raster only a sample of the layer is looked at, which takes seconds.</p>"
            "<p><b>Limits.</b> Familiar ground can be mapped wrongly, too: familiarity is no accuracy.</p>"
        ),
    )

    INPUT = "INPUT"
    CROSS_POL = "CROSS_POL"
    UNITS = "UNITS"
    NODATA = "NODATA"
    MODEL = "MODEL"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"
    OUTPUT = "OUTPUT"
    UNFAMILIAR_SHARE = "UNFAMILIAR_SHARE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_shared(self.INPUT, self.CROSS_POL)
        self.add_shared(self.UNITS, self.NODATA, advanced=True)
        self.add_shared(self.MODEL)
        self.add_shared(self.DEVICE, self.PRECISION, advanced=True)
        self.add(
            QgsProcessingParameterRasterDestination(
                self.OUTPUT, tr("Familiarity"), optional=True, createByDefault=True
            ),
            tr("0 to 100, one pixel per token of the network. Skip it to look at a sample only."),
        )
        self.addOutput(
            QgsProcessingOutputNumber(
                self.UNFAMILIAR_SHARE,
                tr("Share of the area that is unlike what the model was trained on (0 to 1)"),
            )
        )

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        layer = self.needed_raster(parameters, self.INPUT, context)
        cross = self.raster(parameters, self.CROSS_POL, context)
        self._scenes = take_scenes([layer], [cross] if cross is not None else [])

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker, says what was found and styles the raster."""
        answer = self._ask(parameters, context, feedback, scratch)
        if feedback.isCanceled():
            if answer.path:
                Path(answer.path).unlink(missing_ok=True)
            raise JobCancelled()
        share = float(answer.numbers["unfamiliar"])
        if share < UNFAMILIAR_SHARE:
            text = tr("{share} % of the layer is unlike the training data ({usual} % of training ground is).")
            feedback.pushInfo(fill(text, share=share_in_percent(share), usual=UNFAMILIAR))
        else:
            feedback.pushWarning(unfamiliar_in_words(share))
        found: dict[str, Any] = {self.UNFAMILIAR_SHARE: share}
        if answer.path:
            found[self.OUTPUT] = answer.path
            if context.willLoadLayerOnCompletion(answer.path):
                styler = FamiliarityStyler(self._scenes[0].co.name)
                context.layerToLoadOnCompletionDetails(answer.path).setPostProcessor(styler)
        return found

    def _ask(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> ExploreAnswer:
        progress = ProgressReporter(feedback)
        wanted = parameters.get(self.OUTPUT) not in (None, "")
        out = absolute(self.parameterAsOutputLayer(parameters, self.OUTPUT, context)) if wanted else ""
        reading = {
            "units": self.parameterAsEnumString(parameters, self.UNITS, context),
            "nodata": self.optional_number(parameters, self.NODATA, context, integer=False),
        }

        def attempt(copy_foreign: bool) -> ExploreAnswer:
            transforms = context.transformContext()
            (scene,) = scene_files(
                self._scenes, reading, scratch, transforms, progress, copy_foreign=copy_foreign
            )
            progress.begin(tr("Starting"), 0.0, 1.0)
            request = FamiliarityRequest(
                scene=scene,
                out=out,
                model=absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
            )
            return shared_client().request(request, progress=progress.worker, cancelled=feedback.isCanceled)

        try:
            return attempt(False)
        except BackendError as error:
            if error.code != "scene_not_readable" or not any_foreign(self._scenes):
                raise
        feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
        return attempt(True)
