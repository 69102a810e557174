"""Finished models: their scores on the test scenes, and water on dual-polarisation chips.

The chips have hand-drawn masks of water that were not used in training.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.checkpoint.backbones import pretrained
from model.checkpoint.checkpoint import Loaded, load_checkpoint
from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene, load_scene
from model.errors.errors import InvalidRequest
from model.evaluate.context import Context
from model.evaluate.emergence import look
from model.evaluate.mapped import mapped, spec_of
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import Counts, count_scene
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation
from model.sar.raster import open_raster
from model.sar.scene import open_scene

WATER = 80
WITHIN = {95: 90}
"""Classes that are part of another one where labels do not tell them apart: mangroves are wetland."""
THRESHOLD = "Threshold on VH (Otsu)"
INPUTS = {"VV and VH": (True, True), "VH alone": (False, True), "VV alone": (True, False)}


def run_model(context: Context) -> None:
    """The finished model on the test scenes."""
    if context.model:
        score_model(context, "model", context.model.stem, context.model)


def run_ablations(context: Context) -> None:
    """Scores runs and models given by name: frozen backbones of runs, finished models unchanged."""
    for name, path in context.ablations.items():
        if path.suffix == ".safetensors":
            score_model(context, "ablations", name, path)
        else:
            look(context, "ablations", name, pretrained(path, name))


def score_model(context: Context, experiment: str, name: str, path: Path) -> Row:
    """Counts of a finished model on the test scenes."""
    loaded = load_checkpoint(path)
    _check_classes(context, loaded)
    key = Key(experiment, name, loaded.sha256[:10])
    return context.rows.once(key, partial(_score_model, context, loaded))


def _check_classes(context: Context, loaded: Loaded) -> None:
    known = set(loaded.network.classes)
    if not set(context.data.classes) <= known <= {*context.data.classes, *_counted_as(context, loaded)}:
        raise InvalidRequest(
            f"{loaded.path.name} knows the classes {loaded.network.classes}, "
            f"but the labels have {context.data.classes}."
        )


def _counted_as(context: Context, loaded: Loaded) -> dict[int, int]:
    """Classes of a model that the labels hold under another class."""
    extra = set(loaded.network.classes) - set(context.data.classes)
    return {code: other for code, other in WITHIN.items() if code in extra and other in context.data.classes}


def _score_model(context: Context, loaded: Loaded) -> Row:
    test = context.data.held_out("test")
    specs = [spec_of(item.scene.path) for item in test]
    extra = _counted_as(context, loaded)
    maps = mapped(loaded.path, specs, context.data.classes, context.device.type, extra)
    counts = {
        item.scene.name: found.counts(item.labels, len(context.data.classes))
        for item, found in zip(test, maps, strict=True)
    }
    metrics = loaded.card.get("metrics", {})
    kept_out = {*metrics.get("held_out_scenes", []), *metrics.get("excluded_scenes", [])}
    return {
        "scenes": counts,
        "parameters": sum(p.numel() for p in loaded.network.parameters()),
        "perhaps_seen": sorted(item.scene.name for item in test if item.scene.name not in kept_out),
    }


def run_water(context: Context) -> None:
    """Maps water with the finished model, from both polarisations and each alone, and with a threshold."""
    if context.chips is None:
        return
    context.rows.once(Key("water", THRESHOLD), partial(_water_by_threshold, context))
    if context.model:
        loaded = load_checkpoint(context.model)
        for words, present in INPUTS.items():
            key = Key("water", f"{context.model.stem}, {words}", loaded.sha256[:10])
            context.rows.once(key, partial(_water_by_model, context, loaded, present))


def chips(context: Context) -> Iterator[tuple[LoadedScene, NDArray[np.uint8]]]:
    """Chips with their masks as labels: 0 no water, 1 water.

    Raises:
        InvalidRequest: A mask is not on the working grid of its chip.
    """
    assert context.chips is not None
    images, masks = context.chips
    for path in sorted(masks.glob("*.tif")):
        scene = load_scene(images / path.name, Normalisation())
        with open_raster(str(path)) as file:
            mask = file.read(1)
        if mask.shape != scene.shape:
            raise InvalidRequest(f"{path.name} is not on the working grid of its chip.")
        labels = np.where((mask >= 0) & scene.valid, mask, UNLABELLED).astype(np.uint8)
        if (labels != UNLABELLED).any():
            yield scene, labels


def _water_by_model(context: Context, loaded: Loaded, present: tuple[bool, bool]) -> Row:
    classes = loaded.network.classes
    known = list(chips(context))
    specs = [_with_bands(spec_of(scene.path), present) for scene, _ in known]
    maps = mapped(loaded.path, specs, classes, context.device.type)
    return {
        "scenes": {
            scene.name: _counted(labels, found.index == classes.index(WATER))
            for (scene, labels), found in zip(known, maps, strict=True)
        }
    }


def _with_bands(spec: SceneSpec, present: tuple[bool, bool]) -> SceneSpec:
    """The scene with only the wanted polarisations, as if a user chose the bands."""
    with open_scene(spec) as scene:
        co, cross = scene.description.co_band, scene.description.cross_band
    return replace(
        spec,
        co_band=co if present[0] else 0,
        cross_band=cross if present[1] else 0,
        cross_pol_path=spec.cross_pol_path if present[1] else None,
    )


def _water_by_threshold(context: Context) -> Row:
    scenes = {}
    for scene, labels in chips(context):
        smooth = ndimage.uniform_filter(scene.db[1].astype(np.float32), 5)
        scenes[scene.name] = _counted(labels, smooth < otsu(smooth[scene.valid]))
    return {"scenes": scenes}


def _counted(labels: NDArray[np.uint8], water: NDArray[np.bool_]) -> Counts:
    return count_scene(labels, np.stack([~water, water]).astype(np.float32))


def otsu(values: NDArray[np.float32], bins: int = 256) -> float:
    """The threshold that divides values into the two most distinct groups (Otsu 1979)."""
    counts, borders = np.histogram(values, bins)
    centres = (borders[:-1] + borders[1:]) / 2
    below, above = np.cumsum(counts), counts.sum() - np.cumsum(counts)
    sums = np.cumsum(counts * centres)
    mean_below = sums / np.maximum(below, 1)
    mean_above = (sums[-1] - sums) / np.maximum(above, 1)
    between = below * above * (mean_below - mean_above) ** 2
    return float(borders[int(np.argmax(between)) + 1])
