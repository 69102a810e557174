"""The page *Your first change* works as it stands: its code goes into a copy of the checkout and is run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sardino.plugin.backend.environment import find_interpreter

PAGE = Path("docs", "first_change.md")
COPIED = (
    "__init__.py", "metadata.txt", "pyproject.toml", "docs", "model", "plugin", "tools", "resources/i18n",
    "resources/icons", "resources/styles", "tests/conftest.py", "tests/places.py", "tests/plugin",
)  # fmt: skip

_STEP = re.compile(
    r"^(?:Make|In|At the end of) `(?P<path>[^`]+)`(?:, below the line `(?P<line>[^`]+)`)?:\n\n"
    r"```\w+\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_TEST_COMMAND = re.compile(r"^    python3 build\.py test (.+)$", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\| (`.+?) \|", re.MULTILINE)


def apply(step: re.Match[str], root: Path) -> None:
    """Does what a step of the page says: a new file, lines below a line, or lines at the end."""
    path = root / step["path"]
    verb = step[0].partition(" `")[0]
    assert path.exists() == (verb != "Make"), path
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if verb == "In":
        lines = text.splitlines(keepends=True)
        (place,) = (number for number, line in enumerate(lines) if line.strip() == step["line"])
        text = "".join([*lines[: place + 1], step["code"], *lines[place + 1 :]])
    else:
        text += step["code"]
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    """The page's text."""
    return (repository / PAGE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def changed(repository: Path, page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which the page's steps have been done."""
    root = tmp_path_factory.mktemp("first-change") / "sardino"
    leave = shutil.ignore_patterns("__pycache__", "images", "runs")
    for name in COPIED:
        source, target = repository / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=leave)
        else:
            shutil.copy(source, target)
    for step in _STEP.finditer(page):
        apply(step, root)
    return root


def test_the_table_at_the_top_names_every_file(page):
    named = {name for row in _TABLE_ROW.findall(page) for name in re.findall(r"`(.+?)`", row)}
    edited = {step["path"] for step in _STEP.finditer(page)}
    short = {path.rpartition("/")[2] for path in edited}
    assert {name.rpartition("/")[2] for name in named} == short | {"CHANGELOG.md"}


def test_the_algorithm_runs_in_a_real_provider(page, changed):
    (words,) = _TEST_COMMAND.findall(page)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *words.split(),
        "tests/plugin/processing/test_qgis_process.py",
    ]
    done = subprocess.run(
        [*command, "-m", "not slow", "--override-ini", "cache_dir=.pytest_cache"],
        cwd=changed, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_new_text_is_translated(changed, monkeypatch, repository):
    monkeypatch.setattr(sys, "path", [str(repository), *sys.path])
    from tools import translations

    texts = translations.source_texts(changed)
    for language in translations.LANGUAGES:
        path = translations.ts_file(language, changed / "resources" / "i18n")
        assert not translations.faults_of_ts(path, texts)


def test_the_code_is_in_style(page, changed):
    files = [step["path"] for step in _STEP.finditer(page) if step["path"].endswith(".py")]
    ruff = [str(find_interpreter()), "-m", "ruff"]
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run([*ruff, *words, *files], cwd=changed, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
