"""A user who does whatever comes to her mind, in a real QGIS with the real worker: see ``tools/soak.py``.

Longer: ``python3 build.py soak --seeds 1 2 3``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import qgis_window, soak, soak_plan

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(qgis_window.missing()), reason=qgis_window.missing() or "-"),
]

SEED, COUNT = 1, 200


def test_qgis_survives_a_random_user_and_nothing_is_left() -> None:
    actions = soak_plan.plan(SEED, COUNT)
    print(f"soak: {COUNT} actions of seed {SEED}")
    outcome = soak.perform(actions)
    print(soak.in_words(outcome))
    if outcome.failure:
        kept = soak.keep(f"soak-{SEED}-here", actions, outcome)
        pytest.fail(
            f"{outcome.failure} at action {outcome.index} of {Path(kept).name}:\n{outcome.details}\n"
            f"To shrink it: python3 build.py soak --seeds {SEED}"
        )
    assert sum(outcome.session["report"]["done"].values()) == COUNT
    assert outcome.session["report"]["results"] > 0
