"""``sardino:areasbyzones``: the area of each class in each polygon of a layer."""

from __future__ import annotations

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
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ..errors import LayerNotUsable
from ..translation import marked, tr
from .about import AFTER_THE_MAP, About
from .area import PolygonSnapshot, take_polygons
from .map_inputs import MapAlgorithm, Stages
from .reference import Transformer

if TYPE_CHECKING:
    from ..rasters.counting import Totals

_COLUMNS = (
    ("zone", QVariant.String),
    ("code", QVariant.Int),
    ("name", QVariant.String),
    ("pixels", QVariant.LongLong),
    ("area_ha", QVariant.Double),
    ("share", QVariant.Double),
    ("conf_mean", QVariant.Double),
)


class AreasByZonesAlgorithm(MapAlgorithm):
    """Counts classes per zone. Results: ``OUTPUT`` (a table), ``COUNT`` (zones with a class)."""

    ABOUT = About(
        name="areasbyzones",
        title=marked("Areas by zones"),
        group=AFTER_THE_MAP,
        summary=marked("A table with the area and share of each class in each zone."),
        tags=marked("zonal,statistics,histogram,area,hectares,districts,table"),
        description=marked(
            "<p>Counts a map inside each polygon of a layer: a row per zone and class, with pixels, "
            "hectares on "
            "the ellipsoid, the share of the zone's classified area in percent, and the mean confidence.</p>"
            "<p>A pixel counts for a zone if its centre lies inside. Zones may overlap. Counted areas "
            "carry the "
            "map's errors; the accuracy assessment estimates areas without that bias.</p>"
        ),
    )

    ZONES = "ZONES"
    FIELD = "FIELD"
    OUTPUT = "OUTPUT"
    COUNT = "COUNT"
    RASTERS = (MapAlgorithm.INPUT, MapAlgorithm.CONFIDENCE)

    _zones: PolygonSnapshot

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        self.add_map()
        self.add(
            QgsProcessingParameterVectorLayer(self.ZONES, tr("Zones"), [QgsProcessing.TypeVectorPolygon]),
            tr("Polygons: districts, parcels, catchments."),
        )
        self.add(
            QgsProcessingParameterField(
                self.FIELD, tr("Field with the zones' names"), None, self.ZONES, optional=True
            ),
            tr("Names the zones in the table. Empty: numbers."),
        )
        self.add_confidence(tr("For the mean confidence of each class in each zone. Empty: none."))
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Areas by zones"), QgsProcessing.TypeVector),
            tr("A table with a row per zone and class."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, tr("Number of zones with a class")))

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the map and the zones."""
        super().take(parameters, context)
        zones = take_polygons(self, parameters, self.ZONES, context)
        if zones is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.ZONES))
        self._zones = zones

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Counts, then writes the table."""
        from ..rasters.counting import count_zone
        from ..rasters.source import OpenRaster, aligned, row_hectares

        stages = Stages(feedback)
        raster = OpenRaster(self.map)
        source = self.maps[self.CONFIDENCE]
        confidence = aligned(source, raster, nearest=False) if source is not None else None
        areas = row_hectares(raster)
        stages.begin(tr("Counting zones"), 0.0, 1.0)
        to_map = Transformer(self._zones.sourceCrs(), self.map.crs, context.transformContext())
        field = self.parameterAsString(parameters, self.FIELD, context)
        found: list[tuple[str, Totals]] = []
        features = list(self._zones.getFeatures(QgsFeatureRequest()))
        unusable = 0
        for number, feature in enumerate(features, 1):
            geometry = to_map.polygon(feature.geometry())
            if geometry is None:
                unusable += 1
                continue
            name = str(feature[field]) if field else str(number)
            found.append((name, count_zone(raster, bytes(geometry.asWkb()), areas, confidence)))
            stages.tick(number / len(features))
        if unusable:
            feedback.pushWarning(tr("{count} zones have no usable polygon.").format(count=unusable))
        filled = [item for item in found if item[1].pixels]
        if not filled:
            raise LayerNotUsable(
                tr("No zone holds a pixel of '{name}' with a class.").format(name=self.map.name),
                remedy=tr("Choose layers of the same place, and check their coordinate systems."),
            )
        return self._write(parameters, context, filled)

    def _write(
        self, parameters: dict[str, Any], context: QgsProcessingContext, found: list[tuple[str, Totals]]
    ) -> dict[str, Any]:
        """Writes the table. Only now: a cancelled run leaves nothing."""
        fields = QgsFields()
        for name, kind in _COLUMNS:
            fields.append(QgsField(name, kind))
        sink, target = self.parameterAsSink(parameters, self.OUTPUT, context, fields, QgsWkbTypes.NoGeometry)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for zone, totals in found:
            whole = sum(totals.hectares.values())
            for code in sorted(totals.pixels):
                total, many = totals.confidence.get(code, (0.0, 0))
                area = float(totals.hectares[code])
                row = QgsFeature(fields)
                row.setAttributes(
                    [
                        zone,
                        code,
                        self.map.style_of(code).name,
                        totals.pixels[code],
                        area,
                        100 * area / whole if whole else None,
                        total / many if many else None,
                    ]
                )
                sink.addFeature(row, QgsFeatureSink.FastInsert)
        del sink
        return {self.OUTPUT: target, self.COUNT: len(found)}
