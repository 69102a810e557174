"""Where to label next: diverse places where the model is unsure, far from each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.special
from numpy.typing import NDArray
from scipy import ndimage
from scipy.cluster.vq import kmeans2
from scipy.spatial.distance import cdist

from model.disk.paths import check_folder
from model.disk.whole import write_all
from model.errors.errors import InvalidRequest, NoValidPixels, OutputNotWritable
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.finetune.ground import locate
from model.finetune.points_file import WRITERS, Points, Values
from model.finetune.polygons import classes_for, read_polygons
from model.inference.engine import Engine
from model.inference.region import Region
from model.inference.warm import WarmEngine
from model.protocol.finetuning import SuggestLabelsRequest, SuggestResult
from model.protocol.values import ClassInfo
from model.sar.normalise import normalise
from model.sar.scene import Scene, open_scene
from model.sar.windows import Window

CELL = 8
"""Side of a place in pixels: about the smallest polygon worth drawing."""
MOST_TILES = 64
"""Most tiles examined in a large scene, spread evenly: a quick answer is better than a complete answer."""
MOST_COUNT = 500
POOL = 12
"""Candidates per wanted point: the most doubtful places; the points are a diverse choice of them."""
NEAR_LABELS_PX = 24


@dataclass
class _Places:
    """Candidates: working rows and columns, doubt 0..1, class index, its runner-up, confidence, features."""

    rows: NDArray[np.float64]
    cols: NDArray[np.float64]
    doubt: NDArray[np.float64]
    best: NDArray[np.int64]
    second: NDArray[np.int64]
    confidence: NDArray[np.float64]
    features: NDArray[np.float64]

    def chosen(self, index: NDArray[Any]) -> _Places:
        """A part of the candidates."""
        return _Places(*(value[index] for value in vars(self).values()))


def suggest_labels(
    request: SuggestLabelsRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> SuggestResult:
    """Writes points where labels would help most.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: The format is unknown, or the count is out of range.
        NoValidPixels: No valid pixels are left to examine.
        OutputNotWritable: The file cannot be written.
    """
    out = Path(request.out).absolute()
    if out.suffix.lower() not in WRITERS:
        raise InvalidRequest(
            marked("Points are written to .gpkg or .geojson files."), remedy=marked("Choose such a file.")
        )
    if not 1 <= request.count <= MOST_COUNT:
        raise InvalidRequest(f"Between 1 and {MOST_COUNT} places can be suggested.")
    check_folder(out.parent)
    job = Progress(progress, cancelled)
    job.begin(marked("Looking for places in doubt"), 0.0, 0.95, stage="features")
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
    with open_scene(request.scene) as scene:
        region = Region.of(scene, request.extent, None, request.extent_crs)
        taken = _labelled(request, scene, job)
        places = _candidates(scene, region, engine, taken, job)
        if not len(places.rows):
            raise NoValidPixels(marked("No place is left to suggest: all is labelled or nodata."))
        picked = _diverse(places, request.count)
        job.begin(marked("Writing the points"), 0.95, 1.0, stage="training")
        _write(out, scene, picked, engine.classes)
    return SuggestResult(str(out), len(picked.rows))


def _labelled(request: SuggestLabelsRequest, scene: Scene, progress: Progress) -> NDArray[np.int64]:
    """Working rows and columns of labelled pixels [N, 2], row by row."""
    found = read_polygons(request.labels, progress.poll)
    stem = request.scene.stem or Path(request.scene.path).stem
    ground = locate(found, [scene], [stem], classes_for(found.codes, []), progress.poll)
    parts = [np.stack([item.rows, item.cols], 1) for item in ground.polygons]
    if not parts:
        return np.zeros((0, 2), dtype=np.int64)
    places = np.concatenate(parts)
    return np.asarray(places[np.argsort(places[:, 0], kind="stable")], dtype=np.int64)


def _candidates(
    scene: Scene, region: Region, engine: Engine, taken: NDArray[np.int64], progress: Progress
) -> _Places:
    window = region.working
    grid = engine.tiles(scene, window)
    starts = [(grid.top + row, grid.left + col) for row in grid.row_starts for col in grid.col_starts]
    chosen = np.unique(np.linspace(0, len(starts) - 1, min(MOST_TILES, len(starts))).astype(int))
    parts = []
    for number, index in enumerate(chosen):
        progress.at(number / len(chosen))
        row, col = starts[index]
        places = _of_tile(scene, engine, row, col)
        inside = (places.rows < window.bottom) & (places.cols < window.right)
        inside &= (places.rows > window.row) & (places.cols > window.col)
        near = _marks(taken, row, col, engine.tile)
        local = (((places.rows - row) / CELL).astype(int), ((places.cols - col) / CELL).astype(int))
        parts.append(places.chosen(inside & ~near[local]))
    return _Places(*(np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])))


def _of_tile(scene: Scene, engine: Engine, row: int, col: int) -> _Places:
    """The cells of a tile with only valid pixels."""
    window = scene.read(Window(row, col, engine.tile, engine.tile))
    x = normalise(window, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
    valid = None if window.valid.all() else window.valid[None]
    logits, tokens = engine.inference.explore(x[None], valid)
    probability = scipy.special.softmax(logits[0], axis=0)
    side = engine.tile // CELL
    cells = _means(probability[:, : side * CELL, : side * CELL], side)
    order = np.argsort(-cells, axis=1, kind="stable")[:, : min(2, cells.shape[1])]
    top = np.take_along_axis(cells, order, 1)
    tokens_side = engine.tile // engine.loaded.patch_size
    features = _means(tokens[0].T.reshape(-1, tokens_side, tokens_side), side)
    good = window.valid[: side * CELL, : side * CELL].reshape(side, CELL, side, CELL).all(axis=(1, 3)).ravel()
    rows, cols = np.divmod(np.arange(side * side), side)
    confidence = top[:, 0].astype(np.float64)
    second = top[:, -1] if cells.shape[1] > 1 else np.zeros(len(cells))
    return _Places(
        row + (rows + 0.5) * CELL,
        col + (cols + 0.5) * CELL,
        1 - (confidence - second),
        order[:, 0],
        order[:, -1],
        confidence,
        features.astype(np.float64),
    ).chosen(good)


def _means(planes: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """[side * side, planes]: means over a grid of cells; a cell takes all values that it touches."""
    at = np.arange(side) * planes.shape[1] / side
    first = np.floor(at + 1e-9).astype(int)
    last = np.ceil((np.arange(side) + 1) * planes.shape[1] / side - 1e-9).astype(int)
    rows = np.stack([planes[:, a:b].mean(1) for a, b in zip(first, last, strict=True)], 1)
    cols = np.stack([rows[:, :, a:b].mean(2) for a, b in zip(first, last, strict=True)], 2)
    return np.ascontiguousarray(cols.reshape(len(planes), -1).T)


def _marks(taken: NDArray[np.int64], row: int, col: int, tile: int) -> NDArray[np.bool_]:
    """Cells of a tile that are labelled or near a label."""
    side = tile // CELL
    margin = NEAR_LABELS_PX // CELL
    marks = np.zeros((side + 2 * margin, side + 2 * margin), dtype=bool)
    if len(taken):
        first = np.searchsorted(taken[:, 0], (row - NEAR_LABELS_PX, row + tile + NEAR_LABELS_PX))
        cells = (taken[first[0] : first[1]] - (row, col)) // CELL + margin
        cells = cells[((cells >= 0) & (cells < len(marks))).all(axis=1)]
        marks[cells[:, 0], cells[:, 1]] = True
        marks = ndimage.binary_dilation(marks, np.ones((2 * margin + 1, 2 * margin + 1)))
    return marks[margin : margin + side, margin : margin + side]


def _diverse(places: _Places, count: int) -> _Places:
    """The most doubtful places of each kind of ground (from k-means), not next to each other.

    Doubt alone would put all points on a single unclear border.
    """
    order = np.argsort(-places.doubt)[: max(POOL * count, 50)]
    pool = places.chosen(order)
    features = pool.features - pool.features.mean(0)
    features /= features.std(0) + 1e-6
    kinds = min(count, len(pool.rows))
    _, kind = (
        kmeans2(features, kinds, minit="++", seed=0) if kinds > 1 else (None, np.zeros(len(pool.rows), int))
    )
    at = np.stack([pool.rows, pool.cols], 1)
    spread = 0.3 * float(np.sqrt(max(np.ptp(at[:, 0]), CELL) * max(np.ptp(at[:, 1]), CELL) / count))
    picked: list[int] = []
    for apart in (spread, spread / 4, 0.0):
        for fresh in (True, False):  # first a place of every kind, then further places
            for number in range(len(pool.rows)):
                if len(picked) == min(count, len(pool.rows)):
                    break
                if number in picked or (fresh and kind[number] in kind[picked]):
                    continue
                if picked and cdist(at[[number]], at[picked]).min() < apart:
                    continue
                picked.append(number)
    return pool.chosen(np.array(sorted(picked, key=lambda n: -pool.doubt[n])))


def _write(out: Path, scene: Scene, places: _Places, classes: list[ClassInfo]) -> None:
    """Writes the points in the scene's coordinates, completely or not at all."""
    rows, cols = places.rows / scene.scale[0], places.cols / scene.scale[1]
    xs, ys, crs = scene.map_points(rows, cols)
    names = [classes[index].name for index in places.best]
    seconds = [classes[index].name for index in places.second]
    reasons = [
        f"{name} or {second}? {confidence:.0%} sure" if name != second else f"{confidence:.0%} sure"
        for name, second, confidence in zip(names, seconds, places.confidence, strict=True)
    ]
    fields: dict[str, Values] = {
        "rank": list(range(1, len(rows) + 1)),
        "reason": reasons,
        "class_code": [classes[index].code for index in places.best],
        "class_name": names,
        "confidence": [round(100 * float(confidence)) for confidence in places.confidence],
    }
    writer = WRITERS[out.suffix.lower()]
    layer = out.stem.encode("utf-8", "replace").decode("utf-8")
    points = Points(layer, xs, ys, fields, crs)
    try:
        write_all({out: lambda made: writer(made, points)})
    except OSError as error:
        raise OutputNotWritable(f"{out.name} cannot be written.", detail=str(error)) from error
