"""Looks at a sample of a scene: which bands, which unit, and whether the scene is radar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp

from model.errors.errors import NoValidPixels, SceneNotReadable
from model.errors.words import marked
from model.protocol.values import SceneSpec
from model.sar.bands import Band, Choice, choose
from model.sar.order import median, percentiles
from model.sar.pixels import PixelReader, read_numbers
from model.sar.raster import bands_of, is_complex, unit_texts
from model.sar.units import (
    Units,
    block_spreads,
    detect_units,
    looks_like_angle,
    may_be_measured,
    measured,
    plausible,
    to_db,
    why_not_radar,
    without_slopes,
)
from model.sar.vendor_tags import Calibration, calibration_of
from model.sar.windows import Window, is_searched_whole, sample_windows, search_windows

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

_ENOUGH = 1000
_CALIBRATED_DB = (-45.0, 12.0)
"""Range of the median of a scene for which a calibration is accepted."""


@dataclass(frozen=True)
class Detected:
    """What a sample shows about a scene.

    Attributes:
        choice: The bands.
        units: Unit of the co-pol and of the cross-pol band; None where absent.
        windows: The sampled windows.
        why_not_radar: Why the scene does not look like radar; "" if it does.
        warnings: Things that the user should know.
    """

    choice: Choice
    units: tuple[Units | None, Units | None]
    windows: tuple[Window, ...]
    why_not_radar: str
    warnings: tuple[str, ...]


def detect(reader: PixelReader, spec: SceneSpec, path: str, second_path: str | None) -> Detected:
    """Finds bands and units, and judges whether the scene is radar.

    Raises:
        BandNotFound: The bands cannot be found.
        NoValidPixels: The whole scene is nodata.
        SceneNotReadable: A file is damaged, or holds complex numbers.
    """
    dataset = reader.dataset(path)
    windows = sample_windows(dataset.shape, dataset.block_shapes[0])
    bands = bands_of(dataset, path)
    second = bands_of(reader.dataset(second_path), second_path) if second_path else []
    for found in (bands, second):
        _refuse_complex(reader, found)
    # A composite of named polarisations is also stored as red, green, blue.
    reason = "" if any(band.polarisation for band in bands) else _picture(dataset, windows)
    reader.remember(windows)
    sample = _Sample(reader, windows)
    choice = _choice(sample, spec, bands, second, reason)
    chosen = [band for band in (choice.co, choice.cross) if band is not None]
    for band in chosen:
        _refuse_complex(reader, [band])
    sample = _Sample(reader, _with_valid_pixels(sample, chosen, dataset.shape))
    warnings = [*choice.warnings]
    units = tuple(
        _units(sample, band, spec, warnings) if band else None for band in (choice.co, choice.cross)
    )
    for item, unit in zip((choice.co, choice.cross), units):
        if item is not None and unit is not None and not reason:
            reason = _judge(sample, item, unit)
            if reason and len(bands) > 1:
                reason = f"band {item.index}: {reason}"
    return Detected(
        choice, (units[0], units[1]), tuple(sample.windows), reason, tuple(dict.fromkeys(warnings))
    )


class _Sample:
    """Numbers of some windows of a scene.

    Attributes:
        reader: Reads the windows.
        windows: On the grid in map orientation.
    """

    def __init__(self, reader: PixelReader, windows: Sequence[Window]) -> None:
        self.reader = reader
        self.windows = list(windows)

    def numbers(self, band: Band) -> FloatArray:
        """All numbers of a band that may be measurements, ``[n]``."""
        parts = []
        for window in self.windows:
            values, valid = self.reader.read(band, window)
            parts.append(values[valid])
        return measured(np.concatenate(parts))

    def spreads(self, band: Band) -> FloatArray:
        """How much a band varies within blocks of pixels."""
        return np.concatenate([block_spreads(*self.reader.read(band, window)) for window in self.windows])


def _refuse_complex(reader: PixelReader, bands: Sequence[Band]) -> None:
    """Raises SceneNotReadable if all bands that could hold backscatter are complex.

    Single-look complex images lie in slant range: a pixel's size and place on the ground are unknown. Their
    modulus has the speckle of one look.
    """
    data = [band for band in bands if not band.mask]
    if data and all(is_complex(reader.dataset(band.path), band.index) for band in data):
        name = Path(data[0].path).name
        raise SceneNotReadable(
            f"{name} holds complex numbers (SLC), which are not read.",
            remedy=marked(
                "Make an image of backscatter first, in SNAP for example: calibration, deburst, "
                "multilook, terrain correction. Or take the ground-range product (GRD) of the same pass."
            ),
        )


def _picture(dataset: rasterio.DatasetReader, windows: Sequence[Window]) -> str:
    """Why a file is a coloured picture or map rather than measurements; "" for measurements."""
    interp = dataset.colorinterp
    if ColorInterp.palette in interp:
        return marked("it is a map with a colour table")
    coloured = {ColorInterp.red, ColorInterp.green, ColorInterp.blue} <= set(interp)
    if not coloured or dataset.dtypes[0] != "uint8":
        return ""
    for window in windows[:4]:
        red, green, blue = (read_numbers(dataset, index, window, None)[0] for index in (1, 2, 3))
        if not (np.array_equal(red, green) and np.array_equal(red, blue)):
            return marked("it is a colour picture (red, green, blue)")
    return ""


def _choice(sample: _Sample, spec: SceneSpec, bands: list[Band], second: list[Band], picture: str) -> Choice:
    """The bands by name, by the user's choice or by brightness."""
    interp = sample.reader.dataset(bands[0].path).colorinterp
    chosen = {spec.co_band, None if second else spec.cross_band}
    bands = [
        replace(band, mask=False, backscatter=True) if band.mask and band.index in chosen else band
        for band in bands
    ]
    named = any(band.polarisation for band in bands)
    warnings: list[str] = []
    if ColorInterp.red in interp and not named and spec.co_band is None and spec.cross_band is None:
        # A grey picture saved three times as RGB; or a colour picture, which is refused later.
        bands = bands[:1]
    elif picture and len(bands) == 1:
        bands = [Band(bands[0].path, 1, "", True, bands[0].text)]
    elif not named:
        bands = _without_angle(sample, bands, chosen, warnings)
    choice = choose(bands, second, spec.co_band, spec.cross_band)
    if choice is None:
        choice = _by_brightness(sample, [band for band in bands if band.backscatter])
    return replace(choice, warnings=(*warnings, *choice.warnings))


def _without_angle(
    sample: _Sample, bands: list[Band], chosen: set[int | None], warnings: list[str]
) -> list[Band]:
    """The bands; a band that looks like an incidence angle is marked as no backscatter.

    Exports from Earth Engine hold the angle beside VV and VH, without names.
    """
    usable = [band for band in bands if band.backscatter]
    for band in usable if len(usable) > 1 else []:
        values = sample.numbers(band)
        if band.index in chosen or not len(values) or not looks_like_angle(values, sample.spreads(band)):
            continue
        low, high = (round(value) for value in percentiles(values, [1, 99]))
        warnings.append(
            f"Band {band.index} has no name and looks like an incidence angle ({low} to {high} degrees): it "
            "is left out. If it is backscatter, choose the bands yourself."
        )
        return [replace(item, backscatter=False) if item == band else item for item in bands]
    return bands


def _by_brightness(sample: _Sample, bands: Sequence[Band]) -> Choice:
    """The brighter of two nameless bands is co-pol: cross-pol lies 5 to 10 dB below it everywhere."""
    medians = []
    for band in bands:
        values = sample.numbers(band)
        if not len(values):
            raise _nothing_valid(sample.reader, [band])
        medians.append(median(values))
    co, cross = (bands[0], bands[1]) if medians[0] >= medians[1] else (bands[1], bands[0])
    warning = (
        f"Nothing names the bands: band {co.index}, the brighter one, is taken as co-pol, "
        f"band {cross.index} as cross-pol."
    )
    return Choice(co, cross, (warning,))


def _with_valid_pixels(sample: _Sample, bands: Sequence[Band], shape: tuple[int, int]) -> list[Window]:
    """The windows, or other windows if these hold no valid pixels.

    Raises:
        NoValidPixels: No pixel of the scene is valid in all bands, or none was found in a very large scene.
    """
    if _count(sample, bands) > 0:
        return sample.windows
    dataset = sample.reader.dataset(bands[0].path)
    found: list[Window] = []
    total = 0
    for window in search_windows(shape, dataset.block_shapes[bands[0].index - 1]):
        count = _count(_Sample(sample.reader, [window]), bands)
        if count:
            found.append(window)
            total += count
        if total >= _ENOUGH:
            break
    if not found and not is_searched_whole(shape):
        raise NoValidPixels(
            marked(
                "No valid pixel was found in any of the places that were looked at, all over a very large "
                "scene."
            ),
            remedy=marked(
                "Cut the layer to where its data are (Raster > Extraction > Clip Raster by Extent)."
            ),
        )
    if not found:
        raise _nothing_valid(sample.reader, bands)
    return found


def _count(sample: _Sample, bands: Sequence[Band]) -> int:
    """How many pixels could be valid in all bands."""
    total = 0
    for window in sample.windows:
        both = np.ones(window.shape, dtype=bool)
        for band in bands:
            values, valid = sample.reader.read(band, window)
            both &= may_be_measured(values, valid)
        total += int(both.sum())
    return total


def _nothing_valid(reader: PixelReader, bands: Sequence[Band]) -> NoValidPixels:
    """The error for a scene without a valid pixel."""
    if any(reader.masked(band) for band in bands):
        return NoValidPixels(
            marked("All pixels of the scene are masked by its alpha band or mask, or are nodata."),
            remedy=marked(
                "Look at the transparency band in QGIS; export the layer without it if it is wrong."
            ),
        )
    return NoValidPixels(marked("All pixels of the scene are nodata, or far below any backscatter."))


def _units(sample: _Sample, band: Band, spec: SceneSpec, warnings: list[str]) -> Units:
    """The unit of a band, from its valid numbers, names and tags."""
    reader = sample.reader
    dataset = reader.dataset(band.path)
    values = sample.numbers(band)
    if not len(values):
        raise _nothing_valid(reader, [band])
    units = detect_units(values, reader.dtype(band), unit_texts(dataset, band), spec.units)
    if units.divisor > 1 and spec.units == "auto":
        warnings.append(
            marked(
                "The file does not say what its numbers are. They look like decibels that were multiplied to "
                "be stored as whole numbers, and are read so. If they are not, choose the units yourself."
            )
        )
    if units.name == "dn" and reader.scaling(band) is None:
        units = _calibrated(units, calibration_of(dataset.tags()), values, warnings)
    return replace(units, whole=np.dtype(dataset.dtypes[band.index - 1]).kind in "iu")


def _calibrated(
    units: Units, calibration: Calibration | None, values: FloatArray, warnings: list[str]
) -> Units:
    """Digital numbers with the vendor's calibration, if the result looks like backscatter."""
    if calibration is None:
        return units
    middle = 20 * float(np.log10(median(values))) + calibration.offset_db
    if not _CALIBRATED_DB[0] < middle < _CALIBRATED_DB[1]:
        warnings.append(
            marked("The calibration factor in the file's tags leads to no backscatter: it is left out.")
        )
        return units
    quantity = calibration.quantity if units.quantity == "backscatter" else units.quantity
    return Units("dn", quantity, True, calibration.offset_db)


def _judge(sample: _Sample, band: Band, units: Units) -> str:
    """Why a band does not look like backscatter; "" if the band does."""
    decibels, spreads = [], []
    for window in sample.windows:
        values, valid = sample.reader.read(band, window)
        valid &= plausible(values, units) & (values != 0)
        db = to_db(values, valid, units)
        decibels.append(db[valid])
        # Depths of the sea in metres look like multiples of decibels; depths have slopes, but no speckle.
        spreads.append(block_spreads(without_slopes(db) if units.divisor > 1 else db, valid))
    db_values = np.concatenate(decibels)
    if not len(db_values):
        return f"none of its numbers can be {units.words()}"
    if not band.backscatter:
        return marked("the chosen band is named as something else than backscatter")
    return why_not_radar(
        db_values,
        np.concatenate(spreads),
        named=bool(band.polarisation),
        picture=sample.reader.dtype(band) == "uint8",
        calibrated=units.calibrated,
    )
