"""The checks besides tests: style, types, security, manifest, borders, Qt 6, translations, help."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tools import docs, environments, metadata, translations
from tools.shell import ROOT, clean_environment, heading, read, run, say, stop

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


def run_checks(words: Sequence[str] = ()) -> None:
    """Runs every check and then names the failed checks.

    Args:
        words: ``--only NAME`` runs a single check.

    Raises:
        shell.Stop: A check failed.
    """
    parser = argparse.ArgumentParser(prog="build.py check")
    parser.add_argument("--only", metavar="NAME", action="append", help="this check alone; may be repeated")
    only = parser.parse_args(list(words)).only
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
        "imports": imports_hold,
        "workflows": _workflows_are_valid,
        "Qt 6": _is_ready_for_qt6,
        "error codes in docs/troubleshooting.md": _codes_have_entries,
        "translations": _is_translated,
        "documentation": docs.build,
    }
    unknown = set(only or ()) - set(checks)
    if unknown:
        stop(f"There is no check {sorted(unknown)[0]!r}; there are: {', '.join(checks)}")
    chosen = {name: check for name, check in checks.items() if not only or name in only}
    failed = []
    for name, check in chosen.items():
        heading(name)
        if check():
            say("passed")
        else:
            failed.append(name)
    if failed:
        stop(f"Checks failed: {', '.join(failed)}")
    say(f"\nAll {len(chosen)} checks passed.")


def _passes(python: Path, module: str, *words: str) -> bool:
    return run([python, "-m", module, *words], check=False) == 0


def _no_secrets(python: Path) -> bool:
    files = [str(path.relative_to(ROOT)) for path in _text_files()]
    # --no-verify: a verification would send a suspected key to its service.
    # A model's hash looks like a key, but must be public.
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


def linter() -> Path:
    """The program of import-linter in the model's environment."""
    return environments.python_of(environments.BACKEND).with_name("lint-imports")


def imports_hold(root: Path = ROOT) -> bool:
    """Whether the contracts of ``.importlinter`` hold in a checkout; prints the broken contracts."""
    # For QGIS the checkout is the package `sardino`, even if the folder has another name.
    with tempfile.TemporaryDirectory(prefix="sardino-imports-") as folder:
        (Path(folder) / "sardino").symlink_to(root, target_is_directory=True)
        env = clean_environment(PYTHONPATH=os.pathsep.join([folder, str(root)]))
        return run([linter(), root / ".importlinter", "--no-cache"], check=False, env=env, cwd=root) == 0


def _workflows_are_valid() -> bool:
    python = environments.python_of(environments.BACKEND)
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
    return all(
        _passes(python, "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))
        for schema, files in (
            ("github-workflows", sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
            ("github-issue-forms", forms),
        )
    )


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
