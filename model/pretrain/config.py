"""The recipe of a pre-training run, and its checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.data.views import ViewConfig
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig


@dataclass(frozen=True)
class PretrainConfig:
    """The recipe.

    Attributes:
        network: The backbone.
        views: Crops and augmentations.
        steps: Optimiser steps.
        batch: Samples per step over all processes.
        accumulate: Number of parts of a process's share of a batch, to save memory. Batch norm and Sinkhorn
            centring see one part at a time, so results differ from an undivided batch.
        prototypes: Outputs of the head: few for small data, since further outputs would stay unused.
        centring: ``sinkhorn`` or ``mean``.
        learning_rate: Peak learning rate, for this batch.
        warmup: Steps of linear warm-up.
        weight_decay: Weight decay at the start and the end (cosine).
        momentum: Momentum of the teacher at the start; rises to ``momentum_end`` (cosine).
        momentum_end: Momentum of the teacher at the end: below 1 for short runs.
        teacher_temperature: Temperature at the start and after a third of the run (linear).
        clip: Largest norm of the gradient.
        drop_path: Stochastic depth of the student, 0..1; the teacher has none.
        freeze_last: Steps in which the prototypes stay unchanged.
        ibot: Weight of the loss on hidden patches (0: plain DINO).
        within: Whether the loss on hidden patches uses tokens minus their mean in the crop, so that knowing
            the crop does not solve the task (docs/results.md, ablations).
        hidden: Share of patches to hide in every other global crop, least and most.
        koleo: Weight of the regulariser that spreads the CLS tokens (0: no regulariser).
        gram: Weight of keeping how alike the patches of a crop are to each other in the starting weights (0:
            not kept). Patches get worse in long runs (Simeoni et al. 2025, DINOv3, arXiv 2508.10104).
        dates: Endings of the names of two scenes of one place on two dates, whose crops are positives of each
            other; empty: every sample is of one date.
        absolute: Whether calibrated scenes keep their level and spread, as `train --absolute`.
        seed: Seed of everything random.
    """

    network: NetworkConfig = field(default_factory=NetworkConfig)
    views: ViewConfig = field(default_factory=ViewConfig)
    steps: int = 1400
    batch: int = 32
    accumulate: int = 1
    prototypes: int = 256
    centring: str = "sinkhorn"
    learning_rate: float = 7e-4
    warmup: int = 50
    weight_decay: tuple[float, float] = (0.04, 0.2)
    momentum: float = 0.992
    momentum_end: float = 0.9995
    teacher_temperature: tuple[float, float] = (0.02, 0.025)
    clip: float = 3.0
    drop_path: float = 0.05
    freeze_last: int = 0
    ibot: float = 0.0
    within: bool = True
    hidden: tuple[float, float] = (0.1, 0.5)
    koleo: float = 0.0
    gram: float = 0.0
    dates: tuple[str, ...] = ()
    absolute: bool = False
    seed: int = 0


def check_config(config: PretrainConfig, processes: int) -> None:
    """Checks that a run can follow a recipe.

    Args:
        config: The recipe.
        processes: Number of processes; each takes its share of a batch.

    Raises:
        InvalidRequest: The batch cannot be split this way, crops are not a whole number of patches, or a
            share is not within 0 to 1.
    """
    if min(config.batch, config.accumulate) < 1 or config.steps < 0:
        raise InvalidRequest(
            f"Steps {config.steps}, batch {config.batch}, accumulate {config.accumulate}: that is no run.",
            remedy="Give --batch and --accumulate at least 1.",
        )
    if config.seed < 0:
        raise InvalidRequest(f"--seed {config.seed} is below 0.", remedy="Use a whole number from 0 on.")
    parts = processes * config.accumulate
    if config.batch % parts:
        raise InvalidRequest(
            f"A batch of {config.batch} cannot be split evenly over {processes} processes with "
            f"{config.accumulate} parts each.",
            remedy=f"Give a --batch that is a multiple of {parts}.",
        )
    if config.koleo and config.batch == parts:
        raise InvalidRequest(
            "--koleo compares the images of a part with each other, and each part has but one.",
            remedy=f"Give a --batch of {2 * parts} or more.",
        )
    _check_shares(config)
    patch = config.network.patch_size
    for size in (config.views.global_size, config.views.local_size):
        if size < patch or size % patch:
            raise InvalidRequest(
                f"A crop of {size} pixels is no whole number of patches of {patch}.",
                remedy=f"Give a --crop that is a multiple of {2 * patch}: a local crop has half its side.",
            )


def _check_shares(config: PretrainConfig) -> None:
    """Checks shares of hidden patches and of crop areas: least and most, both within 0 to 1."""
    shares = {
        "--hidden": config.hidden,
        "--global-area": config.views.global_area,
        "--local-area": config.views.local_area,
    }
    for option, (least, most) in shares.items():
        if not 0 <= least <= most <= 1 or (most == 0 and option != "--hidden"):
            raise InvalidRequest(
                f"{option} {least:g} {most:g} are no two shares, the smaller first.",
                remedy="Give two numbers between 0 and 1.",
            )
