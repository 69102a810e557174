"""``sardino:cleanup``: a land cover without specks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..errors import LayerNotUsable
from ..results.acquisition import acquisition
from ..results.map_styles import MapStyler
from ..translation import fill, marked, tr
from .about import AFTER_THE_MAP, About
from .map_inputs import MapAlgorithm, Stages, whole_file

if TYPE_CHECKING:
    from ..rasters.source import OpenRaster

SIDES = ("none", "3x3", "5x5", "7x7")
CLEANED_FROM = "SARDINO_CLEANED_FROM"


class CleanUpAlgorithm(MapAlgorithm):
    """Removes small patches. Results: ``OUTPUT``, ``CHANGED_SHARE`` (0 to 1), ``LEFT_SHARE`` (0 to 1)."""

    ABOUT = About(
        name="cleanup",
        title=marked("Clean up a map"),
        group=AFTER_THE_MAP,
        summary=marked("Removes patches below a minimum mapping unit, as a new layer."),
        tags=marked("minimum mapping unit,sieve,speckle,majority,filter,smooth,land cover,generalise"),
        description=marked(
            "<p>Gives patches below the minimum mapping unit to the neighbour that is most probable there. "
            "The result is a new layer; the map itself stays.</p>"
            "<p>With a layer of probabilities the neighbour with the highest sum over the patch wins. With a "
            "confidence layer the neighbours along the border vote with their confidence; with neither, each "
            "has one vote. Patches of the minimum size lose no pixel. A patch is what hangs together by the "
            "sides of its pixels.</p>"
            "<p>Pixels without a class and protected classes neither change nor grow. A small patch that "
            "touches nothing else stays.</p>"
        ),
    )

    HECTARES = "HECTARES"
    SMOOTHING = "SMOOTHING"
    PROTECTED = "PROTECTED"
    PROBABILITIES = "PROBABILITIES"
    OUTPUT = "OUTPUT"
    CHANGED_SHARE = "CHANGED_SHARE"
    LEFT_SHARE = "LEFT_SHARE"
    RASTERS = (MapAlgorithm.INPUT, MapAlgorithm.CONFIDENCE, PROBABILITIES)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_map()
        self.add(
            number(self.HECTARES, tr("Minimum mapping unit (hectares)"), number.Double, 0.5, False, 0),
            tr("Smaller patches are removed, measured on the ellipsoid. 0: none."),
        )
        self.add_confidence(tr("The map's confidence: neighbours vote with it. Empty: each has one vote."))
        self.add(
            QgsProcessingParameterRasterLayer(
                self.PROBABILITIES, tr("Probabilities, a band per class"), optional=True
            ),
            tr("A band per class; its name begins with the class's code, or bands follow the map's legend."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.SMOOTHING, tr("Majority smoothing first"), list(SIDES), False, SIDES[0], False, True
            ),
            tr("The most frequent class around each pixel, before patches are removed. It rounds corners."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.PROTECTED, tr("Protected classes (codes)"), "", False, True),
            tr("Codes of classes that neither change nor grow, as in: 80, 95."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Cleaned map")),
            tr("The new map, on the same grid and with the same colours."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED_SHARE, tr("Share of changed pixels (0 to 1)")))
        self.addOutput(
            QgsProcessingOutputNumber(
                self.LEFT_SHARE, tr("Share of pixels in small patches that stay (0 to 1)")
            )
        )

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the layers, and when the map's scene was taken."""
        super().take(parameters, context)
        self._acquired = acquisition(self.needed_raster(parameters, self.INPUT, context))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Cleans up and writes the new map."""
        from ..rasters.cleanup import CleanUp, Wishes, write_result
        from ..rasters.source import OpenRaster, codes_of_text

        stages = Stages(feedback)
        raster = OpenRaster(self.map)
        wishes = Wishes(
            self.parameterAsDouble(parameters, self.HECTARES, context),
            SIDES.index(self.parameterAsEnumString(parameters, self.SMOOTHING, context) or SIDES[0]),
            frozenset(codes_of_text(self.parameterAsString(parameters, self.PROTECTED, context))),
        )
        confidence = self._on_grid(self.CONFIDENCE, raster)
        clean_up = CleanUp(raster, wishes, scratch, confidence, self._probabilities(raster))
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        tags = {CLEANED_FROM: self.map.uri, "SARDINO_MINIMUM_UNIT_HA": f"{wishes.hectares:g}"}
        stages.begin(tr("Cleaning up"), 0.0, 1.0)
        with whole_file(path, context) as hidden:
            dataset = clean_up.run(stages.tick)
            write_result(raster, clean_up.done, dataset, hidden, tags, stages.tick)
        if context.willLoadLayerOnCompletion(path):
            name = tr("{map} (cleaned)").format(map=self.map.name)
            details = context.layerToLoadOnCompletionDetails(path)
            details.setPostProcessor(MapStyler(name, self.map.classes, self._acquired))
        done = clean_up.done
        valid = max(1, done.valid)
        feedback.pushInfo(fill(tr("{share:.1f} % of the pixels changed."), share=100 * done.changed / valid))
        if done.left:
            text = tr("{pixels} pixels lie in small patches that touch no other class; they stay.")
            feedback.pushInfo(text.format(pixels=done.left))
        return {
            self.OUTPUT: path,
            self.CHANGED_SHARE: done.changed / valid,
            self.LEFT_SHARE: done.left / valid,
        }

    def _on_grid(self, name: str, raster: OpenRaster) -> OpenRaster | None:
        from ..rasters.source import aligned

        source = self.maps[name]
        return aligned(source, raster, nearest=False) if source is not None else None

    def _probabilities(self, raster: OpenRaster) -> tuple[OpenRaster, dict[int, int]] | None:
        """The layer of probabilities, and the band of each class."""
        from ..rasters.source import codes_of_text

        found = self._on_grid(self.PROBABILITIES, raster)
        if found is None:
            return None
        bands = range(1, found.bands + 1)
        names = {
            band: codes_of_text(found.dataset.GetRasterBand(band).GetDescription())[:1] for band in bands
        }
        if all(names.values()):
            return found, {codes[0]: band for band, codes in names.items()}
        legend = list(self.map.classes)
        if len(legend) == found.bands:
            return found, dict(zip(legend, bands))
        raise LayerNotUsable(
            tr("The bands of '{name}' cannot be told apart.").format(name=found.source.name),
            remedy=tr("Name each band after its class's code, or leave the probabilities empty."),
        )
