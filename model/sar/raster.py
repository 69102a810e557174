"""Opens raster files and names their bands; :mod:`model.sar.pixels` reads pixels."""

from __future__ import annotations

import os
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from model.errors.errors import SardinoError, SceneNotReadable
from model.errors.words import marked
from model.sar.bands import Band, band_of, masks_others, own_names
from model.sar.offline import go_offline, without_network_drivers
from model.sar.snap_tags import snap_bands
from model.sar.sources import check_source
from model.sar.vrt_text import MAX_BANDS

# Sardino handles a grid without georeference itself and tells the user. The filter is set once because
# warnings.catch_warnings is not safe in threads.
warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)

# Here, too, and not only at the start of a process: all code that opens rasters imports this module.
go_offline()
with without_network_drivers(), rasterio.Env():
    pass

_CACHE_BYTES = 40 * 2**20
"""GDAL's block cache: 5 % of all memory by default, which would make memory grow with the scene.
One row of 512-pixel blocks over a band of 4,096 columns, float32, VV and VH, is 34 MB. With less, each block
is unpacked again for each row of tiles."""
_THREADS = min(4, os.cpu_count() or 1)
"""Threads that unpack blocks of a GeoTIFF side by side; the work is the same."""
_MAX_BLOCK_BYTES = 512 * 2**20
"""Largest block that GDAL has to hold in memory to read a single pixel."""
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")
_UNPACK = marked("Unpack the archive and choose the image inside; of Sentinel-1 products the .SAFE folder.")
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
            SceneNotReadable: The file cannot be opened.
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
    with rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES, GDAL_NUM_THREADS=_THREADS):
        yield


def open_raster(path: str) -> rasterio.DatasetReader:
    """Opens a raster of this computer for reading: the only place that opens rasters.

    Raises:
        SceneNotReadable: There is no such file, or GDAL does not read the file as a raster.
        NetworkSource: The raster lies on a network, or refers to something on a network.
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
    """Raises an error for a raster that opens but is not readable."""
    _forget_errors(dataset)
    if dataset.driver == "VRT" and path.startswith("/vsi"):
        # Sources of a VRT inside an archive could not be checked before; none of them is open yet.
        check_source(dataset.tags(ns="xml:VRT")["xml:VRT"])
    if dataset.count == 0:
        parts = dataset.subdatasets
        raise SceneNotReadable(
            f"{name} holds no image of its own.",
            remedy=f"Choose one of its parts: {', '.join(parts[:4])}." if parts else None,
        )
    if dataset.count > MAX_BANDS:
        raise SceneNotReadable(
            f"{name} has {dataset.count:,} bands; up to {MAX_BANDS:,} are looked at.",
            remedy=marked("Extract the radar bands first (Raster > Conversion > Translate, with -b)."),
        )
    if max(block_bytes(dataset, index) for index in dataset.indexes) > _MAX_BLOCK_BYTES:
        rows, cols = dataset.block_shapes[0]
        raise SceneNotReadable(
            f"{name} is stored in blocks of {cols:,} × {rows:,} pixels, each too large to be read.",
            remedy=marked(
                "Store it in tiles: Raster > Conversion > Translate, with the creation option TILED=YES."
            ),
        )


def _forget_errors(dataset: rasterio.DatasetReader) -> None:
    """Clears GDAL's error about a sidecar: rasterio's next call would report this error as its own."""
    for _ in range(_SIDECARS):
        try:
            _ = dataset.colorinterp
        except CPLE_BaseError:
            continue
        return


def bands_of(dataset: rasterio.DatasetReader, path: str) -> list[Band]:
    """All bands of a file, opened from ``path``, with the meaning of their names."""
    tags = {key: value for key, value in dataset.tags().items() if len(value) < 200}
    snap = _snap_texts(dataset)
    names = {index: snap.get(index) or dataset.descriptions[index - 1] or "" for index in dataset.indexes}
    own = {index: own_names(names[index], dataset.tags(index)) for index in dataset.indexes}
    interp = dict(zip(dataset.indexes, dataset.colorinterp, strict=True))
    masks = {index for index in own if masks_others(own[index], alpha=interp[index] == ColorInterp.alpha)}
    data_bands = {index for index in own if interp[index] != ColorInterp.palette} - masks
    pol_tags = [value for key, value in tags.items() if key.lower().startswith("pol")]
    file_texts = [Path(path).stem, _part_name(path), *pol_tags] if len(data_bands) == 1 else []
    return [
        band_of(
            path,
            index,
            own=own[index],
            file_texts=file_texts if index in data_bands else [],
            usable=index in data_bands and not is_complex(dataset, index),
            mask=index in masks,
        )
        for index in dataset.indexes
    ]


def _part_name(path: str) -> str:
    """Name of a part of a container, as in ``HDF5:"a.h5"://grids/VV``; "" for a file."""
    match = re.match(r"\w{2,}:.*[:/]([^:/]+)$", path)
    return match.group(1).strip('"') if match else ""


def is_complex(dataset: rasterio.DatasetReader, index: int) -> bool:
    """Whether a band holds complex numbers, also of kinds that numpy does not know."""
    return str(dataset.dtypes[index - 1]).startswith("complex")


def _snap_texts(dataset: rasterio.DatasetReader) -> dict[int, str]:
    """SNAP's band names and units, for a GeoTIFF without visible names."""
    if dataset.driver != "GTiff" or any(dataset.descriptions):
        return {}
    return {index: f"{band.name} {band.unit}" for index, band in snap_bands(str(dataset.name)).items()}


def unit_texts(dataset: rasterio.DatasetReader, band: Band) -> str:
    """Names and metadata that may refer to a band's unit."""
    tags = {**dataset.tags(), **dataset.tags(band.index)}
    spoken = [
        value
        for key, value in tags.items()
        if len(value) < 200 and any(part in key.lower() for part in _UNIT_TAG_PARTS)
    ]
    unit = dataset.units[band.index - 1] or ""
    return " ".join([band.text, Path(band.path).stem, unit, *spoken])


def block_bytes(dataset: rasterio.DatasetReader, index: int) -> int:
    """Bytes that GDAL holds to read one pixel of a band."""
    rows, cols = dataset.block_shapes[index - 1]
    kind = dataset.dtypes[index - 1]
    # NumPy lacks GDAL's complex integers.
    size = 4 if kind == "complex_int16" else np.dtype(kind).itemsize
    return int(rows * cols * size)
