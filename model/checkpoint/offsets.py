"""The part of a model card with what is added to the logits of some classes: ``dual_offsets``.

The entry is optional. Labels hold more of some classes than the ground does (houses are drawn where houses
are), and a network says these classes when in doubt. An offset corrects that after training (logit
adjustment, Menon et al. 2021, arXiv 2007.07314). It is for the scenes that it was measured on: those with
both polarisations and known calibration. A fine-tuned model has none, since its labels are the user's.
"""

from __future__ import annotations

import math
from typing import Any

DUAL_OFFSETS = "dual_offsets"
LARGEST = 10.0
"""Largest offset: beyond that a class is as good as always or never said."""


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


def dual_offsets(card: dict[str, Any], present: tuple[bool, bool], calibrated: bool) -> dict[int, float]:
    """Class code to offset for a scene; empty if there is none for such scenes.

    Args:
        card: A checked card.
        present: Whether the scene has co-pol and cross-pol.
        calibrated: Whether the scene's calibration is known.
    """
    if not (all(present) and calibrated):
        return {}
    return {int(code): float(value) for code, value in card.get(DUAL_OFFSETS, {}).items()}
