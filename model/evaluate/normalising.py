"""Ablation of normalisation: the effect of showing every scene, or no scene, at its own level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from model.data.scenes import LoadedScene
from model.evaluate import networks
from model.evaluate.budgets import with_steps
from model.evaluate.classifiers import forest, linear
from model.evaluate.context import Context
from model.evaluate.data import Dataset
from model.evaluate.maps import scene_maps
from model.evaluate.probes import pixel_probe, token_probe, tokens_of
from model.evaluate.rows import Key
from model.sar.normalise import Normalisation
from model.sar.scene import PolarisationStatistics
from model.train.crops import LabelledScene

WAYS: dict[str, float | None] = {"one for all scenes": 0.0, "as shipped": None, "each scene's own": 1.0}
"""Share of a scene's own level and spread that is removed; None: as in Sardino."""
FOREST = "Random forest"
LINEAR = "Linear probe on frozen DINO"
UNET = "Small U-Net"


def run_normalisation(context: Context) -> None:
    """Scores a forest, a U-Net and, with a pre-training run, a linear probe, in and across regions."""
    for way, share in WAYS.items():
        data = normalised(context.data, share)
        seen = replace(context, data=_as_the_network_sees(data), _textures={})
        for key in context.keys("normalisation", f"{FOREST}, {way}", fractions=False):
            context.rows.once(key, partial(pixel_probe, seen.data, key, forest, seen.textures))
        if context.pretrained:
            backbone = context.pretrained
            # As shipped, the maps are the same as in all other experiments, and are in their cache.
            cache = context.out / "cache" / ("" if share is None else f"normalised-{share:g}")
            maps = partial(scene_maps, backbone, device=context.device, cache=cache)
            features, patch = tokens_of(maps), backbone.config.patch_size
            for key in context.keys("normalisation", f"{LINEAR}, {way}", backbone.digest, fractions=False):
                context.rows.once(key, partial(token_probe, data, key, linear, features, patch))
        for seed in context.seeds:
            key = with_steps(context, Key("normalisation", f"{UNET}, {way}", seed=seed), short=True)
            context.rows.once(key, partial(networks.train_unet, replace(context, data=data), key))


def normalised(data: Dataset, share: float | None) -> Dataset:
    """The scenes without a share of each scene's own level and spread; None: unchanged."""
    if share is None:
        return data
    return _each(data, lambda scene: replace(scene, normalisation=_normalisation(scene, share)))


def _as_the_network_sees(data: Dataset) -> Dataset:
    """Normalised backscatter instead of dB, for classifiers that do not normalise."""

    def seen(scene: LoadedScene) -> LoadedScene:
        x = scene.normalisation.apply(scene.db.astype(np.float32), scene.valid, scene.present)
        return replace(scene, db=x.astype(np.float16))

    return _each(data, seen)


def _each(data: Dataset, change: Callable[[LoadedScene], LoadedScene]) -> Dataset:
    scenes = {name: LabelledScene(change(item.scene), item.labels) for name, item in data.scenes.items()}
    return replace(data, scenes=scenes)


def _normalisation(scene: LoadedScene, share: float) -> Normalisation:
    training = Normalisation()
    mean, std = list(training.mean), list(training.std)
    for channel, there in enumerate(scene.present):
        if there:
            own = PolarisationStatistics.of(scene.db[channel][scene.valid].astype(np.float32))
            mean[channel] += share * (own.median - mean[channel])
            std[channel] += share * (own.std - std[channel])
    return Normalisation((mean[0], mean[1]), (std[0], std[1]))
