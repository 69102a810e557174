"""The soak's plan and how a failure is shrunk; what QGIS makes of it is in ``tests/e2e/test_soak.py``."""

from __future__ import annotations

from pathlib import Path

from tools import soak, soak_plan
from tools.soak_plan import Action


def test_a_seed_gives_the_same_actions_again() -> None:
    assert soak_plan.plan(3, 200) == soak_plan.plan(3, 200)
    assert len(soak_plan.plan(3, 50)) == 50
    assert soak_plan.plan(3, 200) != soak_plan.plan(4, 200)
    assert {action.do for action in soak_plan.plan(3, 2000)} == set(soak_plan.WEIGHTS)


def test_what_is_done_instead_belongs_to_the_action_and_not_to_its_place() -> None:
    action = Action("cancel", (0.1, 0.2, 0.3))
    assert soak_plan.instead(action) == soak_plan.instead(Action("cancel", (0.1, 0.2, 0.3)))
    assert set(soak_plan.instead(action)) <= set(soak_plan.WEIGHTS)


def test_a_list_comes_back_from_its_file(tmp_path: Path) -> None:
    actions = soak_plan.plan(1, 20)
    soak_plan.write(actions, tmp_path / "actions.json")
    assert soak_plan.read(tmp_path / "actions.json") == actions


def test_a_failure_is_shrunk_to_what_it_takes() -> None:
    actions = [Action("wait", (number / 100,)) for number in range(100)]
    needed = {actions[17], actions[58], actions[80]}
    tried: list[int] = []

    def fails(part: list[Action]) -> soak.Outcome:
        tried.append(len(part))
        if needed <= set(part):
            return soak.Outcome("crash", "", max(part.index(item) for item in needed), {})
        # Another kind of failure is not the one that is looked for.
        return soak.Outcome("broken", "", 0, {})

    smaller = soak.shrink(actions, fails(actions), fails, minutes=1)
    assert set(smaller) == needed
    assert len(tried) < 100, "not one by one"


def test_shrinking_stops_when_its_time_is_over() -> None:
    actions = [Action("wait", (number / 10,)) for number in range(10)]
    failed = soak.Outcome("crash", "", 6, {})
    assert soak.shrink(actions, failed, lambda part: failed, minutes=0) == actions[:7]
