"""Attention drawn smoothly: QGIS interpolates between its pixels, each of which is a token of the network.

QGIS interpolates the values while it reads them, not the colours afterwards: so the map looks as one with the
scene's own pixels does, and nodata stays clear.
"""

from __future__ import annotations

from qgis.core import Qgis, QgsRasterDataProvider, QgsRasterLayer
from qgis.PyQt.QtXml import QDomDocument

_OVERSAMPLING = 2.0
"""QGIS's own default: how much finer than the screen a raster is read when it is drawn smaller."""


def smooth_layer(layer: QgsRasterLayer) -> None:
    """Makes QGIS interpolate a layer's values."""
    layer.setResamplingStage(Qgis.RasterResamplingStage.Provider)
    provider = layer.dataProvider()
    if provider is None:
        return
    provider.setZoomedInResamplingMethod(QgsRasterDataProvider.ResamplingMethod.Bilinear)
    provider.setZoomedOutResamplingMethod(QgsRasterDataProvider.ResamplingMethod.Bilinear)
    provider.setMaxOversampling(_OVERSAMPLING)
    provider.enableProviderResampling(True)


def smooth_style(document: QDomDocument) -> None:
    """Adds the same to the style of a layer without a provider, which cannot say it by itself."""
    pipe = document.documentElement().firstChildElement("pipe")
    resampling = document.createElement("resampling")
    for name, value in (
        ("enabled", "true"),
        ("zoomedInResamplingMethod", "bilinear"),
        ("zoomedOutResamplingMethod", "bilinear"),
        ("maxOversampling", str(_OVERSAMPLING)),
    ):
        resampling.setAttribute(name, value)
    provider = document.createElement("provider")
    provider.appendChild(resampling)
    pipe.insertBefore(provider, pipe.firstChild())
