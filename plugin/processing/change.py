"""``sardino:change``: what changed between two radar layers of one place."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
)

from ...model.protocol.changing import CHANGE_OUTPUTS, ChangeRequest, ChangeResult
from ..backend import shared_client
from ..disk.whole import write_whole
from ..errors import BackendError, JobCancelled
from ..results.acquisition import acquisition, other_track, out_of_order
from ..results.change_layers import ChangeRun, ChangeStyler, class_name, save_change_style
from ..results.style_files import remove_product
from ..translation import fill, marked, tr
from .about import DATES, About
from .area import make_area, request_crs, take_extent
from .base import WorkerAlgorithm
from .parameters import choice
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .scene_inputs import any_foreign, scene_files, take_scenes


class ChangeAlgorithm(WorkerAlgorithm):
    """Compares two layers in the worker process.

    Results: ``CHANGE``, ``PROBABILITY``, ``EMBEDDINGS``, ``BACKSCATTER`` (the layers that were asked for),
    ``MATRIX`` (JSON) and ``TABLE`` (CSV, if the user asked for the file).
    """

    ABOUT = About(
        name="change",
        title=marked("Change between two dates"),
        group=DATES,
        summary=marked(
            "What changed between two radar layers of one place: classes, embeddings, backscatter."
        ),
        tags=marked("sar,radar,change,flood,difference,from-to,matrix,log ratio,dates,before,after"),
        description=marked(
            "<p>Compares two radar layers of one place: from which class to which, how likely a change is, "
            "how far the network's embeddings moved, and the difference in dB as a control.</p>"
            "<p>The later layer is brought onto the grid of the earlier one. Layers of other places, or "
            "without a common polarisation, are refused.</p>"
            "<p>Use layers of the same track and processing: another look direction changes "
            "the image without any change of the ground.</p>"
        ),
    )

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    BEFORE_CROSS_POL = "BEFORE_CROSS_POL"
    AFTER_CROSS_POL = "AFTER_CROSS_POL"
    TARGET = "TARGET"
    MODEL = "MODEL"
    OUTPUTS = "OUTPUTS"
    EXTENT = "EXTENT"
    ALLOW_ANY = "ALLOW_ANY"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    TABLE = "TABLE"
    MATRIX = "MATRIX"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        raster, number = QgsProcessingParameterRasterLayer, QgsProcessingParameterNumber
        self.add(raster(self.BEFORE, tr("Earlier radar layer")), tr("The layers made lie on its grid."))
        self.add(raster(self.AFTER, tr("Later radar layer")), tr("Another date of the same place."))
        for name, label in (
            (self.BEFORE_CROSS_POL, tr("VH or HV of the earlier layer, if separate")),
            (self.AFTER_CROSS_POL, tr("VH or HV of the later layer, if separate")),
        ):
            text = tr("A second raster with VH or HV, if it is not a band of the first. Same grid.")
            self.add(raster(name, label, optional=True), text, advanced=True)
        self.add(
            number(self.TARGET, tr("Change to the class (code)"), number.Integer, 0, False, 0, 254),
            tr("The probability layer says how likely a change to this class is (80: water). 0: any change."),
        )
        self.add_shared(self.MODEL)
        self.add(
            choice(self.OUTPUTS, tr("Layers to make"), CHANGE_OUTPUTS, multiple=True),
            tr("Which layers to make."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Compare only here. Empty: all that both layers show."),
        )
        self.add_shared(self.ALLOW_ANY, advanced=True)
        self.add_shared(self.DEVICE, self.PRECISION, advanced=True)
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, tr("Output folder")),
            tr("Folder for the products (GeoTIFF). Files of an earlier run on the same layers are replaced."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.TABLE,
                tr("Table of changes"),
                tr("CSV files (*.csv)"),
                optional=True,
                createByDefault=False,
            ),
            tr("Hectares from class to class for a spreadsheet."),
        )
        for product, title in TITLES.items():
            self.addOutput(QgsProcessingOutputRasterLayer(product.upper(), tr(title)))
        self.addOutput(QgsProcessingOutputString(self.MATRIX, tr("Changes (JSON)")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses impossible values before anything starts."""
        if parameters.get(self.OUTPUTS) in ([], ""):
            return False, tr("No output: choose at least one of the layers to make.")
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        layers = [self.needed_raster(parameters, name, context) for name in (self.BEFORE, self.AFTER)]
        second = (self.BEFORE_CROSS_POL, self.AFTER_CROSS_POL)
        seconds = [self.raster(parameters, name, context) for name in second]
        self._scenes = [
            take_scenes([layer], [second] if second is not None else [])[0]
            for layer, second in zip(layers, seconds)
        ]
        self._names = [layer.name() for layer in layers]
        self._acquired = [acquisition(layer) for layer in layers]
        self._warnings = [text for text in (out_of_order(*layers), other_track(*layers)) if text]
        self._rectangle, self._rectangle_crs = take_extent(self, parameters, self.EXTENT, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Compares the layers."""
        for warning in self._warnings:
            feedback.pushWarning(warning)
        result = self._ask(parameters, context, feedback, scratch)
        if feedback.isCanceled():
            for path in result.products.values():
                remove_product(path)
            raise JobCancelled()
        _tell(result, feedback)
        run = ChangeRun.of(self._names, self._acquired, result)
        for product, path in result.products.items():
            save_change_style(path, product, run)
        if context.project() is not None:
            _load_on_completion(result, run, context)
        found = {product.upper(): path for product, path in result.products.items()}
        table = self.parameterAsFileOutput(parameters, self.TABLE, context)
        if table:
            write_whole(Path(table), _csv(result))
            found[self.TABLE] = table
        folder = absolute(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context))
        return {**found, self.OUTPUT_FOLDER: folder, self.MATRIX: json.dumps(asdict(result))}

    def _ask(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> ChangeResult:
        progress = ProgressReporter(feedback)
        transforms = context.transformContext()
        area = make_area(self._rectangle, self._rectangle_crs, None, transforms)

        def attempt(copy_foreign: bool) -> ChangeResult:
            reading = {"allow_any": self.parameterAsBool(parameters, self.ALLOW_ANY, context)}
            specs = scene_files(
                self._scenes, reading, scratch, transforms, progress, copy_foreign=copy_foreign
            )
            progress.begin(tr("Starting"), 0.0, 1.0)
            request = ChangeRequest(
                before=specs[0],
                after=specs[1],
                out_dir=absolute(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context)),
                outputs=self.parameterAsEnumStrings(parameters, self.OUTPUTS, context),
                target=self.parameterAsInt(parameters, self.TARGET, context),
                model=absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
                extent=area.extent(),
                extent_crs=request_crs(area.crs, self._scenes[0].co.crs, transforms),
            )
            return shared_client().request(request, progress=progress.worker, cancelled=feedback.isCanceled)

        try:
            return attempt(False)
        except BackendError as error:
            if error.code != "scene_not_readable" or not any_foreign(self._scenes):
                raise
        feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
        return attempt(True)


TITLES = {
    "change": marked("Change of class"),
    "probability": marked("Probability of change"),
    "embeddings": marked("Change of embeddings"),
    "backscatter": marked("Change of backscatter"),
}


def _tell(result: ChangeResult, feedback: QgsProcessingFeedback) -> None:
    """Writes to the log what was found."""
    for note in result.notes:
        feedback.pushWarning(tr(note))
    for item in result.transitions[:20]:
        names = class_name(result, item.before), class_name(result, item.after)
        if item.area_ha is None:
            size = tr("{count} pixels").format(count=item.pixels)
        else:
            size = fill("{area:,.1f} ha", area=item.area_ha)
        feedback.pushInfo(f"{names[0]} → {names[1]}: {size}")
    if not result.transitions:
        feedback.pushInfo(tr("No pixel has another class on the second date."))
    if result.embeddings_changed is not None and result.false_alarms is not None:
        feedback.pushInfo(
            fill(
                tr("Embeddings: {share:.1f} % of the pixels changed ({false:.0f} % without any change)."),
                share=100 * result.embeddings_changed,
                false=100 * result.false_alarms,
            )
        )


def _csv(result: ChangeResult) -> str:
    """The from-to matrix for a spreadsheet: hectares, or pixels where areas are unknown."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    names = [tr(item.name) for item in result.classes]
    unit = tr("ha") if result.matrix_ha else tr("pixels")
    out.writerow([f"{tr('from')} / {tr('to')} ({unit})", *names])
    for name, row in zip(names, result.matrix_ha or result.matrix_pixels):
        out.writerow([name, *(f"{value:.4f}" if result.matrix_ha else value for value in row)])
    return text.getvalue()


def _load_on_completion(result: ChangeResult, run: ChangeRun, context: QgsProcessingContext) -> None:
    for product, path in result.products.items():
        details = QgsProcessingContext.LayerDetails(
            tr(TITLES[product]), context.project(), product.upper(), QgsProcessingUtils.LayerHint.Raster
        )
        details.forceName = True
        details.setPostProcessor(ChangeStyler(product, run))
        context.addLayerToLoadOnCompletion(path, details)
