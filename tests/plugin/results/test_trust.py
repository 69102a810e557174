"""How far a map is said to be trusted: never more than its confidence and its layer warrant."""

from __future__ import annotations

import dataclasses
import json

import pytest

from sardino.model.protocol.segmenting import SceneResult
from sardino.model.protocol.values import SceneDescription
from sardino.plugin.results.trust import Trust, caveat, trust_in, trust_in_report, unfamiliar_in_words

BOTH = SceneDescription("sigma0 in dB", "db", "VV", "VH", 1, 2, [10.0, 10.0], 128, 96, 1.0, True)


def trust(mean: float | None, low: float | None, **changes: object) -> Trust:
    description = dataclasses.replace(BOTH, **changes)
    return trust_in(
        SceneResult("s.tif", mean_confidence=mean, low_confidence_share=low, description=description)
    )


@pytest.mark.parametrize(
    ("mean", "low", "level"),
    [
        (92.0, 0.02, "success"),
        (80.0, 0.10, "success"),
        (79.0, 0.05, "info"),
        (90.0, 0.11, "info"),
        (75.0, 0.2, "info"),
        (69.0, 0.05, "warning"),
        (90.0, 0.26, "warning"),
        (41.0, 0.73, "warning"),
        (None, None, "info"),
    ],
)
def test_a_tick_is_for_the_few_that_deserve_it(mean: float | None, low: float | None, level: str) -> None:
    assert trust(mean, low).level == level


def test_the_numbers_are_said() -> None:
    found = trust(64.4, 0.3)
    assert "64\u00a0%" in found.headline
    assert "below 50\u00a0% on 30\u00a0%" in found.headline
    assert "<1\u00a0%" in trust(95.0, 0.001).headline, "little is not nothing"
    assert "0\u00a0%" in trust(95.0, 0.0).headline


def test_it_is_never_called_accurate() -> None:
    assert "not an accuracy" in caveat()
    for found in (trust(99.9, 0.0), trust(75.0, 0.1), trust(30.0, 0.9), trust(None, None)):
        assert "accura" not in found.headline


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"cross_pol": ""}, "(VV)"),
        ({"co_pol": ""}, "(VH)"),
        ({"units": "uint8"}, "not calibrated"),
        ({"units": "dn"}, "not calibrated"),
        ({"units": "amplitude"}, "not calibrated"),
    ],
)
def test_what_is_known_against_the_layer_is_said_and_takes_the_tick(
    changes: dict[str, object], word: str
) -> None:
    found = trust(95.0, 0.01, **changes)
    assert found.level == "info"
    assert any(word in doubt for doubt in found.doubts)
    assert trust(95.0, 0.01).doubts == ()


def test_what_is_no_radar_is_doubtful_however_sure_the_model_is() -> None:
    found = trust(99.0, 0.0, looks_like_radar=False, co_pol="", cross_pol="")
    assert found.level == "warning"
    assert "doubtful" in found.headline
    assert len(found.doubts) == 1


def test_a_report_says_the_same() -> None:
    scene = SceneResult("s.tif", mean_confidence=75.0, low_confidence_share=0.2, description=BOTH)
    report = json.loads(json.dumps({**dataclasses.asdict(scene), "model": "tiny"}))
    assert trust_in_report(report) == trust_in(scene)
    assert trust_in_report({}).level == "info"


@pytest.mark.parametrize(
    ("share", "level", "said"),
    [
        (None, "success", False),
        (0.05, "success", False),
        (0.149, "success", False),
        (0.15, "info", True),
        (0.5, "info", True),
        (0.51, "warning", True),
    ],
)
def test_unfamiliar_ground_is_said_and_takes_the_tick(share: float | None, level: str, said: bool) -> None:
    found = trust_in(
        SceneResult(
            "s.tif",
            mean_confidence=95.0,
            low_confidence_share=0.01,
            description=BOTH,
            unfamiliar_share=share,
        )
    )
    assert found.level == level
    assert any("unlike anything the model was trained on" in doubt for doubt in found.doubts) == said


def test_unfamiliar_ground_has_its_number() -> None:
    assert unfamiliar_in_words(0.62).startswith("62\u00a0% of this scene")
    assert "fine-tune or explore" in unfamiliar_in_words(0.62)
    assert unfamiliar_in_words(None) == unfamiliar_in_words(0.1) == ""
