"""What a finished run reports: class areas and the lines of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback

from ...model.protocol.segmenting import SceneResult
from ...model.protocol.values import SourceScores
from ..results.expected import expected_in_words
from ..results.input_cost import cost_in_words
from ..results.trust import caveat, trust_in
from ..translation import fill, tr
from ..ui.scene_words import summary_in_words


def areas(scene: SceneResult) -> list[dict[str, Any]]:
    """Code, name, color and hectares of each class in a result, largest first."""
    legend = {item.code: item for item in scene.classes}
    rows = [
        {
            "code": int(code),
            "name": (
                tr(legend[int(code)].name) if int(code) in legend else tr("Class {code}").format(code=code)
            ),
            "color": legend[int(code)].color if int(code) in legend else "#808080",
            "hectares": hectares,
        }
        for code, hectares in scene.areas_ha.items()
    ]
    return sorted(rows, key=lambda row: -row["hectares"])


def tell(scene: SceneResult, feedback: QgsProcessingFeedback, by_source: Sequence[SourceScores] = ()) -> None:
    """Writes to the log what was done.

    Args:
        scene: The result.
        feedback: Receives the lines.
        by_source: The model's scores by kind of scene.
    """
    if scene.description is not None:
        feedback.pushInfo(summary_in_words(scene.description.summary))
        for warning in scene.description.warnings:
            feedback.pushWarning(tr(warning))
    feedback.pushInfo(
        fill(
            tr("{pixels:,} valid pixels in {seconds:.1f} s on {device} ({precision})"),
            pixels=scene.valid_pixels,
            seconds=scene.seconds,
            device=scene.device,
            precision=scene.precision,
        )
    )
    if scene.description is not None and (cost := cost_in_words(scene.description, by_source)):
        feedback.pushWarning(cost)
    if words := expected_in_words(scene.classes, scene.excluded, scene.priors):
        feedback.pushInfo(words)
    trust = trust_in(scene)
    say = feedback.pushWarning if trust.level == "warning" else feedback.pushInfo
    say(f"{trust.headline} {caveat()}")
    said = [tr(warning) for warning in scene.description.warnings] if scene.description is not None else []
    for doubt in trust.doubts:
        if doubt not in said:
            feedback.pushInfo(doubt)
    for row in areas(scene):
        feedback.pushInfo(f"{row['name']}: {row['hectares']:,.1f} ha")
