"""The test suites: model, fuzz, plugin, Qt 6, end to end; each in the environment it needs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import environments, profile, system
from tools.shell import ROOT, clean_environment, end_tests, heading, run_tests, say, stop

NO_TESTS = 5
"""pytest's exit code if no test ran."""


@dataclass(frozen=True)
class Suite:
    """One pytest process.

    Attributes:
        name: For the heading.
        environment: The virtual environment that runs the suite.
        paths: The suite's tests, relative to the repository.
        options: More words for pytest.
        variables: More environment variables.
        minutes: After this time the suite counts as hung.
        is_fast: Whether ``--fast`` runs the suite.
        is_beside: Whether the suite may run beside the suites of another environment, each on a core of its
            own.
    """

    name: str
    environment: Path
    paths: tuple[str, ...]
    options: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    minutes: float = 30.0
    is_fast: bool = True
    is_beside: bool = False


SUITES = (
    Suite("model", environments.BACKEND, ("tests/model", "tests/tools"), minutes=45.0, is_beside=True),
    Suite("fuzz", environments.BACKEND, ("tests/fuzz",)),
    Suite(
        "plugin",
        environments.QGIS_TESTS,
        ("tests/plugin",),
        variables=(("QT_QPA_PLATFORM", "offscreen"),),
        minutes=45.0,
        is_beside=True,
    ),
    Suite("qt 6", environments.QT6, ("tests/qt6",), variables=(("QT_QPA_PLATFORM", "offscreen"),)),
    # These tests start QGIS itself under Xvfb; a second QGIS in pytest's own process would interfere.
    Suite(
        "end to end",
        environments.QGIS_TESTS,
        ("tests/e2e",),
        options=("-p", "no:pytest_qgis", "-p", "no:pytest-qt"),
        is_fast=False,
    ),
)


def run_suites(arguments: Sequence[str], *, fast: bool) -> None:
    """Runs the suites and prints the closing line of each suite at the end.

    Args:
        arguments: For pytest. Paths among them select the suites.
        fast: Whether to leave out the end-to-end suite and tests marked ``slow``.

    Raises:
        shell.Stop: A test failed, or a suite ran no test.
    """
    plan = _plan(arguments, fast)
    if not plan:
        stop("No suite holds these tests.")
    # Words for pytest, such as -k, may leave some suites without a test; that is no mistake.
    is_choice = any(not _is_path(word) for word in arguments)
    outcomes = _run_all(plan)
    heading("Tests")
    for suite, code, closing in outcomes:
        say(f"{suite.name}: {closing.strip('= ')}" + ("" if code == 0 else f"  (exit code {code})"))
    failed = [code for _, code, _ in outcomes if code != 0 and not (is_choice and code == NO_TESTS)]
    if failed or all(code == NO_TESTS for _, code, _ in outcomes):
        stop("Tests failed.")


def _run_all(plan: list[tuple[Suite, list[str]]]) -> list[tuple[Suite, int, str]]:
    """Runs the suites: those that may at the same time first, the others one after the other.

    Returns:
        Each suite with its exit code and closing line, in the order of the plan.
    """
    beside = [(suite, words) for suite, words in plan if suite.is_beside]
    found: dict[str, tuple[int, str]] = {}
    if len(beside) > 1:
        with ThreadPoolExecutor(len(beside)) as pool:
            started = {
                suite.name: pool.submit(_run, suite, words, f"{suite.name} | ") for suite, words in beside
            }
            try:
                found = {name: run.result() for name, run in started.items()}
            except BaseException:
                end_tests()
                raise
    for suite, words in plan:
        if suite.name not in found:
            found[suite.name] = _run(suite, words)
    return [(suite, *found[suite.name]) for suite, _ in plan]


def _plan(arguments: Sequence[str], fast: bool) -> list[tuple[Suite, list[str]]]:
    paths = [word for word in arguments if _is_path(word)]
    options = [word for word in arguments if not _is_path(word)]
    if fast:
        options += ["-m", "not slow"]
    plan = []
    for suite in SUITES:
        if paths:
            chosen = [word for word in paths if _holds(suite, word)]
        else:
            chosen = list(suite.paths) if suite.is_fast or not fast else []
        if chosen:
            plan.append((suite, [*suite.options, *options, *chosen]))
    return plan


def _run(suite: Suite, words: list[str], mark: str = "") -> tuple[int, str]:
    heading(f"Tests: {suite.name}")
    if suite.environment == environments.QGIS_TESTS:
        # pytest-qgis keeps settings here between runs; our runs start with QGIS's defaults.
        shutil.rmtree(ROOT / ".qgis-settings", ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix="sardino-test-"))
    try:
        env = clean_environment(
            **profile.scratch_environment(scratch),
            **(profile.STRICT_MEMORY if suite.environment == environments.QGIS_TESTS else {}),
            **dict(suite.variables),
            PATH=system.path_for_qgis(),
            LC_ALL="C.UTF-8",
            HF_HUB_OFFLINE="1",
            PYTHONUNBUFFERED="1",
        )
        python = environments.python_of(suite.environment)
        return run_tests([python, "-m", "pytest", *words], env=env, minutes=suite.minutes, mark=mark)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _is_path(word: str) -> bool:
    return not word.startswith("-") and (ROOT / word.split("::", 1)[0]).exists()


def _holds(suite: Suite, word: str) -> bool:
    path = (ROOT / word.split("::", 1)[0]).resolve()
    homes = [(ROOT / name).resolve() for name in suite.paths]
    return any(path == home or home in path.parents for home in homes)
