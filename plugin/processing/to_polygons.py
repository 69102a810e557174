"""``sardino:topolygons``: a land cover as polygons with shared borders and attributes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..errors import LayerNotUsable
from ..results.map_styles import PolygonsStyler
from ..translation import fill, marked, tr
from .about import AFTER_THE_MAP, About
from .map_inputs import MapAlgorithm, Stages, whole_file

if TYPE_CHECKING:
    from ..rasters.source import OpenRaster


class ToPolygonsAlgorithm(MapAlgorithm):
    """Makes polygons. Results: ``OUTPUT``, ``POLYGONS`` (their number), ``HECTARES`` (their sum)."""

    ABOUT = About(
        name="topolygons",
        title=marked("Map to polygons"),
        group=AFTER_THE_MAP,
        summary=marked("Polygons of a map with shared borders, with class, area and confidence."),
        tags=marked("polygonize,vectorise,vectorize,polygons,GeoPackage,topology,land cover,area"),
        description=marked(
            "<p>Makes a polygon of each connected area of a class. Neighbours share their borders: there "
            "are no "
            "gaps and no overlaps. Clean up the map first, or there is a polygon for every speck.</p>"
            "<p><b>Attributes.</b> code and name of the class; area_ha on the ellipsoid; conf_mean and "
            "conf_min "
            "in percent; second, second_share: the most frequent other class in the polygon before the "
            "clean-up "
            "and its share in percent; model and scene.</p>"
            "<p><b>Simplification</b> keeps shared borders: each border is simplified once, for both sides. "
            "Large maps are worked on in strips; where a border crosses from strip to strip, it keeps a "
            "point."
            "</p>"
        ),
    )

    BEFORE = "BEFORE"
    TOLERANCE = "TOLERANCE"
    MODEL = "MODEL"
    SCENE = "SCENE"
    OUTPUT = "OUTPUT"
    POLYGONS = "POLYGONS"
    HECTARES = "HECTARES"
    RASTERS = (MapAlgorithm.INPUT, MapAlgorithm.CONFIDENCE, BEFORE)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_map()
        self.add_confidence(tr("For the mean and the lowest confidence of each polygon. Empty: none."))
        self.add(
            QgsProcessingParameterRasterLayer(self.BEFORE, tr("Map before the clean-up"), optional=True),
            tr("For the second class of each polygon. Empty: none."),
        )
        self.add(
            number(self.TOLERANCE, tr("Simplify borders by (pixels)"), number.Double, 0.0, False, 0, 10),
            tr("How far a border may move. 0: borders follow the pixels. 1 straightens slanting steps."),
        )
        self.add(
            QgsProcessingParameterString(self.MODEL, tr("Model"), "", False, True),
            tr("Text for the attribute 'model'. Empty: what the map's file says."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.SCENE, tr("Scene"), "", False, True),
            tr("Text for the attribute 'scene'. Empty: what the map's file says."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Polygons"), QgsProcessing.TypeVectorPolygon
            ),
            tr("The polygons, styled by class, as a GeoPackage."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.POLYGONS, tr("Number of polygons")))
        self.addOutput(QgsProcessingOutputNumber(self.HECTARES, tr("Area of all polygons (ha)")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuses other formats: only a GeoPackage holds millions of polygons and their style."""
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, QgsProcessingContext())
        if path and not path.lower().endswith(".gpkg"):
            return False, tr("Polygons are written as a GeoPackage: choose a file that ends with .gpkg.")
        return super().checkParameterValues(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Writes the polygons."""
        from ..rasters.geopackage import PolygonFile
        from ..rasters.polygons import Inputs, Polygons
        from ..rasters.source import OpenRaster, aligned

        stages = Stages(feedback)
        raster = OpenRaster(self.map)
        confidence, before = self.maps[self.CONFIDENCE], self.maps[self.BEFORE]
        inputs = Inputs(
            raster,
            aligned(confidence, raster, nearest=False) if confidence is not None else None,
            aligned(before, raster) if before is not None else None,
        )
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        if not path.lower().endswith(".gpkg"):
            raise QgsProcessingException(
                tr("Polygons are written as a GeoPackage: choose a file that ends with .gpkg.")
            )
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        stages.begin(tr("Making polygons"), 0.0, 1.0)
        with whole_file(path, context) as hidden:
            file = PolygonFile(hidden, Path(path).stem, self.map, self._origin(parameters, context, raster))
            try:
                for patch, wkb in Polygons(inputs, tolerance, stages.tick):
                    file.add(patch, wkb)
                    if file.count % 1000 == 0:
                        stages.check()
            finally:
                file.close()
            if not file.count:
                raise LayerNotUsable(tr("'{name}' holds no pixel with a class.").format(name=self.map.name))
        classes = {code: self.map.style_of(code) for code in sorted(file.codes)}
        styler = PolygonsStyler(tr("{map} (polygons)").format(map=self.map.name), classes, keep=True)
        if context.willLoadLayerOnCompletion(path):
            context.layerToLoadOnCompletionDetails(path).setPostProcessor(styler)
        else:
            styler.keep_in(path)
        text = tr("{count:,} polygons, {area:,.1f} ha")
        feedback.pushInfo(fill(text, count=file.count, area=file.hectares))
        return {self.OUTPUT: path, self.POLYGONS: file.count, self.HECTARES: file.hectares}

    def _origin(
        self, parameters: dict[str, Any], context: QgsProcessingContext, raster: OpenRaster
    ) -> tuple[str, str]:
        """Model and scene: given, or from the file's tags."""
        tags = raster.dataset.GetMetadata() or {}
        model = self.parameterAsString(parameters, self.MODEL, context) or tags.get("SARDINO_MODEL", "")
        scene = self.parameterAsString(parameters, self.SCENE, context) or tags.get("SARDINO_INPUT", "")
        return model, scene
