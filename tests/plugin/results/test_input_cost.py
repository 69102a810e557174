"""What a missing polarisation or calibration costs is said with the model's own numbers, or not at all."""

from __future__ import annotations

import dataclasses

import pytest

from sardino.model.protocol.values import ClassInfo, SceneDescription, SourceScores
from sardino.plugin.results.expected import expected_in_report, expected_in_words
from sardino.plugin.results.input_cost import cost_in_words

BOTH = SceneDescription("sigma0 in dB", "db", "VV", "VH", 1, 2, [10.0, 10.0], 128, 96, 1.0, True)
SCORES = [
    SourceScores("Alps", 6, ["VV", "VH"], True, 0.56, 0.77),
    SourceScores("Delta", 4, ["VV", "VH"], True, 0.7, 0.92),
    SourceScores("Water chips", 8, ["VV", "VH"], True, water_iou=0.61),
    SourceScores("Water chips", 8, ["VV"], True, water_iou=0.08),
    SourceScores("Floods", 21, ["VV"], False, 0.396, 0.6234),
]
BEST = "On 10 scenes with calibrated VV and VH: accuracy 77 to 92\u00a0%, mean IoU 0.56 to 0.70."


def scene(co: str, cross: str, calibrated: bool) -> SceneDescription:
    return dataclasses.replace(BOTH, co_pol=co, cross_pol=cross, calibrated=calibrated)


@pytest.mark.parametrize("co", ["VV", "co-pol"])
def test_one_polarisation_uncalibrated(co: str) -> None:
    assert cost_in_words(scene(co, "", False), SCORES) == (
        f"This scene has {co} alone, uncalibrated. On 21 such scenes of places that it had not seen, this "
        f"model had an accuracy of 62\u00a0% and a mean IoU of 0.40. {BEST}"
    )


def test_water_alone_was_measured() -> None:
    assert cost_in_words(scene("VV", "", True), SCORES) == (
        "This scene has VV alone, calibrated. On 8 such scenes whose water it was not taught, this model "
        "found water with an IoU of 0.08. On 8 scenes with calibrated VV and VH: 0.61."
    )


def test_classes_that_were_measured_do_not_hide_the_water() -> None:
    """In VV alone a model may know the land and miss whole lakes."""
    alone = SourceScores("Alps", 6, ["VV"], True, 0.5, 0.75)
    assert cost_in_words(scene("VV", "", True), [*SCORES, alone]) == (
        "This scene has VV alone, calibrated. On 6 such scenes of places that it had not seen, this model "
        f"had an accuracy of 75\u00a0% and a mean IoU of 0.50. {BEST} On 8 such scenes whose water it was "
        "not taught, this model found water with an IoU of 0.08. On 8 scenes with calibrated VV and VH: 0.61."
    )


@pytest.mark.parametrize(
    ("description", "opening"),
    [
        (scene("VV", "VH", False), "This scene has VV and VH, uncalibrated."),
        (scene("", "VH", True), "This scene has VH alone, calibrated."),
        (scene("HH", "", False), "This scene has HH alone, uncalibrated."),
        (scene("", "cross-pol", False), "This scene has cross-pol alone, uncalibrated."),
    ],
)
def test_a_kind_of_scene_without_scores_is_not_given_those_of_another(
    description: SceneDescription, opening: str
) -> None:
    words = cost_in_words(description, SCORES)
    assert words == f"{opening} The model's card has no scores on such scenes. {BEST}"


@pytest.mark.parametrize(
    ("description", "scores"),
    [
        (BOTH, SCORES),
        (scene("co-pol", "cross-pol", True), SCORES),
        (scene("VV", "", False), []),  # a fine-tuned model: its parent's scores say nothing about it
        (dataclasses.replace(scene("VV", "", False), looks_like_radar=False), SCORES),
        (scene("", "", False), SCORES),
    ],
)
def test_nothing_is_said_where_nothing_is_missing_or_known(
    description: SceneDescription, scores: list[SourceScores]
) -> None:
    assert cost_in_words(description, scores) == ""


def test_without_the_best_kind_only_this_kind_is_said() -> None:
    words = cost_in_words(scene("VV", "", False), SCORES[-1:])
    assert words.endswith("mean IoU of 0.40.") and "with calibrated" not in words


WOOD, CROP, SEA = (
    ClassInfo(code, name, "#000000") for code, name in ((10, "Wood"), (40, "Crop"), (80, "Sea"))
)


def test_the_shorter_list_says_which_classes_a_map_was_made_with() -> None:
    assert expected_in_words([WOOD, CROP, SEA], [], {}) == ""
    assert expected_in_words([WOOD, CROP], [SEA], {}) == "Never said, since not expected: Sea."
    assert expected_in_words([WOOD], [CROP, SEA], {}) == "Only these classes were expected: Wood."
    words = expected_in_words([WOOD, SEA], [CROP], {"10": 0.25, "80": 0.75})
    assert words.endswith("Crop. Expected shares: Wood 25\u00a0%, Sea 75\u00a0%.")


def test_a_report_says_the_same() -> None:
    report = {
        "classes": [vars(WOOD), vars(SEA)],
        "excluded": [vars(CROP)],
        "priors": {"10": 0.5, "80": 0.5},
    }
    assert expected_in_report(report) == expected_in_words([WOOD, SEA], [CROP], report["priors"])
    assert expected_in_report({}) == ""
