"""The plugin's zip for plugins.qgis.org; every build gives the same bytes."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools import docs, metadata, translations
from tools.shell import ROOT, stop

TOP = "sardino"
LIMIT_BYTES = 25_000_000

CONTENTS = (
    "metadata.txt",
    "__init__.py",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "plugin",
    "model",
    "resources",
    "docs/images/qgis.png",  # README shows it
)
"""Files and folders of the repository that a user needs; missing paths are skipped."""

_LEFT_OUT_FOLDERS = {"__pycache__", "larger"}
"""Folder names; models too large for the zip are in ``resources/checkpoints/larger``."""
_LEFT_OUT_ENDINGS = (".aux.xml",)  # GDAL writes such files beside every raster that QGIS opens
_BINARY_SUFFIXES = {".pyc", ".pyo", ".so", ".pyd", ".dll", ".dylib", ".exe"}
_LEFT_OUT_SUFFIXES = {*_BINARY_SUFFIXES, ".ts", ".tmp", ".orig", ".bak"}

_TOP_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# ELF, Windows, Mach-O.
_BINARY_HEADS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")

# The oldest time in the zip format: a fixed time gives the same bytes at every build.
_TIME = (1980, 1, 1, 0, 0, 0)


def make_package(folder: Path = ROOT / "dist") -> Path:
    """Writes ``sardino-<version>.zip``.

    Args:
        folder: Where to write the zip.

    Returns:
        The zip.

    Raises:
        shell.Stop: The manifest or a help page is faulty, or the zip breaks a rule of plugins.qgis.org.
    """
    faults = metadata.problems(metadata.load())
    if faults:
        stop("metadata.txt: " + "; ".join(faults))
    if not docs.build_help():
        stop("The help pages could not be built.")
    translations.compile_all()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{TOP}-{metadata.version()}.zip"
    unfinished = target.with_suffix(".unfinished")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for path in sorted(_files(), key=lambda item: item.relative_to(ROOT).as_posix()):
            _add(archive, path)
    broken = broken_rules(unfinished)
    if broken:
        unfinished.unlink()
        stop("plugins.qgis.org would refuse the package: " + "; ".join(broken))
    os.replace(unfinished, target)
    return target


def broken_rules(package: Path) -> list[str]:
    """Sentences about the rules of plugins.qgis.org that a zip breaks; empty if none."""
    found = []
    size = package.stat().st_size
    if size > LIMIT_BYTES:
        found.append(f"it has {size / 1e6:.1f} MB of at most {LIMIT_BYTES / 1e6:.0f} MB")
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        heads = {name: archive.read(name)[:4] for name in names}
    tops = {name.split("/")[0] for name in names}
    if len(tops) != 1 or not _TOP_NAME.fullmatch(next(iter(tops))):
        found.append(f"it needs one folder at the top, of letters, digits, - and _: {sorted(tops)}")
    for needed in ("metadata.txt", "__init__.py", "LICENSE"):
        found += [f"{needed} is missing in {top}" for top in sorted(tops) if f"{top}/{needed}" not in names]
    for name in names:
        parts = name.split("/")
        if any(part.startswith(".") or part in ("__pycache__", "__MACOSX") for part in parts):
            found.append(f"hidden file or cache: {name}")
        if name.startswith("/") or ".." in parts:
            found.append(f"path that leads out: {name}")
        if Path(name).suffix in _BINARY_SUFFIXES or heads[name].startswith(_BINARY_HEADS):
            found.append(f"program in binary form: {name}")
    return found


def _files() -> Iterator[Path]:
    for name in CONTENTS:
        path = ROOT / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from (item for item in path.rglob("*") if item.is_file() and _is_wanted(item))


def _is_wanted(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    if any(part in _LEFT_OUT_FOLDERS or part.startswith(".") for part in parts):
        return False
    return path.suffix not in _LEFT_OUT_SUFFIXES and not path.name.endswith(_LEFT_OUT_ENDINGS)


def _add(archive: zipfile.ZipFile, path: Path) -> None:
    name = f"{TOP}/{path.relative_to(ROOT).as_posix()}"
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3  # Unix, on every system, since the field is part of the bytes
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, _contents(path), compresslevel=9)


def _contents(path: Path) -> bytes:
    """A file's content for the package; the manifest also gets its changelog."""
    if path != ROOT / "metadata.txt":
        return path.read_bytes()
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return metadata.with_changelog(path.read_text(encoding="utf-8"), changes).encode()
