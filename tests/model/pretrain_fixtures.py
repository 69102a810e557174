"""Made-up scenes and a recipe for the tests of pre-training."""

from __future__ import annotations

import dataclasses

import numpy as np
from evaluate_fixtures import PRETRAINING

from model.data.scenes import LoadedScene
from model.sar.normalise import Normalisation

DEEP = dataclasses.replace(PRETRAINING, steps=4, drop_path=0.5)
"""Of its two blocks the second is dropped half the time."""


def scenes(*names: str, side: int = 64) -> list[LoadedScene]:
    return [
        LoadedScene(
            name,
            np.random.default_rng(seed).normal(-15, 4, (2, side, side)).astype(np.float16),
            np.ones((side, side), dtype=bool),
            (True, True),
            Normalisation(),
        )
        for seed, name in enumerate(names)
    ]
