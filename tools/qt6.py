"""Whether the plugin is ready for Qt 6: looks up every name from Qt in PyQt6.

Run with the Python of ``.venv-qt6``: ``python -m tools.qt6 plugin``. Finds enums that are not written in
full (``Qt.AlignLeft``), classes and methods that Qt 6 lacks, and ``exec_()``.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_MISSING = object()

# Qt 6 moved these from QtWidgets to QtGui; qgis.PyQt offers them in both modules.
_MOVED = {"QAction", "QActionGroup", "QShortcut", "QUndoCommand", "QUndoGroup", "QUndoStack"}
# Classes with attributes that qgis.PyQt adds under Qt 6: QVariant.Int and similar.
_PATCHED = {"QVariant"}
_GONE_METHODS = {"exec_", "print_"}


def faults(path: Path) -> list[str]:
    """The faults under Qt 6, as ``file:line: what``.

    Args:
        path: A Python file.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    names: dict[str, Any] = {}
    found = list(_import_faults(tree, names))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in _GONE_METHODS:
            found.append((node.lineno, f"{node.attr}() is gone; call {node.attr[:-1]}()"))
        chain = _chain(node)
        if chain and chain[0] in names and _resolve(names[chain[0]], chain[1:]) is _MISSING:
            found.append((node.lineno, f"{'.'.join(chain)} is not in Qt 6; enums are written in full"))
    # An attribute of an attribute is visited twice; its innermost fault is enough.
    return sorted({f"{path}:{line}: {what}" for line, what in found})


def _import_faults(tree: ast.Module, names: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Imports that fail; adds the successful imports to ``names``."""
    for node in ast.walk(tree):
        modules = [item.name for item in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            modules = [node.module]
        for module in modules:
            if module.split(".")[0] in ("PyQt5", "PyQt6", "sip"):
                yield node.lineno, f"{module} is imported; import from qgis.PyQt"
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("qgis.PyQt."):
            continue
        part = str(node.module).rpartition(".")[2]
        for item in node.names:
            place = "QtGui" if item.name in _MOVED else part
            value = getattr(importlib.import_module(f"PyQt6.{place}"), item.name, _MISSING)
            if value is _MISSING and item.name not in ("QT_VERSION_STR", "pyqtSignal"):
                yield node.lineno, f"{item.name} is not in {part} of Qt 6"
            elif value is not _MISSING and item.name not in _PATCHED:
                names[item.asname or item.name] = value


def _chain(node: ast.expr) -> list[str]:
    """The names in ``Qt.ItemDataRole.UserRole``; empty if the expression does not begin with a name."""
    words: list[str] = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    return [*reversed([*words, node.id])] if isinstance(node, ast.Name) else []


def _resolve(value: Any, attributes: list[str]) -> Any:
    for attribute in attributes:
        # After a function or a plain value there is nothing of Qt to look up.
        if not isinstance(value, type):
            return value
        value = getattr(value, attribute, _MISSING)
    return value


def main(folders: list[str]) -> int:
    """Prints all faults of all Python files; returns the exit code."""
    found = [
        line for folder in folders for path in sorted(Path(folder).rglob("*.py")) for line in faults(path)
    ]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
