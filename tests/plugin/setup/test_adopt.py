"""A Python of the user's own in the place of the one that is set up; and when an environment is a new one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sardino.plugin.errors import (
    PluginError,
    SetupNoPython,
)
from sardino.plugin.setup.install import adopt
from sardino.plugin.setup.plan import Listener
from sardino.plugin.setup.pythons import Interpreter
from tests.plugin.fixtures.setup import Bench, base_python

pytest_plugins = ["tests.plugin.fixtures.setup"]


def test_an_existing_interpreter_is_checked(bench: Bench, tmp_path) -> None:
    bench.run()
    python = str(bench.facts.python_in(bench.store.current()))
    assert "torch 1.0" in adopt(python, bench.facts, bench.listener())
    bare = tmp_path / "bare"
    subprocess.run([base_python(), "-m", "venv", "--without-pip", str(bare)], check=True)
    with pytest.raises(PluginError) as caught:
        adopt(str(bare / "bin" / "python"), bench.facts, bench.listener())
    assert "torch" in caught.value.text()
    assert "requirements" in caught.value.remedy


@pytest.mark.parametrize("path", ["/nowhere/python", "/etc/hostname"])
def test_what_is_no_interpreter_is_refused(bench: Bench, path: str) -> None:
    with pytest.raises(SetupNoPython):
        adopt(path, bench.facts, Listener())


def test_a_python_that_is_gone(bench: Bench) -> None:
    with pytest.raises(PluginError) as caught:
        bench.run(Interpreter("/nowhere/python3", (3, 12)))
    assert "/nowhere/python3" in caught.value.message


def test_the_key_changes_with_a_pin_and_not_with_a_comment(tmp_path: Path) -> None:
    from sardino.plugin.backend.requirements import key

    file = tmp_path / "r.txt"
    file.write_text("torch==1.0  # one\nnumpy==2.0\n")
    first = key(file)
    file.write_text("# another comment\nnumpy==2.0\ntorch==1.0\n")
    assert key(file) == first
    file.write_text("torch==1.1\nnumpy==2.0\n")
    assert key(file) != first
