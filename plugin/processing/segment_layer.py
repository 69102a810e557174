"""``sardino:segmentlayer``: makes land cover, confidence and attention from a radar layer."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsRasterLayer,
)

from ...model.protocol.segmenting import SceneResult, SegmentRequest
from ...model.protocol.values import ATTENTION_GRIDS, OUTPUTS, SceneSpec
from ..errors import BackendError, JobCancelled
from ..results.acquisition import acquisition
from ..results.date_layers import span_of
from ..results.keeping import free_stem
from ..results.layers import PRODUCT_TITLES, Run, attention_stretch
from ..results.style_files import remove_product
from ..settings import load_options
from ..translation import marked, tr
from .about import SEGMENTATION, About
from .area import Area, make_area, request_crs, take_extent, take_polygons
from .base import WorkerAlgorithm
from .combine_dates import combine_layers, dates_in
from .expected import add_expected, names_to_codes, read_classes, read_shares, what_is_wrong
from .export import RasterSource, export, file_stem, raster_source, worth_exporting
from .loading import load_on_completion, save_styles
from .one_scene import run_one
from .outcome import areas, tell
from .parameters import choice
from .paths import absolute, absolute_model
from .progress import ProgressReporter
from .scene_inputs import take_scenes

EXPORT_SHARE = 0.2
"""Share of the progress bar for copying a layer that only QGIS can read."""


class SegmentLayerAlgorithm(WorkerAlgorithm):
    """Segments a SAR layer in the worker process.

    Results: ``LANDCOVER``, ``CONFIDENCE``, ``ATTENTION``, ``FAMILIARITY`` (paths of the requested products),
    ``OUTPUT_FOLDER``, ``AREAS`` (JSON: a list of code, name, color, hectares), ``REPORT``
    (JSON from the worker: model, device, precision, seconds, how the layer was read),
    ``MEAN_CONFIDENCE`` (percent), ``LOW_CONFIDENCE_SHARE`` (0 to 1 of the area, below 50 %) and
    ``UNFAMILIAR_SHARE`` (0 to 1 of the area, unlike the training data).
    Empty after a cancellation.
    """

    ABOUT = About(
        name="segmentlayer",
        title=marked("Segment layer"),
        group=SEGMENTATION,
        summary=marked("Land cover, confidence and attention layers from a SAR layer."),
        tags=marked("sar,radar,sentinel-1,land cover,segmentation,classification,attention,dino,vit"),
        description=marked(
            "<p>Turns a SAR (radar) layer into a land cover map, with the model's confidence and the "
            "attention maps of its vision transformer. Everything runs on this computer, in a process "
            "of its own.</p>"
            "<p><b>Input.</b> One raster with VV or HH and/or VH or HV, or two rasters on the same grid. "
            "Sentinel-1 GRD or RTC, as sigma0 or gamma0 in dB or linear power, amplitude, raw digital "
            "numbers or 8-bit pictures. Bands, units and nodata are recognised; each can be set by hand."
            "</p>"
            "<p><b>Products</b>, on exactly the grid of the input:</p>"
            "<ul>"
            "<li><b>Land cover</b>: ESA WorldCover codes (10 tree cover, 30 grassland, 40 cropland, "
            "50 built-up, 80 water ...); 0 where the input is invalid.</li>"
            "<li><b>Confidence</b>: the probability of the class chosen, 0 to 100. Low values mark "
            "what to check first. It is the model's own opinion, not an accuracy.</li>"
            "<li><b>Attention</b>: where the network looks, one band per head and their mean last.</li>"
            "<li><b>Familiarity</b>: how much the ground is like what the model was trained on, 0 to 100; "
            "below 5 it is stranger than all but 5 % of the training ground.</li>"
            "</ul>"
            "<p><b>Limits.</b> The model knows Sentinel-1 at about 10 m. Other sensors, wavelengths and "
            "steep mountains (layover, shadow) give less reliable maps. Classes that look alike to "
            "radar, such as dry grass and fallow fields, are confused; check against optical images "
            "before you rely on areas.</p>"
        ),
    )

    INPUT = "INPUT"
    CROSS_POL = "CROSS_POL"
    CO_BAND = "CO_BAND"
    CROSS_BAND = "CROSS_BAND"
    UNITS = "UNITS"
    NODATA = "NODATA"
    EXTENT = "EXTENT"
    POLYGONS = "POLYGONS"
    MODEL = "MODEL"
    CLASSES = "CLASSES"
    PRIOR = "PRIOR"
    DEVICE = "DEVICE"
    PRECISION = "PRECISION"
    CAREFUL = "CAREFUL"
    OUTPUTS = "OUTPUTS"
    ATTENTION_GRID = "ATTENTION_GRID"
    ALLOW_ANY = "ALLOW_ANY"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    KEEP_EARLIER = "KEEP_EARLIER"
    DATES, DATES_GROUP = "DATES", "DATES_GROUP"
    AREAS = "AREAS"
    REPORT = "REPORT"
    MEAN_CONFIDENCE = "MEAN_CONFIDENCE"
    LOW_CONFIDENCE_SHARE = "LOW_CONFIDENCE_SHARE"
    UNFAMILIAR_SHARE = "UNFAMILIAR_SHARE"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_shared(self.INPUT, self.CROSS_POL)
        self.add_shared(self.CO_BAND, self.CROSS_BAND, advanced=True)
        self.add_shared(self.UNITS)
        self.add_shared(self.NODATA, advanced=True)
        self._add_area()
        self.add_shared(self.MODEL)
        add_expected(self, self.CLASSES, self.PRIOR)
        self.add_shared(self.DEVICE)
        self.add_shared(self.PRECISION, self.CAREFUL, advanced=True)
        self._add_dates()
        self._add_products()
        for product in OUTPUTS:
            self.addOutput(QgsProcessingOutputRasterLayer(product.upper(), tr(PRODUCT_TITLES[product])))
        self.addOutput(QgsProcessingOutputString(self.AREAS, tr("Area of each class (JSON)")))
        self.addOutput(QgsProcessingOutputString(self.REPORT, tr("Report of the run (JSON)")))
        self.addOutput(QgsProcessingOutputNumber(self.MEAN_CONFIDENCE, tr("Mean confidence (percent)")))
        share = tr("Share of the area with a confidence below 50 % (0 to 1)")
        self.addOutput(QgsProcessingOutputNumber(self.LOW_CONFIDENCE_SHARE, share))
        share = tr("Share of the area that is unlike what the model was trained on (0 to 1)")
        self.addOutput(QgsProcessingOutputNumber(self.UNFAMILIAR_SHARE, share))

    def _add_area(self) -> None:
        """Declares the parameters that limit the map to a part of the layer."""
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Segment only this extent. Empty: the whole layer."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.POLYGONS,
                tr("Only inside these polygons"),
                [QgsProcessing.TypeVectorPolygon],
                optional=True,
            ),
            tr("Segment only inside these polygons; only the selected ones if you tick it."),
        )

    def _add_products(self) -> None:
        """Declares which layers to make, from which layers, and where to keep them."""
        flag, outputs = QgsProcessingParameterBoolean, load_options().outputs
        self.add(
            choice(self.OUTPUTS, tr("Layers to make"), OUTPUTS, multiple=True, default=outputs),
            tr("Which layers to make."),
        )
        self.add(
            choice(
                self.ATTENTION_GRID,
                tr("Pixels of the attention layer"),
                ATTENTION_GRIDS,
                first=load_options().attention,
            ),
            tr(
                "'tokens': one pixel per token of the network, 80 m with most models. This is all that the "
                "network knows, and QGIS draws it smoothly. 'full': the radar layer's own pixels, for "
                "stacks; the file is about sixty times as large."
            ),
            advanced=True,
        )
        self.add_shared(self.ALLOW_ANY, advanced=True)
        self.add(
            QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, tr("Output folder")),
            tr("Folder for the products (GeoTIFF). Files of an earlier run on the same layer are replaced."),
        )
        self.add(
            flag(self.KEEP_EARLIER, tr("Number the files if there are earlier ones"), False),
            tr("Instead of replacing files of an earlier run on the same layer, give the new ones a number."),
            advanced=True,
        )

    def _add_dates(self) -> None:
        """Declares the other dates of the layer."""
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.DATES, tr("Other dates of this place"), QgsProcessing.TypeRaster, optional=True
            ),
            tr("Radar layers of other dates: all dates are averaged first, so there is less speckle."),
            advanced=True,
        )
        self.add_shared(self.DATES_GROUP, advanced=True)

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses impossible values before anything starts."""
        if parameters.get(self.INPUT) in (None, ""):
            return False, tr("No layer: choose the radar layer to segment.")
        # The raw value: QGIS reads an empty list as the default.
        if parameters.get(self.OUTPUTS) in ([], ""):
            return False, tr("No output: choose at least one of the layers to make.")
        folder = parameters.get(self.OUTPUT_FOLDER)
        if isinstance(folder, str) and os.path.isfile(folder):
            return False, tr("The output folder is a file: {}. Choose a folder.").format(folder)
        if wrong := what_is_wrong(self, parameters, self.CLASSES, self.PRIOR, context):
            return False, wrong
        return super().checkParameterValues(parameters, context)

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the run's inputs from the layers."""
        layer = self.needed_raster(parameters, self.INPUT, context)
        cross_pol = self.raster(parameters, self.CROSS_POL, context)
        self._source = raster_source(layer)
        self._cross_pol = raster_source(cross_pol) if cross_pol is not None else None
        self._acquired = acquisition(layer)
        self._take_dates(parameters, context, layer, cross_pol)
        self._rectangle, self._rectangle_crs = take_extent(self, parameters, self.EXTENT, context)
        self._polygons = take_polygons(self, parameters, self.POLYGONS, context)
        if self._polygons is None and parameters.get(self.POLYGONS) not in (None, ""):
            # Without the polygons the whole layer would be segmented.
            raise QgsProcessingException(self.invalidSourceError(parameters, self.POLYGONS))

    def _take_dates(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        layer: QgsRasterLayer,
        cross_pol: QgsRasterLayer | None,
    ) -> None:
        """Takes the other dates, if there are any."""
        others = [
            item
            for item in dates_in(self, parameters, self.DATES, self.DATES_GROUP, context)
            if item.source() != layer.source()
        ]
        own = take_scenes([layer], [cross_pol] if cross_pol is not None else [])
        self._dates = [*own, *take_scenes(others, [])] if others else []
        if others:
            self._acquired = span_of([acquisition(item) for item in (layer, *others)])

    def _average(
        self,
        request: SegmentRequest,
        context: QgsProcessingContext,
        progress: ProgressReporter,
        scratch: Path,
    ) -> None:
        """Averages the dates, and points the request to their mean."""
        spec = request.scenes[0]
        stem = file_stem(self._source.name)
        out = str(Path(request.out_dir) / f"{free_stem(Path(request.out_dir), stem)}_dates.tif")
        reading = {"units": spec.units, "nodata": spec.nodata, "allow_any": spec.allow_any}
        made = combine_layers(self._dates, reading, out, context, progress, scratch)
        for note in made.notes:
            progress.feedback.pushWarning(tr(note))
        request.scenes = [made.spec(stem)]

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Segments the layer."""
        transforms = context.transformContext()
        area = make_area(self._rectangle, self._rectangle_crs, self._polygons, transforms)
        request = self._request(parameters, context, area)
        names_to_codes(request, feedback)
        sources = [source for source in (self._source, self._cross_pol) if source is not None]
        only_here = [source for source in sources if source.only_here is not None]
        progress = ProgressReporter(feedback)
        if self._dates:
            only_here = []
            self._average(request, context, progress, scratch)
        keep = self.parameterAsBool(parameters, self.KEEP_EARLIER, context)
        try:
            self._export(only_here, request, area, context, progress, scratch)
            result = run_one(request, progress, keep_earlier=keep)
        except BackendError as error:
            foreign = (
                [] if only_here or self._dates else [source for source in sources if worth_exporting(source)]
            )
            if error.code != "scene_not_readable" or not foreign:
                raise
            feedback.pushInfo(tr("The worker cannot read this format; QGIS copies the layer for it."))
            self._export(foreign, request, area, context, progress, scratch)
            result = run_one(request, progress, keep_earlier=keep)
        scene = result.scenes[0]
        if feedback.isCanceled():
            # The products were complete just as the user cancelled; the user does not expect any.
            for path in scene.products.values():
                remove_product(path)
            raise JobCancelled()
        tell(scene, feedback, result.by_source)
        attention = scene.products.get("attention")
        stretch = attention_stretch(attention) if attention else None
        run = Run.of(self._source.name, scene, result, stretch, self._acquired, self._source.layer_id)
        save_styles(scene, run, feedback)
        if context.project() is not None:
            load_on_completion(scene, run, context)
        return self._results(scene, result.model, request)

    def _request(
        self, parameters: dict[str, Any], context: QgsProcessingContext, area: Area
    ) -> SegmentRequest:
        """The request for the parameters, with the sources' original paths."""
        scene = SceneSpec(
            path=self._source.uri,
            cross_pol_path=self._cross_pol.uri if self._cross_pol is not None else None,
            co_band=self.optional_number(parameters, self.CO_BAND, context, integer=True),
            cross_band=self.optional_number(parameters, self.CROSS_BAND, context, integer=True),
            units=self.parameterAsEnumString(parameters, self.UNITS, context),
            nodata=self.optional_number(parameters, self.NODATA, context, integer=False),
            allow_any=self.parameterAsBool(parameters, self.ALLOW_ANY, context),
        )
        return SegmentRequest(
            scenes=[scene],
            out_dir=absolute(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context)),
            outputs=self.parameterAsEnumStrings(parameters, self.OUTPUTS, context),
            model=absolute_model(self.parameterAsString(parameters, self.MODEL, context)),
            device=self.parameterAsEnumString(parameters, self.DEVICE, context),
            precision=self.parameterAsEnumString(parameters, self.PRECISION, context),
            careful=self.parameterAsBool(parameters, self.CAREFUL, context),
            attention=self.parameterAsEnumString(parameters, self.ATTENTION_GRID, context),
            extent=area.extent(),
            polygon=area.polygon,
            extent_crs=request_crs(area.crs, self._source.crs, context.transformContext()),
            classes=read_classes(self.parameterAsString(parameters, self.CLASSES, context)),
            priors=read_shares(self.parameterAsString(parameters, self.PRIOR, context)),
            features=load_options().features_gb > 0,
        )

    def _export(
        self,
        sources: list[RasterSource],
        request: SegmentRequest,
        area: Area,
        context: QgsProcessingContext,
        progress: ProgressReporter,
        scratch: Path,
    ) -> None:
        """Copies sources for the worker and points the request to the copies."""
        scene = request.scenes[0]
        for number, source in enumerate(sources):
            path = scratch / f"{file_stem(source.name)}_{number}.tif"
            # With two files cut both or none: both must have the same grid.
            cut = self._cross_pol is None or len(sources) == 2
            bounds = area.bounds_in(source.crs, context.transformContext()) if cut else None
            start, end = (EXPORT_SHARE * (number + i) / len(sources) for i in (0, 1))
            progress.begin(tr("Copying '{}' for the worker").format(source.name), start, end)
            export(source, path, bounds, context.transformContext(), progress.feedback, progress.fraction)
            if source is self._source:
                scene.path = str(path)
                scene.stem = file_stem(source.name)
            else:
                scene.cross_pol_path = str(path)
        progress.begin(tr("Starting"), EXPORT_SHARE if sources else 0.0, 1.0)

    def _results(self, scene: SceneResult, model: str, request: SegmentRequest) -> dict[str, Any]:
        products = {product.upper(): path for product, path in scene.products.items()}
        return {
            **products,
            self.OUTPUT_FOLDER: request.out_dir,
            self.AREAS: json.dumps(areas(scene)),
            self.REPORT: json.dumps({**dataclasses.asdict(scene), "model": model}),
            self.MEAN_CONFIDENCE: scene.mean_confidence,
            self.LOW_CONFIDENCE_SHARE: scene.low_confidence_share,
            self.UNFAMILIAR_SHARE: scene.unfamiliar_share,
        }
