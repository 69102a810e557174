"""How far a map may be trusted, in words and as a level. No Qt in here.

Confidence is not accuracy, and nothing in here says that a map is right. The words say what the model
thinks of the map, and which known facts speak against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model.protocol.segmenting import SceneResult
from ...model.protocol.values import LOW_CONFIDENCE, SceneDescription
from ..translation import fill, tr

# From the bundled model on 37 labelled places of the world that it was not trained on (`model score ...
# --scenes`). Of the 12 with a mean of 80 % and more, 9 agreed with the labels on over 90 % of the labelled
# pixels, and none on less than 78 %; but even a tick is an opinion. Of the 18 with less than 70 %, half
# agreed on less than 59 %, and six on less than 50 %. The seven between them agreed on 71 to 92 %. The limits
# of the share keep sea in one half of a scene from hiding what is in the other.
SURE_MEAN, SURE_LOW_SHARE = 80.0, 0.10
UNSURE_MEAN, UNSURE_LOW_SHARE = 70.0, 0.25

UNFAMILIAR_SHARE, MOSTLY_UNFAMILIAR = 0.15, 0.50
"""Shares of unfamiliar ground that are said, and that make a map doubtful. On training ground the share is
0.05."""

_UNCALIBRATED = ("amplitude", "dn", "uint8")


@dataclass(frozen=True)
class Trust:
    """What to say about a map.

    Attributes:
        level: ``success``, ``info`` or ``warning``.
        headline: What the model thinks of the map, in a sentence.
        doubts: Known facts about the layer that speak against the map, in sentences.
    """

    level: str
    headline: str
    doubts: tuple[str, ...]


def trust_in(scene: SceneResult) -> Trust:
    """What to say about a result."""
    return _trust(
        scene.mean_confidence, scene.low_confidence_share, scene.description, scene.unfamiliar_share
    )


def trust_in_report(report: Mapping[str, Any]) -> Trust:
    """What to say about a result from JSON, as in the algorithm's ``REPORT``."""
    description = report.get("description")
    return _trust(
        report.get("mean_confidence"),
        report.get("low_confidence_share"),
        SceneDescription(**description) if description else None,
        report.get("unfamiliar_share"),
    )


def unfamiliar_in_words(share: float | None) -> str:
    """What it means that a share (0 to 1) of a scene is unlike the training data; empty if it is little."""
    if share is None or share < UNFAMILIAR_SHARE:
        return ""
    text = tr(
        "{share} % of this scene is unlike anything the model was trained on: expect mistakes there; "
        "fine-tune or explore."
    )
    return fill(text, share=share_in_percent(share)).replace(" %", "\u00a0%")


def caveat() -> str:
    """A caution that belongs to every confidence."""
    return tr("Confidence is the model's own opinion, not an accuracy.")


def _trust(
    mean: float | None,
    low: float | None,
    description: SceneDescription | None,
    unfamiliar: float | None,
) -> Trust:
    doubts = tuple(filter(None, (unfamiliar_in_words(unfamiliar), *_doubts(description))))
    level = _level(mean, low, doubts)
    strange = unfamiliar is not None and unfamiliar > MOSTLY_UNFAMILIAR
    if strange or (description is not None and not description.looks_like_radar):
        level = "warning"
    if mean is None or low is None:
        return Trust(level, tr("Check the map before you use it."), doubts)
    openings = {
        "success": tr("The model is sure of most of it."),
        "info": tr("Check the map before you use it."),
        "warning": tr("The map is doubtful."),
    }
    numbers = fill(
        tr("Mean confidence {mean:.0f} %; below {limit} % on {low} % of the area."),
        mean=mean,
        limit=LOW_CONFIDENCE,
        low=share_in_percent(low),
    )
    # No line break between a number and its sign.
    return Trust(level, f"{openings[level]} {numbers}".replace(" %", "\u00a0%"), doubts)


def share_in_percent(share: float) -> str:
    """A share of 1 in whole percent: "17", or "<1" if rounding would give a false zero."""
    return "<1" if 0 < share < 0.005 else f"{100 * share:.0f}"


def _level(mean: float | None, low: float | None, doubts: tuple[str, ...]) -> str:
    if mean is None or low is None:
        return "info"
    if mean < UNSURE_MEAN or low > UNSURE_LOW_SHARE:
        return "warning"
    return "success" if mean >= SURE_MEAN and low <= SURE_LOW_SHARE and not doubts else "info"


def _doubts(description: SceneDescription | None) -> tuple[str, ...]:
    if description is None:
        return ()
    found = []
    if not description.looks_like_radar:
        found.append(tr("The layer does not look like a radar image."))
    elif bool(description.co_pol) != bool(description.cross_pol):
        text = tr("One polarisation only ({name}): what looks alike in it cannot be told apart.")
        found.append(text.format(name=tr(description.co_pol or description.cross_pol)))
    if description.units in _UNCALIBRATED:
        found.append(tr("The values are not calibrated: brightness is judged relative to the whole scene."))
    return tuple(found)
