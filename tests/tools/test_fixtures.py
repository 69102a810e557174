"""Fixtures of ``tests/plugin/fixtures`` have names of their own.

A module that says ``pytest_plugins`` makes its fixtures known to all of the run. Of two with one name, the
one that pytest met last is used everywhere: each test passes alone, and fails beside the other.
"""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.places import ROOT


def test_no_two_fixtures_have_one_name() -> None:
    found = defaultdict(list)
    for path in (ROOT / "tests" / "plugin" / "fixtures").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(
                "pytest.fixture" in ast.unparse(decorator) for decorator in node.decorator_list
            ):
                found[node.name].append(path.name)
    assert found
    assert not {name: files for name, files in found.items() if len(files) > 1}
