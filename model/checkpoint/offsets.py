"""The parts of a model card about logits of calibrated scenes with both polarisations: offsets and a scale.

Both entries are optional. ``dual_offsets``: labels hold more of some classes than the ground does (houses are
drawn where houses are), and a network says these classes when in doubt. An offset corrects that after
training (logit adjustment, Menon et al. 2021, arXiv 2007.07314). ``dual_scale``: a model with a second
opinion on such scenes (:mod:`model.train.texture`) is too sure of itself there; its logits are multiplied by
the scale, a temperature of their own. A fine-tuned model has neither, since its labels are the user's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

DUAL_OFFSETS = "dual_offsets"
LARGEST = 10.0
"""Largest offset: beyond that a class is as good as always or never said."""
DUAL_SCALE = "dual_scale"
SCALES = (0.05, 20.0)
"""Least and largest scale."""


@dataclass(frozen=True)
class Adjustment:
    """What a card changes in the logits of a scene: ``scale * logits + offset``.

    Attributes:
        offsets: By class code; none is 0.
        scale: More than 0.
    """

    offsets: Mapping[int, float] = field(default_factory=dict)
    scale: float = 1.0

    def added(self, codes: Sequence[int]) -> list[float]:
        """The offset of each of these classes."""
        return [self.offsets.get(code, 0.0) for code in codes]


NONE = Adjustment()


def fault_of_offsets(card: dict[str, Any]) -> str:
    """What is wrong with the offsets; empty if nothing is, or if there are none.

    Args:
        card: From JSON, with checked classes.

    Returns:
        The rest of a sentence that begins with "has a model card".
    """
    offsets = card.get(DUAL_OFFSETS, {})
    if not isinstance(offsets, dict):
        return f"whose '{DUAL_OFFSETS}' is no object"
    codes = {str(item["code"]) for item in card["classes"]}
    for code, value in offsets.items():
        if code not in codes:
            return f"whose '{DUAL_OFFSETS}' names a class that the model lacks"
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return f"whose '{DUAL_OFFSETS}' holds something else than numbers"
        if abs(value) > LARGEST:
            return f"whose '{DUAL_OFFSETS}' holds a number beyond {LARGEST:g}"
    return ""


def fault_of_scale(card: dict[str, Any]) -> str:
    """What is wrong with the scale, as :func:`fault_of_offsets`."""
    value = card.get(DUAL_SCALE, 1.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"whose '{DUAL_SCALE}' is no number"
    if not SCALES[0] <= value <= SCALES[1]:
        return f"whose '{DUAL_SCALE}' is not between {SCALES[0]:g} and {SCALES[1]:g}"
    return ""


def adjustment(card: dict[str, Any], present: tuple[bool, bool], calibrated: bool) -> Adjustment:
    """What the card changes in the logits of a scene; nothing if it is not for such scenes.

    Args:
        card: A checked card.
        present: Whether the scene has co-pol and cross-pol.
        calibrated: Whether the scene's calibration is known.
    """
    if not (all(present) and calibrated):
        return NONE
    offsets = {int(code): float(value) for code, value in card.get(DUAL_OFFSETS, {}).items()}
    return Adjustment(offsets, float(card.get(DUAL_SCALE, 1.0)))
