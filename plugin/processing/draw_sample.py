"""``sardino:drawsample``: a stratified random sample of a map, to be interpreted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..errors import LayerNotUsable
from ..estimate.sizes import ALLOCATIONS, allocate, wanted_size
from ..labels.samples import SampleFacts, SampleStyler, classes_for, sample_fields
from ..translation import marked, tr
from .about import AFTER_THE_MAP, About
from .map_inputs import MapAlgorithm, Stages

if TYPE_CHECKING:
    from ..rasters.source import OpenRaster
    from ..rasters.strata import Second, Stratum

MOST_POINTS = 100_000


class DrawSampleAlgorithm(MapAlgorithm):
    """Draws points. Results: ``OUTPUT`` (points) and ``POINTS`` (their number)."""

    ABOUT = About(
        name="drawsample",
        title=marked("Draw a sample"),
        group=AFTER_THE_MAP,
        summary=marked("Random points in each class of a map, to interpret against imagery."),
        tags=marked("sample,random,stratified,accuracy,validation,reference,points,Olofsson,Cochran"),
        description=marked(
            "<p>Draws pixels at random in each class of a map (a stratum). You then say what is there, from "
            "imagery or in the field, and <i>Assess a map</i> estimates accuracy and areas.</p>"
            "<p><b>How many.</b> For the standard error of the overall accuracy that you want (Cochran 1977, "
            "equation 5.25), with the accuracy that you expect; or a number. <b>Where.</b> 'minimum': so "
            "many "
            "per class, the rest by area (Olofsson et al. 2014); 'proportional': by area; 'equal'; "
            "'optimal': by "
            "area and expected spread, best for the overall accuracy alone.</p>"
            "<p>The points have a drop-down of classes. They do not show the map's class, so that it does "
            "not "
            "lead the interpreter. The same seed gives the same points.</p>"
        ),
    )

    STRATA = "STRATA"
    STRATA_LIMITS = "STRATA_LIMITS"
    WANTED_ERROR = "WANTED_ERROR"
    SIZE = "SIZE"
    ALLOCATION = "ALLOCATION"
    MINIMUM = "MINIMUM"
    EXPECTED = "EXPECTED"
    EXPECTED_CLASSES = "EXPECTED_CLASSES"
    SEED = "SEED"
    OUTPUT = "OUTPUT"
    POINTS = "POINTS"
    RASTERS = (MapAlgorithm.INPUT, STRATA)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_map()
        self.add(
            number(
                self.WANTED_ERROR, tr("Wanted standard error (percent)"), number.Double, 2.0, False, 0.1, 50
            ),
            tr("Of the overall accuracy. Half of it needs four times as many points."),
        )
        self.add(
            number(self.SIZE, tr("Number of points"), number.Integer, None, True, 2, MOST_POINTS),
            tr("In place of the wanted standard error. Empty: as many as that needs."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.ALLOCATION, tr("Points per class"), list(ALLOCATIONS), False, ALLOCATIONS[0], False, True
            ),
            tr("'minimum' suits areas and accuracies of rare classes; 'proportional' the overall accuracy."),
        )
        self.add(
            number(self.MINIMUM, tr("At least in each class"), number.Integer, 50, False, 2, MOST_POINTS),
            tr("For 'minimum'. Olofsson et al. advise 50 to 100."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.STRATA, tr("Second layer of strata"), optional=True),
            tr(
                "Each class is drawn within each part of it. Sardino's familiarity: familiar and unfamiliar; "
                "change: changed and unchanged; any other raster: its codes, or as the limits say."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                self.STRATA_LIMITS, tr("Limits of the second layer"), "", False, True
            ),
            tr("As in: 50, 80 for below 50, 50 to 80, and 80 and above. For layers that hold measurements."),
            advanced=True,
        )
        self.add(
            number(self.EXPECTED, tr("Expected accuracy (percent)"), number.Double, 85.0, False, 50, 99.9),
            tr("What you expect of each class. Lower: more points."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                self.EXPECTED_CLASSES, tr("Expected accuracy of single classes"), "", False, True
            ),
            tr("Code and percent, as in: 80: 97, 20: 60. Other classes as above."),
            advanced=True,
        )
        self.add(
            number(self.SEED, tr("Seed"), number.Integer, 1, False, 0),
            tr("The same seed gives the same points. Another seed gives another sample."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Sample"), QgsProcessing.TypeVectorPoint),
            tr("The points, with a form to choose their class."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.POINTS, tr("Number of points drawn")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Counts the strata, draws, then writes the points."""
        from ..rasters.source import OpenRaster
        from ..rasters.strata import Second, count_strata, pick

        stages = Stages(feedback)
        raster = OpenRaster(self.map)
        second = self.maps[self.STRATA]
        limits = _limits(self.parameterAsString(parameters, self.STRATA_LIMITS, context))
        other = Second.of(second, raster, limits) if second is not None else None
        stages.begin(tr("Counting classes"), 0.0, 0.5)
        sizes = count_strata(raster, other, stages.tick)
        if not sizes:
            raise LayerNotUsable(tr("'{name}' holds no pixel with a class.").format(name=self.map.name))
        wanted = self._wanted(parameters, context, sizes)
        for key in sorted(sizes):
            text = tr("{stratum}: {points} of {pixels} pixels")
            feedback.pushInfo(
                text.format(stratum=self._words(key, other), points=wanted[key], pixels=sizes[key])
            )
        stages.begin(tr("Drawing points"), 0.5, 1.0)
        seed = self.parameterAsInt(parameters, self.SEED, context)
        points = pick(raster, other, sizes, wanted, seed, stages.tick)
        return self._write(parameters, context, raster, sizes, points)

    def _wanted(
        self, parameters: dict[str, Any], context: QgsProcessingContext, sizes: dict[Stratum, int]
    ) -> dict[Stratum, int]:
        """Points of each stratum."""
        usual = self.parameterAsDouble(parameters, self.EXPECTED, context) / 100
        text = self.parameterAsString(parameters, self.EXPECTED_CLASSES, context)
        single = {
            int(code): min(max(float(value) / 100, 0.01), 0.999)
            for code, value in re.findall(r"(-?\d+)\s*[:=]\s*(\d+(?:\.\d+)?)", text)
        }
        expected = {key: single.get(key[0], usual) for key in sizes}
        count = 0
        if parameters.get(self.SIZE) not in (None, ""):
            count = self.parameterAsInt(parameters, self.SIZE, context)
        if not count:
            error = self.parameterAsDouble(parameters, self.WANTED_ERROR, context) / 100
            count = wanted_size(sizes, expected, error)
        how = self.parameterAsEnumString(parameters, self.ALLOCATION, context) or ALLOCATIONS[0]
        minimum = self.parameterAsInt(parameters, self.MINIMUM, context)
        wanted = allocate(count, sizes, expected, how, minimum)
        if sum(wanted.values()) > MOST_POINTS:
            raise LayerNotUsable(
                tr("That would be {points} points.").format(points=sum(wanted.values())),
                remedy=tr("Choose a larger standard error or fewer strata."),
            )
        return wanted

    def _words(self, key: Stratum, other: Second | None) -> str:
        """A stratum in words."""
        name = self.map.style_of(key[0]).name
        return name if other is None else f"{name}, {other.words(key[1])}"

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        raster: OpenRaster,
        sizes: dict[Stratum, int],
        points: list[tuple[Stratum, int, int]],
    ) -> dict[str, Any]:
        """Writes the points. Only now: a cancelled run leaves nothing."""
        from ..rasters.source import VOID

        fields = sample_fields()
        sink, target = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Point, self.map.crs
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for number, (key, column, row) in enumerate(points, 1):
            feature = QgsFeature(fields)
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*raster.place(column + 0.5, row + 0.5))))
            stratum = str(key[0]) if key[1] == VOID else f"{key[0]}/{key[1]}"
            feature.setAttributes([number, None, None, stratum, sizes[key], key[0]])
            sink.addFeature(feature, QgsFeatureSink.FastInsert)
        del sink
        _, b, c, _, e, f = raster.transform
        codes = {key[0] for key in sizes}
        facts = SampleFacts(classes_for(codes, [*self.map.named], self.map.style_of), (b, e, c, f))
        styler = SampleStyler(tr("{map} (sample)").format(map=self.map.name), facts)
        if context.willLoadLayerOnCompletion(target):
            context.layerToLoadOnCompletionDetails(target).setPostProcessor(styler)
        else:
            styler.keep_in(target)
        return {self.OUTPUT: target, self.POINTS: len(points)}


def _limits(text: str) -> tuple[float, ...]:
    """Rising limits in a text: "50, 80"; a comma parts numbers, so it is no decimal comma."""
    try:
        return tuple(sorted({float(word) for word in re.split(r"[,;\s]+", text.strip()) if word}))
    except ValueError as error:
        raise LayerNotUsable(
            tr("'{text}' are no limits.").format(text=text), remedy=tr("Write numbers with commas: 50, 80.")
        ) from error
