"""When a radar image was taken, according to its layer."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import QgsDateTimeRange, QgsMapLayer, QgsRasterLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

# Sentinel-1 and similar: S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_...
_MOMENT = re.compile(r"(?<!\d)((?:19|20)\d{6})T(\d{6})(?!\d)")
# A day without a time, as in users' and mosaics' names: 2023-01-14, 20230114.
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")


UNKNOWN = QgsDateTimeRange(QDateTime(), QDateTime())
"""An infinite range: the acquisition time is unknown."""


def acquisition(layer: QgsRasterLayer) -> QgsDateTimeRange:
    """The time range in which a layer was taken; an infinite range if unknown.

    The layer's own temporal settings come first, then its metadata, then GDAL's metadata, then the
    names of file and layer.

    Args:
        layer: The layer; call in its own thread.
    """
    found = _of_temporal_settings(layer)
    if found.isInfinite():
        found = _of_metadata(layer)
    for text in (_gdal_moment(layer), Path(layer.source().partition("|")[0]).stem, layer.name()):
        if not found.isInfinite():
            break
        found = in_name(text)
    return found


def in_name(text: str) -> QgsDateTimeRange:
    """The time range in a name: from the first to the last moment, or one day.

    Args:
        text: A file's or a layer's name.
    """
    moments = [_moment(day, clock) for day, clock in _MOMENT.findall(text)]
    moments = [moment for moment in moments if moment.isValid()]
    if moments:
        # Product names also carry identifiers, but never a third time before the second.
        return QgsDateTimeRange(moments[0], max(moments[:2]))
    for year, month, day in _DAY.findall(text):
        date = QDate(int(year), int(month), int(day))
        if date.isValid():
            return QgsDateTimeRange(
                QDateTime(date, QTime(0, 0), Qt.TimeSpec.UTC),
                QDateTime(date, QTime(23, 59, 59), Qt.TimeSpec.UTC),
            )
    return UNKNOWN


def _moment(day: str, clock: str) -> QDateTime:
    return QDateTime(
        QDate(int(day[:4]), int(day[4:6]), int(day[6:])),
        QTime(int(clock[:2]), int(clock[2:4]), int(clock[4:])),
        Qt.TimeSpec.UTC,
    )


def _of_temporal_settings(layer: QgsMapLayer) -> QgsDateTimeRange:
    settings = layer.temporalProperties()
    if settings is None or not settings.isActive() or not hasattr(settings, "fixedTemporalRange"):
        return UNKNOWN
    return settings.fixedTemporalRange()


def _of_metadata(layer: QgsMapLayer) -> QgsDateTimeRange:
    ranges = layer.metadata().extent().temporalExtents()
    return ranges[0] if ranges else UNKNOWN


def _gdal_moment(layer: QgsRasterLayer) -> str:
    """``ACQUISITIONDATETIME`` of GDAL's domain ``IMAGERY``, such as "2023-01-14 13:50:12"."""
    if layer.providerType() != "gdal":
        return ""
    from osgeo import gdal

    # Missing files and foreign formats are no error here: GDAL then returns None or raises.
    try:
        dataset = gdal.Open(layer.source())
        text = dataset.GetMetadataItem("ACQUISITIONDATETIME", "IMAGERY") if dataset is not None else None
    except RuntimeError:
        return ""
    if not text:
        return ""
    day, _, clock = str(text).replace("T", " ").partition(" ")
    digits = re.sub(r"\D", "", clock)[:6]
    return f"{day.replace('-', '')}T{digits}" if len(digits) == 6 else day
