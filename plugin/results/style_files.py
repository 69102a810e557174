"""Styles beside the products (``.qml``): so the files look right in any project."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsRasterLayer,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from ..disk.whole import write_whole
from ..translation import tr
from .layers import ON_TOKENS, PRODUCT_PROPERTY, Run, renderer_of
from .smoothing import smooth_layer, smooth_style

_CATEGORIES = (
    QgsMapLayer.StyleCategory.Symbology
    | QgsMapLayer.StyleCategory.Rendering
    | QgsMapLayer.StyleCategory.CustomProperties
    | QgsMapLayer.StyleCategory.Notes
)


def style_file(raster: str) -> Path:
    """Where QGIS looks for the style of a raster."""
    return Path(raster).with_suffix(".qml")


def save_style(raster: str, product: str, run: Run) -> None:
    """Writes a product's style beside the product; any thread.

    Args:
        raster: The product's file.
        product: One of ``OUTPUTS``.
        run: What the products of the run share.

    Raises:
        OSError: The style cannot be written.
    """
    # A layer without its file: with the file QGIS would compute statistics, and GDAL would write them
    # beside the file. And no QGIS provider: its wrapper was sometimes already deleted in this thread.
    layer = QgsRasterLayer()
    layer.setRenderer(renderer_of(None, product, run, _bands(raster)))
    if product in ON_TOKENS:
        smooth_layer(layer)
    # Later QGIS recognises the layer as a product, but not as one of this run, which may be gone.
    layer.setCustomProperty(PRODUCT_PROPERTY, product)
    QgsLayerNotesUtils.setLayerNotes(layer, run.abstract)
    document = style_document(layer)
    if product in ON_TOKENS:
        smooth_style(document)
    write_whole(style_file(raster), document.toString(2))


def style_document(layer: QgsRasterLayer) -> QDomDocument:
    """The style of a layer, its marks and its notes.

    Raises:
        OSError: QGIS cannot write the style.
    """
    document = QDomDocument()
    problem = layer.exportNamedStyle(document, QgsReadWriteContext(), _CATEGORIES)
    if problem:
        raise OSError(problem)
    return document


def _bands(raster: str) -> int:
    """Bands of a raster.

    Raises:
        OSError: The raster cannot be opened.
    """
    from osgeo import gdal  # takes a third of the time that the plugin may add to QGIS's start

    try:
        opened = gdal.OpenEx(raster, gdal.OF_RASTER)
    except RuntimeError as error:  # if GDAL's exceptions are switched on
        raise OSError(tr("{file} cannot be opened: {reason}").format(file=raster, reason=error)) from error
    if opened is None:
        raise OSError(tr("{file} cannot be opened").format(file=raster))
    return int(opened.RasterCount)


def remove_product(raster: str) -> None:
    """Deletes a product with the files that belong to it; missing files are no error.

    Raises:
        OSError: A file cannot be deleted.
    """
    for path in (Path(raster), Path(f"{raster}.aux.xml"), style_file(raster)):
        path.unlink(missing_ok=True)
