"""What speaks against a map, in sentences, from what its file says."""

from __future__ import annotations

import json

from ..results.trust import UNSURE_LOW_SHARE, UNSURE_MEAN, unfamiliar_in_words
from ..translation import fill, tr
from .sources import MapSource

_UNCALIBRATED = ("amplitude", "dn", "uint8")


def warnings_of(landcover: MapSource, change: MapSource | None, assessed: bool) -> list[str]:
    """Sentences for the reader of a report.

    Args:
        landcover: The map.
        change: The layer of changes, if there is one.
        assessed: Whether the map was compared with a reference.
    """
    tags = landcover.tags
    found = []
    if not any(name.startswith("SARDINO_") for name in tags):
        found.append(tr("The layer does not say how it was made: model, parameters and origin are unknown."))
    mean, low = (
        _number(tags.get(name, "")) for name in ("SARDINO_MEAN_CONFIDENCE", "SARDINO_LOW_CONFIDENCE_SHARE")
    )
    if mean is not None and low is not None and (mean < UNSURE_MEAN or low > UNSURE_LOW_SHARE):
        text = tr("The map is doubtful: mean confidence {mean:.0f} %, below 50 % on {low:.0f} % of the area.")
        found.append(fill(text, mean=mean, low=100 * low))
    if _units(tags.get("SARDINO_PARAMETERS", "")) in _UNCALIBRATED:
        found.append(tr("The values are not calibrated: brightness is judged relative to the whole scene."))
    familiarity = _number(tags.get("SARDINO_UNFAMILIAR_SHARE", ""))
    strange = unfamiliar_in_words(familiarity)
    found += [strange] if strange else []
    if not assessed:
        found.append(tr("The accuracy of this map was not measured: nobody compared it with a reference."))
    if change is not None:
        found += [tr(str(note)) for note in change.change().get("notes", [])]
    return found


def _units(parameters: str) -> str:
    try:
        found = json.loads(parameters or "{}")
    except ValueError:
        return ""
    return str(found.get("units", "")) if isinstance(found, dict) else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
