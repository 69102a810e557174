"""``sardino:features``: what the network sees of a scene, kept for everything that reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...model.protocol.exploring import COMPONENTS, FeaturesAnswer, FeaturesRequest
from ..errors import JobCancelled
from ..translation import fill, marked, tr, tr_sentences
from .about import EXPLORING, About
from .area import make_area, request_crs, take_extent
from .exploring import ExploringAlgorithm
from .paths import absolute

MOST_COMPONENTS = 256


class FeaturesAlgorithm(ExploringAlgorithm):
    """Makes and keeps the features of a scene.

    Results: ``FEATURES`` (the file), ``KEPT`` (1 if the file was there before), ``SIZE_MB`` and, if the model
    knows its training data, ``UNFAMILIAR`` (0 to 1 of the ground).
    """

    ABOUT = About(
        name="features",
        title=marked("Features of a scene"),
        group=EXPLORING,
        summary=marked("What the network sees of a radar layer, kept for exploring it."),
        tags=marked("sar,radar,embeddings,features,tokens,attention,transformer,cache,explore"),
        description=marked(
            "<p>Runs the network over a radar layer once, and keeps what it sees: the tokens (reduced to "
            "their principal components), the attention of every head, and the finer features of the pixels. "
            "All other algorithms of this group read this file, so they do not run the network again."
            "</p>"
            "<p><b>Where.</b> Without a file the features go into Sardino's cache, whose size you can limit "
            "in the options. Segmenting a layer fills the cache too. Give a file to keep features for good."
            "</p>"
            "<p>The layer itself is not in the file. If the layer or the model changes, the features are "
            "made again.</p>"
        ),
    )

    EXTENT = "EXTENT"
    COMPONENTS = "COMPONENTS"
    KEPT = "KEPT"
    SIZE = "SIZE_MB"
    UNFAMILIAR = "UNFAMILIAR"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declares parameters and outputs."""
        number = QgsProcessingParameterNumber
        self.add_scene()
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr("Features of this extent only. Empty: the whole layer."),
        )
        self.add_reading(features=False)
        self.add(
            number(
                self.COMPONENTS,
                tr("Principal components"),
                number.Integer,
                COMPONENTS,
                False,
                1,
                MOST_COMPONENTS,
            ),
            tr("How many principal components of the tokens to keep. More make a larger file."),
            advanced=True,
        )
        file = QgsProcessingParameterFileDestination(
            self.OUTPUT,
            tr("File of features"),
            tr("Sardino features (*.features)"),
            optional=True,
            createByDefault=False,
        )
        self.add(file, tr("Where to keep the features. Empty: in Sardino's cache."))
        self.addOutput(QgsProcessingOutputString(self.FEATURES, tr("File of features")))
        self.addOutput(QgsProcessingOutputNumber(self.KEPT, tr("Whether it was there before (1 or 0)")))
        self.addOutput(QgsProcessingOutputNumber(self.SIZE, tr("Size of the file (MB)")))
        self.addOutput(QgsProcessingOutputNumber(self.UNFAMILIAR, tr("Share of unfamiliar ground (0 to 1)")))

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the scene and the extent."""
        super().take(parameters, context)
        self._rectangle, self._rectangle_crs = take_extent(self, parameters, self.EXTENT, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scratch: Path,
    ) -> dict[str, Any]:
        """Makes the features, or finds them in the cache."""
        transforms = context.transformContext()
        area = make_area(self._rectangle, self._rectangle_crs, None, transforms)
        out = absolute(str(self.parameterAsString(parameters, self.OUTPUT, context)).strip())
        answer: FeaturesAnswer = self.ask(
            parameters,
            context,
            feedback,
            scratch,
            FeaturesRequest,
            extent=area.extent(),
            extent_crs=request_crs(area.crs, self.scenes[0].co.crs, transforms),
            components=self.parameterAsInt(parameters, self.COMPONENTS, context),
            out=out,
        )
        if feedback.isCanceled():
            if out:
                Path(answer.path).unlink(missing_ok=True)
            raise JobCancelled()
        self._tell(answer, feedback)
        results = {self.FEATURES: answer.path, self.KEPT: int(answer.kept), self.SIZE: answer.size / 1e6}
        if out:
            results[self.OUTPUT] = answer.path
        if answer.unfamiliar is not None:
            results[self.UNFAMILIAR] = answer.unfamiliar
        return results

    def _tell(self, answer: FeaturesAnswer, feedback: QgsProcessingFeedback) -> None:
        if answer.changed:
            feedback.pushInfo(tr_sentences(answer.changed))
        text = (
            tr("Features were there already: {size:.1f} MB") if answer.kept else tr("Features: {size:.1f} MB")
        )
        feedback.pushInfo(fill(text, size=answer.size / 1e6))
        feedback.pushInfo(answer.path)
        if answer.unfamiliar is not None:
            words = tr("{share:.0f} % of the ground is unlike anything that the model was trained on.")
            feedback.pushInfo(fill(words, share=100 * answer.unfamiliar))
