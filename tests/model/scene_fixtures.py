"""Rasters for the scene tests, each built as the real product would be."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import from_origin

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SAMPLE = ROOT / "resources" / "sample"

UTM = "EPSG:32611"
UTM_GRID = from_origin(400000.0, 3700000.0, 10.0, 10.0)


def speckled_power(
    shape: tuple[int, int], mean_db: float, *, looks: float = 4.4, seed: int = 1
) -> np.ndarray:
    """Linear power of fully developed speckle over a dark and a bright half."""
    rng = np.random.default_rng(seed)
    power = rng.gamma(looks, 1.0 / looks, shape) * 10 ** (mean_db / 10)
    power[:, : shape[1] // 2] *= 0.1
    return power.astype(np.float32)


def dual_power(shape: tuple[int, int]) -> np.ndarray:
    """VV and VH power, ``[2, h, w]``."""
    return np.stack([speckled_power(shape, -10, seed=1), speckled_power(shape, -17, seed=2)])


def decibels(power: np.ndarray) -> np.ndarray:
    return (10 * np.log10(power)).astype(np.float32)


def write_raster(path: Path, bands: np.ndarray, **options: Any) -> str:
    """Writes ``[h, w]`` or ``[n, h, w]``; ``names`` become band descriptions, ``tags`` metadata."""
    bands = bands[None] if bands.ndim == 2 else bands
    names, tags = options.pop("names", None), options.pop("tags", {})
    profile: dict[str, Any] = {"driver": "GTiff", "crs": UTM, "transform": UTM_GRID, **options}
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(
        path, "w", count=len(bands), height=bands.shape[1], width=bands.shape[2], dtype=bands.dtype, **profile
    ) as dataset:
        dataset.write(bands)
        dataset.update_tags(**tags)
        if names:
            dataset.descriptions = names
    return str(path)


def write_snap_geotiff(path: Path, bands: np.ndarray, names: list[str], unit: str) -> str:
    """A TIFF as SNAP writes it: nameless bands, and their names in the private tag 65000."""
    info = "".join(
        f"<Spectral_Band_Info><BAND_INDEX>{index}</BAND_INDEX><BAND_NAME>{name}</BAND_NAME>"
        f"<PHYSICAL_UNIT>{unit}</PHYSICAL_UNIT></Spectral_Band_Info>"
        for index, name in enumerate(names)
    )
    xml = (
        f"<Dimap_Document><Image_Interpretation>{info}</Image_Interpretation></Dimap_Document>".encode()
        + b"\0"
    )
    count, height, width = bands.shape
    plane = height * width * 4
    entries = 11
    extra = 8 + 2 + entries * 12 + 4
    offsets, counts, bits, formats = extra, extra + 4 * count, extra + 8 * count, extra + 10 * count
    text = extra + 12 * count
    data = text + len(xml)
    directory = [
        (256, 3, 1, width),
        (257, 3, 1, height),
        (258, 3, count, bits),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, count, offsets),
        (277, 3, 1, count),
        (278, 3, 1, height),
        (279, 4, count, counts),
        (284, 3, 1, 2),
        (339, 3, count, formats),
        (65000, 2, len(xml), text),
    ]
    assert count == 2 and len(directory) == entries + 1
    shift = 12  # one entry more than counted above
    moved = {258, 273, 279, 339, 65000}
    body = b"II" + struct.pack("<HI", 42, 8) + struct.pack("<H", len(directory))
    for tag, kind, number, value in directory:
        if tag in (258, 339):  # two shorts fit into the entry itself
            inline = struct.pack("<HH", *([32, 32] if tag == 258 else [3, 3]))
            body += struct.pack("<HHI", tag, kind, number) + inline
        else:
            body += struct.pack("<HHII", tag, kind, number, value + shift if tag in moved else value)
    body += struct.pack("<I", 0)
    body += struct.pack("<2I", data + shift, data + shift + plane) + struct.pack("<2I", plane, plane)
    body += b"\0" * (text + shift - len(body)) + xml
    path.write_bytes(body + bands.astype("<f4").tobytes())
    return str(path)


def degrees_grid(lon: float, lat: float, pixel: float) -> dict[str, Any]:
    return {"crs": "EPSG:4326", "transform": from_origin(lon, lat, pixel, pixel)}
