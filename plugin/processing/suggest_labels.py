"""``sardino:suggestlabels``: the places where labels would help a model most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
)

from ...model.protocol.finetuning import LabelSpec, SuggestLabelsRequest, SuggestResult
from ..backend import shared_client
from ..errors import BackendError, JobCancelled
from ..labels.copies import copy_labels
from ..labels.counts import LabelSnapshot
from ..labels.places import PlacesStyler
from ..translation import marked, tr
from .about import FINETUNING, About
from .area import make_area, request_crs, take_extent
from .base import WorkerAlgorithm
from .paths import absolute_model
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes

MOST_PLACES = 500
"""The worker returns at most this number."""


class SuggestLabelsAlgorithm(WorkerAlgorithm):
    """Asks the worker where to label next. Results: ``OUTPUT`` (points) and ``POINTS`` (their number)."""

    ABOUT = About(
        name="suggestlabels",
        title=marked("Suggest where to label next"),
        group=FINETUNING,
        summary=marked("Points where labels would help the model most."),
        tags=marked("sar,radar,active learning,uncertainty,labels,sampling,points,model"),
        description=marked(
            "<p>Finds the places whose labels would help a model most: where it is unsure, and unlike each "
            "other. Draw a polygon at each, of whatever is there, and fine-tune again.</p>"
            "<p>The result is a point layer with rank, reason, the class that the model guesses, and how "
            "sure it is.</p>"
        ),
    )

    INPUT = "INPUT"
    CROSS_POL = "CROSS_POL"
    MODEL = "MODEL"
    COUNT = "COUNT"
    EXTENT = "EXTENT"
    LABELS = "LABELS"
    DEVICE = "DEVICE"
    OUTPUT = "OUTPUT"
    POINTS = "POINTS"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_shared(self.INPUT)
        self.add_shared(self.CROSS_POL, advanced=True)
        self.add_shared(self.MODEL)
        self.add(
            number(self.COUNT, tr("Number of places"), number.Integer, 10, False, 1, MOST_PLACES),
            tr("How many places to name, the most helpful first."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Look only here. Empty: the whole layer."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LABELS,
                tr("Labels that are there already"),
                QgsProcessing.TypeVectorPolygon,
                optional=True,
            ),
            tr("Polygons of these layers are kept clear of."),
        )
        self.add_shared(self.DEVICE, advanced=True)
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Where to label next"), QgsProcessing.TypeVectorPoint
            ),
            tr("Points with rank, reason, guessed class and confidence."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.POINTS, tr("Number of places found")))

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        layer = self.needed_raster(parameters, self.INPUT, context)
        cross = self.raster(parameters, self.CROSS_POL, context)
        self.scenes = take_scenes([layer], [cross] if cross is not None else [])
        labels = self.parameterAsLayerList(parameters, self.LABELS, context)
        self.snapshots = [LabelSnapshot(item, "") for item in labels]
        self.rectangle, self.rectangle_crs = take_extent(self, parameters, self.EXTENT, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Asks the worker and writes its points to the output."""
        labels = [
            copy_labels(snapshot, None, scratch / f"labels_{number}.gpkg", feedback.isCanceled).spec
            for number, snapshot in enumerate(self.snapshots)
        ]
        found = self._ask(parameters, context, feedback, scratch, labels)
        if feedback.isCanceled():
            raise JobCancelled()
        points = QgsVectorLayer(found.path, "places", "ogr")
        sink, target = self.parameterAsSink(
            parameters, self.OUTPUT, context, points.fields(), points.wkbType(), points.crs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for feature in points.getFeatures():
            # The id in the worker's file may be taken in the target, so QGIS assigns a new id.
            sink.addFeature(feature, QgsFeatureSink.FastInsert)
        del sink
        if context.willLoadLayerOnCompletion(target):
            context.layerToLoadOnCompletionDetails(target).setPostProcessor(PlacesStyler())
        feedback.pushInfo(tr("{count} places to label next.").format(count=found.points))
        return {self.OUTPUT: target, self.POINTS: found.points}

    def _ask(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
        labels: list[LabelSpec],
    ) -> SuggestResult:
        progress = ProgressReporter(feedback)
        area = make_area(self.rectangle, self.rectangle_crs, None, context.transformContext())

        def attempt(copy_foreign: bool) -> SuggestResult:
            transforms = context.transformContext()
            (scene,) = scene_files(self.scenes, {}, scratch, transforms, progress, copy_foreign=copy_foreign)
            progress.begin(tr("Starting"), 0.0, 1.0)
            request = SuggestLabelsRequest(
                scene=scene,
                out=str(scratch / "places.gpkg"),
                model=absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
                count=self.parameterAsInt(parameters, self.COUNT, context),
                extent=area.extent(),
                extent_crs=request_crs(area.crs, self.scenes[0].co.crs, transforms),
                labels=labels,
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
            )
            return shared_client().request(request, progress=progress.worker, cancelled=feedback.isCanceled)

        try:
            return attempt(False)
        except BackendError as error:
            if error.code != "scene_not_readable" or not any_foreign(self.scenes):
                raise
        feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
        return attempt(True)
