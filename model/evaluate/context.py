"""The input of every experiment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from model.checkpoint import backbones
from model.checkpoint.backbones import Backbone
from model.data.scenes import LoadedScene
from model.evaluate.data import ALL, Dataset
from model.evaluate.features import textures
from model.evaluate.maps import MapsOf, levelled_maps, scene_maps
from model.evaluate.rows import Key, Rows
from model.network.config import NetworkConfig
from model.network.patch_stem import default_channels


@dataclass
class Context:
    """Data, results so far and choices.

    Attributes:
        data: Labelled scenes.
        rows: Results.
        out: Folder of the evaluation.
        chips: Folder of dual-polarisation chips and their water masks.
        world: Folder of labelled places all over the world, or None.
        pretrained_run: Folder of a pre-training run, or None.
        model: A finished model, or None.
        ablations: Runs or models by name.
        device: Where to compute.
        seeds: Seeds of everything random.
        percents: Shares of the training polygons.
        sources: Regions to train on.
        steps: Training steps; 0 for the steps of :mod:`model.evaluate.budgets`.
        batch: Crops per step; 0 as for ``steps``.
        workers: Loader processes.
    """

    data: Dataset
    rows: Rows
    out: Path
    device: torch.device
    chips: tuple[Path, Path] | None = None
    world: Path | None = None
    pretrained_run: Path | None = None
    model: Path | None = None
    ablations: dict[str, Path] = field(default_factory=dict)
    seeds: tuple[int, ...] = (0, 1, 2)
    percents: tuple[float, ...] = (1, 5, 10, 25, 50, 100)
    sources: tuple[str, ...] = (ALL,)
    steps: int = 0
    batch: int = 0
    workers: int = 1
    _textures: dict[str, NDArray[np.float16]] = field(default_factory=dict)

    @cached_property
    def pretrained(self) -> Backbone | None:
        """The pre-trained backbone, if there is one."""
        return backbones.pretrained(self.pretrained_run) if self.pretrained_run else None

    @cached_property
    def network(self) -> NetworkConfig:
        """Architecture of the pre-trained backbone, else the default; with the labels' classes."""
        fresh = replace(NetworkConfig(), patch_stem=default_channels(NetworkConfig().patch_size))
        config = self.pretrained.config if self.pretrained else fresh
        values = {**config.as_dict(), "classes": tuple(self.data.classes)}
        return NetworkConfig.from_dict(values)

    @cached_property
    def random(self) -> Backbone:
        """The same architecture, never trained."""
        return backbones.random_backbone(self.network)

    @cached_property
    def more_random(self) -> list[Backbone]:
        """More random backbones, one per further seed: the attention of a single backbone is chance."""
        return [backbones.random_backbone(self.network, seed) for seed in self.seeds if seed]

    @cached_property
    def finished(self) -> Backbone | None:
        """The backbone of the finished model; the analyst sees its attention."""
        return backbones.pretrained(self.model, backbones.FINISHED) if self.model else None

    def maps(self, backbone: Backbone) -> MapsOf:
        """Tokens and attention of any scene, cached in the evaluation's folder."""
        return lambda scene: scene_maps(backbone, scene, self.device, self.out / "cache")

    def levelled(self, backbone: Backbone) -> MapsOf:
        """The attention of any scene as in the attention layer, cached in the evaluation's folder."""
        return lambda scene: levelled_maps(backbone, scene, self.device, self.out / "cache")

    def textures(self, scene: LoadedScene, pixels: NDArray[np.int64]) -> NDArray[np.float16]:
        """Backscatter and texture [N, 7] at flat pixel indices of a scene; cached in memory."""
        if scene.name not in self._textures:
            self._textures[scene.name] = textures(scene).astype(np.float16)
        found = self._textures[scene.name]
        return found.reshape(-1, found.shape[-1])[pixels]

    def keys(self, experiment: str, method: str, model: str = "", *, fractions: bool = True) -> list[Key]:
        """A key for every seed, source and (if asked) share of the labels.

        Single regions are compared only with all labels, since only the region matters for them.
        """
        keys = []
        for source in self.sources:
            percents = self.percents if fractions and source == ALL else (100,)
            for percent in percents:
                keys += [Key(experiment, method, model, source, percent, seed) for seed in self.seeds]
        return keys
