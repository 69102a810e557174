"""Styles beside the products (``.qml``): the files look right in whatever project they are opened."""

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
from .layers import PRODUCT_PROPERTY, Run, renderer_of

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
    """Writes the style of a product beside it; any thread.

    Args:
        raster: The product's file.
        product: One of ``OUTPUTS``.
        run: What the products of the run share.

    Raises:
        OSError: It cannot be written.
    """
    # A layer without its file: with it QGIS would compute statistics, and GDAL write them beside it. And
    # no QGIS provider at all: in this thread its wrapper was now and then found to be deleted already.
    layer = QgsRasterLayer()
    layer.setRenderer(renderer_of(None, product, run, _bands(raster)))
    # Known again as a product when it is opened later; not as one of this run, which may be gone.
    layer.setCustomProperty(PRODUCT_PROPERTY, product)
    QgsLayerNotesUtils.setLayerNotes(layer, run.abstract)
    document = QDomDocument()
    problem = layer.exportNamedStyle(document, QgsReadWriteContext(), _CATEGORIES)
    if problem:
        raise OSError(problem)
    write_whole(style_file(raster), document.toString(2))


def _bands(raster: str) -> int:
    """Bands of a raster.

    Raises:
        OSError: It cannot be opened.
    """
    from osgeo import gdal  # takes a third of the time that the plugin may add to QGIS's start

    try:
        opened = gdal.OpenEx(raster, gdal.OF_RASTER)
    except RuntimeError as error:  # where exceptions of GDAL are switched on
        raise OSError(tr("{file} cannot be opened: {reason}").format(file=raster, reason=error)) from error
    if opened is None:
        raise OSError(tr("{file} cannot be opened").format(file=raster))
    return int(opened.RasterCount)


def remove_product(raster: str) -> None:
    """Deletes a product with the files that belong to it; those that are not there are no error.

    Raises:
        OSError: A file cannot be deleted.
    """
    for path in (Path(raster), Path(f"{raster}.aux.xml"), style_file(raster)):
        path.unlink(missing_ok=True)
