"""What fine-tuning, scoring and inspecting share: scenes, labels, classes, and how to read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...model.protocol.finetuning import LabelSpec
from ...model.protocol.values import ClassInfo, SceneSpec
from ..backend import shared_client
from ..errors import BackendError
from ..labels.classes import legend_of
from ..translation import tr
from .base import WorkerAlgorithm
from .label_inputs import classes_for, copies_of, take_labels
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes


@dataclass
class TrainingInputs:
    """Inputs for training or scoring: fields of the worker's requests."""

    scenes: list[SceneSpec]
    labels: list[LabelSpec]
    classes: list[ClassInfo]


class TrainingAlgorithm(WorkerAlgorithm):
    """An algorithm that uses scenes with labelled polygons."""

    SCENES = "SCENES"
    CROSS_POL = "CROSS_POL"
    LABELS = "LABELS"
    FIELD = "FIELD"
    SELECTED_ONLY = "SELECTED_ONLY"
    CLASSES = "CLASSES"
    CO_BAND = "CO_BAND"
    CROSS_BAND = "CROSS_BAND"
    UNITS = "UNITS"
    NODATA = "NODATA"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"

    def add_inputs(self) -> None:
        """Declares scenes and labels."""
        layers = QgsProcessingParameterMultipleLayers
        self.add(
            layers(self.SCENES, tr("Radar layers"), QgsProcessing.TypeRaster),
            tr("One or more radar layers that the polygons lie on."),
        )
        self.add(
            layers(self.CROSS_POL, tr("Second layers (VH or HV)"), QgsProcessing.TypeRaster, optional=True),
            tr("Only if VH or HV is a layer of its own: one per radar layer, in the same order."),
            advanced=True,
        )
        self.add(
            layers(self.LABELS, tr("Label layers"), QgsProcessing.TypeVectorPolygon),
            tr("Polygon layers in any coordinate system; copied, with unsaved edits, never changed."),
        )
        self.add(
            QgsProcessingParameterString(self.FIELD, tr("Class field"), "class"),
            tr(
                "The field that holds the class, numbers or words. Several, with semicolons if layers differ."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean(self.SELECTED_ONLY, tr("Selected polygons only"), False),
            tr("Of label layers with a selection, only the polygons that are selected."),
        )
        self.add(
            QgsProcessingParameterString(
                self.CLASSES, tr("Classes (JSON)"), "", multiLine=True, optional=True
            ),
            tr(
                "Code, name, color and, for words, value of each class. Empty: every value of the field is "
                "a class; numbers are its code, and names of the base model's classes are recognised."
            ),
        )

    def add_reading(self) -> None:
        """Declares how to read the scenes and on which device to compute."""
        reading = (self.CO_BAND, self.CROSS_BAND, self.UNITS, self.NODATA)
        self.add_shared(*reading, self.DEVICE, self.PRECISION, advanced=True)

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses impossible values before anything starts."""
        if not parameters.get(self.SCENES):
            return False, tr("No radar layer: choose at least one.")
        if not parameters.get(self.LABELS):
            return False, tr("No label layer: choose the polygons to learn from.")
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        scenes = self.parameterAsLayerList(parameters, self.SCENES, context)
        cross = self.parameterAsLayerList(parameters, self.CROSS_POL, context)
        labels = self.parameterAsLayerList(parameters, self.LABELS, context)
        self.scenes = take_scenes(scenes, cross)
        self.snapshots = take_labels(
            labels,
            self.parameterAsString(parameters, self.FIELD, context),
            selected_only=self.parameterAsBool(parameters, self.SELECTED_ONLY, context),
        )

    def ask_worker(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
        make_request: Callable[[TrainingInputs], Any],
        **options: Any,
    ) -> Any:
        """Copies the layers that the worker cannot read, and runs a request.

        Args:
            parameters: The algorithm's parameters.
            context: The algorithm's context.
            feedback: The algorithm's feedback.
            scratch: Folder for copies.
            make_request: Makes the request.
            **options: For the client's ``request``.

        Raises:
            PluginError: The request or a copy failed.
        """
        progress = ProgressReporter(feedback)
        cancelled = feedback.isCanceled
        for snapshot in self.snapshots:
            if snapshot.selected:
                words = tr("Of '{name}' only the polygons that are selected: {count}.")
                feedback.pushInfo(words.format(name=snapshot.name, count=len(snapshot.selected)))
        text = self.parameterAsString(parameters, self.CLASSES, context)
        classes = classes_for(text, self.snapshots, self.base(parameters, context), cancelled)
        labels, warnings = copies_of(self.snapshots, classes, scratch, cancelled)
        for warning in warnings:
            feedback.pushWarning(warning)
        reading = {
            "co_band": self.optional_number(parameters, self.CO_BAND, context, integer=True),
            "cross_band": self.optional_number(parameters, self.CROSS_BAND, context, integer=True),
            "units": self.parameterAsEnumString(parameters, self.UNITS, context),
            "nodata": self.optional_number(parameters, self.NODATA, context, integer=False),
        }

        def attempt(copy_foreign: bool) -> Any:
            scenes = scene_files(
                self.scenes, reading, scratch, context.transformContext(), progress, copy_foreign=copy_foreign
            )
            progress.begin(tr("Starting"), 0.0, 1.0)
            request = make_request(TrainingInputs(scenes, labels, legend_of(classes)))
            calls = {"progress": progress.worker, "cancelled": cancelled, **options}
            return shared_client().request(request, **calls)

        try:
            return attempt(False)
        except BackendError as error:
            if error.code != "scene_not_readable" or not any_foreign(self.scenes):
                raise
        feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
        return attempt(True)

    def base(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Name of the model whose classes are recognised; empty: the default model."""
        return ""
