"""Sound inputs that the fuzz suite starts from: rasters, labels and a tiny model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import rasterio
import rasterio.control
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from tests.model.fixtures import scenes
from tests.places import ROOT

SIDE = 64
WEST, NORTH, PIXEL = -0.6899061382037925, 38.266793799037025, 8.983152841195215e-05
"""Ten metres in degrees."""
DEGREES = {"crs": "EPSG:4326", "transform": from_origin(WEST, NORTH, PIXEL, PIXEL)}
METRES = {"crs": "EPSG:32611", "transform": from_origin(400_000.0, 3_700_000.0, 10.0, 10.0)}
MODEL = "tiny"


def decibels(seed: int = 1, mean: float = -10.0) -> np.ndarray:
    """Speckle over a dark and a bright half."""
    return scenes.decibels(scenes.speckled_power((SIDE, SIDE), mean, seed=seed))


def write(path: Path, bands: np.ndarray, names: tuple[str, ...] = ("VV",), **options: object) -> None:
    bands = bands[None] if bands.ndim == 2 else bands
    profile = {"driver": "GTiff", **DEGREES, **options}
    gcps = profile.pop("gcps", None)
    if gcps:
        del profile["crs"], profile["transform"]
    count, height, width = bands.shape
    profile = {"count": count, "height": height, "width": width, "dtype": bands.dtype, **profile}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.write(bands)
            dataset.descriptions = names
            if gcps:
                dataset.gcps = (gcps, "EPSG:4326")


def write_rasters(folder: Path) -> None:
    """The forms of file that people have, each of 64 x 64 pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    vv, vh = decibels(), decibels(2, -17.0)
    both, names = np.stack([vv, vh]), ("VV", "VH")
    power = 10 ** (both / 10)
    write(folder / "plain.tif", both, names)
    write(folder / "vh.tif", vh, ("VH",))
    write(folder / "amp.tif", (1000 * np.sqrt(power[0])).astype(np.uint16), ("Amplitude_VV",), nodata=0)
    write(folder / "lin.tif", power, names, compress="deflate", nodata=0)
    write(folder / "metres.tif", both, names, compress="deflate", nodata=float("nan"), **METRES)
    write(folder / "tiled.tif", both, names, compress="deflate", tiled=True, blockxsize=32, blockysize=32)
    write(folder / "big.tif", both, names, BIGTIFF="YES")
    write(folder / "zstd.tif", both, names, compress="zstd", predictor=3)
    write(folder / "jpeg.tif", np.clip(vv * 5 + 180, 0, 255).astype(np.uint8), compress="jpeg")
    write(folder / "scaled.tif", np.round(vv * 100).astype(np.int16), nodata=-32768)
    with rasterio.open(folder / "scaled.tif", "r+") as dataset:
        dataset.scales, dataset.offsets = (0.01,), (0.0,)
    alpha = np.full((1, SIDE, SIDE), 255, np.float32)
    write(folder / "alpha.tif", np.concatenate([both, alpha]), (*names, "alpha"), ALPHA="YES")
    slc = 100 * np.sqrt(power[0])
    write(folder / "slc.tif", (slc + 0j).astype(np.complex64), ("i_q_VV",))
    write(folder / "slc_int.tif", (slc + 0j).astype(np.complex64), ("",), dtype="complex_int16")
    scenes.write_snap_geotiff(
        folder / "snap.tif", power[::-1].copy(), ["Sigma0_VH", "Sigma0_VV"], "intensity"
    )
    points = [
        rasterio.control.GroundControlPoint(row, col, WEST + col * PIXEL, NORTH - row * PIXEL, 0.0)
        for row, col in ((0, 0), (0, SIDE), (SIDE, 0), (SIDE, SIDE), (SIDE // 2, SIDE // 2))
    ]
    write(folder / "gcps.tif", np.round(100 * np.sqrt(power)).astype(np.uint16), names, gcps=points)
    write(folder / "overviews.tif", both, names, compress="deflate", tiled=True, blockxsize=32, blockysize=32)
    with rasterio.open(folder / "overviews.tif", "r+") as dataset:
        dataset.build_overviews([2, 4], Resampling.average)


def square(index: int, side: int = 8) -> list[list[float]]:
    """A ring on the plain scene, one of eight places."""
    x, y = WEST + (4 + 32 * (index % 2)) * PIXEL, NORTH - (2 + 15 * (index // 2)) * PIXEL
    far, low = x + side * PIXEL, y - side * PIXEL
    return [[x, y], [far, y], [far, low], [x, low], [x, y]]


def labels() -> dict[str, object]:
    """Eight squares of two classes in field ``c``, as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"c": 10 if index % 2 else 80},
            "geometry": {"type": "Polygon", "coordinates": [square(index)]},
        }
        for index in range(8)
    ]
    return {"type": "FeatureCollection", "features": features}


_CONVERT = """
import sys, pyogrio.raw
meta, _, shapes, fields = pyogrio.raw.read(sys.argv[1])
for name, driver in (("labels.gpkg", "GPKG"), ("labels.fgb", "FlatGeobuf"), ("labels.shp", "ESRI Shapefile")):
    pyogrio.raw.write(sys.argv[2] + "/" + name, shapes, fields, meta["fields"], driver=driver,
                      geometry_type="Polygon", crs=meta["crs"])
"""
_MODEL = """
import sys
from pathlib import Path
from tests.model.fixtures.finetune import save_base
save_base(Path(sys.argv[1]))
"""


def make_bases(folder: Path) -> Path:
    """Everything, once per session; returns the folder."""
    write_rasters(folder)
    (folder / "labels.geojson").write_text(json.dumps(labels()), encoding="ascii")
    # In processes of their own: torch, and a second GDAL, would stay in this one's memory.
    for code, words in (
        (_CONVERT, [folder / "labels.geojson", folder]),
        (_MODEL, [folder / f"{MODEL}.safetensors"]),
    ):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, *map(str, words)], check=True, cwd=ROOT, env=environment)
    return folder
