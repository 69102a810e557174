"""What a scene with one polarisation, or without calibration, costs: from the model's own scores. No Qt.

All numbers come from the model's card (``metrics.by_source``). A model without such scores gets no sentence:
the scores of others say nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ...model.protocol.values import SceneDescription, SourceScores
from ..translation import fill, tr

_UNNAMED = ("co-pol", "cross-pol")


def cost_in_words(description: SceneDescription, by_source: Sequence[SourceScores]) -> str:
    """Sentences about a scene that lacks a polarisation or a calibration; else empty.

    Args:
        description: The scene.
        by_source: The model's scores by source and kind of scene.
    """
    here = [name for name in (description.co_pol, description.cross_pol) if name]
    if not here or not description.looks_like_radar or not by_source:
        return ""
    if len(here) == 2 and description.calibrated:
        return ""
    alike = [item for item in by_source if _is_like(item, here, description.calibrated)]
    best = [item for item in by_source if item.calibrated and set(item.polarisations) == {"VV", "VH"}]
    return " ".join(filter(None, (_scene(here, description.calibrated), *_scores(alike, best))))


def _scene(here: list[str], calibrated: bool) -> str:
    names = [tr(name) for name in here]
    if len(names) == 2:
        return tr("This scene has {first} and {second}, uncalibrated.").format(
            first=names[0], second=names[1]
        )
    if calibrated:
        return tr("This scene has {band} alone, calibrated.").format(band=names[0])
    return tr("This scene has {band} alone, uncalibrated.").format(band=names[0])


def _scores(alike: list[SourceScores], best: list[SourceScores]) -> list[str]:
    """How good the model is on scenes of this kind, and on the best kind."""
    parts = []
    if any(item.miou is not None for item in alike) or not alike:
        parts += [_classes_here(alike), _classes_best(best)]
    if any(item.water_iou is not None for item in alike):
        # Besides, since a model may know the classes of such scenes and miss the water: wind, in VV alone.
        parts += [_water_here(alike), _water_best(best)]
    return [part for part in parts if part]


def _classes_here(alike: list[SourceScores]) -> str:
    known = [item for item in alike if item.miou is not None and item.accuracy is not None]
    if not known:
        return tr("The model's card has no scores on such scenes.")
    return fill(
        tr(
            "On {scenes} such scenes of places that it had not seen, this model had an accuracy of "
            "{accuracy} and a mean IoU of {miou}."
        ),
        scenes=_scenes(known),
        accuracy=_percent([item.accuracy for item in known]),
        miou=_range([item.miou for item in known]),
    )


def _classes_best(best: list[SourceScores]) -> str:
    known = [item for item in best if item.miou is not None and item.accuracy is not None]
    if not known:
        return ""
    return fill(
        tr("On {scenes} scenes with calibrated VV and VH: accuracy {accuracy}, mean IoU {miou}."),
        scenes=_scenes(known),
        accuracy=_percent([item.accuracy for item in known]),
        miou=_range([item.miou for item in known]),
    )


def _water_here(alike: list[SourceScores]) -> str:
    known = [item for item in alike if item.water_iou is not None]
    text = tr(
        "On {scenes} such scenes whose water it was not taught, this model found water with an IoU of {iou}."
    )
    return fill(text, scenes=_scenes(known), iou=_range([item.water_iou for item in known])) if known else ""


def _water_best(best: list[SourceScores]) -> str:
    known = [item for item in best if item.water_iou is not None]
    text = tr("On {scenes} scenes with calibrated VV and VH: {iou}.")
    return fill(text, scenes=_scenes(known), iou=_range([item.water_iou for item in known])) if known else ""


def _is_like(item: SourceScores, here: list[str], calibrated: bool) -> bool:
    """Whether the scenes of a source are of this kind. A band without a name may be any of its place."""
    if item.calibrated != calibrated or len(item.polarisations) != len(here):
        return False
    pairs = zip(item.polarisations, here)
    return all(there == name or (name in _UNNAMED and _place(there) == _place(name)) for there, name in pairs)


def _place(name: str) -> int:
    """0 for a co-polarised band, 1 for a cross-polarised one."""
    return int(name in ("VH", "HV", "cross-pol"))


def _scenes(known: list[SourceScores]) -> int:
    return sum(item.scenes for item in known)


def _percent(values: Sequence[float | None]) -> str:
    return _span([100 * value for value in values if value is not None], "{:.0f}".format) + "\u00a0%"


def _range(values: Sequence[float | None]) -> str:
    return _span([value for value in values if value is not None], lambda value: fill("{v:.2f}", v=value))


def _span(values: list[float], written: Callable[[float], str]) -> str:
    """One number, or the lowest and the highest of several sources."""
    low, high = written(min(values)), written(max(values))
    return low if low == high else tr("{low} to {high}").format(low=low, high=high)
