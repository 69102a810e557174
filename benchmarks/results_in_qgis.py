"""The parts of ``bench results`` that run in QGIS's Python: ``results_in_qgis PART NUMBER FOLDER``."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from tests.places import link_as_sardino

EPSG = 32611
CODES = (10, 20, 30, 40, 50, 60)
NODATA_ROWS = 0.03
TILE = 1024

_providers: list[Any] = []
"""Kept: QGIS does not keep the Python half."""


def main() -> None:
    """Prints one line of JSON."""
    work, number, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    link_as_sardino()
    application = QgsApplication([], False)
    application.initQgis()
    found = {"maps": _maps, "coverage": _coverage}[work](number, folder)
    print(json.dumps(found), flush=True)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _patches(side: int, seed: int, codes: tuple[int, ...] = CODES) -> Any:
    """Classes in patches of some dozen pixels, with specks, [side, side] uint8."""
    random = np.random.default_rng(seed)
    best = np.full((side, side), -np.inf, np.float32)
    found = np.zeros((side, side), np.uint8)
    for code in codes:
        field = np.zeros((side, side), np.float32)
        for step, weight in ((32, 1.0), (8, 0.6), (1, 0.25)):
            coarse = random.normal(size=(side // step + 2, side // step + 2)).astype(np.float32)
            field += weight * np.repeat(np.repeat(coarse, step, 0), step, 1)[:side, :side]
        higher = field > best
        best[higher], found[higher] = field[higher], code
    return found


def _write_maps(side: int, folder: Path) -> tuple[str, str]:
    """A land cover and a confidence, written in another process so that its memory does not count."""
    paths = [str(folder / name) for name in ("map.tif", "confidence.tif")]
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    files = []
    for path, nodata in zip(paths, (0, 255)):
        options = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1"]
        file = gdal.GetDriverByName("GTiff").Create(path, side, side, 1, gdal.GDT_Byte, options)
        file.SetGeoTransform((400_000, 10, 0, 4_200_000, 0, -10))
        file.SetProjection(system.ExportToWkt())
        file.GetRasterBand(1).SetNoDataValue(nodata)
        files.append(file)
    for number, (top, left) in enumerate((y, x) for y in range(0, side, TILE) for x in range(0, side, TILE)):
        codes = _patches(TILE, number)
        if top == 0:
            codes[: int(NODATA_ROWS * TILE)] = 0
        sure = np.random.default_rng(number).integers(20, 100, (TILE, TILE)).astype(np.uint8)
        for file, values in zip(files, (codes, sure)):
            file.GetRasterBand(1).WriteArray(values, left, top)
            file.FlushCache()
    return paths[0], paths[1]


def _maps(side: int, folder: Path) -> dict[str, Any]:
    import multiprocessing

    with multiprocessing.get_context("fork").Pool(1) as pool:
        source, confidence = pool.apply(_write_maps, (side, folder))
    before = _peak_mb()
    clean, polygons = str(folder / "clean.tif"), str(folder / "polygons.gpkg")
    started = time.perf_counter()
    _run("cleanup", {"INPUT": source, "CONFIDENCE": confidence, "HECTARES": 0.5, "OUTPUT": clean})
    cleaned = time.perf_counter()
    results = _run(
        "topolygons", {"INPUT": clean, "CONFIDENCE": confidence, "BEFORE": source, "OUTPUT": polygons}
    )
    ended, peak = time.perf_counter(), _peak_mb()
    pixels, hectares = _areas_of(clean)
    return {
        "before_mb": before,
        "peak_mb": peak,
        "clean_s": cleaned - started,
        "polygons_s": ended - cleaned,
        "polygons": results["POLYGONS"],
        "plane": _plane_area(polygons) / (pixels * 100),
        "ellipsoid": results["HECTARES"] / hectares,
    }


def _run(name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    from sardino.plugin.processing.provider import SardinoProvider

    if not _providers:
        _providers.append(SardinoProvider())
        QgsApplication.processingRegistry().addProvider(_providers[0])
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
    feedback = QgsProcessingFeedback(False)
    results, fine = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    if not fine:
        sys.exit(f"{name} failed")
    return dict(results)


def _areas_of(path: str) -> tuple[int, float]:
    """Pixels with a class, and their hectares on the ellipsoid."""
    from sardino.plugin.rasters.counting import count_map
    from sardino.plugin.rasters.source import MapSource, OpenRaster

    raster = OpenRaster(MapSource("map", path, QgsCoordinateReferenceSystem(f"EPSG:{EPSG}")))
    totals = count_map(raster, lambda done: None)
    return sum(totals.pixels.values()), float(sum(totals.hectares.values()))


def _plane_area(path: str) -> float:
    """Area of all polygons in square metres of the map."""
    file = ogr.Open(path)
    return float(sum(feature.GetGeometryRef().GetArea() for feature in file.GetLayer()))


def _coverage(samples: int, folder: Path) -> dict[str, Any]:
    """Draws samples of a known map and counts the intervals that hold the truth."""
    mapped = _patches(512, 1)
    other = np.roll(mapped, 12, axis=1)  # another map: its borders lie elsewhere
    random = np.random.default_rng(2)
    truth = mapped.copy()
    for code, wrong in zip(CODES, (0.08, 0.25, 0.15, 0.30, 0.12, 0.20)):
        here = (mapped == code) & (random.random(mapped.shape) < wrong)
        truth[here] = random.choice(CODES, int(here.sum()))
    designs = {"strata are the map's classes": mapped, "strata of another map": other}
    return {name: _design(strata, mapped, truth, samples, folder) for name, strata in designs.items()}


def _design(strata: Any, mapped: Any, truth: Any, samples: int, folder: Path) -> dict[str, Any]:
    from sardino.plugin.estimate.accuracy import assess
    from sardino.plugin.estimate.designs import Stratified
    from sardino.plugin.estimate.sizes import allocate
    from sardino.plugin.rasters.source import MapSource, OpenRaster
    from sardino.plugin.rasters.strata import count_strata, pick

    path = str(folder / "strata.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, *strata.shape, 1, gdal.GDT_Byte)
    file.SetGeoTransform((400_000, 10, 0, 4_200_000, 0, -10))
    file.GetRasterBand(1).WriteArray(strata)
    del file  # a flush is not enough: another reader would see zeros
    raster = OpenRaster(MapSource("strata", path, QgsCoordinateReferenceSystem(f"EPSG:{EPSG}")))
    sizes = count_strata(raster, None, lambda done: None)
    wanted = allocate(641, sizes, dict.fromkeys(sizes, 0.85), "minimum", 75)
    true = _truth(mapped, truth)
    hits: dict[tuple[str, int], list[int]] = {key: [0, 0] for key in true}
    for seed in range(samples):
        points = pick(raster, None, sizes, wanted, seed, lambda done: None)
        sample = Counter(
            (str(key[0]), int(mapped[row, column]), int(truth[row, column])) for key, column, row in points
        )
        found = assess(Stratified(sample, {str(key[0]): size for key, size in sizes.items()}))
        estimates = {("overall accuracy", 0): found.overall}
        for item in found.classes:
            estimates["user's accuracy", item.code] = item.users
            estimates["producer's accuracy", item.code] = item.producers
            estimates["area", item.code] = item.share
        for key, value in true.items():
            estimate = estimates[key]
            low, high = estimate.bounds()
            hits[key][0] += low <= value <= high
            hits[key][1] += abs(estimate.value - value) <= estimate.half_width
    result: dict[str, Any] = {}
    for figure in ("overall accuracy", "user's accuracy", "producer's accuracy", "area"):
        rows = [hits[key] for key in true if key[0] == figure]
        result[figure] = {
            kind: [min(shares), sum(shares) / len(shares), max(shares)]
            for kind, shares in (
                (name, [row[place] / samples for row in rows])
                for place, name in enumerate(("wilson", "symmetric"))
            )
        }
    return result


def _truth(mapped: Any, truth: Any) -> dict[tuple[str, int], float]:
    right = mapped == truth
    found: dict[tuple[str, int], float] = {("overall accuracy", 0): float(right.mean())}
    for code in CODES:
        found["user's accuracy", code] = float(right[mapped == code].mean())
        found["producer's accuracy", code] = float(right[truth == code].mean())
        found["area", code] = float((truth == code).mean())
    return found


if __name__ == "__main__":
    main()
