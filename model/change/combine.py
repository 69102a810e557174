"""Several dates as one scene: the mean in linear power, and how the dates vary.

Speckle is independent from date to date, so the mean of n dates has n times the looks of one. What the ground
did between the dates is averaged as well: dates of one season are best.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint

from model.change.onto import OntoGrid, open_alike, overlap
from model.disk.whole import replace_all
from model.errors.errors import InvalidRequest, ScenesDoNotMatch
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.products.products import scratch_folder, writing_to
from model.protocol.changing import CombineRequest, CombineResult
from model.sar.scene import Scene
from model.sar.units import db_to_power
from model.sar.windows import Window
from model.version import version

TILE = 512
DATE_NAMES = "SARDINO_DATES"
"""Tag with the file names of the dates."""
MOST_DATES = 200


def combine(request: CombineRequest, *, progress: Report, cancelled: Callable[[], bool]) -> CombineResult:
    """Writes the mean and the deviation of several dates.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between tiles.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: There are fewer than two scenes, or too many.
        ScenesDoNotMatch: The scenes show different places or polarisations, or differ in calibration.
        SardinoError: As ``open_scene`` raises them.
    """
    count = len(request.scenes)
    if not 2 <= count <= MOST_DATES:
        raise InvalidRequest(
            marked("Averaging takes two or more dates."), remedy=f"Give 2 to {MOST_DATES} scenes."
        )
    if len({(spec.path, spec.co_band, spec.cross_band) for spec in request.scenes}) < count:
        raise InvalidRequest(
            marked("A date is given twice."), remedy=marked("Give every file once: a copy adds nothing.")
        )
    out = Path(request.out).absolute()
    job = Progress(progress, cancelled)
    job.begin(marked("Opening the dates"), 0.0, 0.02)
    with ExitStack() as stack:
        scenes, notes = open_alike(request.scenes)
        for scene in scenes:
            stack.enter_context(closing(scene))
        _check_calibration(scenes)
        first = scenes[0]
        for other in scenes[1:]:
            overlap(first, other)
        stack.enter_context(writing_to(out.parent))
        scratch = stack.enter_context(scratch_folder(out.parent))
        aligned: list[Scene] = [first, *(OntoGrid(first, other) for other in scenes[1:])]
        job.begin(marked("Averaging the dates"), 0.02, 1.0)
        made = scratch / "dates.tif"
        _write(made, aligned, job)
        replace_all([(made, out), (None, Path(f"{out}.aux.xml"))])
        names = _polarisations(first)
        calibrated = first.calibrated
    if not calibrated:
        notes.append(marked("The dates are not calibrated: a brighter date counts more than a darker one."))
    job.end(marked("Done"))
    return CombineResult(str(out), count, names, calibrated, notes)


def statistics_of(
    power: NDArray[np.float32], valid: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean over the dates in dB, and standard deviation of the dates' decibels.

    Args:
        power: [dates, rows, cols] linear power.
        valid: [dates, rows, cols].

    Returns:
        [rows, cols] each; NaN without a date, and for the deviation without two dates.
    """
    count = valid.sum(axis=0)
    safe = np.where(valid, np.maximum(power, 1e-9), np.float32(1))
    mean = np.where(valid, safe, np.float32(0)).sum(axis=0) / np.maximum(count, 1)
    db = 10 * np.log10(safe)
    middle = np.where(valid, db, 0).sum(axis=0) / np.maximum(count, 1)
    square = np.where(valid, (db - middle) ** 2, 0).sum(axis=0) / np.maximum(count - 1, 1)
    mean_db = np.where(count > 0, 10 * np.log10(np.maximum(mean, 1e-9)), np.nan)
    return mean_db.astype(np.float32), np.where(count > 1, np.sqrt(square), np.nan).astype(np.float32)


def _check_calibration(scenes: list[Scene]) -> None:
    kinds = {(scene.calibrated, "" if scene.calibrated else scene.description.units) for scene in scenes}
    if len(kinds) > 1:
        names = "; ".join(f"{Path(item.spec.path).name}: {item.description.units}" for item in scenes[:4])
        raise ScenesDoNotMatch(
            f"The dates differ in calibration and cannot be averaged: {names}.",
            remedy=marked("Use dates from one product type: all calibrated, or all in the same numbers."),
        )


def _polarisations(scene: Scene) -> list[str]:
    names = (scene.description.co_pol, scene.description.cross_pol)
    plain = ("VV", "VH")
    return [
        name if "-" not in name else usual for name, usual, there in zip(names, plain, scene.present) if there
    ]


def _write(path: Path, scenes: list[Scene], job: Progress) -> None:
    first = scenes[0]
    rows, cols = first.working_shape
    channels = [channel for channel, there in enumerate(first.present) if there]
    names = _polarisations(first)
    unit = "dB" if first.calibrated else "amplitude"
    descriptions = [
        *(f"{name} {unit}" for name in names),
        *(f"deviation over dates {number + 1} (dB)" for number in range(len(names))),
        "number of dates",
    ]
    tags = {
        "SARDINO_VERSION": version(),
        DATE_NAMES: "; ".join(Path(scene.spec.path).name for scene in scenes),
        "SARDINO_POLARISATIONS": " ".join(names),
    }
    total = math.ceil(rows / TILE) * math.ceil(cols / TILE)
    done = 0
    with rasterio.open(path, "w", **_profile(first, len(descriptions))) as out:
        out.descriptions = tuple(descriptions)
        out.update_tags(**tags)
        for row in range(0, rows, TILE):
            for col in range(0, cols, TILE):
                window = Window(row, col, min(TILE, rows - row), min(TILE, cols - col))
                values = _tile(scenes, window, channels)
                out.write(values, window=rasterio.windows.Window(col, row, window.width, window.height))
                done += 1
                job.at(done / total)


def _tile(scenes: list[Scene], window: Window, channels: list[int]) -> NDArray[np.float32]:
    """Means, deviations and number of dates [bands, rows, cols]."""
    parts = [scene.read(window) for scene in scenes]
    valid = np.stack([part.valid for part in parts])
    means, deviations = [], []
    for channel in channels:
        power = np.stack([db_to_power(part.db[channel]) for part in parts])
        mean, deviation = statistics_of(power, valid)
        # Amplitude is how a scene without calibration is told apart from one in decibels.
        means.append(mean if scenes[0].calibrated else 10 ** (mean / 20))
        deviations.append(deviation)
    count = valid.sum(axis=0).astype(np.float32)
    return np.stack([*means, *deviations, np.where(count > 0, count, np.nan)]).astype(np.float32)


def _profile(scene: Scene, bands: int) -> dict[str, Any]:
    """Creation options of a raster on the scene's working grid, in map orientation."""
    rows, cols = scene.working_shape
    grid = scene.orientation.profile(scene.profile, scene.shape)
    scale = Affine.scale(1 / scene.scale[1], 1 / scene.scale[0])
    found: dict[str, Any] = {
        "driver": "GTiff",
        "dtype": "float32",
        "count": bands,
        "height": rows,
        "width": cols,
        "nodata": float("nan"),
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
        "compress": "deflate",
        "predictor": 3,
        "bigtiff": "if_safer",
    }
    if grid.gcps:
        found["gcps"] = [
            GroundControlPoint(p.row * scene.scale[0], p.col * scene.scale[1], p.x, p.y, p.z, p.id, p.info)
            for p in grid.gcps
        ]
        found["crs"] = grid.gcp_crs
    else:
        if grid.crs is not None:
            found["crs"] = grid.crs
        if grid.transform is not None:
            found["transform"] = grid.transform @ scale
    return found
