"""The layer of several dates: its time, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsDateTimeRange, QgsMapLayer, QgsProject, QgsRasterLayer

from .acquisition import UNKNOWN
from .provenance import set_time
from .stylers import LayerStyler


def span_of(times: Sequence[QgsDateTimeRange]) -> QgsDateTimeRange:
    """From the first to the last time; infinite if none is known."""
    known = [time for time in times if not time.isInfinite()]
    if not known:
        return UNKNOWN
    return QgsDateTimeRange(min(time.begin() for time in known), max(time.end() for time in known))


class DatesStyler(LayerStyler):
    """Gives the layer its time; the colours are those of any radar layer."""

    def __init__(self, time: QgsDateTimeRange) -> None:
        super().__init__()
        self._time = time

    def style(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Sets the temporal property."""
        if isinstance(layer, QgsRasterLayer) and not self._time.isInfinite():
            set_time(layer, self._time)
