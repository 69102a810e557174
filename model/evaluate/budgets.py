"""Training lengths of the evaluation: compared networks are trained equally long."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from model.evaluate.context import Context
from model.evaluate.data import ALL
from model.evaluate.rows import Key
from model.train.loop import TrainConfig


class Budget(NamedTuple):
    """Length of a training.

    Attributes:
        steps: Steps of the optimiser.
        batch: Crops per step.
    """

    steps: int
    batch: int


LONG = Budget(TrainConfig().steps, TrainConfig().batch)
"""With all labels: the default of ``train``."""
SHORT = Budget(250, 8)
"""With few labels, in one region, and for ablations, since there are many of these trainings."""


CONVERGED = Budget(4000, 24)
"""Enough for convergence: the small U-Net no longer improves on the validation scenes after step 2400."""
_BY_STEPS = {budget.steps: budget for budget in (LONG, SHORT, CONVERGED)}


def with_steps(context: Context, key: Key, *, short: bool = False) -> Key:
    """A key with the steps of its training: the user's number, else the long or the short budget.

    Args:
        context: Holds the user's number of steps.
        key: The key of a training.
        short: Use the short budget even with all labels.
    """
    long = key.source == ALL and key.percent == 100 and not short
    return dataclasses.replace(key, steps=context.steps or (LONG if long else SHORT).steps)


def recipe(context: Context, key: Key) -> TrainConfig:
    """The default recipe with the budget of a key; labelled scenes have only VH, so no consistency loss.

    Every network is trained with this recipe, so all networks see the same crops.
    """
    batch = context.batch or _BY_STEPS.get(key.steps, LONG).batch
    return dataclasses.replace(
        TrainConfig(), seed=key.seed, consistency_batch=0, steps=key.steps, batch=batch
    )
