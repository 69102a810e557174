"""The plugin's translations: from the sources to .ts files, and from .ts files to the .qm that Qt reads.

A text is found by its mark: ``tr()`` or ``marked()`` in ``plugin/``, ``marked()`` in ``model/``. The plugin
shows errors, warnings and progress of ``model/``. Qt's own ``pylupdate5`` does not know these marks, so
this module reads the sources.
"""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from tools.shell import ROOT, run, say, stop

LANGUAGES = ("de", "fr", "es")
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "Sardino"
MARKERS = ("tr", "marked")

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_SHORTCUT = re.compile(r"&(?=\w)")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_PATTERN = re.compile(r"\*\.\w+")
_RELEASERS = (
    "lrelease",
    "lrelease-qt5",
    "lrelease-qt6",
    "/usr/lib/qt5/bin/lrelease",
    "/usr/lib/qt6/bin/lrelease",
)


def update(folder: Path = FOLDER) -> None:
    """Updates and compiles every .ts file."""
    texts = source_texts()
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = ts_file(language, folder)
        known = read_ts(path) if path.is_file() else {}
        write_ts(path, language, {text: known.get(text, "") for text in texts})
        missing = sum(not known.get(text) for text in texts)
        say(f"{path.name}: {len(texts)} texts, {missing} without a translation")
    compile_all(folder)


def compile_all(folder: Path = FOLDER) -> None:
    """Compiles every .ts file to a .qm beside it.

    Raises:
        shell.Stop: lrelease is missing or refused a file.
    """
    program = releaser()
    if program is None:
        stop("lrelease is missing: install Qt's tools for translators (Debian: qttools5-dev-tools).")
    for path in sorted(folder.glob("*.ts")):
        if run([program, "-silent", "-nounfinished", path, "-qm", path.with_suffix(".qm")], check=False) != 0:
            stop(f"{path.name} could not be compiled.")


def ensure_compiled(folder: Path = FOLDER) -> None:
    """Compiles files that are not compiled yet; without lrelease QGIS shows Sardino in English."""
    paths = list(folder.glob("*.ts"))
    if all(_is_compiled(path) for path in paths):
        return
    if releaser() is None:
        say("Without lrelease, of Qt's tools for translators, Sardino stays in English.")
        return
    compile_all(folder)


def releaser() -> str | None:
    """The program lrelease of Qt 5 or Qt 6, or None; both versions write the same format."""
    return next((found for found in map(shutil.which, _RELEASERS) if found), None)


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """The translations of a language."""
    return folder / f"sardino_{language}.ts"


def source_texts(root: Path = ROOT) -> list[str]:
    """Every text that a user may see, sorted; of the worker's texts only those without values."""
    found = {text for path in _sources(root) for text in marked_texts(_tree(path))}
    return sorted(text for text in found if text.strip())


def marked_texts(tree: ast.AST) -> Iterator[str]:
    """The literals given to ``tr()`` and ``marked()``."""
    for node in _marks(tree):
        yield from _literals(node.args[0])


def faults_of_sources(root: Path = ROOT) -> list[str]:
    """Calls of ``tr()`` or ``marked()`` without a literal text: nobody could translate such a text."""
    return [
        f"{path.relative_to(root)}:{node.lineno}: a text to translate must be a literal"
        for path in _sources(root)
        for node in _marks(_tree(path))
        if not _is_found(node)
    ]


def faults_of_ts(path: Path, texts: list[str]) -> list[str]:
    """Sentences about missing or wrong texts in a .ts file."""
    if not path.is_file():
        return [f"{path.name} is missing: python3 build.py translations"]
    known = read_ts(path)
    if sorted(known) != sorted(texts):
        return [f"{path.name} is not up to date with the sources: python3 build.py translations"]
    return [f"{path.name}: {fault}" for text in texts for fault in faults_of(text, known[text])]


def faults_of(source: str, translation: str) -> list[str]:
    """Sentences about the faults of one translation."""
    if not translation:
        return [f"not translated: {source!r}"]
    found = []
    for name, pattern in (("placeholders", _PLACEHOLDER), ("tags", _TAG), ("file patterns", _PATTERN)):
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation)):
            found.append(f"other {name} than {source!r}: {translation!r}")
    if len(_SHORTCUT.findall(source)) != len(_SHORTCUT.findall(translation)):
        found.append(f"a shortcut (&) too many or too few for {source!r}: {translation!r}")
    if _margins(source) != _margins(translation):
        found.append(f"other blanks at its ends than {source!r}: {translation!r}")
    return found


def read_ts(path: Path) -> dict[str, str]:
    """Text to translation; the translation is empty while unfinished."""
    known = {}
    for message in ElementTree.parse(path).iter("message"):
        target = message.find("translation")
        done = target is not None and target.get("type") is None
        known[message.findtext("source", "")] = (target.text or "") if target is not None and done else ""
    return known


def write_ts(path: Path, language: str, translations: dict[str, str]) -> None:
    """Writes a .ts file, sorted and without places in the sources: so a change is a small diff."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text, translation in sorted(translations.items()):
        state = "" if translation else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(text)}</source>",
            f"        <translation{state}>{escape(translation)}</translation>",
            "    </message>",
        ]
    lines += ["</context>", "</TS>", ""]
    path.write_bytes("\n".join(lines).encode())


def _sources(root: Path) -> list[Path]:
    return [path for side in ("plugin", "model") for path in sorted((root / side).rglob("*.py"))]


def _marks(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of ``tr()`` and ``marked()``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKERS and node.args:
            yield node


def _is_found(mark: ast.Call) -> bool:
    """Whether a mark's text is a literal; ``tr()`` also accepts a variable with a text marked elsewhere."""
    text = mark.args[0]
    parts = [text.body, text.orelse] if isinstance(text, ast.IfExp) else [text]
    if _name(mark.func) == "marked":
        return all(isinstance(part, ast.Constant) for part in parts)
    return not any(isinstance(part, (ast.JoinedStr, ast.BinOp)) for part in parts)


def _literals(node: ast.AST) -> Iterator[str]:
    """The text of a literal; both texts of a conditional expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _tree(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _name(node: ast.AST) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _margins(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".qm")
    return compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime
