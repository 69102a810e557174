"""Labels for whole places, read from their optical images, and copies of uncalibrated scenes in dB.

A random forest learns the polygons on the optical images and answers for all other ground. It never sees the
radar: so it brings knowledge that a network of radar lacks. Only sure answers are kept, and polygons always
count. Held-out places teach nothing and get their polygons alone; unlabelled places beside them get nothing.

    PYTHONPATH=. .venv/bin/python recipes/dense_labels.py DATA OUT

Needs requirements-evaluate.txt, and six minutes of two cores. OUT gets `labels`, a folder of rasters of class
codes (0: unlabelled) named like the scenes; `vh_db`, the fragments that train in dB: their 8 bits are
linear amplitude up to a constant, which open sea tells to about 2 dB; and `vv_db`, places of OMBRIA in dB:
their 8 bits are linear in dB, and the classes of a place tell slope and offset, where they differ enough.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from PIL import Image
from rasterio.features import rasterize
from rasterio.warp import transform_geom
from scipy import ndimage
from sklearn.ensemble import RandomForestClassifier

from model.data.labels import Polygons, read_polygons, together

HERE = Path(__file__).parent
WINDOWS = (5, 13, 31)
"""Sides in pixels of the windows for local means and deviations."""
PER_CLASS = 400
"""Most pixels of a class that a place teaches."""
SURE, SURE_OF_BUILT_UP, BUILT_UP = 0.65, 0.75, 50
"""Least probability of an answer; roads and bare fields are taken for built-up ground when in doubt."""
CLOUD = 185
"""Least brightness of a cloud in all bands."""
NEAR_CLOUD = 20
"""How far a cloud's edge and shadow reach, in pixels."""
CLOUDY = 0.08
"""Share of cloud from which a place is left out."""
AS_DB = -58.0
"""Offset from 20 log10 of a fragment's values to sigma0 in dB."""
FEWEST = 300
"""Least pixels of a class that tell a place's stretch."""
APART_DB = 5.0
"""Least difference of the darkest and the brightest of these classes."""
PER_VALUE = (0.04, 0.3)
"""Slopes in dB per grey value that are believed."""
BRIGHTEST = 10.0
"""VV in dB of what is saturated at most."""
SAME_EVENTS = HERE / "world_same_events.json"
"""First and last numbers of OMBRIA's places that may show the ground of a held-out place."""


def main(data: Path, out: Path) -> None:
    """Writes the labels of all places, and the copies in dB."""
    vh_copies, vv_copies, out = out / "vh_db", out / "vv_db", out / "labels"
    for folder in (vh_copies, vv_copies, out):
        folder.mkdir(parents=True, exist_ok=True)
    world = data / "world"
    held_out = set(json.loads((HERE / "world_splits.json").read_text())["test"])
    polygons = together(
        [read_polygons(world / "world_polygons.gpkg"), read_polygons(HERE / "world_more_polygons.gpkg")]
    )
    scenes = [*sorted((world / "vv_vh").glob("*.tif")), *sorted((world / "vv").glob("*_before.tif"))]
    for path in scenes:
        if path.stem in held_out:
            write(out / path.name, drawn_on(path, polygons), path)
    scenes = [path for path in scenes if path.stem not in held_out and not beside_held_out(path.stem)]
    teacher = taught(scenes, polygons, world / "optical")
    for path in scenes:
        drawn, image = drawn_on(path, polygons), optical(path, world / "optical")
        codes = drawn if image is None else np.where(drawn > 0, drawn, answers(teacher, image))
        write(out / path.name, codes, path)
    typical = typical_vv([path for path in scenes if path.parent.name == "vv_vh"], out)
    for path in (path for path in scenes if path.parent.name == "vv"):
        codes, values = read(out / path.name), read(path)
        stretch = stretch_of(values, codes, typical)
        if stretch is not None:
            name = f"{path.stem}_db_VV.tif"
            write(out / name, codes, path)
            slope, offset = stretch
            decibel = np.minimum(slope * values + offset, BRIGHTEST)
            write(vv_copies / name, np.where(values > 0, decibel, np.nan), path, "VV")
    cities = read_polygons(data / "landcover_polygons.gpkg")
    splits = json.loads((HERE / "splits.json").read_text())
    unseen = {*splits["exclude"], *splits["validation"], *splits["test"]}
    for path in sorted((data / "sentinel1_vh").glob("*.tif")):
        codes = drawn_on(path, cities)
        write(out / path.name, codes, path)
        if codes.any() and path.stem not in unseen:
            name = f"{path.stem}_db_VH.tif"
            write(out / name, codes, path)
            write(vh_copies / name, in_db(path), path, "VH")


def beside_held_out(stem: str) -> bool:
    """Whether a place lies between the held-out places of one flood."""
    if not stem.startswith("ombria"):
        return False
    runs = json.loads(SAME_EVENTS.read_text())["ombria"]
    return any(first <= int(stem.split("_")[1]) <= last for first, last in runs)


def optical(path: Path, folder: Path) -> NDArray[np.float32] | None:
    """The image in SWIR, NIR and red [rows, cols, 3]; None without one."""
    file = folder / f"{path.stem.removesuffix('_before')}_swir.jpg"
    return np.asarray(Image.open(file).convert("RGB"), np.float32) if file.exists() else None


def features(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bands, their indices, and texture [rows * cols, N]."""
    swir, nir, red = np.moveaxis(image, -1, 0)
    bands = [swir, nir, red]
    bands += [(a - b) / (a + b + 1) for a, b in ((nir, red), (nir, swir), (swir, red))]
    found = list(bands)
    for side in WINDOWS:
        for number, band in enumerate(bands):
            mean = ndimage.uniform_filter(band, side)
            found.append(mean)
            if number < 4:
                found.append(np.sqrt(np.maximum(ndimage.uniform_filter(band * band, side) - mean * mean, 0)))
    found += [np.full_like(band, np.median(band)) for band in bands]
    return np.stack(found, axis=-1).astype(np.float32).reshape(-1, len(found))


def taught(scenes: list[Path], polygons: Polygons, folder: Path) -> RandomForestClassifier:
    """A forest that learnt the polygons of all places with an optical image."""
    rng = np.random.default_rng(0)
    x, y = [], []
    for path in scenes:
        codes, image = drawn_on(path, polygons).ravel(), optical(path, folder)
        if image is None or not codes.any():
            continue
        seen = features(image)
        for code in np.unique(codes[codes > 0]):
            pixels = rng.permutation(np.flatnonzero(codes == code))[:PER_CLASS]
            x.append(seen[pixels])
            y.append(codes[pixels])
    forest = RandomForestClassifier(
        80, min_samples_leaf=8, class_weight="balanced", n_jobs=-1, random_state=0
    )
    return forest.fit(np.concatenate(x), np.concatenate(y))


def answers(teacher: RandomForestClassifier, image: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The forest's sure answers as class codes [rows, cols]; 0 where it is unsure, and near clouds."""
    shape = image.shape[:2]
    said = teacher.predict_proba(features(image)).reshape(*shape, -1)
    said = ndimage.gaussian_filter(said, (1, 1, 0))
    codes: NDArray[np.uint8] = np.asarray(teacher.classes_)[said.argmax(axis=-1)].astype(np.uint8)
    codes[said.max(axis=-1) < np.where(codes == BUILT_UP, SURE_OF_BUILT_UP, SURE)] = 0
    cloud = ndimage.binary_opening(image.min(axis=-1) > CLOUD, iterations=2)
    if cloud.mean() > CLOUDY:
        return np.zeros(shape, np.uint8)
    if cloud.any():
        codes[ndimage.distance_transform_edt(~cloud) < NEAR_CLOUD] = 0
    return codes


def drawn_on(path: Path, polygons: Polygons) -> NDArray[np.uint8]:
    """Class codes of the polygons of a scene [rows, cols], 0 elsewhere."""
    with rasterio.open(path) as file:
        crs, transform, shape = file.crs, file.transform, file.shape
    mine = polygons.scenes == path.stem if polygons.scenes is not None else np.ones(len(polygons.codes), bool)
    shapes = [
        (transform_geom(polygons.crs, crs, geometry.__geo_interface__), int(code))
        for geometry, code in zip(polygons.geometry[mine], polygons.codes[mine], strict=True)
    ]
    if not shapes:
        return np.zeros(shape, np.uint8)
    found: NDArray[np.uint8] = rasterize(shapes, shape, transform=transform, dtype="uint8")
    return found


def read(path: Path) -> NDArray[np.float32]:
    """The first band of a scene [rows, cols]."""
    with rasterio.open(path) as file:
        found: NDArray[np.float32] = file.read(1).astype(np.float32)
    return found


def in_db(path: Path) -> NDArray[np.float32]:
    """A fragment's backscatter in dB [rows, cols], NaN without a value."""
    values = read(path)
    return np.where(values > 0, 20 * np.log10(np.maximum(values, 1)) + AS_DB, np.nan)


def typical_vv(scenes: list[Path], labels: Path) -> dict[int, float]:
    """The median over calibrated chips of the median VV of each class, in dB."""
    medians: dict[int, list[float]] = {}
    for path in scenes:
        codes, values = read(labels / path.name), read(path)
        for code in np.unique(codes[codes > 0]):
            found = values[(codes == code) & np.isfinite(values)]
            if found.size >= FEWEST:
                medians.setdefault(int(code), []).append(float(np.median(found)))
    return {code: float(np.median(found)) for code, found in medians.items()}


def stretch_of(
    values: NDArray[np.float32], codes: NDArray[np.float32], typical: dict[int, float]
) -> tuple[float, float] | None:
    """Slope and offset from grey values to dB by which the classes of a place have their typical VV.

    None where too few classes are there, they are too alike, or the slope is not believable.
    """
    grey, decibel, weight = [], [], []
    for code, level in typical.items():
        found = values[(codes == code) & (values > 0) & (values < 255)]
        if found.size >= FEWEST:
            grey.append(float(np.median(found)))
            decibel.append(level)
            weight.append(float(np.sqrt(found.size)))
    if len(grey) < 2 or max(decibel) - min(decibel) < APART_DB:
        return None
    slope, offset = np.polyfit(grey, decibel, 1, w=weight)
    return (float(slope), float(offset)) if PER_VALUE[0] <= slope <= PER_VALUE[1] else None


def write(out: Path, band: NDArray[Any], scene: Path, polarisation: str = "") -> None:
    """A raster of class codes, or of a polarisation in dB, on the grid of a scene."""
    if polarisation:
        band = band.astype(np.float32)
    elif band.dtype != np.uint8:
        band = band.astype(np.uint8)
    with rasterio.open(scene) as file:
        profile: dict[str, Any] = {"crs": file.crs, "transform": file.transform, "compress": "deflate"}
    rows, cols = band.shape
    profile |= {"height": rows, "width": cols, "count": 1, "dtype": band.dtype.name}
    with rasterio.open(out, "w", driver="GTiff", **profile) as file:
        file.write(band, 1)
        if polarisation:
            file.set_band_description(1, polarisation)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
