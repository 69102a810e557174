"""Reads windows of bands in map orientation as numbers with a valid mask.

Applies scale and offset of the file, and leaves out all masked pixels: nodata values, mask bands inside or
beside the file, alpha bands of any type and position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio._err import CPLE_OutOfMemoryError
from rasterio.enums import MaskFlags
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.windows import Window as RasterWindow

from model.errors.errors import SceneNotReadable
from model.errors.words import marked
from model.protocol.values import SceneSpec
from model.sar.bands import Band
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.orientation import Orientation
from model.sar.raster import RasterFiles, bands_of, block_bytes, gdal_settings
from model.sar.sources import missing_source
from model.sar.units import BORDER_PX, Units, border_zeros, plausible
from model.sar.windows import Window

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

_LITTLE_BYTES = 64 * 2**20
_ORDINARY_BLOCK_BYTES = 256 * 2**20
"""A file with larger blocks than this is damaged or hostile; a lack of memory is not the cause."""


class PixelReader:
    """The pixels of a scene's files. Several threads may read at once.

    All windows refer to the grid in map orientation (:mod:`model.sar.orientation`).

    Args:
        files: Opens the files.
        spec: The user's choice of bands and nodata.
        path: The first file.
        second: The second file; None if there is one file.
    """

    def __init__(self, files: RasterFiles, spec: SceneSpec, path: str, second: str | None) -> None:
        self._files = files
        self._nodata = spec.nodata
        self._orientations: dict[str, Orientation] = {}
        self._masks: dict[str, tuple[int, ...]] = {}
        self._to_remember: frozenset[Window] = frozenset()
        self._remembered: dict[tuple[str, int, Window], tuple[FloatArray, BoolArray]] = {}
        chosen = {path: {spec.co_band}}
        chosen.setdefault(second or path, set()).add(spec.cross_band)
        for each, wanted in chosen.items():
            dataset = files.get(each)
            self._orientations[each] = Orientation.of(GridProfile.of(dataset), dataset.shape)
            # A band that the user chose as backscatter never masks, even if the file says so.
            self._masks[each] = tuple(
                band.index for band in bands_of(dataset, each) if band.mask and band.index not in wanted
            )

    def dataset(self, path: str) -> rasterio.DatasetReader:
        """The calling thread's dataset of a file."""
        return self._files.get(path)

    def orientation(self, path: str) -> Orientation:
        """How a file is turned."""
        return self._orientations[path]

    def georeference(self, path: str) -> Georeference:
        """Georeference of a file's grid in map orientation."""
        dataset = self.dataset(path)
        profile = self._orientations[path].profile(GridProfile.of(dataset), dataset.shape)
        return Georeference(profile, dataset.shape)

    def masked(self, band: Band) -> bool:
        """Whether the file masks pixels of a band other than by a nodata value."""
        dataset = self.dataset(band.path)
        return bool(self._masks[band.path]) or _has_mask(dataset, band.index)

    def scaling(self, band: Band) -> tuple[float, float] | None:
        """Scale and offset that the file declares for a band; None if missing or senseless."""
        return scaling(self.dataset(band.path), band.index)

    def dtype(self, band: Band) -> str:
        """Data type of :meth:`read`'s numbers: the file's type, or float32 for scaled bands."""
        dataset = self.dataset(band.path)
        return "float32" if self.scaling(band) else str(dataset.dtypes[band.index - 1])

    def remember(self, windows: Sequence[Window]) -> None:
        """Keeps the numbers of these windows once read: an opened scene is examined in several ways."""
        self._to_remember = frozenset(windows)

    def forget(self) -> None:
        """Gives the remembered numbers up."""
        self._to_remember = frozenset()
        self._remembered.clear()

    def read(self, band: Band, window: Window) -> tuple[FloatArray, BoolArray]:
        """Numbers of a window inside the scene and their valid mask; see :func:`read_numbers`.

        The mask is the caller's own. The numbers may be remembered: leave them as they are.
        """
        if window not in self._to_remember:
            return self._read(band, window)
        key = (band.path, band.index, window)
        if key not in self._remembered:
            self._remembered[key] = self._read(band, window)
        values, valid = self._remembered[key]
        return values, valid.copy()

    def _read(self, band: Band, window: Window) -> tuple[FloatArray, BoolArray]:
        dataset = self.dataset(band.path)
        orientation = self._orientations[band.path]
        masks = [index for index in self._masks[band.path] if index != band.index]
        in_file = orientation.window(window, dataset.shape)
        values, valid = read_numbers(dataset, band.index, in_file, self._nodata, masks)
        return orientation.turned(values), orientation.turned(valid)

    def measurements(self, band: Band, units: Units, window: Window) -> tuple[FloatArray, BoolArray]:
        """As :meth:`read`, with border zeros and impossible values marked invalid."""
        values, valid = self.read(band, window)
        valid &= plausible(values, units)
        if units.zeros_are_dark and bool(((values == 0) & valid).any()):
            valid &= ~self._border_zeros(band, window)
        return values, valid

    def _border_zeros(self, band: Band, window: Window) -> BoolArray:
        """Zeros of a window inside the scene that are a border; needs the pixels around the window."""
        row, col, height, width = window
        margin = BORDER_PX - 1
        wide = Window(row - margin, col - margin, height + 2 * margin, width + 2 * margin)
        zero = np.ones(wide.shape, dtype=bool)
        inside = wide.within(self.dataset(band.path).shape)
        if inside is not None:
            values, valid = self.read(band, inside)
            zero[inside.slices_in(wide)] = (values == 0) | ~valid
        return border_zeros(zero)[window.slices_in(wide)]


def scaling(dataset: rasterio.DatasetReader, index: int) -> tuple[float, float] | None:
    """See :meth:`PixelReader.scaling`."""
    scale, offset = float(dataset.scales[index - 1]), float(dataset.offsets[index - 1])
    if (scale, offset) == (1.0, 0.0) or scale == 0 or not np.isfinite([scale, offset]).all():
        return None
    return scale, offset


def read_numbers(
    dataset: rasterio.DatasetReader,
    index: int,
    window: Window,
    nodata: float | None,
    masks: Sequence[int] = (),
) -> tuple[FloatArray, BoolArray]:
    """A window inside the file, with scale and offset applied.

    Args:
        dataset: The open file.
        index: 1-based band.
        window: Of at least one pixel.
        nodata: An invalid value besides the declared nodata value: as stored, or after scale and offset.
        masks: Other bands; a pixel with zero in one of them is invalid.

    Returns:
        Values and valid mask, both ``[height, width]``: NaN, nodata and masked pixels are invalid.

    Raises:
        SceneNotReadable: The file is damaged in this window.
        MemoryError: Memory does not suffice for the window or for a block of the file.
    """
    row, col, height, width = window
    part = RasterWindow(col, row, width, height)  # type: ignore[no-untyped-call, unused-ignore]
    try:
        with gdal_settings():
            raw = dataset.read(index, window=part)
            found = [dataset.read(mask, window=part) for mask in masks]
            if _has_mask(dataset, index):
                found.append(dataset.read_masks(index, window=part))
    except (RasterioIOError, RasterioError) as error:
        short = _memory_ran_out(error) or _memory_is_short()
        if short and block_bytes(dataset, index) <= _ORDINARY_BLOCK_BYTES:
            raise MemoryError(str(error)) from error
        if missing := missing_source(str(dataset.name)):
            raise SceneNotReadable(
                f"{Path(str(dataset.name)).name} needs {missing}, which is not there.",
                remedy=marked("Keep a virtual raster and its images together, or make it again."),
                detail=str(error),
            ) from error
        raise SceneNotReadable(
            f"{Path(str(dataset.name)).name} is damaged or cut short: it cannot be read around row {row}.",
            detail=_chain(error),
        ) from error
    valid = np.ones(raw.shape, dtype=bool)
    for mask in found:
        valid &= mask > 0  # also False for the NaN of a float alpha
    for value in (dataset.nodatavals[index - 1], nodata):
        if value is not None and _representable(value, raw.dtype):
            # In the file's own type: -3.4e38 in float32 differs from -3.4e38 in float64.
            with np.errstate(over="ignore"):
                valid &= raw != raw.dtype.type(value)
    with np.errstate(over="ignore"):  # overflows are marked invalid below
        values: FloatArray = raw.astype(np.float32)
        declared = scaling(dataset, index)
        if declared is not None:
            values = values * np.float32(declared[0]) + np.float32(declared[1])
            if nodata is not None:
                valid &= values != np.float32(nodata)
    if declared is not None or raw.dtype.kind == "f":
        valid &= np.isfinite(values)
    return values, valid


def _has_mask(dataset: rasterio.DatasetReader, index: int) -> bool:
    """Whether a band has a mask inside or beside the file.

    Nodata values are compared as numbers, and alpha bands are read as bands: GDAL uses alpha only as the
    second of two or the fourth of four bands, and squeezes alpha into 8 bits.
    """
    flags = dataset.mask_flag_enums[index - 1]
    return not {MaskFlags.all_valid, MaskFlags.alpha} & set(flags) and flags != [MaskFlags.nodata]


def _representable(value: float, dtype: np.dtype[Any]) -> bool:
    """Whether a value can occur in a band of this type; NaN needs no comparison."""
    if np.isnan(value):
        return False
    if dtype.kind == "f":
        return True
    limits = np.iinfo(dtype)
    return float(value).is_integer() and limits.min <= value <= limits.max


def _memory_ran_out(error: BaseException) -> bool:
    """Whether GDAL's message for lack of memory is among the causes: rasterio always says "Read failed"."""
    return any(isinstance(cause, CPLE_OutOfMemoryError) for cause in _causes(error))


def _memory_is_short() -> bool:
    """Whether not even a little memory is free: libtiff calls a tile damaged if memory is short."""
    try:
        np.empty(_LITTLE_BYTES, np.uint8)
    except MemoryError:
        return True
    return False


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all its causes, the last first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _chain(error: BaseException) -> str:
    """GDAL's messages, the last first."""
    return "\n".join(f"{type(cause).__name__}: {cause}" for cause in _causes(error))
