"""``sardino:segmentarchive``: makes the maps of many scenes, and goes on where a run ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
)

from ...model.protocol.archiving import ArchiveRequest, ArchiveResult
from ...model.protocol.segmenting import SegmentResult
from ...model.protocol.values import OUTPUTS, SceneSpec
from ..backend import shared_client
from ..errors import JobCancelled
from ..results.layers import Run, attention_stretch
from ..settings import load_options
from ..translation import marked, tr
from .about import SEGMENTATION, About
from .base import WorkerAlgorithm
from .expected import add_expected, names_to_codes, read_classes, read_shares, what_is_wrong
from .loading import load_on_completion, save_styles
from .parameters import choice
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes

MOST_LAYERS = 20
"""Scenes whose maps are added to the project: more would only slow QGIS down."""


class SegmentArchiveAlgorithm(WorkerAlgorithm):
    """Segments a folder, a list or several layers.

    Results: ``OUTPUT_FOLDER``, ``COLLECTION`` and ``FAILURES`` (paths), ``DONE``, ``SKIPPED``, ``FAILED``
    (numbers of scenes). Empty after a cancellation, which keeps the finished scenes.
    """

    ABOUT = About(
        name="segmentarchive",
        title=marked("Segment an archive"),
        group=SEGMENTATION,
        summary=marked("The maps of all scenes of a folder, a list or several layers."),
        tags=marked("sar,radar,sentinel-1,archive,batch,many,folder,list,land cover,stac,resume"),
        description=marked(
            "<p>Makes the land cover, confidence and attention of many scenes: all radar images of a folder, "
            "of a list, or several layers. Several processes of this computer work at the same time.</p>"
            "<p><b>Cancel and resume.</b> Finished scenes are kept. Run the algorithm again with the same "
            "output folder: scenes that are finished with the same model and parameters are skipped. A scene "
            "that fails does not stop the others; the table failures.csv says why it failed.</p>"
            "<p><b>Input.</b> A folder is searched with all its folders. Files such as x_VV.tif and x_VH.tif "
            "side by side are one scene. A list is a text file with a path per line, or a CSV file with a "
            "column 'path'.</p>"
            "<p><b>Output.</b> A folder per scene with its maps, and a STAC catalogue of all "
            "(collection.json).</p>"
            "<p>For clusters and for scenes on servers use the command line: python -m model archive.</p>"
        ),
    )

    FOLDER = "FOLDER"
    LIST = "LIST"
    LAYERS = "LAYERS"
    WORKERS = "WORKERS"
    OUTPUTS = "OUTPUTS"
    ALLOW_ANY = "ALLOW_ANY"
    ADD = "ADD"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    COLLECTION = "COLLECTION"
    FAILURES = "FAILURES"
    DONE = "DONE"
    SKIPPED = "SKIPPED"
    FAILED = "FAILED"
    UNITS, NODATA, MODEL, DEVICE, PRECISION = "UNITS", "NODATA", "MODEL", "DEVICE", "PRECISION"
    ENGINE, CAREFUL, CLASSES, PRIOR = "ENGINE", "CAREFUL", "CLASSES", "PRIOR"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self._add_input()
        self.add_shared(self.MODEL)
        add_expected(self, self.CLASSES, self.PRIOR)
        self.add_shared(self.DEVICE)
        self.add_shared(self.PRECISION, self.ENGINE, self.CAREFUL, self.UNITS, self.NODATA, advanced=True)
        number, flag = QgsProcessingParameterNumber, QgsProcessingParameterBoolean
        self.add(
            number(self.WORKERS, tr("Scenes at the same time"), number.Integer, 0, minValue=0),
            tr("How many processes work at the same time. 0: by the cores and the memory of this computer."),
            advanced=True,
        )
        self.add(
            choice(
                self.OUTPUTS, tr("Layers to make"), OUTPUTS, multiple=True, default=load_options().outputs
            ),
            tr("Which layers to make."),
        )
        self.add_shared(self.ALLOW_ANY, advanced=True)
        self.add(
            flag(self.ADD, tr("Add the maps to the project"), False),
            tr("Adds the maps of the first 20 scenes to the project."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, tr("Output folder")),
            tr("Folder of the archive. Choose the same folder again to go on where a run ended."),
        )
        self.addOutput(QgsProcessingOutputFile(self.COLLECTION, tr("STAC Collection")))
        self.addOutput(QgsProcessingOutputFile(self.FAILURES, tr("Table of failures")))
        self.addOutput(number_output(self.DONE, tr("Scenes made")))
        self.addOutput(number_output(self.SKIPPED, tr("Scenes that were finished before")))
        self.addOutput(number_output(self.FAILED, tr("Scenes that failed")))

    def _add_input(self) -> None:
        """Declares the three ways to name scenes, one of which is given."""
        file = QgsProcessingParameterFile
        self.add(
            file(self.FOLDER, tr("Folder with scenes"), file.Folder, optional=True),
            tr("A folder with radar images; its folders are searched, too."),
        )
        self.add(
            file(
                self.LIST,
                tr("List of scenes"),
                file.File,
                optional=True,
                fileFilter=tr("Lists (*.txt *.csv);;STAC (*.json *.parquet);;All files (*)"),
            ),
            tr("A text file with a path per line, or a CSV file with a column 'path'."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LAYERS, tr("Layers"), QgsProcessing.TypeRaster, optional=True
            ),
            tr("Radar layers of the project, or files."),
        )

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses impossible values before anything starts."""
        given = [name for name in (self.FOLDER, self.LIST, self.LAYERS) if parameters.get(name)]
        if len(given) != 1:
            return False, tr("Give a folder, a list or layers: one of the three.")
        if parameters.get(self.OUTPUTS) in ([], ""):
            return False, tr("No output: choose at least one of the layers to make.")
        if wrong := what_is_wrong(self, parameters, self.CLASSES, self.PRIOR, context):
            return False, wrong
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the layers' facts."""
        given = parameters.get(self.LAYERS)
        self._scenes = take_scenes(
            self.parameterAsLayerList(parameters, self.LAYERS, context) if given else [], []
        )

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Segments the archive."""
        progress = ProgressReporter(feedback)
        specs = self._specs(context, scratch, progress)
        request = self._request(parameters, context, specs)
        names_to_codes(request, feedback)
        progress.begin(tr("Starting"), 0.0, 1.0)
        try:
            result: ArchiveResult = shared_client().request(
                request, progress=progress.worker, cancelled=feedback.isCanceled
            )
        except JobCancelled:
            feedback.pushInfo(
                tr("Cancelled. Finished scenes are kept; run it again with the same folder to go on.")
            )
            return {}
        _tell(result, feedback)
        if self.parameterAsBool(parameters, self.ADD, context) and context.project() is not None:
            _add_maps(result, context, feedback)
        return {
            self.OUTPUT_FOLDER: request.out_dir,
            self.COLLECTION: result.collection,
            self.FAILURES: result.failures,
            self.DONE: result.done,
            self.SKIPPED: result.skipped,
            self.FAILED: result.failed,
        }

    def _specs(
        self, context: QgsProcessingContext, scratch: Path, progress: ProgressReporter
    ) -> list[SceneSpec]:
        """The layers as scenes; layers that only QGIS can read are copied."""
        if not self._scenes:
            return []
        transforms, foreign = context.transformContext(), any_foreign(self._scenes)
        specs = scene_files(self._scenes, {}, scratch, transforms, progress, copy_foreign=foreign)
        return specs

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, specs: list[SceneSpec]
    ) -> ArchiveRequest:
        items = self.parameterAsString(parameters, self.FOLDER, context)
        items = items or self.parameterAsString(parameters, self.LIST, context)
        return ArchiveRequest(
            out_dir=absolute(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context)),
            items="" if specs else absolute(items),
            scenes=specs,
            outputs=self.parameterAsEnumStrings(parameters, self.OUTPUTS, context),
            model=absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
            device=self.parameterAsEnumString(parameters, self.DEVICE, context),
            precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
            units=self.parameterAsEnumString(parameters, self.UNITS, context),
            nodata=self.optional_number(parameters, self.NODATA, context, integer=False),
            allow_any=self.parameterAsBool(parameters, self.ALLOW_ANY, context),
            workers=self.parameterAsInt(parameters, self.WORKERS, context),
            engine=self.parameterAsEnumString(parameters, self.ENGINE, context),
            careful=self.parameterAsBool(parameters, self.CAREFUL, context),
            classes=read_classes(self.parameterAsString(parameters, self.CLASSES, context)),
            priors=read_shares(self.parameterAsString(parameters, self.PRIOR, context)),
        )


def number_output(name: str, label: str) -> QgsProcessingOutputNumber:
    """A number among the results."""
    return QgsProcessingOutputNumber(name, label)


def _tell(result: ArchiveResult, feedback: QgsProcessingFeedback) -> None:
    """Writes to the log what was done."""
    feedback.pushInfo(
        tr("{done} scenes made, {skipped} were finished before, {failed} failed.").format(
            done=result.done, skipped=result.skipped, failed=result.failed
        )
    )
    if result.duplicates:
        feedback.pushInfo(tr("Named more than once and made once: {count}").format(count=result.duplicates))
    if result.failures:
        feedback.pushWarning(tr("Why scenes failed: {path}").format(path=result.failures))


def _add_maps(result: ArchiveResult, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
    """Adds the maps of the first scenes to the project, a group each."""
    answer = SegmentResult([], result.model, result.model_sha256)
    for scene in result.scenes[:MOST_LAYERS]:
        attention = scene.products.get("attention")
        run = Run.of(scene.path, scene, answer, attention_stretch(attention) if attention else None)
        save_styles(scene, run, feedback)
        load_on_completion(scene, run, context)
    left = result.done + result.skipped - MOST_LAYERS
    if left > 0:
        feedback.pushInfo(tr("The maps of {count} more scenes are in the folder.").format(count=left))
