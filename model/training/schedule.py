"""Schedules of the DINO recipe."""

from __future__ import annotations

import math


def cosine(start: float, end: float, step: int, steps: int, *, warmup: int = 0) -> float:
    """Linear warm-up from 0 to ``start``, then a half cosine to ``end``.

    Args:
        start: The value after the warm-up.
        end: The value from ``steps`` on.
        step: Steps done so far.
        steps: Steps of the whole run, including the warm-up.
        warmup: Steps of the warm-up.
    """
    if step < warmup:
        return start * (step + 1) / warmup
    progress = min((step - warmup) / max(steps - warmup, 1), 1.0)
    return end + (start - end) * 0.5 * (1 + math.cos(math.pi * progress))


def linear(start: float, end: float, step: int, steps: int) -> float:
    """Linear from ``start`` to ``end`` over ``steps``, then ``end``."""
    return start + (end - start) * min(step / max(steps, 1), 1.0)
