"""Opens raster files and says what their bands are called; :mod:`model.pixels` reads them."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from model.bands import Band, band_of, masks_others, own_names
from model.errors import SceneNotReadable
from model.snap_tags import snap_bands

# A grid without georeference is a case of its own here and told to the user in words; the filter is
# set once because warnings.catch_warnings is not safe in threads.
warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)

_CACHE_BYTES = 24 * 2**20
"""GDAL's block cache: 5 % of all memory by default, which would make memory grow with the scene.
One row of 512-pixel blocks over a band of 4,096 columns, float32, VV and VH, is 16 MB."""
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
    """Opens a raster for reading.

    Raises:
        SceneNotReadable: There is no such file, or it is no raster that GDAL reads.
    """
    name = Path(path).name or path
    local = not path.startswith("/vsi") and ":" not in path[2:]
    if local and not os.path.exists(path):
        raise SceneNotReadable(f"There is no file {path}.", remedy="Check whether the file has moved.")
    try:
        with gdal_settings():
            dataset = rasterio.open(path)
    except (RasterioError, OSError, ValueError) as error:
        raise SceneNotReadable(
            f"{name} cannot be opened as a raster.",
            remedy="Unpack the archive and choose the image inside."
            if name.lower().endswith(".zip")
            else None,
            detail=str(error),
        ) from error
    if dataset.count == 0:
        parts = dataset.subdatasets
        dataset.close()
        raise SceneNotReadable(
            f"{name} holds no image of its own.",
            remedy=f"Choose one of its parts: {', '.join(parts[:4])}." if parts else None,
        )
    return dataset


def bands_of(dataset: rasterio.DatasetReader, path: str) -> list[Band]:
    """All bands of a file, opened from ``path``, with what their names say."""
    tags = {key: value for key, value in dataset.tags().items() if len(value) < 200}
    snap = _snap_texts(dataset)
    names = {index: snap.get(index) or dataset.descriptions[index - 1] or "" for index in dataset.indexes}
    own = {index: own_names(names[index], dataset.tags(index)) for index in dataset.indexes}
    interp = dict(zip(dataset.indexes, dataset.colorinterp, strict=True))
    masks = {index for index in own if masks_others(own[index], alpha=interp[index] == ColorInterp.alpha)}
    data_bands = {index for index in own if interp[index] != ColorInterp.palette} - masks
    pol_tags = [value for key, value in tags.items() if key.lower().startswith("pol")]
    file_texts = [Path(path).stem, *pol_tags] if len(data_bands) == 1 else []
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


def is_complex(dataset: rasterio.DatasetReader, index: int) -> bool:
    """Whether a band holds complex numbers, of which numpy does not know every kind."""
    return str(dataset.dtypes[index - 1]).startswith("complex")


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
