"""What a report takes from a layer: name, file, legend, tags, time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsRasterLayer

from ..errors import LayerNotUsable
from ..results.acquisition import acquisition, shown
from ..translation import tr


@dataclass
class MapSource:
    """A layer's facts; taken in the layer's thread, used in any.

    Attributes:
        name: The layer's name.
        source: Its file.
        crs: Coordinate system in words.
        acquired: Time of acquisition; empty if unknown.
        tags: GDAL's tags of the file.
        legend: Value (None where a stop is no class), colour as ``#rrggbb`` and label of each entry.
    """

    name: str
    source: str
    crs: str
    acquired: str
    tags: dict[str, str] = field(default_factory=dict)
    legend: list[tuple[int | None, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> MapSource:
        """The facts of a layer.

        Raises:
            LayerNotUsable: The layer is broken.
        """
        if not layer.isValid() or layer.dataProvider() is None:
            raise LayerNotUsable(tr("'{name}' is not available.").format(name=layer.name()))
        crs = layer.crs()
        words = f"{crs.authid()} {crs.description()}".strip() if crs.isValid() else tr("unknown")
        return cls(
            layer.name(),
            layer.source(),
            words,
            shown(acquisition(layer)),
            tags_of(layer.source()),
            _legend(layer),
        )

    def change(self) -> dict[str, Any]:
        """The changes in the tags of a layer of ``sardino:change``; empty for other layers."""
        try:
            found = json.loads(self.tags.get("SARDINO_CHANGE", "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def tags_of(source: str) -> dict[str, str]:
    """GDAL's tags of a file; empty if it cannot be read."""
    from osgeo import gdal

    try:
        dataset = gdal.Open(source)
    except RuntimeError:
        return {}
    if dataset is None:
        return {}
    return {str(name): str(value) for name, value in (dataset.GetMetadata_Dict() or {}).items()}


def _legend(layer: QgsRasterLayer) -> list[tuple[int | None, str, str]]:
    """Entries of the layer's legend."""
    renderer = layer.renderer()
    if renderer is None:
        return []
    if hasattr(renderer, "classes"):
        return [(int(item.value), item.color.name(), item.label) for item in renderer.classes()]
    if hasattr(renderer, "shader") and renderer.shader() is not None:
        function = renderer.shader().rasterShaderFunction()
        if hasattr(function, "colorRampItemList"):
            items = function.colorRampItemList()
            step = max(1, (len(items) + 4) // 5)
            chosen = items[::step] if len(items) % step == 1 or step == 1 else [*items[::step], items[-1]]
            return [(None, item.color.name(), item.label or f"{item.value:g}") for item in chosen]
    return []
