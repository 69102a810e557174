"""Opens raster files and reads windows of them as numbers with a valid mask."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio._err import CPLE_BaseError, CPLE_OutOfMemoryError
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import NotGeoreferencedWarning, RasterioError, RasterioIOError
from rasterio.windows import Window

from model.bands import Band, band_of
from model.errors import SardinoError, SceneNotReadable
from model.offline import go_offline, without_network_drivers
from model.snap_tags import snap_bands
from model.sources import check_source, missing_source

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

# A grid without georeference is a case of its own here and told to the user in words; the filter is
# set once because warnings.catch_warnings is not safe in threads.
warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)

# Here and not only at the start of a process, since whatever opens a raster comes by here first.
go_offline()
with without_network_drivers(), rasterio.Env():
    pass

_CACHE_BYTES = 24 * 2**20
"""GDAL's block cache: 5 % of all memory by default, which would make memory grow with the scene.
One row of 512-pixel blocks over a band of 4,096 columns, float32, VV and VH, is 16 MB."""
_ORDINARY_BLOCK_BYTES = 256 * 2**20
"""A file that claims larger blocks than this is damaged or hostile rather than memory short."""
_MAX_BLOCK_BYTES = 512 * 2**20
"""What GDAL has to hold to read a single pixel."""
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")
_UNPACK = "Unpack the archive and choose the image inside; of Sentinel-1 products the .SAFE folder."
_SIDECARS = 5
_UNIT_TAG_PARTS = ("unit", "scale", "calib", "description", "quantity", "radiometr", "layer", "product")


class RasterFiles:
    """Open datasets, one per file and thread: GDAL datasets must not be shared by threads."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: list[rasterio.DatasetReader] = []

    def get(self, path: str) -> rasterio.DatasetReader:
        """The calling thread's dataset of a file.

        Raises:
            SceneNotReadable: It cannot be opened.
        """
        handles: dict[str, rasterio.DatasetReader] = self._local.__dict__
        if path not in handles:
            handles[path] = open_raster(path)
            with self._lock:
                self._all.append(handles[path])
        return handles[path]

    def close(self) -> None:
        """Closes the datasets of all threads."""
        with self._lock:
            for dataset in self._all:
                dataset.close()
            self._all.clear()
        self._local = threading.local()


@contextmanager
def gdal_settings() -> Iterator[None]:
    """GDAL settings for everything that reads scenes."""
    with rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES):
        yield


def open_raster(path: str) -> rasterio.DatasetReader:
    """Opens a raster of this computer for reading: the one place where that is done.

    Raises:
        SceneNotReadable: There is no such file, or it is no raster that GDAL reads.
        NetworkSource: It lies on a network, or refers to something that does.
    """
    name = Path(path).name or path
    check_source(path)
    try:
        with gdal_settings():
            dataset = rasterio.open(path)
    except (RasterioError, CPLE_BaseError, OSError, ValueError, OverflowError) as error:
        archive = name.lower().endswith(_ARCHIVES)
        raise SceneNotReadable(
            f"{name} cannot be opened as a raster.",
            remedy=_UNPACK if archive else None,
            detail=str(error),
        ) from error
    try:
        _check_opened(dataset, path, name)
    except SardinoError:
        dataset.close()
        raise
    return dataset


def _check_opened(dataset: rasterio.DatasetReader, path: str, name: str) -> None:
    """Raises an error for what cannot be read all the same."""
    _forget_errors(dataset)
    if dataset.driver == "VRT" and path.startswith("/vsi"):
        # Inside an archive its sources could not be looked at before; none of them is open yet.
        check_source(dataset.tags(ns="xml:VRT")["xml:VRT"])
    if dataset.count == 0:
        parts = dataset.subdatasets
        raise SceneNotReadable(
            f"{name} holds no image of its own.",
            remedy=f"Choose one of its parts: {', '.join(parts[:4])}." if parts else None,
        )
    if max(_block_bytes(dataset, index) for index in dataset.indexes) > _MAX_BLOCK_BYTES:
        rows, cols = dataset.block_shapes[0]
        raise SceneNotReadable(
            f"{name} is stored in blocks of {cols:,} × {rows:,} pixels, each too large to be read.",
            remedy="Store it in tiles: Raster > Conversion > Translate, with the creation option TILED=YES.",
        )


def _forget_errors(dataset: rasterio.DatasetReader) -> None:
    """Clears what GDAL found wrong with a sidecar: rasterio's next call would take the error for its own."""
    for _ in range(_SIDECARS):
        try:
            _ = dataset.colorinterp
        except CPLE_BaseError:
            continue
        return


def bands_of(dataset: rasterio.DatasetReader) -> list[Band]:
    """All bands of a file with what their names say."""
    path = str(dataset.name)
    data_bands = [
        index
        for index in dataset.indexes
        if dataset.colorinterp[index - 1] not in (ColorInterp.alpha, ColorInterp.palette)
    ]
    tags = {key: value for key, value in dataset.tags().items() if len(value) < 200}
    snap = _snap_texts(dataset)
    pol_tags = [value for key, value in tags.items() if key.lower().startswith("pol")]
    file_texts = [Path(path).stem, *pol_tags] if len(data_bands) == 1 else []
    return [
        band_of(
            path,
            index,
            description=snap.get(index) or dataset.descriptions[index - 1],
            band_tags=dataset.tags(index),
            file_texts=file_texts,
            usable=index in data_bands,
        )
        for index in dataset.indexes
    ]


def _snap_texts(dataset: rasterio.DatasetReader) -> dict[int, str]:
    """SNAP's band names and units, for a GeoTIFF that shows none itself."""
    if dataset.driver != "GTiff" or any(dataset.descriptions):
        return {}
    return {index: f"{band.name} {band.unit}" for index, band in snap_bands(str(dataset.name)).items()}


def unit_texts(dataset: rasterio.DatasetReader, band: Band) -> str:
    """Names and metadata that may speak of a band's unit."""
    tags = {**dataset.tags(), **dataset.tags(band.index)}
    spoken = [
        value
        for key, value in tags.items()
        if len(value) < 200 and any(part in key.lower() for part in _UNIT_TAG_PARTS)
    ]
    unit = dataset.units[band.index - 1] or ""
    return " ".join([band.text, Path(band.path).stem, unit, *spoken])


def _memory_ran_out(error: BaseException | None) -> bool:
    """Whether GDAL's own word for it is among the causes: rasterio says "Read failed" for everything."""
    while error is not None:
        if isinstance(error, CPLE_OutOfMemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _block_bytes(dataset: rasterio.DatasetReader, index: int) -> int:
    rows, cols = dataset.block_shapes[index - 1]
    kind = dataset.dtypes[index - 1]
    # Of its types NumPy has no complex integers.
    size = 4 if kind == "complex_int16" else np.dtype(kind).itemsize
    return int(rows * cols * size)


def read_numbers(
    dataset: rasterio.DatasetReader,
    index: int,
    row: int,
    col: int,
    height: int,
    width: int,
    nodata: float | None,
) -> tuple[FloatArray, BoolArray]:
    """A window inside the file, with scale and offset applied; complex numbers as their modulus.

    Args:
        dataset: The open file.
        index: 1-based band.
        row: First row.
        col: First column.
        height: Rows, at least 1.
        width: Columns, at least 1.
        nodata: A value that does not count, besides the declared one.

    Returns:
        Values ``[height, width]`` and which of them count: no NaN, no nodata, nothing masked out.

    Raises:
        SceneNotReadable: The file is damaged there.
        MemoryError: Memory does not suffice for the window or for a block of the file.
    """
    window = Window(col, row, width, height)  # type: ignore[no-untyped-call, unused-ignore]
    flags = dataset.mask_flag_enums[index - 1]
    masked = MaskFlags.alpha in flags or (MaskFlags.per_dataset in flags and MaskFlags.all_valid not in flags)
    try:
        with gdal_settings():
            raw = dataset.read(index, window=window)
            mask = dataset.read_masks(index, window=window) if masked else None
    except (RasterioIOError, RasterioError) as error:
        if _memory_ran_out(error) and _block_bytes(dataset, index) <= _ORDINARY_BLOCK_BYTES:
            raise MemoryError(str(error)) from error
        if missing := missing_source(str(dataset.name)):
            raise SceneNotReadable(
                f"{Path(str(dataset.name)).name} needs {missing}, which is not there.",
                remedy="Keep a virtual raster and its images together, or make it again.",
                detail=str(error),
            ) from error
        raise SceneNotReadable(
            f"{Path(str(dataset.name)).name} is damaged or cut short: it cannot be read around row {row}.",
            detail=str(error),
        ) from error
    if np.iscomplexobj(raw):
        raw = np.abs(raw)
    valid = np.ones(raw.shape, dtype=bool) if mask is None else mask > 0
    for value in (dataset.nodatavals[index - 1], nodata):
        if value is not None and _representable(value, raw.dtype):
            # In the file's own type: -3.4e38 as written in float32 is not the float64 of that name.
            valid &= raw != raw.dtype.type(value)
    values: FloatArray = raw.astype(np.float32)
    scale, offset = dataset.scales[index - 1], dataset.offsets[index - 1]
    if scale != 1.0 or offset != 0.0:
        values = values * np.float32(scale) + np.float32(offset)
    if raw.dtype.kind == "f":
        valid &= np.isfinite(values)
    return values, valid


def _representable(value: float, dtype: np.dtype[Any]) -> bool:
    """Whether a value can occur in a band of this type; NaN needs no comparison."""
    if np.isnan(value):
        return False
    if dtype.kind == "f":
        return True
    limits = np.iinfo(dtype)
    return float(value).is_integer() and limits.min <= value <= limits.max
