"""The suites: which of them hold a test, and what becomes of a run that fails or hangs."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from tools import (
    runners,
    shell,
)


def test_paths_choose_suites_and_fast_leaves_out_the_slow() -> None:
    names = [suite.name for suite, _ in runners._plan([], fast=False)]
    assert names == ["model", "fuzz", "plugin", "qt 6", "end to end"]
    fast = runners._plan(["-k", "zip"], fast=True)
    assert [suite.name for suite, _ in fast] == ["model", "fuzz", "plugin", "qt 6"]
    assert all(words[:4] == ["-k", "zip", "-m", "not slow"] for _, words in fast)
    chosen = runners._plan(["tests/tools/test_runners.py::test_x", "-x"], fast=False)
    assert [(suite.name, words) for suite, words in chosen] == [
        ("model", ["-x", "tests/tools/test_runners.py::test_x"])
    ]


@pytest.mark.parametrize(
    ("codes", "arguments", "fails"),
    [
        ([0, 0, 0, 0, 0], [], False),
        ([0, 1, 0, 0, 0], [], True),
        ([0, 5, 0, 0, 0], [], True),
        ([0, 5, 5, 5, 5], ["-k", "zip"], False),
        ([5, 5, 5, 5, 5], ["-k", "zip"], True),
    ],
)
def test_a_suite_that_fails_or_runs_nothing_fails_the_run(
    codes: list[int], arguments: list[str], fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(codes)  # in the order of the calls
    monkeypatch.setattr(runners, "_run", lambda *_: (next(left), "=== 1 passed ==="))
    if fails:
        with pytest.raises(shell.Stop):
            runners.run_suites(arguments, fast=False)
    else:
        runners.run_suites(arguments, fast=False)


def test_suites_of_two_environments_run_at_the_same_time_and_fuzz_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = threading.Barrier(2, timeout=20)
    alone: list[str] = []

    def run(suite: runners.Suite, _: list[str], mark: str = "") -> tuple[int, str]:
        if mark:
            both.wait()  # breaks unless the other one is running, too
        else:
            alone.append(suite.name)
        return 0, f"{suite.name} passed"

    monkeypatch.setattr(runners, "_run", run)
    found = runners._run_all(runners._plan([], fast=False))
    assert alone == ["fuzz", "qt 6", "end to end"]
    assert [closing for _, _, closing in found] == [f"{suite.name} passed" for suite in runners.SUITES]


def test_runner_gives_closing_line_and_exit_code() -> None:
    code, closing = shell.run_tests(
        [sys.executable, "-c", "print('=== 3 passed in 0.1s ==='); print('bye'); raise SystemExit(7)"],
        env=dict(os.environ),
        minutes=1,
    )
    assert (code, closing) == (7, "=== 3 passed in 0.1s ===")


def test_hung_runner_is_ended_with_what_it_started() -> None:
    code, closing = shell.run_tests(
        [
            sys.executable,
            "-c",
            "import subprocess; subprocess.run(['sleep', '60'])",
        ],
        env=dict(os.environ),
        minutes=1 / 60,
    )
    assert code != 0
    assert closing.startswith("was ended after")
