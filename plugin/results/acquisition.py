"""When a radar image was taken, according to its layer."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

from qgis.core import QgsDateTimeRange, QgsMapLayer, QgsRasterLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..translation import tr

# Sentinel-1 and similar: S1A_IW_GRDH_1SDV_20230114T135012_20230114T135037_...
_MOMENT = re.compile(r"(?<!\d)((?:19|20)\d{6})[Tt](\d{6})(?!\d)")
# A day without a time, as in users' and mosaics' names: 2023-01-14, 20230114.
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")

# Absolute orbit in the names of Sentinel-1 products and of files inside: _046785_059BE9_ or -046785-059be9-
_ORBIT = re.compile(r"(?<![0-9a-zA-Z])(S1[ABCD])[_-].*?[_-](\d{6})[_-][0-9A-F]{6}(?![0-9A-F])", re.IGNORECASE)
_FIRST_ORBIT = {"S1A": 73, "S1B": 27, "S1C": 172}
"""Absolute orbit that track 175 ends with, less a multiple of 175."""
_TRACKS = 175

# SNAP: 07-NOV-2020 13:50:12.123456
_SNAP = re.compile(r"(\d{2})-([A-Z]{3})-((?:19|20)\d{2}) (\d{2}:\d{2}:\d{2})")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ISO = re.compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})[T ](\d{2}):?(\d{2}):?(\d{2})")

_TAGS = (
    "ACQUISITIONDATETIME",
    "ACQUISITION_START_TIME",
    "ACQUISITION_TIME",
    "ACQUISITION_DATE",
    "START_DATETIME",
    "START_TIME",
    "FIRST_LINE_TIME",
    "SENSING_START",
    "DATETIME",
)
"""Names of tags with a time of acquisition, the surest first. TIFFTAG_DATETIME is when a file was written."""
_LARGEST_SIDECAR = 5_000_000


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
    path = Path(layer.source().partition("|")[0])
    if found.isInfinite() and layer.providerType() == "gdal":
        found = _of_tags(layer.source())
    if found.isInfinite():
        found = _of_sidecars(path)
    # A file inside a product may have a plain name: the product's folder has the time.
    for text in (path.stem, layer.name(), *(folder.name for folder in list(path.parents)[:3])):
        if not found.isInfinite():
            break
        found = in_name(text)
    return found


def in_text(text: str) -> QgsDateTimeRange:
    """The time in a tag's value: ISO 8601, SNAP's 07-NOV-2020 13:50:12, or as in names."""
    match = _ISO.search(text)
    if match:
        year, month, day, *clock = (int(part) for part in match.groups())
        return _at(QDateTime(QDate(year, month, day), QTime(*clock), Qt.TimeSpec.UTC))
    match = _SNAP.search(text.upper())
    if match and match.group(2) in _MONTHS:
        month = _MONTHS.index(match.group(2)) + 1
        clock = QTime.fromString(match.group(4), "HH:mm:ss")
        return _at(QDateTime(QDate(int(match.group(3)), month, int(match.group(1))), clock, Qt.TimeSpec.UTC))
    return in_name(text)


def track(text: str) -> int | None:
    """The track (relative orbit, 1 to 175) in the name of a Sentinel-1 product; None if unknown."""
    match = _ORBIT.search(text)
    if match is None or match.group(1).upper() not in _FIRST_ORBIT:
        return None
    return (int(match.group(2)) - _FIRST_ORBIT[match.group(1).upper()]) % _TRACKS + 1


def other_track(first: QgsRasterLayer, second: QgsRasterLayer) -> str:
    """A warning if two layers were taken from different tracks; empty if not, or if unknown."""
    tracks = []
    for layer in (first, second):
        path = Path(layer.source().partition("|")[0])
        names = (path.stem, layer.name(), *(folder.name for folder in list(path.parents)[:3]))
        tracks.append(next((found for found in map(track, names) if found is not None), None))
    if None in tracks or tracks[0] == tracks[1]:
        return ""
    words = tr(
        "The layers were taken from different tracks ({first} and {second}): hills and houses look different "
        "from another side without any change of the ground."
    )
    return words.format(first=tracks[0], second=tracks[1])


def out_of_order(earlier: QgsRasterLayer, later: QgsRasterLayer) -> str:
    """A warning if the earlier of two layers was taken after the later one; empty if not, or if unknown."""
    first, second = acquisition(earlier), acquisition(later)
    if first.isInfinite() or second.isInfinite() or first.begin() <= second.end():
        return ""
    words = tr("The earlier layer ({first}) was taken after the later layer ({second}): exchange them.")
    return words.format(first=shown(first), second=shown(second))


def shown(time: QgsDateTimeRange) -> str:
    """A time of acquisition for the user, in universal time; empty if unknown."""
    begin = time.begin()
    if time.isInfinite() or not begin.isValid():
        return ""
    if begin.time() == QTime(0, 0) and time.end().time() == QTime(23, 59, 59):
        return str(begin.toString("yyyy-MM-dd"))
    return str(begin.toString("yyyy-MM-dd HH:mm")) + " UTC"


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
    # The extent is a part of the metadata, not a copy: without a name for the metadata, it is read after
    # its memory was freed, and QGIS crashes, here or much later.
    metadata = layer.metadata()
    ranges = metadata.extent().temporalExtents()
    return ranges[0] if ranges else UNKNOWN


def _at(moment: QDateTime) -> QgsDateTimeRange:
    return QgsDateTimeRange(moment, moment) if moment.isValid() else UNKNOWN


def _of_tags(source: str) -> QgsDateTimeRange:
    """The time in a file's tags, or in the name of the scene that a product of ours was made from."""
    from osgeo import gdal

    # Missing files and foreign formats are no error here: GDAL then returns None or raises.
    tags: dict[str, str] = {}
    with contextlib.suppress(RuntimeError):
        dataset = gdal.Open(source)
        if dataset is not None:
            for domain in ("", "IMAGERY"):
                found = dataset.GetMetadata_Dict(domain) or {}
                tags.update({str(name).upper(): str(value) for name, value in found.items()})
    for name in _TAGS:
        found_time = in_text(tags.get(name, ""))
        if not found_time.isInfinite():
            return found_time
    dates = [in_name(name) for name in tags.get("SARDINO_DATES", tags.get("SARDINO_INPUT", "")).split(";")]
    known = [item for item in dates if not item.isInfinite()]
    if not known:
        return UNKNOWN
    return QgsDateTimeRange(min(item.begin() for item in known), max(item.end() for item in known))


def _of_sidecars(path: Path) -> QgsDateTimeRange:
    """The time in a STAC item or a BEAM-DIMAP header that belongs to a file."""
    with contextlib.suppress(OSError, ValueError):
        item = path.with_suffix(".json")
        if item.is_file() and item.stat().st_size <= _LARGEST_SIDECAR:
            return _of_stac(json.loads(item.read_text(encoding="utf-8")))
        header = path.parent.with_suffix(".dim")
        if path.parent.suffix == ".data" and header.is_file() and header.stat().st_size <= _LARGEST_SIDECAR:
            text = header.read_text(encoding="utf-8", errors="replace")
            start = text.find("<PRODUCT_SCENE_RASTER_START_TIME>")
            return in_text(text[start : start + 100]) if start >= 0 else UNKNOWN
    return UNKNOWN


def _of_stac(item: Any) -> QgsDateTimeRange:
    properties = item.get("properties") if isinstance(item, dict) else None
    if not isinstance(properties, dict):
        return UNKNOWN
    begin = in_text(str(properties.get("start_datetime") or properties.get("datetime") or ""))
    end = in_text(str(properties.get("end_datetime") or ""))
    if begin.isInfinite() or end.isInfinite() or end.end() < begin.begin():
        return begin
    return QgsDateTimeRange(begin.begin(), end.end())
