"""What is checked besides tests: style, types, security, manifest, borders, Qt 6, translations, help."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import docs, environments, metadata, translations
from tools.shell import ROOT, heading, read, run, say, stop

_IGNORED_FOLDERS = {"runs", "__pycache__", "build", "dist", "demo-output", "node_modules", "site"}
_TEXT_SUFFIXES = {
    ".py",
    ".toml",
    ".txt",
    ".md",
    ".cfg",
    ".ini",
    ".json",
    ".qml",
    ".svg",
    ".sh",
    ".yml",
    ".yaml",
}

# A package may import nothing whose top name is listed beside it.
_FORBIDDEN = {
    "plugin": {"torch", "torchvision", "timm", "rasterio", "safetensors", "scipy", "PyQt5", "PyQt6"},
    "model": {"qgis", "PyQt5", "PyQt6", "osgeo", "processing"},
    "tools": {"torch", "numpy", "rasterio"},
}


def run_checks() -> None:
    """Runs every check and then tells which failed.

    Raises:
        shell.Stop: A check failed.
    """
    python = environments.ensure_dev_tools()
    checks: dict[str, Callable[[], bool]] = {
        "ruff check": lambda: _passes(python, "ruff", "check", "."),
        "ruff format": lambda: _passes(python, "ruff", "format", "--check", "."),
        "mypy (strict on model)": lambda: _passes(python, "mypy", "model"),
        "bandit": lambda: _passes(
            python, "bandit", "-q", "-c", "pyproject.toml", "-r", "plugin", "model", "__init__.py"
        ),
        "detect-secrets": lambda: _no_secrets(python),
        "metadata.txt": _metadata_is_valid,
        "imports": _borders_hold,
        "Qt 6": _is_ready_for_qt6,
        "error codes in docs/troubleshooting.md": _codes_have_entries,
        "translations": _is_translated,
        "documentation": docs.build,
    }
    failed = []
    for name, check in checks.items():
        heading(name)
        if check():
            say("passed")
        else:
            failed.append(name)
    if failed:
        stop(f"Checks failed: {', '.join(failed)}")
    say(f"\nAll {len(checks)} checks passed.")


def forbidden_imports(package: Path, forbidden: set[str]) -> list[str]:
    """Where a package imports what it must not.

    Args:
        package: A folder of Python files.
        forbidden: Top names of modules.

    Returns:
        ``file:line: module`` for each.
    """
    found = []
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [item.name for item in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            found += [f"{path}:{node.lineno}: {name}" for name in names if name.split(".")[0] in forbidden]
    return found


def _passes(python: Path, module: str, *words: str) -> bool:
    return run([python, "-m", module, *words], check=False) == 0


def _no_secrets(python: Path) -> bool:
    files = [str(path.relative_to(ROOT)) for path in _text_files()]
    # --no-verify: verifying a suspected key would send it to the service it looks like.
    # A model's hash looks like a key; it is public and must be.
    options = ["--no-verify", "--all-files", "--exclude-lines", 'sha256|"experiment": ']
    printed = read([python, "-m", "detect_secrets", "scan", *options, *files])
    if printed is None:
        say("detect-secrets could not run")
        return False
    results: dict[str, list[dict[str, object]]] = json.loads(printed)["results"]
    for name, items in results.items():
        for item in items:
            say(f"{name}:{item['line_number']}: {item['type']}")
    return not results


def _metadata_is_valid() -> bool:
    found = metadata.problems(metadata.load())
    for fault in found:
        say(fault)
    return not found


def _borders_hold() -> bool:
    found = [line for name, names in _FORBIDDEN.items() for line in forbidden_imports(ROOT / name, names)]
    for line in found:
        say(f"must not be imported here: {line}")
    return not found


def _is_ready_for_qt6() -> bool:
    return run([environments.ensure_qt6(), "-m", "tools.qt6", "plugin"], check=False) == 0


def _codes_have_entries() -> bool:
    found = docs.missing_entries()
    for line in found:
        say(line)
    return not found


def _is_translated() -> bool:
    texts = translations.source_texts()
    found = translations.faults_of_sources()
    for language in translations.LANGUAGES:
        found += translations.faults_of_ts(translations.ts_file(language), texts)
    for line in found:
        say(line)
    return not found


def _text_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name for name in folders if name not in _IGNORED_FOLDERS and not name.startswith(".")
        )
        for name in sorted(names):
            path = Path(folder) / name
            if path.suffix in _TEXT_SUFFIXES:
                yield path
