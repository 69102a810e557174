"""Texts of the worker that users read are marked for translation, and found whatever is renamed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT
from tools import translations

NOT_SHOWN = {
    "A request has no id.",  # only another client than the plugin meets these two
    "Too many jobs are waiting.",
    "Made with Sardino. Where the input is Sentinel-1: contains modified Copernicus Sentinel data.",  # a tag
    "Made for the scenes of its polygons: check it before using it elsewhere.",  # in a model's card
    "Cancelled.",  # the plugin says it in words of its own
}
OF_COMMANDS = {"model/data/labels.py", "model/data/room.py", "model/data/scenes.py"}
"""The worker takes a constant or a function from them; their errors are those of the command line."""

_RUN = re.compile(r"(model[\w.]+):\w+")


def test_every_sentence_of_the_worker_is_marked() -> None:
    forgotten = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path in worker_files()
        for node in unmarked(tree_of(path))
        if is_sentence(node.value) and node.value not in NOT_SHOWN
    ]
    assert not forgotten


def test_messages_and_remedies_of_errors_are_marked_or_hold_values() -> None:
    files = worker_files()
    errors = names_of_errors(files)
    assert {"SardinoError", "InvalidRequest", "MalformedMessage"} <= errors
    forgotten = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {text.value}"
        for path in files
        for node in ast.walk(tree_of(path))
        for text in literals_of_error(node, errors)
        if text.value not in NOT_SHOWN
    ]
    assert not forgotten


def test_steps_of_jobs_are_marked_or_hold_values() -> None:
    forgotten = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {text.value}"
        for path in worker_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("begin", "end") and node.args
        for text in unmarked(node.args[0])
    ]
    assert not forgotten


def test_the_worker_is_followed_into_its_jobs() -> None:
    names = {str(path.relative_to(ROOT)) for path in worker_files()}
    assert {"model/worker/serve.py", "model/products/segment.py", "model/finetune/full.py"} <= names
    assert {"model/sar/detect.py", "model/finetune/report.py", "model/checkpoint/legend.py"} <= names
    assert not [
        name for name in names if name.startswith(("model/commands", "model/pretrain", "model/train/"))
    ]


@pytest.mark.parametrize("side", ["plugin", "model"])
def test_renaming_loses_no_text(side: str) -> None:
    for path in sorted((ROOT / side).rglob("*.py")):
        tree = tree_of(path)
        before = list(translations.marked_texts(tree))
        assert list(translations.marked_texts(Renamer().visit(tree))) == before, path


class Renamer(ast.NodeTransformer):
    """Gives everything in a module another name, but for the marks."""

    def visit(self, node: ast.AST) -> ast.AST:
        """Renames a node and what it holds."""
        for field in ("id", "attr", "arg", "name"):
            name = getattr(node, field, None)
            if isinstance(name, str) and name not in translations.MARKERS:
                setattr(node, field, f"other_{name}")
        return self.generic_visit(node)


def worker_files() -> list[Path]:
    """The modules that the worker imports, now or with one of its jobs."""
    found: set[Path] = set()
    waiting = [ROOT / "model" / "worker" / "serve.py"]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        waiting += [ROOT / f"{name.replace('.', '/')}.py" for name in imported(tree_of(path))]
    return sorted(path for path in found if str(path.relative_to(ROOT)) not in OF_COMMANDS)


def imported(tree: ast.AST) -> Iterator[str]:
    """What a module imports, and what its table of jobs names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{item.name}" for item in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            run = _RUN.fullmatch(node.value)
            if run:
                yield run.group(1)


def names_of_errors(files: list[Path]) -> set[str]:
    """SardinoError and all that inherit from it."""
    classes = [node for path in files for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]
    errors, before = {"SardinoError"}, set[str]()
    while errors != before:
        before = set(errors)
        errors |= {item.name for item in classes if any(getattr(b, "id", "") in errors for b in item.bases)}
    return errors


def literals_of_error(node: ast.AST, errors: set[str]) -> Iterator[ast.Constant]:
    """Message and remedy, where a call makes an error, or the remedy of all errors of a class."""
    if isinstance(node, ast.Call):
        given = [item.value for item in node.keywords if item.arg in ("message", "remedy")]
        if getattr(node.func, "id", "") in errors:
            given += node.args[:1]
    elif isinstance(node, ast.ClassDef) and node.name in errors:
        given = [
            item.value
            for item in node.body
            if isinstance(item, ast.Assign) and getattr(item.targets[0], "id", "") == "remedy"
        ]
    else:
        return
    for value in given:
        yield from unmarked(value)


def unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts in a piece of code that have no mark: not those of f-strings, nor documentation."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in translations.MARKERS:
        return
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from unmarked(child)


def is_sentence(text: str) -> bool:
    """Whether a text begins and ends as a sentence does."""
    text = text.strip()
    return " " in text and text[:1].isupper() and text.endswith(".")


def tree_of(path: Path) -> ast.AST:
    """A module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
