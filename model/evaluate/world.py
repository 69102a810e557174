"""Places all over the world that no model was trained on: a finished model against a random forest.

Chips with VV and VH, and places with VV alone, have a forest each. All labels of the other places train it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

from model.checkpoint.checkpoint import load_checkpoint
from model.data.labels import UNLABELLED, read_polygons
from model.data.scenes import LoadedScene, find_rasters
from model.errors.errors import InvalidRequest
from model.evaluate.by_region import Scored, score_model, summary
from model.evaluate.classifiers import Classifier, forest, probabilities
from model.evaluate.context import Context
from model.evaluate.data import Dataset, load_dataset, read_splits
from model.evaluate.features import sample, textures
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import count_scene
from model.evaluate.tables import Found, decimals, table

WORLD = "world"
FOREST = "Random forest on dB and texture"
BRIGHTER = "brighter"
"""The same chips raised to the level of RTC products, where the network's answers should stay as they are."""
BRIGHTER_DB = 2.5
ALONE = "alone"
"""The same chips without VH: calibrated VV alone."""
CAREFUL = "careful"
"""The same places, every tile seen in mirror images too."""
KINDS = ("vv_vh", "vv")
"""Folders of the scenes, by their polarisations."""
LABELS = "world_polygons.gpkg"
SPLITS = Path(__file__).parents[2] / "recipes" / "world_splits.json"
SMOOTH = 7
"""Side in pixels of the window that VV minus VH is averaged over."""
CAP = 3000
"""Pixels of a class that a forest learns from each scene, at most."""
SOURCES = {
    "ben1": "BigEarthNet v1, Europe",
    "ben1x": "BigEarthNet v1, further tiles",
    "ben2": "BigEarthNet v2, Austria",
    "sen12": "SEN12MS-CR, Africa and Asia",
    "ombria": "OMBRIA, floods",
}


def run_world(context: Context) -> None:
    """Scores the finished model and a random forest on the held-out places."""
    if context.world is None:
        return
    if context.model:
        key = Key(WORLD, context.model.stem, load_checkpoint(context.model).sha256[:10])
        context.rows.once(key, partial(_model_row, context.world, context.model, context.device.type))
        name = f"{context.model.stem}, {BRIGHTER_DB} dB brighter"
        changed = partial(_changed_row, context.world, context.model, context.device.type)
        context.rows.once(Key(BRIGHTER, name, key.model), partial(changed, _brighter))
        context.rows.once(
            Key(ALONE, f"{context.model.stem}, calibrated VV alone", key.model), partial(changed, _alone)
        )
        carefully = partial(_model_row, context.world, context.model, context.device.type, careful=True)
        context.rows.once(Key(CAREFUL, f"{context.model.stem}, {CAREFUL}", key.model), carefully)
    for seed in context.seeds:
        context.rows.once(Key(WORLD, FOREST, seed=seed), partial(_forest_row, context.world, seed))


def _model_row(world: Path, model: Path, device: str, *, careful: bool = False) -> Row:
    if seen := sorted(_trained_on(model)):
        raise InvalidRequest(f"{model.name} was trained on places that score it: {', '.join(seen)}.")
    held_out = set(read_splits(SPLITS).test)
    paths = [path for path in find_rasters([world / kind for kind in KINDS]) if path.stem in held_out]
    return _row(*score_model(model, paths, read_polygons(world / LABELS), device, careful=careful))


def _changed_row(world: Path, model: Path, device: str, changed: Callable[[Path, Path], Path]) -> Row:
    """Scores of changed copies of the calibrated chips with VV and VH."""
    held_out = set(read_splits(SPLITS).test)
    chips = [path for path in find_rasters([world / KINDS[0]]) if path.stem in held_out]
    with tempfile.TemporaryDirectory() as folder:
        copies = [changed(path, Path(folder)) for path in chips]
        return _row(*score_model(model, copies, read_polygons(world / LABELS), device))


def _brighter(path: Path, folder: Path) -> Path:
    """A copy of a raster in dB, all pixels brighter by the same, and everything else as it was."""
    copy = folder / path.name
    shutil.copyfile(path, copy)
    with rasterio.open(copy, "r+") as file:
        known = file.read_masks() > 0
        values = file.read()
        file.write(np.where(known, values + np.float32(BRIGHTER_DB), values))
    return copy


def _alone(path: Path, folder: Path) -> Path:
    """A copy of a raster of VV and VH with VV alone."""
    copy = folder / path.name
    with rasterio.open(path) as file, rasterio.open(copy, "w", **{**file.profile, "count": 1}) as alone:
        alone.write(file.read(1), 1)
        alone.set_band_description(1, file.descriptions[0] or "VV")
    return copy


def _trained_on(model: Path) -> set[str]:
    """Held-out places that a model was trained on: its card names some of them as held out, but not these."""
    metrics = load_checkpoint(model).card["metrics"]
    named = {*metrics.get("held_out_scenes", []), *metrics.get("excluded_scenes", [])}
    held_out = set(read_splits(SPLITS).test)
    return held_out - named if held_out & named else set()


def _row(classes: list[int], found: list[Scored]) -> Row:
    return {
        "classes": classes,
        "scenes": {item.stem: {**item.counts, "mean_confidence": item.mean_confidence} for item in found},
    }


def _forest_row(world: Path, seed: int) -> Row:
    scored: list[Scored] = []
    classes: list[int] = []
    for kind in KINDS:
        data = load_dataset(world / kind, world / LABELS, read_splits(SPLITS))
        classes = data.classes
        scored += forest_on(fitted_forest(data, seed), data)
    return _row(classes, scored)


def fitted_forest(data: Dataset, seed: int) -> Classifier:
    """A forest that learnt the training scenes."""
    rng = np.random.default_rng(seed)
    x, y = [], []
    for name in data.names("train"):
        item = data.scenes[name]
        pixels = sample(item.labels, len(data.classes), CAP, rng)
        features = pixel_features(item.scene)
        x.append(features.reshape(-1, features.shape[-1])[pixels])
        y.append(item.labels.ravel()[pixels])
    model = forest(seed)
    model.fit(np.concatenate(x), np.concatenate(y))
    return model


def forest_on(model: Classifier, data: Dataset) -> list[Scored]:
    """A forest's maps of the test scenes, compared with their labels."""
    found = []
    for item in data.held_out("test"):
        features = pixel_features(item.scene)
        known = item.labels != UNLABELLED
        said = probabilities(model, features[known], len(data.classes))
        counts = count_scene(item.labels[known][None], said.T[:, None], boundary=False)
        found.append(Scored(item.scene.name, counts, float(said.max(axis=1).mean())))
    return found


def pixel_features(scene: LoadedScene) -> NDArray[np.float32]:
    """Backscatter and texture, and the difference of VV and VH where both are there [rows, cols, N]."""
    found = textures(scene)
    if not all(scene.present):
        return found
    difference = (scene.db[0].astype(np.float32) - scene.db[1])[..., None]
    smooth = ndimage.uniform_filter(difference, (SMOOTH, SMOOTH, 1))
    return np.concatenate([found, difference, smooth], axis=-1)


def world_section(found: Found) -> str:
    """Scores by source, a table per score."""
    experiments = (WORLD, BRIGHTER, ALONE, CAREFUL)
    lines = [(experiment, method) for experiment in experiments for method in found.methods(experiment)]
    rows = [row for line in lines for row in found.of(*line)]
    if not rows:
        return ""
    sources = [name for name in SOURCES if any(_of(row, name) for row in rows)]
    head = ["", *(SOURCES[name] for name in sources)]
    parts = []
    for title, score in (
        ("mIoU over the classes that occur", "miou"),
        ("Accuracy", "overall_accuracy"),
        ("Expected calibration error", "ece"),
        ("Built-up said of other ground, share of its labelled pixels", "built_up_elsewhere"),
    ):
        body = [
            [line[1], *(decimals(_mean(found, *line, name, score)) for name in sources)] for line in lines
        ]
        parts.append(f"{title}:\n\n" + table(head, body))
    return "\n\n".join(parts)


def _mean(found: Found, experiment: str, method: str, source: str, score: str) -> float | None:
    """Mean over seeds; None without scenes of the source."""
    scored = [(_of(row, source), row["classes"]) for row in found.of(experiment, method)]
    values = [summary(items, classes)[score] for items, classes in scored if items]
    return float(np.mean(values)) if values else None


def _of(row: Row, source: str) -> list[Scored]:
    scenes: dict[str, Any] = row["scenes"]
    scored = [Scored(stem, counts, counts["mean_confidence"]) for stem, counts in scenes.items()]
    return [item for item in scored if item.group == source]
