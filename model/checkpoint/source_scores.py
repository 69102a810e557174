"""The part of a model card with scores by source and kind of scene: ``metrics.by_source``.

The entry is optional. ``evaluate --write-card`` writes it; a fine-tuned model has none, since its parent's
scores say nothing about it.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from model.checkpoint.card_values import is_line
from model.protocol.values import POLARISATIONS, SourceScores

BY_SOURCE = "by_source"
MAX_SOURCES = 200
_SCORES = ("miou", "accuracy", "calibration_error", "built_up_elsewhere", "water_iou")


def fault_of_sources(metrics: dict[str, Any]) -> str:
    """What is wrong with the scores by source; empty if nothing is, or if there are none.

    Unknown keys of an entry are no fault: a later version may say more.

    Args:
        metrics: ``metrics`` of a card, from JSON.

    Returns:
        The rest of a sentence that begins with "has a model card".
    """
    entries = metrics.get(BY_SOURCE, [])
    if not isinstance(entries, list) or len(entries) > MAX_SOURCES:
        return f"whose scores by source are not a list of at most {MAX_SOURCES}"
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or (fault := _fault_of(entry)):
            what = fault if isinstance(entry, dict) else "is no object"
            return f"whose entry {number} of the scores by source {what}"
    return ""


def _fault_of(entry: dict[str, Any]) -> str:
    if not is_line(entry.get("name"), 200):
        return "has no usable name"
    if type(entry.get("scenes")) is not int or entry["scenes"] < 1:
        return "has no number of scenes"
    names = entry.get("polarisations")
    if not isinstance(names, list) or len(names) not in (1, 2) or any(n not in POLARISATIONS for n in names):
        return f"has other polarisations than one or two of {', '.join(POLARISATIONS)}"
    if type(entry.get("calibrated")) is not bool:
        return "does not say whether its scenes are calibrated"
    for key in _SCORES:
        value = entry.get(key, 0.0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            return f"has a '{key}' that is not a number from 0 to 1"
    return ""


def scores_by_source(card: dict[str, Any]) -> list[SourceScores]:
    """The scores of a checked card; empty if it has none."""
    known = [field.name for field in dataclasses.fields(SourceScores)]
    return [
        SourceScores(**{key: entry[key] for key in known if key in entry})
        for entry in card["metrics"].get(BY_SOURCE, [])
    ]


def as_entry(found: SourceScores) -> dict[str, Any]:
    """An entry of a card; without the scores that were not measured."""
    return {key: value for key, value in dataclasses.asdict(found).items() if value is not None}
