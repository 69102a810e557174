"""``sardino:assess``: accuracy and areas of a map, estimated from reference data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ..disk.whole import write_whole
from ..errors import PluginError
from ..estimate.accuracy import assess
from ..estimate.designs import Cell, Clustered, Design, Stratified
from ..labels.counts import plain
from ..labels.field_names import likely_field, names_of
from ..labels.samples import STRATUM, STRATUM_PIXELS
from ..results.assessment import Assessment, LeftOut, as_html, as_rows, figures
from ..translation import fill, marked, tr
from .about import AFTER_THE_MAP, About
from .area import PolygonSnapshot, take_polygons
from .map_inputs import MapAlgorithm, Stages
from .reference import ReferenceClasses, Transformer

if TYPE_CHECKING:
    from ..rasters.counting import Totals
    from ..rasters.source import OpenRaster


class ReferenceNotUsable(PluginError):
    """The reference data say nothing about the map."""

    code = "reference_not_usable"
    title = marked("The reference data cannot be used")
    remedy = marked("Choose points or polygons on the map, with a class in the chosen field.")


class AssessAlgorithm(MapAlgorithm):
    """Assesses a map.

    Results: ``OVERALL``, ``OVERALL_LOW``, ``OVERALL_HIGH`` (0 to 1), ``UNITS`` (points or polygons used),
    ``ASSESSMENT`` (JSON with everything), ``OUTPUT`` (a table), ``REPORT`` (HTML).
    """

    ABOUT = About(
        name="assess",
        title=marked("Assess a map"),
        group=AFTER_THE_MAP,
        summary=marked("Accuracies and areas with 95 % intervals, from a sample or other reference data."),
        tags=marked(
            "accuracy,validation,confusion matrix,area,estimate,confidence interval,Olofsson,Stehman,kappa"
        ),
        description=marked(
            "<p>Compares a map with reference data and estimates overall, user's and producer's accuracy, "
            "and the "
            "area of each class, with 95 % intervals. Areas counted from pixels stand beside.</p>"
            "<p><b>A sample</b> of <i>Draw a sample</i> knows its strata: Stehman (2014), which is "
            "Olofsson et al. "
            "(2014) if the strata are the map's classes. The assessed map may be another one than the map "
            "of the "
            "strata. <b>Other points</b> are taken for a random sample within each class of the map. "
            "<b>Polygons</b> are clusters: each is one unit, not as many as its pixels.</p>"
            "<p>Left out and counted: points without a class (empty, 0, 'unclassified'), and points where "
            "the map "
            "has none. A class that the map does not know counts as wrong everywhere.</p>"
            "<p>The figures hold for the whole map only if the places were chosen at random.</p>"
        ),
    )

    REFERENCE = "REFERENCE"
    FIELD = "FIELD"
    STRATUM_FIELD = "STRATUM_FIELD"
    SIZE_FIELD = "SIZE_FIELD"
    KAPPA = "KAPPA"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"
    OVERALL = "OVERALL"
    OVERALL_LOW = "OVERALL_LOW"
    OVERALL_HIGH = "OVERALL_HIGH"
    UNITS = "UNITS"
    ASSESSMENT = "ASSESSMENT"

    _reference: PolygonSnapshot

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        field = QgsProcessingParameterField
        self.add_map()
        kinds = [QgsProcessing.TypeVectorPoint, QgsProcessing.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterVectorLayer(self.REFERENCE, tr("Reference points or polygons"), kinds),
            tr("A sample whose points have a class, or other reference data."),
        )
        self.add(
            field(self.FIELD, tr("Field with the class"), None, self.REFERENCE, optional=True),
            tr("Codes or names of the map's classes. Empty: the field that is most likely."),
        )
        self.add(
            field(self.STRATUM_FIELD, tr("Field with the stratum"), None, self.REFERENCE, optional=True),
            tr("For samples of other programs. Empty: 'stratum', as Sardino names it."),
            advanced=True,
        )
        self.add(
            field(
                self.SIZE_FIELD,
                tr("Field with the pixels of the stratum"),
                None,
                self.REFERENCE,
                optional=True,
            ),
            tr("For samples of other programs. Empty: 'stratum_px', as Sardino names it."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.KAPPA, tr("Also kappa"), False),
            tr(
                "Cohen's kappa. It says nothing that the other figures do not say; some reviewers ask for it."
            ),
            advanced=True,
        )
        sink = QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Table"), QgsProcessing.TypeVector, None, True
        )
        sink.setCreateByDefault(False)
        self.add(sink, tr("A table with a row per class."))
        self.add(
            QgsProcessingParameterFileDestination(self.REPORT, tr("Report"), "HTML (*.html)", None, True),
            tr("A page with all figures and both matrices."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.OVERALL, tr("Overall accuracy (0 to 1)")))
        self.addOutput(QgsProcessingOutputNumber(self.OVERALL_LOW, tr("Lower end of its 95 % interval")))
        self.addOutput(QgsProcessingOutputNumber(self.OVERALL_HIGH, tr("Upper end of its 95 % interval")))
        self.addOutput(QgsProcessingOutputNumber(self.UNITS, tr("Points or polygons used")))
        self.addOutput(QgsProcessingOutputString(self.ASSESSMENT, tr("All figures (JSON)")))

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the map, the reference data, and how the layer's form names the classes."""
        super().take(parameters, context)
        layer = self.parameterAsVectorLayer(parameters, self.REFERENCE, context)
        reference = take_polygons(self, parameters, self.REFERENCE, context)
        if layer is None or reference is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.REFERENCE))
        self._reference, self._name = reference, layer.name()
        self._polygons = layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
        names = [item.name() for item in layer.fields()]
        self._field = self.parameterAsString(parameters, self.FIELD, context) or likely_field(names) or ""
        self._stratum = self._design_field(parameters, context, self.STRATUM_FIELD, STRATUM, names)
        self._size = self._design_field(parameters, context, self.SIZE_FIELD, STRATUM_PIXELS, names)
        if not self._field:
            raise ReferenceNotUsable(tr("'{name}' has no field with classes.").format(name=layer.name()))
        self._shown = names_of(layer, self._field) if isinstance(layer, QgsVectorLayer) else {}

    def _design_field(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        name: str,
        usual: str,
        names: list[str],
    ) -> str:
        return self.parameterAsString(parameters, name, context) or (usual if usual in names else "")

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Counts the map, compares, estimates, then writes."""
        from ..rasters.counting import count_map
        from ..rasters.source import OpenRaster

        stages = Stages(feedback)
        raster = OpenRaster(self.map)
        stages.begin(tr("Counting classes"), 0.0, 0.5)
        totals = count_map(raster, stages.tick)
        stages.begin(tr("Comparing with the reference"), 0.5, 1.0)
        classes = ReferenceClasses(self.map, self._shown)
        to_map = Transformer(self._reference.sourceCrs(), self.map.crs, context.transformContext())
        left_out = LeftOut()
        compare = self._clusters if self._polygons else self._points
        design, kind = compare(raster, totals, classes, to_map, left_out, stages)
        found = Assessment(
            map_name=self.map.name,
            reference_name=self._name,
            kind=kind,
            accuracy=assess(design),
            name_of=classes.name,
            color_of=lambda code: self.map.style_of(code).color,
            hectares=dict(totals.hectares),
            covered=design.covered() / max(1, sum(totals.pixels.values())),
            single=tuple(design.single()) if isinstance(design, Stratified) else (),
            left_out=left_out,
            with_kappa=self.parameterAsBool(parameters, self.KAPPA, context),
        )
        return self._write(parameters, context, feedback, found)

    def _points(
        self,
        raster: OpenRaster,
        totals: Totals,
        classes: ReferenceClasses,
        to_map: Transformer,
        left_out: LeftOut,
        stages: Stages,
    ) -> tuple[Design, str]:
        """The design of points, and its name."""
        from ..rasters.inside import pixel_at
        from ..rasters.source import VOID

        sample: Counter[tuple[str, int, int]] = Counter()
        sizes: dict[str, float] = {}
        stratified = bool(self._stratum and self._size)
        rows = list(self._reference.getFeatures(QgsFeatureRequest()))
        for done, feature in enumerate(rows, 1):
            if done % 100 == 0:
                stages.tick(done / len(rows))
            reference = classes.code(feature[self._field])
            if reference is None:
                left_out.no_reference += 1
                continue
            places = to_map.points(feature.geometry())
            left_out.no_geometry += not places
            for place in places:
                pixel = pixel_at(raster, place.x(), place.y())
                if pixel is None:
                    left_out.outside += 1
                    continue
                mapped = int(raster.codes(*pixel, 1, 1)[0, 0])
                if mapped == VOID:
                    left_out.no_class += 1
                    continue
                stratum = str(mapped)
                if stratified:
                    stratum, size = self._design_of(feature)
                    sizes[stratum] = size
                sample[stratum, mapped, reference] += 1
        if not sample:
            raise ReferenceNotUsable(_nothing(len(rows), left_out))
        if stratified:
            return Stratified(sample, sizes), "stratified"
        return Stratified(sample, {str(code): float(many) for code, many in totals.pixels.items()}), "points"

    def _design_of(self, feature: QgsFeature) -> tuple[str, float]:
        stratum, size = plain(feature[self._stratum]), plain(feature[self._size])
        try:
            pixels = float(size)
        except (TypeError, ValueError):
            pixels = 0.0
        if stratum is None or pixels <= 0:
            raise ReferenceNotUsable(
                tr("A point has no stratum, or its stratum has no size."),
                remedy=tr("Assess the whole sample as it was drawn, or remove the fields of the strata."),
            )
        return str(stratum), pixels

    def _clusters(
        self,
        raster: OpenRaster,
        totals: Totals,
        classes: ReferenceClasses,
        to_map: Transformer,
        left_out: LeftOut,
        stages: Stages,
    ) -> tuple[Design, str]:
        """The design of polygons, and its name."""
        polygons: list[Counter[Cell]] = []
        rows = list(self._reference.getFeatures(QgsFeatureRequest()))
        for done, feature in enumerate(rows, 1):
            stages.tick(done / len(rows))
            reference = classes.code(feature[self._field])
            if reference is None:
                left_out.no_reference += 1
                continue
            geometry = to_map.polygon(feature.geometry())
            if geometry is None:
                left_out.no_geometry += 1
                continue
            counts = _count_inside(raster, bytes(geometry.asWkb()), stages.check)
            if counts is None:
                left_out.outside += 1
            elif not counts:
                left_out.no_class += 1
            else:
                polygons.append(Counter({(mapped, reference): many for mapped, many in counts.items()}))
        if not polygons:
            raise ReferenceNotUsable(_nothing(len(rows), left_out))
        return Clustered(polygons, {code: float(many) for code, many in totals.pixels.items()}), "polygons"

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        found: Assessment,
    ) -> dict[str, Any]:
        """Writes log, table and page. Only now: a cancelled run leaves nothing."""
        overall = found.accuracy.overall
        low, high = overall.bounds()
        text = tr("Overall accuracy: {value:.1f} % (95 % interval {low:.1f} to {high:.1f} %)")
        feedback.pushInfo(fill(text, value=100 * overall.value, low=100 * low, high=100 * high))
        for warning in found.warnings():
            feedback.pushWarning(warning)
        results: dict[str, Any] = {
            self.OVERALL: overall.value,
            self.OVERALL_LOW: low,
            self.OVERALL_HIGH: high,
            self.UNITS: overall.units,
            self.ASSESSMENT: json.dumps(figures(found)),
        }
        rows = as_rows(found)
        fields = QgsFields()
        for name in rows[0]:
            kind = QVariant.String if name == "name" else QVariant.Int if name == "code" else QVariant.Double
            fields.append(QgsField(name, kind))
        sink, target = self.parameterAsSink(parameters, self.OUTPUT, context, fields, QgsWkbTypes.NoGeometry)
        if sink is not None:
            for row in rows:
                feature = QgsFeature(fields)
                feature.setAttributes(list(row.values()))
                sink.addFeature(feature, QgsFeatureSink.FastInsert)
            del sink
            results[self.OUTPUT] = target
        path = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if path:
            write_whole(Path(path), as_html(found))
            results[self.REPORT] = path
        return results


def _count_inside(raster: OpenRaster, wkb: bytes, check: Callable[[], None]) -> dict[int, int] | None:
    """Pixels per class inside a polygon; None if the map has no pixel there at all."""
    import numpy

    from ..rasters.inside import pixels_inside
    from ..rasters.source import VOID

    found: Counter[int] = Counter()
    touched = False
    for left, top, mask in pixels_inside(raster, wkb):
        check()
        touched = True
        codes = raster.codes(left, top, mask.shape[1], mask.shape[0])[mask]
        kinds, counts = numpy.unique(codes[codes != VOID], return_counts=True)
        found.update(dict(zip(kinds.tolist(), counts.tolist())))
    return dict(found) if touched else None


def _nothing(rows: int, left_out: LeftOut) -> str:
    """Why nothing is left to compare."""
    if not rows:
        return tr("There is no point or polygon in the layer or selection.")
    return " ".join([tr("None of its points or polygons can be compared."), *left_out.sentences()])
