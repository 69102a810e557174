"""The recipes as scripts: every step finds what earlier ones made, and is a command that there is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from model.commands.main import build_parser

COMMANDS = ("pretrain", "train", "familiarity-reference", "evaluate")
STANDS_IN = """#!{python}
import json, pathlib, subprocess, sys
words = sys.argv[1:]
if words[0].endswith("dense_labels.py"):
    for name in ("labels", "vh_db"):
        pathlib.Path(words[2], name).mkdir(parents=True)
    sys.exit()
if words[:2] != ["-m", "model"]:
    sys.exit(subprocess.call([{python!r}, *words]))
with open({log!r}, "a") as file:
    file.write(json.dumps(words[2:]) + "\\n")
for option, value in zip(words, words[1:]):
    if option in ("--init", "--pretrained", "--attention-of", "--start-from", "--average-with", "--model"):
        assert pathlib.Path(value).exists(), value
    if option == "--ablation":
        assert pathlib.Path(value.partition("=")[2]).exists(), value
    if option in ("--out", "--publish") and words[2] != "evaluate":
        path = pathlib.Path(value)
        folder = path if not path.suffix else path.parent
        folder.mkdir(parents=True, exist_ok=True)
        names = ["config.json", "scenes.json", "state.pt", "teacher_000300.pt", "teacher_000900.pt"]
        for made in ([path] if path.suffix else [path / name for name in names]):
            made.touch()
"""
"""In place of the environment's Python: notes a command, checks what it needs, makes the files it would."""


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """Recipes and models in a folder of their own, with a Python that only pretends."""
    folder = tmp_path / "copy"
    shutil.copytree(repository / "recipes", folder / "recipes", ignore=shutil.ignore_patterns("results"))
    (folder / "resources" / "checkpoints").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    log = str(tmp_path / "log")
    python.write_text(STANDS_IN.format(python=sys.executable, log=log), encoding="utf-8")
    python.chmod(0o755)
    return folder


def commands(copy: Path, *calls: tuple[str, ...]) -> list[list[str]]:
    """Runs recipes and returns the commands that they gave."""
    for name, *words in calls:
        done = subprocess.run(
            [shutil.which("bash") or "bash", f"recipes/{name}", "data", *words],
            cwd=copy,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in (copy.parent / "log").read_text().splitlines()]


@pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="the recipes are for a POSIX shell")
@pytest.mark.parametrize(
    ("calls", "count"),
    [
        ([("starter.sh", "run")], 6),
        ([("small.sh", "run")], 4),
        ([("world.sh", "run")], 10),
        ([("world_dino.sh", "run")], 1),
        ([("starter.sh", "run"), ("ablations.sh", "rows", "abl", "run")], 80),
    ],
    ids=["starter", "small", "world", "world_dino", "ablations"],
)
def test_every_command_of_a_recipe_is_one(
    copy: Path, calls: list[tuple[str, ...]], count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    given = commands(copy, *calls)
    assert len(given) == count
    for words in given:
        assert words[0] in COMMANDS
        try:
            build_parser(words).parse_args(words)
        except SystemExit:
            pytest.fail(f"{' '.join(words)}: {capsys.readouterr().err}")
