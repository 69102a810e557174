"""Products of a segmentation: their styles on disk, and their way into the project."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingUtils

from ...model.protocol.segmenting import SceneResult
from ..results.layers import ResultStyler, Run
from ..results.style_files import save_style
from ..translation import tr


def save_styles(scene: SceneResult, run: Run, feedback: QgsProcessingFeedback) -> None:
    """Writes the styles beside the products."""
    for product, path in scene.products.items():
        try:
            save_style(path, product, run)
        except OSError as error:
            feedback.pushWarning(tr("The style of {} could not be saved: {}").format(path, error))


def load_on_completion(scene: SceneResult, run: Run, context: QgsProcessingContext) -> None:
    """Lets QGIS load the products after the run, with name, style and group."""
    for product, path in scene.products.items():
        details = QgsProcessingContext.LayerDetails(
            run.layer_name(product),
            context.project(),
            product.upper(),
            QgsProcessingUtils.LayerHint.Raster,
        )
        # Independent of the user's setting for names: "Land cover" says more than a file name.
        details.forceName = True
        details.setPostProcessor(ResultStyler(product, run))
        context.addLayerToLoadOnCompletion(path, details)
