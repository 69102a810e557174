"""Looks at a sample of a scene: which bands, which unit, whether it is radar at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp

from model.bands import Band, Choice, choose
from model.errors import NoValidPixels
from model.messages import SceneSpec
from model.raster import RasterFiles, bands_of, read_numbers, unit_texts
from model.units import Units, block_spreads, detect_units, plausible, to_db, why_not_radar
from model.windows import WindowBox, is_searched_whole, sample_windows, search_windows

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

_ENOUGH = 1000


@dataclass(frozen=True)
class Detected:
    """What a sample tells about a scene.

    Attributes:
        choice: The bands.
        units: Unit of the co-pol and of the cross-pol band; None where absent.
        windows: The sampled windows.
        why_not_radar: Why the scene does not look like radar; "" if it does.
        warnings: Things the user should know.
    """

    choice: Choice
    units: tuple[Units | None, Units | None]
    windows: tuple[WindowBox, ...]
    why_not_radar: str
    warnings: tuple[str, ...]


def detect(files: RasterFiles, spec: SceneSpec, path: str, second_path: str | None) -> Detected:
    """Finds bands and units, and judges whether the scene is radar.

    Raises:
        BandNotFound: Nothing tells which bands are meant.
        NoValidPixels: The whole scene is nodata.
        SceneNotReadable: A file is damaged.
    """
    dataset = files.get(path)
    windows = sample_windows(dataset.shape, dataset.block_shapes[0])
    bands = bands_of(dataset)
    # A composite of named polarisations is stored as red, green, blue as well.
    reason = "" if any(band.polarisation for band in bands) else _picture(dataset, windows)
    second = bands_of(files.get(second_path)) if second_path else []
    choice = _choice(files, spec, bands, second, windows, reason)
    chosen = [band for band in (choice.co, choice.cross) if band is not None]
    windows = _with_valid_pixels(files, chosen, spec.nodata, windows)
    units = tuple(_units(files, band, spec, windows) if band else None for band in (choice.co, choice.cross))
    for band, unit in zip((choice.co, choice.cross), units):
        if band is not None and unit is not None and not reason:
            reason = _judge(files, band, unit, spec, windows)
    return Detected(choice, (units[0], units[1]), tuple(windows), reason, choice.warnings)


def _picture(dataset: rasterio.DatasetReader, windows: Sequence[WindowBox]) -> str:
    """Why a file is a coloured picture or map rather than measurements; "" if it is not."""
    interp = dataset.colorinterp
    if ColorInterp.palette in interp:
        return "it is a map with a colour table"
    coloured = {ColorInterp.red, ColorInterp.green, ColorInterp.blue} <= set(interp)
    if not coloured or dataset.dtypes[0] != "uint8":
        return ""
    for window in windows[:4]:
        red, green, blue = (read_numbers(dataset, index, *window, None)[0] for index in (1, 2, 3))
        if not (np.array_equal(red, green) and np.array_equal(red, blue)):
            return "it is a colour picture (red, green, blue)"
    return ""


def _choice(
    files: RasterFiles,
    spec: SceneSpec,
    bands: list[Band],
    second: list[Band],
    windows: Sequence[WindowBox],
    picture: str,
) -> Choice:
    """The bands by name, by the user's word or by brightness."""
    interp = files.get(bands[0].path).colorinterp
    named = any(band.polarisation for band in bands)
    if ColorInterp.red in interp and not named and spec.co_band is None and spec.cross_band is None:
        # A grey picture saved as RGB three times over; or a colour picture, refused later on.
        bands = bands[:1]
    elif picture and len(bands) == 1:
        bands = [Band(bands[0].path, 1, "", True, bands[0].text)]
    choice = choose(bands, second, spec.co_band, spec.cross_band)
    return choice or _by_brightness(files, [band for band in bands if band.backscatter], spec.nodata, windows)


def _by_brightness(
    files: RasterFiles, bands: Sequence[Band], nodata: float | None, windows: Sequence[WindowBox]
) -> Choice:
    """Of two nameless bands the brighter is co-pol: cross-pol lies 5 to 10 dB below it everywhere."""
    medians = []
    for band in bands:
        values = _positive_or_db(_sample(files, band, nodata, windows))
        if not len(values):
            raise NoValidPixels("All pixels of the scene are nodata.")
        medians.append(float(np.median(values)))
    co, cross = (bands[0], bands[1]) if medians[0] >= medians[1] else (bands[1], bands[0])
    warning = (
        f"Nothing names the bands: band {co.index}, the brighter one, is taken as co-pol, "
        f"band {cross.index} as cross-pol."
    )
    return Choice(co, cross, (warning,))


def _sample(files: RasterFiles, band: Band, nodata: float | None, windows: Sequence[WindowBox]) -> FloatArray:
    """All valid numbers of a band in the windows, ``[n]``."""
    parts = []
    for window in windows:
        values, valid = read_numbers(files.get(band.path), band.index, *window, nodata)
        parts.append(values[valid & np.isfinite(values) & (np.abs(values) < 1e12)])
    return np.concatenate(parts)


def _positive_or_db(values: FloatArray) -> FloatArray:
    """Numbers without zeros and the usual undeclared fill values."""
    return np.asarray(values[(values != 0) & (values > -90)], dtype=np.float32)


def _with_valid_pixels(
    files: RasterFiles,
    bands: Sequence[Band],
    nodata: float | None,
    windows: list[WindowBox],
) -> list[WindowBox]:
    """The windows, or others that hold valid pixels if these do not.

    Raises:
        NoValidPixels: No pixel of the scene is valid in all bands, or none was found in a very large one.
    """
    if _count(files, bands, nodata, windows) > 0:
        return windows
    dataset = files.get(bands[0].path)
    found: list[WindowBox] = []
    total = 0
    for window in search_windows(dataset.shape, dataset.block_shapes[bands[0].index - 1]):
        count = _count(files, bands, nodata, [window])
        if count:
            found.append(window)
            total += count
        if total >= _ENOUGH:
            break
    if not found and not is_searched_whole(dataset.shape):
        raise NoValidPixels(
            "No valid pixel was found in any of the places that were looked at, all over a very large scene.",
            remedy="Cut the layer to where its data are (Raster > Extraction > Clip Raster by Extent).",
        )
    if not found:
        raise NoValidPixels("All pixels of the scene are nodata, or far below any backscatter.")
    return found


def _count(
    files: RasterFiles, bands: Sequence[Band], nodata: float | None, windows: Sequence[WindowBox]
) -> int:
    """How many pixels could be valid in all bands."""
    total = 0
    for window in windows:
        both = np.ones(window[2:], dtype=bool)
        for band in bands:
            values, valid = read_numbers(files.get(band.path), band.index, *window, nodata)
            both &= valid & (values != 0) & (values > -90)
        total += int(both.sum())
    return total


def _units(files: RasterFiles, band: Band, spec: SceneSpec, windows: Sequence[WindowBox]) -> Units:
    """The unit of a band, from its valid numbers and names."""
    dataset = files.get(band.path)
    values = _positive_or_db(_sample(files, band, spec.nodata, windows))
    if not len(values):
        raise NoValidPixels(f"Band {band.index} is all nodata.")
    return detect_units(values, dataset.dtypes[band.index - 1], unit_texts(dataset, band), spec.units)


def _judge(
    files: RasterFiles, band: Band, units: Units, spec: SceneSpec, windows: Sequence[WindowBox]
) -> str:
    """Why a band does not look like backscatter; "" if it does."""
    dataset = files.get(band.path)
    decibels, spreads = [], []
    for window in windows:
        values, valid = read_numbers(dataset, band.index, *window, spec.nodata)
        valid &= plausible(values, units.name) & (values != 0)
        db = to_db(values, valid, units)
        decibels.append(db[valid])
        spreads.append(block_spreads(db, valid))
    db_values = np.concatenate(decibels)
    if not len(db_values):
        return f"none of its numbers can be {units.words()}"
    if not band.backscatter:
        return "the chosen band is named as something else than backscatter"
    picture = dataset.dtypes[band.index - 1] == "uint8"
    return why_not_radar(db_values, np.concatenate(spreads), named=bool(band.polarisation), picture=picture)
